"""Writing down a conversation: read, settled, kept as one step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.errors import AmbiguousError, UnknownError, UsageError
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.services import joining, logging, looking, people, stepping
from keepintouch.services.logging import Flags, Settled

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.services.logging import Logged
    from keepintouch.store import Store


def log(book: Book, line: str, **flags: object) -> Logged:
    reading = logging.understand(book.store, line, today=book.today, flags=Flags(**flags))
    return logging.keep(book.store, reading, logging.settled(reading), today=book.today)


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store of three people."""
    book.add("Ana Lima", cadence=Cadence(2, "w"))
    book.add("Bob Stone", nicknames=("Bobby",))
    book.add("Mia Rossi")
    return book


def test_a_line_is_kept_as_it_was_typed_with_what_it_was_understood_to_say(full: Book) -> None:
    line = "yesterday: lunch with bobby and Ana about Mia's wedding +food"
    logged = log(full, line)
    kept = logged.touchpoint
    assert (kept.text, kept.kind, kept.day) == (line, "met", date(2026, 11, 21))
    assert [who.slug for who in kept.people] == ["bob-stone", "ana-lima"]
    assert [who.slug for who in kept.mentions] == ["mia-rossi"]
    assert kept.tags == ("food",)
    assert [(who.slug, place.due_on) for who, place in logged.places] == [
        ("bob-stone", date(2027, 2, 19)),
        ("ana-lima", date(2026, 12, 5)),
    ]
    assert looking.show(full.store, "mia", today=full.today).place.facts.rhythm.k == 0
    (step,) = stepping.steps(full.store, limit=1).steps
    assert (step.command, step.summary) == ("log", "Bob Stone, Ana Lima, met, 2026-11-21")


def test_flags_win_over_the_text(full: Book) -> None:
    logged = log(
        full, "called bob", people=("mia",), day=date(2026, 11, 1), kind="letter", tags=("x",)
    )
    kept = logged.touchpoint
    assert [who.slug for who in kept.people] == ["mia-rossi"]
    assert (kept.kind, kept.day, kept.tags) == ("letter", date(2026, 11, 1), ("x",))


def test_a_line_is_understood_without_a_store(new_store: Store, today: date) -> None:
    reading = logging.understand(new_store, "coffee with Ana", today=today)
    assert [each.name for each in reading.new] == ["Ana"]
    with pytest.raises(UnknownError, match='no one here is called "ana"'):
        logging.understand(new_store, "coffee", today=today, flags=Flags(people=("ana",)))
    assert not new_store.exists


def test_somebody_new_is_added_with_the_line_as_one_step(new_store: Store, today: date) -> None:
    reading = logging.understand(new_store, "coffee with Ana Lima", today=today)
    logged = logging.keep(new_store, reading, Settled((), added=("Ana Lima",)), today=today)
    assert [each.slug for each in logged.added] == ["ana-lima"]
    assert [each.slug for each in logged.touchpoint.people] == ["ana-lima"]
    assert logged.places[0][1].last_on == today
    assert len(stepping.undo(new_store, today=today, times=9).steps) == 1
    assert looking.everyone(new_store, today=today).total == 0


def test_who_is_named_twice_took_part_once(full: Book) -> None:
    logged = log(full, "Bob called Bobby", people=("bob", "bobby"))
    assert [who.slug for who in logged.touchpoint.people] == ["bob-stone"]


def test_tags_that_differ_in_case_are_one(full: Book) -> None:
    log(full, "tea with Ana", tags=("Food", "food", "FOOD"))
    _, (kept,) = looking.history(full.store, "ana")
    assert kept.tags == ("Food",)


def test_done_needs_no_words(full: Book) -> None:
    logged = logging.done(full.store, ["ana", "bob"], today=full.today, tags=("x",))
    assert (logged.touchpoint.text, logged.touchpoint.kind) == ("", "talked")
    (step,) = stepping.steps(full.store, limit=1).steps
    assert (step.command, step.summary) == ("done", "Ana Lima, Bob Stone, talked, 2026-11-22")


def test_done_asks_who_is_meant(full: Book, new_store: Store) -> None:
    full.add("Ana Berg")
    with pytest.raises(AmbiguousError):
        logging.done(full.store, ["ana"], today=full.today)
    with pytest.raises(UnknownError):
        logging.done(full.store, ["zoe"], today=full.today)


def test_nobody_is_done_where_there_is_no_store(new_store: Store, today: date) -> None:
    with pytest.raises(UnknownError, match="no one is here yet"):
        logging.done(new_store, ["ana"], today=today)
    assert not new_store.exists


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 11, 23), "has not come yet"), (date(1899, 12, 31), "too long ago")],
)
def test_a_log_looks_back_but_not_for_ever(full: Book, day: date, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        full.log("ana", day=day)
    kept = full.log("ana")
    with pytest.raises(UsageError, match=words):
        logging.change_touchpoint(full.store, kept._replace(day=day), today=full.today)


def test_being_in_touch_ends_a_snooze(full: Book) -> None:
    people.snooze(full.store, "ana", full.today + timedelta(9), today=full.today)
    full.log("ana", day=full.today - timedelta(30))
    assert looking.show(full.store, "ana", today=full.today).contact.snoozed_until is None
    stepping.undo(full.store, today=full.today)
    assert looking.show(full.store, "ana", today=full.today).contact.snoozed_until is not None


def test_a_crowd_ends_no_snooze(full: Book) -> None:
    others = [full.add(f"Guest {number}").slug for number in range(9)]
    people.snooze(full.store, "ana", full.today + timedelta(9), today=full.today)
    full.log("ana", *others)
    card = looking.show(full.store, "ana", today=full.today)
    assert card.contact.snoozed_until is not None
    assert (card.touchpoints, card.place.facts.rhythm.k) == (1, 0)


def test_what_was_kept_can_be_changed_and_removed(full: Book) -> None:
    kept = full.log("ana", text="coffee")
    changed = kept._replace(text="tea", kind="met", people=(*kept.people,), tags=("x",))
    logging.change_touchpoint(full.store, changed, today=full.today)
    _, (found,) = looking.history(full.store, None)
    assert (found.text, found.kind, found.tags) == ("tea", "met", ("x",))
    assert logging.remove_touchpoint(full.store, kept.id, today=full.today).text == "tea"
    assert looking.history(full.store, None) == (None, [])
    with pytest.raises(UnknownError, match="not here any more"):
        logging.remove_touchpoint(full.store, kept.id, today=full.today)
    commands = [step.command for step in stepping.steps(full.store, limit=2).steps]
    assert commands == ["rm", "edit"]


def test_who_was_removed_meanwhile_is_told(full: Book) -> None:
    kept = full.log("bob")
    (bob,) = kept.people
    joining.remove(full.store, "bob", today=full.today)
    touchpoint = Touchpoint("", full.today, people=(bob,))
    with pytest.raises(UnknownError, match="Bob Stone is not here any more"):
        logging.record(full.store, touchpoint, today=full.today, command="log")
    mention = Touchpoint("", full.today, mentions=(Person("gone", "", ""),))
    with pytest.raises(UnknownError, match="gone is not here any more"):
        logging.record(full.store, mention, today=full.today, command="log")


def test_a_line_of_nobody_is_kept_too(full: Book) -> None:
    logged = logging.record(
        full.store, Touchpoint("", full.today, text="walked alone"), today=full.today, command="log"
    )
    assert logged.places == ()
    (step,) = stepping.steps(full.store, limit=1).steps
    assert step.summary == "nobody, talked, 2026-11-22"
