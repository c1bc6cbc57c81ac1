"""Text of the user's on its way into a page: characters that act, and not show, are taken out."""

from __future__ import annotations

import re

_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ACTING = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def lines(text: str) -> list[str]:
    """Return the lines of a text without controls, surrogates and marks of writing direction.

    Those marks could make one name look like another (CVE-2021-42574).
    """
    return [_ACTING.sub("", each).replace("\t", " ") for each in _ENDS.split(text)]


def line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(" ".join(lines(text)).split())


def block(text: str) -> str:
    """Return a text in lines, none of them blank."""
    return "\n".join(" ".join(each.split()) for each in lines(text) if each.strip())
