"""What became of everything an import has read so far."""

from __future__ import annotations

from operator import attrgetter

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats.drafts import Columns, Problem
from keepintouch.services.importing.events import Counts
from keepintouch.services.importing.results import FileProblem, FileSeen, Imported

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.people import Person
    from keepintouch.formats import Format
    from keepintouch.services.importing.results import Outcome, Suggestion

KEPT_OUTCOMES = 2_000


class Tally:
    """Counts of an import, with the files read, the problems met and the first outcomes."""

    def __init__(self) -> None:
        self._files: list[FileSeen] = []
        self._problems: list[FileProblem] = []
        self._columns: dict[str, tuple[tuple[str, str], ...]] = {}
        self._outcomes: list[Outcome] = []
        self._totals = dict.fromkeys(("new", "merged", "unchanged", "skipped", "unreadable"), 0)
        self._notes = self._occasions = 0
        self._counts = Counts()
        self._strangers: list[Suggestion] = []
        self._absent: list[Person] = []

    def file(self, name: str, chosen: Format, people: int) -> None:
        """Note a file that was read."""
        columns = self._columns.get(name, ())
        self._files.append(FileSeen(name, chosen.name, chosen.title, people, columns))

    def problem(self, file: str, line: int, what: str) -> None:
        """Note something that could not be taken in."""
        self._problems.append(FileProblem(file, line, what))

    def told(self, file: str, found: Iterable[object]) -> None:
        """Note what a reader told of its file: problems, and what a table's columns mean."""
        for each in found:
            if isinstance(each, Problem):
                self.problem(file, each.line, each.what)
            elif isinstance(each, Columns):
                self._columns[file] = each.taken

    def outcomes(self, file: str, found: Iterable[Outcome]) -> None:
        """Note what became of people."""
        for each in found:
            self._totals[each.what] += 1
            self._notes += each.notes
            self._occasions += each.occasions
            if each.what == "unreadable":
                self.problem(file, each.line, each.why)
            if len(self._outcomes) < KEPT_OUTCOMES:
                self._outcomes.append(each)

    def counts(self, counts: Counts) -> None:
        """Note what was added of events."""
        self._counts = Counts(*(a + b for a, b in zip(self._counts, counts, strict=True)))

    def strangers(self, found: Iterable[Suggestion]) -> None:
        """Note people who were only seen."""
        self._strangers += found

    def absent(self, found: Iterable[Person]) -> None:
        """Note people of an earlier import whom a file does not tell of any more."""
        self._absent += found

    def result(self, *, dry_run: bool) -> Imported:
        """Return all of it."""
        return Imported(
            files=tuple(self._files),
            new=self._totals["new"],
            merged=self._totals["merged"],
            unchanged=self._totals["unchanged"],
            skipped=self._totals["skipped"] + self._counts.skipped,
            touchpoints=self._counts.touchpoints,
            notes=self._counts.notes + self._notes,
            occasions=self._occasions,
            follow_ups=self._counts.follow_ups,
            places=self._counts.places,
            problems=tuple(self._problems),
            outcomes=tuple(self._outcomes),
            dry_run=dry_run,
            absent=tuple(dict.fromkeys(self._absent)),
            suggested=tuple(sorted(self._strangers, key=attrgetter("times"), reverse=True)),
        )
