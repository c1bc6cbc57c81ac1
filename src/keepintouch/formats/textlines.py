"""The lines of a text file as text, numbered, whatever 8-bit or 16-bit encoding it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import loose
from keepintouch.formats.unfolding import LONGEST_LINE, chunks, physical_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


class Line(NamedTuple):
    """A line without its end; `text` is None for one that is too long to be looked at."""

    number: int
    text: str | None


def lines(stream: BinaryIO) -> Iterator[Line]:
    """Yield the lines of a stream; what is no UTF-8 is read as Windows-1252."""
    for number, raw in enumerate(physical_lines(chunks(stream), LONGEST_LINE), 1):
        yield Line(number, None if raw is None else decoded(raw.rstrip(b"\r\n")))


def decoded(raw: bytes) -> str:
    """Return bytes as UTF-8, else as Windows-1252, of which no byte is wrong."""
    try:
        return loose.whole(raw.decode())
    except UnicodeDecodeError:
        return loose.whole(raw.decode("cp1252", "replace"))
