"""The month, or any period: what it was like, and what the one before was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.errors import UnknownError
from keepintouch.services import drifting, joining, people, reports
from keepintouch.services.reports import Period, Whose, previous, report

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.services.reports import Report
    from keepintouch.store import Store

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31), "October 2026")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 22), "November 2026", so_far=True)


def of(book: Book, period: Period = OCTOBER, **whose: str) -> Report:
    return report(book.store, period, today=book.today, whose=Whose(**whose))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-01", ("2026-10-01", "2026-10-31")),
        ("2026-11-07", ("2026-10-01", "2026-10-31")),
        ("2026-11-08", ("2026-11-01", "2026-11-08")),
        ("2027-01-03", ("2026-12-01", "2026-12-31")),
        ("2028-03-01", ("2028-02-01", "2028-02-29")),
    ],
)
def test_last_month_is_reported_in_the_first_week(today: str, expected: tuple[str, str]) -> None:
    found = reports.default_period(date.fromisoformat(today))
    assert tuple(day.isoformat() for day in found) == expected


@pytest.mark.parametrize(
    ("since", "until", "so_far", "expected"),
    [
        ("2026-10-01", "2026-10-31", False, ("2026-09-01", "2026-09-30")),
        ("2026-03-01", "2026-03-31", False, ("2026-02-01", "2026-02-28")),
        ("2026-01-01", "2026-12-31", False, ("2025-01-01", "2025-12-31")),
        ("2026-07-01", "2026-09-30", False, ("2026-04-01", "2026-06-30")),
        ("2026-11-01", "2026-11-22", True, ("2026-10-01", "2026-10-22")),
        ("2026-03-01", "2026-03-31", True, ("2026-02-01", "2026-02-28")),
        ("2026-01-01", "2026-11-22", True, ("2025-01-01", "2025-11-22")),
        ("2026-10-01", "2026-11-22", True, ("2026-07-01", "2026-08-22")),
        ("2026-11-16", "2026-11-22", False, ("2026-11-09", "2026-11-15")),
        ("2026-11-20", "2026-11-20", False, ("2026-11-19", "2026-11-19")),
        ("0001-01-01", "0001-12-31", False, ("0001-01-01", "0001-01-01")),
        ("0001-02-01", "0001-02-28", False, ("0001-01-01", "0001-01-31")),
        ("0001-01-02", "0001-01-09", False, ("0001-01-01", "0001-01-01")),
        ("9999-01-01", "9999-12-31", False, ("9998-01-01", "9998-12-31")),
    ],
)
def test_the_period_before_is_of_the_same_kind(
    since: str, until: str, *, so_far: bool, expected: tuple[str, str]
) -> None:
    period = Period(date.fromisoformat(since), date.fromisoformat(until), "", so_far)
    found = previous(period)
    assert (found.since.isoformat(), found.until.isoformat()) == expected


@pytest.mark.parametrize("year", [1, 2, 1900, 9999])
def test_any_year_can_be_reported(book: Book, year: int) -> None:
    book.add("Ana")
    found = of(book, Period(date(year, 1, 1), date(year, 12, 31), str(year)))
    assert found.total == 0
    assert found.months[-1].first == date(year, 12, 1)


def test_where_there_is_no_store_a_report_is_empty(new_store: Store, today: date) -> None:
    found = report(new_store, OCTOBER, today=today)
    assert (found.total, found.previous.until) == (0, date(2026, 9, 30))
    assert not new_store.exists


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store with two months of conversations."""
    book.add("Ana Lima", tags=("berlin",), cadence=Cadence(2, "w"), added_on=date(2025, 1, 1))
    book.add("Bob Stone", added_on=date(2026, 10, 5))
    book.add("Cy Ek", tags=("berlin",), cadence=Cadence(1, "w"), added_on=date(2025, 1, 1))
    book.log("ana", day=date(2026, 9, 12), kind="call")
    book.log("cy", day=date(2026, 5, 1), kind="met")
    for day, who, kind, direction, text in (
        (3, ("ana",), "met", "me", "climbing"),
        (11, ("ana", "bob"), "call", "them", "the flat in Berlin is theirs at last"),
        (30, ("ana",), "met", None, "Berlin move is on"),
        (31, ("bob",), "email", "me", ""),
    ):
        book.log(*who, day=date(2026, 10, day), kind=kind, direction=direction, text=text)
    book.log("ana", day=date(2026, 11, 2), kind="call", text="not in October")
    return book


def test_a_period_is_counted_whole(full: Book) -> None:
    found = of(full)
    assert (found.total, found.previous_total) == (4, 1)
    assert found.by_kind == {"met": 2, "call": 1, "email": 1}
    assert found.by_direction == {"me": 2, "them": 1, "unknown": 1}
    assert found.people == 2
    assert (found.new_total, [each.slug for each in found.new]) == (1, ["bob-stone"])
    assert [(who.slug, many) for who, many in found.most] == [("ana-lima", 3), ("bob-stone", 2)]
    assert [each.touchpoints for each in found.months] == [1, 0, 0, 0, 1, 4]
    assert [each.text for each in found.memories] == ["the flat in Berlin is theirs at last"]


def test_a_report_may_be_about_a_tag_or_a_person(full: Book) -> None:
    berlin = of(full, tag="+BERLIN")
    assert (berlin.total, berlin.people, berlin.previous_total) == (3, 1, 1)
    assert [who.slug for who, _ in berlin.most] == ["ana-lima"]
    assert berlin.new_total == 0
    bob = of(full, who="bob")
    assert (bob.total, bob.people, bob.previous_total) == (2, 1, 0)
    assert [who.slug for who, _ in bob.most] == ["bob-stone"]
    assert [who.slug for who in bob.new] == ["bob-stone"]
    assert of(full, tag="nobodys").total == 0
    with pytest.raises(UnknownError):
        of(full, who="zoe")


def test_a_past_day_is_judged_by_what_was_known_of_it(full: Book) -> None:
    at_the_end = of(full)
    assert (at_the_end.on_rhythm, at_the_end.with_rhythm) == (2, 3)
    assert [each.slug for each in at_the_end.kept] == ["ana-lima", "bob-stone"]
    assert [(each.person.slug, each.days) for each in at_the_end.lapsed] == [("cy-ek", 183)]
    full.log("cy", day=date(2026, 11, 20))
    again = of(full)
    assert again == at_the_end
    assert of(full, NOVEMBER).lapsed == ()


def test_today_is_judged_by_the_index_as_by_the_days(full: Book) -> None:
    now = of(full, NOVEMBER)
    one = of(full, NOVEMBER, tag="berlin")
    assert (now.on_rhythm, now.with_rhythm) == (1, 3)
    assert (one.on_rhythm, one.with_rhythm) == (0, 2)
    assert [each.person.slug for each in now.lapsed] == ["cy-ek"]
    assert [each.slug for each in now.kept] == []
    full.log("ana", day=date(2026, 11, 21))
    now, one = of(full, NOVEMBER), of(full, NOVEMBER, tag="berlin")
    assert (now.on_rhythm, one.on_rhythm) == (2, 1)
    assert [each.slug for each in now.kept] == ["ana-lima"]


def test_who_came_back_after_a_long_silence_is_told(full: Book) -> None:
    full.log("cy", day=date(2026, 10, 20))
    found = of(full).revived
    assert [(each.person.slug, each.on, each.after) for each in found] == [
        ("cy-ek", date(2026, 10, 20), 172)
    ]
    full.log("cy", day=date(2026, 11, 20))
    assert [each.person.slug for each in of(full).revived] == ["cy-ek"]
    assert of(full, NOVEMBER).revived == ()


def test_todays_returns_are_those_that_the_days_tell(book: Book) -> None:
    book.add("Ana")
    book.add("Bob")
    for back in (300, 190, 10, 5):
        book.log("ana", day=book.today - timedelta(back))
    for back in (40, 30, 3):
        book.log("bob", day=book.today - timedelta(back))
    now = of(book, NOVEMBER).revived
    then = of(book, Period(NOVEMBER.since, book.today - timedelta(1), "")).revived
    assert now == then
    assert [(each.person.slug, each.after) for each in now] == [("ana", 180)]


def test_who_was_close_and_is_silent_drifts(book: Book) -> None:
    book.add("Tom")
    for back in range(100, 160, 2):
        book.log("tom", day=book.today - timedelta(back))
    (drift,) = of(book, NOVEMBER).drifting
    assert (drift.person.slug, drift.days) == ("tom", 100)
    october = of(book).drifting
    assert [(each.person.slug, each.days) for each in october] == [("tom", 78)]
    drifting.dismiss(book.store, "tom", today=book.today)
    assert of(book, NOVEMBER).drifting == ()
    people.set_rhythm(book.store, "tom", Cadence(1, "w"), today=book.today)
    found = of(book, NOVEMBER)
    assert [each.person.slug for each in found.lapsed] == ["tom"]


def test_a_default_rhythm_does_not_lapse(book: Book) -> None:
    book.add("Ana")
    book.log("ana", day=book.today - timedelta(500))
    assert of(book, NOVEMBER).lapsed == of(book).lapsed == ()


def test_lists_are_short_and_counts_whole(book: Book) -> None:
    for number in range(15):
        book.add(f"P{number:02}", added_on=date(2026, 10, 1))
        book.log(f"p{number:02}", day=date(2026, 10, 2), text="x" * (number + 1))
    found = of(book)
    assert (found.people, found.new_total) == (15, 15)
    assert (len(found.new), len(found.most), len(found.memories)) == (5, 5, 3)
    assert [len(each.text) for each in sorted(found.memories, key=lambda it: it.text)] == [
        13,
        14,
        15,
    ]


def test_a_person_who_went_is_in_no_report(full: Book) -> None:
    joining.remove(full.store, "bob", today=full.today)
    found = of(full)
    assert (found.total, found.people, found.new_total) == (3, 1, 0)
