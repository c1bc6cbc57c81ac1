"""Tables of contacts (CSV), of any program or anybody's own, and the one that kit writes."""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.csv_dialects import Records, Row, quoted
from keepintouch.formats.csv_guessing import header_for, holds_mail, told_by_cells
from keepintouch.formats.csv_layouts import MESSAGES, Cells, is_header, layout_of, with_order
from keepintouch.formats.csv_messages import touchpoints
from keepintouch.formats.csv_people import last_contact, person
from keepintouch.formats.csv_rows import fitted
from keepintouch.formats.csv_words import tokens
from keepintouch.formats.csv_writing import LOSSES, write
from keepintouch.formats.drafts import Columns, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.csv_layouts import Layout
    from keepintouch.formats.drafts import Draft, ReadOptions

__all__ = ["LOSSES", "read", "write"]

_ROWS_LOOKED_AT = 40
_ROWS_SAMPLED = 1000


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield a person for each row, row by row; of LinkedIn's messages a touchpoint each day."""
    records = Records(stream, lambda word: is_header(word, options.mapping))
    above, header, below = _header(records, options)
    rows = chain(below, records)
    if records.guessed:
        yield Problem(0, f"the encoding is neither UTF-8 nor certain; read as {records.guessed}")
    if {" ".join(tokens(cell)) for cell in header.cells} >= MESSAGES:
        yield from touchpoints(header.cells, rows, options)
        return
    layout = layout_of(header.cells, options.mapping)
    records.width = len(header.cells)
    if layout.program != "linkedin":
        yield from _left(above)
    fitting = fitted(rows, layout)
    sample = list(islice(fitting, _ROWS_SAMPLED))
    if layout.program != "kit":
        fields = [column.field if column else "" for column in layout.columns]
        if told := told_by_cells(header.cells, fields, sample):
            layout = layout_of(header.cells, (*told, *options.mapping))
        yield _taken(layout, sample)
    yield from _drafts(chain(sample, fitting), with_order(layout, sample), options)


def _header(
    records: Records, options: ReadOptions
) -> tuple[list[Row | Problem], Row, list[Row | Problem]]:
    """Return the rows above the header, the header, and what was read already of those below."""
    seen: list[Row | Problem] = []
    counts: list[int] = []
    for row in islice(records, _ROWS_LOOKED_AT):
        cells = row.cells if isinstance(row, Row) else []
        seen.append(row)
        headers = sum(is_header(cell, options.mapping) for cell in cells)
        counts.append(0 if any(map(holds_mail, cells)) else headers)
        if counts[-1] > 1:
            break
    place = counts.index(max(counts, default=0)) if any(counts) else 0
    header = seen[place] if any(counts) else None
    if header is None and (guessed := header_for(seen, options.name)):
        told = "the table has no header; what its columns hold says what they are"
        return [], guessed, [Problem(0, told), *seen]
    if not isinstance(header, Row):
        first = next((each.cells for each in seen if isinstance(each, Row) and each.cells), [])
        raise UnreadableError(
            "This table has no header that says what its columns hold; it begins with "
            f"{quoted(', '.join(first)) or 'nothing'}. Nothing was read."
        )
    return seen[:place], header, seen[place + 1 :]


def _left(above: list[Row | Problem]) -> Iterator[Problem]:
    for row in above:
        if isinstance(row, Problem):
            yield row
        elif any(row.cells):
            yield Problem(row.line, f"above the header, left out: {quoted(', '.join(row.cells))}")


def _taken(layout: Layout, sample: list[Row | Problem]) -> Columns:
    rows = [row for row in sample if isinstance(row, Row)]
    held = {place for row in rows for place, cell in enumerate(row.cells) if cell.strip()}
    columns = zip(layout.header, layout.columns, strict=True)
    return Columns(
        tuple(
            (name, column.target if column else "")
            for place, (name, column) in enumerate(columns)
            if place in held and name.strip()
        )
    )


def _drafts(rows: Iterator[Row | Problem], layout: Layout, options: ReadOptions) -> Iterator[Draft]:
    seen: Counter[str | None] = Counter()
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        cells = Cells(row, layout)
        problems: list[Problem] = []
        if known := person(cells, problems):
            seen[known.uid] += 1
            if seen[known.uid] > 1:
                known = known._replace(uid=f"{known.uid} {seen[known.uid]}")
            yield known
            talked = last_contact(cells, known, problems)
            if talked and (options.since or talked.day) <= talked.day <= (
                options.until or talked.day
            ):
                yield talked
        yield from problems
