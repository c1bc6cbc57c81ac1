"""Where one card ends and the next begins, also where BEGIN, END or both are missing."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.contentline import parse_line
from keepintouch.formats.drafts import Problem
from keepintouch.formats.unfolding import LONGEST_LINE, chunks, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.formats.contentline import ContentLine
    from keepintouch.formats.unfolding import Whole

LARGEST_CARD = 32 * 2**20
MOST_LINES = 100_000
STRAY_BYTES = 2**20
_EDGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(BEGIN|END)\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_INDENTED = re.compile(rb"\s*^([ \t]+)BEGIN\s*:\s*VCARD\s", re.IGNORECASE | re.MULTILINE)
_HANGING = re.compile(  # nobody folds BEGIN:VCARD: these are lines of their own
    rb"^(?:\xef\xbb\xbf)?BEGIN\s*:\s*VCARD[ \t]*(?:\r\n|\n|\r)([ \t]+)(?=[\w.-]+[:;])",
    re.IGNORECASE | re.MULTILINE,
)
_EDGE_STARTS = (b"B", b"b", b"E", b"e", b"\xef", b" ", b"\t")
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT\b[^:]*:\s*\Z", re.IGNORECASE)
_EDGES = ("BEGIN", "END")
_EMPTY = b"\r\n\t \xef\xbb\xbf"


class Card(NamedTuple):
    """One card: the line it begins at, its content lines with folds, and if it had BEGIN and END."""

    number: int
    wholes: tuple[Whole, ...]
    begun: bool = True
    ended: bool = True

    @property
    def raw(self) -> bytes:
        """Return the card as it stood, without empty lines behind it."""
        raws = [raw for _, raw in self.wholes if raw]
        while not raws[-1].strip(_EMPTY):
            raws.pop()
        last = raws.pop()
        end = len(last.rstrip(b"\r\n"))
        end += 2 if last.startswith(b"\r\n", end) else 1
        return b"".join([*raws, last[:end]])

    def lines(self) -> list[ContentLine]:
        """Return the lines of this card and not those of another one inside it (AGENT in 2.1)."""
        lines = [parse_line(raw or b"", number) for number, raw in self.wholes]
        if any([line.name == "AGENT" for line in lines]):  # noqa: C419 - a third of the time
            return [line for line, own in self.all_lines() if own]
        return [line for line in lines if line.name not in _EDGES]

    def all_lines(self) -> Iterator[tuple[ContentLine, bool]]:
        """Yield every line, and whether it is a property of this very card."""
        depth = 0
        for number, raw in self.wholes:
            line = parse_line(raw or b"", number)
            edge = line.name in _EDGES
            if edge:
                depth += 1 if line.name == "BEGIN" else -1
            yield line, depth <= 1 and not edge


def cards(stream: BinaryIO) -> Iterator[Card | Problem]:
    """Yield the cards of a stream; one without any card raises `UnreadableError`."""
    pieces = chunks(stream)
    first = next(pieces, b"")
    indented = _INDENTED.match(first)
    indent = indented[1] if indented else b""
    wholes = whole_lines(chain((first,), pieces), indent=indent)
    return cards_of(_outdented(wholes) if _HANGING.search(first) else wholes)


def _outdented(wholes: Iterable[Whole]) -> Iterator[Whole]:
    """Yield the lines under a BEGIN that are all indented alike (by a text about cards) as such."""
    for number, raw in wholes:
        found = _HANGING.match(raw) if raw else None
        if not raw or not found:
            yield number, raw
            continue
        indent = found[1]
        lines = raw.splitlines(keepends=True)
        alike = all(each.startswith(indent) for each in lines[1:] if each.strip())
        for further, text in whole_lines([raw], indent=indent) if alike else [(1, raw)]:
            yield number + further - 1, text


def cards_of(wholes: Iterable[Whole]) -> Iterator[Card | Problem]:
    """Yield the cards among content lines."""
    pile = _Pile()
    found = False
    for number, raw in wholes:
        if raw is None:
            yield Problem(number, f"a line of more than {LONGEST_LINE // 2**20} MB is left out")
        elif raw.startswith(_EDGE_STARTS) and (edge := _EDGE.match(raw)):
            begins = edge[1].upper() == b"BEGIN"
            done = list(pile.turn(number, raw, begins=begins))
            found = found or begins or any(isinstance(each, Card) for each in done)
            yield from done
        else:
            pile.add(number, raw)
            if pile.size > STRAY_BYTES and not found and not pile.begun:
                break
    last = list(pile.close())
    if last and not found:
        raise UnreadableError("this is no vCard: there is no BEGIN:VCARD in it.")
    yield from last or ([] if found else [Problem(0, "there is no card in this file")])


class _Pile:
    """Lines that wait for the end of their card."""

    __slots__ = ("begun", "depth", "over", "size", "wholes")

    def __init__(self) -> None:
        self.wholes: list[Whole] = []
        self.size = 0
        self.depth = 0
        self.begun = False
        self.over = False

    def turn(self, number: int, raw: bytes, *, begins: bool) -> Iterator[Card | Problem]:
        """Take a BEGIN or an END, which may complete a card."""
        nests = begins and self._nests()
        if begins and not nests:
            yield from self.close()
            self.begun = True
        self.add(number, raw)
        if nests:
            self.depth += 1
        elif not begins and self.depth:
            self.depth -= 1
        elif not begins and (self.begun or len(self.wholes) > 1):
            yield from self.close(ended=True)
        elif not begins:
            self.wholes.clear()

    def add(self, number: int, raw: bytes) -> None:
        """Take a line that is neither."""
        self.size += len(raw)
        if self.size > LARGEST_CARD or len(self.wholes) >= MOST_LINES:
            self.over = True
            del self.wholes[1:]
        elif not self.over:
            self.wholes.append((number, raw))

    def close(self, *, ended: bool = False) -> Iterator[Card | Problem]:
        """Give out what waits as a card, or say that it is none."""
        wholes, begun, over = self.wholes, self.begun, self.over
        self.wholes, self.size, self.depth, self.begun, self.over = [], 0, 0, False, False
        first = next((number for number, raw in wholes if raw and raw.strip(_EMPTY)), 0)
        if not first:
            return
        if over:
            yield Problem(first, f"a card of more than {LARGEST_CARD // 2**20} MB is left out")
        elif begun or ended:
            yield Card(first, tuple(wholes), begun, ended)
        else:
            stray = sum(1 for _, raw in wholes if raw and raw.strip(_EMPTY))
            yield Problem(first, f"{stray} lines outside a card are left out")

    def _nests(self) -> bool:
        last = next((raw for _, raw in reversed(self.wholes) if raw), b"")
        return self.begun and _AGENT.match(last) is not None
