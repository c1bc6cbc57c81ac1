"""What kit remembers beside the store: numbers, days shown, hints known."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli.memory import Memory, Row
from keepintouch.domain.errors import UnknownError
from tests.cli.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session


def test_numbers_stand_for_people_not_rows(known: Session) -> None:
    known.ok(tty=True)
    assert "Ana Lima" in known.ok("done", "1")
    assert "Ruth Stone" in known.ok("done", "2")
    assert "Bob Stone" in known.ok("done", "3")


def test_only_a_numbered_screen_on_a_terminal_sets_the_numbers(known: Session) -> None:
    for how in ((), ("--json",), ("due", "--count")):
        known.ok(*how)
        known.ok(*how, "-q", tty=True)
    assert known("done", "1").exit == 3


def test_numbers_are_refused_after_twelve_hours(known: Session) -> None:
    known.ok(tty=True)
    known.now = NOW + timedelta(hours=13)
    result = known("done", "1")
    assert result.exit == 3
    assert "That list is from" in result.err
    known.now = NOW + timedelta(days=2)
    assert "That list is from Sun 22 Nov. Run kit again." in known("done", "1").err


def test_a_number_that_is_not_on_the_list_or_is_gone_is_refused(known: Session) -> None:
    known.ok(tty=True)
    assert "the list you last saw has no 9" in known("done", "9").err
    known.ok("rm", "ana")
    assert "1 of the list you last saw is gone" in known("show", "1").err


def test_numbers_of_conversations_are_no_people(known: Session) -> None:
    known.ok("history", tty=True)
    assert "is no person" in known("done", "1").err
    assert "conversation" not in known.ok("rm", "1")
    assert "is no promise" in known("remind", "--done", "1").err


def test_each_store_has_its_own_list(known: Session, tmp_path: Path) -> None:
    known.ok(tty=True)
    assert known("done", "1", "--db", str(tmp_path / "other.db")).exit == 3


def test_whoever_is_shown_for_days_in_vain_makes_room(known: Session) -> None:
    known.ok("undo")
    folder = known.home / ".config/keepintouch"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("due.limit = 1\n")

    def first(day: int, *flags: str) -> str:
        known.env["KIT_TODAY"] = f"2026-12-{day:02}"
        known.ok(tty=True)
        rows = json.loads(known.ok("due", "--json", *flags))["items"]
        return str(rows[0]["name"])

    names = {first(day) for day in range(1, 9)}
    assert len(names) > 1
    assert first(9, "--no-rotate") == "Ruth Stone"


def test_a_hint_stops_when_the_command_is_known(known: Session) -> None:
    def hinted() -> bool:
        return "kit undo" in known("done", "ana", tty=True).out

    assert hinted()
    for _ in range(5):
        known.ok("undo", tty=True)
    assert not hinted()


def test_hints_can_be_turned_off_and_never_reach_a_pipe(known: Session) -> None:
    assert "kit undo" not in known.ok("done", "ana")
    config = known.home / ".config/keepintouch"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("hints = false\n")
    assert "kit undo" not in known.ok("done", "ana", tty=True)


def test_words_that_could_not_be_saved_are_kept(known: Session) -> None:
    known.ok("add", "Ana Berg")
    result = known("log", "coffee with Ana about the (good) flat")
    assert result.exit == 4
    assert "kit log coffee with @ana-" in result.err
    assert "kit log --retry" in result.err
    assert "could be 2 people" in known("log", "--retry").err
    out = known.ok("log", "--retry", "--with", "ana-lima")
    assert "“coffee with Ana about the (good) flat”" in out
    assert known("log", "--retry").exit == 2


def test_a_trial_that_fails_keeps_no_words_and_leaves_those_that_are_kept(known: Session) -> None:
    known.ok("add", "Ana Berg")
    known("log", "coffee with Ana about the flat")
    refused = known("log", "-n", "lunch with Zzyzx")
    assert refused.exit == 5
    assert "--retry" not in refused.err
    assert "about the flat" in known.ok("log", "--retry", "--with", "ana-lima")


def test_a_folder_that_cannot_be_written_is_no_failure(known: Session) -> None:
    known.env["XDG_STATE_HOME"] = "/dev/null/nowhere"
    known.ok(tty=True)
    assert known("done", "1").exit == 3


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"rows": 3, "at": "x"}', '{"at": 1, "rows": [1]}']
)
def test_a_spoilt_file_is_as_none(tmp_path: Path, text: str) -> None:
    memory = Memory(str(tmp_path), "store", lambda: NOW)
    memory.keep_list([Row("person", "x")])
    for path in tmp_path.iterdir():
        path.write_text(text)
    with pytest.raises(UnknownError):
        memory.row(1)
    assert memory.shown_days() == {}
    assert not memory.knows("undo")
    assert not memory.shown_once(3)


def test_once_a_day_is_once(known: Session) -> None:
    assert "Ana Lima" in known.ok("due", "--once")
    assert known.ok("due", "--once") == ""
    known.env["KIT_TODAY"] = "2026-11-23"
    assert "Ana Lima" in known.ok("due", "--once")
