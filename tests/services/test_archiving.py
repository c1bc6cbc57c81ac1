"""The archive: everything in a folder, whole or not at all, and the store again out of it."""

from __future__ import annotations

import io
import json
import os
import resource
import zipfile
from contextlib import contextmanager
from datetime import date
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from keepintouch import formats
from keepintouch.domain.errors import KitError, UnknownError, UsageError
from keepintouch.domain.standing import Rules
from keepintouch.formats import csv, vcard
from keepintouch.formats.drafts import PersonDraft, ReadOptions, WriteOptions
from keepintouch.services import archiving, exporting, importing, keeping
from keepintouch.services.candidates import Asked
from keepintouch.services.importing.records import Records
from keepintouch.services.importing.results import Wanted
from keepintouch.store import Store
from tests.services.whole_stores import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from conftest import Book
    from keepintouch.services.importing.results import Imported

TODAY = date(2026, 11, 22)
WANTED = exporting.Wanted(WriteOptions(today=TODAY), due=Asked(rows=None))


def archive(store: Store, folder: Path, *, overwrite: bool = False, settings: str = "") -> int:
    return archiving.archive(
        store, str(folder), WANTED, settings=settings, overwrite=overwrite
    ).files


def rebuilt(store: Store, *paths: Path) -> Imported:
    return importing.run(store, [str(each) for each in paths], today=TODAY)


def text(store: Store) -> str:
    stream = io.BytesIO()
    exporting.export(store, formats.named("kit"), stream)
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def places(
    tmp_path_factory: pytest.TempPathFactory, blank: Path
) -> Iterator[Iterator[tuple[Store, Store, Path]]]:
    """Give two empty stores and a place for an archive, again and again."""
    opened: list[Store] = []

    def each() -> Iterator[tuple[Store, Store, Path]]:
        while True:
            folder = tmp_path_factory.mktemp("stores")
            for name in ("one.db", "other.db"):
                copyfile(blank, folder / name)
                opened.append(Store(str(folder / name), Rules(), backups=False))
            yield opened[-2], opened[-1], folder / "archive"

    yield each()
    for store in opened:
        store.close()


def assert_everybody_is_in_every_copy(folder: Path) -> None:
    lines = (folder / "store.jsonl").read_bytes().splitlines()[1:]
    people = [each for each in map(json.loads, lines) if each["record"] == "contact"]
    near = [each for each in people if each["state"] in {"active", "paused"}]
    copies = folder / "readable"
    for copy, name in ((vcard, "people.vcf"), (csv, "people.csv")):
        drafts = copy.read(io.BytesIO((copies / name).read_bytes()), ReadOptions())
        found = [each.uid for each in drafts if isinstance(each, PersonDraft)]
        assert found == [each["id"] for each in people]
    assert (copies / "people.html").read_text().count("<article>") == len(near)
    assert len(list((copies / "people").glob("people/*.md"))) == len(people)
    calendar = Calendar.from_ical((copies / "people.ics").read_bytes())
    assert not calendar.errors


@given(found=records())
@settings(max_examples=20)
def test_any_store_comes_back_out_of_its_archive(
    places: Iterator[tuple[Store, Store, Path]], found: list[Any]
) -> None:
    store, other, folder = next(places)
    with store.writing(TODAY) as writing:
        Records(writing).take(found)
        writing.done("import", "whatever it is")
    assert keeping.check(store, today=TODAY) == []
    archive(store, folder)
    assert_everybody_is_in_every_copy(folder)
    result = rebuilt(other, folder)
    assert result.problems == ()
    assert text(other) == text(store)
    assert keeping.check(other, today=TODAY) == []


@pytest.fixture
def peopled(book: Book) -> Book:
    bring(book, CARD)
    book.add("Bob Stone", state="archived")
    book.log("zed", "bob", text="coffee")
    return book


CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nUID:u\nFN:Zed Ek\nX-ODD:kept\n"
    "PHOTO;ENCODING=b:/9j/aGVsbG8=\nEND:VCARD\n"
)


def bring(book: Book, card: str) -> None:
    wanted = Wanted(stdin=io.BytesIO(card.encode()))
    importing.run(book.store, ["-"], today=TODAY, wanted=wanted)


@pytest.fixture
def other(new_store: Store, blank: Path) -> Iterator[Store]:
    """Give an empty store beside the one that is archived."""
    place = f"{new_store.place}.other"
    copyfile(blank, place)
    store = Store(place, Rules(), backups=False)
    yield store
    store.close()


def below(folder: Path) -> dict[str, int]:
    """Return the modes of all files and folders below one, by name."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mode & 0o777
        for path in sorted(folder.rglob("*"))
    }


def test_an_archive_has_a_copy_in_every_format_and_is_private(
    peopled: Book, tmp_path: Path
) -> None:
    folder = tmp_path / "all"
    config = tmp_path / "config.toml"
    config.write_text("hints = false\n")
    files = archive(peopled.store, folder, settings=str(config))
    found = below(folder)
    assert set(found) == {
        "README.txt", "SHA256SUMS", "config.toml", "photos", "photos/zed-ek.jpg", "readable",
        "readable/people", "readable/people.csv", "readable/people.html", "readable/people.ics",
        "readable/people.md", "readable/people.vcf", "readable/people/index.md",
        "readable/people/people", "readable/people/people/bob-stone.md",
        "readable/people/people/zed-ek.md", "store.jsonl",
    }  # fmt: skip
    assert files == sum((folder / each).is_file() for each in found)
    assert {mode for each, mode in found.items() if (folder / each).is_file()} == {0o600}
    assert {mode for each, mode in found.items() if (folder / each).is_dir()} == {0o700}
    assert (folder / "store.jsonl").read_text() == peopled.text()
    assert (folder / "config.toml").read_text() == "hints = false\n"
    assert (folder / "photos/zed-ek.jpg").read_bytes() == b"\xff\xd8\xffhello"
    assert "readable/people.vcf     vCard address book\n" in (folder / "README.txt").read_text()


def test_two_archives_of_one_store_are_equal(peopled: Book, tmp_path: Path) -> None:
    for name in ("one", "two"):
        archive(peopled.store, tmp_path / name)
    one, two = (tmp_path / name / "SHA256SUMS" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_an_archive_twice_adds_nothing_and_into_the_store_itself_neither(
    peopled: Book, other: Store, tmp_path: Path
) -> None:
    archive(peopled.store, tmp_path / "all")
    before = peopled.text()
    for store in (peopled.store, other, other):
        rebuilt(store, tmp_path / "all")
        assert text(store) == before


def test_an_archive_is_found_in_a_folder_above_it_and_in_a_zip(
    peopled: Book, other: Store, tmp_path: Path
) -> None:
    archive(peopled.store, tmp_path / "all")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for path in sorted((tmp_path / "all").rglob("*")):
            packed.write(path, path.relative_to(tmp_path))
        packed.writestr("more/ana.vcf", CARD.replace("UID:u", "UID:v").replace("Zed Ek", "Ana"))
    result = rebuilt(other, tmp_path / "all.zip")
    assert [each.format for each in result.files] == ["kit", "vcard"]
    assert (result.new, result.problems) == (3, ())
    (tmp_path / "above").mkdir()
    (tmp_path / "all").rename(tmp_path / "above" / "all")
    result = rebuilt(other, tmp_path / "above")
    assert [each.format for each in result.files] == ["kit"]
    assert result.new == 0


def test_a_store_in_an_archive_that_was_edited_is_read_and_told_of(
    peopled: Book, other: Store, tmp_path: Path
) -> None:
    archive(peopled.store, tmp_path / "all")
    place = tmp_path / "all" / "store.jsonl"
    place.write_text(place.read_text().replace("Bob Stone", "Bob Rock"))
    (problem,) = rebuilt(other, tmp_path / "all").problems
    assert problem.file == str(place)
    assert "not as kit wrote it" in problem.what
    assert "Bob Rock" in text(other)


def test_an_archive_is_replaced_only_when_told_and_only_by_itself(
    peopled: Book, tmp_path: Path
) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    archive(peopled.store, folder)
    peopled.add("Cy")
    with pytest.raises(UsageError, match="exists already") as caught:
        archive(peopled.store, folder)
    assert caught.value.attempt == ("add -y to replace it",)
    archive(peopled.store, folder, overwrite=True)
    assert "Cy" in (folder / "store.jsonl").read_text()
    (folder / "mine.txt").write_text("keep me")
    (folder / "README.txt").write_text("edited")
    (folder / "link").symlink_to(tmp_path)
    with pytest.raises(UsageError, match=r"kit wrote them: README.txt, link, mine.txt\."):
        archive(peopled.store, folder, overwrite=True)
    assert (folder / "mine.txt").read_text() == "keep me"
    assert sorted(each.name for each in tmp_path.iterdir() if "part" in each.name) == []


def test_a_link_to_a_folder_stays_one(peopled: Book, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for _ in range(2):
        archive(peopled.store, tmp_path / "link", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "store.jsonl").exists()
    assert not [each for each in os.listdir(tmp_path) if "part" in each]


def test_a_folder_of_others_is_refused_whatever_is_said(peopled: Book, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="neither empty nor an archive"):
        archive(peopled.store, folder, overwrite=True)
    with pytest.raises(UsageError, match="is no folder"):
        archive(peopled.store, folder / "letter.txt", overwrite=True)


@pytest.mark.parametrize(
    ("place", "words"), [("file/all", "Not a directory"), ("nowhere/all", "No such file")]
)
def test_where_nothing_can_be_written_is_told_in_one_sentence(
    peopled: Book, tmp_path: Path, place: str, words: str
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KitError, match=rf"cannot be written: {words}.*\. Nothing was written\."):
        archive(peopled.store, tmp_path / place)


@contextmanager
def a_full_disk(room: int) -> Iterator[None]:
    """Let no file become longer than `room` bytes, as a disk would that has no more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_archive_of_before(file_book: Book, tmp_path: Path) -> None:
    file_book.add("Ana Lima")
    archive(file_book.store, tmp_path / "all")
    before = (tmp_path / "all" / "SHA256SUMS").read_bytes()
    file_book.add("Bob Stone", how_met="x" * 9_000)
    with a_full_disk(8_192), pytest.raises(KitError, match=r"cannot be written: File too large"):
        archive(file_book.store, tmp_path / "all", overwrite=True)
    assert (tmp_path / "all" / "SHA256SUMS").read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["all", "kit.db"]


def test_an_archive_of_before_stays_when_its_place_cannot_be_taken(
    peopled: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(peopled.store, tmp_path / "all")
    peopled.add("Cy")
    rename = os.rename

    def refuse(old: str, new: str) -> None:
        if old.endswith(".part"):
            raise PermissionError(1, "Operation not permitted")
        rename(old, new)

    monkeypatch.setattr(os, "rename", refuse)
    for name in ("all", "new"):
        with pytest.raises(KitError, match="not permitted"):
            archive(peopled.store, tmp_path / name, overwrite=True)
    assert [each for each in os.listdir(tmp_path) if not each.startswith("kit.db")] == ["all"]
    assert "Cy" not in (tmp_path / "all" / "store.jsonl").read_text()


def test_where_nobody_is_there_is_nothing_to_archive(new_store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownError, match="no one is here yet"):
        archive(new_store, tmp_path / "all")
    assert not (tmp_path / "all").exists()
