"""What an import is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from keepintouch.domain.points import normalised
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats.drafts import ReadOptions

if TYPE_CHECKING:
    from keepintouch.domain.contacts import Point
    from keepintouch.services.importing.people import Outcome

Progress = Callable[[int, int], None]
"""Told how many bytes of how many (0 = unknown) of the file being read were read."""


class Wanted(NamedTuple):
    """How to read: a format by name, else it is sniffed; options for it; whom to add.

    `suggest` adds people who were only seen (a meeting's guests, senders of mail);
    `stdin` is what the path `-` reads.
    """

    format: str | None = None
    options: ReadOptions = ReadOptions()
    suggest: bool = False
    normalise: Callable[[tuple[Point, ...]], tuple[Point, ...]] = normalised
    stdin: IO[bytes] | None = None


class FileSeen(NamedTuple):
    """A file that was read: its name, its format, and how many people it told of."""

    name: str
    format: str
    title: str
    people: int


class FileProblem(NamedTuple):
    """Something that could not be taken in: the file, the line (0 = the file) and why."""

    file: str
    line: int
    what: str


class Imported(NamedTuple):
    """What an import did, or would do; `outcomes` are the first 2,000 people with the evidence."""

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
