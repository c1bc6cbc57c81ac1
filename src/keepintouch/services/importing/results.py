"""What an import is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

from keepintouch.domain.points import normalised
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats.drafts import ReadOptions

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.contacts import Point
    from keepintouch.domain.people import Person
    from keepintouch.formats.imap import Account

Progress = Callable[[int, int], None]
"""Told how many bytes of how many (0 = unknown) of the file being read were read."""


class Suggestion(NamedTuple):
    """Somebody who was only seen (a guest, a sender): in which format, how often, when last."""

    source: str
    name: str
    email: str | None
    phone: str | None
    uid: str | None
    times: int
    last: date


class Wanted(NamedTuple):
    """How to read: a format by name, else it is sniffed; options for it; whom to add.

    `add` are people of `Imported.suggested` to add; `decided` says, by source and id there,
    the handle of whom a doubtful record is. `stdin` is what the path `-` reads, `password`
    gives that of a mail account.
    """

    format: str | None = None
    options: ReadOptions = ReadOptions()
    add: tuple[Suggestion, ...] = ()
    normalise: Callable[[tuple[Point, ...]], tuple[Point, ...]] = normalised
    stdin: IO[bytes] | None = None
    decided: Mapping[tuple[str, str], str] = {}
    password: Callable[[Account], str] | None = None


class Outcome(NamedTuple):
    """What became of a record: `new`, `merged`, `unchanged`, `skipped` or `unreadable`, and why.

    `changes` says field by field what a merge did; `candidates` are the handles of those whom
    a doubtful record, of id `source_id` in `source`, might be.
    """

    what: str
    name: str
    why: str
    line: int
    notes: int = 0
    occasions: int = 0
    contact_id: str | None = None
    changes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    source: str = ""
    source_id: str = ""


class FileSeen(NamedTuple):
    """A file that was read: its name, its format, and how many people it told of.

    `columns` are those of a table with what each was taken for, as `--map` takes it.
    """

    name: str
    format: str
    title: str
    people: int
    columns: tuple[tuple[str, str], ...] = ()


class FileProblem(NamedTuple):
    """Something that could not be taken in: the file, the line (0 = the file) and why."""

    file: str
    line: int
    what: str


class Imported(NamedTuple):
    """What an import did, or would do; `outcomes` are the first 2,000 people with the evidence.

    `suggested` are the strangers of mail, chats and meetings, those seen most first; `absent`
    who came with an earlier table of the same columns, and is not in this one.
    """

    files: tuple[FileSeen, ...]
    new: int
    merged: int
    unchanged: int
    skipped: int
    touchpoints: int
    notes: int
    occasions: int
    follow_ups: int
    places: int
    problems: tuple[FileProblem, ...]
    outcomes: tuple[Outcome, ...]
    dry_run: bool
    suggested: tuple[Suggestion, ...] = ()
    absent: tuple[Person, ...] = ()

    @property
    def brings(self) -> bool:
        """Whether anything is, or would be, added or changed."""
        kept = (self.touchpoints, self.notes, self.occasions, self.follow_ups, self.places)
        return any((self.new, self.merged, *kept))

    @property
    def doubtful(self) -> tuple[Outcome, ...]:
        """Return the records that may be somebody who is here, and were added as new."""
        return tuple(each for each in self.outcomes if each.candidates and each.what == "new")
