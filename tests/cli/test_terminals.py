"""Every command on every kind of stream: terminals, pipes, old encodings, closed ones."""

from __future__ import annotations

import os
import re
import resource
import shlex
import subprocess
import sys
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli.catalogue import COMMANDS
from keepintouch.cli.examples import EXAMPLES
from keepintouch.render.width import width
from tests.cli.conftest import Session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Result

LINES = ["kit", *(EXAMPLES[name][0].line for name in COMMANDS)]
SGR = re.compile("\x1b\\[[0-9;]*m")
MAY_FAIL = {5, 2}
SECONDS = {"kit demo": 3.0}
"""What a command may cost a processor if not one second: only the demo makes and fills a store.

Seconds of work, for a busy machine makes a command wait, not work, for longer.
"""
PROGRAM = "from keepintouch.cli.main import run; run()"


@pytest.fixture(scope="session")
def ready_home(known_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home in which every example can run."""
    home = tmp_path_factory.mktemp("ready") / "home"
    copytree(known_home, home)
    kit = Session(home)
    kit.ok("add", "José Ávila 李小龍", "--every", "1w", "--tag", "família")
    kit.ok("undo")
    (home / "contacts").mkdir()
    (home / "contacts.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Lena\nEND:VCARD\n")
    return home


@pytest.fixture
def ready(ready_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Run the program in a home in which every example can run."""
    copytree(ready_home, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Session(tmp_path)


def without_instants(text: str) -> list[str]:
    return sorted(re.sub(r"\d{8}T\d{6}Z", "", text).split())


def fine(result: Result) -> bool:
    return result.exit == 0 or (
        result.exit in MAY_FAIL and SGR.sub("", result.err).startswith("kit: ")
    )


@pytest.mark.parametrize("line", LINES)
def test_a_pipe_gets_the_same_text_without_colour_and_uncut(ready: Session, line: str) -> None:
    words = shlex.split(line)[1:]
    piped = ready("-n", *words)
    narrow = ready("-n", *words, env={"COLUMNS": "40"})
    assert fine(piped), piped
    assert "\x1b" not in piped.out + piped.err
    assert "…" not in piped.out.replace("WORDS…", "")
    assert without_instants(narrow.out) == without_instants(piped.out)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_a_terminal_without_colour_gets_no_escapes(
    ready: Session, line: str, env: dict[str, str]
) -> None:
    result = ready(
        "-n", "--no-input", *shlex.split(line)[1:], tty=True, env={**env, "KIT_PAGER": ""}
    )
    assert fine(result), result
    assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize("line", LINES)
def test_forty_columns_are_enough(ready: Session, line: str) -> None:
    env = {"COLUMNS": "40", "KIT_PAGER": ""}
    result = ready("-n", "--no-input", *shlex.split(line)[1:], tty=True, env=env)
    assert fine(result), result
    if line == "kit completion fish":
        return
    for row in SGR.sub("", result.out).splitlines():
        assert width(row) <= 40 or " " not in row.strip(), row


@pytest.mark.parametrize("columns", ["1", "20", "500", "0", "x", "99999999999"])
def test_any_width_is_survived(known: Session, columns: str) -> None:
    for line in ("", "show ana", "list", "help log", "report"):
        assert known(*line.split(), tty=True, env={"COLUMNS": columns}).exit == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_an_old_encoding_gets_what_it_can_show(known: Session, encoding: str) -> None:
    known.ok("add", "Łukasz 李", "--nick", "José")
    known.ok("every", "josé", "1d")
    known.env["KIT_TODAY"] = "2026-12-24"
    result = known(encoding=encoding)
    assert result.exit == 0
    assert "?ukasz ?" in result.out or encoding == "utf-16"
    assert "ok Noted on Bob Stone" in known("note", "bob", "x", encoding="ascii").out


def test_colour_can_be_asked_for_in_a_pipe(known: Session) -> None:
    assert "\x1b[1mAna Lima\x1b[0m" in known.ok("--color", "always")
    assert "\x1b[1m" in known.ok(env={"FORCE_COLOR": "1"})
    assert "\x1b" not in known.ok("--color=never", tty=True)
    assert "\x1b" in known.ok("--color=always", env={"NO_COLOR": "1"})
    assert "\x1b" not in known.ok("--plain", "--color=always")


def test_plain_is_one_fact_a_line_without_symbols(known: Session) -> None:
    assert known.ok("--plain").splitlines()[:3] == [
        "Sunday 22 November",
        "3 due · 1 birthday soon",
        "",
    ]
    assert known.ok("done", "ana", "--plain").startswith("ok Ana Lima")
    assert "12 months  0 0 0" in known.ok("show", "ana", "--plain")


def test_what_is_taller_than_the_screen_is_paged(known: Session, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text(f'#!/bin/sh\ncat > "{tmp_path}/paged"\n')
    pager.chmod(0o700)
    env = {"LINES": "10", "KIT_PAGER": str(pager)}
    assert known("help", tty=True, env=env).out == ""
    assert "Every day" in (tmp_path / "paged").read_text()
    (tmp_path / "paged").unlink()
    assert known("where", tty=True, env=env).out
    assert known("help", env=env).out
    assert known("help", tty=True, env={**env, "TERM": "dumb"}).out
    for none in ("", "cat", "/nowhere/pager", "'"):
        assert "Every day" in known("help", tty=True, env={**env, "KIT_PAGER": none}).out
    assert not (tmp_path / "paged").exists()


def process(known: Session, script: str, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a real process, by a shell script in which it stands as `$@`."""
    whole = {**known.env, "PYTHONPATH": os.pathsep.join(sys.path), **env}
    words = [sys.executable, "-c", PROGRAM, "-n", *shlex.split(line)[1:]]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        ["sh", "-c", script, "sh", *words],
        env=whole, capture_output=True, text=True, check=False, errors="replace",
        cwd=known.home, timeout=60,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SECONDS.get(
        line, 1.0
    )
    return done


@pytest.mark.parametrize("line", LINES)
def test_a_reader_that_leaves_and_a_plain_locale_are_survived(ready: Session, line: str) -> None:
    script = '{ "$@" </dev/null; echo $? >code; } | head -1'
    done = process(ready, script, line, LC_ALL="C")
    assert int((ready.home / "code").read_text()) in {0, *MAY_FAIL}
    assert len(done.stdout.splitlines()) <= 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr
    assert "bug" not in done.stderr


@pytest.mark.parametrize("line", LINES)
def test_closed_streams_and_an_old_encoding_are_survived(ready: Session, line: str) -> None:
    done = process(ready, '"$@" <&- >&-', line, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode in {0, *MAY_FAIL}, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr


def test_nobody_to_tell_is_no_failure_of_what_was_done(known: Session) -> None:
    done = process(known, '"$@" 2>&- >&-', "kit where")
    assert done.returncode == 0
    done = process(known, '"$@" >/dev/full', "kit where")
    assert done.returncode == 1
    assert done.stderr.startswith("kit: the answer could not be written: No space left on device.")
