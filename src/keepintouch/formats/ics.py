"""Calendars (RFC 5545): meetings with other people in, a feed of days to remember out.

A meeting is a touchpoint with its guests. What does not count is told: all-day and
cancelled events, tasks, crowds. Meetings up to a year ahead come too, as planned ones.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.drafts import PersonDraft, Problem, TouchpointDraft
from keepintouch.formats.ics_birthdays import birthday, says_birthdays
from keepintouch.formats.ics_components import components
from keepintouch.formats.ics_meetings import (
    ALONE,
    CANCELLED,
    CROWD,
    EARLIEST_YEAR,
    LATEST_YEAR,
    Meeting,
    Setting,
    filled,
    lightened,
    outline,
)
from keepintouch.formats.ics_recurrence import Window, is_series, moved, times
from keepintouch.formats.ics_writing import LOSSES, write
from keepintouch.formats.zones import civil, with_zone, zone_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions
    from keepintouch.formats.ics_components import Component
    from keepintouch.formats.ics_meetings import Moment

__all__ = ["LOSSES", "read", "write"]

AHEAD = timedelta(days=366)
FAR_AHEAD = "meetings more than a year ahead"
PASSED_OVER = {
    "VTODO": "tasks",
    "VFREEBUSY": "free or busy times",
    "VAVAILABILITY": "working hours",
    "VALARM": "alarms without an event",
}
PARTS = frozenset(("VEVENT", "VJOURNAL"))
AROUND = frozenset(("VCALENDAR", "VTIMEZONE"))


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield a calendar's meetings, the guests and birthdays seen, then what was left out and why.

    Heeds all options but `mapping` and `texts`.
    """
    reading = _Reading(options)
    for part in components(stream):
        yield from reading.take(part)
    if not reading.parts:
        raise UnreadableError("This is no calendar: there is no BEGIN:VCALENDAR in it.")
    if not reading.holds_anything:
        yield Problem(0, "there is no event in this calendar")
    for revisions in reading.found.values():
        yield from reading.told(revisions)
    for reason, number in reading.tally.items():
        yield Problem(0, f"not counted: {reason} ({number})")


def _window(options: ReadOptions) -> Window:
    first = max(options.since or date.min, date(EARLIEST_YEAR, 1, 1))
    last = date(LATEST_YEAR, 12, 31)
    if options.until and options.until < last - AHEAD:
        last = options.until + AHEAD
    return Window(first, last, options.until or last)


class _Reading:
    """What has been seen of a file: its events by UID, as revisions come in any order."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.window = _window(options)
        self.home = zone_named(options.zone) if options.zone else None
        self.setting = Setting()
        self.found = dict[str, list[Meeting]]()
        self.tally = Counter[str]()
        self.introduced = set[str]()
        self.parts = 0
        self.holds_anything = False

    def take(self, part: Component) -> Iterator[Draft]:
        """Note a component; birthdays, and what cannot be read, are told at once."""
        self.parts += 1
        self.holds_anything |= part.kind not in AROUND
        if part.kind == "VCALENDAR":
            self.setting = _setting(part)
        elif part.kind == "VTIMEZONE":
            self.setting = self.setting._replace(zones=with_zone(self.setting.zones, part))
        elif part.kind in PASSED_OVER:
            self.tally[PASSED_OVER[part.kind]] += 1
        elif part.kind not in PARTS:
            self.tally["parts of an unknown kind"] += 1
        elif not part.whole:
            yield Problem(part.line, "an event without its end: not read")
        else:
            yield from self._event(part)

    def _event(self, part: Component) -> Iterator[Draft]:
        try:
            seen = outline(part, self.setting)
            if self._may_count(seen):
                seen = filled(seen, self.options)
        except ValueError as error:
            yield Problem(part.line, f"this event cannot be read: {error}")
            return
        if seen.left_out == ALONE and (person := birthday(part, seen)):
            yield person
            return
        self.found.setdefault(seen.uid, []).append(lightened(seen))
        if seen.broken:
            yield Problem(part.line, f"of this event, {', '.join(seen.broken)} cannot be read")

    def _may_count(self, event: Meeting) -> bool:
        alone = not event.instance and not is_series(event.source)
        return not event.left_out and (not alone or self.window.holds(event.start.at))

    def told(self, revisions: Iterable[Meeting]) -> Iterator[Draft]:
        """Yield the touchpoints of all events with one UID."""
        newest = dict[str | None, Meeting]()
        for each in sorted(revisions, key=lambda each: each.rank):
            newest[each.instance.key if each.instance else None] = each
        series = newest.pop(None, None)
        if series:
            yield from self._times(series, newest)
        if not series or series.left_out != CANCELLED:
            for key, instead in newest.items():
                yield from self._one(instead, instead.start, key)

    def _times(self, series: Meeting, instead: dict[str | None, Meeting]) -> Iterator[Draft]:
        if series.left_out or not is_series(series.source):
            yield from self._one(series, series.start, None)
            return
        found = times(series, self.window)
        yield from (Problem(series.source.line, what) for what in found.problems)
        for each in found.times:
            if each.key in instead or each.day.isoformat() in instead:
                continue
            changed = _changed_before(each, instead.values())
            if changed:
                yield from self._one(changed, moved(each, changed), each.key)
            else:
                yield from self._one(series, each, each.key)

    def _one(self, event: Meeting, at: Moment, instance: str | None) -> Iterator[Draft]:
        if event.left_out:
            yield from self._left_out(event)
            return
        if not self.window.holds(at.at):
            if at.day > self.window.last:
                self.tally[FAR_AHEAD] += 1
            return
        yield from self._introduced(event)
        home = event.setting.zone or self.home
        when = civil(at.at, at.zone, home) if isinstance(at.at, datetime) else None
        yield TouchpointDraft(
            day=when.day if when else at.day,
            uid=f"{event.uid}/{instance}" if instance else event.uid,
            kind=event.kind,
            text=event.text,
            people=event.people,
            time=when.time if when else None,
            zone=when.zone if when else None,
            place=event.place,
            line=event.source.line,
            known_people_only=True,
        )

    def _left_out(self, event: Meeting) -> Iterator[Problem]:
        if event.left_out == CROWD:
            what = f"a meeting of {len(event.people)}: not counted"
            yield Problem(event.source.line, what)
        elif event.left_out:
            self.tally[event.left_out] += 1

    def _introduced(self, event: Meeting) -> Iterator[PersonDraft]:
        """Yield the guests not met before in this file."""
        for each in event.people:
            key = each.email or f"{each.name}"
            if key not in self.introduced:
                self.introduced.add(key)
                points = (Point("email", each.email),) if each.email else ()
                yield PersonDraft(
                    name=each.name or key,
                    points=points,
                    line=event.source.line,
                    only_if_known=True,
                )


def _changed_before(at: Moment, instead: Iterable[Meeting]) -> Meeting | None:
    """Return the event that changed a series from an earlier time onwards, the last of several."""
    earlier = [
        (each.instance.key, each)
        for each in instead
        if each.onwards and each.instance and each.instance.key < at.key
    ]
    return max(earlier, key=itemgetter(0), default=(None, None))[1]


def _setting(calendar: Component) -> Setting:
    zone = calendar.value("X-WR-TIMEZONE")
    cancels = (calendar.value("METHOD") or "").upper() == "CANCEL"
    return Setting(
        zone=zone_named(zone) if zone else None,
        cancels=cancels,
        birthdays=says_birthdays(calendar),
    )
