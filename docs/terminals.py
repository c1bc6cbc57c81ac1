"""A terminal in memory: the real program in process, and all that it and its user wrote there."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from keepintouch.cli.kit import World
from keepintouch.cli.main import main as kit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TODAY = "2026-11-22"
UNSEEN = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h(\r\x1b\[1A\x1b\[2K)?|\x1b\[[0-9;]*m", re.DOTALL)
"""What no longer stands there at the end: a progress bar between its cursor's end and return; colours."""


class Shown(NamedTuple):
    """What stood on the terminal when a command had ended, and its exit code."""

    text: str
    code: int


class _Output(io.TextIOWrapper):
    """One of the streams that write to the same place, which is a terminal or a pipe."""

    def __init__(self, place: BinaryIO, *, tty: bool) -> None:
        super().__init__(place, encoding="utf-8")
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


class Keyboard(io.TextIOWrapper):
    """Lines that are typed when they are asked for, and so are seen on the terminal."""

    def __init__(self, typed: str = "") -> None:
        super().__init__(io.BytesIO(typed.encode()), encoding="utf-8")
        self.echo: BinaryIO | None = None

    def isatty(self) -> bool:
        """Say that somebody sits there."""
        return self.echo is not None

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override] # as its own base has it
        """Return the next line, as the terminal's own echo shows it."""
        line = super().readline(size)
        if self.echo is not None:
            self.echo.write(line.encode())
        return line


class Terminal:
    """The terminal of somebody whose home is a folder; commands are run in the current folder."""

    def __init__(self, home: Path, *, columns: int = 80, rows: int = 24) -> None:
        self.home = home
        self.env = {
            "HOME": str(home),
            "KIT_TODAY": TODAY,
            "KIT_PAGER": "",
            "COLUMNS": str(columns),
            "LINES": str(rows),
            "PATH": "/usr/bin:/bin",
            "SHELL": "/bin/bash",
            "TERM": "xterm-256color",
        }

    def run(
        self, words: Sequence[str], keyboard: Keyboard | None = None, *, tty: bool = True
    ) -> Shown:
        """Run `kit WORDS`, and return what a user sees of it, without the colours.

        Without a keyboard it is run with `</dev/null`.
        """
        screen = io.BytesIO()
        stdin = keyboard or Keyboard()
        stdin.echo = screen if keyboard else None
        stdout, stderr = _Output(screen, tty=tty), _Output(screen, tty=tty)
        code = kit(words, World(self.env, stdin, stdout, stderr))
        text = UNSEEN.sub("", screen.getvalue().decode())
        return Shown(text.replace(str(self.home), "~"), code)

    def answer(self, *words: str) -> str:
        """Return what `kit WORDS` says through a pipe; it must succeed."""
        shown = self.run(words, tty=False)
        if shown.code:
            message = f"kit {' '.join(words)} ended with {shown.code}:\n{shown.text}"
            raise RuntimeError(message)
        return shown.text
