"""The made-up store, and the rows of a query."""

from __future__ import annotations

import shlex

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Table
from keepintouch.render.words import brief, counted

if TYPE_CHECKING:
    from keepintouch.render.spans import Screen, Text
    from keepintouch.services.querying import Answered


def demo(path: str) -> Answer:
    """Say how to look around among made-up people."""
    kit = f"kit --db {shlex.quote(path)}"
    lines: Screen = [
        "Made-up people are in a store of their own. Look around:",
        "",
        Table([[kit], [f"{kit} show ana"], [f"{kit} log coffee with ana"], [f"{kit} report"]]),
        "",
        "Your own store is not touched. Delete the file when you have seen enough.",
    ]
    return Answer(lambda _look: lines, lambda: {"schema": "kit.path/1", "path": path}, rows="")


def rows(found: Answered) -> Answer:
    """List the rows of a query."""
    return Answer(
        lambda _look: _rows(found),
        lambda: {
            "schema": "kit.rows/1",
            "items": [dict(zip(found.columns, row, strict=True)) for row in found.rows],
        },
    )


def _rows(found: Answered) -> Screen:
    cells: list[list[Text]] = [
        ["" if value is None else brief(str(value)) for value in row] for row in found.rows
    ]
    return [Table(cells, indent=0, header=found.columns), counted(len(cells), "row")]
