"""Days that come back each year, by the calendar: each day is one indexed look-up."""

from __future__ import annotations

from datetime import date, timedelta

from keepintouch.domain.daywords import is_leap
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.store.protocol import Connection, Row

YEAR = 366
EVERY = 2**62
LEAP_DAY = (2, 29)
TRACKED = "contact.state IN ('active', 'paused')"
COLUMNS = (
    "contact.id, contact.slug, contact.name, occasion.id, occasion.kind,"
    " occasion.year, occasion.month, occasion.day"
)


class Coming(NamedTuple):
    """An occasion that falls on `day`; `turns` is the age or number of years, if known."""

    person: Person
    occasion: Occasion
    day: date
    turns: int | None


def calendar(since: date, until: date, leap_day: str) -> Iterator[tuple[date, int, int]]:
    """Yield each day with the month and day whose occasions fall on it.

    In common years 29 February falls on 28 February, or with `mar01` on 1 March.
    """
    stand_in = (2, 28) if leap_day == "feb28" else (3, 1)
    for at in range(min((until - since).days, YEAR) + 1):
        day = since + timedelta(at)
        yield day, day.month, day.day
        if (day.month, day.day) == stand_in and not is_leap(day.year):
            yield day, *LEAP_DAY


def between(
    connection: Connection,
    since: date,
    until: date,
    *,
    leap_day: str = "feb28",
    limit: int | None = None,
) -> list[Coming]:
    """Return the occasions of people who are tracked, from `since` to `until`, by day."""
    found: list[Coming] = []
    for day, month, of_month in calendar(since, until, leap_day):
        rows = connection.rows(
            f"SELECT {COLUMNS} FROM occasion JOIN contact ON contact.id = occasion.contact_id"
            f" WHERE occasion.month = :month AND occasion.day = :day AND {TRACKED}"
            " AND (occasion.year IS NULL OR occasion.year <= :year)"
            " ORDER BY contact.slug, occasion.kind LIMIT :limit",
            month=month,
            day=of_month,
            year=day.year,
            limit=EVERY if limit is None else limit - len(found),
        )
        found += [_coming(row, day) for row in rows]
        if limit is not None and len(found) >= limit:
            break
    return found


def of_people(
    connection: Connection, ids: Iterable[str], since: date, until: date, *, leap_day: str
) -> list[Coming]:
    """Return the occasions of some people, from `since` to `until`."""
    days = {(month, of_month): day for day, month, of_month in calendar(since, until, leap_day)}
    found: list[Coming] = []
    for batch in batches(ids):
        slots, values = placeholders("id", batch)
        for row in connection.rows(
            f"SELECT {COLUMNS} FROM occasion JOIN contact ON contact.id = occasion.contact_id"
            f" WHERE occasion.contact_id IN ({slots})",
            **values,
        ):
            day = days.get(row[6:8])
            if day is not None and (row[5] is None or row[5] <= day.year):
                found.append(_coming(row, day))
    return found


def _coming(row: Row, day: date) -> Coming:
    occasion = Occasion(row[4], PartialDate(*row[5:8]), row[3])
    return Coming(Person(*row[:3]), occasion, day, None if row[5] is None else day.year - row[5])
