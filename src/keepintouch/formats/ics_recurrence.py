"""The times of a series of events: RRULE, RDATE, EXDATE (RFC 5545 3.8.5), within a window.

Rules are followed on wall-clock time, as the standard means them, so dateutil never
sees a zone (dateutil#1390); nothing in a hostile file makes it run for long.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.ics_meetings import Moment, Setting, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.formats.ics_components import Component
    from keepintouch.formats.ics_meetings import Meeting

MOST_INSTANCES = 1000
LONGEST_RULE = 1000
LAST_YEAR, CENTURY_WITHOUT_LEAP_DAY = 9999, 9900
_PARTS = re.compile(
    "FREQ|INTERVAL|COUNT|UNTIL|BYMONTH|BYMONTHDAY|BYDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|WKST"
)
_STEP_DAYS = {"DAILY": 1, "WEEKLY": 7}
_FREQUENCIES = frozenset((*_STEP_DAYS, "MONTHLY", "YEARLY"))


class Window(NamedTuple):
    """The first and the last day of interest, both inclusive; what is after `today` is planned."""

    first: date
    last: date
    today: date

    def holds(self, at: date) -> bool:
        """Tell whether a day or a moment is within."""
        return self.first <= (at.date() if isinstance(at, datetime) else at) <= self.last


class Series(NamedTuple):
    """The times of an event within a window, and what could not be followed."""

    times: tuple[Moment, ...]
    problems: tuple[str, ...] = ()


def is_series(source: Component) -> bool:
    """Tell whether an event comes back."""
    return "RRULE" in source.lines or "RDATE" in source.lines


def times(event: Meeting, window: Window) -> Series:
    """Return the times of an event in order, its own first time among them.

    Of those to come there is only the next; of more than 1,000 the newest are kept,
    and it is told.
    """
    found, problems = {_wall(event.start.at)}, list[str]()
    for name in ("RRULE", "RDATE", "EXRULE", "EXDATE"):
        try:
            named = set(_named(name, event, window))
        except (ValueError, TypeError, LookupError, ArithmeticError) as error:
            problems.append(f"its {name} cannot be followed ({str(error)[:80]})")
        else:
            found = found - named if name.startswith("EX") else found | named
    within = _and_the_next(sorted(at for at in found if window.holds(at)), window)
    if len(within) > MOST_INSTANCES:
        problems.append(f"it comes {len(within):,} times: only the newest 1,000 are read")
    zone, timed = event.start.zone, isinstance(event.start.at, datetime)
    kept = (at if timed else at.date() for at in within[-MOST_INSTANCES:])
    return Series(tuple(Moment(at, zone) for at in kept), tuple(problems))


def _and_the_next(within: list[datetime], window: Window) -> list[datetime]:
    past = sum(at.date() <= window.today for at in within)
    return within[: past + 1]


def moved(at: Moment, changed: Meeting) -> Moment:
    """Move a time of a series as far as the event that changed the series was moved."""
    if not changed.instance:
        return at
    before = _there(changed.instance, changed.start)
    there = _there(at, changed.start) + (_wall(changed.start.at) - before)
    timed = isinstance(changed.start.at, datetime)
    return Moment(there if timed else there.date(), changed.start.zone)


def _named(name: str, event: Meeting, window: Window) -> Iterator[datetime]:
    """Yield the times one kind of property names, as the wall clock of the first one shows."""
    for params, value in dict.fromkeys(event.source.values(name)):
        if name.endswith("RULE"):
            yield from _followed(value, event.start, window)
            continue
        for each in filter(str.strip, value.split(",")):
            yield _there(moment(params, each, event.setting), event.start)


def _wall(at: date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time())


def _there(other: Moment, start: Moment, *, of_day: time | None = None) -> datetime:
    """Return a time on the wall clock of `start`; a bare day has its time of day."""
    at = other.at
    if not isinstance(at, datetime):
        return datetime.combine(at, of_day or _wall(start.at).time())
    if other.zone and start.zone and other.zone is not start.zone:
        return at.replace(tzinfo=other.zone).astimezone(start.zone).replace(tzinfo=None)
    return at


def _followed(rule: str, start: Moment, window: Window) -> Iterator[datetime]:
    """Yield the times of a rule up to the window's end.

    A rule that never comes true (30 February) is followed by dateutil to the year
    9999, which takes seconds: it is followed in years near to that, with the same
    weekdays and leap days, where it ends soon.
    """
    from dateutil.rrule import rrulestr

    parts = _parts(rule)
    begin, last = _wall(start.at), datetime.combine(window.last, time.max)
    if parts.get("UNTIL"):
        until = moment("", parts.pop("UNTIL"), Setting())
        last = min(last, _there(until, start, of_day=time.max))
    if "COUNT" not in parts:
        begin = _nearer(begin, window.first, parts)
    later = _alike_but_late(begin.year, last.year)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    for at in rrulestr(text, dtstart=begin.replace(year=begin.year + later)):
        found = at.replace(year=at.year - later)
        if found > last:
            return
        yield found


def _parts(rule: str) -> dict[str, str]:
    """Read a rule's parts; one that is not about days raises ValueError."""
    if len(rule) > LONGEST_RULE:
        raise ValueError("it is too long")
    pairs = (each.partition("=") for each in rule.upper().split(";") if each.strip())
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if parts.get("FREQ") not in _FREQUENCIES:
        raise ValueError(f"{parts.get('FREQ', 'nothing')[:20]} is no frequency of meetings")
    if any("," in parts.get(name, "") for name in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        raise ValueError("it is for several times a day")
    if not all(int(parts.get(name, "1")) > 0 for name in ("INTERVAL", "COUNT")):
        raise ValueError("it counts by nothing")
    return {name: value for name, value in parts.items() if _PARTS.fullmatch(name)}


def _nearer(begin: datetime, first: date, parts: dict[str, str]) -> datetime:
    """Skip whole steps of a daily or weekly rule that lie before the window."""
    step = _STEP_DAYS.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
    if not step:
        return begin
    steps = max(0, (first - begin.date()).days // step)
    return begin + timedelta(days=steps * step)


def _alike_but_late(first: int, last: int) -> int:
    """Return how many years later years near 9999 look the same as `first` to `last`.

    Calendars repeat every 28 years where every fourth has a leap day, as in 1901-2099
    and 9901-9999.
    """
    for later in range(LAST_YEAR - last, CENTURY_WITHOUT_LEAP_DAY - first, -1):
        if later % 4 == 0 and _first_weekday(first + later) == _first_weekday(first):
            return later
    return 0


def _first_weekday(year: int) -> int:
    return date(year, 1, 1).weekday()
