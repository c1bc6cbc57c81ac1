"""Bytes of a file kept as text that any database and any JSON can hold, and back, without loss.

Valid UTF-8 stands as it is. Every other byte, and NUL, becomes one character of a
private block (U+EF80 to U+EFFF, U+EF00), and real characters of that block become
their three bytes in it, so that the way back is never in doubt.
"""

from __future__ import annotations

import re

_BLOCK = 0xEF00
_ESCAPED = re.compile("[\uef00\uef80-\uefff\udc80-\udcff\0]")
_RUN = re.compile("[\uef00\uef80-\uefff]+")


def to_text(data: bytes) -> str:
    """Return `data` as storable text: no surrogates, no NUL."""
    text = data.decode("utf-8", "surrogateescape")
    if text.isascii() and "\0" not in text:
        return text
    return _ESCAPED.sub(_escaped, text)


def to_bytes(text: str) -> bytes:
    """Return the bytes that `to_text` was given; other lone surrogates become `?`."""
    pieces = []
    end = 0
    for run in _RUN.finditer(text):
        pieces.append(text[end : run.start()].encode("utf-8", "replace"))
        pieces.append(bytes(ord(each) - _BLOCK for each in run.group()))
        end = run.end()
    pieces.append(text[end:].encode("utf-8", "replace"))
    return b"".join(pieces)


def _escaped(match: re.Match[str]) -> str:
    data = match.group().encode("utf-8", "surrogateescape")
    return "".join(chr(_BLOCK + byte) for byte in data)
