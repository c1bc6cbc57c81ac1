"""Monica's contacts as drafts: names, dates of which a part is unknown, points and relatives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.cadence import LONGEST_DAYS, NEVER, Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import fields, loose, monica
from keepintouch.formats.drafts import PersonDraft, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_REVERSES = {
    "inlovewith": "lovedby",
    "parent": "child",
    "stepparent": "stepchild",
    "grandparent": "grandchild",
    "uncle": "nephew",
    "godfather": "godson",
    "boss": "subordinate",
    "mentor": "protege",
}
_MUTUAL = frozenset(
    {"partner", "spouse", "date", "lover", "ex", "ex_husband", "sibling", "cousin"}
    | {"friend", "bestfriend", "colleague"}
)
REVERSES = (
    _REVERSES
    | {there: here for here, there in _REVERSES.items()}
    | {each: each for each in _MUTUAL}
)
_WORDS = {
    "inlovewith": "in love with",
    "lovedby": "loved by",
    "bestfriend": "best friend",
    "ex_husband": "ex-husband",
}
_OLDER = frozenset({"parent", "stepparent", "grandparent", "godfather"})
_YOUNGER = frozenset(_REVERSES[each] for each in _OLDER)


class Party(NamedTuple):
    """One end of a relationship."""

    name: str
    born: int | None = None


class Kinship(NamedTuple):
    """A row of relationships: what `of_contact` is to `contact_is`, and the other way round."""

    label: str
    contact_is: str
    of_contact: str
    reverse: str | None = None
    line: int = 0


class Known(NamedTuple):
    """A row of contacts, with what the export keeps elsewhere found again."""

    uid: str
    row: Mapping[str, object]
    points: tuple[Point, ...] = ()
    birthday: PartialDate | None = None
    died: PartialDate | None = None
    met: PartialDate | None = None
    introducer: str | None = None
    reminders: tuple[Mapping[str, object], ...] = ()
    tags: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    photo: bytes | None = None
    raw: str | None = None
    line: int = 0
    is_user: bool = False


def name_of(row: Mapping[str, object]) -> str | None:
    """Return the name as displayed, or the nickname, or the company's."""
    parts = (loose.text(row.get(f"{which}_name")) for which in ("first", "middle", "last"))
    full = " ".join(part for part in parts if part)
    return full or loose.text(row.get("nickname")) or loose.text(row.get("company"))


def special_date(row: Mapping[str, object]) -> PartialDate | None:
    """Read a special date: the year alone of one made from an age, no year where it is made up."""
    day = loose.day(row.get("date"))
    if day is None:
        return None
    if loose.flag(row.get("is_age_based")):
        return PartialDate(day.year)
    year = None if loose.flag(row.get("is_year_unknown")) else day.year
    return PartialDate(year, day.month, day.day)


def point(value: object, kind: Mapping[str, object]) -> Point | None:
    """Return a contact field, by its type's own `type`, `protocol` and name."""
    given = loose.text(value)
    if given is None:
        return None
    name = loose.text(kind.get("name"))
    protocol = loose.text(kind.get("protocol"))
    field = loose.text(kind.get("type")) or {"mailto:": "email", "tel:": "phone"}.get(
        protocol or ""
    )
    if field not in {"email", "phone"}:
        field = "link" if re.match(r"\w+://", given) else "im"
    plain = name is None or name.lower() == field
    return Point(field, given, None if plain or name is None else name.lower())


def address(row: Mapping[str, object]) -> Point | None:
    """Return an address of Monica's."""
    parts = ("street", "city", "province", "postal_code", "country")
    text = fields.address(*(loose.text(row.get(part)) for part in parts))
    label = loose.text(row.get("name"))
    return Point("address", text, label.lower() if label else None) if text else None


def person(known: Known) -> PersonDraft | Problem:
    """Return a contact of Monica's; one that nobody could recognise is a problem."""
    row = known.row
    name = name_of(row) or next((each.value for each in known.points), None)
    if name is None:
        return Problem(known.line, "a contact without a name is left out")
    nickname = loose.text(row.get("nickname"))
    return PersonDraft(
        name,
        known.uid,
        given=loose.text(row.get("first_name")),
        additional=loose.text(row.get("middle_name")),
        family=loose.text(row.get("last_name")),
        nicknames=(nickname,) if nickname and nickname != name else (),
        points=known.points,
        birthday=known.birthday,
        occasions=tuple(_occasions(known)),
        org=loose.text(row.get("company")),
        title=loose.text(row.get("job")),
        how_met=_how_met(known),
        tags=known.tags,
        relations=known.relations,
        notes=tuple(_notes(row)),
        cadence=_cadence(known),
        state=_state(row),
        importance="close" if loose.flag(row.get("is_starred")) else None,
        known_since=loose.day(row.get("created_at")),
        raw=known.raw,
        line=known.line,
        photo=known.photo,
    )


def _occasions(known: Known) -> Iterator[Occasion]:
    if known.died:
        yield Occasion("death", known.died)
    for row in known.reminders:
        day = loose.day(row.get("initial_date"))
        if day is None or not monica.on_each_year(row):
            continue
        # Monica makes a reminder of its own, which cannot be deleted, for each birthday.
        own = "delible" in row and not loose.flag(row["delible"])
        if own and known.birthday and known.birthday.month:
            continue
        kind = loose.text(row.get("title")) or "reminder"
        yield Occasion(kind, PartialDate(None, day.month, day.day))


def _how_met(known: Known) -> str | None:
    row = known.row
    parts = (
        loose.text(row.get("first_met_where")),
        f"through {known.introducer}" if known.introducer else None,
        known.met.iso if known.met else None,
    )
    short = ", ".join(part for part in parts if part)
    return loose.lines(short, loose.text(row.get("first_met_additional_info")))


def _notes(row: Mapping[str, object]) -> Iterator[str]:
    description = loose.text(row.get("description"))
    food = loose.text(row.get("food_preferences"))
    if description:
        yield description
    if food:
        yield f"Food: {food}"


def _cadence(known: Known) -> Cadence | None:
    # Nobody keeps in touch with themselves, nor with a relative who has no page of their own.
    if known.is_user or loose.flag(known.row.get("is_partial")):
        return NEVER
    days = loose.number(known.row.get("stay_in_touch_frequency")) or 0
    return Cadence(min(days, LONGEST_DAYS), "d") if days > 0 else None


def _state(row: Mapping[str, object]) -> str | None:
    if loose.flag(row.get("is_dead")):
        return "deceased"
    active = row.get("is_active")
    return None if active is None or loose.flag(active) else "archived"


def relations(
    rows: Iterable[Kinship], people: Mapping[str, Party]
) -> dict[str, tuple[Relation, ...]]:
    """Return the relations of each contact, each once, though Monica keeps both directions."""
    found: dict[str, dict[Relation, None]] = {}
    for row in rows:
        if row.contact_is not in people or row.of_contact not in people:
            continue
        row = _turned(row, people)  # noqa: PLW2901 - the row, read the right way round
        ends = [(row.contact_is, row.of_contact, row.label)]
        back = row.reverse or REVERSES.get(row.label)
        if back:
            ends.append((row.of_contact, row.contact_is, back))
        for owner, other, label in ends:
            words = _WORDS.get(label, label.replace("_", " "))
            found.setdefault(owner, {})[Relation(words, people[other].name)] = None
    return {owner: tuple(each) for owner, each in found.items()}


def strays(rows: Iterable[Kinship], people: Mapping[str, Party]) -> Iterator[Problem]:
    """Yield the relationships of people whom the file does not have."""
    for row in rows:
        if row.contact_is not in people or row.of_contact not in people:
            yield Problem(row.line, f'a relationship "{row.label}" of nobody is left out')


def _turned(row: Kinship, people: Mapping[str, Party]) -> Kinship:
    """Turn a row round whose years of birth make a child older than its parent.

    Monica's pages store what `of_contact` is to `contact_is`; its API documentation,
    and so what other programs wrote through it, says the opposite.
    """
    here, there = people[row.contact_is].born, people[row.of_contact].born
    if here is None or there is None or here == there:
        return row
    elder = there < here
    wrong = (row.label in _OLDER and not elder) or (row.label in _YOUNGER and elder)
    return row._replace(contact_is=row.of_contact, of_contact=row.contact_is) if wrong else row
