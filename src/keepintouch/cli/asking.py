"""Asking the user: only on a terminal, numbered, and one end of input is a no."""

from __future__ import annotations

import sys

from keepintouch.domain.errors import CancelledError, NeedsAnswerError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Table, dim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from keepintouch.render.spans import Text
    from keepintouch.render.terminal import Stream

YES = frozenset(("y", "yes"))
NO = frozenset(("n", "no"))
TRIES = 5
SHOWN = 9


class Asker:
    """Puts questions on stderr and reads the answers; both must be terminals."""

    def __init__(self, stdin: TextIO | None, err: Stream, *, may_ask: bool = True) -> None:
        self._stdin = stdin
        self._err = err
        self._terminal = stdin is not None and stdin.isatty() and err.tty
        self._may_ask = may_ask

    @property
    def may_ask(self) -> bool:
        """Say whether anything may be asked."""
        return self._terminal and self._may_ask

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for yes or no; Enter alone is the default."""
        choices = "[Y/n]" if default else "[y/N]"
        for _ in range(TRIES):
            said = self.line(f"{question} {choices} ").strip().lower()
            if not said:
                return default
            if said in YES | NO:
                return said in YES
        raise CancelledError("no answer. Nothing was changed.")

    def choose(self, question: str, choices: Sequence[Sequence[Text]], names: Sequence[str]) -> int:
        """Return the index of the row chosen; letters of a name narrow the list, Enter takes none."""
        left = list(range(len(choices)))
        self._err.show([question])
        for _ in range(TRIES):
            self._show(left, choices)
            said = self.line("> ").strip()
            if not said:
                break
            if said.isdecimal():
                if 0 < int(said) <= min(len(left), SHOWN):
                    return left[int(said) - 1]
                continue
            found = [at for at in left if said.casefold() in names[at].casefold()]
            if len(found) == 1:
                return found[0]
            left = found or left
        raise CancelledError("nobody was chosen. Nothing was changed.")

    def lines(self, question: str) -> str:
        """Return the lines typed until a blank one, as one text."""
        self._err.show([question])
        found: list[str] = []
        while (said := self.line("> ")).strip():
            found.append(said)
        return "\n".join(found)

    def line(self, prompt: Text) -> str:
        """Ask for one line; the end of input cancels, as Ctrl-C does."""
        if not self.may_ask or self._stdin is None:
            raise NeedsAnswerError("this needs an answer, and there is no terminal to ask on.")
        self._err.prompt(prompt)
        try:
            said = self._stdin.readline()
        except KeyboardInterrupt:
            said = ""
        if not said:
            self._err.write_text("\n")
            raise CancelledError("cancelled. Nothing was changed.")
        return said.rstrip("\r\n")

    def secret(self, prompt: str) -> str:
        """Ask for a line that is not shown while it is typed."""
        if self._stdin is not sys.stdin:
            return self.line(prompt)
        from getpass import getpass

        try:
            return getpass(prompt)
        except (EOFError, KeyboardInterrupt):
            self._err.write_text("\n")
            raise CancelledError("cancelled. Nothing was changed.") from None

    def _show(self, left: Sequence[int], choices: Sequence[Sequence[Text]]) -> None:
        rows = [(dim(str(number)), *choices[at]) for number, at in enumerate(left[:SHOWN], 1)]
        more = len(left) - len(rows)
        hint = [dim(f"  + {more} more: type more of the name")] if more else []
        self._err.show([Table(rows, right=(0,)), *hint])
