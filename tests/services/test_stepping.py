"""Undo and redo of commands, and what is remembered of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import StoreError, UsageError
from keepintouch.services import looking, stepping
from keepintouch.store import Store, journal

if TYPE_CHECKING:
    from datetime import date

    from conftest import Book


def test_steps_go_back_newest_first_and_forward_oldest_first(book: Book) -> None:
    for name in ("Ana", "Bob", "Cy"):
        book.add(name)
    taken = stepping.undo(book.store, today=book.today, times=2).steps
    assert [step.summary for step in taken] == ["Cy", "Bob"]
    made = stepping.redo(book.store, today=book.today, times=9).steps
    assert [step.summary for step in made] == ["Bob", "Cy"]
    assert [step.summary for step in stepping.steps(book.store).steps] == ["Cy", "Bob", "Ana"]
    assert [step.summary for step in stepping.steps(book.store, limit=1).steps] == ["Cy"]


def test_what_was_undone_cannot_be_made_again_after_something_else(book: Book) -> None:
    book.add("Ana")
    stepping.undo(book.store, today=book.today)
    book.add("Bob")
    with pytest.raises(UsageError, match="nothing to redo"):
        stepping.redo(book.store, today=book.today)
    assert len(stepping.undo(book.store, today=book.today, times=9).steps) == 1


def test_nothing_to_step_through_is_told_and_makes_no_store(
    new_store: Store, book: Book, today: date
) -> None:
    with pytest.raises(UsageError, match="nothing to undo"):
        stepping.undo(book.store, today=today)
    with pytest.raises(UsageError, match="nothing to redo"):
        stepping.redo(book.store, today=today)


def test_without_a_store_there_are_no_steps(new_store: Store, today: date) -> None:
    assert stepping.steps(new_store).steps == ()
    with pytest.raises(UsageError, match="nothing to undo"):
        stepping.undo(new_store, today=today)
    assert not new_store.exists


def test_a_trial_and_a_failure_leave_no_step(book: Book) -> None:
    with book.store.writing(book.today) as writing:
        writing.step.insert("tag", tag_key="a", tag="A")
        writing.done("tag", "A")
        writing.drop()
    with pytest.raises(ZeroDivisionError), book.store.writing(book.today) as writing:
        writing.step.insert("tag", tag_key="a", tag=str(1 / (writing.step.seq - 1)))
    with book.store.writing(book.today) as writing:
        writing.step.insert("tag", tag_key="a", tag="A")
    with book.store.reading() as connection:
        assert connection.rows("SELECT tag FROM tag") == []
    assert stepping.steps(book.store).steps == ()


def test_the_newest_steps_and_those_of_a_year_are_kept(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_STEPS", 3)
    book.add("Ana")
    for number in range(5):
        book.edit("ana", title=f"title {number}")
    assert len(stepping.steps(book.store, limit=99).steps) == 6
    with book.store.writing(book.today) as writing:
        writing.connection.run("UPDATE step SET at = '2020-01-01T00:00:00+00:00' WHERE seq < 6")
    book.edit("ana", title="last")
    kept = stepping.steps(book.store, limit=99).steps
    assert [step.seq for step in kept] == [7, 6, 5]
    with book.store.reading() as connection:
        assert connection.rows("SELECT min(seq) FROM chunk") == [(5,)]
    stepping.undo(book.store, today=book.today, times=9)
    assert looking.show(book.store, "ana", today=book.today).contact.title == "title 2"


def test_a_step_of_many_rows_is_packed_in_chunks(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "PACKED", 10)
    before = book.text()
    book.add(
        "Ana", tags=tuple(f"tag {number}" for number in range(35)), nicknames=("x" * 3000,) * 20
    )
    after = book.text()
    with book.store.reading() as connection:
        (count,) = connection.row("SELECT count(*) FROM chunk") or (0,)
    assert count > 1
    stepping.undo(book.store, today=book.today)
    assert book.text() == before
    stepping.redo(book.store, today=book.today)
    assert book.text() == after
    assert book.findings() == []


@pytest.mark.parametrize("data", [b"[1", b"\x00\x01 no chunk"])
def test_a_damaged_step_is_told_and_nothing_changes(book: Book, data: bytes) -> None:
    book.add("Ana")
    with book.store.writing(book.today) as writing:
        writing.connection.run("UPDATE chunk SET data = :data", data=data)
    before = book.text()
    with pytest.raises(StoreError, match=r"a step of the journal is damaged\. Nothing was changed"):
        stepping.undo(book.store, today=book.today)
    assert book.text() == before


def test_a_row_is_changed_only_where_it_differs(book: Book) -> None:
    ana = book.add("Ana", title="Dr")
    with book.store.writing(book.today) as writing:
        step = writing.step
        assert not step.update("contact", ("nobody",), title="Prof")
        assert not step.update("contact", (ana.id,), title="Dr")
        step.delete("contact", ("nobody",))
        step.replace("nickname", [], contact_id=ana.id)
        step.insert_many("nickname", [])
        assert step.empty
        assert step.update("contact", (ana.id,), title="Prof")
        writing.done("edit", "Ana")
    with book.store.reading() as connection:
        (changed,) = (each for each in journal.chunks.changes(connection, 2))
    assert changed == ["~", "contact", [ana.id], {"title": "Dr"}, {"title": "Prof"}]
