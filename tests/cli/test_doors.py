"""Two doors, one house: the plain forms and the parser give the same answers and stores."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import door
from tests.cli.conftest import Session

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = (
    "due", "due --count", "due --all", "due --count --exit-code", "due --prompt", "due --once",
    "log coffee with Ana about the move", "log yesterday: called grandma +health", "l met bob",
    "done ana", "d Ana Lima bob", "done nobody", "log met Zoe", "log will call bob",
    "log talked about bob", "done 7", "due --json", "log called Ana --json", "done ana --csv",
    "due --plain", "log called Ana -q",
)  # fmt: skip


def answers(home: Path, known_home: Path, line: str) -> tuple[int, str, str, str]:
    copytree(known_home, home)
    kit = Session(home)
    result = kit(*line.split())
    history = kit("history", "--csv", "--fields", "day,kind,people,mentions,tags,text").out
    due = kit("due", "--json").out
    return result.exit, _without_ids(result.out), result.err, history + due


def _without_ids(text: str) -> str:
    import re

    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", text)


@pytest.mark.parametrize("line", PLAIN)
def test_both_doors_give_the_same_output_exit_code_and_store(
    known_home: Path, tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answers(tmp_path / "door", known_home, line)
    assert door.opened.__module__ == "keepintouch.cli.door"
    monkeypatch.setattr(door, "opened", lambda _kit, _words: None)
    assert answers(tmp_path / "parser", known_home, line) == first


def test_both_doors_ask_the_same(
    known_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in ("door", "parser"):
        copytree(known_home, tmp_path / name)
        kit = Session(tmp_path / name)
        kit.ok("add", "Ana Berg")
        found.append(kit("log", "coffee", "with", "ana", typed="2\n"))
        monkeypatch.setattr(door, "opened", lambda _kit, _words: None)
    assert found[0] == found[1]
