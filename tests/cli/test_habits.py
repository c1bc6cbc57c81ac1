"""The morning's reminder, the weekly word on overload, and setting both up."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import timer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session

linux = pytest.mark.skipif(sys.platform != "linux", reason="systemd")


def program(folder: Path, name: str, body: str) -> None:
    script = folder / name
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o700)


@linux
def test_a_notification_is_shown_only_if_someone_is_due(known: Session) -> None:
    program(known.home, "notify-send", f'printf "%s\\n" "$@" > {known.home}/told')
    known.env["PATH"] = f"{known.home}:/usr/bin:/bin"
    known.ok("add", "Eve $(touch pwned) `x`", "--every", "1d")
    known.env["KIT_TODAY"] = "2026-12-24"
    assert known.ok("due", "--notify") == ""
    told = (known.home / "told").read_text()
    assert "5 people due: " in told
    assert "Ana Lima" in told
    (known.home / "told").unlink()
    for each in ("ana", "bob", "sam", "ruth", "tom", "eve"):
        known.ok("every", each, "off")
    known.ok("remind", tty=True)
    known.ok("remind", "--done", "1")
    assert known.ok("due", "--notify") == ""
    assert not (known.home / "told").exists()


@linux
@pytest.mark.parametrize("body", [None, "exit 1"])
def test_where_there_is_no_desktop_the_list_is_printed(known: Session, body: str | None) -> None:
    known.env["PATH"] = str(known.home)
    if body:
        program(known.home, "notify-send", body)
    assert "Ana Lima" in known.ok("due", "--notify")
    assert known("due", "--notify", "--exit-code").exit == 10


def test_overload_is_said_once_a_week_on_a_terminal(known: Session) -> None:
    for each in ("ana", "bob", "sam", "ruth", "tom"):
        known.ok("every", each, "1d")
    assert "kit plan" not in known("due", tty=True).err, "it is not known yet what one does"
    known.env["KIT_TODAY"] = "2026-12-20"
    known.ok("done", "ana", "bob")
    assert "kit plan" not in known("due").err
    said = "Your rhythms ask for 35 conversations a week, you do 0.5: kit plan"
    assert said in known("due", tty=True).err
    assert "kit plan" not in known("due", tty=True).err
    known.env["KIT_TODAY"] = "2026-12-28"
    config = known.home / "config.toml"
    config.write_text("hints = false")
    assert "kit plan" not in known("due", tty=True, env={"KIT_CONFIG": str(config)}).err
    assert "kit plan" in known("due", tty=True).err
    assert known.ok("plan").split("\n\n")[0] == (
        "Your rhythms ask for 35 conversations a week, you do 0.5; stretching these five\n"
        "to every month helps, but 0.2 a week too many are left: pause or archive some:"
    )
    assert "slower rhythms for" in known.ok("plan", "--apply")
    assert known.ok("undo").startswith("✓ Undone: plan")


@linux
def test_the_timer_is_shown_first_and_started_when_one_says_yes(known: Session) -> None:
    program(known.home, "systemctl", f'echo "$@" >> {known.home}/called')
    known.env["PATH"] = f"{known.home}:/usr/bin:/bin"
    units = known.home / ".config/systemd/user"
    assert known("daily", "on", "08:30").exit == 5
    assert known("daily", "on", typed="n\n").exit == 130
    assert not units.exists()
    assert "off" in known.ok("daily")
    known.ok("daily", "on", "7:05", "-n", "-y")
    assert not units.exists()


@linux
def test_the_units_run_this_kit_and_can_be_taken_away(
    known: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(known.home, "systemctl", f'echo "$@" >> {known.home}/called')
    monkeypatch.setenv("PATH", f"{known.home}:/usr/bin:/bin")
    assert "each morning at 07:05" in known.ok("daily", "on", "7:05", "-y")
    units = known.home / ".config/systemd/user"
    assert "OnCalendar=*-*-* 07:05" in (units / "kit-daily.timer").read_text()
    assert "due --notify" in (units / "kit-daily.service").read_text()
    assert "on:" in known.ok("daily")
    assert "ok" in next(line for line in known.ok("doctor").splitlines() if "daily" in line)
    known.ok("daily", "off")
    assert list(units.iterdir()) == []
    assert (known.home / "called").read_text().splitlines() == [
        "--user daemon-reload",
        "--user enable --now kit-daily.timer",
        "--user disable --now kit-daily.timer",
    ]


@linux
def test_a_timer_that_cannot_be_started_is_said(
    known: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(known.home, "systemctl", "echo no bus >&2; exit 1")
    monkeypatch.setenv("PATH", f"{known.home}:/usr/bin:/bin")
    result = known("daily", "on", "-y")
    assert result.exit == 1
    assert "no bus" in result.err
    monkeypatch.setenv("PATH", "/nowhere")
    assert "cannot be run" in known("daily", "on", "-y").err


def test_a_path_in_a_unit_is_quoted() -> None:
    files = timer.files({"HOME": "/home/me"}, '/opt/a b/50% "kit"', 8, 0)
    assert any("50%" in each.text for each in files)


def test_on_a_mac_it_is_an_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    (file,) = timer.files({"HOME": "/Users/me"}, "/opt/a & b/kit", 8, 30)
    assert file.path == timer.paths({"HOME": "/Users/me"})[0]
    assert "<string>/opt/a &amp; b/kit</string>" in file.text
    assert timer.commands({"HOME": "/Users/me"}, on=True)[0][:2] == ["launchctl", "load"]
    assert timer.supported()


def test_phone_numbers_without_a_country_are_the_user_s_own(known: Session) -> None:
    folder = known.home / ".config/keepintouch"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('phone.region = "PT"\n')
    known.ok("edit", "tom", "--phone", "912 345 678")
    known.ok("edit", "bob", "--phone", "no number")
    card = known.home / "a.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Tom\nTEL:+351912345678\nTEL:12\nEND:VCARD\n")
    assert "1 merged" in known.ok("import", str(card), "-y")
