"""What TAB offers, who may be one person, questions in SQL, and the made-up people."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.standing import Rules
from keepintouch.services import (
    demo,
    keeping,
    planning,
    querying,
    remembering,
    stepping,
    suggesting,
    twins,
)
from keepintouch.store import Store

if TYPE_CHECKING:
    from conftest import Book


@pytest.fixture
def full(file_book: Book) -> Book:
    """Give a store in a file, of people who may be one."""
    book = file_book
    book.add(
        "Ana Lima",
        cadence=Cadence(2, "w"),
        tags=("berlin", "work"),
        birthday=PartialDate(None, 5, 5),
    )
    book.add("Ana Berg", tags=("work",))
    book.add("ana lima")
    book.add("Bob Stone", points=(Point("email", "b@example.org"),))
    book.add("Bob", points=(Point("email", "B@example.org"),))
    book.log("ana-lima", day=date(2026, 11, 1), text="coffee")
    remembering.note(book.store, [], "nobody's", today=book.today)
    return book


def test_names_and_tags_are_offered_by_their_start(full: Book) -> None:
    found = suggesting.people(full.store, "ana l")
    assert [(each.slug, each.name) for each in found] == [
        ("ana-lima", "Ana Lima"),
        ("ana-lima-2", "ana lima"),
    ]
    assert found[0].cadence == Cadence(2, "w")
    assert len(suggesting.people(full.store, "", limit=2)) == 2
    assert suggesting.people(full.store, "zz") == []
    assert suggesting.tags(full.store, "") == ["work", "berlin"]
    assert suggesting.tags(full.store, "BER") == ["berlin"]


def test_who_may_be_one_is_told_with_the_evidence(full: Book) -> None:
    found = [(each.first.slug, each.second.slug, each.why) for each in twins.likely(full.store)]
    assert found == [
        ("ana-lima", "ana-lima-2", "same name"),
        ("bob-stone", "bob", "same e-mail"),
    ]
    assert len(twins.likely(full.store, limit=1)) == 1


def test_without_a_store_nothing_is_offered(new_store: Store) -> None:
    assert suggesting.people(new_store, "a") == suggesting.tags(new_store, "a") == []
    assert twins.likely(new_store) == []
    assert querying.query(new_store, "SELECT 1") == ((), [])
    assert not new_store.exists


def test_every_view_can_be_asked(full: Book) -> None:
    for name, (columns, _) in querying.VIEWS.items():
        answer = querying.query(full.store, f"SELECT * FROM {name}")
        assert ", ".join(answer.columns) == columns
    answer = querying.query(
        full.store, "SELECT slug, birthday, last FROM people WHERE every = ?", ["P2W"]
    )
    assert answer == (("slug", "birthday", "last"), [("ana-lima", "--05-05", "2026-11-01")])
    assert querying.query(full.store, "SELECT x'00ff' AS raw").rows == [("00ff",)]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM contact",
        "INSERT INTO note VALUES (1)",
        "DROP VIEW people",
        "CREATE TEMP TABLE mine (x)",
        "ATTACH '/tmp/other.db' AS other",
        "PRAGMA writable_schema = ON",
        "VACUUM",
        "SELECT load_extension('x')",
        "SELEKT",
        "SELECT 1; SELECT 2",
        "SELECT ?",
        "",
    ],
)
def test_what_would_write_or_is_no_question_is_refused(full: Book, sql: str) -> None:
    before = full.text()
    if sql:
        with pytest.raises(UsageError, match="SQLite says"):
            querying.query(full.store, sql)
    else:
        assert querying.query(full.store, sql) == ((), [])
    assert full.text() == before


def test_a_server_is_asked_with_its_own_tools() -> None:
    store = Store("postgresql://host/name", Rules(), backups=False)
    with pytest.raises(UsageError, match="with the server's own tools"):
        querying.query(store, "SELECT 1")


@pytest.mark.parametrize("on", ["2026-11-22", "2028-02-27", "2028-02-29", "2027-01-01"])
def test_made_up_people_can_be_looked_at_on_any_day(book: Book, on: str) -> None:
    book.today = date.fromisoformat(on)
    assert demo.fill(book.store, book.today) == 10
    due = planning.due(book.store, today=book.today)
    assert due.total >= 3
    assert due.soon
    assert book.findings() == []
    (step,) = stepping.undo(book.store, today=book.today).steps
    assert step.command == "demo"


def test_a_copy_can_be_asked_as_well(full: Book) -> None:
    copy = Store(keeping.backup(full.store), Rules(), backups=False)
    assert os.path.exists(copy.place)
    assert querying.query(copy, "SELECT count(*) FROM people").rows == [(5,)]
    copy.close()
