"""Where one card ends and the next begins, also where BEGIN, END or both are missing."""

from __future__ import annotations

import re
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
_EDGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\w-]+\.)?(BEGIN|END)\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT\b[^:]*:\s*\Z", re.IGNORECASE)
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
        data = b"".join(whole.raw or b"" for whole in self.wholes)
        body = data.rstrip(b"\r\n")
        end = len(body) + (2 if data[len(body) : len(body) + 2] == b"\r\n" else 1)
        return data[:end]

    def lines(self) -> list[ContentLine]:
        """Return the lines of this card and not those of another one inside it (AGENT in 2.1)."""
        return [line for line, own in self.all_lines() if own]

    def all_lines(self) -> Iterator[tuple[ContentLine, bool]]:
        """Yield every line, and whether it is a property of this very card."""
        depth = 0
        for whole in self.wholes:
            line = parse_line(whole.raw or b"", whole.number)
            edge = line.name in ("BEGIN", "END")
            if edge:
                depth += 1 if line.name == "BEGIN" else -1
            yield line, depth <= 1 and not edge


def cards(stream: BinaryIO) -> Iterator[Card | Problem]:
    """Yield the cards of a stream; one without any card raises `UnreadableError`."""
    return cards_of(whole_lines(chunks(stream)))


def cards_of(wholes: Iterable[Whole]) -> Iterator[Card | Problem]:
    """Yield the cards among content lines."""
    pile = _Pile()
    found = anything = False
    for whole in wholes:
        anything = anything or whole.raw is None or bool(whole.raw.strip(_EMPTY))
        for each in pile.take(whole):
            found = found or isinstance(each, Card)
            yield each
        if pile.stray and not found and pile.size > STRAY_BYTES:
            break
    else:
        last = list(pile.close())
        found = found or any(isinstance(each, Card) for each in last)
        yield from last if found else ()
    if anything and not found:
        raise UnreadableError("this is no vCard: there is no BEGIN:VCARD in it.")
    if not anything:
        yield Problem(0, "there is no card in this file")


class _Pile:
    """Lines that wait for the end of their card."""

    __slots__ = ("begun", "depth", "over", "size", "wholes")

    def __init__(self) -> None:
        self.wholes: list[Whole] = []
        self.size = 0
        self.depth = 0
        self.begun = False
        self.over = False

    @property
    def stray(self) -> bool:
        """Say whether these lines stand outside a card."""
        return not self.begun

    def take(self, whole: Whole) -> Iterator[Card | Problem]:
        if whole.raw is None:
            yield Problem(
                whole.number, f"a line of more than {LONGEST_LINE // 2**20} MB is left out"
            )
            return
        edge = _EDGE.match(whole.raw) if b":" in whole.raw[:64] else None
        begins = edge is not None and edge[1].upper() == b"BEGIN"
        if begins and self._nests():
            self.depth += 1
        elif begins:
            yield from self.close()
            self.begun = True
        self._add(whole)
        if edge and not begins:
            yield from self._end()

    def close(self, *, ended: bool = False) -> Iterator[Card | Problem]:
        """Give out what waits as a card, or say that it is none."""
        wholes, begun, over = self.wholes, self.begun, self.over
        self.wholes, self.size, self.depth, self.begun, self.over = [], 0, 0, False, False
        filled = [each.number for each in wholes if each.raw and each.raw.strip(_EMPTY)]
        if not filled:
            return
        if over:
            yield Problem(filled[0], f"a card of more than {LARGEST_CARD // 2**20} MB is left out")
        elif begun or ended:
            yield Card(filled[0], tuple(wholes), begun, ended)
        else:
            yield Problem(filled[0], f"{len(filled)} lines outside a card are left out")

    def _nests(self) -> bool:
        last = next((each.raw for each in reversed(self.wholes) if each.raw), b"")
        return self.begun and _AGENT.match(last) is not None

    def _end(self) -> Iterator[Card | Problem]:
        if self.depth:
            self.depth -= 1
        elif self.begun or len(self.wholes) > 1:
            yield from self.close(ended=True)
        else:
            self.wholes.clear()

    def _add(self, whole: Whole) -> None:
        self.size += len(whole.raw or b"")
        if self.size > LARGEST_CARD or len(self.wholes) >= MOST_LINES:
            self.over = True
            del self.wholes[1:]
        if not self.over:
            self.wholes.append(whole)
