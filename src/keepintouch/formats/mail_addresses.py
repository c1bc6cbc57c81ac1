"""Names and addresses out of the fields of a message (RFC 5322 3.4, 4.4), in one linear pass.

The standard library's reader changed what it accepts between patch releases of Python,
and is slow; fields of correspondence repeat, so that a small cache saves most of the work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from keepintouch.formats.mail_headers import decoded

_TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)"?'
    r"|<(?P<angle>[^>]*)>?"
    r"|(?P<encoded>=\?[^?\s]+\?[BbQq]\?[^?]*\?=)"
    r"|(?P<mark>[(),;:])"
    r'|(?P<text>(?:[^"<(),;:\\=]|\\.|=(?!\?))+|.)',
    re.DOTALL,
)
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_ADDRESS = re.compile(r"[^@\s,;:<>]+@[^@\s,;:<>]+")
# The blanks that may stand inside an address (RFC 5322 4.4); others part it from a name.
_INSIDE = re.compile(r"\s*([.@])\s*")


class Mailbox(NamedTuple):
    """Somebody as a message names them: an address in lower case, a name, or both."""

    name: str | None
    email: str | None


@lru_cache(maxsize=8192)
def mailboxes(value: str) -> tuple[Mailbox, ...]:
    """Return who is named in a field, of groups the members; what is neither is left out."""
    reading = _Reading()
    depth = 0
    for token in _TOKEN.finditer(value):
        mark = token["mark"]
        if mark == "(":
            depth += 1
        elif depth:
            depth -= mark == ")"
            if depth:
                reading.comment.append(token[0])
        elif mark in {",", ";"}:
            reading.flush()
        elif mark == ":":
            # Before it stood the name of a group.
            reading.clear()
        else:
            reading.take(token)
    reading.flush()
    return tuple(reading.found)


class _Reading:
    """The words since the last comma."""

    def __init__(self) -> None:
        self.found: list[Mailbox] = []
        self.clear()

    def clear(self) -> None:
        self.words: list[str] = []
        self.comment: list[str] = []
        self.angle: str | None = None

    def take(self, token: re.Match[str]) -> None:
        if token["quoted"] is not None:
            self.words.append(re.sub(r"\\(.)", r"\1", token["quoted"], flags=re.DOTALL))
        elif token["angle"] is not None:
            self.angle = token["angle"]
        else:
            self.words.append(token[0])

    def flush(self) -> None:
        words = "".join(self.words)
        if self.angle is not None:
            self._add(words, self.angle)
        elif "@" in words:
            self._bare(words)
        self.clear()

    def _bare(self, words: str) -> None:
        """Take addresses without angles: one, with a name before it or in a comment, or several."""
        parts = _INSIDE.sub(r"\1", words).split()
        found = [each for each in parts if _ADDRESS.fullmatch(each)]
        if not found:
            self._add("".join(self.comment), words)
            return
        name = " ".join(parts[: parts.index(found[0])]) if len(found) == 1 else ""
        for each in found:
            self._add("".join(self.comment) or name, each)

    def _add(self, name: str, address: str) -> None:
        email = _address(address)
        who = decoded(name).strip("'\" ")
        named = "@" not in who and any(each.isalnum() for each in who)
        if email or named:
            self.found.append(Mailbox(who if named else None, email))


def _address(text: str) -> str | None:
    """Return an address without comments, route or spaces; None for what can get no mail."""
    found = "".join(_COMMENT.sub("", _COMMENT.sub("", text)).split()).lower()
    if found.startswith("@"):
        found = found.rpartition(":")[2]
    # Exchange's own addresses (X.500) stand for a directory entry, not for a mailbox.
    if not _ADDRESS.fullmatch(found) or found.startswith("imceaex-"):
        return None
    return found
