"""Taking in what happened: touchpoints, notes, promises and places, each only once."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TypeVar

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
from keepintouch.services.importing.meaning import Directory
from keepintouch.services.importing.plans import PLANNING, Plans
from keepintouch.services.importing.results import Suggestion
from keepintouch.store import followups, known, notes, places, touchpoints
from keepintouch.store.connection import well_formed
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from keepintouch.domain.people import Person
    from keepintouch.formats.drafts import Ref
    from keepintouch.services.importing.meaning import Meant, Normalise
    from keepintouch.store.writing import Writing

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

    def __init__(
        self,
        writing: Writing,
        source: str,
        *,
        normalise: Normalise = normalised,
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        self.writing = writing
        self.source = source
        self.problems: list[Problem] = []
        self.strangers: dict[str, Suggestion] = {}
        self.told: set[str] = set()
        self.planned: set[str] = set()
        self._plans = Plans(writing, source)
        self._since = since or date.min
        self._until = until or date.max
        self._directory = Directory(writing, source, normalise)
        self._taken: set[tuple[str, str]] = set()
        self._seen: dict[str, int] = {}

    def take(self, events: Sequence[Event]) -> Counts:
        """Take in a batch and say how many of each were added."""
        self._directory.load(ref for each in events for ref in _refs(each))
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
            self._id(each.uid, each.day, each.kind, each.text, *map(_called, each.people))
            for each in drafts
        ]
        self.told.update(ids)
        fresh, skipped = [], 0
        moved = sum(self._plans.move(*each) for each in zip(drafts, ids, strict=True))
        for draft, source_id in self._unknown("touchpoint", drafts, ids):
            if not self._is_asked_for(draft):
                continue
            if draft.known_people_only:
                self._note_strangers(draft)
            people = self._resolved(draft.people, draft.line, tell=not draft.known_people_only)
            if draft.known_people_only and not people:
                skipped += 1
                continue
            fresh.append(self._touchpoint(draft, source_id, people))
        today = self.writing.today
        self.planned |= {each for draft, each in zip(drafts, ids, strict=True) if draft.day > today}
        touchpoints.add(self.writing.step, fresh, self.writing.rules)
        return len(fresh) + moved, skipped

    def drop_plans(self, source_ids: Iterable[str]) -> Counts:
        """Remove meetings to come that their calendar does not have any more."""
        return Counts(self._plans.drop(source_ids))

    def _is_asked_for(self, draft: TouchpointDraft) -> bool:
        """Say whether a touchpoint is of the days wanted; a day to come is only a calendar's."""
        if draft.day > self.writing.today and self.source not in PLANNING:
            what = f"dated {draft.day.isoformat()}, which is still to come: left out"
            self.problems.append(Problem(draft.line, what))
            return False
        return self._since <= draft.day <= self._until

    def _note_strangers(self, draft: TouchpointDraft) -> None:
        """Count who took part and is not here, to be suggested."""
        for ref in draft.people:
            meant = self._directory.who(ref)
            if meant.person or meant.several:
                continue
            mark = ref.uid or ref.email or ref.phone or key(ref.name or "")
            seen = self.strangers.get(mark) or Suggestion(
                self.source, ref.name or _called(ref), ref.email, ref.phone, ref.uid, 0, draft.day
            )
            self.strangers[mark] = seen._replace(
                times=seen.times + 1,
                last=max(seen.last, draft.day),
                name=ref.name if ref.name and seen.name == _called(ref) else seen.name,
            )

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
            self._id(each.uid, each.day, "note", each.text, *map(_called, each.people))
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

    def _resolved(self, refs: Iterable[Ref], line: int, *, tell: bool = True) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        for ref in refs:
            meant = self._directory.who(ref)
            if meant.person:
                found[meant.person.id] = meant.person
            elif tell or meant.several:
                self.problems.append(Problem(line, f"{_unmet(ref, meant)}: kept without them"))
        return tuple(found.values())

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


def _called(ref: Ref) -> str:
    return ref.uid or ref.email or ref.phone or ref.name or ""


def _unmet(ref: Ref, meant: Meant) -> str:
    called = ref.name or ref.email or ref.phone or ref.uid
    if not meant.several:
        return f"nobody here is {called}"
    return f"{called} could be {len(meant.several)} people ({', '.join(each.slug for each in meant.several)})"
