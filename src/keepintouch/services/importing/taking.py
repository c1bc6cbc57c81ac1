"""One import in progress: each file's drafts go to who takes that kind of record."""

from __future__ import annotations

import zipfile
import zlib
from itertools import islice

from keepintouch import formats
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats.drafts import (
    FollowUpDraft,
    NoteDraft,
    PersonDraft,
    PlaceDraft,
    Problem,
    TouchpointDraft,
)
from keepintouch.services.importing.events import Counts, Diary
from keepintouch.services.importing.people import Intake
from keepintouch.services.importing.records import Records
from keepintouch.services.importing.results import FileProblem, FileSeen, Imported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import BufferedReader
    from typing import Any

    from keepintouch.formats import Format
    from keepintouch.services.importing.events import Event
    from keepintouch.services.importing.people import Outcome
    from keepintouch.services.importing.results import Progress, Wanted
    from keepintouch.services.importing.sources import Source
    from keepintouch.store.writing import Writing

BATCH = 500
KEPT_OUTCOMES = 2_000
WAITING = 20_000
"""Events held back so that a file may tell of people after what they did."""
UNKNOWN = "of no format that kit knows"
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
"""What unpacking or a failing disk raises in the middle of a file."""


class Taking:
    """An import in progress: what became of all files so far."""

    def __init__(self, writing: Writing, wanted: Wanted, progress: Progress | None) -> None:
        self.writing = writing
        self.wanted = wanted
        self.progress = progress
        self.files: list[FileSeen] = []
        self.problems: list[FileProblem] = []
        self.outcomes: list[Outcome] = []
        self.totals = dict.fromkeys(("new", "merged", "unchanged", "skipped", "unreadable"), 0)
        self.notes = self.occasions = 0
        self.counts = Counts()

    def file(self, source: Source) -> None:
        """Take in one file."""
        if source.problem:
            self._problem(source, 0, source.problem)
            return
        try:
            self._read(source)
        except DAMAGED as error:
            self._tell(source, f"{source.name} is damaged ({error}). Nothing was imported.")
        except UnreadableError as error:
            self._tell(source, error.message, error)

    def _read(self, source: Source) -> None:
        with source.open(self.progress, self.wanted.stdin) as stream:
            chosen = self._format(source, stream)
            if chosen is None:
                self._problem(source, 0, f"{UNKNOWN}: left out")
                return
            people = self._taken(source, chosen, stream)
        self.files.append(FileSeen(source.name, chosen.name, chosen.title, people))

    def _tell(self, source: Source, what: str, error: UnreadableError | None = None) -> None:
        """Stop at a file that the user named; another one is told of, and left where it broke."""
        if source.given:
            raise error or UnreadableError(what)
        self._problem(source, 0, what.removesuffix(" Nothing was imported."))

    def result(self, *, dry_run: bool) -> Imported:
        """Return what was done so far."""
        return Imported(
            files=tuple(self.files),
            new=self.totals["new"],
            merged=self.totals["merged"],
            unchanged=self.totals["unchanged"],
            skipped=self.totals["skipped"] + self.counts.skipped,
            touchpoints=self.counts.touchpoints,
            notes=self.counts.notes + self.notes,
            occasions=self.occasions,
            follow_ups=self.counts.follow_ups,
            places=self.counts.places,
            problems=tuple(self.problems),
            outcomes=tuple(self.outcomes),
            dry_run=dry_run,
        )

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
        options = self.wanted.options._replace(name=source.name)
        drafts = chosen.reader().read(stream, options)
        if chosen.lossless:
            return self._records(source, drafts)
        return self._drafts(source, chosen.name, drafts)

    def _drafts(self, source: Source, name: str, drafts: Iterator[object]) -> int:
        intake = Intake(
            self.writing, name, normalise=self.wanted.normalise, suggest=self.wanted.suggest
        )
        diary = Diary(self.writing, name, normalise=self.wanted.normalise)
        people = 0
        waiting: list[Event] = []
        while batch := list(islice(drafts, BATCH)):
            found = [each for each in batch if isinstance(each, PersonDraft)]
            people += sum(not each.only_if_known for each in found)
            self._outcomes(source, intake.take(found))
            self._problems(source, batch)
            waiting += [each for each in batch if isinstance(each, EVENTS)]
            if len(waiting) >= WAITING:
                self._happened(diary, waiting)
        self._happened(diary, waiting)
        self._problems(source, diary.problems)
        return people

    def _records(self, source: Source, found: Iterator[object]) -> int:
        records = Records(self.writing)
        while batch := list(islice(found, BATCH)):
            self._problems(source, batch)
            records.take(batch)
        self._outcomes(source, records.outcomes)
        self._problems(source, records.problems)
        self._add(records.counts)
        return len(records.outcomes)

    def _happened(self, diary: Diary, waiting: list[Event]) -> None:
        for start in range(0, len(waiting), BATCH):
            self._add(diary.take(waiting[start : start + BATCH]))
        waiting.clear()

    def _add(self, counts: Counts) -> None:
        self.counts = Counts(*(a + b for a, b in zip(self.counts, counts, strict=True)))

    def _outcomes(self, source: Source, outcomes: Iterable[Outcome]) -> None:
        for each in outcomes:
            self.totals[each.what] += 1
            self.notes += each.notes
            self.occasions += each.occasions
            if each.what == "unreadable":
                self._problem(source, each.line, each.why)
            if len(self.outcomes) < KEPT_OUTCOMES:
                self.outcomes.append(each)

    def _problems(self, source: Source, found: Iterable[object]) -> None:
        for each in found:
            if isinstance(each, Problem):
                self._problem(source, each.line, each.what)

    def _problem(self, source: Source, line: int, what: str) -> None:
        self.problems.append(FileProblem(source.name, line, what))


EVENTS = (TouchpointDraft, NoteDraft, FollowUpDraft, PlaceDraft)
