"""Every file that another program wrote, taken into a real store: whole, once, and back out again."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from keepintouch import formats
from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.drafts import (
    FollowUpDraft,
    NoteDraft,
    PersonDraft,
    PlaceDraft,
    Problem,
    ReadOptions,
    TouchpointDraft,
)
from keepintouch.services import importing, looking, stepping
from keepintouch.services.importing.results import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from conftest import Book
    from keepintouch.services.importing.results import Imported

FOLDERS = (
    "abook", "bbdb", "chat", "csv", "friends", "ics", "ldif", "mbox", "monica", "orgcontacts",
    "taskwarrior", "vcard",
)  # fmt: skip
ADDED = ("new", "merged", "touchpoints", "notes", "occasions", "follow_ups", "places")
NEW = ("new", "touchpoints", "notes", "follow_ups", "places")
OF_NO_FORMAT = {"chatminer-whatsapp-target.json", "tb-addressbook-expected.json"}
OWN = frozenset({"ivan@example.org", "me@example.org"})


pytestmark = pytest.mark.no_cover


@pytest.fixture
def book(file_book: Book) -> Book:
    """Give a store in a file: what differs on a server is tested with smaller things."""
    return file_book


def files(folder: Path) -> list[Path]:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in found if path.name not in OF_NO_FORMAT]


def bring(book: Book, paths: Iterable[object], **options: object) -> Imported:
    wanted = Wanted(options=ReadOptions(own=OWN), **options.pop("wanted", {}))
    named = [str(path) for path in paths]
    return importing.run(book.store, named, today=book.today, wanted=wanted, **options)


def bring_strangers_too(book: Book, paths: Iterable[object]) -> Imported:
    paths = list(paths)
    seen = bring(book, paths, dry_run=True).suggested
    return bring(book, paths, wanted={"add": seen})


def steps(book: Book) -> Sequence[object]:
    return stepping.steps(book.store).steps


def new(found: Imported) -> dict[str, int]:
    """Return what was added, without what changed: of two records of one id the last one counts."""
    return {name: number for name, number in added(found).items() if name in NEW}


def added(found: Imported) -> dict[str, int]:
    return {name: number for name in ADDED if (number := getattr(found, name))}


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_other_programs_wrote_comes_in_once_and_goes_again(
    book: Book, fixtures: Path, folder: str
) -> None:
    found = files(fixtures / folder)
    before = book.text()
    first = bring_strangers_too(book, found)
    after = book.text()
    assert added(first)
    assert first.files
    assert book.findings() == []

    assert added(bring(book, found)) == {}
    assert book.text() == after
    assert new(bring(book, reversed(found))) == {}
    while len(steps(book)) > 1:
        stepping.undo(book.store, today=book.today)
    assert book.text() == after

    stepping.undo(book.store, today=book.today)
    assert book.text() == before
    stepping.redo(book.store, today=book.today)
    assert book.text() == after
    assert book.findings() == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_the_user_changed_stays_when_it_all_comes_again(
    book: Book, fixtures: Path, folder: str
) -> None:
    found = without_namesakes(files(fixtures / folder), book)
    bring_strangers_too(book, found)
    rows = looking.everyone(book.store, today=book.today).rows
    for row in rows[:20]:
        book.edit(
            row.contact.slug,
            org="Mine",
            birthday=None,
            points=(),
            nicknames=("Mine",),
            tags=("mine",),
        )
    edited = book.text()
    bring(book, found)
    assert book.text() == edited


def test_everything_at_once_in_any_order_is_the_same_number_of_people(
    book: Book, fixtures: Path
) -> None:
    found = files(fixtures)
    found.remove(fixtures / "README.md")
    bring_strangers_too(book, found)
    bring(book, found)  # letters that came before the cards of who wrote them
    assert book.findings() == []
    assert new(bring(book, sorted(found, key=os.path.getsize))) == {}
    assert new(bring(book, sorted(found, key=lambda path: path.name))) == {}


def without_namesakes(paths: Iterable[Path], book: Book) -> list[Path]:
    """Return the files without those that have a record of the same id as an earlier one."""
    seen: set[tuple[str, str | None]] = set()
    found = []
    for path in paths:
        ids = {
            (type(each).__name__, each.uid or each.name)
            for each in drafts(path, book)
            if isinstance(each, PersonDraft) and not each.only_if_known
        }
        if seen.isdisjoint(ids):
            found.append(path)
        seen |= ids
    return found


def drafts(path: Path, book: Book) -> list[object]:
    with path.open("rb") as stream:
        chosen = formats.find(path.name, stream.read(formats.HEAD_BYTES))
        assert chosen is not None, path
        stream.seek(0)
        options = ReadOptions(name=str(path), own=OWN, until=book.today)
        return list(chosen.reader().read(stream, options))


class Read(NamedTuple):
    """What a reader yields of a file: drafts of each kind, and problems."""

    people: int
    events: int
    problems: int


def read(path: Path, book: Book) -> Read:
    kinds = Counter(type(each) for each in drafts(path, book))
    events = sum(kinds[each] for each in (TouchpointDraft, NoteDraft, FollowUpDraft, PlaceDraft))
    return Read(kinds[PersonDraft], events, kinds[Problem])


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_dropped_silently(book: Book, fixtures: Path, folder: str) -> None:
    for path in files(fixtures / folder):
        expected = read(path, book)
        found = bring(book, [path])
        people = len(found.outcomes)
        assert people == expected.people, path
        assert len(found.problems) >= expected.problems, path
        happened = found.touchpoints + found.notes + found.follow_ups + found.places + found.skipped
        assert happened + people + len(found.problems) >= expected.events, path
        if added(found):
            stepping.undo(book.store, today=book.today)


def test_what_is_of_no_format_is_refused(book: Book, fixtures: Path) -> None:
    for name in OF_NO_FORMAT:
        (path,) = fixtures.rglob(name)
        with pytest.raises(UnreadableError):
            bring(book, [path])
