"""Spans of days as people say them: 9 days, 5 weeks, 3 months, 2 years."""

from __future__ import annotations

DAYS_LONGEST = 14
WEEKS_LONGEST = 62
MONTHS_LONGEST = 730


def measured(days: int) -> tuple[int, str]:
    """Return how many whole days, weeks, months or years fit, and which of these it is."""
    days = abs(days)
    if days <= DAYS_LONGEST:
        return days, "day"
    if days <= WEEKS_LONGEST:
        return days // 7, "week"
    if days <= MONTHS_LONGEST:
        return days * 12 // 365, "month"
    return days * 100 // 36_525, "year"


def words(days: int) -> str:
    """Return the span in words; its direction is the sentence's business."""
    number, unit = measured(days)
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def over(days_over: int) -> str:
    """Return `9 days over`, `today`, `tomorrow` or `in 3 days`."""
    if days_over > 0:
        return f"{words(days_over)} over"
    return {0: "today", -1: "tomorrow"}.get(days_over, f"in {words(days_over)}")


def ago(days: int) -> str:
    """Return `today`, `yesterday` or `5 weeks ago`."""
    return {0: "today", 1: "yesterday"}.get(days, f"{words(days)} ago")


def every(days: float) -> str:
    """Return `every day`, `every 8 days` or `every 3 weeks`, to the nearest."""
    if days < DAYS_LONGEST - 0.5:
        return _each(round(days), "day")
    if days <= WEEKS_LONGEST:
        return _each(round(days / 7), "week")
    if days <= MONTHS_LONGEST:
        return _each(round(days * 12 / 365.25), "month")
    return _each(round(days / 365.25), "year")


def _each(number: int, unit: str) -> str:
    return f"every {unit}" if number <= 1 else f"every {number} {unit}s"
