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
_BEGINS = re.compile(r"(\d+(?=[.)])|(?=[-+=:]))")
HARD_BREAK = "\\\n  "


def inline(text: str, *, begins: bool = False) -> str:
    """Return a text as one line; `begins` says that nothing stands before it in its block."""
    return _escaped(line(text), begins=begins)


def said(text: str) -> str:
    """Return a text of any number of lines, to stand at the end of a list's item."""
    first, *rest = block(text).split("\n")
    lines = (_escaped(first, begins=False), *(_escaped(each, begins=True) for each in rest))
    return f": {HARD_BREAK.join(lines)}" if first else ""


def tags(names: Iterable[str]) -> str:
    """Return tags as they are typed, to stand at the end of a line's facts."""
    return "".join(f" +{inline(each)}" for each in names)


def _escaped(text: str, *, begins: bool) -> str:
    marked = _MARKS.sub(r"\\\g<0>", text)
    found = _BEGINS.match(marked) if begins else None
    return f"{found[1]}\\{marked[len(found[1]) :]}" if found else marked
