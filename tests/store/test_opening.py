"""Opening a store: what is refused and told in one sentence, and what a killed process left."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.contacts import Contact
from keepintouch.domain.errors import KitError, StoreError
from keepintouch.domain.standing import Rules
from keepintouch.services import keeping, looking, people, planning
from keepintouch.store import Store, failures, opening
from keepintouch.store.connection import FileConnection
from keepintouch.store.opening import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from conftest import Book


UNWRITABLE = r"cannot be written\. Nothing was changed"
NEWER = rf"made by a newer kit \(schema 999, this one knows {VERSION}\)"


def digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def contact(name: str) -> Contact:
    return Contact(id="", slug="", name=name)


def zero_byte(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("Dear diary,\n" * 100)


def foreign(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE contact (id)")
    raw.commit()
    raw.close()


def header_alone(path: Path) -> None:
    path.write_bytes(opening.MAGIC)


def folder(path: Path) -> None:
    path.mkdir()


def fifo(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.db"))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (zero_byte, "is damaged, or is not a store of kit"),
        (text, "is damaged, or is not a store of kit"),
        (foreign, "is damaged, or is not a store of kit"),
        (header_alone, "is damaged, or is not a store of kit"),
        (folder, "is a folder, not a store"),
        (fifo, "is not a file"),
        (loop, "cannot be read: Too many levels of symbolic links"),
        (dangling, "cannot be read: No such file or directory"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_is_no_store_is_refused_and_left_as_it_is(
    tmp_path: Path, today: date, make: Callable[[Path], None], words: str
) -> None:
    place = tmp_path / "kit.db"
    make(place)
    before = place.read_bytes() if place.is_file() else None
    store = Store(str(place), Rules())
    assert store.exists
    for use in (store.reading, lambda: store.writing(today)):
        with pytest.raises(StoreError, match=words), use():
            pass
    assert before == (place.read_bytes() if place.is_file() else None)
    assert os.listdir(tmp_path) == ["kit.db"]


@pytest.mark.parametrize("share", [0.001, 0.01, 0.5, 0.999])
def test_a_truncated_store_is_told_at_the_latest_by_check(file_book: Book, share: float) -> None:
    book = file_book
    for number in range(30):
        book.add(f"Person {number}")
    book.store.close()
    whole = os.path.getsize(book.store.place)
    os.truncate(book.store.place, int(whole * share))
    before = digest(book.store.place)
    try:
        found = {each.id for each in book.findings()}
    except StoreError as error:
        found = {error.message.removeprefix(book.store.place)}
    assert found <= {"structure", " is damaged, or is not a store of kit. It was not touched."}
    assert found
    assert digest(book.store.place) == before


def test_a_store_of_a_newer_kit_is_refused(file_store: Store, today: date) -> None:
    raw = sqlite3.connect(file_store.place)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    before = digest(file_store.place)
    for use in (file_store.reading, lambda: file_store.writing(today)):
        with (
            pytest.raises(StoreError, match=NEWER),
            use(),
        ):
            pass
    assert digest(file_store.place) == before


def test_a_schema_without_a_number_is_no_store(file_store: Store) -> None:
    raw = sqlite3.connect(file_store.place)
    raw.execute("PRAGMA user_version = 0")
    raw.close()
    with pytest.raises(StoreError, match="is damaged"), file_store.reading():
        pass


def test_the_newest_copy_is_named_where_the_store_is_damaged(file_store: Store) -> None:
    keeping.backup(file_store)
    os.truncate(file_store.place, 0)
    with pytest.raises(StoreError) as caught, file_store.reading():
        pass
    assert caught.value.attempt[0].startswith("kit restore 1   puts back the copy of 20")
    keeping.restore(file_store, "1")
    with file_store.reading() as connection:
        assert connection.rows("SELECT id FROM contact") == []


def test_a_missing_table_is_damage(file_store: Store) -> None:
    raw = sqlite3.connect(file_store.place)
    raw.execute("DROP TABLE standing")
    raw.close()
    with file_store.reading() as connection, pytest.raises(StoreError, match="is damaged"):
        connection.rows("SELECT k FROM standing")


def test_a_wrong_statement_of_ours_is_no_damage(file_store: Store) -> None:
    with file_store.reading() as connection, pytest.raises(sqlite3.OperationalError):
        connection.rows("SELEKT 1")


def test_a_day_that_is_none_is_damage(file_book: Book, file_store: Store) -> None:
    book = file_book
    book.add("Ana Lima")
    raw = sqlite3.connect(file_store.place)
    raw.execute("UPDATE contact SET added_on = '2026-02-31'")
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match="is damaged"):
        looking.show(book.store, "ana", today=book.today)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root for a while, who may read and write anything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared(blank: Path) -> Iterator[Store]:
    """Give a store in a folder that everybody may enter: not in pytest's, which it closes again."""
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - for another user, in a test's own folder
        place = Path(folder) / "kit.db"
        place.write_bytes(blank.read_bytes())
        place.chmod(0o644)
        store = Store(str(place), Rules(), backups=False)
        yield store
        store.close()
        os.chmod(folder, 0o755)  # noqa: S103 - for another user, in a test's own folder


def test_a_read_only_store_can_be_read_but_not_written(shared: Store, today: date) -> None:
    os.chmod(shared.place, 0o444)
    os.chmod(os.path.dirname(shared.place), 0o555)  # noqa: S103 - for another user, in a test's own folder
    with as_nobody():
        with shared.reading() as connection:
            assert connection.row("SELECT count(*) FROM contact") == (0,)
        with pytest.raises(KitError, match=UNWRITABLE):
            people.add(shared, contact("Ana Lima"), today=today)


def test_a_folder_that_may_not_be_written_keeps_the_store_readable(
    shared: Store, today: date
) -> None:
    os.chmod(shared.place, 0o666)  # noqa: S103 - as above
    os.chmod(os.path.dirname(shared.place), 0o555)  # noqa: S103 - as above
    with as_nobody():
        with shared.reading() as connection:
            assert connection.row("SELECT count(*) FROM contact") == (0,)
        with pytest.raises(KitError, match=UNWRITABLE):
            people.add(shared, contact("Ana Lima"), today=today)


def test_a_store_that_may_not_be_read_is_refused(shared: Store) -> None:
    os.chmod(shared.place, 0o000)
    with (
        as_nobody(),
        pytest.raises(StoreError, match="cannot be read: Permission denied"),
        shared.reading(),
    ):
        pass


def test_reading_never_writes(file_book: Book) -> None:
    book = file_book
    book.add("Ana Lima", tags=("berlin",))
    book.log("ana", text="coffee")
    book.store.close()
    before = digest(book.store.place), os.stat(book.store.place).st_mtime_ns
    looking.show(book.store, "ana", today=book.today)
    looking.everyone(book.store, today=book.today)
    looking.find(book.store, "coffee")
    planning.due(book.store, today=book.today)
    book.text()
    assert book.findings() == []
    assert (digest(book.store.place), os.stat(book.store.place).st_mtime_ns) == before
    with book.store.reading() as connection, pytest.raises(KitError, match="cannot be written"):
        connection.run("DELETE FROM contact")


def test_a_busy_store_is_told_after_a_while(
    file_store: Store, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "BUSY_SECONDS", 0.1)
    other = FileConnection(file_store.place, write=True)
    other.begin(write=True)
    with (
        pytest.raises(StoreError, match="another program has been writing"),
        file_store.writing(today),
    ):
        pass
    other.rollback()
    with file_store.writing(today):
        pass
    other.close()


KILLED = """
import os, sys
from datetime import date
from keepintouch.domain.contacts import Contact
from keepintouch.domain.standing import Rules
from keepintouch.services import people
from keepintouch.store import Store

store = Store(sys.argv[1], Rules(), backups=False)
with store.writing(date(2026, 11, 22)) as writing:
    writing.connection.run("PRAGMA cache_size = 1")
    writing.connection.run("PRAGMA cache_spill = 1")
    for number in range(2000):
        writing.step.insert("tag", tag_key=str(number), tag="x" * 100)
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def killed(file_store: Store) -> Store:
    """Give a store whose writer was killed while its pages were half written."""
    run = subprocess.run([sys.executable, "-c", KILLED, file_store.place], check=False)
    assert run.returncode == -signal.SIGKILL
    assert os.path.getsize(f"{file_store.place}-journal") > 0
    return file_store


def test_a_read_puts_right_what_a_killed_process_left(killed: Store, today: date) -> None:
    with killed.reading() as connection:
        assert connection.row("SELECT count(*) FROM tag") == (0,)
    assert keeping.check(killed, today=today) == []
    assert not os.path.exists(f"{killed.place}-journal")


def test_a_read_through_a_link_puts_it_right_too(killed: Store, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "kit.db"
    link.parent.mkdir()
    link.symlink_to(killed.place)
    store = Store(str(link), Rules(), backups=False)
    with store.reading() as connection:
        assert connection.row("SELECT count(*) FROM tag") == (0,)
    store.close()


def test_a_copy_of_a_store_whose_writer_was_killed_is_whole(killed: Store) -> None:
    copy = Store(keeping.backup(killed), Rules(), backups=False)
    with copy.reading() as connection:
        assert connection.row("SELECT count(*) FROM tag") == (0,)
    copy.close()


def test_a_restored_copy_never_meets_the_journal_of_the_store_it_replaces(
    file_store: Store, today: date
) -> None:
    people.add(file_store, contact("Ana Lima"), today=today)
    keeping.backup(file_store)
    file_store.close()
    subprocess.run([sys.executable, "-c", KILLED, file_store.place], check=False)
    os.unlink(file_store.place)
    assert keeping.restore(file_store, "1").replaced is None
    assert not os.path.exists(f"{file_store.place}-journal")
    with file_store.reading() as connection:
        assert connection.rows("SELECT name FROM contact") == [("Ana Lima",)]
    assert keeping.check(file_store, today=today) == []


def test_a_full_disk_is_told_and_nothing_acknowledged_is_lost(
    file_store: Store, today: date
) -> None:
    limit = os.path.getsize(file_store.place) + 100_000
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    kept = 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(KitError, match=r"disk .*Nothing was changed"):  # noqa: PT012 - which of them fails is the disk's business
            while True:
                people.add(file_store, contact(f"Person {kept}"), today=today)
                kept += 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert kept > 5
    with file_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM contact") == (kept,)
    assert keeping.check(file_store, today=today) == []
    people.add(file_store, contact("Somebody"), today=today)


def test_a_disk_that_is_full_at_the_first_run_leaves_nothing(new_store: Store, today: date) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(KitError, match="disk"), new_store.writing(today):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert os.listdir(os.path.dirname(new_store.place)) == []


def test_a_reader_that_is_open_already_puts_it_right_too(file_store: Store, today: date) -> None:
    with file_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM tag") == (0,)
    subprocess.run([sys.executable, "-c", KILLED, file_store.place], check=False)
    assert opening.has_journal(file_store.place)
    with file_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM tag") == (0,)
    assert not opening.has_journal(file_store.place)
