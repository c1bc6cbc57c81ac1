"""One output stream: what it can show, and the only writing of bytes there is."""

from __future__ import annotations

import os

from keepintouch.domain.errors import KitError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.layout import Look, laid_out
from keepintouch.render.neutral import encoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

    from keepintouch.render.layout import Line
    from keepintouch.render.spans import Screen, Text

SGR = {"person": "1", "due": "33", "error": "31", "ok": "32", "dim": "2", "tag": "36"}
WIDEST = 10_000


class Stream:
    """An output stream and its look; `raw` is None when it was closed from the start."""

    def __init__(
        self,
        raw: TextIO | None,
        env: Mapping[str, str],
        *,
        color: str = "auto",
        plain: bool = False,
    ) -> None:
        self._raw = raw
        self.tty = raw is not None and raw.isatty()
        self.encoding = getattr(raw, "encoding", None) or "utf-8"
        colour = not plain and wants_colour(env, color, tty=self.tty)
        width, height = _size(raw, env, tty=self.tty)
        self.look = Look(
            width=width,
            height=height,
            cut=self.tty and not plain,
            colour=colour,
            symbols=not plain and wants_colour(env, color, tty=True) and self._can_show("✓▂…"),
            plain=plain,
        )

    def lines(self, screen: Screen) -> list[str]:
        """Return a screen as lines of text, coloured where the stream is."""
        return [self._painted(line).rstrip() for line in laid_out(screen, self.look)]

    def show(self, screen: Screen) -> None:
        """Write a screen."""
        self.write_lines(self.lines(screen))

    def prompt(self, text: Text) -> None:
        """Write a text and leave the cursor behind it."""
        self.write_text("\n".join(self._painted(line) for line in laid_out([text], self.look)))

    def write_lines(self, lines: Sequence[str]) -> None:
        """Write lines that `lines` made."""
        self.write_text("".join(f"{line}\n" for line in lines))

    def write_text(self, text: str) -> None:
        """Write text that is harmless already."""
        self.write(encoded(text, self.encoding))

    def write(self, data: bytes) -> int:
        """Write bytes, whatever the stream's encoding; nobody may be reading any more."""
        if self._raw is not None:
            try:
                self._raw.buffer.write(data)
                self._raw.buffer.flush()
            except BrokenPipeError:
                self._leave()
            except OSError as error:
                self._leave()
                raise KitError(
                    f"the answer could not be written: {error.strerror}. What the command"
                    " did before that is done."
                ) from error
        return len(data)

    def _leave(self) -> None:
        """Stop writing, and keep the interpreter from trying again at its end."""
        raw, self._raw = self._raw, None
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, raw.fileno() if raw else -1)
            os.close(null)
        except (OSError, ValueError):
            return

    def _painted(self, line: Line) -> str:
        """Return a line with its colours; neighbours of one style share theirs."""
        if not self.look.colour:
            return "".join(span.text for span in line)
        runs: list[list[str]] = []
        for span in line:
            if runs and runs[-1][0] == span.style:
                runs[-1][1] += span.text
            elif span.text:
                runs.append([span.style, span.text])
        return "".join(
            f"\x1b[{SGR[style]}m{text}\x1b[0m" if style else text for style, text in runs
        )

    def _can_show(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def wants_colour(env: Mapping[str, str], color: str, *, tty: bool) -> bool:
    """Decide on colour: the flag, NO_COLOR, FORCE_COLOR, TERM=dumb, then the terminal."""
    if color != "auto":
        return color == "always"
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR"):
        return True
    return tty and env.get("TERM") != "dumb"


def _size(raw: TextIO | None, env: Mapping[str, str], *, tty: bool) -> tuple[int, int]:
    """Return columns and rows: the environment's, the terminal's, or 80 by 24."""
    columns, rows = _number(env.get("COLUMNS")), _number(env.get("LINES"))
    if tty and raw is not None and not (columns and rows):
        try:
            size = os.get_terminal_size(raw.fileno())
        except (OSError, ValueError):
            size = os.terminal_size((80, 24))
        columns, rows = columns or size.columns, rows or size.lines
    return min(max(columns or 80, 1), WIDEST), rows or 24


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 - no terminal is wider
