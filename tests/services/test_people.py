"""Adding and changing people: handles, names, tags, rhythms, states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.services import people, stepping

if TYPE_CHECKING:
    from conftest import Book


def summary(book: Book) -> str:
    (step,) = stepping.steps(book.store, limit=1).steps
    return f"{step.command}: {step.summary}"


def test_a_new_person_gets_a_handle_an_id_the_parts_of_the_name_and_the_day(book: Book) -> None:
    ana = book.add("  Dr Ana   Lima Jr ")
    assert (ana.slug, ana.name, ana.added_on) == ("dr-ana-lima-jr", "Dr Ana Lima Jr", book.today)
    assert (ana.prefix, ana.given, ana.family, ana.suffix) == ("Dr", "Ana", "Lima", "Jr")
    assert len(ana.id) == 36
    assert summary(book) == "add: Dr Ana Lima Jr"


def test_a_namesake_is_told_and_gets_another_handle(book: Book) -> None:
    book.add("Ana Lima")
    changed, twin = people.add(book.store, Contact("", "", "ana lima"), today=book.today)
    assert changed.contact.slug == "ana-lima-2"
    assert twin is not None
    assert twin.slug == "ana-lima"
    changed, twin = people.add(book.store, Contact("", "", "Ana Berg"), today=book.today)
    assert twin is None


def test_parts_that_are_given_are_not_guessed(book: Book) -> None:
    given = book.add("李 小龍", family="李", given="小龍")
    assert (given.given, given.family, given.slug) == ("小龍", "李", "李-小龍")
    changed, _ = people.add(
        book.store, Contact("", "", "Acme Inc"), today=book.today, name_parts=False
    )
    assert changed.contact.given is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " \t"}, "a person needs a name"),
        ({"name": "x" * 501}, "at most 500"),
        ({"name": "Ana", "state": "asleep"}, 'no state "asleep"'),
        ({"name": "Ana", "importance": "huge"}, 'no importance "huge"'),
    ],
)
def test_what_cannot_be_is_refused(book: Book, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        book.add(**fields)
    assert stepping.steps(book.store).steps == ()


def test_ways_to_reach_somebody_are_comparable_from_the_start(book: Book) -> None:
    ana = book.add("Ana", points=(Point("email", "Ana@Example.org"), Point("address", "Porto")))
    assert [each.normal for each in ana.points] == ["ana@example.org", None]


def test_a_new_name_makes_a_new_handle_and_the_old_ones_go_on_working(book: Book) -> None:
    book.add("Ana Lima")
    book.add("Ana Souza")
    first = book.edit("ana-lima", name="Ana Souza").contact
    assert (first.slug, first.former_slugs) == ("ana-souza-2", ("ana-lima",))
    assert (first.given, first.family) == ("Ana", "Souza")
    second = book.edit("ana-lima", name="Ana Lima").contact
    assert (second.slug, second.former_slugs) == ("ana-lima", ("ana-souza-2",))
    assert book.add("Ana Souza").slug == "ana-souza-3"
    assert book.edit("ana-lima", name="ANA LIMA").contact.slug == "ana-lima"


def test_parts_that_were_set_stay_when_the_name_changes(book: Book) -> None:
    book.add("Bob Stone")
    changed = book.edit("bob", name="Robert Stone", given="Rob", family="Stone").contact
    assert (changed.slug, changed.given) == ("robert-stone", "Rob")


def test_a_handle_may_be_chosen_unless_it_is_or_was_somebody_elses(book: Book) -> None:
    book.add("Ana Lima")
    book.add("Bob Stone")
    book.edit("bob", name="Rob Stone")
    changed = book.edit("ana", slug="Boss Lady").contact
    assert (changed.slug, changed.former_slugs) == ("boss-lady", ("ana-lima",))
    assert book.edit("ana", slug="ana-lima").contact.slug == "ana-lima"
    for taken in ("rob-stone", "bob-stone"):
        with pytest.raises(UsageError, match="is taken"):
            book.edit("ana", slug=taken)


def test_a_change_that_changes_nothing_is_no_step(book: Book) -> None:
    book.add("Ana Lima")
    assert book.edit("ana", name="Ana Lima").changed is False
    assert len(stepping.steps(book.store).steps) == 1


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (Cadence(2, "w"), "default → 2w"),
        (Cadence(1, "m"), "default → 1mo"),
        (NEVER, "default → off"),
    ],
)
def test_a_rhythm_is_told_in_short(book: Book, cadence: Cadence, words: str) -> None:
    book.add("Ana Lima")
    changed = people.set_rhythm(book.store, "ana", cadence, today=book.today)
    assert changed.contact.cadence == cadence
    assert summary(book) == f"every: Ana Lima {words}"
    people.set_rhythm(book.store, "ana", None, today=book.today)
    assert summary(book).endswith("→ default")


def test_somebody_added_by_hand_is_first_due_a_full_interval_later(book: Book) -> None:
    changed, _ = people.add(
        book.store, Contact("", "", "Ana", cadence=Cadence(2, "w")), today=book.today
    )
    assert changed.place.due_on == date(2026, 12, 6)
    assert changed.place.standing.status == "new"


def test_tags_differ_by_more_than_case_and_accents(book: Book) -> None:
    book.add("Ana", tags=("Berlin", "berlin", "", " "))
    changed = people.tag(
        book.store, "ana", add=["BERLIN", "wórk"], drop=["nothing"], today=book.today
    )
    assert changed.contact.tags == ("berlin", "wórk")
    assert summary(book) == "tag: Ana +wórk"
    changed = people.tag(book.store, "ana", add=["x"], drop=["Work", "BERLIN"], today=book.today)
    assert changed.contact.tags == ("x",)
    assert summary(book) == "tag: Ana +x -berlin -wórk"


def test_a_tag_that_nobody_has_gets_no_rhythm(book: Book) -> None:
    book.add("Ana", tags=("family", "work"))
    book.add("Bob", tags=("work",))
    with pytest.raises(UnknownError, match='nobody has the tag "frends"') as caught:
        people.set_tag_rhythm(book.store, "frends", Cadence(1, "w"), today=book.today)
    assert caught.value.close == ("+work", "+family")
    assert people.set_tag_rhythm(book.store, "WORK", Cadence(1, "w"), today=book.today) == 2
    assert summary(book) == "every: +work every week"
    people.set_tag_rhythm(book.store, "work", None, today=book.today)
    assert summary(book) == "every: +work off"


def test_archived_and_back(book: Book) -> None:
    book.add("Ana")
    assert people.archive(book.store, "ana", today=book.today).contact.state == "archived"
    assert summary(book) == "archive: Ana archived"
    assert people.archive(book.store, "ana", today=book.today, off=True).contact.state == "active"


def test_a_snooze_ends_ahead(book: Book) -> None:
    book.add("Ana")
    until = book.today + timedelta(3)
    changed = people.snooze(book.store, "ana", until, today=book.today)
    assert changed.place.standing.status == "snoozed"
    assert summary(book) == f"snooze: Ana until {until}"
    for day in (book.today, book.today - timedelta(1)):
        with pytest.raises(UsageError, match="is not ahead"):
            people.snooze(book.store, "ana", day, today=book.today)
