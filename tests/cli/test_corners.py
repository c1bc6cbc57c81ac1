"""Corners of the command line: the entry point, the doctor, places that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import main as program
from keepintouch.cli import notifying, placing
from keepintouch.cli.doctoring import masked
from keepintouch.cli.phones import normal_in, normaliser
from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import KitError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session


@pytest.mark.parametrize(("words", "code", "out"), [("--version", 0, "kit "), ("shoe", 2, "")])
def test_the_module_runs_the_process_s_own_words(
    tmp_path: Path, words: str, code: int, out: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "keepintouch", words],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert done.stdout.startswith(out)
    assert bool(done.stdout) is bool(out)


def test_the_clock_decides_where_no_day_is_pretended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("KIT_TODAY", "KIT_DB", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert program.main(["due", "--json"]) == 0
    assert '"today": "2' in capfd.readouterr().out


@pytest.mark.parametrize(
    ("region", "value", "normal"),
    [
        ("PT", "912 345 678", "+351912345678"),
        ("PT", "+44 20 7946 0000", "+442079460000"),
        ("", "912 345 678", "912345678"),
        ("PT", "12", None),
        ("PT", "99999999999999999999", "99999999999999999999"),
        ("PT", "11111", "11111"),
    ],
)
def test_a_number_without_a_country_is_of_the_user_s(
    region: str, value: str, normal: str | None
) -> None:
    assert normal_in(region, "phone", value) == normal
    assert normal_in(region, "email", "A@b.C") == "a@b.c"
    (point,) = normaliser(region)((Point("phone", value),))
    assert point.normal == normal


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("/home/me/kit.db", "/home/me/kit.db"),
        ("postgresql://me:pw@h/d", "postgresql://me:***@h/d"),
        ("postgresql://me@h/d", "postgresql://me@h/d"),
        ("postgresql://h/d", "postgresql://h/d"),
        ("postgresql://me:p@w@h/d", "postgresql://me:***@h/d"),
    ],
)
def test_a_password_is_masked(place: str, shown: str) -> None:
    assert masked(place) == shown


def state_of(known: Session, what: str, **how: object) -> str:
    out = known.ok("doctor", **how)
    return next(line.split()[1] for line in out.splitlines() if line.startswith(what))


def test_the_doctor_looks_at_everything(known: Session) -> None:
    known.env["SHELL"] = "/bin/tcsh"
    assert state_of(known, "store") == "ok"
    assert state_of(known, "backups") == "none"
    assert state_of(known, "config") == "none"
    assert state_of(known, "completion") == "none"
    assert state_of(known, "daily") == "none"
    known.ok("backup")
    known.env["SHELL"] = "/bin/fish"
    assert state_of(known, "completion") == "missing"
    known.ok("completion", "install", "-y")
    folder = known.home / ".config/keepintouch"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("hints = true\n")
    assert {state_of(known, each) for each in ("backups", "completion", "config")} == {"ok"}
    assert "terminal" in known.ok("doctor", tty=True)
    os.chmod(known.home / ".local/share/keepintouch/kit.db", 0o644)
    assert state_of(known, "store") == "wrong"
    (known.home / ".local/share/keepintouch/kit.db").write_text("spoilt, all of it")
    assert state_of(known, "store") == "wrong"


def test_a_file_outside_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(KitError, match="cannot be written"):
        placing.write([placing.File(str(tmp_path / "file" / "x"), "text")])
    placing.write([placing.File(str(tmp_path / "rc"), "line", append=True)])
    placing.write([placing.File(str(tmp_path / "rc"), "line", append=True)])
    assert (tmp_path / "rc").read_text() == "line\n"
    assert placing.remove([str(tmp_path / "none")]) == []


def test_the_text_of_a_notification_is_never_part_of_a_script(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = '"; do shell script "touch pwned'
    for system in ("linux", "darwin"):
        monkeypatch.setattr(sys, "platform", system)
        assert notifying.command(text)[-1] == text
    monkeypatch.setattr(sys, "platform", "win32")
    assert notifying.command(text) == []


def test_a_copy_is_put_back_and_the_replaced_store_kept(known: Session) -> None:
    known.ok("backup")
    known.ok("rm", "ana")
    assert "would restore" in known.ok("restore", "1", "-n")
    assert "would copy to" in known.ok("backup", "-n")
    out = known.ok("restore", "1", "-y")
    assert "the store of before is" in out
    assert "Ana Lima" in known.ok("list")
    assert known.ok("restore") == known.ok("restore", "--list")
    assert known("restore", "9", "-y").exit == 3
    assert known.ok("check") == ""
    assert known.ok("check", "--repair") == ""
