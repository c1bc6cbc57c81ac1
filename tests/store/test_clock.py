"""A machine whose clock was set back is told so, on reading as on writing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.services import people

if TYPE_CHECKING:
    from conftest import Book


def made(book: Book, ahead: timedelta) -> str:
    """Let the last step have been made so far ahead of now; return its day."""
    at = (datetime.now(UTC) + ahead).isoformat(timespec="seconds")
    with book.store.writing(book.today) as writing:
        writing.connection.run("UPDATE step SET at = :at", at=at)
        writing.connection.commit()
        writing.connection.begin(write=True)
    book.store.close()
    book.store.notices.clear()
    return at[:10]


@pytest.mark.parametrize("ahead", [timedelta(days=-3), timedelta(minutes=50)])
def test_a_clock_that_is_right_or_nearly_so_is_not_spoken_of(book: Book, ahead: timedelta) -> None:
    book.add("Ana")
    made(book, ahead)
    with book.store.reading():
        assert book.store.notices == []


def test_a_clock_set_back_is_said_once_on_reading_and_writing(book: Book) -> None:
    book.add("Ana")
    day = made(book, timedelta(days=12))
    with book.store.reading():
        pass
    people.archive(book.store, "ana", today=book.today)
    assert len(book.store.notices) == 1
    assert f"on {day}, which is still to come" in book.store.notices[0]


def test_after_a_change_by_the_right_clock_nothing_is_said_any_more(book: Book) -> None:
    book.add("Ana")
    made(book, timedelta(days=12))
    people.archive(book.store, "ana", today=book.today)
    book.store.close()
    book.store.notices.clear()
    with book.store.reading():
        assert book.store.notices == []
