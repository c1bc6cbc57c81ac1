"""Days that come back each year, by the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Person
from keepintouch.domain.occasions import Occasion, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.store.connection import Connection

YEAR = 366


class Coming(NamedTuple):
    """An occasion that falls on `day`; `turns` is the age or number of years, if known."""

    person: Person
    occasion: Occasion
    day: date
    turns: int | None


def between(
    connection: Connection, since: date, until: date, *, leap_day: str = "feb28"
) -> list[Coming]:
    """Return the occasions of people who are tracked, from `since` to `until`, by day."""
    days = [since + timedelta(at) for at in range(min((until - since).days, YEAR) + 1)]
    found = [
        Coming(Person(*row[:3]), occasion, day, None if row[5] is None else day.year - row[5])
        for month, first, last in _months(days)
        for row in connection.rows(
            "SELECT contact.id, contact.slug, contact.name, occasion.id, occasion.kind,"
            " occasion.year, occasion.month, occasion.day"
            " FROM occasion JOIN contact ON contact.id = occasion.contact_id"
            " WHERE occasion.month = :month AND occasion.day BETWEEN :first AND :last"
            " AND contact.state IN ('active', 'paused')",
            month=month,
            first=first,
            last=last,
        )
        if (occasion := Occasion(row[4], PartialDate(*row[5:8]), row[3]))
        and (day := _falls(occasion, days, leap_day))
    ]
    return sorted(found, key=lambda each: (each.day, each.person.name, each.occasion.kind))


def _months(days: list[date]) -> Iterator[tuple[int, int, int]]:
    """Yield month, first and last day of each month that `days` run through.

    February and March reach to the 29th and from the 1st of March, where a leap day may be kept.
    """
    spans: dict[int, list[int]] = {}
    for each in days:
        spans.setdefault(each.month, []).append(each.day)
    if 1 in spans.get(3, ()):
        spans.setdefault(2, []).append(29)
    for month, found in spans.items():
        last = 29 if month == 2 and 28 in found else max(found)  # noqa: PLR2004 - February
        yield month, min(found), last


def _falls(occasion: Occasion, days: list[date], leap_day: str) -> date | None:
    for year in dict.fromkeys(each.year for each in days):
        day = occasion.on.in_year(year, leap_day=leap_day)
        if day is not None and days[0] <= day <= days[-1]:
            started = occasion.on.year is None or occasion.on.year <= year
            return day if started else None
    return None
