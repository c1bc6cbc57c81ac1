"""Birthdays and other days of which a part may be unknown, in words."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.occasions import PartialDate


def next_time(on: PartialDate, today: date, *, leap_day: str = "feb28") -> date | None:
    """Return the day it next falls on, today among them; None when its day is unknown."""
    for year in (today.year, today.year + 1):
        day = on.in_year(year, leap_day=leap_day) if year <= today.max.year else None
        if day is not None and day >= today:
            return day
    return None
