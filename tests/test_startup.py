"""What a command may import: modules are counted, not milliseconds."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

NEVER = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "icalendar", "jinja2", "asyncio", "rich"}
NOT_IN_FRONT = {
    "typer", "dataclasses", "inspect", "pathlib", "platformdirs", "subprocess", "typing",
    "tempfile", "shutil", "difflib", "calendar", "locale", "tomllib", "importlib.metadata",
    "json", "re", "contextlib", "zlib",
}  # fmt: skip
PLAIN = (
    [], ["due"], ["due", "--count"], ["log", "coffee", "with", "Ana", "about", "the", "move"],
    ["done", "ana"], ["complete", "--", "show", "a"],
)  # fmt: skip
PARSED = (["--help"], ["list"], ["show", "ana"], ["history"], ["due", "--week"], ["undo", "--list"])
PROGRAM = """
import sys
from keepintouch.cli.main import main
code = main(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with one person in it."""
    home = tmp_path_factory.mktemp("home")
    imported(home, ["add", "Ana Lima", "--every", "2w"])
    return home


def imported(home: Path, words: list[str]) -> set[str]:
    env = {
        "HOME": str(home),
        "KIT_TODAY": "2026-11-22",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == "0", done
    return set(modules)


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_a_plain_form_loads_no_parser_and_nothing_heavy(home: Path, words: list[str]) -> None:
    assert imported(home, words) & (NEVER | NOT_IN_FRONT) == set()


@pytest.mark.parametrize("words", PARSED, ids=" ".join)
def test_no_everyday_command_loads_an_orm_or_rich(home: Path, words: list[str]) -> None:
    assert imported(home, words) & NEVER == set()


def test_only_the_module_of_the_command_is_imported(home: Path) -> None:
    found = {
        name for name in imported(home, ["list"]) if name.startswith("keepintouch.cli.commands.")
    }
    assert found == {"keepintouch.cli.commands.looking"}


def test_all_help_imports_no_command(home: Path) -> None:
    found = imported(home, ["--help"])
    assert "typer" not in found
    assert not [name for name in found if name.startswith("keepintouch.cli.commands")]
