"""Birthdays and other days of which only a part may be known, as people type them."""

from __future__ import annotations

from keepintouch.domain.dates import read_day
from keepintouch.domain.daywords import MONTHS
from keepintouch.domain.durations import shown, spaced
from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.writtendates import checked, written

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.writtendates import Order

PARTIAL_FORMS = (
    ("5 may 1990 / may 5, 1990 / 1990-05-05", "a whole date"),
    ("5 may / --05-05", "a day of every year"),
    ("1990 / may 1990 / 1990-05", "a year, or a month of one"),
)
_SPOKEN = frozenset(("today", "yesterday", "tomorrow"))


def read_partial(text: str, today: date, *, order: Order | None = None) -> PartialDate:
    """Return what is known of a day; anything that is no date is a `UsageError`."""
    words = [word for word in spaced(text) if word not in {"on", "the"}]
    if len(words) == 1 and words[0] in _SPOKEN:
        day = read_day(words[0], today, looking="back")
        return PartialDate(day.year, day.month, day.day)
    found = _yearless(words, text) or _year(words) or written(words, text, order)
    if found is None:
        raise UsageError(_unknown(text, words))
    return found


def _yearless(words: list[str], text: str) -> PartialDate | None:
    """Read `--05-05`, as vCard writes a birthday without its year."""
    if len(words) != 1 or not words[0].startswith("--"):
        return None
    parts = words[0][2:].split("-")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):  # noqa: PLR2004
        return None
    return checked(None, int(parts[0]), int(parts[1]), text)


def _year(words: list[str]) -> PartialDate | None:
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) == len("1990") and int(words[0]):
        return PartialDate(int(words[0]))
    return None


def _unknown(text: str, words: list[str]) -> str:
    if len(words) == 1 and words[0] in MONTHS:
        return f'"{words[0]}" is a whole month: say which day, as "5 {words[0]}".'
    return f'"{shown(text)}" is no date that kit knows: try "5 may 1990", "5 may" or "1990".'
