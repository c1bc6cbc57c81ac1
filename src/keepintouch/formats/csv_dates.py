"""Days in cells: written as ISO, in numbers of either order, or with a month's name.

`3/4/1990` means one of two days. The rows of a file tell which: one `6/15/1988` says
that all of them have the month first. Where none tells, the text is kept.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from keepintouch.domain.folding import fold
from keepintouch.domain.occasions import PartialDate
from keepintouch.formats.csv_words import words
from keepintouch.formats.fields import date_of, partial_date

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_FIRST, MONTH_FIRST = "day first", "month first"

_LAST_MONTH, _LAST_DAY = 12, 31
_LAST_OF_2000S = 29  # as spreadsheets read the two digits that they write themselves
_CALLED = re.compile(r"[^\W\d_]{2,12}: ?(?=[^\W_])")  # `Bday: Aug 24`
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}, ?(?=(?:\d{1,2} )?[^\W\d_])")  # `Thu, 21 Oct 2021`
_NO_DATE = re.compile(r"[0/.\-\s]*")
_TIME = re.compile(r"[ T]\d{1,2}[:.]\d\d.*", re.DOTALL)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-年년] ?(\d{1,2})[/.\-月월] ?(\d{1,2})[.日일]?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?:\.|\2(\d{4}|\d\d))?", re.ASCII)
_MONTH_ONLY = re.compile(r"--(\d\d)", re.ASCII)
_SIGNS = re.compile(r"[.,]|\bde\b|\bof\b|(?<=\d)(?:st|nd|rd|th|er|o|a)\b")
_MIXED = re.compile(r"(?:(\d{1,2}) )?([^\W\d_]+)(?: (\d{1,2}))?(?: (\d{4}))?", re.ASCII)
_SPREADSHEET = re.compile(r"(\d{1,2})-([^\W\d_]{3,4})-(\d{4}|\d\d)")


def read_partial(text: str, order: str | None = None) -> PartialDate | None:
    """Read what is known of a date; None for an empty one as `0/0/00`, a text for what is none.

    `order` decides for `3/4/1990`; without it that is a text.
    """
    said = text.strip()
    if _NO_DATE.fullmatch(said):
        return None
    plain = _WEEKDAY.sub("", _CALLED.sub("", _TIME.sub("", said), 1), 1)
    for reading in (_iso, _numbers, _words):
        if found := reading(plain, order):
            return found
    return PartialDate(text=said)


def read_day(text: str, order: str | None = None) -> date | None:
    """Read a whole date; None for anything less. The year 1604 is one here."""
    if _ISO_DAY.fullmatch(text):
        return _iso_day(text)
    found = read_partial(text, order)
    if found is None or found.year is None or found.month is None or found.day is None:
        return None
    return date(found.year, found.month, found.day)


def month_of(text: str) -> int | None:
    """Read a month by its number or its name in any language."""
    return int(text) if text.isdecimal() else _months().get(fold(text).rstrip("."))


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def order_of(texts: Iterable[str]) -> str | None:
    """Return the order of day and month that dates of one file prove, None if none or both."""
    orders = {order for order in map(_proven, texts) if order}
    return orders.pop() if len(orders) == 1 else None


def _proven(text: str) -> str | None:
    found = _NUMBERS.fullmatch(_TIME.sub("", text.strip()))
    if not found or found[2] == "." or int(found[1]) == int(found[3]):
        return None
    first, second = int(found[1]), int(found[3])
    if _LAST_DAY >= first > _LAST_MONTH >= second:
        return DAY_FIRST
    return MONTH_FIRST if _LAST_DAY >= second > _LAST_MONTH >= first else None


def _iso(text: str, _: str | None) -> PartialDate | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return date_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_ONLY.fullmatch(text):
        return date_of(None, int(found[1]), None)
    date = partial_date(text) if text.isascii() else None
    return date if date and date.text is None else None


def _numbers(text: str, order: str | None) -> PartialDate | None:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    order = DAY_FIRST if found[2] == "." or first == second else _proven(text) or order
    year = _year(found[4]) if found[4] else None
    if order == DAY_FIRST:
        return date_of(year, second, first)
    return date_of(year, first, second) if order == MONTH_FIRST else None


def _year(digits: str) -> int:
    if len(digits) > 2:  # noqa: PLR2004 - with its century
        return int(digits)
    return int(digits) + (2000 if int(digits) <= _LAST_OF_2000S else 1900)


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(words().months, 1) for name in names}


def _words(text: str, _: str | None) -> PartialDate | None:
    """Read `15 June 1988`, `June 15, 1988`, `15 de junio`, `June 1988`, `15-Jun-88`."""
    if short := _SPREADSHEET.fullmatch(text):
        text = f"{short[1]} {short[2]} {_year(short[3])}"
    found = _MIXED.fullmatch(" ".join(_SIGNS.sub(" ", fold(text)).split()))
    month = _months().get(found[2]) if found else None
    if not found or month is None or (found[1] and found[3]):
        return None
    day = found[1] or found[3]
    if not day and not found[4]:
        return None
    return date_of(int(found[4]) if found[4] else None, month, int(day) if day else None)
