"""Days that come back each year: leap days, the turn of the year, ages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.store import occasions

if TYPE_CHECKING:
    from conftest import Book


def between(
    book: Book, since: date, until: date, **options: object
) -> list[tuple[str, date, int | None]]:
    with book.store.reading() as connection:
        found = occasions.between(connection, since, until, **options)
        ids = [each.person.id for each in found]
        again = occasions.of_people(
            connection, ids, since, until, leap_day=str(options.get("leap_day", "feb28"))
        )
    assert {(each.person, each.day) for each in again} == {
        (each.person, each.day) for each in found
    }
    return [(each.person.slug, each.day, each.turns) for each in found]


@pytest.mark.parametrize(
    ("year", "leap_day", "expected"),
    [
        (2027, "feb28", date(2027, 2, 28)),
        (2027, "mar01", date(2027, 3, 1)),
        (2028, "feb28", date(2028, 2, 29)),
        (2028, "mar01", date(2028, 2, 29)),
        (2100, "feb28", date(2100, 2, 28)),
    ],
)
def test_a_leap_day_is_kept_every_year(
    book: Book, year: int, leap_day: str, expected: date
) -> None:
    book.add("Lea", birthday=PartialDate(2000, 2, 29))
    since, until = date(year, 2, 1), date(year, 3, 31)
    assert between(book, since, until, leap_day=leap_day) == [("lea", expected, year - 2000)]
    assert between(book, expected, expected, leap_day=leap_day) == [("lea", expected, year - 2000)]
    for near in (expected - timedelta(1), expected + timedelta(1)):
        assert between(book, near, near, leap_day=leap_day) == []


def test_the_year_turns_within_a_week(book: Book) -> None:
    book.add("Ana", birthday=PartialDate(1990, 12, 30))
    book.add("Bob", birthday=PartialDate(None, 1, 2))
    book.add("Cy", birthday=PartialDate(1980, 1, 9))
    assert between(book, date(2026, 12, 28), date(2027, 1, 4)) == [
        ("ana", date(2026, 12, 30), 36),
        ("bob", date(2027, 1, 2), None),
    ]


def test_a_whole_year_has_each_day_and_no_more(book: Book) -> None:
    book.add("Ana", birthday=PartialDate(1990, 11, 22))
    found = between(book, date(2026, 11, 23), date(2027, 11, 22))
    assert found == [("ana", date(2027, 11, 22), 37)]


def test_nothing_is_kept_before_it_happened(book: Book) -> None:
    book.add("Mia", birthday=PartialDate(2026, 11, 25))
    assert between(book, date(2025, 11, 1), date(2025, 12, 1)) == []
    assert between(book, date(2026, 11, 1), date(2026, 12, 1)) == [("mia", date(2026, 11, 25), 0)]


def test_days_without_a_day_and_people_who_are_not_tracked_are_left_out(book: Book) -> None:
    book.add("Ana", birthday=PartialDate(1990))
    book.add("Bob", birthday=PartialDate(text="in spring"))
    book.add("Cy", birthday=PartialDate(None, 11))
    for state in ("archived", "deceased"):
        book.add(state, state=state, birthday=PartialDate(1990, 11, 25))
    assert between(book, date(2026, 11, 1), date(2026, 11, 30)) == []
    assert between(book, date(2026, 11, 30), date(2026, 11, 1)) == []


def test_a_limit_keeps_the_first(book: Book) -> None:
    for day in range(1, 9):
        book.add(f"P{day}", occasions=(Occasion("name day", PartialDate(None, 12, day)),))
    found = between(book, date(2026, 12, 1), date(2026, 12, 31), limit=3)
    assert [slug for slug, *_ in found] == ["p1", "p2", "p3"]
