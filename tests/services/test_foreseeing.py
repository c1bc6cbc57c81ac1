"""The days that rhythms ask for, for a calendar: today's list today, others on their day."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar

from keepintouch import formats
from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.formats.drafts import WriteOptions
from keepintouch.services import exporting, foreseeing
from keepintouch.services.candidates import Asked

if TYPE_CHECKING:
    from conftest import Book

FORTNIGHT = Cadence(2, "w")


def days(book: Book, *, limit: int = 5, today: date | None = None) -> dict[str, date]:
    with book.store.reading() as connection:
        names = dict(connection.rows("SELECT id, name FROM contact"))
        asked = Asked(limit=limit, rows=None)
        found = foreseeing.days(connection, book.store, today=today or book.today, asked=asked)
        return {names[who]: day for who, day in found}


def calendar(book: Book, **wanted: object) -> list[str]:
    """Return the day and the title of each due day in the feed."""
    stream = io.BytesIO()
    wanted = {"options": WriteOptions(today=book.today), "due": Asked(rows=None), **wanted}
    exporting.export(book.store, formats.named("ics"), stream, exporting.Wanted(**wanted))
    events = Calendar.from_ical(stream.getvalue()).walk("VEVENT")
    return [f"{each['DTSTART'].dt} {each['SUMMARY']}" for each in events if "due-" in each["UID"]]


def test_a_rhythm_asks_on_its_day(book: Book) -> None:
    for name, back in (("Soon", 10), ("Today", 14), ("Late", 40)):
        book.add(name, cadence=FORTNIGHT)
        book.log(name.lower(), day=book.today - timedelta(back))
    assert days(book) == {
        "Soon": book.today + timedelta(4),
        "Today": book.today,
        "Late": book.today,
    }


def test_who_has_to_wait_stands_where_they_became_due(book: Book) -> None:
    for name, back in (("One", 60), ("Two", 40), ("Three", 20)):
        book.add(name, cadence=FORTNIGHT)
        book.log(name.lower(), day=book.today - timedelta(back))
    assert days(book, limit=1) == {
        "One": book.today,
        "Two": book.today - timedelta(26),
        "Three": book.today - timedelta(6),
    }
    assert days(book, limit=0)["One"] == book.today - timedelta(46)


def test_nobody_is_asked_for_whom_no_rhythm_asks_for(book: Book) -> None:
    book.add("Never", cadence=NEVER)
    book.add("Left", cadence=FORTNIGHT, state="archived")
    book.add("Gone", cadence=FORTNIGHT, state="deceased")
    book.add("Away", cadence=FORTNIGHT, state="paused", paused_from=book.today)
    book.add("Later", cadence=FORTNIGHT, snoozed_until=book.today + timedelta(9))
    book.add("Back", cadence=FORTNIGHT, state="paused", paused_until=book.today + timedelta(3))
    book.log("back", day=book.today - timedelta(400))
    book.add("Faded")
    for back in range(500, 400, -10):
        book.log("faded", day=book.today - timedelta(back))
    assert days(book) == {"Later": book.today + timedelta(9)}


def test_the_feed_moves_on_with_the_days_and_keeps_its_ids(book: Book) -> None:
    ana = book.add("Ana", cadence=FORTNIGHT)
    book.log("ana", day=book.today - timedelta(10))
    book.add("Bob", cadence=Cadence(1, "d"), tags=("x",))
    assert calendar(book) == [
        "2026-11-26 Get in touch with Ana",
        "2026-11-23 Get in touch with Bob",
    ]
    assert days(book, today=date(2026, 12, 1))["Ana"] == date(2026, 12, 1)
    assert calendar(book, who=["ana"]) == ["2026-11-26 Get in touch with Ana"]
    assert calendar(book, due=None) == calendar(book, options=WriteOptions()) == []
    stream = io.BytesIO()
    wanted = exporting.Wanted(WriteOptions(today=book.today), due=Asked(rows=None))
    exporting.export(book.store, formats.named("ics"), stream, wanted)
    assert f"UID:due-{ana.id}@kit" in stream.getvalue().decode()
