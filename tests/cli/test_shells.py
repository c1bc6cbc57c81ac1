"""TAB in the shells themselves, where they are here: real ones, at a terminal, with kit's script."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli.shells import shells

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Session

pty = pytest.importorskip("pty")
PROGRAM = "from keepintouch.cli.main import run; run()"
ESCAPES = re.compile("\x1b\\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b[()][B0]|[\x07\r]")
SECONDS = 30
ECHOED = "\x01echo \r"
"""Keys that go to the start of the line and make it say itself."""
START = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i")}
SCRIPTS = shells({"HOME": "/home/me"})
LINES = [
    ("kit show sa", "sam-okafor"),
    ("kit show OKA", "sam-okafor"),
    ("kit log lunch with bobb", "bob-stone"),
    ("kit log lunch with @sa", "@sam-okafor"),
    ("kit log lunch +wo", "+work"),
    ("kit done ana --kind ca", "call"),
    ("kit arch", "archive"),
    ("kit help exi", "exit-codes"),
    ("kit import ./frie", "./friends.vcf"),
]


@pytest.fixture
def shelled(known: Session, tmp_path: Path) -> Session:
    """Make a home with people, where `kit` is on the path of a shell."""
    program = tmp_path / "bin" / "kit"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{PROGRAM}' \"$@\"\n")
    program.chmod(0o700)
    (tmp_path / "friends.vcf").touch()
    for name, shell in SCRIPTS.items():
        (tmp_path / f"kit.{name}").write_text(shell.script)
    known.env |= {"PATH": f"{program.parent}:/usr/bin:/bin", "TERM": "xterm", "PS1": "> "}
    known.env |= {"PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
    return known


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}")
    return found


def typed(kit: Session, name: str, keys: str, seen: Callable[[str], bool]) -> str:
    """Type at a shell that has kit's script, until what it shows is as wanted or time is up."""
    words = [program(name), *START[name]]
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(kit.home)
        os.execve(words[0], words, kit.env)  # noqa: S606 - the shell under test
    os.write(terminal, f"PS1='> '; source ./kit.{name}; echo 're''ady'\n".encode())
    try:
        _read(terminal, lambda text: "ready" in text)
        os.write(terminal, keys.encode())
        return _read(terminal, seen)
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)


def _read(terminal: int, seen: Callable[[str], bool]) -> str:
    shown, end = b"", time.monotonic() + SECONDS
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            shown += os.read(terminal, 65536)
        text = ESCAPES.sub("", shown.decode("utf-8", "replace"))
        if seen(text):
            return text
    return ESCAPES.sub("", shown.decode("utf-8", "replace"))


@pytest.mark.parametrize("name", START)
@pytest.mark.parametrize(("line", "whole"), LINES)
def test_a_word_is_completed_at_the_prompt(
    shelled: Session, name: str, line: str, whole: str
) -> None:
    completed = f"{line.rpartition(' ')[0]} {whole}"
    text = typed(shelled, name, f"{line}\t{ECHOED}", lambda text: f"\n{completed}" in text)
    assert f"\n{completed}" in text
    assert "not found" not in text


@pytest.mark.parametrize("name", START)
def test_several_are_listed_and_what_was_typed_stays(shelled: Session, name: str) -> None:
    text = typed(shelled, name, "kit show stone\t\t", lambda text: text.count("-stone") > 2)
    assert {"bob-stone", "ruth-stone", "tom-stone"} <= set(text.split())
    assert "kit show stone" in text


@pytest.mark.parametrize(("line", "whole"), [each for each in LINES if "bobb" not in each[0]])
def test_fish_completes_and_describes(shelled: Session, line: str, whole: str) -> None:
    done = subprocess.run(
        [program("fish"), "--no-config", "-c", f"source ./kit.fish; complete -C '{line}'"],
        env=shelled.env, cwd=shelled.home, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert whole in {each.split("\t")[0] for each in done.stdout.splitlines()}
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("kit show sa", ["sam-okafor"]),
        ("kit log lunch with '@sa", ["'@sam-okafor'"]),
        ("kit export --format ht", ["html"]),
        ("kit completion install ", ["bash", "zsh", "fish", "powershell"]),
    ],
)
def test_powershell_completes(shelled: Session, line: str, wanted: list[str]) -> None:
    shutil.copy(shelled.home / "kit.powershell", shelled.home / "kit.ps1")
    asked = f'(TabExpansion2 "{line}" {len(line)}).CompletionMatches.CompletionText'
    done = subprocess.run(
        [program("pwsh"), "-NoProfile", "-Command", f". ./kit.ps1; {asked}"],
        env=shelled.env, cwd=shelled.home, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.split() == wanted
