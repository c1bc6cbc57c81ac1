"""Who is due today: few, in the right order, each with a reason."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.standing import Rules
from keepintouch.services import importing, people, planning, remembering
from keepintouch.services.importing.results import Wanted
from keepintouch.services.planning import Asked
from keepintouch.store import Store

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.services.planning import Due

WEEKLY = Cadence(1, "w")


def due(book: Book, **asked: object) -> Due:
    return planning.due(book.store, today=book.today, asked=Asked(**asked))


def slugs(found: Due) -> list[str]:
    return [item.person.slug for item in found.items]


def ago(book: Book, days: int) -> date:
    return book.today - timedelta(days)


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store of people who are due, each later than the one before."""
    for number, days in enumerate((8, 9, 12, 20, 40, 90)):
        book.add(f"P{number}", cadence=WEEKLY, tags=("odd",) if number % 2 else ())
        book.log(f"p{number}", day=ago(book, days), text=f"about {number}")
    book.add("Later", cadence=Cadence(1, "m"))
    book.log("later", day=ago(book, 10))
    return book


def test_the_latest_come_first_up_to_the_limit(full: Book) -> None:
    found = due(full, limit=2, rows=4)
    assert slugs(found) == ["p5", "p4", "p3", "p2"]
    assert [item.selected for item in found.items] == [True, True, False, False]
    assert (found.total, found.anybody) == (6, True)
    first = found.items[0]
    assert (first.last_on, first.due_on) == (ago(full, 90), ago(full, 83))
    assert (first.reason, first.last_note) == ("cadence", "about 5")
    assert first.why == "every week, silent for 2 months"


def test_everybody_may_be_asked_for(full: Book) -> None:
    found = due(full, rows=None)
    assert slugs(found) == ["p5", "p4", "p3", "p2", "p1", "p0"]
    assert sum(item.selected for item in found.items) == 5
    assert planning.count(full.store, today=full.today) == 6


def test_a_tag_narrows_the_list(full: Book) -> None:
    assert slugs(due(full, tag="+ODD")) == ["p5", "p3", "p1"]
    assert slugs(due(full, tag="nobodys")) == []
    asked = Asked(tag="odd")
    assert planning.count(full.store, today=full.today, asked=asked) == 3


def test_importance_weighs_more_than_a_few_days(full: Book) -> None:
    full.edit("p5", importance="wider")
    full.edit("p1", importance="inner")
    assert slugs(due(full))[:2] == ["p1", "p4"]


def test_who_was_shown_in_vain_gives_others_their_turn(full: Book) -> None:
    with full.store.reading() as connection:
        rows = connection.rows("SELECT slug, id FROM contact")
        ids = {row[0]: row[1] for row in rows}
    shown = {ids["p5"]: 3, ids["p4"]: 1}
    assert slugs(due(full, shown=shown))[:3] == ["p3", "p4", "p2"]
    assert planning.count(full.store, today=full.today, asked=Asked(shown=shown)) == 6


def test_a_must_is_always_shown_and_counts_towards_the_limit(full: Book) -> None:
    for name in ("Ana", "Bob", "Cy"):
        full.add(name, birthday=PartialDate(1990, 11, 22))
    found = due(full, limit=2, rows=2)
    assert slugs(found) == ["ana", "bob", "cy"]
    assert all(item.selected for item in found.items)
    found = due(full, limit=4, rows=4)
    assert slugs(found) == ["ana", "bob", "cy", "p5"]
    assert found.total == 9


@pytest.mark.parametrize("many", [70, 150])
def test_no_number_of_musts_is_too_many(book: Book, many: int) -> None:
    on = book.today
    for number in range(many):
        book.add(
            f"Twin {number}", occasions=(Occasion("name day", PartialDate(None, on.month, on.day)),)
        )
    found = due(book, limit=5, rows=5)
    assert len(found.items) == found.total == many
    assert all(item.selected for item in found.items)


def test_the_reason_and_what_to_talk_about_are_told(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY, added_on=ago(book, 30))
    assert due(book).items[0].last_note is None
    book.log("ana", day=ago(book, 20), text="the flat")
    assert due(book).items[0].last_note == "the flat"
    remembering.note(book.store, ["ana"], "partner is Jo", today=book.today)
    assert due(book).items[0].last_note == "partner is Jo"
    remembering.remind(book.store, ["ana"], book.today, "ask about Jo", today=book.today)
    (item,) = due(book).items
    assert (item.last_note, item.reason) == ("ask about Jo", "follow-up")
    assert item.warmth is not None


def test_what_comes_soon_is_told_by_day(book: Book) -> None:
    book.add("Ana", birthday=PartialDate(1990, 11, 24))
    book.add("Bob", birthday=PartialDate(None, 12, 5))
    remembering.remind(book.store, ["bob"], book.today + timedelta(1), "call", today=book.today)
    remembering.remind(book.store, [], book.today, "buy cards", today=book.today)
    found = due(book)
    assert [(each.kind, each.day, each.turns, each.text) for each in found.soon] == [
        ("follow-up", book.today, None, "buy cards"),
        ("follow-up", book.today + timedelta(1), None, "call"),
        ("birthday", date(2026, 11, 24), 36, None),
    ]
    assert [each.kind for each in due(book, lead=1).soon] == ["follow-up", "follow-up"]


def test_who_becomes_due_by_a_day_may_be_asked_for(full: Book) -> None:
    full.add("Soon", cadence=Cadence(2, "w"))
    full.log("soon", day=ago(full, 12))
    found = due(full, rows=None, until=full.today + timedelta(7))
    assert slugs(found)[-1] == "soon"
    assert found.items[-1].due_on == full.today + timedelta(2)
    assert found.items[-1].selected is False
    far = due(full, rows=None, until=full.today + timedelta(30))
    assert slugs(far)[-2:] == ["soon", "later"]


def test_when_nobody_is_due_the_next_are_told(book: Book) -> None:
    assert due(book) == planning.Due(book.today)
    for number in range(5):
        book.add(f"P{number}", cadence=Cadence(10 + number, "d"))
    book.add("Never", cadence=NEVER)
    found = due(book)
    assert (found.total, found.kept, found.tracked, found.anybody) == (0, 5, 5, True)
    assert [item.person.slug for item in found.next] == ["p0", "p1", "p2"]


def test_where_there_is_no_store_nobody_is_due(new_store: Store, today: date) -> None:
    assert planning.due(new_store, today=today) == planning.Due(today)
    assert planning.count(new_store, today=today) == 0
    assert not new_store.exists


def test_the_snoozed_the_paused_and_the_archived_are_not_due(full: Book) -> None:
    people.snooze(full.store, "p5", full.today + timedelta(1), today=full.today)
    people.archive(full.store, "p4", today=full.today)
    full.edit("p3", state="paused", paused_from=ago(full, 1))
    full.edit("p2", state="deceased")
    assert slugs(due(full)) == ["p1", "p0"]
    full.today += timedelta(1)
    assert "p5" in slugs(due(full))


def test_an_import_of_three_hundred_people_makes_no_wall(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(5)  # noqa: S311 - first days follow from ids: by chance, 2 of 1,000 fail
    monkeypatch.setattr(people, "new_id", lambda: str(UUID(int=dice.getrandbits(128), version=4)))
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nUID:{number}\nFN:Person {number}\nEND:VCARD\n"
        for number in range(300)
    )
    wanted = Wanted(stdin=io.BytesIO(cards.encode()))
    importing.run(book.store, ["-"], today=book.today, wanted=wanted)
    due_then = {
        days: planning.count(book.store, today=book.today + timedelta(days)) for days in range(91)
    }
    assert due_then[0] == 0
    assert due_then[90] == 300
    steps = [due_then[days + 1] - due_then[days] for days in range(90)]
    assert max(steps) <= 12
    assert due_then[45] in range(110, 190)
    assert [len(due(book, limit=5, rows=5).items)] == [0]


def test_other_rules_decide_at_once(book: Book) -> None:
    book.add("Ana", added_on=ago(book, 60))
    assert planning.count(book.store, today=book.today) == 0
    quick = Store(book.store.place, Rules(default=Cadence(30, "d")), backups=False)
    assert planning.count(quick, today=book.today) == 1
    never = Store(book.store.place, Rules(default=NEVER), backups=False)
    assert planning.count(never, today=book.today) == 0
    quick.close()
    never.close()
