"""Copies of the store: whole, private, rotated, restored without losing what they replace."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import KitError, StoreError, UnknownError, UsageError
from keepintouch.domain.standing import Rules
from keepintouch.services import keeping, people
from keepintouch.store import Store, backups, meta

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from conftest import Book

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.fixture
def kept(file_book: Book) -> Book:
    """Give a store in a file with one person in it."""
    file_book.add("Ana Lima")
    return file_book


def names(store: Store) -> list[str]:
    return [os.path.basename(each.path) for each in backups.listed(store.place)]


def people_in(place: str) -> list[str]:
    store = Store(place, Rules(), backups=False)
    with store.reading() as connection:
        rows = connection.rows("SELECT name FROM contact ORDER BY slug")
    store.close()
    return [row[0] for row in rows]


def test_a_copy_is_whole_private_and_named_by_its_moment(kept: Book) -> None:
    path = backups.make(kept.store.place, reason="manual", now=NOW)
    assert os.path.basename(path) == "kit-20261122T083000Z-manual.db"
    assert people_in(path) == ["Ana Lima"]
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    (only,) = backups.listed(kept.store.place)
    assert (only.at, only.reason, only.size) == (NOW, "manual", os.path.getsize(path))


def test_two_copies_of_one_second_are_two_copies(kept: Book) -> None:
    for _ in range(3):
        backups.make(kept.store.place, reason="manual", now=NOW)
    assert names(kept.store) == [f"kit-20261122T08300{second}Z-manual.db" for second in (2, 1, 0)]


def test_stores_in_one_folder_have_their_own_copies(kept: Book, blank: Path) -> None:
    place = os.path.join(os.path.dirname(kept.store.place), "kit-work.db")
    with open(place, "wb") as file:
        file.write(blank.read_bytes())
    work = Store(place, Rules(), backups=False)
    backups.make(kept.store.place, reason="daily", now=NOW)
    backups.make(place, reason="daily", now=NOW)
    assert names(kept.store) == ["kit-20261122T083000Z-daily.db"]
    assert names(work) == ["kit-work-20261122T083000Z-daily.db"]
    work.close()


def test_other_files_among_the_copies_are_passed_over(kept: Book) -> None:
    folder = backups.folder_of(kept.store.place)
    os.makedirs(folder)
    for name in ("notes.txt", "kit-yesterday-manual.db", "kit-20261122T083000Z.db", "kit-1-2.txt"):
        with open(os.path.join(folder, name), "w") as file:
            file.write("mine")
    os.symlink("nowhere", os.path.join(folder, "kit-20261122T083000Z-gone.db"))
    assert keeping.copies(kept.store) == []


def test_seven_days_and_four_weeks_of_daily_copies_stay(kept: Book) -> None:
    folder = backups.folder_of(kept.store.place)
    os.makedirs(folder)
    for back in range(60):
        for reason in ("daily", "manual"):
            stamp = (NOW - timedelta(back)).strftime(backups.STAMP)
            with open(os.path.join(folder, f"kit-{stamp}-{reason}.db"), "w"):
                pass
    with open(os.path.join(folder, "kit-20261122T070000Z-daily.db"), "w"):
        pass
    gone = backups.rotate(kept.store.place)
    days = [
        each.at.date().isoformat()
        for each in backups.listed(kept.store.place)
        if each.reason == "daily"
    ]
    assert days == [
        "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17",
        "2026-11-16", "2026-11-15", "2026-11-08", "2026-11-01",
    ]  # fmt: skip
    assert len(gone) == 61 - len(days)
    assert sum(each.reason == "manual" for each in backups.listed(kept.store.place)) == 60


@pytest.mark.parametrize("which", ["1", "name", "path", "elsewhere"])
def test_a_copy_is_picked_by_number_name_or_path(kept: Book, which: str, tmp_path: Path) -> None:
    path = backups.make(kept.store.place, reason="manual", now=NOW)
    elsewhere = tmp_path / "elsewhere.db"
    backups.copy(kept.store.place, str(elsewhere))
    said = {
        "1": "1",
        "name": os.path.basename(path),
        "path": path,
        "elsewhere": str(elsewhere),
    }[which]
    assert backups.pick(kept.store.place, said).path == (
        str(elsewhere) if which == "elsewhere" else path
    )


@pytest.mark.parametrize("which", ["0", "2", "-1", "²", "nowhere.db", ""])
def test_a_copy_that_is_not_there_is_told(kept: Book, which: str) -> None:
    backups.make(kept.store.place, reason="manual", now=NOW)
    with pytest.raises(UnknownError, match="there is no copy"):
        backups.pick(kept.store.place, which)


def test_restoring_puts_the_copy_back_and_keeps_what_it_replaced(kept: Book) -> None:
    keeping.backup(kept.store)
    kept.add("Bob Stone")
    restored = keeping.restore(kept.store, "1")
    assert people_in(kept.store.place) == ["Ana Lima"]
    assert restored.replaced is not None
    assert people_in(restored.replaced) == ["Ana Lima", "Bob Stone"]
    assert stat.S_IMODE(os.stat(kept.store.place).st_mode) == 0o600
    (number,) = (
        str(at)
        for at, each in enumerate(keeping.copies(kept.store), 1)
        if each.path == restored.replaced
    )
    keeping.restore(kept.store, number)
    assert people_in(kept.store.place) == ["Ana Lima", "Bob Stone"]
    assert kept.findings() == []


def test_restoring_works_where_the_store_is_gone_or_a_folder(kept: Book) -> None:
    keeping.backup(kept.store)
    kept.store.close()
    os.unlink(kept.store.place)
    assert keeping.restore(kept.store, "1").replaced is None
    assert people_in(kept.store.place) == ["Ana Lima"]
    kept.store.close()
    os.unlink(kept.store.place)
    os.mkdir(kept.store.place)
    replaced = keeping.restore(kept.store, "1").replaced
    assert replaced is not None
    assert os.path.isdir(replaced)
    assert people_in(kept.store.place) == ["Ana Lima"]


def test_a_store_behind_a_link_stays_behind_it(kept: Book, tmp_path: Path) -> None:
    link = tmp_path / "link" / "mine.db"
    link.parent.mkdir()
    link.symlink_to(kept.store.place)
    store = Store(str(link), Rules(), backups=False)
    keeping.backup(store)
    kept.add("Bob Stone")
    keeping.restore(store, "1")
    assert link.is_symlink()
    assert people_in(kept.store.place) == ["Ana Lima"]
    assert names(store) == names(kept.store)


def test_a_damaged_copy_is_refused_and_nothing_changes(kept: Book) -> None:
    path = keeping.backup(kept.store)
    with open(path, "r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 4)
    with pytest.raises(StoreError, match="is damaged"):
        keeping.restore(kept.store, "1")
    assert people_in(kept.store.place) == ["Ana Lima"]
    assert names(kept.store) == [os.path.basename(path)]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("PRAGMA user_version = 99", "made by a newer kit"),
        ("PRAGMA application_id = 1", "not a store of kit"),
        ("PRAGMA user_version = 0", "not a store of kit"),
    ],
)
def test_what_this_kit_cannot_read_is_not_restored(kept: Book, statement: str, words: str) -> None:
    path = keeping.backup(kept.store)
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.close()
    with pytest.raises(StoreError, match=words):
        keeping.restore(kept.store, "1")
    assert people_in(kept.store.place) == ["Ana Lima"]


def test_a_copy_may_be_made_anywhere_but_over_nothing(kept: Book, tmp_path: Path) -> None:
    target = tmp_path / "usb.db"
    assert keeping.backup(kept.store, str(target)) == str(target)
    assert people_in(str(target)) == ["Ana Lima"]
    with pytest.raises(UsageError, match=r"exists already\. Nothing was written"):
        keeping.backup(kept.store, str(target))
    with pytest.raises(KitError, match=r"cannot be written: No such file.*No copy was made"):
        keeping.backup(kept.store, str(tmp_path / "no" / "usb.db"))


def test_a_folder_of_copies_that_cannot_be_made_is_told(kept: Book) -> None:
    with open(backups.folder_of(kept.store.place), "w"):
        pass
    with pytest.raises(KitError, match=r"cannot be written: .*No copy was made"):
        keeping.backup(kept.store)


def test_a_restore_that_fails_changes_nothing(kept: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.backup(kept.store)
    kept.add("Bob Stone")
    replace = os.replace

    def fail(source: str, target: str) -> None:
        if target == kept.store.place:
            raise PermissionError(1, "Operation not permitted")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KitError, match=r"cannot be replaced: .*Nothing was changed"):
        keeping.restore(kept.store, "1")
    assert people_in(kept.store.place) == ["Ana Lima", "Bob Stone"]
    assert sorted(os.listdir(os.path.dirname(kept.store.place))) == ["backups", "kit.db"]


def test_a_server_is_copied_with_its_own_tools(today: date) -> None:
    store = Store("postgresql://host/name", Rules(), backups=False)
    with pytest.raises(UsageError, match="with the server's own tools"):
        keeping.backup(store)
    with pytest.raises(UsageError, match="with the server's own tools"):
        keeping.restore(store, "1")


def wait_for_copy(store: Store) -> list[str]:
    for _ in range(300):
        if found := names(store):
            return found
        time.sleep(0.1)
    return []


@pytest.mark.parametrize("spawns", [True, False])
def test_the_first_step_of_a_later_day_makes_a_copy(
    kept: Book, spawns: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not spawns:
        monkeypatch.delattr(os, "posix_spawn")
    store = Store(kept.store.place, Rules())
    people.archive(store, "ana", today=kept.today)
    assert names(store) == []
    with store.writing(kept.today) as writing:
        meta.put(writing.connection, "backup", "2020-01-01")
    people.archive(store, "ana", today=kept.today, off=True)
    (name,) = wait_for_copy(store)
    assert name.endswith("-daily.db")
    people.archive(store, "ana", today=kept.today)
    assert names(store) == [name]
    assert store.notices == []
    store.close()


def test_a_copy_that_cannot_be_made_does_not_keep_the_step_from_being_kept(
    kept: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "posix_spawn", fail)
    store = Store(kept.store.place, Rules())
    with store.writing(kept.today) as writing:
        meta.put(writing.connection, "backup", "2020-01-01")
    people.archive(store, "ana", today=kept.today)
    assert store.notices == ["The daily copy could not be made: Resource temporarily unavailable."]
    store.close()
