"""Which commands print which document, and what they print of the people of `examples/`."""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING

from docs.terminals import TODAY
from docs.transcripts import newcomer
from keepintouch.render import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs.terminals import Terminal

PEOPLE = "import friends.md colleagues.csv -y"
PRINTED: dict[str, tuple[str, ...]] = {
    "kit.backtest/1": ("backtest",),
    "kit.changed/1": (
        "every ana 3w", "add Zoe", "edit ana --place Porto", "tag ana +tennis", "archive tom",
        "merge tom mei", "remove tom", "forget tom -y", "snooze ana", "note ana likes oranges",
        "date ana anniversary 12 jun 2021", "remind ana fri write", "backup",
    ),
    "kit.check/1": ("check",),
    "kit.contact/1": ("show ana",),
    "kit.contacts/1": ("list",),
    "kit.copies/1": ("backup --list", "restore --list"),
    "kit.count/1": ("due --count",),
    "kit.daily/1": ("daily",),
    "kit.days/1": ("date --next 30d",),
    "kit.drift/1": ("drift",),
    "kit.due/1": ("due", ""),
    "kit.duplicates/1": ("duplicates",),
    "kit.error/1": ("show stone",),
    "kit.export/1": ("export -o all.jsonl",),
    "kit.follow-ups/1": ("remind",),
    "kit.found/1": ("find berlin",),
    "kit.health/1": ("doctor",),
    "kit.help/1": ("help log",),
    "kit.history/1": ("history", "history ana"),
    "kit.import/1": ("import friends.md -y",),
    "kit.logged/1": ("log called Ana about the flat", "done ana"),
    "kit.path/1": ("config path", "demo"),
    "kit.places/1": ("where",),
    "kit.plan/1": ("plan",),
    "kit.report/1": ("report oct",),
    "kit.rows/1": ("sql 'SELECT name, org FROM people WHERE org IS NOT NULL ORDER BY name'",),
    "kit.settings/1": ("config",),
    "kit.steps/1": ("undo", "redo", "undo --list"),
    "kit.store/1": ("export",),
    "kit.sync/1": ("sync vdir . -y",),
    "kit.why/1": ("why lena",),
}  # fmt: skip
BEFORE = {
    "undo": "every ana 3w", "redo": "undo", "undo --list": "every ana 3w",
    "remind": "remind sam thu send the book list", "backup --list": "backup",
    "restore --list": "backup",
}  # fmt: skip
YEARS = ("drift", "backtest")
"""These need more than the examples hold."""
HABITS = (
    ("Nora Lind", 10, 0), ("Ben Ode", 100, 10), ("Ida Falk", 7, 300), ("Omar Said", 45, 20),
    ("Eva Ruiz", 120, 40), ("Jon Berg", 5, 400), ("Kai Mori", 6, 600), ("Lou Hart", 150, 20),
)  # fmt: skip
"""Who was called every so many days, and so many days ago for the last time."""
STRETCHED = (0.5, 1.0, 0.7, 1.6, 0.9, 1.3, 0.6, 2.2, 0.8)
"""How much of a gap there was until the next call."""
CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"), f"{TODAY}T09:00:00+00:00"),
    (re.compile(r"\d{8}T\d{6}Z"), f"{TODAY.replace('-', '')}T090000Z"),
    (re.compile(r'"bytes": \d+'), '"bytes": 421888'),
    (re.compile(r"[\d.]+ kB"), "421.9 kB"),
    (re.compile(re.escape(str(Path(schemas.FOLDER).parent))), "…/keepintouch"),
)
"""What differs from run to run, and what stands for it."""
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def answers() -> dict[str, str]:
    """Return an example of each document, as it is printed but for ids and instants."""
    with newcomer() as terminal:
        people(terminal)
        home = terminal.home
        return {name: settled(answer(lines[0], home)) for name, lines in PRINTED.items()}


def people(terminal: Terminal) -> None:
    """Bring the people of the examples into a store."""
    terminal.answer(*shlex.split(PEOPLE))


def answer(line: str, home: Path) -> str:
    """Return what `kit LINE --json` prints in a copy of a home, on stderr for an error."""
    with newcomer(None if line in YEARS else home) as terminal:
        if line in YEARS:
            Path("calls.md").write_text("".join(_calls()), "utf-8")
            terminal.answer("import", "calls.md", "-y", "--format", "friends")
        for each in _steps_before(line):
            terminal.answer(*shlex.split(each))
        json = [] if line == "export" else ["--json"]
        return terminal.run([*shlex.split(line), *json], tty=False).text


def settled(text: str) -> str:
    """Return a text in which ids are counted, and all else that changes stands still."""
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    numbers, known = count(1), dict[str, str]()

    def numbered(found: re.Match[str]) -> str:
        if found[0] not in known:
            known[found[0]] = f"01940000-0000-7000-8000-{next(numbers):012d}"
        return known[found[0]]

    return ID.sub(numbered, text)


def _steps_before(line: str) -> list[str]:
    """Return what must be done first, in order, so that there is something to show."""
    found: list[str] = []
    while line in BEFORE:
        line = BEFORE[line]
        found.insert(0, line)
    return found


def _calls() -> Iterator[str]:
    """Yield a friends.md with three years of calls, some early and some late."""
    yield "### Activities:\n"
    for name, gap, silent in HABITS:
        on, stretched = date.fromisoformat(TODAY) - timedelta(1000), cycle(STRETCHED)
        while on <= date.fromisoformat(TODAY) - timedelta(silent):
            yield f"- {on}: Called **{name}**.\n"
            on += timedelta(round(gap * next(stretched)))
    yield "\n### Friends:\n"
    yield from (f"- {name}\n" for name, *_ in HABITS)
