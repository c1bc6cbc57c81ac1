"""Birthdays and other days of which a part may be unknown, in words."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTH_NAMES
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.occasions import PartialDate


def said(on: PartialDate) -> str:
    """Return `5 May 1990`, `5 May`, `May 1990` or `1990`; what is no date as it is."""
    if on.text is not None or on.month is None:
        return on.text or str(on.year)
    month = MONTH_NAMES[on.month - 1]
    day = f"{on.day} {month}" if on.day else month
    return f"{day} {on.year}" if on.year else day


def next_time(on: PartialDate, today: date, *, leap_day: str = "feb28") -> date | None:
    """Return the day it next falls on, today among them; None when its day is unknown."""
    for year in (today.year, today.year + 1):
        day = on.in_year(year, leap_day=leap_day) if year <= today.max.year else None
        if day is not None and day >= today:
            return day
    return None
