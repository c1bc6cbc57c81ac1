"""Words of the command line that are no UTF-8: the shell gives bytes, and most likely they are Latin-1."""

from __future__ import annotations

PATHS = frozenset(("import", "export", "backup", "restore", "sync"))
"""Commands whose words are file names, which must stay the bytes they are."""


def readable(words: list[str]) -> list[str]:
    """Return words in which every byte that is no UTF-8 has become the Latin-1 letter it is."""
    if all(word.isascii() for word in words) or words[0] in PATHS:
        return words
    return [_readable(word) for word in words]


def _readable(word: str) -> str:
    return "".join(
        bytes([ord(char) - 0xDC00]).decode("latin-1") if 0xDC80 <= ord(char) <= 0xDCFF else char  # noqa: PLR2004 - PEP 383
        for char in word
    )
