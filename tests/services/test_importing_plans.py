"""Meetings to come: only from calendars, moved and dropped as their calendar has it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.contacts import Point
from keepintouch.formats.drafts import ReadOptions
from keepintouch.services import importing, looking
from keepintouch.services.importing.results import Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Book
    from keepintouch.services.importing.results import Imported

OWN = frozenset({"me@example.org"})


def event(uid: str, day: str, place: str = "Porto", who: str = "ana@example.org") -> str:
    return (
        f"BEGIN:VEVENT\nUID:{uid}\nDTSTART:{day}T100000Z\nSUMMARY:Lunch\nLOCATION:{place}\n"
        f"ATTENDEE;CN=Ana:mailto:{who}\nATTENDEE:mailto:me@example.org\nEND:VEVENT\n"
    )


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store with one person who can be met."""
    book.add("Ana Lima", points=(Point("email", "ana@example.org"),))
    return book


def bring(book: Book, path: Path, *events: str, **options: object) -> Imported:
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n")
    wanted = Wanted(options=ReadOptions(own=OWN, **options))
    found = importing.run(book.store, [str(path)], today=book.today, wanted=wanted)
    assert book.findings() == []
    return found


def days(book: Book) -> list[tuple[str, str | None]]:
    return [(each.day.isoformat(), each.place) for each in looking.history(book.store, None)[1]]


def test_a_meeting_to_come_is_where_and_when_its_calendar_has_it(
    full: Book, tmp_path: Path
) -> None:
    path = tmp_path / "a.ics"
    first = bring(full, path, event("1", "20261120"), event("2", "20261201"))
    assert first.touchpoints == 2
    second = bring(full, path, event("1", "20261119"), event("2", "20261202", "Lisbon"))
    assert second.touchpoints == 1
    assert days(full) == [("2026-12-02", "Lisbon"), ("2026-11-20", "Porto")]
    before = full.text()
    bring(full, path, event("1", "20261119"), event("2", "20261202", "Lisbon"))
    assert full.text() == before


def test_a_meeting_to_come_that_is_in_its_calendar_no_more_goes(full: Book, tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.ics", tmp_path / "other.ics"
    bring(full, mine, event("1", "20261120"), event("2", "20261201"))
    bring(full, other, event("3", "20261203"))
    bring(full, mine, event("4", "20261204"))
    assert [day for day, _ in days(full)] == ["2026-12-04", "2026-12-03", "2026-11-20"]


def test_a_meeting_beyond_the_days_wanted_is_left_out_not_dropped(
    full: Book, tmp_path: Path
) -> None:
    path = tmp_path / "a.ics"
    both = event("1", "20261120"), event("2", "20261201")
    bring(full, path, *both)
    bring(full, path, *both, until=date(2026, 11, 30))
    assert len(days(full)) == 2
    other = tmp_path / "b.ics"
    bring(full, other, event("5", "20261020"), event("6", "20261021"), since=date(2026, 10, 21))
    assert len(days(full)) == 3


def test_what_other_files_tell_of_days_to_come_is_a_mistake(full: Book, tmp_path: Path) -> None:
    path = tmp_path / "friends.md"
    path.write_text(
        "### Activities:\n- 2026-12-01: **Ana Lima** and I.\n\n### Friends:\n- Ana Lima\n"
    )
    found = importing.run(full.store, [str(path)], today=full.today)
    assert found.touchpoints == 0
    assert [each.what for each in found.problems] == [
        "dated 2026-12-01, which is still to come: left out"
    ]
