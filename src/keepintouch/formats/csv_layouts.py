"""The layout of a table: its header with what each column tells, and whose table it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.csv_columns import Column, columns_of, is_known
from keepintouch.formats.csv_dates import DAY_FIRST, MONTH_FIRST, order_of
from keepintouch.formats.csv_dialects import Row, quoted
from keepintouch.formats.csv_words import LONGEST_HEADER, form_of, meaning, says_day_first, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from keepintouch.formats.drafts import Problem

OWN_ID = "kit id"
OWN_RAW_ID = "kit id (raw)"
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\0", "'")
GUARD = "'"
MESSAGES = frozenset(("conversation id", "from", "to", "date"))

_GOOGLE = re.compile(r"group membership|(e mail|phone|address|website) 1 (label|type|value)")
_MAILCHIMP = frozenset(("member_rating", "optin_time", "email_type", "euid"))
_AMERICAN = frozenset(("yahoo", "mailchimp"))  # the month comes first, wherever one lives
_YAHOO = frozenset(("yahoo! phone", "home zip"))  # with postcodes instead, it is not the American
_WHO = frozenset(("name", "given", "family", "nickname", "email", "org", "phone", "link"))
_DATED = ("birthday", "occasion", "added", "last", "snoozed")


class Layout(NamedTuple):
    """What the columns of a table tell, and in which way.

    `program` is `kit`, `google`, `linkedin`, `yahoo` or empty; `guarded` cells of our own may
    begin with the quote that keeps spreadsheets from computing them; `order` is that of
    day and month in dates. `places` says where the columns of each field stand.
    """

    header: tuple[str, ...]
    columns: tuple[Column | None, ...]
    places: dict[str, list[int]]
    labels: dict[Column, int]
    program: str = ""
    guarded: bool = False
    order: str | None = None


_AS_TEXT = re.compile(r'="([^"]*)"')  # so that no spreadsheet takes a number for one


class Cells:
    """The cells of one row by what they tell, empty ones left out."""

    def __init__(self, row: Row, layout: Layout) -> None:
        self.line = row.line
        self.layout = layout
        clean = _exact if layout.program == "kit" else _clean
        if layout.guarded:
            clean = unguarded
        self.texts = [clean(cell) for cell in row.cells]

    def all(self, field: str) -> Iterator[tuple[Column, str]]:
        """Yield the columns of a field with what they hold, labels apart."""
        for place in self.layout.places.get(field, ()):
            column = self.layout.columns[place]
            if column and self.texts[place]:
                yield column, self.texts[place]

    def first(self, field: str) -> str | None:
        """Return the first thing that a field's columns hold."""
        for place in self.layout.places.get(field, ()):
            if self.texts[place]:
                return self.texts[place]
        return None

    def label(self, column: Column) -> str:
        """Return the label that stands in a column of its own."""
        place = self.layout.labels.get(column._replace(part="label"))
        return "" if place is None else self.texts[place]


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP ASVS 1.2.10)."""
    return GUARD + cell if cell.startswith(GUARDED) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith(GUARDED) else cell


def _exact(cell: str) -> str:
    return cell


def _clean(cell: str) -> str:
    plain = cell.replace("\r\n", "\n").replace("\0", "").strip()
    as_text = _AS_TEXT.fullmatch(plain)
    return as_text[1].strip() if as_text else plain


def is_header(word: str, mapping: Iterable[tuple[str, str]] = ()) -> bool:
    """Say whether a cell looks like the head of a column."""
    if len(word) > LONGEST_HEADER:
        return False
    said = " ".join(tokens(word))
    return said in MESSAGES or is_known(word) or any(word.strip() == name for name, _ in mapping)


def layout_of(cells: Sequence[str], mapping: Iterable[tuple[str, str]]) -> Layout:
    """Return the layout of a header; one that says nothing of who is meant is refused."""
    columns = columns_of(cells, mapping)
    if not any(column and column.field in _WHO for column in columns):
        headers = ", ".join(f'"{quoted(cell)}"' for cell in cells if cell.strip())
        raise UnreadableError(
            f"No column of this table is known to say who is meant; it has {headers or 'none'}. "
            "Nothing was read: say which column holds what, such as a name or an e-mail address."
        )
    places: dict[str, list[int]] = {}
    labels: dict[Column, int] = {}
    for place, column in enumerate(columns):
        if column and column.part == "label":
            labels.setdefault(column, place)
        elif column:
            places.setdefault(column.field, []).append(place)
    for standing in places.values():
        standing.sort(key=lambda place: _number(columns[place]))
    exact = {cell.strip().lower() for cell in cells}
    program = "kit" if {OWN_ID, OWN_RAW_ID} & exact else _program(cells)
    return Layout(tuple(cells), tuple(columns), places, labels, program, OWN_ID in exact)


def _number(column: Column | None) -> int:
    """Return which of several values without a label of their own a column holds."""
    said = column.group if column and not column.label else ""
    return int(said) if said.isdecimal() else 1


def _program(cells: Sequence[str]) -> str:
    if any(said and said.nouns == {"connected"} for said in map(meaning, cells)):
        return "linkedin"
    if {cell.strip().lower() for cell in cells} & _MAILCHIMP:
        return "mailchimp"
    if {cell.strip().lower() for cell in cells} >= _YAHOO:
        return "yahoo"
    return "google" if any(_GOOGLE.fullmatch(" ".join(tokens(cell))) for cell in cells) else ""


def with_order(layout: Layout, rows: Iterable[Row | Problem]) -> Layout:
    """Return the layout with the order of day and month: as rows prove it, else as is usual there."""
    dated = [place for field in _DATED for place in layout.places.get(field, ())]
    texts = (
        row.cells[place]
        for row in rows
        if isinstance(row, Row)
        for place in dated
        if place < len(row.cells)
    )
    return layout._replace(order=order_of(texts) or _usual_order(layout, dated))


def _usual_order(layout: Layout, dated: Iterable[int]) -> str | None:
    headers = [layout.header[place] for place in dated]
    forms = {form_of(header) for header in headers}
    if layout.program in _AMERICAN or "m" in forms:
        return MONTH_FIRST
    said = not forms.isdisjoint("dtj") or any(map(says_day_first, headers))
    return DAY_FIRST if said else None
