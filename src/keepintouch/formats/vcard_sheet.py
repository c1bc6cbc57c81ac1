"""A card laid out for changes: every line, what it alone says, and what will stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.contentline import param, unfold
from keepintouch.formats.drafts import PersonDraft
from keepintouch.formats.unfolding import whole_lines
from keepintouch.formats.vcard_cards import Card, cards_of
from keepintouch.formats.vcard_properties import HANDLERS, Facts
from keepintouch.formats.vcard_reading import display_name, gathered, person
from keepintouch.formats.vcard_writing import Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.formats.contentline import ContentLine

SILENT = PersonDraft(name="")
GROUP_LABELS = {"X-ABLABEL", "X-ABADR", "X-ABORDER"}
_OF_THE_OLD_VALUE = frozenset({"ENCODING", "CHARSET", "VALUE", "X-APPLE-OMIT-YEAR", "LABEL"})
_ITEM = re.compile(r"ITEM([0-9]{1,9})")
_LINE_ENDS = (b"\n", b"\r\n", b"\r")


def only_card(data: bytes) -> Card:
    """Return the one card that `data` is; other text is an `UnreadableError`."""
    found = [each for each in cards_of(whole_lines([data])) if isinstance(each, Card)]
    if len(found) != 1:
        raise UnreadableError("this is not exactly one vCard.")
    return found[0]


def head_of(line: ContentLine, version: str, without: frozenset[str]) -> str:
    """Return group, name and parameters of a line anew, some parameters left out."""
    head = f"{line.group.lower()}.{line.name}" if line.group else line.name
    for name, values in line.params.items():
        for value in values if name not in without else ():
            bare = name == "TYPE" and version == "2.1" and value.isalnum()
            head += f";{value}" if bare else param(name, value)
    return head


class Sheet:
    """The lines of a card (`own` are those that are no other card's), and changes to them."""

    def __init__(self, card: Card) -> None:
        both = list(card.all_lines())
        self.lines = [line for line, _ in both]
        self.own = [index for index, (_, own) in enumerate(both) if own]
        self.facts = gathered(self.lines[index] for index in self.own)
        self.draft = person(self.facts, display_name(self.facts), None, card.number)
        self.by_labels = bool(self.facts.places) and not self._has_address()
        self.solo = {index: self._solo(self.lines[index]) for index in self.own}
        self.pen = self._pen()
        self._out: list[list[bytes]] = [[line.raw] for line in self.lines]
        self._added: list[list[bytes]] = [[] for _ in self.lines]
        self._gone: set[int] = set()
        end = self.lines[0].raw[len(self.lines[0].raw.rstrip(b"\r\n")) :]
        self._end = end if end in _LINE_ENDS else b"\r\n"

    def _has_address(self) -> bool:
        return any(point.field == "address" for point in self.facts.points)

    def _solo(self, line: ContentLine) -> PersonDraft:
        """Return what a line says alone; LABEL says nothing in a card that has an ADR."""
        if line.name not in HANDLERS:
            return SILENT
        facts = Facts(self.facts.labels, self.facts.version)
        facts.take(line)
        if not self.by_labels:
            facts.places.clear()
        return person(facts, facts.first.get("FN", ""), None, 0)

    def _pen(self) -> Pen:
        numbers = (_ITEM.fullmatch(line.group) for line in self.lines if line.group)
        last = max((int(number[1]) for number in numbers if number), default=0)
        wedded = any(self.lines[index].name == "ANNIVERSARY" for index in self.own)
        return Pen(self.facts.version, last + 1, wedded=wedded)

    def named(self, name: str) -> int | None:
        """Return where the first property of that name with a value stands."""
        found = (
            index
            for index in self.own
            if self.lines[index].name == name and self.lines[index].value.strip(b" ;")
        )
        return next(found, None)

    def replace(self, index: int, lines: list[bytes], *, keeps_group: bool = False) -> None:
        """Put lines, or nothing, in the place of one and of the others of its ALTID."""
        self._out[index] = self._with_end(lines)
        if not keeps_group:
            self._gone.add(index)
        line = self.lines[index]
        for other in self.own if "ALTID" in line.params else ():
            twin = self.lines[other]
            if other != index and (twin.name, twin.params.get("ALTID")) == (
                line.name,
                line.params["ALTID"],
            ):
                self._out[other] = []
                self._gone.add(other)

    def add(self, after: int | None, lines: list[bytes]) -> None:
        """Put lines behind a line and the label of its group, or at the end of the card."""
        last = len(self.lines) - 1
        if after is None:
            after = last - (self.lines[last].name == "END")
        else:
            group = self.lines[after].group
            while group and after < last and self.lines[after + 1].group == group:
                after += 1
        if lines and self._is_open(self.lines[after]):
            self._added[after].append(self._end)
        self._added[after] += self._with_end(lines)

    def _is_open(self, line: ContentLine) -> bool:
        """Say whether what follows would be read as more of a line, unless an empty one ends it.

        Quoted-printable goes on after `=`; base64 of 2.1 ends at an empty line. In later
        versions there must be none.
        """
        if not line.raw.rstrip(b"\r\n").endswith(b"="):
            return False
        return self.pen.version == "2.1" or any(each.startswith("Q") for each in line.encodings)

    def with_value(self, line: ContentLine, value: str, params: str = "") -> bytes:
        """Return a line with another value: same group, same parameters but those of the value."""
        unfolded = unfold(line.raw.rstrip(b"\r\n"))
        head = unfolded[: len(unfolded) - len(line.value) - 1]
        if not head.isascii() or not _OF_THE_OLD_VALUE.isdisjoint(line.params):
            head = head_of(line, self.pen.version, _OF_THE_OLD_VALUE).encode()
        return self.pen.line(head.decode() + params, value)

    def dump(self) -> bytes:
        """Return the card, without the labels of groups of which nothing else is left."""
        kept = {
            self.lines[index].group
            for index in self.own
            if index not in self._gone and self.lines[index].name not in GROUP_LABELS
        }
        for index in self.own:
            line = self.lines[index]
            if line.group and line.name in GROUP_LABELS and line.group not in kept:
                self._out[index] = []
        return b"".join(self._ended())

    def _ended(self) -> Iterator[bytes]:
        """Yield the pieces; each but the last ends its line."""
        pairs = zip(self._out, self._added, strict=True)
        pieces = [piece for out, added in pairs for piece in (*out, *added)]
        for number, piece in enumerate(pieces, 1):
            is_open = number < len(pieces) and not piece.endswith((b"\n", b"\r"))
            yield piece + self._end if is_open else piece

    def _with_end(self, lines: list[bytes]) -> list[bytes]:
        return [line.replace(b"\r\n", self._end) for line in lines]
