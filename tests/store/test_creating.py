"""A new store: private, whole or not at all, and only one however many begin at once."""

from __future__ import annotations

import multiprocessing
import os
import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.contacts import Contact
from keepintouch.domain.errors import KitError
from keepintouch.domain.standing import Rules
from keepintouch.services import people
from keepintouch.store import Store, creating

if TYPE_CHECKING:
    from pathlib import Path


def mode(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):04o}"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_store_is_private_whatever_the_umask(tmp_path: Path, today: date, umask: int) -> None:
    place = tmp_path / "data" / "kit.db"
    before = os.umask(umask)
    try:
        store = Store(str(place), Rules(), backups=False)
        with store.writing(today):
            pass
        store.close()
    finally:
        os.umask(before)
    assert (mode(place), mode(place.parent)) == ("0600", "0700")


def test_nothing_is_left_beside_a_new_store(new_store: Store, today: date) -> None:
    with new_store.writing(today):
        pass
    assert os.listdir(os.path.dirname(new_store.place)) == ["kit.db"]


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "#1.db", "é.db", "\udcff.db"])
def test_a_store_may_be_called_anything(tmp_path: Path, today: date, name: str) -> None:
    store = Store(os.path.join(tmp_path, name), Rules(), backups=False)
    with store.writing(today) as writing:
        writing.step.insert("tag", tag_key="a", tag="A")
        writing.done("tag", "a")
    with store.reading() as connection:
        assert connection.row("SELECT count(*) FROM tag") == (1,)
    store.close()
    assert os.listdir(os.fsencode(tmp_path)) == [os.fsencode(name)]


def test_a_store_may_be_named_without_a_folder(
    tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store("mine.db", Rules(), backups=False)
    with store.writing(today):
        pass
    store.close()
    assert (tmp_path / "mine.db").exists()


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: str) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(creating, "_make", fail)
    with pytest.raises(RuntimeError):
        creating.create(str(tmp_path / "kit.db"))
    assert os.listdir(tmp_path) == []


def test_who_comes_second_leaves_the_store_of_the_first_alone(
    new_store: Store, today: date
) -> None:
    with new_store.writing(today) as writing:
        writing.step.insert("tag", tag_key="a", tag="A")
        writing.done("tag", "a")
    creating.create(new_store.place)
    with new_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM tag") == (1,)


def test_without_hard_links_the_file_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_source: str, _target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    creating.create(str(tmp_path / "kit.db"))
    made = (tmp_path / "kit.db").read_bytes()
    creating.create(str(tmp_path / "kit.db"))
    assert os.listdir(tmp_path) == ["kit.db"]
    assert (tmp_path / "kit.db").read_bytes() == made


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, today: date) -> None:
    (tmp_path / "file").write_text("not a folder")
    store = Store(str(tmp_path / "file" / "kit.db"), Rules(), backups=False)
    with (
        pytest.raises(KitError, match=r"cannot be written: .*Nothing was saved"),
        store.writing(today),
    ):
        pass


def add(place: str, name: str) -> None:
    store = Store(place, Rules(), backups=False)
    people.add(store, Contact(id="", slug="", name=name), today=date(2026, 11, 22))
    store.close()


def test_sixteen_first_runs_at_once_make_one_store_of_sixteen_people(tmp_path: Path) -> None:
    place = str(tmp_path / "data" / "kit.db")
    fork = multiprocessing.get_context("fork")
    runs = [fork.Process(target=add, args=(place, f"Person {number}")) for number in range(16)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0] * 16
    store = Store(place, Rules(), backups=False)
    with store.reading() as connection:
        assert connection.row("SELECT count(*) FROM contact") == (16,)
        assert connection.row("SELECT count(*) FROM step") == (16,)
    store.close()
    assert os.listdir(os.path.dirname(place)) == ["kit.db"]
