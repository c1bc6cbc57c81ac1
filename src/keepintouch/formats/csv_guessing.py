"""Tables without a header: what their columns tell, going by what they hold.

Only what leaves no doubt is taken: addresses, numbers, and names where one column holds
them, where one says again what two others do, or where the addresses say them again.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from keepintouch.domain.folding import fold
from keepintouch.domain.wordsets import wordset
from keepintouch.formats.csv_dialects import Row
from keepintouch.formats.csv_words import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from keepintouch.formats.drafts import Problem

_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\W\d_]{2,}")
_PHONE = re.compile(r"\+?(?:[\s()/.-]*\d){6,15}|0\d{1,6}/\d{4,10}")
_NAME = re.compile(r"[^\W\d_]+(?:[ .,'’-]{1,2}[^\W\d_]+){0,5}\.?")  # noqa: RUF001 - a sign of names
_MOST_NAMES = 4
_DATE = re.compile(r"(?:\d\d?[-/.]\d\d?[-/.])?((?:19|20)\d\d)(?:[-/.]\d\d?[-/.]\d\d?)?")
_BIRTHDAYS = re.compile(
    r"birthday|bday|geburtstag|anniversaire|cumple|compleann|verjaardag", re.IGNORECASE
)
_LAST_BIRTH = 2004  # of days that a table does not name, later ones may be of anything
_SHORTEST_WORD = 3
# Headers that leave open what a column holds; only its cells tell.
_OPEN = wordset(
    "contact contacts details info value wert valeur valor number no nr num nummer numero"
)
_DIALLED = re.compile(r"\+.*|[(0].*|\d+[ .()/-].*|\d{10,15}")  # what is no running number
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def holds_mail(cell: str) -> bool:
    """Tell a cell with an e-mail address, which no header has."""
    return _MAIL.search(cell) is not None


def header_for(rows: Iterable[Row | Problem], file: str = "") -> Row | None:
    """Return the header that rows without one would have; None where it is not certain.

    What a column holds that is none of these is called by its number, and kept so.
    Days are birthdays if the name of the `file` says so, or all are of years long ago.
    """
    cells = [row.cells for row in rows if isinstance(row, Row) and any(row.cells)]
    width = len(cells[0]) if cells else 0
    if width < 2 or any(len(row) != width for row in cells):  # noqa: PLR2004 - a name and a way to reach somebody
        return None
    columns = [[row[place].strip() for row in cells] for place in range(width)]
    header = [_reach(column, file) for column in columns]
    mails = columns[header.index("E-mail")] if "E-mail" in header else []
    places = [place for place in range(width) if _all(columns[place], _NAME)]
    named = _names(places, columns) or _told_by(mails, places, columns)
    if not named or not {"E-mail", "Phone"} & set(header):
        return None
    header = [named.get(place) or said for place, said in enumerate(header)]
    return Row(0, [each or f"Column {place}" for place, each in enumerate(header, 1)])


def told_by_cells(
    headers: Sequence[str], taken: Sequence[str], rows: Iterable[Row | Problem]
) -> list[tuple[str, str]]:
    """Return the headers like `Number` with what their cells are, in a table with nothing else so.

    `taken` is what each column is known to tell, empty for those that nothing is known of.
    """
    cells = [row.cells for row in rows if isinstance(row, Row)]
    found: list[tuple[str, str]] = []
    for place, header in enumerate(headers):
        said = [word for word in tokens(header) if not word.isdecimal()]
        if taken[place] or not said or not _OPEN.issuperset(said):
            continue
        column = [row[place].strip() for row in cells if place < len(row)]
        target = "email" if _all(column, _MAIL) else "phone"
        dialled = _all(column, _PHONE) and _all(column, _DIALLED)
        if target not in taken and (target == "email" or dialled):
            found.append((header.strip(), target))
    return found


def _reach(column: Sequence[str], file: str) -> str:
    if _all(column, _MAIL):
        return "E-mail"
    if _all(column, _DATE):
        years = [int(found[1]) for cell in column if (found := _DATE.fullmatch(cell))]
        return "Birthday" if _BIRTHDAYS.search(file) or max(years) <= _LAST_BIRTH else ""
    return "Phone" if _all(column, _PHONE) else ""


def _told_by(
    mails: Sequence[str], places: Sequence[int], columns: Sequence[Sequence[str]]
) -> dict[int, str]:
    """Return the headers of the columns whose words most addresses say again: one, or two parts."""
    said = [place for place in places if _says_again(mails, columns[place])]
    if len(said) == 1:
        return {said[0]: "Name"}
    if len(said) != 2:  # noqa: PLR2004 - a given name and a family's
        return {}
    given, family = said
    rows = zip(columns[given], columns[family], strict=True)
    if any(_words_of(one) & _words_of(other) for one, other in rows):
        return {}
    return {given: "First Name", family: "Last Name"}


def _says_again(mails: Sequence[str], column: Sequence[str]) -> bool:
    pairs = [(mail, cell) for mail, cell in zip(mails, column, strict=False) if mail and cell]
    same = sum(
        any(word in mail.partition("@")[0].lower() for word in _words_of(cell))
        for mail, cell in pairs
    )
    return bool(same) and same * 2 >= len(pairs)


def _words_of(cell: str) -> set[str]:
    """Return the words of a name as addresses write them."""
    written = (fold(cell), fold(cell.lower().translate(_UMLAUTS)))
    words = {word for text in written for word in re.split(r"[\W_]+", text)}
    return {word for word in words if len(word) >= _SHORTEST_WORD}


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
