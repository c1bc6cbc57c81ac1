"""What is measured runs: networks of any size, in a store or as files, and every command on them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from keepintouch.domain.standing import Rules
from keepintouch.services import importing, keeping, looking
from keepintouch.store import Store
from tests.cli.conftest import Session

ROOT = Path(__file__).resolve().parents[2]
SIZE, EACH = 40, 3


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def test_a_network_is_a_sound_store(tmp_path: Path) -> None:
    network = import_module("benchmarks.network")
    network.build(str(tmp_path / "kit.db"), SIZE, EACH)
    store = Store(str(tmp_path / "kit.db"), Rules(), backups=False)
    assert looking.everyone(store, today=network.TODAY).total == SIZE
    assert keeping.check(store, today=network.TODAY) == []
    store.close()


@pytest.mark.parametrize("form", ["jsonl", "csv", "vcard"])
def test_a_network_can_be_imported(file_store: Store, tmp_path: Path, form: str) -> None:
    network = import_module("benchmarks.network")
    path = tmp_path / f"people.{form}"
    getattr(network, f"write_{form}")(str(path), SIZE)
    found = importing.run(file_store, [str(path)], today=network.TODAY)
    assert (found.new, found.problems) == (SIZE, ())


def test_every_command_that_is_measured_works(tmp_path: Path) -> None:
    kit = Session(tmp_path)
    network, commands = import_module("benchmarks.network"), import_module("benchmarks.commands")
    place = kit.home / "network.db"
    network.build(str(place), SIZE, EACH)
    kit.env["KIT_DB"] = str(place)
    for words in commands.COMMANDS.values():
        assert kit(*words).exit == 0, words
