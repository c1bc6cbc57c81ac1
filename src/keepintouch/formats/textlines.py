"""The lines of a text file as text, numbered, whatever 8-bit or 16-bit encoding it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.unfolding import LONGEST_LINE, chunks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


class Line(NamedTuple):
    """A line without its end; `text` is None for one that is too long to be looked at."""

    number: int
    text: str | None


def lines(stream: BinaryIO) -> Iterator[Line]:
    r"""Yield the lines of a stream, which end at `\n`, `\r\n` or `\r` and nowhere else."""
    for number, raw in enumerate(_raw(stream), 1):
        yield Line(number, None if raw is None else decoded(raw.rstrip(b"\r\n")))


def _raw(stream: BinaryIO) -> Iterator[bytes | None]:
    held, too_long = b"", False
    for block in chunks(stream):
        whole = (held + block).splitlines(keepends=True)
        held = whole.pop() if whole else b""  # its end may be half of \r\n
        for line in whole:
            yield None if too_long or len(line) > LONGEST_LINE else line
            too_long = False
        if len(held) > LONGEST_LINE:
            held, too_long = held[-1:], True
    if held:
        yield None if too_long else held


def decoded(raw: bytes) -> str:
    """Return bytes as UTF-8, else as Windows-1252; NUL, which stores refuse, as U+FFFD."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return text.replace("\0", "\ufffd") if "\0" in text else text
