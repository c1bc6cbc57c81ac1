"""What happened, as other programs tell it: each once, with whoever of its people is here."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.contacts import Point
from keepintouch.formats.drafts import FollowUpDraft, NoteDraft, PlaceDraft, Ref, TouchpointDraft
from keepintouch.services import importing, looking, stepping
from keepintouch.services.importing.events import Counts, Diary
from keepintouch.services.importing.results import Wanted
from keepintouch.store import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Book
    from keepintouch.services.importing.events import Event

DAY = date(2026, 11, 1)
ANA, BOB = Ref(name="Ana Lima"), Ref(email="BOB@example.org")


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store with two people who can be told apart."""
    book.add("Ana Lima", points=(Point("phone", "+351 912 345 678"),))
    book.add("Bob Stone", points=(Point("email", "bob@example.org"),))
    return book


def take(book: Book, *events: Event, source: str = "ics") -> tuple[Counts, list[str]]:
    with book.store.writing(book.today) as writing:
        diary = Diary(writing, source)
        counts = diary.take(events)
        writing.done("import", "events")
    assert book.findings() == []
    return counts, [each.what for each in diary.problems]


def history(book: Book) -> list[tuple[date, str, Sequence[str]]]:
    _, found = looking.history(book.store, None)
    return [(each.day, each.text, [who.slug for who in each.people]) for each in found]


def test_people_are_known_by_id_address_number_or_full_name(full: Book) -> None:
    refs = (
        Ref(name="ana lima"),
        Ref(phone="00351912345678"),
        Ref(name="Robert", email="bob@example.org"),
        Ref(name="Ana"),
        Ref(name="Zoe"),
    )
    counts, problems = take(
        full, *(TouchpointDraft(DAY, str(at), people=(ref,)) for at, ref in enumerate(refs))
    )
    assert counts == Counts(touchpoints=5)
    assert [who for *_, who in reversed(history(full))] == [
        ["ana-lima"], ["ana-lima"], ["bob-stone"], ["ana-lima"], [],
    ]  # fmt: skip
    assert problems == ["nobody here is Zoe: kept without them"]


def test_whom_several_could_be_is_nobody(full: Book) -> None:
    full.add("Ana Lima")
    _, problems = take(full, TouchpointDraft(DAY, "1", people=(ANA,)))
    assert problems == ["Ana Lima could be 2 people (ana-lima, ana-lima-2): kept without them"]


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (Ref(name="Ani"), ["ana-lima"]),
        (Ref(name="Ana"), ["ana-lima"]),
        (Ref(name="ana l."), ["ana-lima"]),
        (Ref(name="Lima"), []),
        (Ref(name="Ana", email="ana@shop.example.com"), []),
        (Ref(name="Ana Lima", email="ana@new.example.com"), ["ana-lima"]),
        (Ref(name="Bob"), []),
        (Ref(name="Bob S"), []),
    ],
)
def test_a_name_in_short_is_enough_where_nothing_else_is_said_and_one_person_has_it(
    full: Book, ref: Ref, expected: list[str]
) -> None:
    full.edit("ana-lima", nicknames=("Ani",))
    full.add("Bob Stein")
    take(full, TouchpointDraft(DAY, "1", people=(ref,)))
    ((*_, who),) = history(full)
    assert who == expected


def test_an_event_is_kept_with_everything_it_tells(full: Book) -> None:
    draft = TouchpointDraft(
        DAY, "uid", "met", "lunch", (ANA, BOB, ANA), (BOB, Ref(name="Zoe")),
        ("Food", "food", "fóod"), "me", "12:30", "Europe/Lisbon", "Paris",
    )  # fmt: skip
    take(full, draft)
    _, (kept,) = looking.history(full.store, None)
    assert [who.slug for who in kept.people] == ["ana-lima", "bob-stone"]
    assert (kept.mentions, kept.tags) == ((), ("Food",))
    assert (kept.direction, kept.time, kept.zone, kept.place) == (
        "me",
        "12:30",
        "Europe/Lisbon",
        "Paris",
    )
    assert (kept.source, kept.source_id) == ("ics", "uid")


def test_nothing_comes_twice(full: Book) -> None:
    events: tuple[Event, ...] = (
        TouchpointDraft(DAY, "uid", people=(ANA,)),
        TouchpointDraft(DAY, "uid", people=(BOB,)),
        TouchpointDraft(DAY, text="no id", people=(ANA,)),
        TouchpointDraft(DAY, text="no id", people=(ANA,)),
        NoteDraft("a fact", DAY, people=(ANA,)),
        NoteDraft("a fact", DAY, "n"),
        NoteDraft("another", DAY, "n"),
        FollowUpDraft(DAY, "call", people=(BOB,)),
        FollowUpDraft(DAY, "call", "f"),
        FollowUpDraft(DAY, "again", "f"),
        PlaceDraft("Paris", ("City of Light",)),
        PlaceDraft("paris", ("Paname",)),
    )
    assert take(full, *events)[0] == Counts(3, 2, 2, 1)
    before = full.text()
    assert take(full, *events)[0] == Counts()
    assert take(full, *reversed(events))[0] == Counts()
    assert full.text() == before
    assert take(full, *events[:1], source="mail")[0] == Counts(touchpoints=1)
    with full.store.reading() as connection:
        (paris,) = places.everything(connection)
    assert (paris.name, paris.aliases) == ("Paris", ("City of Light", "Paname"))


def test_events_among_strangers_are_passed_over_where_that_is_asked(full: Book) -> None:
    drafts = (
        TouchpointDraft(DAY, "1", people=(Ref(name="Zoe"),), known_people_only=True),
        TouchpointDraft(DAY, "2", people=(ANA, Ref(name="Zoe")), known_people_only=True),
    )
    assert take(full, *drafts) == (Counts(touchpoints=1, skipped=1), [])


def test_a_promise_that_was_kept_is_closed_on_its_day(full: Book) -> None:
    take(full, FollowUpDraft(DAY, "call", people=(ANA,), state="done"))
    with full.store.reading() as connection:
        rows = connection.rows("SELECT state, closed_on FROM follow_up")
    assert rows == [("done", DAY)]


def test_a_note_without_a_day_is_of_today(full: Book) -> None:
    take(full, NoteDraft("a fact", people=(ANA,)))
    assert looking.show(full.store, "ana", today=full.today).notes[0].day == full.today


def test_ids_that_cannot_be_kept_as_they_are_are_known_again(full: Book) -> None:
    event = TouchpointDraft(DAY, "broken \ud800 id", people=(ANA,))
    assert take(full, event)[0] == Counts(touchpoints=1)
    assert take(full, event)[0] == Counts()


FRIENDS = """### Activities:
- 2026-11-01: Lunch with **Grace Hopper** and **Ana Lima** in _Paris_. @food
- 2026-10-01: Walked alone.

### Notes:
- 2026-10-02: **Grace Hopper** found out @navy

### Friends:
- Grace Hopper (a.k.a. The Admiral) [Paris] @science
- Ana Lima

### Locations:
- Paris (a.k.a. City of Light)
"""


def test_a_file_may_tell_of_people_after_what_they_did(full: Book) -> None:
    wanted = Wanted(format="friends", stdin=io.BytesIO(FRIENDS.encode()))
    result = importing.run(full.store, ["-"], today=full.today, wanted=wanted)
    assert (result.new, result.touchpoints, result.notes, result.places) == (1, 2, 1, 1)
    assert history(full)[0][2] == ["grace-hopper", "ana-lima"]
    assert result.problems == ()
    wanted = Wanted(format="friends", stdin=io.BytesIO(FRIENDS.encode()))
    again = importing.run(full.store, ["-"], today=full.today, wanted=wanted)
    assert (again.new, again.merged, again.touchpoints, again.notes, again.places) == (0,) * 5
    stepping.undo(full.store, today=full.today)
    assert history(full) == []


def test_many_events_are_taken_in_batches(full: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keepintouch.services.importing.taking.BATCH", 3)
    monkeypatch.setattr("keepintouch.services.importing.taking.WAITING", 5)
    lines = [f"- 2026-10-{day:02}: Tea with **Ana Lima**." for day in range(1, 21)]
    text = "\n".join(["### Activities:", *lines, "", "### Friends:", "- Ana Lima", ""])
    wanted = Wanted(format="friends", stdin=io.BytesIO(text.encode()))
    result = importing.run(full.store, ["-"], today=full.today, wanted=wanted)
    assert result.touchpoints == 20
    assert all(people == ["ana-lima"] for *_, people in history(full))
