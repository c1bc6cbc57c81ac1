"""Rows that fit their header: too many or too few cells must never shift a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats.csv_dialects import Row, quoted
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.formats.csv_layouts import Layout

_NO_MAILS = ("given", "additional", "family", "prefix", "suffix", "phone", "birthday", "added")


def fitted(rows: Iterable[Row | Problem], layout: Layout) -> Iterator[Row | Problem]:
    """Yield rows as wide as the header, and a problem for each that cannot be trusted.

    Programs leave empty cells at a row's end out, so a short row is whole; unless its
    cells stand in wrong columns, or it and the next one are together one row that a
    line break in a cell has parted.
    """
    width = len(layout.header)
    whole = False
    short: Row | None = None
    for row in rows:
        cells = row.cells if isinstance(row, Row) else []
        parted = whole and short and 0 < len(cells) < width == len(short.cells) + len(cells) - 1
        if short:
            yield _parted(short) if parted else _padded(short, layout)
            short = None
        if isinstance(row, Problem) or parted:
            yield row if isinstance(row, Problem) else _parted(row)
        elif len(cells) >= width:
            whole = True
            yield from _cut(row, width)
        elif any(cells):
            short = row
    if short:
        yield _padded(short, layout)


def _cut(row: Row, width: int) -> Iterator[Row | Problem]:
    if any(cell.strip() for cell in row.cells[width:]):
        yield Problem(
            row.line,
            f"{len(row.cells)} cells where the header has {width}, left out: {_shown(row)}",
        )
    elif any(cell.strip() for cell in row.cells):
        yield Row(row.line, row.cells[:width])


def _padded(row: Row, layout: Layout) -> Row | Problem:
    width = len(layout.header)
    if _is_shifted(row, layout):
        return Problem(
            row.line,
            f"{len(row.cells)} cells where the header has {width}, and in wrong columns,"
            f" left out: {_shown(row)}",
        )
    return Row(row.line, row.cells + [""] * (width - len(row.cells)))


def _is_shifted(row: Row, layout: Layout) -> bool:
    """Say whether a cell of a short row cannot be what its column tells."""
    for place, cell in enumerate(row.cells):
        column = layout.columns[place]
        field = column.field if column and not column.part else ""
        if field == "email" and cell.strip() and "@" not in cell:
            return True
        if field in _NO_MAILS and "@" in cell:
            return True
        if cell.count('"') % 2 and (cell.startswith('"') or cell.endswith('"')):
            return True
    return False


def _parted(row: Row) -> Problem:
    return Problem(
        row.line, f"a part of a row that a line break has parted, left out: {_shown(row)}"
    )


def _shown(row: Row) -> str:
    return quoted(", ".join(row.cells))
