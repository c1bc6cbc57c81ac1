"""Stretches of days to look back on: `oct`, `2026`, `last month`, `this week`, `30d`."""

from __future__ import annotations

from datetime import date, timedelta

from keepintouch.domain.dates import find_day
from keepintouch.domain.daywords import MONTH_NAMES, MONTHS, days_in, long_echo
from keepintouch.domain.durations import measured, moved, shown, spaced
from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import NamedTuple
from keepintouch.domain.writtendates import written

RANGE_FORMS = (
    ("oct / october", "the last one that has begun"),
    ("oct 2025 / 2025-10", "a month of a year"),
    ("2026", "a year"),
    ("week / this week / last week", "from Monday to Sunday; also month, quarter and year"),
    ("30d / 3 months", "so long until today"),
    ("fri / 12 nov", "a single day"),
)
_UNITS = {"week": "w", "month": "m", "quarter": "q", "year": "y"}


class Period(NamedTuple):
    """The days from `first` to `last`, both inclusive, and what a heading calls them."""

    first: date
    last: date
    words: str


def month_of(day: date) -> Period:
    """Return the month a day lies in."""
    last = day.replace(day=days_in(day.year, day.month))
    return Period(day.replace(day=1), last, f"{MONTH_NAMES[day.month - 1]} {day.year}")


def year_of(day: date) -> Period:
    """Return the year a day lies in."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), str(day.year))


def quarter_of(day: date) -> Period:
    """Return the quarter a day lies in."""
    quarter = (day.month - 1) // 3
    first = date(day.year, 3 * quarter + 1, 1)
    last = month_of(date(day.year, 3 * quarter + 3, 1)).last
    return Period(first, last, f"quarter {quarter + 1} of {day.year}")


def week_of(day: date) -> Period:
    """Return the week from Monday to Sunday that a day lies in."""
    first = date.fromordinal(max(1, day.toordinal() - day.weekday()))
    last = date.fromordinal(min(date.max.toordinal(), first.toordinal() + 6))
    return Period(first, last, f"week of {long_echo(first)}")


_CONTAINING = {"w": week_of, "m": month_of, "q": quarter_of, "y": year_of}


def read_range(text: str, today: date) -> Period:
    """Return the days that a report is asked for; anything else is a `UsageError`."""
    words = spaced(text)
    try:
        found = _named(words, text, today) or _lasting(words, text, today)
        day = None if found else find_day(text, today, looking="back")
    except OverflowError:
        raise UsageError(f'"{shown(text)}" is further away than dates go.') from None
    if found:
        return found
    if day:
        return Period(day.on, day.on, long_echo(day.on))
    raise UsageError(
        f'"{shown(text)}" is no period that kit knows: try "oct", "2026" or "last week".'
    )


def _named(words: list[str], text: str, today: date) -> Period | None:
    """Read a month, a year, and `this` or `last` week, month, quarter or year."""
    if len(words) == 1 and words[0] in MONTHS:
        month = MONTHS[words[0]]
        return month_of(date(today.year - (month > today.month), month, 1))
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) == len("2026") and int(words[0]):
        return year_of(date(int(words[0]), 1, 1))
    if words and words[-1] in _UNITS and words[:-1] in ([], ["this"], ["last"]):
        period = _CONTAINING[_UNITS[words[-1]]]
        this = period(today)
        return period(this.first - timedelta(days=1)) if words[0] == "last" else this
    found = written(words, text)
    if found and found.day is None and found.year and found.month:
        return month_of(date(found.year, found.month, 1))
    return None


def _lasting(words: list[str], text: str, today: date) -> Period | None:
    """Read `30d` and `last 3 months` as so long until today, today among them."""
    measure = measured(words[1:] if words[:1] == ["last"] else words, text)
    if measure is None or not measure.number:
        return None
    first = moved(today, measure, back=True) + timedelta(days=1)
    return Period(first, today, f"{long_echo(first)} to {long_echo(today)}")
