"""Finding text: words and starts of words, whatever is typed, in step with every change."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepintouch.domain.contacts import Point
from keepintouch.services import joining, keeping, looking, remembering, stepping
from keepintouch.store import searching

if TYPE_CHECKING:
    from conftest import Book


@pytest.fixture(params=["indexed", "read through"])
def full(request: pytest.FixtureRequest, book: Book) -> Book:
    """Give a store with texts in every place, once without indexes."""
    if request.param == "read through" and not book.store.on_server:
        raw = sqlite3.connect(book.store.place)
        for table in searching.SEARCHED:
            for event in ("insert", "delete", "update"):
                raw.execute(f"DROP TRIGGER find_{table}_{event}")
            raw.execute(f"DROP TABLE find_{table}")
        raw.close()
    book.add("Ana Lima", org="Ávila & Söhne", place="Berlin", tags=("berlin",))
    book.add("Łukasz Straßer", points=(Point("email", "lukasz@example.org"),))
    book.log("ana", day=date(2026, 11, 1), text="Berlin move is on, 50 % sure")
    book.log("ana", "lukasz", day=date(2026, 11, 20), text="ice_cream in BERLIN")
    remembering.note(book.store, ["ana"], "hates “phone calls”, loves naïve art", today=book.today)
    remembering.note(book.store, [], "nobody's: the Berlin airport", today=book.today)
    remembering.remind(
        book.store, ["lukasz"], date(2026, 12, 1), "ask about Łódź", today=book.today
    )
    return book


def hits(book: Book, text: str, who: str | None = None) -> list[tuple[str | None, str]]:
    found = looking.find(book.store, text, who=who)
    return [(each.person.slug if each.person else None, each.hit.where) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "berlin",
            [
                ("ana-lima", "tag"),
                ("ana-lima", "name"),
                (None, "note"),
                ("ana-lima", "talked"),
                ("lukasz-strasser", "talked"),
                ("ana-lima", "talked"),
            ],
        ),
        ("berl move", [("ana-lima", "talked")]),
        ("erlin", []),
        ("avila", [("ana-lima", "name")]),
        ("SÖHNE", [("ana-lima", "name")]),
        ("Łukasz", [("lukasz-strasser", "name"), ("lukasz-strasser", "email")]),
        ("łódź", [("lukasz-strasser", "follow-up")]),
        ("example", [("lukasz-strasser", "email")]),
        ("naive", [("ana-lima", "note")]),
        ("phone calls", [("ana-lima", "note")]),
        ("50 %", [("ana-lima", "talked")]),
        ("ice_cream", [("ana-lima", "talked"), ("lukasz-strasser", "talked")]),
        ("+berlin", [("ana-lima", "tag")]),
        ("%", []),
        ("", []),
    ],
)
def test_words_are_found_wherever_they_stand(
    full: Book, text: str, expected: list[tuple[str | None, str]]
) -> None:
    found = hits(full, text)
    assert found[: len(expected)] == expected
    if text != "+berlin":
        assert len(found) == len(expected)


def test_one_persons_texts_are_found_alone(full: Book) -> None:
    assert hits(full, "berlin", who="lukasz") == [("lukasz-strasser", "talked")]
    assert hits(full, "berlin", who="ana")[0] == ("ana-lima", "tag")


def test_what_happened_last_comes_first(full: Book) -> None:
    days = [
        each.hit.day for each in looking.find(full.store, "berlin") if each.hit.where == "talked"
    ]
    assert days == [date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 1)]


def test_a_limit_holds_for_each_place(full: Book) -> None:
    assert len(looking.find(full.store, "berlin", limit=1)) == 4


@pytest.mark.parametrize(
    "text",
    ['"', "''", "a OR b", "a AND", "NEAR(a b)", "a*", "-a", "a:b", "(a", "^a", "_", "%_%", "\\", "²",
     "name:ana", "{a b}", "a + b", "\x00", "\udcff", "'; DROP TABLE note; --", "a" * 10_000],
)  # fmt: skip
def test_no_text_is_a_query_of_its_own(full: Book, text: str) -> None:
    looking.find(full.store, text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=12), who=st.sampled_from((None, "ana")))
def test_any_text_may_be_looked_for(full: Book, text: str, who: str | None) -> None:
    looking.find(full.store, text, who=who)


def test_undo_and_redo_keep_the_words_in_step(full: Book) -> None:
    full.log("ana", text="zeppelin")
    assert hits(full, "zepp") == [("ana-lima", "talked")]
    stepping.undo(full.store, today=full.today)
    assert hits(full, "zepp") == []
    stepping.redo(full.store, today=full.today)
    assert hits(full, "zepp") == [("ana-lima", "talked")]
    full.edit("ana", place="Zeppelinheim")
    assert hits(full, "zeppelinh") == [("ana-lima", "name")]
    joining.remove(full.store, "ana", today=full.today)
    assert hits(full, "zepp") == []
    assert full.findings() == []


def test_texts_that_an_index_lacks_are_noticed_and_mended(file_book: Book) -> None:
    book = file_book
    book.add("Ana")
    book.store.close()
    raw = sqlite3.connect(book.store.place)
    raw.execute("DROP TRIGGER find_note_insert")
    raw.execute("INSERT INTO note (id, day, text) VALUES ('n', '2026-11-22', 'zeppelin')")
    raw.commit()
    raw.close()
    assert hits(book, "zeppelin") == []
    assert [each.id for each in book.findings()] == ["search"]
    assert keeping.check(book.store, today=book.today, repair=True) == []
    assert hits(book, "zeppelin") == [(None, "note")]
