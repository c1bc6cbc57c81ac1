"""The calendar feed out: days to remember, the same bytes whenever they are written."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from keepintouch.domain.contacts import Contact
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import FollowUp
from keepintouch.formats import Book, ics
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions, WriteOptions

TODAY = date(2026, 11, 22)


def write(book: Book, today: date | None = TODAY) -> bytes:
    stream = io.BytesIO()
    ics.write(book, stream, WriteOptions(today=today))
    return stream.getvalue()


def events(book: Book) -> list[dict[str, object]]:
    """Return the events of a feed as another program reads them."""
    return [
        {
            "uid": str(each["UID"]),
            "day": each["DTSTART"].dt,
            "summary": str(each["SUMMARY"]),
            "rule": each["RRULE"].to_ical().decode() if "RRULE" in each else None,
        }
        for each in Calendar.from_ical(write(book)).walk("VEVENT")
    ]


def person(**more: object) -> Contact:
    return Contact("7", "ann", "Ann Lee")._replace(**more)


def test_the_feed_is_written_to_the_byte() -> None:
    book = Book(
        contacts=[person(birthday=PartialDate(1990, 5, 5))],
        follow_ups=[
            FollowUp("9", date(2026, 12, 1), "send the book", (Person("7", "ann", "Ann Lee"),))
        ],
        due=[(person(), date(2026, 11, 30))],
    )
    expected = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//keepintouch//kit//EN
CALSCALE:GREGORIAN
NAME:Keep in touch
X-WR-CALNAME:Keep in touch
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VEVENT
UID:birthday-7@kit
DTSTAMP:19900505T000000Z
DTSTART;VALUE=DATE:19900505
DTEND;VALUE=DATE:19900506
RRULE:FREQ=YEARLY
SUMMARY:Ann Lee's birthday (1990)
CATEGORIES:Birthday
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
BEGIN:VEVENT
UID:follow-up-9@kit
DTSTAMP:20261201T000000Z
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261202
SUMMARY:Ann Lee: send the book
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
BEGIN:VEVENT
UID:due-7@kit
DTSTAMP:20261130T000000Z
DTSTART;VALUE=DATE:20261130
DTEND;VALUE=DATE:20261201
SUMMARY:Get in touch with Ann Lee
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
END:VCALENDAR
"""
    assert write(book).decode() == expected.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("on", "day", "summary"),
    [
        (PartialDate(1990, 5, 5), date(1990, 5, 5), "Ann Lee's birthday (1990)"),
        (PartialDate(None, 5, 5), date(2026, 5, 5), "Ann Lee's birthday"),
        (PartialDate(1948, 5, 5), date(1970, 5, 5), "Ann Lee's birthday (1948)"),
        (PartialDate(1988, 2, 29), date(1988, 2, 29), "Ann Lee's birthday (1988)"),
        (PartialDate(None, 2, 29), date(2026, 2, 28), "Ann Lee's birthday"),
    ],
)
def test_a_birthday_comes_back_every_year(on: PartialDate, day: date, summary: str) -> None:
    (event,) = events(Book(contacts=[person(birthday=on)]))
    assert (event["day"], event["summary"]) == (day, summary)
    rule = rrulestr(str(event["rule"]), dtstart=datetime.combine(day, time()))
    found = rule.between(*(datetime.combine(date(year, 1, 1), time()) for year in (2096, 2101)))
    assert [each.date() for each in found] == [on.in_year(year) for year in range(2096, 2101)]


def test_a_day_that_is_not_wholly_known_cannot_stand_in_a_calendar() -> None:
    days = (PartialDate(1990), PartialDate(1990, 5), PartialDate(text="in spring"))
    assert not events(Book(contacts=[person(birthday=each) for each in days]))


@pytest.mark.parametrize("state", ["archived", "deceased"])
def test_the_days_of_people_one_has_left_are_left_out(state: str) -> None:
    assert not events(Book(contacts=[person(birthday=PartialDate(1990, 5, 5), state=state)]))


def test_other_days_have_ids_of_their_own_that_last() -> None:
    days = (
        Occasion("anniversary", PartialDate(2015, 6, 1), "a1"),
        Occasion("Moving day!", PartialDate(None, 6, 2), "a2"),
        Occasion("…", PartialDate(None, 6, 3)),
        Occasion("birthday", PartialDate(None, 6, 4)),
    )
    found = [
        (each["uid"], each["summary"]) for each in events(Book(contacts=[person(occasions=days)]))
    ]
    assert found == [
        ("anniversary-a1@kit", "Ann Lee: anniversary (2015)"),
        ("moving-day-a2@kit", "Ann Lee: Moving day!"),
        ("day-7---06-03@kit", "Ann Lee: …"),
        ("birthday-7@kit", "Ann Lee's birthday"),
    ]
    both = person(birthday=PartialDate(1990, 6, 4), occasions=days[3:])
    assert len(events(Book(contacts=[both]))) == 1


def test_only_open_promises_are_in_the_feed() -> None:
    promises = [FollowUp(each, TODAY, "call", (), each) for each in ("open", "done", "cancelled")]
    assert [each["summary"] for each in events(Book(follow_ups=promises))] == ["call"]


def test_the_last_day_of_all_has_no_day_after_it() -> None:
    (event,) = events(Book(follow_ups=[FollowUp("1", date.max, "end")]))
    assert event["day"] == date.max


def test_the_feed_is_the_same_on_another_day_of_the_year_and_without_one() -> None:
    book = Book(contacts=[person(birthday=PartialDate(None, 5, 5))])
    assert write(book, TODAY) == write(book, TODAY + timedelta(days=30))
    assert b"DTSTART;VALUE=DATE:20000505" in write(book, None)


def test_a_feed_gives_no_meetings_back_but_its_birthdays() -> None:
    book = Book(
        contacts=[
            person(birthday=PartialDate(1990, 5, 5)),
            person(birthday=PartialDate(None, 2, 1)),
        ],
        due=[(person(), TODAY)],
    )
    drafts = list(ics.read(io.BytesIO(write(book)), ReadOptions(until=TODAY)))
    assert drafts == [
        PersonDraft("Ann Lee", birthday=PartialDate(1990, 5, 5), line=9, only_if_known=True),
        PersonDraft("Ann Lee", birthday=PartialDate(None, 2, 1), line=20, only_if_known=True),
        Problem(0, "not counted: events with nobody else (1)"),
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ann's birthday", ("Ann", None)),
        ("Ann\u2019s 35th Birthday", ("Ann", None)),
        ("James' birthday (*1990)", ("James", 1990)),
        ("Birthday: Ann Lee", ("Ann Lee", None)),
        ("Ann hat Geburtstag", ("Ann", None)),
        ("Anns Geburtstag (35)", ("Ann", None)),
        ("Geburtstag von Ann", ("Ann", None)),
        ("Anniversaire de Ann", ("Ann", None)),
        ("Cumpleaños de Ann", ("Ann", None)),
        ("🎂 Ann (1990)", ("Ann", 1990)),
        ("Marc 🎂", ("Marc", None)),
        ("Bday Nora", ("Nora", None)),
        ("Nora's b-day", ("Nora", None)),
        ("Happy birthday Ann!", ("Ann", None)),
        ("Erika Musterfrau (Geburtstag)", ("Erika Musterfrau", None)),
        ("Anniv. Julie", ("Julie", None)),
        ("Jan Kowalski \u2013 urodziny", ("Jan Kowalski", None)),
        ("День рождения: Анна", ("Анна", None)),
        ("Annas födelsedag", ("Anna", None)),
        ("山田さんの誕生日", ("山田さん", None)),
        ("Ann Lee's Birthday !!", ("Ann Lee", None)),
        ("It's Ann's birthday!", ("Ann", None)),
        ("It's my birthday!", None),
        ("Birthdayparty", None),
        ("Anniversaire de mariage", None),
        ("Ann", None),
        ("1826 Bernhard Riemann", None),
        ("birthday", None),
        ("Company anniversary", None),
    ],
)
def test_a_birthday_kept_in_a_calendar_is_known_by_its_title(
    title: str, expected: tuple[str, int | None] | None
) -> None:
    lines = f"UID:1\nDTSTART;VALUE=DATE:20040504\nRRULE:FREQ=YEARLY\nSUMMARY:{title}"
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    people = [
        each
        for each in ics.read(io.BytesIO(text.encode()), ReadOptions(until=TODAY))
        if isinstance(each, PersonDraft)
    ]
    found = [(each.name, each.birthday) for each in people]
    assert found == ([(expected[0], PartialDate(expected[1], 5, 4))] if expected else [])


def birthdays(above: str, event: str) -> list[tuple[str, PartialDate | None]]:
    text = f"BEGIN:VCALENDAR\n{above}\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
    read = ics.read(io.BytesIO(text.encode()), ReadOptions(until=TODAY))
    return [(each.name, each.birthday) for each in read if isinstance(each, PersonDraft)]


@pytest.mark.parametrize(
    ("above", "event", "expected"),
    [
        ("X-WR-CALNAME:Birthdays", "SUMMARY:Bob", ["Bob"]),
        ("X-WR-CALNAME:Geburtstage", "SUMMARY:Ann Lee's birthday", ["Ann Lee"]),
        ("PRODID:-//Nextcloud//birthday calendar//", "SUMMARY:🎂 Ann (1996)", ["Ann"]),
        ("X-WR-CALNAME:Home", "SUMMARY:Bob\nRRULE:FREQ=YEARLY\nCATEGORIES:Birthday", ["Bob"]),
        ("X-WR-CALNAME:Home", "SUMMARY:Bob\nCATEGORIES:Birthday", []),
        ("X-WR-CALNAME:Home", "SUMMARY:Bob's birthday", ["Bob"]),
        ("X-WR-CALNAME:Home", "SUMMARY:Bob's birthday\nRRULE:FREQ=WEEKLY", []),
        ("X-WR-CALNAME:Home", "SUMMARY:Bob", []),
        ("X-WR-CALNAME:mathBirthdays", "SUMMARY:Bob", []),
        ("X-WR-CALNAME:Birthdays", "SUMMARY:Wedding of Ann and Bob", []),
        ("X-WR-CALNAME:Birthdays", "SUMMARY:https://example.org", []),
        ("X-WR-CALNAME:Birthdays", "SUMMARY:🎂", []),
        ("X-WR-CALNAME:Birthdays", "SUMMARY:Birthday", []),
    ],
)
def test_in_a_calendar_of_birthdays_a_name_is_enough(
    above: str, event: str, expected: list[str]
) -> None:
    found = birthdays(above, f"UID:1\nDTSTART;VALUE=DATE:20260922\n{event}")
    assert [name for name, _ in found] == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("19900919", PartialDate(1990, 9, 19)),
        ("20150919", PartialDate(None, 9, 19)),
        ("19700919", PartialDate(None, 9, 19)),
        ("19040919", PartialDate(None, 9, 19)),
    ],
)
def test_a_series_that_begins_before_calendars_did_begins_with_a_birth(
    start: str, expected: PartialDate
) -> None:
    event = f"UID:1\nDTSTART;VALUE=DATE:{start}\nRRULE:FREQ=YEARLY\nSUMMARY:Ann's birthday"
    assert birthdays("VERSION:2.0", event) == [("Ann", expected)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DTSTART:20260309T090000", ["Ann"]),
        ("DTSTART;TZID=Europe/Berlin:20260309T233000", ["Ann"]),
        ("DTSTART:20260309T000000Z", ["Ann"]),
        ("DTSTART:20260308T230000Z", []),
    ],
)
def test_a_birthday_at_a_time_is_one_if_that_tells_its_day(start: str, expected: list[str]) -> None:
    event = f"UID:1\n{start}\nRRULE:FREQ=YEARLY\nSUMMARY:Birthday of Ann"
    found = birthdays("VERSION:2.0", event)
    assert found == [(name, PartialDate(None, 3, 9)) for name in expected]


@given(st.text(max_size=120), st.text(max_size=120))
@settings(max_examples=150)
def test_no_name_can_break_out_of_its_line(name: str, text: str) -> None:
    who = person(name=name, id=name, birthday=PartialDate(1990, 5, 5))
    data = write(Book(contacts=[who], follow_ups=[FollowUp(text, TODAY, text)]))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 2
