"""No text of the user's ever acts on the terminal, is read as markup, or fails a command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli.catalogue import COMMANDS
from tests.cli.conftest import Session

if TYPE_CHECKING:
    from pathlib import Path

POISON = (
    "\x1b[2J", "\x1b]52;c;cHduZWQ=\x07", "\x1b]8;;http://evil.example\x1b\\x", "\x9b31m", "\r", "\b",
    "\x1bP+q\x1b\\", "\u202e", "\u2066", "\x00", "\x7f", "\u2028",
    "[/]", "[red]", "[link=file:///etc/passwd]x[/link]", "\\[", "[bold", ":smile:",
)  # fmt: skip
WORDS = "x ".join(POISON)
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
OURS = re.compile("\x1b\\[(?:0|1|2|31|32|33|36)m")
LINES = (
    "", "due", "due --week", "list", "show ana", "why ana", "history", "history ana", "find evil",
    "report", "report --with ana", "drift", "plan", "undo --list", "remind", "date --next 90d",
    "log --with ana {}", "note ana {}", "remind ana fri {}", "tag ana +{}", "add {}", "done ana",
    "edit ana --place {}", "every ana 3w", "snooze ana", "archive ana", "rm ana", "merge bob ana",
    "show {}", "find {}", "log {}", "{}", "due --{}", "help {}", "every ana {}", "date ana {} 1 jan",
    "backup", "backup --list", "check", "where", "doctor", "config", "redo", "undo", "help", "daily",
    "complete -- show a", "duplicates", "sync vdir . -y", "sync vdir {}", "sql SELECT/**/*/**/FROM/**/facts", "sql {}", "due --db {}", "due --today {}", "completion {}", "report {}",
)  # fmt: skip


@pytest.fixture(scope="session")
def poisoned_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home in which every text is hostile."""
    kit = Session(tmp_path_factory.mktemp("poisoned"))
    name = WORDS.replace("\x00", "")
    kit.ok(
        "add", f"Ana {name}", "--nick", "ana", "--every", "1w", "--org", WORDS, "--place", WORDS,
        "--title", WORDS, "--met", WORDS, "--email", WORDS, "--phone", WORDS, "--tag", "\x1b[31mred",
    )  # fmt: skip
    kit.ok("add", "Bob Stone")
    kit.ok("note", "ana", WORDS)
    kit.ok("remind", "ana", "fri", WORDS)
    kit.ok("date", "ana", f"\x1b[2J{WORDS}".replace(" ", "_"), "24 nov 2001")
    kit.ok("log", "--with", "ana", "--with", "bob", WORDS + " evil")
    kit.ok("log", "--with", "ana", "--on", "2026-10-01", WORDS)
    return kit.home


@pytest.fixture
def poisoned(tmp_path: Path, poisoned_home: Path) -> Session:
    """Run the program in a home in which every text is hostile."""
    from shutil import copytree

    copytree(poisoned_home, tmp_path, dirs_exist_ok=True)
    kit = Session(tmp_path)
    kit.env["KIT_TODAY"] = "2026-12-24"
    return kit


def harmless(text: str) -> bool:
    return not ACTS.search(OURS.sub("", text.replace("\n", "")))


@pytest.mark.no_cover
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("how", ["tty", "pipe", "plain", "json", "csv"])
def test_no_command_lets_a_control_through(
    poisoned: Session, line: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(poisoned.home)
    flags = {"plain": ["--plain"], "json": ["--json"], "csv": ["--csv"]}.get(how, [])
    words = [word.replace("{}", WORDS) for word in line.split()]
    result = poisoned(*flags, *words, tty=how == "tty", typed="" if how == "tty" else None)
    assert result.exit != 70, result.err
    assert harmless(result.out), ascii(result.out)
    assert harmless(result.err), ascii(result.err)


def test_every_command_that_shows_text_is_tried() -> None:
    tried = {line.split()[0] for line in LINES if line} | {"remove", "forget", "restore"}
    others = {"triage", "import", "export", "backtest", "demo"}
    assert set(COMMANDS) - tried <= others


@pytest.mark.parametrize("word", POISON)
def test_text_stays_as_it_is_in_the_store(known: Session, word: str) -> None:
    import json

    known.ok("note", "ana", f"a {word} b")
    notes = json.loads(known.ok("show", "ana", "--json"))["contact"]["notes"]
    assert notes[0]["text"] == f"a {word} b"


@pytest.mark.parametrize("word", ["[/]", "[red]", "[link=file:///etc/passwd]x[/link]", ":smile:"])
def test_what_looks_like_markup_is_shown_as_it_is(known: Session, word: str) -> None:
    known.ok("note", "ana", f"a {word} b")
    assert f"a {word} b" in known.ok("show", "ana", tty=True)


def test_the_questions_are_harmless_too(poisoned: Session) -> None:
    for line in ("triage", "log met Zoe\x1b[2J", "forget ana", "restore \x1b[2J", "show a"):
        result = poisoned(*line.split(), typed="x\n\n\n")
        assert harmless(result.err), ascii(result.err)
        assert harmless(result.out)


def test_words_that_are_no_utf_8_are_taken_as_latin_1(known: Session) -> None:
    odd = b"called Ana in M\xfcnchen".decode("utf-8", "surrogateescape")
    assert "called Ana in München" in known.ok("log", odd)


@pytest.mark.parametrize(
    "name",
    [
        "李小龍",
        "Ngũgĩ",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467 family",
        "\u202egnirts",
        "a" * 400,
        "E\u0301\u0301\u0301\u0301",
        "\u0130I",
        "\u05d0\u05d1",
    ],
)
def test_names_of_any_script_go_all_the_way(kit: Session, name: str) -> None:
    kit.ok("add", name)
    kit.ok("done", name)
    out = kit.ok("list", tty=True, env={"COLUMNS": "40"})
    assert "1 person" in out
