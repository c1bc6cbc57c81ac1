"""When kit itself fails: one line, a log without any text of the user's, and the words kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import listing, recording
from keepintouch.services import planning

if TYPE_CHECKING:
    from tests.cli.conftest import Session

CANARY = "canary-3f9a"


@pytest.fixture
def broken(known: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Run the program with a bug in it that quotes what the user typed."""

    def fail(*_args: object, **_named: object) -> None:
        secret = CANARY
        raise ValueError(f"invalid literal: {secret!r}")

    monkeypatch.setattr(planning, "due", fail)
    monkeypatch.setattr(recording.logging, "keep", fail)
    assert listing.planning is planning
    return known


def test_a_bug_is_one_line_with_a_log_and_exit_code_70(broken: Session) -> None:
    result = broken("due")
    assert (result.exit, result.out) == (70, "")
    lines = result.err.splitlines()
    assert lines[0].startswith("kit: this is a bug in kit (ValueError).")
    assert len(lines) == 3
    log = broken.home / ".local/state/keepintouch/error.log"
    assert str(log) in lines[1]
    assert log.stat().st_mode & 0o777 == 0o600
    assert "planning" in log.read_text() or "test_failing" in log.read_text()


def test_neither_log_nor_message_holds_what_was_typed(broken: Session) -> None:
    for words in (("due",), ("log", f"called Ana {CANARY}")):
        result = broken(*words)
        assert result.exit == 70
        assert CANARY not in result.out + result.err
        assert CANARY not in (broken.home / ".local/state/keepintouch/error.log").read_text()


def test_debug_shows_the_trace_without_locals(broken: Session) -> None:
    err = broken("due", env={"KIT_DEBUG": "1"}).err
    assert "ValueError" in err
    assert "main.py" in err
    assert "secret =" not in err


def test_a_log_is_kept_whatever_fails(broken: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    broken("log", "called Ana about the flat")
    monkeypatch.undo()
    assert "called Ana about the flat" in broken.ok("log", "--retry")


def test_a_log_that_cannot_be_written_is_no_second_failure(broken: Session) -> None:
    result = broken("due", env={"XDG_STATE_HOME": "/dev/null/nowhere"})
    assert result.exit == 70
    assert len(result.err.splitlines()) == 2


def test_ctrl_c_is_130_and_says_nothing(known: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(planning, "due", interrupt)
    result = known("due")
    assert (result.exit, result.out, result.err) == (130, "", "")


def test_a_password_in_a_server_s_address_is_never_shown(kit: Session) -> None:
    env = {"KIT_DB": f"postgresql://me:{CANARY}@127.0.0.1:1/kit"}
    for words in (("where",), ("doctor",), ("due",), ("where", "--json"), ("log", "called Ana")):
        result = kit(*words, env=env)
        assert CANARY not in result.out + result.err
        assert result.exit in {0, 5, 6}


@pytest.mark.parametrize(
    "content", [b"", b"no store, surely not one", b"SQLite format 3\0" + b"\0" * 200]
)
def test_a_store_that_is_none_is_refused_and_left_alone(kit: Session, content: bytes) -> None:
    path = kit.home / "kit.db"
    path.write_bytes(content)
    for words in (("due",), ("done", "ana"), ("add", "Ana"), ("undo",), ("doctor",)):
        result = kit(*words, env={"KIT_DB": str(path)})
        assert result.exit in {6, 0} if words == ("doctor",) else result.exit == 6, result
        assert path.read_bytes() == content


def test_a_folder_is_no_store(kit: Session) -> None:
    result = kit("due", "--db", str(kit.home))
    assert result.exit == 6
    assert "is a folder" in result.err


def test_a_relative_path_and_a_tilde_name_a_store(
    kit: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kit.home)
    kit.ok("add", "Ana", "--db", "here.db")
    kit.ok("add", "Bob", "--db", "~/there.db")
    assert (kit.home / "here.db").exists()
    assert (kit.home / "there.db").exists()


def test_wrong_settings_are_said_but_do_not_stop_their_repair(kit: Session) -> None:
    folder = kit.home / ".config/keepintouch"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("due.limi = 3\n")
    result = kit("due")
    assert result.exit == 2
    assert "  close: due.limit" in result.err
    kit.ok("config", "path")
    assert "wrong" in kit.ok("doctor")
    assert kit.ok("help")


def test_a_day_may_begin_late(known: Session) -> None:
    from datetime import timedelta

    folder = known.home / ".config/keepintouch"
    folder.mkdir(parents=True)
    del known.env["KIT_TODAY"]
    known.now -= timedelta(hours=7)
    assert known.ok().startswith("Sunday 22 November")
    (folder / "config.toml").write_text('day.start = "04:00"\n')
    assert known.ok().startswith("Saturday 21 November")
    assert known.ok("--today", "yesterday").startswith("Friday 20 November")
    assert known(env={"KIT_TODAY": "tomorrow"}).exit == 2
