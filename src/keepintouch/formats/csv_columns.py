"""Columns of a table and what each of them tells: proposed from the headers, open to change.

A column's target is written as `field`, `field:label`, `field.part:label` or, where
several columns make one value, `field.part#group`: `phone:mobile`,
`address.city:home`, `email.label#2`. An empty target keeps a column with the raw row only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UsageError
from keepintouch.formats.csv_words import Meaning, meaning, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TEXTS = ("name", "given", "additional", "family", "prefix", "suffix", "org", "team", "title")
PAIRED = ("email", "phone", "im", "link", "address", "relation", "occasion", "custom")
STREETS = ("street", "street2", "street3")
PARTS = {
    "address": (*STREETS, "box", "extended", "city", "region", "code", "country", "formatted"),
    "birthday": ("year", "month", "day"),
    "name": ("turned",),
}
LISTS = ("nickname", "tag")
FACTS = (
    "birthday",
    "place",
    "note",
    "how_met",
    "every",
    "status",
    "importance",
    "snoozed",
    "added",
)
FIELDS = frozenset((*TEXTS, *PAIRED, *LISTS, *FACTS, "last", "uid"))


class Column(NamedTuple):
    """What a column tells; columns of one group of a field make one value together."""

    field: str
    part: str = ""
    label: str = ""
    group: str = ""

    @property
    def target(self) -> str:
        """Return the column as a user may write it."""
        marks = ((".", self.part), (":", self.label), ("#", self.group))
        return self.field + "".join(f"{mark}{text}" for mark, text in marks if text)


_RELATIVES = ("spouse", "child", "manager", "assistant", "mother", "father")
_BARE, _TITLED, _NAME, _OF_BIRTH, _CONTACT = "bare", "titled", "called", "of birth", "whom"
_HONOUR, _APELIDO, _KINSHIP = "honour", "apelido", "kinship"
_NAMES = {"name", "given", "family", _NAME}
# Without a given name, what somebody is called stands for it: `Zuname; Rufname`.
_GIVEN = _NAMES - {"family"}
_PARTS_OF_ADDRESS = ["street", "city", "region", "code", "country", "box", "extended", "formatted"]
_NOUNS = {
    frozenset(nouns.split()): Column(*target)
    for nouns, target in {
        **{field: (field,) for field in FIELDS - {"name", "address"}},
        **{part: ("address", part) for part in _PARTS_OF_ADDRESS},
        **{f"address {part}": ("address", part) for part in _PARTS_OF_ADDRESS},
        **{f"relation {part}": ("relation",) for part in ("name", "full")},
        **{f"relation {who}": ("relation", "", who) for who in _RELATIVES},
        **{f"org {part}": ("address", part, "work") for part in _PARTS_OF_ADDRESS},
        "org address": ("address", "street", "work"),
        **{f"{who} name": ("relation", "", who) for who in _RELATIVES},
        **{who: ("relation", "", who) for who in _RELATIVES},
        "full": ("name",),
        "turned": ("name", "turned"),
        "whom": (_CONTACT,),
        "name": (_NAME,),
        "titled": (_TITLED,),
        "connected": ("added",),
        "org name": ("org",),
        "org title": ("title",),
        "org titled": ("title",),
        "honour": (_HONOUR,),  # `Titel`: a doctor's beside `Anrede`, else a job
        "org honour": ("title",),
        "materno": ("family", "", "", "2"),
        "apelido": (_APELIDO,),  # a family's name in Portugal, a nickname in Brazil
        "kinship": (_KINSHIP,),  # `Beziehung 1 - Wert` is somebody, `Beziehung` alone a kind
        **{
            f"name {part}": (part,)
            for part in ("given", "additional", "family", "prefix", "suffix")
        },
        "name full": ("name",),
        "org team": ("team",),
        "address": ("address", "street"),
        "email address": ("email",),
        "im address": ("im",),
        "mobile": ("phone", "", "mobile"),
        "phone mobile": ("phone", "", "mobile"),
        "fax": ("phone", "", "fax"),
        "phone fax": ("phone", "", "fax"),
        "pager": ("phone", "", "pager"),
        "org phone": ("phone", "", "company"),
        "assistant phone": ("phone", "", "assistant"),
        "iphone": ("phone", "", "iphone"),
        "homephone": ("phone", "", "home"),
        "workphone": ("phone", "", "work"),
        "mainphone": ("phone", "", "main"),
        "carphone": ("phone", "", "car"),
        "birthyear": ("birthday", "year"),
        "birthmonth": ("birthday", "month"),
        "birthdate": ("birthday", "day"),
        "yearalone": (_OF_BIRTH, "year"),
        "monthalone": (_OF_BIRTH, "month"),
        "dayalone": (_OF_BIRTH, "day"),
        "anniversary": ("occasion", "", "anniversary"),
        "hired": ("occasion", "", "work anniversary"),
        "enrolled": ("occasion", "", "joined"),
        "membership": ("uid", "", "member"),
        "referred": ("how_met", "", "referred by"),
    }.items()
}
_ONCE = (*TEXTS, _NAME, _TITLED, _HONOUR, _APELIDO, _CONTACT)
_BORN = {Column(_OF_BIRTH, part) for part in PARTS["birthday"]}
_HIRED = Column("occasion", label="work anniversary")
_MEMBER = Column("uid", label="member")  # in a club, nobody is hired
_PORTUGUESE = frozenset(("nome", "sobrenome", "apelido", "telefone", "telemovel", "endereco"))
_NUMBERED = re.compile(r"((?:contact|parent|guardian|kontakt) ?\d{1,2})[ _:.-]+(.+)", re.IGNORECASE)
_TARGET = re.compile(r"(\w+)(?:\.(\w+))?(?::([^#]*))?(?:#(.*))?", re.DOTALL)


def column_of(target: str) -> Column | None:
    """Read a target, or the words of a header instead of one; None for the empty one.

    What is neither is a `UsageError` that lists the fields there are.
    """
    if not target.strip():
        return None
    found = _TARGET.fullmatch(target.strip())
    column = Column(*(part or "" for part in found.groups())) if found else Column("")
    parts = (*PARTS.get(column.field, ()), "label" if column.field in PAIRED else "", "")
    if column.field in FIELDS and column.part in parts:
        return column
    if settled := _settled([_column(target)])[0]:
        return settled
    raise UsageError(
        f'"{target}" is nothing that a column can hold. Nothing was read.',
        close=tuple(sorted(FIELDS)),
    )


def is_known(header: str) -> bool:
    """Say whether a header means something by itself."""
    return _column(header) is not None


def columns_of(
    header: Sequence[str], mapping: Iterable[tuple[str, str]] = ()
) -> list[Column | None]:
    """Return what each column tells; what `mapping` says of a column wins."""
    others = _others(header)
    named = _accented(header)
    columns = _settled([None if name in others else _column(name) for name in named])
    said = {name.strip(): column_of(target) for name, target in mapping}
    folded = {tokens(name): column for name, column in said.items()}
    for place, name in enumerate(header):
        if name.strip() in said:
            columns[place] = said[name.strip()]
        elif tokens(name) in folded:
            columns[place] = folded[tokens(name)]
    return columns


def _accented(header: Sequence[str]) -> Sequence[str]:
    """Return the headers with `aniversario` as `aniversário` beside Portuguese ones: a birthday."""
    if _PORTUGUESE.isdisjoint(word for name in header for word in tokens(name)):
        return header
    return ["aniversário" if tokens(name) == ("aniversario",) else name for name in header]


def _others(header: Sequence[str]) -> set[str]:
    """Return what tells of somebody else, as `Contact 1 Email` where a child's name is beside it."""
    numbered = {name: found for name in header if (found := _NUMBERED.fullmatch(name.strip()))}
    named = {found[1].lower() for found in numbered.values() if _is_name(found[2])}
    if not named or not any(_is_name(name) for name in header if name not in numbered):
        return set()
    return {name for name, found in numbered.items() if found[1].lower() in named}


def _is_name(header: str) -> bool:
    column = _column(header)
    return column is not None and column.field in _NAMES


def _column(header: str) -> Column | None:
    found = meaning(header)
    if found is None:
        return None
    group = str(found.number) if found.number and found.number > 1 else ""
    if not found.nouns:
        bare = found.label and not found.role
        return Column(_BARE, label=found.label or "", group=group) if bare else None
    column = _NOUNS.get(found.nouns)
    if column is None or (group and column.field in _ONCE):
        return None
    if column.field == "address":
        return _address(column, found, group)
    if column.field == _KINSHIP:
        column = column._replace(field="relation" if found.role else "tag")
    if column.field not in PAIRED:
        elsewhere = found.role or (found.label and column.field == "place")
        return None if elsewhere else column._replace(group=group or column.group)
    return _paired(column, found, group)


def _address(column: Column, found: Meaning, group: str) -> Column:
    """Return `Business Street 2` as a second line of one address, `Address 2 - City` as another's."""
    label = found.label or column.label
    if found.role == "label":
        return Column("address", "label", label, group)
    if column.part == "street" and group and label:
        return Column("address", f"street{group}", label)
    return column._replace(label=label, group=group)


def _paired(column: Column, found: Meaning, group: str) -> Column:
    """Return one of several points, notes or relations; `Home Fax` has both labels."""
    main = "main" if found.role == "first" and column.field == "phone" else ""
    label = " ".join(filter(None, (found.label or main, column.label)))
    label = column.label if column.label == "company" else label
    if column.field == "custom" and not found.role:
        label = f"custom {found.number or 1}"
    return column._replace(part="label" if found.role == "label" else "", label=label, group=group)


def _settled(columns: list[Column | None]) -> list[Column | None]:
    """Decide what only the other columns tell: whether a title is an address or a job, and such."""
    second = Column("nickname" if Column("family") in columns else "family")
    columns = [second if column and column.field == _APELIDO else column for column in columns]
    there = {column for column in columns if column}
    fields = {column.field for column in there}
    parts = _parts_of_addresses(there)
    bare = {column.label for column in there if column.field == _BARE}
    whole_day = there >= _BORN and "birthday" not in fields
    settle = {
        _TITLED: "prefix" if "title" in fields else "title",
        _HONOUR: "prefix" if fields & {"title", "prefix"} else "title",
        _NAME: _name_field(fields),
        _BARE: "phone" if len(bare) > 1 else "",
        _CONTACT: "" if fields & _NAMES else "name",
        "nickname": "nickname" if fields & _GIVEN or "family" not in fields else "given",
    }

    def settled(column: Column | None) -> Column | None:
        if column and column.field == _OF_BIRTH:
            born = Column("birthday", "year") in there or whole_day
            return Column("birthday", column.part) if born else None
        if column is None or column.field in settle:
            field = settle[column.field] if column else ""
            return column._replace(field=field) if column and field else None
        if column == Column("birthday") and Column("birthday", "year") in there:
            return Column("birthday", "day")
        if column == _HIRED and _MEMBER in there:
            return column._replace(label="joined")
        return _placed(column, parts)

    return [settled(column) for column in columns]


def _name_field(fields: set[str]) -> str:
    """Return what `Name` is beside one other part: `Vorname; Name`, `Nombre; Apellidos`."""
    if "given" in fields:
        return "name" if "family" in fields or "name" in fields else "family"
    return "given" if "family" in fields else "name"


def _parts_of_addresses(there: set[Column]) -> dict[Column, set[str]]:
    parts: dict[Column, set[str]] = {}
    for column in there:
        if column.field == "address":
            parts.setdefault(column._replace(part=""), set()).add(column.part)
    return parts


def _placed(column: Column, parts: dict[Column, set[str]]) -> Column:
    """Return a city without a street as where somebody is, `Address 2` as a line of the first."""
    if column.field != "address" or column.label:
        return column
    same = parts[column._replace(part="")]
    if same <= {"city", "region", "country"}:
        return Column("place")
    if same == {"street"} and column.group in {"2", "3"}:
        return Column("address", f"street{column.group}")
    return column
