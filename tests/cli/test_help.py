"""Help: of every command, of every topic, with examples that run."""

from __future__ import annotations

import shlex
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import topics
from keepintouch.cli.catalogue import COMMANDS, GROUPS, PACKAGE, find
from keepintouch.cli.door import ALIASES
from keepintouch.cli.examples import EXAMPLES

if TYPE_CHECKING:
    from tests.cli.conftest import Session

RUN = [(name, example.line) for name, found in EXAMPLES.items() for example in found]
NEEDS = {"kit triage": 5, "kit triage --tag work": 5, "kit backtest": 2, "kit backtest --json": 2}
PEOPLE_CSV = "Name,Mobile\nLena Vogt,+351912345678\n"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Lena Vogt\nEND:VCARD\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_an_example_and_a_group(kit: Session, name: str) -> None:
    command = COMMANDS[name]
    function = getattr(import_module(PACKAGE + command.module), command.function)
    assert function.__doc__
    assert command.group in GROUPS
    assert 2 <= len(EXAMPLES[name]) <= 4
    for flag in ("-h", "--help"):
        out = kit.ok(name, flag)
        assert out.startswith(f"kit {name}") or name == "help"
        assert "Examples" in out or name == "help"
    assert kit.ok("help", name).startswith(out)


@pytest.mark.parametrize(("name", "line"), RUN)
def test_every_example_runs(
    known: Session, name: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(known.home)
    (known.home / "contacts.vcf").write_text(CARD)
    (known.home / "people.csv").write_text(PEOPLE_CSV)
    (known.home / "contacts").mkdir()
    known.ok("backup")
    if name == "redo":
        known.ok("undo", "2")
    words = shlex.split(line)
    assert words[0] == "kit"
    result = known(*words[1:])
    assert result.exit == NEEDS.get(line, 0), result


def test_examples_are_of_commands_there_are() -> None:
    assert set(EXAMPLES) == set(COMMANDS)


def test_all_help_names_every_command_and_topic(kit: Session) -> None:
    out = kit.ok("--help")
    for name in (*COMMANDS, *topics.NAMES):
        assert name in out
    assert kit.ok("help") == kit.ok("-h") == out


@pytest.mark.parametrize("name", topics.NAMES)
def test_every_topic_has_a_text_whose_tables_are_filled(kit: Session, name: str) -> None:
    out = kit.ok("help", name)
    assert "@" not in out.replace("@ana", "").replace("`@`", "")
    assert len(out.splitlines()) > 5
    assert max(len(line) for line in out.splitlines() if line[:1] != " ") <= 80


def test_aliases_are_fixed_and_never_removed() -> None:
    assert ALIASES == {"l": "log", "d": "done", "s": "show", "ls": "list", "rm": "remove"}
    assert find("ls") is COMMANDS["list"]
    assert COMMANDS["remove"].aliases == ("rm",)


def test_no_two_commands_look_alike() -> None:
    names = sorted(COMMANDS)
    for one, two in pairwise(names):
        assert not two.startswith(one), (one, two)


def test_the_version_is_one_line(kit: Session) -> None:
    assert kit.ok("--version").startswith("kit ")
