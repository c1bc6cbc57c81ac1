"""What a tracker keeps of people in tables of their own: ways to reach them, tags, days, work."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.occasions import Occasion
from keepintouch.formats import fields, loose
from keepintouch.formats import sqlite_words as words
from keepintouch.formats.csv_columns import columns_of
from keepintouch.formats.csv_dates import read_partial
from keepintouch.formats.csv_dialects import quoted
from keepintouch.formats.csv_values import label as label_of
from keepintouch.formats.csv_values import tags
from keepintouch.formats.drafts import Problem
from keepintouch.formats.sqlite_roles import FACETS, point_field
from keepintouch.formats.sqlite_shape import text_of
from keepintouch.formats.sqlite_values import clock_of, day_text, is_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.formats.drafts import PersonDraft
    from keepintouch.formats.sqlite_files import Row, Table
    from keepintouch.formats.sqlite_roles import Directory
    from keepintouch.formats.sqlite_shape import Cell, Shape

    Told = dict[str, Cell]
    Change = Callable[[PersonDraft], PersonDraft]

_VALUES = (
    "value", "address", "email", "email address", "phone", "phone number", "number", "url", "link",
    "handle", "username", "data", "content", "info", "detail", "contact", "identifier",
)  # fmt: skip
_LABELS = ("label", "type", "kind", "name", "title", "category", "platform", "channel", "method")
_FIRST = ("primary", "is primary", "preferred", "is preferred", "default", "is default")
_TAGS = ("tag", "name", "label", "value", "group", "category", "circle", "interest", "title")
_DAYS = ("date", "day", "on", "value", "birthday", "anniversary")
_RELATED = ("type", "relation", "relationship", "relationship type", "relation type", "label",
            "kind", "name")  # fmt: skip
_ADDRESS = ("street", "city", "region", "code", "country")


class Facets:
    """The tables that say more of people, each row of which changes somebody's draft."""

    def __init__(self, shape: Shape, roles: dict[str, str], directory: Directory) -> None:
        self._shape = shape
        self._roles = roles
        self._directory = directory
        self._left: Counter[tuple[str, str]] = Counter()

    def changes(self) -> dict[str, list[Change]]:
        """Return what is to be done to the draft of each person, by uid; count what is left."""
        found: dict[str, list[Change]] = {}
        for table in self._shape.tables:
            role = self._roles.get(table.name)
            if role in FACETS:
                for row in table.rows:
                    for uid, change in self._change(table, row, role):
                        found.setdefault(uid, []).append(change)
        return found

    def problems(self) -> Iterator[Problem]:
        """Yield how many rows said nothing of anybody."""
        for (table, why), many in self._left.items():
            yield Problem(0, f'of "{quoted(table)}", {many} {why}: left out')

    def _change(self, table: Table, row: Row, role: str) -> Iterator[tuple[str, Change]]:
        refs = self._directory.of(self._shape, table, row)
        told = {each.words: each for each in self._shape.cells(table, row, named=True)}
        change = _READERS[role](self, table, told)
        ends = [each for each in told.values() if each.leads in self._shape.people]
        known = len(refs) == len(ends) or (refs and role != "relation")
        if not known or not refs:
            self._left[table.name, "of nobody who is in the file"] += 1
        elif change is None:
            self._left[table.name, _MISSING.get(role, "without a text")] += 1
        else:
            for each in refs[:1] if role == "relation" else refs:
                yield each.uid or "", change

    def text(self, table: Table, told: Told, names: tuple[str, ...]) -> str | None:
        """Return the first of several columns that holds a text, and note that it was used."""
        for name in names:
            cell = told.get(name)
            if cell and not (cell.leads in self._shape.people and cell.leads):
                said = text_of(cell.value)
                if said:
                    self._shape.used.add((table.name, cell.column))
                    return said
        return None

    def point(self, table: Table, told: Told) -> Change | None:
        """Read a way to reach somebody; its kind is the table's, or a column's."""
        kind = point_field(table)
        label = self.text(table, told, _LABELS)
        value = self._address(table, told) if kind == "address" else None
        value = value or self.text(table, told, _VALUES)
        if value is None:
            return None
        column = columns_of([label])[0] if label else None
        if kind is None:
            kind = column.field if column and column.field in _POINTS else _guess(value)
            plain = column is not None and not column.label
            label = (column.label if column and column.label else None) or (
                None if plain else label
            )
        first = self.text(table, told, _FIRST)
        point = Point(kind, value, label_of(label).text if label else None, is_set(first))
        return lambda draft: draft._replace(points=_with(draft.points, point))

    def _address(self, table: Table, told: Told) -> str | None:
        columns = columns_of(list(told))
        parts: dict[str, str] = {}
        for name, column in zip(told, columns, strict=True):
            part = column.part if column and column.field == "address" else ""
            part = {"formatted": "street", "street2": ""}.get(part, part)
            if column and column.field == "place":
                part = "city"
            if part in _ADDRESS and (said := self.text(table, told, (name,))):
                parts.setdefault(part, said)
        return fields.address(*(parts.get(part) for part in _ADDRESS))

    def tag(self, table: Table, told: Told) -> Change | None:
        """Read a tag, or several in one text."""
        found = tags(self.text(table, told, _TAGS) or "")
        return lambda draft: draft._replace(tags=tuple(dict.fromkeys((*draft.tags, *found))))

    def nickname(self, table: Table, told: Told) -> Change | None:
        """Read another name."""
        said = self.text(table, told, ("nickname", "alias", "aka", *_LABELS, "value"))
        if said is None:
            return None
        return lambda draft: draft._replace(nicknames=_with(draft.nicknames, said))

    def occasion(self, table: Table, told: Told) -> Change | None:
        """Read a day of every year; one called birthday is that, where there is none yet."""
        label = self.text(table, told, _LABELS) or " ".join(words.phrase(table.name))
        day = self._day(table, told)
        on = read_partial(day) if day else None
        if on is None:
            return None
        if "birth" in label.lower():
            return lambda draft: draft._replace(birthday=draft.birthday or on)
        occasion = Occasion(label.lower(), on)
        return lambda draft: draft._replace(occasions=_with(draft.occasions, occasion))

    def _day(self, table: Table, told: Told) -> str | None:
        if "month" in told:
            year, month, day = (
                loose.number(self.text(table, told, (part,))) for part in ("year", "month", "day")
            )
            found = fields.date_of(year, month, day)
            return found.iso if found else None
        cell = next((told[each] for each in _DAYS if each in told), None)
        if cell is None:
            return None
        self._shape.used.add((table.name, cell.column))
        place = [each.name for each in table.columns].index(cell.column)
        return day_text(cell.value, clock_of((row[place] for row in table.rows), "", None))

    def relation(self, table: Table, told: Told) -> Change | None:
        """Read what the second person of a row is to the first."""
        label = self.text(table, told, _RELATED) or "related"
        ends = [each for each in told.values() if each.leads in self._shape.people and each.leads]
        other = text_of(ends[1].value) if len(ends) > 1 else None
        if other is None:
            return None
        relation = Relation(label.lower().replace("_", " "), other)
        return lambda draft: draft._replace(relations=_with(draft.relations, relation))

    def work(self, table: Table, told: Told) -> Change | None:
        """Read where somebody works; what the person's own row says comes first."""
        columns = dict(zip(told, columns_of(list(told)), strict=True))
        named = {
            each.field: self.text(table, told, (name,))
            for name, each in columns.items()
            if each and each.field in {"org", "title", "team"}
        }
        org, title, team = (named.get(field) for field in ("org", "title", "team"))
        return lambda draft: draft._replace(
            org=draft.org or org, title=draft.title or title, team=draft.team or team
        )


_MISSING = {"occasion": "without a readable date"}
_POINTS = ("email", "phone", "link", "im", "address")
_READERS: dict[str, Callable[[Facets, Table, Told], Change | None]] = {
    "point": Facets.point,
    "tag": Facets.tag,
    "nickname": Facets.nickname,
    "occasion": Facets.occasion,
    "relation": Facets.relation,
    "work": Facets.work,
}


def _guess(value: str) -> str:
    if "@" in value and "." in value.rpartition("@")[2]:
        return "email"
    if "://" in value:
        return "link"
    return "phone" if sum(map(str.isdigit, value)) * 2 > len(value) else "im"


def _with(before: tuple[Any, ...], one: object) -> tuple[Any, ...]:
    return before if one in before else (*before, one)
