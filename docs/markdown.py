"""Pieces of a Markdown page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BAR = "\\|"
MADE = "This page is made by `make docs-write`."


def joined(blocks: Iterable[str]) -> str:
    """Return blocks as a page, with a blank line between them."""
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def code(language: str, lines: Iterable[str]) -> str:
    """Return lines as they are."""
    return "\n".join([f"```{language}", *lines, "```"])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar in a cell is no end of it."""
    return "\n".join([_row(head), "|---" * len(head) + "|", *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"
