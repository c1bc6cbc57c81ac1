"""Facts, days and promises beside the conversations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.services import looking, planning, remembering, stepping

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.domain.contacts import Contact
    from keepintouch.store import Store


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store of two people."""
    book.add("Ana Lima")
    book.add("Bob Stone")
    return book


def contact(book: Book, who: str) -> Contact:
    return looking.show(book.store, who, today=book.today).contact


def summary(book: Book) -> str:
    (step,) = stepping.steps(book.store, limit=1).steps
    return f"{step.command}: {step.summary}"


def test_a_note_is_about_none_one_or_several_and_moves_nobodys_clock(full: Book) -> None:
    remembering.note(
        full.store, ["ana", "bob", "ana"], "both like tea", today=full.today, tags=("x", "X")
    )
    assert summary(full) == "note: Ana Lima, Bob Stone: both like tea"
    remembering.note(full.store, [], f"long {'words ' * 30}", today=full.today)
    assert summary(full).startswith("note: nobody: long words")
    assert summary(full).endswith("…")
    card = looking.show(full.store, "ana", today=full.today)
    assert [(each.text, each.tags) for each in card.notes] == [("both like tea", ("x",))]
    assert card.place.standing.status == "new"


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_is_no_note_and_no_promise(full: Book, text: str) -> None:
    with pytest.raises(UsageError, match="there is no text"):
        remembering.note(full.store, ["ana"], text, today=full.today)
    with pytest.raises(UsageError, match="there is no text"):
        remembering.remind(full.store, ["ana"], full.today, text, today=full.today)


def test_a_promise_puts_its_people_on_the_list_until_it_is_closed(full: Book) -> None:
    promise = remembering.remind(full.store, ["ana"], full.today, "send the list", today=full.today)
    assert summary(full) == "remind: Ana Lima 2026-11-22: send the list"
    due = planning.due(full.store, today=full.today)
    assert [(item.person.slug, item.last_note) for item in due.items] == [
        ("ana-lima", "send the list")
    ]
    closed = remembering.close_follow_up(full.store, promise.id, "done", today=full.today)
    assert (closed.state, closed.closed_on) == ("done", full.today)
    assert summary(full) == "remind: done send the list"
    assert planning.count(full.store, today=full.today) == 0
    assert remembering.follow_ups(full.store, until=date.max) == []
    stepping.undo(full.store, today=full.today)
    assert planning.count(full.store, today=full.today) == 1


def test_promises_are_listed_by_their_days(full: Book, new_store: Store) -> None:
    for days in (5, 1, 90):
        on = full.today + timedelta(days)
        remembering.remind(full.store, [], on, f"in {days}", today=full.today)
    found = remembering.follow_ups(full.store, until=full.today + timedelta(30))
    assert [each.text for each in found] == ["in 1", "in 5"]


def test_without_a_store_there_are_no_promises(new_store: Store) -> None:
    assert remembering.follow_ups(new_store, until=date.max) == []
    assert not new_store.exists


def test_a_promise_that_is_gone_is_told(full: Book) -> None:
    with pytest.raises(UnknownError, match="not here any more"):
        remembering.close_follow_up(full.store, "gone", "done", today=full.today)


def test_a_day_of_a_kind_is_replaced(full: Book) -> None:
    first = remembering.date_of(
        full.store, "ana", "birthday", PartialDate(None, 5, 5), today=full.today
    )
    assert (first.person.slug, first.occasion.kind) == ("ana-lima", "birthday")
    remembering.date_of(full.store, "ana", "birthday", PartialDate(1990, 5, 5), today=full.today)
    assert contact(full, "ana").birthday == PartialDate(1990, 5, 5)
    for year in (2020, 2021):
        remembering.date_of(
            full.store, "ana", "anniversary", PartialDate(year, 6, 12), today=full.today
        )
    remembering.date_of(full.store, "ana", "name day", PartialDate(None, 7, 26), today=full.today)
    found = contact(full, "ana")
    assert sorted((each.kind, each.on.iso) for each in found.occasions) == [
        ("anniversary", "2021-06-12"),
        ("name day", "--07-26"),
    ]
    assert summary(full) == "date: Ana Lima name day --07-26"


def test_a_day_can_be_forgotten(full: Book) -> None:
    remembering.date_of(full.store, "ana", "birthday", PartialDate(1990), today=full.today)
    remembering.date_of(
        full.store, "ana", "anniversary", PartialDate(2021, 6, 12), today=full.today
    )
    remembering.drop_date(full.store, "ana", "anniversary", today=full.today)
    assert contact(full, "ana").occasions == ()
    remembering.drop_date(full.store, "ana", "birthday", today=full.today)
    assert contact(full, "ana").birthday is None
    with pytest.raises(UsageError, match="Ana Lima has no birthday"):
        remembering.drop_date(full.store, "ana", "birthday", today=full.today)


def test_a_year_to_come_is_no_birthday(full: Book) -> None:
    with pytest.raises(UsageError, match="2027-05-05 is in the future"):
        remembering.date_of(
            full.store, "ana", "birthday", PartialDate(2027, 5, 5), today=full.today
        )
