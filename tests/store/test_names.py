"""Finding people by what one calls them: the levels, starts, close spellings, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.contacts import Contact
from keepintouch.services import joining, people, stepping
from keepintouch.store import names

if TYPE_CHECKING:
    from conftest import Book


def levels(book: Book, key: str) -> list[tuple[str, str]]:
    with book.store.reading() as connection:
        found = names.matches(connection, [key]).get(key, ())
    return [(match.person.slug, match.level) for match in found]


def close(book: Book, text: str) -> list[str]:
    with book.store.reading() as connection:
        return [person.slug for person in names.close(connection, text)]


def starting(book: Book, start: str) -> list[str]:
    with book.store.reading() as connection:
        return [person.slug for person in names.starting(connection, start)]


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store of people whose names are alike."""
    names = (
        "Ana Berg", "José Ávila", "Jason", "Jason Bourne", "李小龍", "Łukasz Straßer",
        "Vincent van Gogh",
    )  # fmt: skip
    book.everybody(
        Contact("", "", "Ana Lima", nicknames=("Ani",)), *(Contact("", "", name) for name in names)
    )
    return book


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ana-lima", [("ana-lima", "slug")]),
        ("ana lima", [("ana-lima", "full")]),
        ("ani", [("ana-lima", "nickname")]),
        ("ana", [("ana-berg", "first"), ("ana-lima", "first")]),
        ("ana l", [("ana-lima", "initial")]),
        ("lima", [("ana-lima", "last")]),
        ("jose", [("jose-avila", "first")]),
        ("jason", [("jason", "slug"), ("jason-bourne", "first")]),
        ("李小龍", [("李小龍", "slug")]),
        ("lukasz strasser", [("lukasz-strasser", "full")]),
        ("gogh", [("vincent-van-gogh", "last")]),
        ("van", []),
        ("an", []),
        ("", []),
        ("'; drop table contact; --", []),
    ],
)
def test_a_name_is_found_at_its_level(
    full: Book, key: str, expected: list[tuple[str, str]]
) -> None:
    assert levels(full, key) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("an", ["ana-berg", "ana-lima"]),
        ("ja", ["jason", "jason-bourne"]),
        ("berg", ["ana-berg"]),
        ("李", ["李小龍"]),
        ("%", []),
        ("z", []),
    ],
)
def test_people_are_found_by_the_start_of_a_name(
    full: Book, start: str, expected: list[str]
) -> None:
    assert starting(full, start) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("anna lima", "ana-lima"),
        ("jsoe", "jose-avila"),
        ("Burg", "ana-berg"),
        ("lukas", "lukasz-strasser"),
        ("Vincint", "vincent-van-gogh"),
    ],
)
def test_close_spellings_are_offered(full: Book, text: str, first: str) -> None:
    assert first in close(full, text)[:2]


@pytest.mark.parametrize("text", ["xyz", "", "q", "%%%", "日本"])
def test_nobody_is_offered_for_what_is_not_close(full: Book, text: str) -> None:
    assert close(full, text) == []


def test_at_most_three_close_spellings_are_offered(book: Book) -> None:
    for number in range(6):
        book.add(f"Marianne Test{number}")
    assert len(close(book, "mariane")) == 3


def grams(book: Book) -> set[tuple[str, str]]:
    with book.store.reading() as connection:
        return set(connection.rows("SELECT gram, word FROM name_gram"))


def test_trigrams_go_with_the_last_person_of_a_name(book: Book) -> None:
    book.add("Ana Lima")
    alone = grams(book)
    book.add("Ana Berg")
    assert grams(book) > alone
    stepping.undo(book.store, today=book.today)
    assert grams(book) == alone
    joining.remove(book.store, "ana", today=book.today)
    assert grams(book) == set()
    stepping.undo(book.store, today=book.today)
    assert grams(book) == alone


def test_a_renamed_person_answers_to_both_handles(book: Book) -> None:
    book.add("Ana Lima")
    people.change(
        book.store,
        "ana",
        lambda contact: contact._replace(name="Ana Souza"),
        today=book.today,
        command="edit",
    )
    assert levels(book, "ana-lima") == [("ana-souza", "first")]
    assert levels(book, "ana-souza") == [("ana-souza", "slug")]
    assert levels(book, "lima") == []


def test_who_was_merged_answers_to_the_handle_they_had_even_with_one_name(book: Book) -> None:
    book.add("Ana Lima")
    book.add("Ana Lima")
    joining.merge(book.store, "ana-lima-2", "ana-lima", today=book.today)
    assert levels(book, "ana-lima-2") == [("ana-lima", "first")]
    stepping.undo(book.store, today=book.today)
    assert levels(book, "ana-lima-2") == [("ana-lima-2", "slug")]
    stepping.redo(book.store, today=book.today)
    assert levels(book, "ana-lima-2") == [("ana-lima", "first")]
    assert book.findings() == []
