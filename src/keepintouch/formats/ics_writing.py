"""A calendar feed of days to remember: birthdays and other occasions, promises, who is due.

The same store gives the same bytes whenever it is written: a feed that changes with
each poll makes calendars notify again. There are no alarms; every calendar sets its own.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.contentline import escape, fold_all
from keepintouch.formats.protocols import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.occasions import Occasion, PartialDate
    from keepintouch.domain.touchpoints import FollowUp
    from keepintouch.formats import Book
    from keepintouch.formats.drafts import WriteOptions

LOSSES = (
    Loss(
        "everything of people but their names, birthdays and other days",
        "contact.slug contact.former_slugs contact.given contact.additional contact.family"
        " contact.prefix contact.suffix contact.nicknames contact.points contact.org contact.team"
        " contact.title contact.place contact.how_met contact.tags contact.relations"
        " contact.importance contact.cadence contact.snoozed_until contact.paused_from"
        " contact.paused_until contact.state contact.added_on contact.spread contact.photo"
        " tag-with-marks",
    ),
    Loss(
        "birthdays and other days without a day and a month, and those of archived and deceased people",
        "born-in-year born-in-month born-in-words archived-contact deceased-contact",
    ),
    Loss("touchpoints", "touchpoint"),
    Loss("notes", "note"),
    Loss("places", "place"),
    Loss("follow-ups that are done or cancelled", "follow-up-closed"),
    Loss("the rhythms of tags, and drifts that were let go", "tag-rhythm dismissed-drift"),
    Loss(
        "records as they were imported",
        "contact.origins follow-up.source follow-up.source_id source-progress",
    ),
)
HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//keepintouch//kit//EN",
    "CALSCALE:GREGORIAN",
    "NAME:Keep in touch",
    "X-WR-CALNAME:Keep in touch",
    "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    "X-PUBLISHED-TTL:PT12H",
)
# Some calendars hide what begins earlier (nextcloud/server#11832).
FIRST_YEAR = 1970
SOME_YEAR = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Event(NamedTuple):
    """An all-day event; `rule` says how it comes back, `category` what it is."""

    uid: str
    day: date
    summary: str
    rule: str | None = None
    category: str | None = None


def write(book: Book, stream: BinaryIO, options: WriteOptions) -> None:
    """Write the feed; a birthday without a year begins in the year of `options.today`."""
    year = options.today.year if options.today else SOME_YEAR
    stream.write(fold_all(HEAD))
    stream.writelines(
        fold_all(_lines(event))
        for event in chain(
            (event for contact in book.contacts for event in _days(contact, year)),
            (_promise(each) for each in book.follow_ups if each.state == "open"),
            (_due(contact, day) for contact, day in book.due),
        )
    )
    stream.write(fold_all(("END:VCALENDAR",)))


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    # Required, and no clock: it changes when the event moves.
    yield f"DTSTAMP:{_stamp(event.day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_stamp(event.day)}"
    if event.day < date.max:
        yield f"DTEND;VALUE=DATE:{_stamp(event.day + timedelta(days=1))}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.category:
        yield f"CATEGORIES:{_text(event.category)}"
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    yield "END:VEVENT"


def _days(contact: Contact, year: int) -> Iterator[Event]:
    """Yield the birthday and the other days of somebody one is in touch with."""
    if contact.state in {"archived", "deceased"}:
        return
    if contact.birthday and (event := _birthday(contact, contact.birthday, year)):
        yield event
    for each in contact.occasions:
        if each.kind == "birthday" and contact.birthday:
            continue
        if event := _occasion(contact, each, year):
            yield event


def _birthday(contact: Contact, on: PartialDate, year: int) -> Event | None:
    since = f" ({on.year})" if on.year else ""
    summary = f"{contact.name}'s birthday{since}"
    return _yearly(
        Event(f"birthday-{contact.id}@kit", date.min, summary, category="Birthday"), on, year
    )


def _occasion(contact: Contact, occasion: Occasion, year: int) -> Event | None:
    on = occasion.on
    if occasion.kind == "birthday":
        return _birthday(contact, on, year)
    since = f" ({on.year})" if on.year else ""
    kind = re.sub(r"[^a-z0-9]+", "-", occasion.kind.lower()).strip("-") or "day"
    which = occasion.id or f"{contact.id}-{on.iso}"
    summary = f"{contact.name}: {occasion.kind}{since}"
    return _yearly(
        Event(f"{kind}-{which}@kit", date.min, summary, category="Anniversary"), on, year
    )


def _yearly(event: Event, on: PartialDate, year: int) -> Event | None:
    """Return the event on its first day, with its rule; None for a date that is incomplete."""
    if on.month is None or on.day is None:
        return None
    first = max(on.year or year, FIRST_YEAR)
    day = on.in_year(first)
    # 29 February with a plain rule would be left out in three years of four.
    leap = (on.month, on.day) == (2, 29)
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if leap else "FREQ=YEARLY"
    return event._replace(day=day, rule=rule) if day else None


def _promise(promise: FollowUp) -> Event:
    who = ", ".join(each.name for each in promise.people)
    summary = f"{who}: {promise.text}" if who else promise.text
    return Event(f"follow-up-{promise.id}@kit", promise.due_on, summary)


def _due(contact: Contact, day: date) -> Event:
    return Event(f"due-{contact.id}@kit", day, f"Get in touch with {contact.name}")


def _stamp(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(text: str) -> str:
    return escape(_CONTROL.sub(" ", text))
