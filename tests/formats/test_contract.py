"""What every format that writes promises: it loses what it says it loses, and nothing else.

A new line in `FORMATS` is tested here from its first day. What a format holds is what comes
back into another store; of one that is only looked at, what makes a difference to the bytes.
"""

from __future__ import annotations

import io
from datetime import date
from shutil import copyfile
from typing import TYPE_CHECKING

import example_store as example
import pytest

from keepintouch import formats
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.standing import Rules
from keepintouch.formats import Book
from keepintouch.formats.drafts import WriteOptions
from keepintouch.services import exporting, importing, keeping
from keepintouch.services.importing.results import Wanted
from keepintouch.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from keepintouch.formats import Format

TODAY = date(2026, 11, 22)
VIEWS = [each.name for each in formats.FORMATS if each.writes and not each.reads] + ["ics"]
"""Formats to look at: kit reads calendars, but for meetings, and for birthdays of known people."""
VARIANTS = (("vcard", {"version": "3.0"}), ("vcard", {"version": "4.0"}), ("csv", {"raw": True}))
WRITTEN = [
    *((each.name, WriteOptions(today=TODAY)) for each in formats.FORMATS if each.writes),
    *((name, WriteOptions(today=TODAY, **given)) for name, given in VARIANTS),
]
COMING_BACK = [each for each in WRITTEN if each[0] not in VIEWS]
EVERYTHING = {".".join(filter(None, each)) for each in example.paths()} | {
    "contact.relations.contact_id"
}


def written(chosen: Format, book: Book, options: WriteOptions) -> bytes:
    if chosen.folder:
        return repr(list(chosen.folder_writer().pages(book, options))).encode()
    stream = io.BytesIO()
    chosen.writer().write(book, stream, options)
    return stream.getvalue()


def declared(chosen: Format) -> set[str]:
    return {field for loss in chosen.writer().LOSSES for field in loss.fields.split()}


def without_effect(chosen: Format, options: WriteOptions) -> set[str]:
    """Return the facts that make no difference to what is written."""
    everything = written(chosen, example.book(), options)
    return {
        ".".join(filter(None, each))
        for each in example.paths()
        if written(chosen, example.book(each), options) == everything
    }


@pytest.fixture
def other(tmp_path: Path, blank: Path) -> Iterator[Store]:
    place = tmp_path / "other.db"
    copyfile(blank, place)
    store = Store(str(place), Rules(), backups=False)
    yield store
    store.close()


def brought_back(store: Store, name: str, data: bytes) -> Book:
    wanted = Wanted(format=name, stdin=io.BytesIO(data))
    importing.run(store, ["-"], today=TODAY, wanted=wanted)
    assert keeping.check(store, today=TODAY) == []
    with exporting.opened(store) as book:
        found = book()
        streams = ("contacts", "touchpoints", "notes", "follow_ups")
        return found._replace(**{each: list(getattr(found, each)) for each in streams})


def test_the_example_has_a_value_in_every_field() -> None:
    for label, kind in example.FIELDS.items():
        told = {each.field for each in example.paths() if each.label == label}
        told.remove("")
        of_the_closed = {"state", "closed_on"} if label == "follow-up" else set()
        assert told | of_the_closed == set(kind._fields)


@pytest.mark.parametrize(("name", "options"), WRITTEN, ids=str)
def test_every_loss_is_of_something_there_is(name: str, options: WriteOptions) -> None:
    for loss in formats.named(name).writer().LOSSES:
        assert loss.words
        assert loss.fields
        assert set(loss.fields.split()) <= EVERYTHING


@pytest.mark.parametrize("name", VIEWS)
def test_what_makes_no_difference_to_a_view_is_declared_and_nothing_else(name: str) -> None:
    chosen = formats.named(name)
    lost = without_effect(chosen, WriteOptions(today=TODAY))
    assert example.whole(lost) == declared(chosen)


@pytest.mark.parametrize(("name", "options"), COMING_BACK, ids=str)
def test_what_comes_back_lacks_what_is_declared_and_nothing_else(
    name: str, options: WriteOptions, other: Store
) -> None:
    chosen = formats.named(name)
    after = brought_back(other, name, written(chosen, example.book(), options))
    assert example.whole(example.differences(example.book(), after)) == declared(chosen)


@pytest.mark.parametrize(
    ("name", "options"),
    [each for each in WRITTEN if "contact.points" not in declared(formats.named(each[0]))],
    ids=str,
)
def test_a_way_to_reach_somebody_that_a_later_kit_knows_is_written(
    name: str, options: WriteOptions
) -> None:
    chosen = formats.named(name)
    person = Contact("1", "ana", "Ana", points=(Point("pigeon", "loft 7", "at dawn"),))
    assert b"loft 7" in written(chosen, Book([person]), options)
