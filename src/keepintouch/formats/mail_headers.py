"""The headers of messages, one block after the other, out of mbox files and single messages.

Bodies are passed over line by line and never looked at; of a header only what a
touchpoint needs is kept, so that neither a big mailbox nor a header of 50 MB takes memory.
"""

from __future__ import annotations

import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

LONGEST_LINE = 65_536
LONGEST_VALUE = 65_536
MOST_OF_A_NAME = 20
MOST_STRAYS = 5
KEPT = frozenset(
    (
        *(b"from", b"sender", b"to", b"cc", b"bcc", b"date", b"resent-date", b"received"),
        *(b"message-id", b"in-reply-to", b"references", b"subject"),
        *(b"list-id", b"list-post", b"list-unsubscribe", b"mailing-list", b"x-mailing-list"),
        *(b"x-beenthere", b"precedence", b"auto-submitted", b"x-autoreply"),
        *(b"x-gmail-labels", b"x-spam-flag", b"x-mozilla-draft-info"),
    )
)
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
# What programs write above a message: a sender, and a time with its year.
_ENVELOPE = re.compile(rb"From .*\d\d:\d\d.*\d{4}")
_COUNT = re.compile(rb"\d+\s*$")


class Head(NamedTuple):
    """The headers of one message: names in lower case, values unfolded, undecoded.

    `line` is where the message begins, `envelope` the mbox line above it.
    """

    line: int
    fields: Mapping[str, tuple[str, ...]]
    envelope: str = ""

    def first(self, name: str) -> str:
        """Return the first value of a field, empty without one."""
        return self.fields.get(name, ("",))[0]

    def joined(self, *names: str) -> str:
        """Return all values of the fields as one list of addresses."""
        return ", ".join(value for name in names for value in self.fields.get(name, ()))


def heads(stream: BinaryIO) -> Iterator[Head]:
    """Yield the headers of each message of an mbox, or of the one message that a file is."""
    lines = enumerate(iter(partial(stream.readline, LONGEST_LINE), b""), 1)
    begun: tuple[_Taking, bytes] | None = _beginning(lines)
    while begun:
        taking, first = begun
        if first:
            taking.take(first)
        for _, line in lines:
            if not taking.take(line):
                break
        yield taking.head()
        begun = _next(lines)


def _beginning(lines: Iterator[tuple[int, bytes]]) -> tuple[_Taking, bytes]:
    """Skip what stands above the first header: a line of mbox, Apple's count of bytes."""
    taking = _Taking(1, b"")
    for number, line in lines:
        if line.startswith(b"From ") and _ENVELOPE.match(line):
            taking = _Taking(number, line)
        elif line.strip() and not (number == 1 and _COUNT.match(line)):
            return taking, line
    return taking, b""


def _next(lines: Iterator[tuple[int, bytes]]) -> tuple[_Taking, bytes] | None:
    """Pass over a body; a line that looks like the mbox line but begins no header is part of it."""
    before = b"\n"
    for number, line in lines:
        if line.startswith(b"From ") and before.endswith(b"\n") and _ENVELOPE.match(line):
            _, following = next(lines, (0, b""))
            if _FIELD.match(following) or following.startswith(b">From "):
                return _Taking(number, line), following
        before = line
    return None


def head(block: bytes, line: int = 0) -> Head:
    """Read one block of headers, as an IMAP server gives it."""
    taking = _Taking(line, b"")
    for each in block.splitlines(keepends=True):
        if not taking.take(each):
            break
    return taking.head()


class _Taking:
    """A block of headers that is still being read."""

    __slots__ = ("ended", "envelope", "fields", "line", "name", "size", "strays")

    def __init__(self, line: int, envelope: bytes) -> None:
        self.line = line
        self.envelope = envelope
        self.fields: dict[bytes, list[list[bytes]]] = {}
        self.name = b""
        self.size = 0
        self.ended = True
        self.strays = 0

    def take(self, line: bytes) -> bool:
        """Take one line; the first that belongs to no field ends the block."""
        goes_on = not self.ended or line[:1] in {b" ", b"\t"}
        self.ended = line.endswith(b"\n")
        if goes_on:
            if self.name and self.size < LONGEST_VALUE:
                self.fields[self.name][-1].append(line)
                self.size += len(line)
            return True
        field = _FIELD.match(line)
        if field:
            self._begin(field[1].lower(), line[field.end() :])
        return bool(field) or line.startswith(b">From ") or self._is_stray(line)

    def _is_stray(self, line: bytes) -> bool:
        """Pass over a damaged line among fields, as long as it is not told who wrote."""
        if not line.strip() or not self.fields or b"from" in self.fields:
            return False
        self.name = b""
        self.strays += 1
        return self.strays <= MOST_STRAYS

    def _begin(self, name: bytes, value: bytes) -> None:
        values = self.fields.setdefault(name, []) if name in KEPT else None
        self.name = name if values is not None and len(values) < MOST_OF_A_NAME else b""
        if self.name and values is not None:
            values.append([value])
            self.size = len(value)

    def head(self) -> Head:
        fields = {
            name.decode(): tuple([unfolded(b"".join(value)) for value in values])
            for name, values in self.fields.items()
        }
        return Head(self.line, fields, text_of(self.envelope).strip())


def unfolded(value: bytes) -> str:
    """Return a field's value on one line; raw 8-bit text is UTF-8 or else Latin-1."""
    return text_of(value).replace("\r", "").replace("\n", "").strip()


def text_of(data: bytes) -> str:
    """Decode what should have been ASCII."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def decoded(value: str) -> str:
    """Decode encoded words (RFC 2047), also those that cut a character in two."""
    if "=?" in value:
        with suppress(HeaderParseError, ValueError):
            value = "".join(_word(*each) for each in decode_header(value))
    return " ".join(value.split())


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    try:
        return word.decode(charset or "ascii", "replace")
    except LookupError:
        return word.decode("latin-1")
