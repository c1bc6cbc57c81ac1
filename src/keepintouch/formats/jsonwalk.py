"""Reading a large JSON document piece by piece, with the line where each piece began."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

CHUNK = 1 << 16
LONGEST_VALUE = 1 << 26  # characters: a photo of 48 MB in base64
DEEPEST = 50

_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_DECODE = json.JSONDecoder().raw_decode
Path = tuple[str | int, ...]


class Piece(NamedTuple):
    """A value, where it stands (keys and indexes from the top), and its line."""

    path: Path
    value: object
    line: int


def pieces(stream: BinaryIO, opened: Callable[[Path], bool]) -> Iterator[Piece]:
    """Yield the values below those containers whose path `opened` says yes to.

    Broken JSON raises `UnreadableError` where it breaks, after the pieces before it.
    """
    yield from _walk(_Source(stream), opened)


def values(stream: BinaryIO) -> Iterator[Piece]:
    """Yield the items of a list, or what stands on each line of a file that is none.

    A broken list raises `UnreadableError`; a broken line is left out, its value is None.
    """
    source = _Source(stream)
    if source.peek() == "[":
        yield from _walk(source, lambda path: not path)
        return
    while source.peek():
        line = source.line
        try:
            value = source.value()
        except (ValueError, RecursionError):
            source.skip_line()
            value = None
        if source.peek() == ",":  # as older programs put between lines
            source.take()
        yield Piece((), value, line)


def _walk(source: _Source, opened: Callable[[Path], bool]) -> Iterator[Piece]:
    try:
        yield from _value(source, (), opened)
        if source.peek():
            raise _broken(source, "goes on after its end")
    except (ValueError, RecursionError) as problem:
        raise _broken(source, "is no JSON") from problem


def _value(source: _Source, path: Path, opened: Callable[[Path], bool]) -> Iterator[Piece]:
    first = source.peek()
    if first not in {"{", "["} or len(path) > DEEPEST or not opened(path):
        line = source.line
        yield Piece(path, source.value(), line)
        return
    source.take()
    closing = "}" if first == "{" else "]"
    if source.peek() == closing:
        source.take()
        return
    index = 0
    while True:
        key = source.key() if first == "{" else index
        yield from _value(source, (*path, key), opened)
        index += 1
        if (mark := source.take()) != ",":
            break
    if mark != closing:
        raise ValueError


def _broken(source: _Source, how: str) -> UnreadableError:
    return UnreadableError(f"the file {how}, at line {source.line}.")


class _Source:
    """The part of the document that is in memory, and the line it has come to."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._text = ""
        self._at = 0
        self._ended = False
        self.line = 1

    def peek(self) -> str:
        """Return the next character that is no blank; an empty text at the end."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._go_to(found.end() if found else self._at)
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self) -> str:
        """Return the next character and step over it."""
        mark = self.peek()
        self._at += len(mark)
        return mark

    def skip_line(self) -> None:
        """Step over the rest of the line."""
        while (end := self._text.find("\n", self._at)) < 0:
            self._at = len(self._text)
            if not self._more():
                return
        self._go_to(end + 1)

    def key(self) -> str:
        """Return an object's key and step over its colon."""
        if self.peek() != '"':
            raise ValueError
        key = self.value()
        if self.take() != ":":
            raise ValueError
        return str(key)

    def value(self) -> object:
        """Return the next value, however long; a value of more than 64 million characters raises."""
        self.peek()
        while True:
            try:
                value, end = _DECODE(self._text, self._at)
            except json.JSONDecodeError:
                if not self._more():
                    raise
                continue
            # A number at the very end of what is in memory may go on.
            if end < len(self._text) or not self._more():
                self._go_to(end)
                return value

    def _go_to(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Read as much again as is kept, so that a long value costs no more than twice its length."""
        kept = len(self._text) - self._at
        if self._ended or kept > LONGEST_VALUE:
            return False
        block = self._stream.read(max(CHUNK, kept))
        self._ended = not block
        self._text = self._text[self._at :] + self._decode(block, final=self._ended)
        self._at = 0
        return bool(block)
