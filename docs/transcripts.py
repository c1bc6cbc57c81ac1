"""Transcripts: each `$ kit …` line of a page is run, and what it prints follows it.

They are ```console blocks. The commands of a page are run in its order, by one user on a
terminal of 80 columns, in a folder with a copy of `examples/`. `</dev/null` after a command
runs it as in a script; a comment `<!-- typed: y -->` above a block answers its questions.
"""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from docs.terminals import Keyboard, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
BEGIN, END = "```console", "```"
SCRIPT = "</dev/null"
TYPED = re.compile(r"<!-- typed: (.*) -->")


def with_transcripts(text: str) -> str:
    """Return a page with what its commands print now."""
    if BEGIN not in text:
        return text
    with newcomer() as terminal:
        return "".join(f"{line}\n" for line in _renewed(text.splitlines(), terminal))


@contextmanager
def newcomer(home: Path | None = None) -> Iterator[Terminal]:
    """Give the terminal of somebody among copies of the examples, new to kit or in a copied home."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder, "home")
        shutil.copytree(EXAMPLES, Path(folder, "work"))
        if home:
            shutil.copytree(home, own)
        else:
            own.mkdir()
        with chdir(Path(folder, "work")):
            yield Terminal(own, rows=1000)


def _renewed(lines: Iterable[str], terminal: Terminal) -> Iterator[str]:
    """Yield the page's own lines, and after each command what it prints."""
    keyboard = Keyboard()
    inside = begun = False
    for line in lines:
        if not inside:
            yield line
            if found := TYPED.fullmatch(line):
                keyboard = Keyboard(found[1].replace(", ", "\n") + "\n")
            inside, begun = line == BEGIN, False
        elif line.startswith("$ "):
            yield from [""] if begun else []
            yield line
            yield from _run(line, terminal, keyboard)
            begun = True
        elif line == END:
            yield line
            inside, keyboard = False, Keyboard()


def _run(line: str, terminal: Terminal, keyboard: Keyboard) -> list[str]:
    """Return the lines that a command prints; a comment after two spaces is no part of it."""
    words = shlex.split(line.partition("  #")[0])[2:]
    plain = [word for word in words if word != SCRIPT]
    shown = terminal.run(plain, keyboard if plain == words else None)
    return [each.rstrip() for each in shown.text.rstrip().splitlines()]
