"""Tables without a header: what their columns tell, going by what they hold.

Only what leaves no doubt is taken: addresses, numbers, and names where one column holds
them, or where one says again what two others do.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from keepintouch.formats.csv_dialects import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from keepintouch.formats.drafts import Problem

_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\W\d_]{2,}")
_PHONE = re.compile(r"\+?(?:[\s()/.-]*\d){6,15}")
_NAME = re.compile(r"[^\W\d_]+(?:[ .,'’-]{1,2}[^\W\d_]+){0,5}\.?")  # noqa: RUF001 - a sign of names
_MOST_NAMES = 4


def holds_mail(cell: str) -> bool:
    """Tell a cell with an e-mail address, which no header has."""
    return _MAIL.search(cell) is not None


def header_for(rows: Iterable[Row | Problem]) -> Row | None:
    """Return the header that rows without one would have; None where it is not certain.

    What a column holds that is none of these is called by its number, and kept so.
    """
    cells = [row.cells for row in rows if isinstance(row, Row) and any(row.cells)]
    width = len(cells[0]) if cells else 0
    if width < 2 or any(len(row) != width for row in cells):  # noqa: PLR2004 - a name and a way to reach somebody
        return None
    columns = [[row[place].strip() for row in cells] for place in range(width)]
    named = _names([place for place in range(width) if _all(columns[place], _NAME)], columns)
    header = [
        named.get(place)
        or ("E-mail" if _all(column, _MAIL) else "Phone" if _all(column, _PHONE) else "")
        for place, column in enumerate(columns)
    ]
    if not named or not {"E-mail", "Phone"} & set(header):
        return None
    return Row(0, [each or f"Column {place}" for place, each in enumerate(header, 1)])


def _all(column: Sequence[str], pattern: re.Pattern[str]) -> bool:
    held = [cell for cell in column if cell]
    return bool(held) and all(pattern.fullmatch(cell) for cell in held)


def _names(places: Sequence[int], columns: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return the headers of the columns with names: one, or a whole name and its two parts."""
    if len(places) == 1:
        return {places[0]: "Name"}
    if not 2 < len(places) <= _MOST_NAMES:  # noqa: PLR2004 - of two it cannot be told which is which
        return {}
    orders: tuple[Callable[[str, str], str], ...] = (
        lambda given, family: f"{given} {family}".strip(),
        lambda given, family: f"{family}, {given}",
    )
    for whole, given, family in permutations(places, 3):
        rows = list(zip(columns[whole], columns[given], columns[family], strict=True))
        if any(all(a == order(b, c) for a, b, c in rows) for order in orders):
            return {whole: "Name", given: "First Name", family: "Last Name"}
    return {}
