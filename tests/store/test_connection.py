"""One connection: values of any kind, batches, and failures in the user's words."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.errors import KitError, StoreError
from keepintouch.services import keeping, remembering
from keepintouch.store import backups, checking, creating, meta, opening
from keepintouch.store.connection import FileConnection, batches, placeholders, well_formed
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from datetime import date

    from conftest import Book
    from keepintouch.store import Store


@given(st.text())
def test_a_text_that_is_kept_is_well_formed_and_otherwise_the_same(text: str) -> None:
    assert well_formed(text) == text
    assert well_formed(text + "\ud800") == text + "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("\ud83d\ude00", "\U0001f600"),
        ("\udcff", "\ufffd"),
        (5, 5),
        (None, None),
        (b"\xff", b"\xff"),
    ],
)
def test_surrogates_are_joined_or_replaced(value: object, kept: object) -> None:
    assert well_formed(value) == kept


def test_a_question_may_hold_any_text(store: Store) -> None:
    with store.reading() as connection:
        assert connection.row("SELECT :a, :b", a="x\udcffy", b=1) == ("x\ufffdy", 1)
        assert list(connection.stream("SELECT :a", a="\ud800")) == [("\ufffd",)]


def test_rows_are_added_many_at_a_time(book: Book) -> None:
    rows = [
        (f"n{number}", book.today, "a\ud800" if number == 7 else "text") for number in range(1200)
    ]
    with book.store.writing(book.today) as writing:
        writing.connection.insert("note", ("id", "day", "text"), rows)
        writing.connection.insert("note", ("id", "day", "text"), rows[:3], skip=True)
        writing.connection.insert("note", ("id", "day", "text"), [])
        writing.done("note", "many")
    with book.store.reading() as connection:
        assert connection.row("SELECT count(*) FROM note") == (1200,)
        assert connection.row("SELECT text FROM note WHERE id = 'n7'") == ("a\ufffd",)
        assert sum(1 for _ in connection.stream("SELECT id FROM note")) == 1200


@given(st.lists(st.text(max_size=3)), st.integers(1, 5))
def test_batches_hold_everything_in_order(values: list[str], size: int) -> None:
    found = list(batches(values, size))
    assert [each for batch in found for each in batch] == values
    assert all(0 < len(batch) <= size for batch in found)


def test_slots_are_named_after_their_values() -> None:
    assert placeholders("id", ["a", "b"]) == (":id0, :id1", {"id0": "a", "id1": "b"})


def test_ids_are_of_version_7_and_increase(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {each[14] for each in made} == {"7"}
    assert {each[19] for each in made} <= set("89ab")
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert new_id() > made[-1]


def test_facts_about_the_store_can_be_put_again(store: Store, today: date) -> None:
    with store.writing(today) as writing:
        assert meta.get(writing.connection, "x") is None
        meta.put(writing.connection, "x", "1")
        meta.put(writing.connection, "x", "2")
        assert meta.get(writing.connection, "x") == "2"


def test_a_full_file_system_is_told_as_such(file_store: Store, today: date) -> None:
    with file_store.writing(today):
        pass
    writer = file_store._writer
    assert writer is not None
    (pages,) = writer.row("PRAGMA page_count") or (0,)
    writer.row(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(KitError, match=r"the disk is full\. Nothing was changed"):
        remembering.note(file_store, [], "x" * 100_000, today=today)
    with file_store.reading() as connection:
        assert connection.rows("SELECT id FROM note") == []


def test_a_bug_of_ours_stays_a_bug(file_store: Store, today: date) -> None:
    with file_store.reading() as connection:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.rows("SELECT :a")
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            connection.begin(write=False)
    with pytest.raises(sqlite3.IntegrityError), file_store.writing(today) as writing:
        writing.step.insert("follow_up", id="f", due_on=today, text="", state="late")


def test_a_migration_that_fails_otherwise_is_a_bug(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import DBAPIError

    def fail(_url: object) -> None:
        raise DBAPIError("SELECT 1", {}, ValueError("no"))

    monkeypatch.setattr(creating, "migrate", fail)
    with pytest.raises(DBAPIError):
        creating.upgrade(file_store.place, 1)


@pytest.mark.parametrize("broken", ["keepintouch.store.opening.FileConnection", "row"])
def test_a_journal_that_nobody_may_roll_back_keeps_nobody_from_trying_to_read(
    file_store: Store, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    with open(f"{file_store.place}-journal", "w"):
        pass
    original = FileConnection

    class Shut(FileConnection):
        def __init__(self, path: str, *, write: bool) -> None:
            if write and broken != "row":
                raise KitError("cannot be written")
            super().__init__(path, write=write)
            self.write = write

        def row(self, sql: str, /, **values: object) -> tuple[object, ...] | None:
            if self.write:
                raise KitError("cannot be written")
            return original.row(self, sql, **values)

    monkeypatch.setattr(opening, "FileConnection", Shut)
    with file_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM contact") == (0,)


def test_a_copy_that_is_not_whole_is_no_copy(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileConnection, "row", lambda *_args, **_values: ("page 3 is gone",))
    with pytest.raises(StoreError, match=r"is damaged \(page 3 is gone\)\. It was not used"):
        keeping.backup(file_store)
    assert backups.listed(file_store.place) == []
    assert os.listdir(backups.folder_of(file_store.place)) == []


def test_values_that_cannot_even_be_looked_at_are_damage(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise TypeError("not a number")

    monkeypatch.setattr(checking, "findings", fail)
    with (
        pytest.raises(StoreError, match=r"a value cannot be read \(TypeError\)"),
        file_store.reading(),
    ):
        raise KeyError("gone")
