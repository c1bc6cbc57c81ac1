"""From bytes to rows: encoding, delimiter, quotes; a row is right or it is a problem.

RFC 4180, and what programs make of it: any of four delimiters, three kinds of line
ends, fields of any length, quotes that never close. A record that breaks the rules
costs its own line only: reading goes on at the next one.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.csv_encodings import (
    HEAD_BYTES,
    LONGEST_LINE,
    decoded,
    encoding_of,
    refuse_if_long,
)
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 40
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_SEP = re.compile(r"sep=([^\w\s\"]|\t)\s*", re.IGNORECASE)


class Row(NamedTuple):
    """The cells of a record, and the line it begins on."""

    line: int
    cells: list[str]


class _Lines:
    """Physical lines with their numbers; those a record took can be given back."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._source = enumerate(_lines(texts), 1)
        self._again: deque[tuple[int, str]] = deque()
        self._size = 0
        self.taken: list[tuple[int, str]] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._size > LONGEST_LINE:
            raise StopIteration
        numbered = self._again.popleft() if self._again else next(self._source)
        self.taken.append(numbered)
        self._size += len(numbered[1])
        return numbered[1]

    def begin(self) -> None:
        """Begin a record: what was taken so far is done with."""
        self.taken = []
        self._size = 0

    def give_back(self, kept: int) -> None:
        """Give back the lines of the record but the first `kept` ones."""
        self._again.extendleft(reversed(self.taken[kept:]))
        del self.taken[kept:]


class Records:
    """The records of a table in order, each a row or a problem.

    Once `width` is set to the number of columns it is used to tell a cell of several
    lines from a quote that was never closed. `guessed` names an encoding in doubt.
    """

    def __init__(self, stream: BinaryIO, known: Callable[[str], bool]) -> None:
        head = stream.read(HEAD_BYTES)
        encoding = encoding_of(head)
        self.guessed = None if encoding.certain else encoding.codec
        self.width = 0
        self._lines = _Lines(decoded(stream, encoding, head))
        self._delimiter = _delimiter(self._lines, known)
        csv.field_size_limit(LONGEST_LINE)
        self._reader = self._fresh()

    def __iter__(self) -> Records:
        return self

    def __next__(self) -> Row | Problem:
        self._lines.begin()
        try:
            cells = next(self._reader)
        except csv.Error as error:
            self._reader = self._fresh()
            return self._mended(str(error))
        if self._swallowed(cells):
            return self._mended("a quote is opened and never closed")
        return Row(self._lines.taken[0][0], cells)

    def _fresh(self) -> Iterator[list[str]]:
        return csv.reader(self._lines, delimiter=self._delimiter, strict=True)

    def _swallowed(self, cells: list[str]) -> bool:
        """Say whether a record of several lines is rather as many rows, between stray quotes."""
        taken = self._lines.taken
        if not self.width or len(taken) == 1 or len(cells) == self.width:
            return False
        whole = sum(len(cells_of(text, self._delimiter)) == self.width for _, text in taken)
        return whole * 2 > len(taken)

    def _mended(self, wrong: str) -> Row | Problem:
        """Read the record's first line by itself, quotes as they stand, and leave the others."""
        self._lines.give_back(kept=1)
        number, text = self._lines.taken[0]
        cells = cells_of(text, self._delimiter)
        if self.width and len(cells) == self.width:
            return Row(number, cells)
        return Problem(number, f"the quotes are not paired ({wrong}): {quoted(text)}")


def quoted(text: str) -> str:
    """Return a text short enough to be shown, in one line."""
    line = " ".join(text.replace("\0", " ").split())
    return line if len(line) <= 200 else f"{line[:200]}…"  # noqa: PLR2004 - two and a half lines


def cells_of(line: str, delimiter: str) -> list[str]:
    """Take one line apart; a quote closes only before a delimiter or the end, or it is a sign."""
    text = line.rstrip("\r\n")
    closing = re.compile(rf'"+(?= *(?:{re.escape(delimiter)}|\Z))')
    closes = True
    cells: list[str] = []
    at = 0
    while True:
        start = _past_spaces(text, at)
        found = None
        if closes and text.startswith('"', start):
            ends = closing.finditer(text, start + 1)
            found = next((each for each in ends if len(each[0]) % 2), None)
            closes = found is not None
        if found:
            cells.append(text[start + 1 : found.end() - 1].replace('""', '"'))
        end = text.find(delimiter, found.end() if found else at)
        if not found:
            cells.append(text[at : end if end >= 0 else None])
        if end < 0:
            return cells
        at = end + len(delimiter)


def _past_spaces(text: str, at: int) -> int:
    while text.startswith(" ", at):
        at += 1
    return at


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """Yield lines with their ends; only CR, LF and CRLF end one."""
    rest = ""
    for text in texts:
        rest += text
        refuse_if_long(len(rest))
        end = max(rest.rfind("\n"), rest.rfind("\r", 0, -1)) + 1
        yield from _LINE.findall(rest[:end])
        rest = rest[end:]
    yield from _LINE.findall(rest)


def _delimiter(lines: _Lines, known: Callable[[str], bool]) -> str:
    """Return what `sep=` says, else what finds most headers in a line, else most cells."""
    lines.begin()
    sample = list(islice(lines, _LOOKED_AT))
    said = _SEP.fullmatch(sample[0]) if sample else None
    lines.give_back(kept=1 if said else 0)
    rows = {delimiter: [cells_of(line, delimiter) for line in sample] for delimiter in DELIMITERS}

    def merit(delimiter: str) -> tuple[int, int]:
        others = set(DELIMITERS) - {delimiter}
        headers = (
            sum(known(cell) for cell in cells if not others.intersection(cell))
            for cells in rows[delimiter]
        )
        first = next((cells for cells in rows[delimiter] if any(cells)), ())
        return max(headers, default=0), len(first)

    return said[1] if said else max(DELIMITERS, key=merit)
