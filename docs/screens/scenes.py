"""The scenes: what is typed, where, and how it looks in memory."""

from __future__ import annotations

import shlex
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docs.screens.story import tell
from docs.terminals import Keyboard, Terminal
from docs.transcripts import SCRIPT, newcomer
from keepintouch.render.width import start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).parent
WIDTHS = (80, 40)
ROWS = 24


class Scene(NamedTuple):
    """A command line, what is typed at its questions, and what was done on that terminal before.

    `new` is a home where nobody is known yet.
    """

    name: str
    line: str
    typed: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    new: bool = False

    def path(self, columns: int) -> Path:
        """Return the file of the screen at a width."""
        return FOLDER / f"{self.name}-{columns}.txt"


SCENES = (
    Scene("first-run", "", new=True),
    Scene("first-log", "log coffee with Ana about the Berlin move", ("Ana Lima",), new=True),
    Scene("today", ""),
    Scene("caught-up", "", before=("done ana-lima grandma bob",)),
    Scene("due-week", "due --tag family --week"),
    Scene("done", "done 1", before=("",)),
    Scene("log-call", "log called grandma, her hip is better +health"),
    Scene("log-lunch", 'log "yesterday: lunch with bob and sam about Mia\'s wedding"'),
    Scene("log-which", "log coffee with ana about the Berlin move", ("1",)),
    Scene("log-which-script", "log coffee with ana </dev/null"),
    Scene("log-when", "log lunch with Ana Lima last week", ("frday", "friday")),
    Scene("log-plan", "log will call Bob", ("n",)),
    Scene(
        "log-prompt", "log", ('Coffee w/ Ana (the good place). "Berlin?" she\'s 90% sure!', "", "1")
    ),
    Scene("snooze", "snooze 2 3d", before=("",)),
    Scene("show", "show ana-lima"),
    Scene("why", "why ana-lima"),
    Scene("add", 'add "Nora Lind" --every 2w --tag berlin --birthday "5 may 1990" --nick Nor'),
    Scene("every", "every ana-lima 3w"),
    Scene("every-off", "every ana-lima off"),
    Scene("tag", "tag ana-lima +tennis -berlin"),
    Scene("list", "list --tag work --sort last"),
    Scene("find", "find berlin"),
    Scene("merge", "merge tom-ek tom-stone"),
    Scene("remove", "remove tom-ek"),
    Scene("note", 'note ana-lima "partner is Jo; allergic to nuts"'),
    Scene("date", 'date ana-lima anniversary "12 jun 2021"'),
    Scene("date-next", "date --next 30d"),
    Scene("remind", "remind sam thu send the book list"),
    Scene("remind-list", "remind"),
    Scene("history", "history ana-lima --limit 6"),
    Scene("report", "report oct"),
    Scene("drift", "drift"),
    Scene("plan", "plan"),
    Scene("undo", "undo", before=("every ana-lima 3w",)),
    Scene("undo-list", "undo --list", before=("add Zoe", "every zoe 3w", "done zoe"), new=True),
    Scene("import", "import friends.md", ("y",)),
    Scene("triage", "triage", ("m", "n", "x"), before=("import friends.md -y",), new=True),
    Scene("daily", "daily on 08:30", ("n",)),
    Scene("nobody", "show anna"),
    Scene("no-command", "ana-lima"),
    Scene("help", "help"),
    Scene("help-command", "help snooze"),
)


@contextmanager
def homes() -> Iterator[dict[bool, Path]]:
    """Give the homes that scenes begin in, by whether they are new."""
    with tempfile.TemporaryDirectory() as folder:
        story, new = Path(folder, "story"), Path(folder, "new")
        story.mkdir()
        new.mkdir()
        tell(Terminal(story))
        yield {False: story, True: new}


@contextmanager
def begun(scene: Scene, columns: int, homes: dict[bool, Path]) -> Iterator[Terminal]:
    """Give the terminal of a scene, in a copy of its home, among the examples."""
    with newcomer(homes[scene.new]) as terminal:
        terminal.env |= {"COLUMNS": str(columns), "LINES": str(ROWS)}
        yield terminal


def played(scene: Scene, columns: int, homes: dict[bool, Path]) -> str:
    """Return a scene as it looks in memory."""
    with begun(scene, columns, homes) as terminal:
        for line in scene.before:
            terminal.run(shlex.split(line), Keyboard())
        words = shlex.split(scene.line)
        keyboard = Keyboard("".join(f"{each}\n" for each in scene.typed))
        plain = [each for each in words if each != SCRIPT]
        shown = terminal.run(plain, keyboard if plain == words else None)
    lines = shown.text.splitlines()
    return framed(scene, [row for line in lines for row in _rows(line, columns)])


def framed(scene: Scene, rows: Iterable[str]) -> str:
    """Return a screen as it is kept: the command, then what it shows."""
    text = "\n".join(row.rstrip() for row in rows).rstrip("\n")
    return f"{f'$ kit {scene.line}'.rstrip()}\n{text}\n"


def _rows(line: str, columns: int) -> Iterator[str]:
    """Yield the rows that a terminal needs for a line, which it breaks anywhere."""
    while len(first := start(line, columns)) < len(line):
        yield first
        line = line[len(first) :]
    yield line


def made() -> Iterator[tuple[Path, str]]:
    """Yield every screen at every width, with its file."""
    with homes() as begin:
        for scene in SCENES:
            for columns in WIDTHS:
                yield scene.path(columns), played(scene, columns, begin)
