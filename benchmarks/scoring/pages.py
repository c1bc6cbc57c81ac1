"""Figures for docs/scoring.md: its words are written by hand, its numbers between two marks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "scoring.md"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def figure(number: float, digits: int = 3) -> str:
    """Return a share as `.925`."""
    return f"{number:.{digits}f}".removeprefix("0")


def replaced(page: str, name: str, body: str) -> str:
    """Put `body` between the marks of this name; a page without them is a `ValueError`."""
    mark = re.compile(rf"(<!-- figures: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not mark.search(page):
        raise ValueError(f"there are no marks for {name}")
    return mark.sub(lambda found: f"{found[1]}\n{body}\n\n{found[2]}", page)


def write(figures: dict[str, str]) -> None:
    """Put all figures into the page."""
    page = PAGE.read_text(encoding="utf-8")
    for name, body in figures.items():
        page = replaced(page, name, body)
    PAGE.write_text(page, encoding="utf-8")
