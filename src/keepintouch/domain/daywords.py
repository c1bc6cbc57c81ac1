"""Months, weekdays and the words for a day; our own, since `setlocale` is never called."""

from __future__ import annotations

from keepintouch.domain import spans
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    words = {name.lower(): place for place, name in enumerate(names, first)}
    return words | {word[:3]: place for word, place in words.items()}


MONTHS = _numbered(MONTH_NAMES, 1) | {"sept": 9}
WEEKDAYS = _numbered(WEEKDAY_NAMES, 0) | {"tues": 1, "weds": 2, "thurs": 3}
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2


def is_leap(year: int) -> bool:
    """Return whether a year has a 29 February; `calendar` would import `locale` for this."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return MONTH_DAYS[month - 1] + (month == FEBRUARY and is_leap(year))


def echo(day: date, today: date) -> str:
    """Return `Fri 20 Nov`, and `Fri 21 Nov 2025` when it is another year than today's."""
    words = f"{WEEKDAY_NAMES[day.weekday()][:3]} {day.day} {MONTH_NAMES[day.month - 1][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def long_echo(day: date) -> str:
    """Return `20 November 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def relative(day: date, today: date) -> str:
    """Return `today`, `yesterday`, `tomorrow`, `9 days ago`, `in 5 weeks`, `3 months ago`."""
    days = day.toordinal() - today.toordinal()
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(days)
    if near:
        return near
    span = spans.words(days)
    return f"in {span}" if days > 0 else f"{span} ago"
