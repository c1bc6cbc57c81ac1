"""Taking in what happened: touchpoints, notes, promises and places, each only once."""

from __future__ import annotations

import hashlib
from typing import TypeVar

from keepintouch.domain.contacts import Point
from keepintouch.domain.names import key
from keepintouch.domain.points import normalised
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats.drafts import (
    FollowUpDraft,
    NoteDraft,
    PlaceDraft,
    Problem,
    TouchpointDraft,
)
from keepintouch.services.importing.matching import Roll
from keepintouch.store import contacts, followups, known, notes, places, touchpoints
from keepintouch.store.connection import well_formed
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from keepintouch.domain.contacts import Person
    from keepintouch.formats.drafts import Ref
    from keepintouch.store.writing import Writing

    Normalise = Callable[[tuple[Point, ...]], tuple[Point, ...]]

T = TypeVar("T")
Event = TouchpointDraft | NoteDraft | FollowUpDraft | PlaceDraft


class Counts(NamedTuple):
    """How many of each were added, and how many were left out because of who took part."""

    touchpoints: int = 0
    notes: int = 0
    follow_ups: int = 0
    places: int = 0
    skipped: int = 0


class Diary:
    """Takes events of one source into the store, a batch at a time, within one step."""

    def __init__(self, writing: Writing, source: str, *, normalise: Normalise = normalised) -> None:
        self.writing = writing
        self.source = source
        self.problems: list[Problem] = []
        self._normalise = normalise
        self._taken: set[tuple[str, str]] = set()
        self._seen: dict[str, int] = {}
        self._roll = Roll(writing.connection, source)
        self._people: dict[str, Person] = {}

    def take(self, events: Sequence[Event]) -> Counts:
        """Take in a batch and say how many of each were added."""
        self._load(events)
        touched = [each for each in events if isinstance(each, TouchpointDraft)]
        noted = [each for each in events if isinstance(each, NoteDraft)]
        promised = [each for each in events if isinstance(each, FollowUpDraft)]
        placed = [each for each in events if isinstance(each, PlaceDraft)]
        added, skipped = self._touchpoints(touched)
        return Counts(
            added,
            self._notes(noted),
            self._follow_ups(promised),
            sum(
                places.save(self.writing.step, Place(new_id(), each.name, each.aliases))
                for each in placed
            ),
            skipped,
        )

    def _touchpoints(self, drafts: list[TouchpointDraft]) -> tuple[int, int]:
        ids = [
            self._id(each.uid, each.day, each.kind, each.text, *_called(each.people))
            for each in drafts
        ]
        fresh, skipped = [], 0
        for draft, source_id in self._unknown("touchpoint", drafts, ids):
            people = self._resolved(draft.people, draft.line, tell=not draft.known_people_only)
            if draft.known_people_only and not people:
                skipped += 1
                continue
            fresh.append(self._touchpoint(draft, source_id, people))
        touchpoints.add(self.writing.step, fresh, self.writing.rules)
        return len(fresh), skipped

    def _touchpoint(
        self, draft: TouchpointDraft, source_id: str, people: tuple[Person, ...]
    ) -> Touchpoint:
        mentions = self._resolved(draft.mentions, draft.line, tell=False)
        return Touchpoint(
            id=new_id(),
            day=draft.day,
            kind=draft.kind,
            text=draft.text,
            people=people,
            mentions=tuple(each for each in mentions if each not in people),
            tags=draft.tags,
            direction=draft.direction,
            time=draft.time,
            zone=draft.zone,
            place=draft.place,
            source=self.source,
            source_id=source_id,
        )

    def _notes(self, drafts: list[NoteDraft]) -> int:
        ids = [
            self._id(each.uid, each.day, "note", each.text, *_called(each.people))
            for each in drafts
        ]
        fresh = [
            Note(
                new_id(),
                draft.day or self.writing.today,
                draft.text,
                self._resolved(draft.people, draft.line),
                draft.tags,
                self.source,
                source_id,
            )
            for draft, source_id in self._unknown("note", drafts, ids)
        ]
        notes.add(self.writing.step, fresh)
        return len(fresh)

    def _follow_ups(self, drafts: list[FollowUpDraft]) -> int:
        ids = [self._id(each.uid, each.due_on, "follow-up", each.text) for each in drafts]
        fresh = [
            FollowUp(
                new_id(),
                draft.due_on,
                draft.text,
                self._resolved(draft.people, draft.line),
                draft.state,
                draft.due_on if draft.state != "open" else None,
                self.source,
                source_id,
            )
            for draft, source_id in self._unknown("follow_up", drafts, ids)
        ]
        followups.add(self.writing.step, fresh)
        return len(fresh)

    def _unknown(
        self, table: str, drafts: Sequence[T], ids: Sequence[str]
    ) -> Iterator[tuple[T, str]]:
        """Yield the drafts that are neither here yet nor came in this file before, with their ids."""
        here = known.source_ids(self.writing.connection, table, self.source, ids)
        for draft, source_id in zip(drafts, ids, strict=True):
            if source_id not in here and (table, source_id) not in self._taken:
                self._taken.add((table, source_id))
                yield draft, source_id

    def _load(self, events: Sequence[Event]) -> None:
        """Look up, in a few queries, everybody these events name."""
        self.writing.refresh_names()
        refs = [ref for each in events for ref in _refs(each)]
        self._roll.load_origins(sorted({ref.uid for ref in refs if ref.uid}))
        self._roll.by_normal.clear()
        self._roll.by_name.clear()
        self._roll.load_normals(each for ref in refs for each in self._normals(ref))
        self._roll.load_names(key(ref.name) for ref in refs if ref.name)
        ids = {known.contact_id for known in self._roll.origins.values()}
        for found in (*self._roll.by_normal.values(), *self._roll.by_name.values()):
            ids |= found
        self._people = contacts.people(self.writing.connection, sorted(ids))

    def _resolved(self, refs: Iterable[Ref], line: int, *, tell: bool = True) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        for ref in refs:
            contact_id = self._who(ref)
            if contact_id is not None:
                found[contact_id] = self._people[contact_id]
            elif tell:
                called = ref.name or ref.email or ref.phone or ref.uid
                self.problems.append(Problem(line, f"nobody here is {called}: kept without them"))
        return tuple(found.values())

    def _who(self, ref: Ref) -> str | None:
        """Return the one person a record means: by its id, then by address, then by full name."""
        if ref.uid and ref.uid in self._roll.origins:
            return self._roll.origins[ref.uid].contact_id
        for found in (
            *(self._roll.by_normal.get(each, set()) for each in self._normals(ref)),
            self._roll.by_name.get(key(ref.name), set()) if ref.name else set(),
        ):
            if len(found) == 1:
                return next(iter(found))
        return None

    def _normals(self, ref: Ref) -> list[str]:
        pairs = (("email", ref.email), ("phone", ref.phone))
        points = tuple(Point(field, value) for field, value in pairs if value)
        return [each.normal for each in self._normalise(points) if each.normal]

    def _id(self, uid: str | None, *parts: object) -> str:
        """Return the id of an event in its source; one without gets it from what it says."""
        if uid:
            return str(well_formed(uid))
        mark = "\n".join(str(part) for part in parts)
        base = f"made:{hashlib.sha256(mark.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
        self._seen[base] = self._seen.get(base, 0) + 1
        return base if self._seen[base] == 1 else f"{base}/{self._seen[base]}"


def _refs(event: Event) -> tuple[Ref, ...]:
    if isinstance(event, TouchpointDraft):
        return (*event.people, *event.mentions)
    return () if isinstance(event, PlaceDraft) else event.people


def _called(refs: Iterable[Ref]) -> list[str]:
    return [ref.uid or ref.email or ref.phone or ref.name or "" for ref in refs]
