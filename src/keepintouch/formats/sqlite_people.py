"""The people of a tracker's SQLite file: a row is read as a row of any other table of people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.csv_dialects import Row as Cut
from keepintouch.formats.csv_layouts import Cells, Layout, with_order
from keepintouch.formats.csv_people import last_contact, person
from keepintouch.formats.drafts import PersonDraft, Problem, Ref, TouchpointDraft
from keepintouch.formats.sqlite_columns import IGNORED, meanings, unit_of
from keepintouch.formats.sqlite_shape import row_id, stripped, text_of
from keepintouch.formats.sqlite_values import clock_of, day_text, is_set, number, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from keepintouch.formats.csv_columns import Column
    from keepintouch.formats.drafts import ReadOptions
    from keepintouch.formats.sqlite_files import Row, Table
    from keepintouch.formats.sqlite_shape import Shape

_DATED = frozenset(("birthday", "occasion", "added", "last", "snoozed"))
_STATES = {
    "inactive": "archived",
    "hidden": "archived",
    "dormant": "archived",
    "dead": "deceased",
    "tracked": "active",
    "on hold": "paused",
}
# In the list a program offers, beside weekly and monthly, these are longer than a week.
_RHYTHMS = {
    "biweekly": "2w",
    "bi-weekly": "2w",
    "bimonthly": "2mo",
    "bi-monthly": "2mo",
    "semiannually": "6mo",
    "semiannual": "6mo",
    "biannually": "6mo",
    "annual": "1y",
}
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


class Known(NamedTuple):
    """A row of people as a draft; `last` is when they were last in touch, if it says so.

    `promised` is the day of a column that asks to be reminded.
    """

    draft: PersonDraft
    row: Row
    last: TouchpointDraft | None = None
    promised: str | None = None

    @property
    def ref(self) -> Ref:
        """Return how drafts of the same file name this person."""
        return Ref(self.draft.name, self.draft.uid)


class Reading:
    """One table of people: what its columns mean, and each row by it."""

    def __init__(
        self, shape: Shape, table: Table, options: ReadOptions, home: tzinfo | None
    ) -> None:
        self.table = table
        self.problems: list[Problem] = []
        self._shape = shape
        self._meanings = meanings(shape, table, options)
        self._clocks = [
            clock_of((row[place] for row in table.rows), each.default, home)
            for place, each in enumerate(table.columns)
        ]
        self._unit = next(iter(self._places("unit")), None)

    def taken(self) -> Iterator[tuple[str, str]]:
        """Yield the columns that hold anything, with what each was taken for."""
        for place, (column, means) in enumerate(
            zip(self.table.columns, self._meanings, strict=True)
        ):
            values = [row[place] for row in self.table.rows if row[place] not in {None, ""}]
            if means.mark != IGNORED and not column.key and values:
                name = f"{self.table.name}.{column.name}"
                yield name, means.target
                if all(isinstance(each, bytes) and not _is_picture(each) for each in values):
                    self._tell(f"{name} is binary: left out")

    def people(self) -> Iterator[Known]:
        """Yield the people; those marked as deleted are left out, and counted."""
        kept = [row for row in self.table.rows if not self._is(row, "deleted")]
        if gone := len(self.table.rows) - len(kept):
            self._tell(f'of "{self.table.name}", {gone} marked as deleted: left out')
        cut = [self._cut(row) for row in kept]
        layout = with_order(self._layout(), cut)
        for row, each in zip(kept, cut, strict=True):
            cells = Cells(each, layout)
            if draft := person(cells, self.problems):
                whole = self._whole(draft, row)
                yield Known(
                    whole, row, last_contact(cells, whole, self.problems), self._promised(row)
                )

    def _whole(self, draft: PersonDraft, row: Row) -> PersonDraft:
        photos = (row[place] for place in self._places("photo"))
        return draft._replace(
            uid=row_id(self.table, row, draft.name),
            state=self._state(row) or draft.state,
            importance="close" if self._is(row, "favourite") else draft.importance,
            photo=next(filter(_is_picture, photos), None),
            raw=self._raw(row),
        )

    def _cut(self, row: Row) -> Cut:
        cells = self._shape.cells(self.table, row, named=True)
        return Cut(0, [self._text(place, each.value, row) for place, each in enumerate(cells)])

    def _text(self, place: int, value: object, row: Row) -> str:
        column = self._meanings[place].column
        if column is None or isinstance(value, bytes):
            return ""
        if column.field in _DATED and not column.part:
            return day_text(value, self._clocks[place])
        if column.field == "every":
            return self._rhythm(place, value, row)
        said = plain(value)
        return _STATES.get(said.lower(), said) if column.field == "status" else said

    def _rhythm(self, place: int, value: object, row: Row) -> str:
        """Return how often, in the unit that a column of its own or this one's name says."""
        said = plain(value)
        if not said.isdecimal():
            return _RHYTHMS.get(said.lower(), said) if number(value) is None else ""
        if int(said[:9]) == 0:
            return ""
        unit = None if self._unit is None else text_of(row[self._unit])
        if unit is None:
            named = unit_of(stripped(self.table.columns[place].name, self.table.name))
            unit = {"m": "mo"}.get(named or "d", named or "d")
        return f"{said} {unit}"

    def _state(self, row: Row) -> str | None:
        if self._is(row, "deceased"):
            return "deceased"
        told = [row[place] for place in self._places("active") if row[place] is not None]
        off = any(not is_set(each) for each in told)
        return "archived" if off or self._is(row, "archived") else None

    def _is(self, row: Row, mark: str) -> bool:
        return any(is_set(row[place]) for place in self._places(mark))

    def _places(self, mark: str) -> list[int]:
        return [place for place, each in enumerate(self._meanings) if each.mark == mark]

    def _promised(self, row: Row) -> str | None:
        days = (day_text(row[place], self._clocks[place]) for place in self._places("follow_up"))
        return next(filter(None, days), None)

    def _raw(self, row: Row) -> str:
        """Return the row as JSON, without what is binary."""
        return _ENCODER.encode(
            {
                each.name: value if isinstance(value, int) else text_of(value)
                for each, value in zip(self.table.columns, row, strict=True)
                if value is not None and not isinstance(value, bytes)
            }
        )

    def _layout(self) -> Layout:
        places: dict[str, list[int]] = {}
        labels: dict[Column, int] = {}
        for place, (column, _) in enumerate(self._meanings):
            if column and column.part == "label":
                labels.setdefault(column, place)
            elif column:
                places.setdefault(column.field, []).append(place)
        names = tuple(each.name for each in self.table.columns)
        return Layout(names, tuple(each.column for each in self._meanings), places, labels)

    def _tell(self, what: str) -> None:
        self.problems.append(Problem(0, what))


def _is_picture(value: object) -> bool:
    return isinstance(value, bytes) and value.startswith(_PICTURES)
