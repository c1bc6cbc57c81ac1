"""Text of the user's as Markdown that shows it and nothing else (CommonMark 0.31, GFM, Liquid)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keepintouch.formats.markup import block, line

if TYPE_CHECKING:
    from collections.abc import Iterable

# What marks up anywhere in a line; doubled signs are Obsidian's highlights and comments.
_MARKS = re.compile(r"[\\`*_\[\]{}<>#|~$^]|&(?=[#A-Za-z])|(?:%(?=%))|(?:(?<=%)%)|=(?==)|(?<==)=")
# What marks up only where a line begins: lists, rules, headings of the other kind, terms.
_BEGINS = re.compile(r"(\d*)([-+=:.)])")
HARD_BREAK = "\\\n  "


def inline(text: str) -> str:
    """Return a text as one line."""
    return _escaped(line(text))


def said(text: str) -> str:
    """Return a text of any number of lines, to stand at the end of a list's item."""
    lines = HARD_BREAK.join(_escaped(each) for each in block(text).split("\n"))
    return f": {lines}" if lines else ""


def tags(names: Iterable[str]) -> str:
    """Return tags as they are typed, to stand at the end of a line's facts."""
    return "".join(f" +{inline(each)}" for each in names)


def _escaped(text: str) -> str:
    begins = _BEGINS.match(text)
    if begins and begins[2] in ".)" and not begins[1]:
        begins = None
    marked = _MARKS.sub(r"\\\g<0>", text)
    if begins is None or marked.startswith("\\"):
        return marked
    return f"{begins[1]}\\{marked[len(begins[1]) :]}"
