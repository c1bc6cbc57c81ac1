"""Taking in the lossless format: records of another store, as they are, each by its id."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

from keepintouch.domain.cadence import from_iso
from keepintouch.domain.contacts import Contact
from keepintouch.domain.errors import UsageError
from keepintouch.domain.names import fold
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats.drafts import Problem
from keepintouch.formats.kit import Dismissed, Photo, Progress, TagRhythm
from keepintouch.services.importing.events import Counts
from keepintouch.services.importing.handles import Handles
from keepintouch.services.importing.results import Outcome
from keepintouch.services.people import valid
from keepintouch.store import contacts, followups, handles, known, notes, places, touchpoints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.domain.contacts import Origin
    from keepintouch.domain.people import Person
    from keepintouch.store.protocol import Connection
    from keepintouch.store.writing import Writing

    Pairs = set[tuple[str | None, str | None]]

T = TypeVar("T", Touchpoint, Note, FollowUp)
STRANGER = "{} names somebody who is neither here nor in the file: left out"


class Records:
    """Takes records of a store into this one, a batch at a time, within one step.

    What is here already, by its id or by what it came from, is left as it is: import
    never overwrites.
    """

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.outcomes: list[Outcome] = []
        self.problems: list[Problem] = []
        self.counts = Counts()
        self._handles = Handles(writing.connection)
        self._taken: set[tuple[str, ...]] = set()

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
        connection = self.writing.connection
        here = known.ids(connection, "contact", (each.id for each in found))
        origins = _known_pairs(connection, "origin", (o for each in found for o in each.origins))
        days = known.ids(connection, "occasion", (o.id for each in found for o in each.occasions))
        self._handles.load(slug for each in found for slug in (each.slug, *each.former_slugs))
        fresh = []
        for each in found:
            if each.id in here or not self._is_first("contact", each.id):
                self.outcomes.append(Outcome("unchanged", each.name, "the same id", 0))
                continue
            try:
                checked = valid(each)
            except UsageError as error:
                self.problems.append(Problem(0, error.message))
                continue
            fresh.append(self._apart(checked, origins, days))
            self.outcomes.append(Outcome("new", each.name, "", 0, contact_id=each.id))
        contacts.add(self.writing.step, fresh)

    def _apart(self, contact: Contact, origins: Pairs, days: set[str]) -> Contact:
        """Return a person without the handles, origins and ids that are somebody else's here."""
        return contact._replace(
            slug=self._handles.nearest(contact.slug),
            former_slugs=tuple(each for each in contact.former_slugs if self._handles.take(each)),
            origins=tuple(
                each
                for each in contact.origins
                if (each.source, each.source_id) not in origins
                and self._is_first("origin", each.source, each.source_id)
            ),
            occasions=tuple(
                each
                if each.id not in days and self._is_first("occasion", each.id)
                else each._replace(id="")
                for each in contact.occasions
            ),
        )

    def _is_first(self, *key: str) -> bool:
        """Say whether nothing of this key was taken from the file before, and remember it."""
        first = key not in self._taken
        self._taken.add(key)
        return first

    def _touchpoints(self, found: list[Touchpoint]) -> None:
        fresh = self._fresh("touchpoint", found)
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
            if not self._has("tag", "tag_key", fold(record.tag)):
                places.set_rhythm(step, record.tag, from_iso(record.cadence))
        elif isinstance(record, Dismissed):
            if self._has("contact", "id", record.contact_id):
                row = {"contact_id": record.contact_id, "last_day": record.day}
                self._add_once("drift_dismissed", "contact_id", row)
        elif isinstance(record, Progress):
            self._add_once("source_state", "source", record._asdict())

    def _add_once(self, table: str, key: str, row: dict[str, Any]) -> None:
        if not self._has(table, key, row[key]):
            self.writing.step.insert(table, **row)

    def _has(self, table: str, key: str, value: str) -> bool:
        return bool(
            self.writing.connection.row(f"SELECT 1 FROM {table} WHERE {key} = :value", value=value)
        )

    def _fresh(self, table: str, found: list[T]) -> list[T]:
        """Return the records that are not here yet, neither by their id nor by their source."""
        connection = self.writing.connection
        here = known.ids(connection, table, (each.id for each in found))
        sourced = _known_pairs(connection, table, found)
        return [
            each
            for each in found
            if each.id not in here
            and (each.source, each.source_id) not in sourced
            and self._is_first(table, each.id)
            and (
                each.source is None
                or each.source_id is None
                or self._is_first(table, each.source, each.source_id)
            )
        ]

    def _linked(self, records: list[T]) -> list[T]:
        """Keep the people of a record who are here, and tell of the others."""
        ids = {who.id for each in records for who in _everybody(each)}
        here = handles.people(self.writing.connection, sorted(ids))
        for each in records:
            if any(who.id not in here for who in _everybody(each)):
                self.problems.append(Problem(0, STRANGER.format(each.id)))
        return [each._replace(**_known(each, here)) for each in records]

    def _count(self, **added: int) -> None:
        self.counts = self.counts._replace(
            **{name: getattr(self.counts, name) + number for name, number in added.items()}
        )


def _known_pairs(
    connection: Connection, table: str, records: Iterable[Origin | Touchpoint | Note | FollowUp]
) -> Pairs:
    """Return those sources and source ids of the records that a table has."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for each in records:
        if each.source is not None and each.source_id is not None:
            by_source[each.source].append(each.source_id)
    return {
        (source, each)
        for source, wanted in by_source.items()
        for each in known.source_ids(connection, table, source, wanted)
    }


def _everybody(record: Touchpoint | Note | FollowUp) -> tuple[Person, ...]:
    return (*record.people, *getattr(record, "mentions", ()))


def _known(record: Touchpoint | Note | FollowUp, here: dict[str, Person]) -> dict[str, Any]:
    return {
        name: tuple(here[who.id] for who in getattr(record, name) if who.id in here)
        for name in ("people", "mentions")
        if name in record._fields
    }
