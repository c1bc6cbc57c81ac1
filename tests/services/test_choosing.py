"""Who is meant: one person, a question, or near misses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.contacts import Contact
from keepintouch.domain.errors import AmbiguousError, UnknownError
from keepintouch.services import choosing, people, remembering

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.store import Store


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store of people whose names are alike."""
    names = {
        "Ana Lima": (),
        "Ana Berg": (),
        "Bob Stone": ("Bobby",),
        "José Ávila": (),
        "Ruth Stone": ("Grandma",),
        "Łukasz Ek": (),
        "李小龍": (),
        "Jason": (),
        "Jason Bourne": (),
        "Mary Anne van der Berg": (),
    }
    book.everybody(*(Contact("", "", name, nicknames=each) for name, each in names.items()))
    return book


def who(book: Book, text: str) -> str:
    with book.store.reading() as connection:
        return choosing.person(connection, text).slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ana-lima", "ana-lima"),
        ("@ana-lima", "ana-lima"),
        ("@Ana-Lima", "ana-lima"),
        ("Ana Lima", "ana-lima"),
        ("ANA   LIMA", "ana-lima"),
        ("ana l", "ana-lima"),
        ("ana l.", "ana-lima"),
        ("lima", "ana-lima"),
        ("bobby", "bob-stone"),
        ("Grandma", "ruth-stone"),
        ("jose", "jose-avila"),
        ("JOSÉ", "jose-avila"),
        ("avila", "jose-avila"),
        ("lukasz", "lukasz-ek"),
        ("Łukasz", "lukasz-ek"),
        ("李小龍", "李小龍"),
        ("jason", "jason"),
        ("bourne", "jason-bourne"),
        ("mary", "mary-anne-van-der-berg"),
        ("mary anne", "mary-anne-van-der-berg"),
        ("van der Berg", "mary-anne-van-der-berg"),
        ("grand", "ruth-stone"),
        ("jas", None),
        ("lu", "lukasz-ek"),
        ("@lu", "lukasz-ek"),
    ],
)
def test_a_name_means_one_person(full: Book, text: str, slug: str | None) -> None:
    if slug is None:
        with pytest.raises(AmbiguousError):
            who(full, text)
    else:
        assert who(full, text) == slug


@pytest.mark.parametrize(
    ("text", "slugs"),
    [("ana", {"ana-berg", "ana-lima"}), ("stone", {"bob-stone", "ruth-stone"}), ("a", None)],
)
def test_several_are_asked_about(full: Book, text: str, slugs: set[str] | None) -> None:
    with pytest.raises(AmbiguousError) as caught:
        who(full, text)
    if slugs:
        assert set(caught.value.candidates) == slugs
    assert f'"{text}" could be' in caught.value.message
    assert caught.value.exit_code == 4
    assert caught.value.attempt[0].endswith(caught.value.candidates[0])


def test_those_talked_to_last_come_first(full: Book) -> None:
    full.log("ana-lima", day=date(2026, 10, 1))
    full.log("ana-berg", day=date(2026, 11, 1))
    with pytest.raises(AmbiguousError) as caught:
        who(full, "ana")
    assert caught.value.candidates == ("ana-berg", "ana-lima")
    with full.store.reading() as connection:
        found = choosing.people(connection, ["ana-lima", "ana-berg", "bob-stone"])
        rows = choosing.candidates(connection, found)
    assert [(each.person.slug, each.last_on) for each in rows] == [
        ("ana-berg", date(2026, 11, 1)),
        ("ana-lima", date(2026, 10, 1)),
        ("bob-stone", None),
    ]


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("anna lima", "Ana Lima (ana-lima)"),
        ("Bobxy", "Bob Stone (bob-stone)"),
        ("sma", None),
        ("", None),
        ("@", None),
        ("   ", None),
        ("@nobody", None),
    ],
)
def test_nobody_is_told_with_what_is_near(full: Book, text: str, close: str | None) -> None:
    with pytest.raises(UnknownError) as caught:
        who(full, text)
    assert caught.value.exit_code == 3
    assert caught.value.attempt[-1].startswith("kit add ")
    if close:
        assert caught.value.close[0] == close
        assert caught.value.attempt[0].startswith("kit show ")
    else:
        assert caught.value.close == ()


@pytest.mark.parametrize(
    ("words", "slug", "rest"),
    [
        ("ana lima hates phone calls", "ana-lima", "hates phone calls"),
        ("bob thu send the list", "bob-stone", "thu send the list"),
        ("mary anne van der berg is here", "mary-anne-van-der-berg", "is here"),
        ("jason bourne called", "jason-bourne", "called"),
        ("jason called", "jason", "called"),
        ("luk", "lukasz-ek", ""),
    ],
)
def test_the_longest_name_at_the_start_of_a_line_is_taken(
    full: Book, words: str, slug: str, rest: str
) -> None:
    with full.store.reading() as connection:
        person, left = choosing.leading(connection, words.split())
    assert (person.slug, " ".join(left)) == (slug, rest)


def test_a_line_that_begins_with_several_is_asked_about(full: Book) -> None:
    with full.store.reading() as connection, pytest.raises(AmbiguousError):
        choosing.leading(connection, ["ana", "called"])


def test_one_person_named_twice_is_one_person(full: Book) -> None:
    with full.store.reading() as connection:
        found = choosing.people(connection, ["bob", "bobby", "ana-lima", "@bob-stone"])
    assert [each.slug for each in found] == ["bob-stone", "ana-lima"]


def test_naming_somebody_makes_no_store(new_store: Store, today: date) -> None:
    for write in (
        lambda: people.set_rhythm(new_store, "ana", None, today=today),
        lambda: people.set_tag_rhythm(new_store, "x", None, today=today),
        lambda: remembering.drop_date(new_store, "ana", "birthday", today=today),
    ):
        with pytest.raises(UnknownError, match="no one is here yet"):
            write()
    assert not new_store.exists


def test_a_former_handle_does_not_outrank_those_who_are_called_so(book: Book) -> None:
    book.everybody(
        *(Contact("", slug, name) for slug, name in (("bo", "Bo"), ("mia-ek", "Mia Ek")))
    )
    people.change(
        book.store,
        "bo",
        lambda each: each._replace(name="Ulla Wik"),
        today=book.today,
        command="edit",
    )
    people.change(
        book.store,
        "mia-ek",
        lambda each: each._replace(name="Mia Lund"),
        today=book.today,
        command="edit",
    )
    assert (who(book, "bo"), who(book, "mia-ek")) == ("ulla-wik", "mia-lund")
    book.everybody(Contact("", "", "Bo Ahl"))
    with pytest.raises(AmbiguousError) as found:
        who(book, "bo")
    assert set(found.value.candidates) == {"bo-ahl", "ulla-wik"}
    assert who(book, "@bo") == "ulla-wik"
    book.everybody(Contact("", "", "Robert Ny", nicknames=("Bo",)))
    assert who(book, "bo") == "robert-ny"
    assert who(book, "mia-ek") == "mia-lund"
