"""What happened, was noted and was promised, from the tables of a tracker's SQLite file."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import loose
from keepintouch.formats import sqlite_words as words
from keepintouch.formats.csv_values import tags as tags_in
from keepintouch.formats.drafts import FollowUpDraft, NoteDraft, TouchpointDraft
from keepintouch.formats.sqlite_roles import who_columns
from keepintouch.formats.sqlite_shape import row_id, text_of
from keepintouch.formats.sqlite_values import civil, clock_of, is_set, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from keepintouch.formats.drafts import Draft, Ref
    from keepintouch.formats.sqlite_files import Table
    from keepintouch.formats.sqlite_joins import Joins
    from keepintouch.formats.sqlite_shape import Cell, Shape
    from keepintouch.formats.zones import Civil

_MEANT = {
    "touchpoint": ("day", "kind", "direction", "initiated", "text", "place", "tag", "follow_up",
                   "time", "deleted"),
    "note": ("day", "text", "tag", "deleted"),
    "follow_up": ("due", "done", "state", "text", "deleted"),
}  # fmt: skip
_DONE = frozenset(("done", "completed", "complete", "closed", "sent", "finished"))
_CANCELLED = frozenset(("cancelled", "canceled", "dismissed", "skipped", "deleted", "ignored"))
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


class Event(NamedTuple):
    """A row of a table of events: its values, whom it is of, and what it is known by."""

    values: list[object]
    people: tuple[Ref, ...]
    tags: tuple[str, ...]
    uid: str


class Events:
    """One table of events: what its columns mean, and each row by it."""

    def __init__(self, shape: Shape, table: Table, role: str, home: tzinfo | None) -> None:
        self.table = table
        self.role = role
        self.left: Counter[str] = Counter()
        self._shape = shape
        self._places = _places(shape, table, role)
        self._clocks = {
            place: clock_of((row[place] for row in table.rows), table.columns[place].default, home)
            for means in ("day", "due", "follow_up")
            for place in self._places.get(means, ())
        }

    def meant(self) -> Iterator[tuple[str, str]]:
        """Yield the columns that are understood, with what each means."""
        for means, places in self._places.items():
            for place in places:
                yield self.table.columns[place].name, means

    def drafts(self, joins: Joins) -> Iterator[Draft]:
        """Yield the events of the table; what is left out is counted in `left`."""
        read = {"touchpoint": self._touchpoint, "note": self._note, "follow_up": self._follow_up}
        people, tags = joins.people(self.table), joins.tags(self.table)
        owned = bool(self._shape.to_people(self.table))
        for place, row in enumerate(self.table.rows):
            cells = self._shape.cells(self.table, row)
            event = Event(
                [each.value for each in cells],
                tuple(people[place]),
                tuple(tags[place]),
                row_id(
                    self.table, row, *sorted(each.uid or each.name or "" for each in people[place])
                ),
            )
            if any(is_set(each) for each in self._all(event, "deleted")):
                self.left["marked as deleted"] += 1
            elif not event.people and (owned or self.role == "touchpoint"):
                self.left["of nobody who is in the file"] += 1
            else:
                yield from read[self.role](event)

    def _touchpoint(self, event: Event) -> Iterator[Draft]:
        at = self._when(event, "day")
        if at is None:
            self.left["without a readable date"] += 1
            return
        kind = self._first(event, "kind") or ""
        text = self._text(event)
        yield TouchpointDraft(
            at.day,
            event.uid,
            words.kind_of(kind) or words.kind_of(self.table.name) or "talked",
            text,
            event.people,
            tags=self._tags(event, () if words.is_plain_kind(kind) else (kind,)),
            direction=self._direction(event),
            time=at.time or self._time(event),
            zone=at.zone,
            place=self._first(event, "place"),
        )
        due = self._when(event, "follow_up")
        if due:
            said = text or _in_touch(event)
            yield FollowUpDraft(due.day, said, f"{event.uid}:follow-up", event.people)

    def _note(self, event: Event) -> Iterator[Draft]:
        text, at = self._text(event), self._when(event, "day")
        if text:
            tags = self._tags(event)
            yield NoteDraft(text, at.day if at else None, event.uid, event.people, tags)
        else:
            self.left["without a text"] += 1

    def _follow_up(self, event: Event) -> Iterator[Draft]:
        at = self._when(event, "due")
        if at is None:
            self.left["without a readable date"] += 1
            return
        text = self._text(event) or _in_touch(event)
        yield FollowUpDraft(at.day, text, event.uid, event.people, self._state(event))

    def _state(self, event: Event) -> str:
        said = (self._first(event, "state") or "").lower()
        if said in _CANCELLED:
            return "cancelled"
        done = any(is_set(each) for each in self._all(event, "done"))
        return "done" if done or said in _DONE else "open"

    def _all(self, event: Event, means: str) -> list[object]:
        return [event.values[place] for place in self._places.get(means, ())]

    def _first(self, event: Event, means: str) -> str | None:
        return next(filter(None, map(text_of, self._all(event, means))), None)

    def _when(self, event: Event, means: str) -> Civil | None:
        told = (
            civil(event.values[place], self._clocks[place]) for place in self._places.get(means, ())
        )
        return next(filter(None, told), None)

    def _time(self, event: Event) -> str | None:
        found = _TIME.match(self._first(event, "time") or "")
        return found[0] if found else None

    def _text(self, event: Event) -> str:
        said = (text_of(each) for each in self._all(event, "text"))
        return loose.lines(*dict.fromkeys(said)) or ""

    def _tags(self, event: Event, more: tuple[str, ...] = ()) -> tuple[str, ...]:
        own = (tag for each in self._all(event, "tag") for tag in tags_in(plain(each)))
        return tuple(dict.fromkeys((*own, *event.tags, *more)))

    def _direction(self, event: Event) -> str | None:
        for each in self._all(event, "initiated"):
            if each is not None:
                return "me" if is_set(each) else "them"
        return words.direction_of(self._first(event, "direction") or "")


def _in_touch(event: Event) -> str:
    return f"get in touch with {', '.join(each.name or '' for each in event.people) or 'somebody'}"


def _places(shape: Shape, table: Table, role: str) -> dict[str, list[int]]:
    """Return where the columns of each meaning stand, the most telling first."""
    cells = shape.cells(table, table.rows[0])
    own = set(who_columns(shape, table))
    found: dict[str, list[int]] = {}
    for means in _MEANT[role]:
        ranks = words.ranks("events", means)
        places = [
            (ranks[each.words], place)
            for place, each in enumerate(cells)
            if each.words in ranks and each.column not in own and not _is_who(shape, each)
        ]
        found[means] = [place for _, place in sorted(places)]
    return found


def _is_who(shape: Shape, cell: Cell) -> bool:
    return cell.leads is not None and cell.leads in shape.people
