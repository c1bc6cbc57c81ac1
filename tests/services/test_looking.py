"""Looking somebody up: the card, the list of everyone, the timeline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.services import logging, looking, remembering
from keepintouch.services.looking import Wanted

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.store import Store


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store of four people."""
    book.add("Ana Lima", tags=("berlin", "work"), cadence=Cadence(2, "w"), org="École")
    book.add("Bob Stone", tags=("work",), org="ACME")
    book.add("Cy Ek", state="archived", tags=("work",))
    book.add("Di Vu", state="paused", org="école")
    book.log("bob", day=date(2026, 10, 1), kind="call")
    book.log("ana", day=date(2026, 11, 1), kind="met")
    return book


def listed(book: Book, **wanted: object) -> list[str]:
    found = looking.everyone(book.store, today=book.today, wanted=Wanted(**wanted))
    return [row.contact.slug for row in found.rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["ana-lima", "bob-stone", "di-vu"]),
        ({"tag": "+WORK"}, ["ana-lima", "bob-stone"]),
        ({"state": "archived"}, ["cy-ek"]),
        ({"state": "paused"}, ["di-vu"]),
        ({"sort": "last"}, ["ana-lima", "bob-stone", "di-vu"]),
        ({"sort": "due"}, ["ana-lima", "bob-stone", "di-vu"]),
        ({"sort": "added"}, ["di-vu", "bob-stone", "ana-lima"]),
        ({"limit": 1}, ["ana-lima"]),
        ({"org": "ecole"}, ["ana-lima", "di-vu"]),
        ({"org": "Acme"}, ["bob-stone"]),
        ({"org": "nowhere"}, []),
        ({"without_rhythm": True}, ["bob-stone", "di-vu"]),
        ({"tag": "work", "org": "acme", "sort": "last", "limit": 5}, ["bob-stone"]),
    ],
)
def test_a_list_holds_whom_it_is_asked_for(
    full: Book, wanted: dict[str, object], expected: list[str]
) -> None:
    assert listed(full, **wanted) == expected


def test_a_list_says_how_many_there_are_without_its_limit(full: Book) -> None:
    found = looking.everyone(full.store, today=full.today, wanted=Wanted(limit=1, tag="work"))
    assert (len(found.rows), found.total) == (1, 2)
    (row,) = found.rows
    assert (row.last_kind, row.place.last_on) == ("met", date(2026, 11, 1))


def test_an_order_that_is_none_is_told(full: Book) -> None:
    with pytest.raises(UsageError, match='there is no order "size"') as caught:
        listed(full, sort="size")
    assert "last" in caught.value.close


def test_where_nobody_is_lists_are_empty_and_names_unknown(new_store: Store, today: date) -> None:
    assert looking.everyone(new_store, today=today) == ((), 0)
    assert looking.history(new_store, None) == (None, [])
    assert looking.find(new_store, "x") == []
    for ask in (
        lambda: looking.show(new_store, "ana", today=today),
        lambda: looking.history(new_store, "ana"),
    ):
        with pytest.raises(UnknownError, match="no one is here yet"):
            ask()
    assert not new_store.exists


def test_a_card_shows_one_person_on_one_screen(full: Book) -> None:
    for back in range(1, 15):
        full.log("ana", day=full.today - timedelta(27 * back), text=f"{back} ago")
    remembering.note(full.store, ["ana"], "older", today=full.today - timedelta(9))
    remembering.note(full.store, ["ana"], "newer", today=full.today)
    remembering.remind(full.store, ["ana"], full.today, "call", today=full.today)
    card = looking.show(full.store, "ana", today=full.today)
    assert card.contact.name == "Ana Lima"
    assert (card.touchpoints, len(card.history), card.history[0].day) == (15, 10, date(2026, 11, 1))
    assert [each.text for each in card.notes] == ["newer", "older"]
    assert [each.text for each in card.follow_ups] == ["call"]
    assert len(card.months) == 12
    assert (sum(card.months), card.months[-1], card.months[-2]) == (14, 1, 1)
    assert card.case.signals.must


def test_the_timeline_is_newest_first_within_its_bounds(full: Book) -> None:
    ana = full.log("ana", day=date(2026, 11, 10), text="x").people[0]
    spoken = Touchpoint("", date(2026, 11, 12), people=(), mentions=(Person(*ana),))
    logging.record(full.store, spoken, today=full.today, command="log")
    who, found = looking.history(full.store, "ana")
    assert who == ana
    assert [each.day.isoformat() for each in found] == ["2026-11-12", "2026-11-10", "2026-11-01"]
    bounds = {"since": date(2026, 11, 2), "until": date(2026, 11, 11)}
    assert len(looking.history(full.store, "ana", **bounds)[1]) == 1
    assert len(looking.history(full.store, None, **bounds)[1]) == 1
    assert len(looking.history(full.store, None, limit=2)[1]) == 2
    assert len(looking.history(full.store, "ana", limit=1)[1]) == 1
    assert len(looking.history(full.store, None)[1]) == 4
