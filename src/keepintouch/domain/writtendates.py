"""Days written with numbers and months: `12 nov 2025`, `2025-11-12`; and those that are refused."""

from __future__ import annotations

from datetime import MINYEAR

from keepintouch.domain.daywords import MONTH_NAMES, MONTHS, days_in
from keepintouch.domain.durations import shown
from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    Order = Literal["dmy", "mdy", "ymd"]

_LEAP_YEAR = 2000
ORDINALS = frozenset(("st", "nd", "rd", "th"))
_SEPARATORS = "-/."


def written(words: Sequence[str], text: str, order: Order | None = None) -> PartialDate | None:
    """Read a written date of which the year, or the day, may be missing; None when it is none.

    A date that does not exist or could be read in two ways is a `UsageError`.
    """
    parts = [word for word in words if word not in ORDINALS and word not in {"of", "the"}]
    if len(parts) == 1:
        parts = _apart(parts[0])
        if not any(part in MONTHS for part in parts):
            return _numeric(parts, text, order)
    return _named(parts, text)


def _apart(word: str) -> list[str]:
    """Return `12-nov-2025` in parts; a word with two kinds of separators stays whole."""
    kinds = {sign for sign in _SEPARATORS if sign in word}
    return word.split(kinds.pop()) if len(kinds) == 1 else [word]


def _named(parts: list[str], text: str) -> PartialDate | None:
    """Read `12 nov 2025`, `nov 12 2025`, `12 nov`, `nov 12` and `nov 2025`."""
    months = [part for part in parts[:2] if part in MONTHS]
    numbers = [part for part in parts if part not in months]
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or not all(map(_is_number, numbers)):  # noqa: PLR2004
        return None
    month = MONTHS[months[0]]
    if len(numbers) == 1 and _is_year(numbers[0]):
        return checked(int(numbers[0]), month, None, text)
    year = numbers[1] if len(numbers) > 1 else None
    if year is not None and not _is_year(year):
        raise UsageError(f'"{shown(text)}" needs its year in full: write "{_full(parts, year)}".')
    if _is_year(numbers[0]):
        return None
    return checked(int(year) if year else None, month, int(numbers[0]), text)


def _full(parts: list[str], year: str) -> str:
    century = "20" if len(year) == 2 else ""  # noqa: PLR2004 - two digits
    return " ".join([*parts[:-1], f"{century}{year}"])


def _numeric(parts: list[str], text: str, order: Order | None) -> PartialDate | None:
    """Read `2025-11-12` and `2025-11`; `11/12` only in the user's own order."""
    if len(parts) not in {2, 3} or not all(map(_is_number, parts)):
        return None
    if _is_year(parts[0]):
        return checked(int(parts[0]), int(parts[1]), int(parts[2]) if parts[2:] else None, text)
    if len(parts) == 2 and _is_year(parts[1]):  # noqa: PLR2004 - 11/2025
        return checked(int(parts[1]), int(parts[0]), None, text)
    if order:
        return checked(*_ordered(parts, order, text), text)
    _refuse(parts, text)
    return None


def _ordered(parts: list[str], order: Order, text: str) -> tuple[int | None, int, int]:
    order_ = order if len(parts) == len(order) else order.replace("y", "")
    found = dict(zip(order_, parts, strict=True))
    year = found.get("y")
    if year and not _is_year(year):
        raise UsageError(f'"{shown(text)}" needs its year in full: four digits.')
    return int(year) if year else None, int(found["m"]), int(found["d"])


def _refuse(parts: list[str], text: str) -> None:
    """Raise with every reading that a date of bare numbers can have; none, and it is no date."""
    year = f" {int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)}" if parts[2:] else ""  # noqa: PLR2004
    pairs = ((int(parts[0]), int(parts[1])), (int(parts[1]), int(parts[0])))
    readings = dict.fromkeys(pair for pair in pairs if _exists(None, pair[1], pair[0]))
    names = [f"{day} {MONTH_NAMES[month - 1]}{year}" for day, month in readings]
    short = [f'"{day} {MONTH_NAMES[month - 1][:3].lower()}{year}"' for day, month in readings]
    if len(readings) > 1:
        raise UsageError(
            f'"{shown(text)}" could be {" or ".join(names)}: write {" or ".join(short)}.'
        )
    if readings:
        raise UsageError(f'"{shown(text)}" needs its month in letters: write {short[0]}.')


def checked(year: int | None, month: int, day: int | None, text: str) -> PartialDate:
    """Return the date if there is such a day; else say how many days its month has."""
    if not 1 <= month <= len(MONTH_NAMES):
        raise UsageError(f'"{shown(text)}" is no day: there are 12 months, not {month}.')
    if day is not None and not _exists(year, month, day):
        name = MONTH_NAMES[month - 1] + (f" {year}" if year else "")
        raise UsageError(
            f'"{shown(text)}" is no day: {name} has {_days_in(year, month)}, not {day}.'
        )
    if year is not None and year < MINYEAR:
        raise UsageError(f'"{shown(text)}" is no day: years begin with 1.')
    return PartialDate(year, month, day)


def _exists(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= len(MONTH_NAMES) and 1 <= day <= _days_in(year, month)


def _days_in(year: int | None, month: int) -> int:
    return days_in(year or _LEAP_YEAR, month)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= len("2026")


def _is_year(word: str) -> bool:
    return len(word) == len("2026")
