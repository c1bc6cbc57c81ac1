"""One import in progress: each file's drafts go to who takes that kind of record."""

from __future__ import annotations

from itertools import islice

from keepintouch import formats
from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats.drafts import (
    FollowUpDraft,
    NoteDraft,
    PersonDraft,
    PlaceDraft,
    TouchpointDraft,
)
from keepintouch.services.importing import apart
from keepintouch.services.importing.absent import Absent
from keepintouch.services.importing.bookmarks import Bookmarks, name_of
from keepintouch.services.importing.events import Diary
from keepintouch.services.importing.people import Intake
from keepintouch.services.importing.plans import PLANNING
from keepintouch.services.importing.records import Records
from keepintouch.services.importing.sources import DAMAGED
from keepintouch.services.importing.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from typing import Any

    from keepintouch.formats import Format
    from keepintouch.services.importing.events import Event
    from keepintouch.services.importing.results import Progress, Wanted
    from keepintouch.services.importing.sources import Source
    from keepintouch.store.writing import Writing

BATCH = apart.BATCH
WAITING = 20_000
"""Events held back so that a file may tell of people after what they did."""
UNKNOWN = "of no format that kit knows"
MAIL = "mail"
OF_TODAY = PLANNING | {MAIL, "whatsapp", "signal-chat", "telegram", "instagram"}
"""Formats whose readers take `until` for today: they tell by it what is to come or cannot be."""


class Taking:
    """An import in progress: takes files in, one after the other, and tallies them."""

    def __init__(self, writing: Writing, wanted: Wanted, progress: Progress | None) -> None:
        self.writing = writing
        self.wanted = wanted
        self.progress = progress
        self.tally = Tally()
        self.bookmarks = Bookmarks(writing)

    def suggested(self) -> None:
        """Add the people who were suggested before and chosen."""
        by_source: dict[str, list[PersonDraft]] = {}
        for each in self.wanted.add:
            pairs = (("email", each.email), ("phone", each.phone))
            points = tuple(Point(field, value) for field, value in pairs if value)
            draft = PersonDraft(each.name, uid=each.uid, points=points)
            by_source.setdefault(each.source, []).append(draft)
        for source, drafts in by_source.items():
            self.tally.outcomes("", self._intake(source).take(drafts))

    def file(self, source: Source) -> bool:
        """Take in one file; say whether it is mail, to be taken in with that around it."""
        if source.problem:
            self.tally.problem(source.name, 0, source.problem)
        elif source.in_maildir:
            return True
        else:
            try:
                return self._read(source)
            except DAMAGED as error:
                self.damaged(source, error)
            except UnreadableError as error:
                self._tell(source, error.message, error)
        return False

    def damaged(self, source: Source, error: Exception) -> None:
        """Tell of a file that broke in the middle."""
        self._tell(source, f"{source.name} is damaged ({error}). Nothing was imported.")

    def _read(self, source: Source) -> bool:
        with source.open(self.progress, self.wanted.stdin) as stream:
            chosen = self._format(source, stream)
            if chosen is None:
                self.tally.problem(source.name, 0, f"{UNKNOWN}: left out")
                return False
            if chosen.name == MAIL and source.is_plain:
                return True
            people = self._taken(source, chosen, stream)
        self.tally.file(source.name, chosen, people)
        return False

    def _tell(self, source: Source, what: str, error: UnreadableError | None = None) -> None:
        """Stop at a file that the user named; another one is told of, and left where it broke."""
        if source.given:
            raise error or UnreadableError(what)
        self.tally.problem(source.name, 0, what.removesuffix(" Nothing was imported."))

    def _format(self, source: Source, stream: BufferedReader[Any]) -> Format | None:
        if self.wanted.format:
            return formats.named(self.wanted.format)
        found = formats.find(source.name, stream.peek(formats.HEAD_BYTES))
        if found is None and source.given:
            raise UnreadableError(
                f"{source.name} is {UNKNOWN}. Nothing was imported.",
                attempt=("kit import --format NAME FILE", "kit help import"),
            )
        return found

    def _taken(self, source: Source, chosen: Format, stream: BufferedReader[Any]) -> int:
        options = self.wanted.options._replace(name=source.title)
        if chosen.name in OF_TODAY:
            options = options._replace(until=self.writing.today)
        drafts = self._told(apart.Job(source, chosen, options, self.wanted.normalise), stream)
        if chosen.lossless:
            return self._records(source, drafts)
        place = name_of(chosen.name, source.path) if source.is_plain else None
        return self.drafts(source.name, chosen.name, drafts, place=place)

    def _told(self, job: apart.Job, stream: BufferedReader[Any]) -> Iterator[object]:
        if apart.is_worth_it(job.source) and (found := apart.read(job, self.progress)):
            return found
        return job.format.reader().read(stream, job.options)

    def drafts(
        self, file: str, source: str, drafts: Iterator[object], *, place: str | None = None
    ) -> int:
        """Take in what a reader yields; `place` is where a calendar's plans are remembered."""
        options = self.wanted.options
        intake = self._intake(source)
        diary = Diary(
            self.writing,
            source,
            normalise=self.wanted.normalise,
            since=options.since,
            until=options.until,
        )
        absent = Absent(self.writing.connection, source)
        people = 0
        waiting: list[Event] = []
        while batch := list(islice(drafts, BATCH)):
            found = [each for each in batch if isinstance(each, PersonDraft)]
            people += sum(not each.only_if_known for each in found)
            outcomes = intake.take(found)
            absent.meet(outcomes)
            self.tally.outcomes(file, outcomes)
            self.tally.told(file, batch)
            waiting += [each for each in batch if isinstance(each, EVENTS)]
            if len(waiting) >= WAITING:
                self._happened(diary, waiting)
        self._happened(diary, waiting)
        if place and source in PLANNING:
            self._settle_plans(diary, place)
        self.tally.told(file, diary.problems)
        self.tally.absent(absent.found())
        self.tally.strangers((*diary.strangers.values(), *intake.strangers))
        return people

    def _intake(self, source: str) -> Intake:
        return Intake(
            self.writing, source, normalise=self.wanted.normalise, decided=self.wanted.decided
        )

    def _settle_plans(self, diary: Diary, place: str) -> None:
        """Drop the meetings to come that the same calendar told of the last time, but no more."""
        before = self.bookmarks.of(place).get("planned", [])
        self.tally.counts(diary.drop_plans(each for each in before if each not in diary.told))
        self.bookmarks.note(place, {"planned": sorted(diary.planned)})

    def _records(self, source: Source, found: Iterator[object]) -> int:
        records = Records(self.writing)
        while batch := list(islice(found, BATCH)):
            self.tally.told(source.name, batch)
            records.take(batch)
        self.tally.outcomes(source.name, records.outcomes)
        self.tally.told(source.name, records.problems)
        self.tally.counts(records.counts)
        return len(records.outcomes)

    def _happened(self, diary: Diary, waiting: list[Event]) -> None:
        for start in range(0, len(waiting), BATCH):
            self.tally.counts(diary.take(waiting[start : start + BATCH]))
        waiting.clear()


EVENTS = (TouchpointDraft, NoteDraft, FollowUpDraft, PlaceDraft)
