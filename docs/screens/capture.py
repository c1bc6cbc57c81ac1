"""Takes every scene on a real terminal, tmux's: `python -m docs.screens.capture`.

It says which of them differ from the files, which are made in memory (`make docs-write`):
the program then looks different on a terminal from what we believe.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from docs.screens.scenes import ROWS, SCENES, WIDTHS, begun, framed, homes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docs.screens.scenes import Scene
    from docs.terminals import Terminal

KIT = f"{shlex.quote(sys.executable)} -m keepintouch"
SOCKET = "kit-screens"
SETTINGS = "set -g status off\nset -g history-limit 5000\n"
PATIENCE = 20
"""Seconds that a scene may take."""
TICK = 0.05
REST = 0.3
"""How long a terminal on which nothing moves any more stands still."""


class Tmux:
    """A server of tmux of our own; no settings of the user's are read."""

    def __init__(self, settings: Path) -> None:
        self._words = ["tmux", "-L", SOCKET, "-f", str(settings)]

    def __str__(self) -> str:
        return shlex.join(self._words)

    def __call__(self, *words: str) -> str:
        """Run one command of tmux, and return what it says."""
        done = subprocess.run([*self._words, *words], check=True, capture_output=True, text=True)
        return done.stdout

    def rows(self) -> list[str]:
        """Return what stands on the terminal and what has left it at the top."""
        return self("capture-pane", "-p", "-S", "-").splitlines()

    def asks(self) -> bool:
        """Say whether a question waits: the cursor rests behind something."""
        seen = [self("display-message", "-p", "#{cursor_x}"), *self.rows()]
        time.sleep(REST)
        again = [self("display-message", "-p", "#{cursor_x}"), *self.rows()]
        return seen == again and seen[0].strip() != "0"


def main() -> int:
    """Take all scenes, and say which differ from their files."""
    wrong = 0
    with server() as tmux, homes() as begin:
        for scene in SCENES:
            for columns in WIDTHS:
                with begun(scene, columns, begin) as terminal:
                    wrong += _differs(scene, columns, _taken(tmux, scene, columns, terminal))
    return int(wrong > 0)


@contextmanager
def server() -> Iterator[Tmux]:
    """Start tmux, and stop it at the end."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "tmux.conf")
        settings.write_text(SETTINGS, "utf-8")
        tmux = Tmux(settings)
        tmux("new-session", "-d", "-s", "idle", "sleep 3600")
        try:
            yield tmux
        finally:
            tmux("kill-server")


def _taken(tmux: Tmux, scene: Scene, columns: int, terminal: Terminal) -> str:
    """Return a scene as it stands on the terminal when it is over."""
    script = Path(terminal.home.parent, "scene.sh")
    begun, over = terminal.home.parent / "begun", terminal.home.parent / "over"
    script.write_text(_script(tmux, scene, begun, over), "utf-8")
    env = {**terminal.env, "TERM": "tmux-256color", "LANG": "C.UTF-8"}
    told = [f"{name}={value}" for name, value in env.items() if name not in ("COLUMNS", "LINES")]
    size = ("-x", str(columns), "-y", str(ROWS))
    command = shlex.join(["env", "-i", *told, "sh", str(script)])
    tmux("new-session", "-d", "-s", "scene", *size, "-c", str(Path.cwd()), command)
    try:
        _wait_until(begun.exists)
        for answer in scene.typed:
            _wait_until(tmux.asks)
            tmux("send-keys", "-l", answer)
            tmux("send-keys", "Enter")
        _wait_until(over.exists)
        rows = tmux.rows()
    finally:
        tmux("kill-session", "-t", "scene")
    return framed(scene, rows).replace(str(terminal.home), "~")


def _script(tmux: Tmux, scene: Scene, begun: Path, over: Path) -> str:
    """Return the shell's lines: what came before, a clean screen, the scene, and a rest."""
    before = [f"{KIT} {line}" for line in scene.before]
    clear = ["printf '\\033[2J\\033[H'", f"{tmux} clear-history", f"touch {begun}"]
    now = [f"{KIT} {scene.line}", f"touch {over}", "sleep 60"]
    return "\n".join([*before, *clear, *now]) + "\n"


def _wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(TICK)


def _differs(scene: Scene, columns: int, taken: str) -> bool:
    path = scene.path(columns)
    kept = path.read_text("utf-8") if path.exists() else ""
    lines = unified_diff(kept.splitlines(), taken.splitlines(), path.name, "on tmux", lineterm="")
    print("\n".join(lines), end="" if taken == kept else "\n")
    return taken != kept


if __name__ == "__main__":
    sys.exit(main())
