"""SQLite files of small trackers, as narad's: read by what their tables and columns are called.

No such program publishes its tables, and each has others; so what was taken for what is
told, and so is everything that was not understood.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import loose
from keepintouch.formats import sqlite_words as words
from keepintouch.formats.bounds import within
from keepintouch.formats.csv_dialects import quoted
from keepintouch.formats.drafts import Columns, FollowUpDraft, Problem, TouchpointDraft
from keepintouch.formats.sqlite_events import Events
from keepintouch.formats.sqlite_facets import Facets
from keepintouch.formats.sqlite_files import read_file
from keepintouch.formats.sqlite_joins import Joins
from keepintouch.formats.sqlite_people import Reading
from keepintouch.formats.sqlite_roles import EVENTS, JOIN, TECHNICAL, Directory, roles
from keepintouch.formats.sqlite_shape import Shape, stripped
from keepintouch.formats.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions
    from keepintouch.formats.sqlite_files import File, Table
    from keepintouch.formats.sqlite_people import Known

_SHOWN = 20


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield people, then what happened, then what was left out; heeds mapping, since, until, zone."""
    file = read_file(stream)
    shape = Shape(file.tables)
    if not shape.people:
        raise UnreadableError(_nobody(file, options))
    yield from file.problems
    if file.is_write_ahead and _has_more(options.name):
        yield Problem(0, "its program is open, or was not closed well: what it has not put into"
                         " this file yet is missing; close it and import again")  # fmt: skip
    yield from _Tracker(shape, options).drafts()


class _Tracker:
    """The tables of a tracker, sorted by what they are for."""

    def __init__(self, shape: Shape, options: ReadOptions) -> None:
        home = zone_named(options.zone) if options.zone else None
        self._shape = shape
        self._options = options
        self._roles = roles(shape)
        self._readings = [Reading(shape, table, options, home) for table in shape.people]
        self._events = [
            Events(shape, table, self._roles[table.name], home)
            for table in shape.tables
            if self._roles.get(table.name) in EVENTS
        ]

    def drafts(self) -> Iterator[Draft]:
        """Yield everything that was understood, and told what was not."""
        people = [(each.table, known) for each in self._readings for known in each.people()]
        directory = Directory(people)
        facets = Facets(self._shape, self._roles, directory)
        changes = facets.changes()
        yield Columns(tuple(self._taken()))
        for _, known in people:
            draft = known.draft
            for change in changes.get(draft.uid or "", ()):
                draft = change(draft)
            yield draft
        yield from within(self._happened(directory, [known for _, known in people]), self._options)
        yield from facets.problems()
        yield from _once(each for reading in self._readings for each in reading.problems)
        yield from self._left()

    def _taken(self) -> Iterator[tuple[str, str]]:
        for reading in self._readings:
            yield from reading.taken()
        for events in self._events:
            for column, means in events.meant():
                if _is_held(events.table, column):
                    what = events.role.replace("_", "-")
                    yield f"{events.table.name}.{column}", f"{what} {means.replace('_', '-')}"

        for table in self._shape.tables:
            for each in table.columns:
                if (table.name, each.name) in self._shape.used:
                    yield f"{table.name}.{each.name}", self._roles.get(table.name, "label")

    def _happened(self, directory: Directory, people: list[Known]) -> Iterator[Draft]:
        joins = Joins(self._shape, self._roles, directory)
        touched: set[str | None] = set()
        for events in self._events:
            for draft in events.drafts(joins):
                if isinstance(draft, TouchpointDraft):
                    touched |= {each.uid for each in draft.people}
                yield draft
            for why, many in events.left.items():
                yield Problem(0, f'of "{quoted(events.table.name)}", {many} {why}: left out')
        yield from _last(people, touched)
        yield from _promised(people)

    def _left(self) -> Iterator[Problem]:
        """Tell of the tables and columns that nothing was made of."""
        people = {each.name for each in self._shape.people}
        labels = {name for name, _ in self._shape.used}
        columns: list[str] = []
        for table in self._shape.tables:
            role = self._roles.get(table.name)
            if role is None and table.name not in people | labels:
                rows = len(table.rows)
                yield Problem(
                    0, f'the table "{quoted(table.name)}" ({rows} rows) is not understood: left out'
                )
            elif role not in {TECHNICAL, JOIN} and table.name not in people:
                columns += self._unread(table)
        if columns:
            more = f" and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else ""
            said = quoted(", ".join(columns[:_SHOWN]))
            yield Problem(0, f"columns that are not understood, left out: {said}{more}")

    def _unread(self, table: Table) -> Iterator[str]:
        role = self._roles.get(table.name)
        known = {column for name, column in self._shape.used if name == table.name}
        known |= {column for each in self._events if each.table is table
                  for column, _ in each.meant()}  # fmt: skip
        known |= set(self._shape.leads(table))
        ignored = words.ranks("events", "ignored")
        for each in table.columns:
            said = " ".join(stripped(each.name, table.name))
            plain = each.key or said in ignored or each.name in known
            if not plain and _is_held(table, each.name) and role != TECHNICAL:
                yield f"{table.name}.{each.name}"


def _last(people: Iterable[Known], touched: set[str | None]) -> Iterator[Draft]:
    """Yield a touchpoint for those of whom nothing else tells when one was in touch."""
    alone = [each.last for each in people if each.last and each.draft.uid not in touched]
    yield from alone
    if alone:
        yield Problem(
            0,
            f"of {len(alone)} only the day they were last in touch is known: a touchpoint that day",
        )


def _promised(people: Iterable[Known]) -> Iterator[Draft]:
    for each in people:
        day = loose.day(each.promised)
        if day:
            text, uid = f"get in touch with {each.draft.name}", f"{each.draft.uid}:{day}"
            yield FollowUpDraft(day, text, uid, (each.ref,))


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems without those that say the same of another row."""
    yield from dict.fromkeys(problems)


def _is_held(table: Table, column: str) -> bool:
    place = [each.name for each in table.columns].index(column)
    return any(row[place] not in {None, ""} for row in table.rows)


def _has_more(name: str) -> bool:
    """Say whether a file has the changes beside it that its program has not put into it yet."""
    try:
        return os.path.getsize(f"{name}-wal") > 0
    except (OSError, ValueError):
        return False


def _nobody(file: File, options: ReadOptions) -> str:
    if file.is_write_ahead and _has_more(options.name):
        return (
            "this SQLite file has no people in it, but its program has not put everything into it"
            " yet: close that program first. Nothing was imported."
        )
    names = ", ".join(each.name for each in file.tables) or "none that hold anything"
    return (
        f"no table of this SQLite file is known to hold people; it has {quoted(names)}."
        " Nothing was imported."
    )
