"""Taking in the lossless format: records of another store, as they are, each by its id."""

from __future__ import annotations

from typing import Any, TypeVar

from keepintouch.domain.cadence import from_iso
from keepintouch.domain.contacts import Contact
from keepintouch.domain.errors import UsageError
from keepintouch.domain.points import normalised
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats.drafts import Problem
from keepintouch.formats.kit import Dismissed, Photo, Progress, TagRhythm
from keepintouch.services.importing.events import Counts
from keepintouch.services.importing.people import Outcome
from keepintouch.services.people import valid
from keepintouch.store import contacts, followups, names, notes, places, touchpoints
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.domain.contacts import Person
    from keepintouch.store.writing import Writing

T = TypeVar("T", Touchpoint, Note, FollowUp)
STRANGER = "{} names somebody who is neither here nor in the file: left out"


class Records:
    """Takes records of a store into this one, a batch at a time, within one step.

    A record whose id is here already is left as it is: import never overwrites.
    """

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.outcomes: list[Outcome] = []
        self.problems: list[Problem] = []
        self.counts = Counts()
        self._slugs: set[str] = set()

    def take(self, records: Sequence[object]) -> None:
        """Take in a batch of records."""
        self._photos([each for each in records if isinstance(each, Photo)])
        self._contacts([each for each in records if isinstance(each, Contact)])
        self._touchpoints([each for each in records if isinstance(each, Touchpoint)])
        self._notes([each for each in records if isinstance(each, Note)])
        self._follow_ups([each for each in records if isinstance(each, FollowUp)])
        for each in records:
            self._other(each)

    def _contacts(self, found: list[Contact]) -> None:
        connection, step = self.writing.connection, self.writing.step
        here = self._here("contact", (each.id for each in found))
        fresh = []
        for each in found:
            if each.id in here:
                self.outcomes.append(Outcome("unchanged", each.name, "the same id", 0))
                continue
            try:
                checked = valid(each)._replace(points=normalised(each.points))
            except UsageError as error:
                self.problems.append(Problem(0, error.message))
                continue
            fresh.append(self._named(checked))
            self.outcomes.append(Outcome("new", each.name, "", 0, contact_id=each.id))
        contacts.add(step, fresh)
        names.refresh(connection, step.renamed)
        step.renamed = set()

    def _named(self, contact: Contact) -> Contact:
        """Give a person another handle where somebody here has theirs."""
        slug = contacts.free_slug(self.writing.connection, contact.slug)
        while slug in self._slugs:
            slug = f"{slug}-2"
        self._slugs.add(slug)
        return contact._replace(slug=slug)

    def _touchpoints(self, found: list[Touchpoint]) -> None:
        fresh = self._fresh("touchpoint", found)
        known = {
            (each.source, source_id)
            for each in fresh
            if each.source and each.source_id
            for source_id in touchpoints.known_sources(
                self.writing.connection, each.source, [each.source_id]
            )
        }
        fresh = [each for each in fresh if (each.source, each.source_id) not in known]
        touchpoints.add(self.writing.step, self._linked(fresh), self.writing.rules)
        self._count(touchpoints=len(fresh))

    def _notes(self, found: list[Note]) -> None:
        fresh = self._fresh("note", found)
        notes.add(self.writing.step, self._linked(fresh))
        self._count(notes=len(fresh))

    def _follow_ups(self, found: list[FollowUp]) -> None:
        fresh = self._fresh("follow_up", found)
        followups.add(self.writing.step, self._linked(fresh))
        self._count(follow_ups=len(fresh))

    def _photos(self, found: list[Photo]) -> None:
        self.writing.connection.run_many(
            "INSERT INTO attachment (digest, data) VALUES (:digest, :data) ON CONFLICT DO NOTHING",
            [each._asdict() for each in found],
        )

    def _other(self, record: object) -> None:
        step = self.writing.step
        if isinstance(record, Place):
            self._count(places=int(places.save(step, record)))
        elif isinstance(record, TagRhythm):
            places.set_rhythm(step, record.tag, from_iso(record.cadence))
        elif isinstance(record, Dismissed):
            row = {"contact_id": record.contact_id, "last_day": record.day}
            step.replace("drift_dismissed", [row], contact_id=record.contact_id)
        elif isinstance(record, Progress):
            step.replace("source_state", [record._asdict()], source=record.source)

    def _fresh(self, table: str, found: list[T]) -> list[T]:
        here = self._here(table, (each.id for each in found))
        return [each for each in found if each.id not in here]

    def _linked(self, records: list[T]) -> list[T]:
        """Keep the people of a record who are here, and tell of the others."""
        ids = {who.id for each in records for who in _everybody(each)}
        here = contacts.people(self.writing.connection, sorted(ids))
        for each in records:
            if any(who.id not in here for who in _everybody(each)):
                self.problems.append(Problem(0, STRANGER.format(each.id)))
        return [each._replace(**_known(each, here)) for each in records]

    def _here(self, table: str, ids: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for batch in batches(ids):
            slots, values = placeholders("id", batch)
            rows = self.writing.connection.rows(
                f"SELECT id FROM {table} WHERE id IN ({slots})", **values
            )
            found |= {row[0] for row in rows}
        return found

    def _count(self, **added: int) -> None:
        self.counts = self.counts._replace(
            **{name: getattr(self.counts, name) + number for name, number in added.items()}
        )


def _everybody(record: Touchpoint | Note | FollowUp) -> tuple[Person, ...]:
    return (*record.people, *getattr(record, "mentions", ()))


def _known(record: Touchpoint | Note | FollowUp, here: dict[str, Person]) -> dict[str, Any]:
    return {
        name: tuple(here[who.id] for who in getattr(record, name) if who.id in here)
        for name in ("people", "mentions")
        if name in record._fields
    }
