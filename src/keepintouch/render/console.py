"""The one door for output: screens, documents, hints and errors, each on its stream."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.render.layout import GUTTER, WIDEST_PAIR, Look, plain_lines
from keepintouch.render.spans import Beside, Pair, Prose, Table, dim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from typing import BinaryIO, Protocol

    from keepintouch.render.answers import Answer, Document
    from keepintouch.render.spans import Block, Screen
    from keepintouch.render.terminal import Stream

    class Habits(Protocol):
        """What is known of the user: which commands need no hint, and the pager's words."""

        def wants_hint(self, command: str, /) -> bool:
            """Say whether a hint at `command` is still of use."""

        def pager(self) -> list[str]:
            """Return the words of the pager's command."""


FILE_LOOK = Look(symbols=True)


class Wishes(NamedTuple):
    """How the user wants to be answered; `output` is a file's path, or empty for stdout."""

    machine: str = ""
    fields: tuple[str, ...] = ()
    quiet: bool = False
    output: str = ""
    overwrite: bool = False


class Console:
    """Both output streams and how to answer on them."""

    def __init__(self, out: Stream, err: Stream, wishes: Wishes, habits: Habits) -> None:
        self.out = out
        self.err = err
        self.wishes = wishes
        self._habits = habits

    @property
    def for_people(self) -> bool:
        """Say whether the answer is read on a terminal, so that numbers on it may be used."""
        wishes = self.wishes
        return self.out.tty and not (wishes.machine or wishes.quiet or wishes.output)

    def answer(self, answer: Answer, *, to_file: bool = True) -> None:
        """Give an answer in the form that was asked for; `to_file` to the file that was named."""
        if self.wishes.machine:
            from keepintouch.render.machine import written

            wishes = self.wishes
            data = written(answer.document(), answer.rows, wishes.machine, wishes.fields)
            self.data(data, to_file=to_file)
        elif self.wishes.output and to_file:
            look = FILE_LOOK._replace(plain=self.out.look.plain)
            lines = plain_lines(answer.screen(look), look)
            self.data("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))
        elif not self.wishes.quiet:
            self.screen(answer.screen(self.out.look), self._hints(answer))

    def data(self, data: bytes, *, to_file: bool = True) -> None:
        """Write bytes for a program to stdout, or to the file that was named."""
        if not (to_file and self.wishes.output):
            self.out.write(data)
            return
        with self.bytes_out() as sink:
            sink.write(data)

    def bytes_out(self) -> AbstractContextManager[BinaryIO]:
        """Give a sink for bytes of any number: the file that was named, or stdout."""
        if self.wishes.output:
            from keepintouch.render.files import new_file

            return new_file(self.wishes.output, overwrite=self.wishes.overwrite)
        from keepintouch.render.sinks import sink

        return sink(self.out)

    def screen(self, screen: Screen, hints: Sequence[str] = ()) -> None:
        """Show a screen on stdout, paged if it is taller, with its hint at the end."""
        blocks, hint = _with_hint(screen, hints, self.out) if hints else (list(screen), "")
        lines = self.out.lines(blocks)
        if len(lines) < self.out.look.height or not self._paged(lines):
            self.out.write_lines(lines)
        if hint:
            self.err.show([dim(hint)])

    def note(self, screen: Screen) -> None:
        """Say something beside the answer, on stderr."""
        self.err.show(screen)

    def error_document(self, document: Document) -> None:
        """Write an error as JSON on stderr."""
        from keepintouch.render.machine import json_text

        self.err.write(f"{json_text(document)}\n".encode())

    def _paged(self, lines: Sequence[str]) -> bool:
        if not self.out.tty:
            return False
        from keepintouch.render.paging import page

        return page(lines, self.out, self._habits.pager())

    def _hints(self, answer: Answer) -> list[str]:
        if not self.err.tty or self.out.look.plain:
            return []
        return [hint.text for hint in answer.hints if self._habits.wants_hint(hint.command)]


def _with_hint(screen: Screen, hints: Sequence[str], out: Stream) -> tuple[list[Block], str]:
    """Put the hint at the right end of the last line where it fits, else give it back."""
    hint, last = " · ".join(hints), screen[-1] if screen else ""
    if isinstance(last, Pair | Table | Prose | Beside):
        return [*screen, ""], hint
    room = min(out.look.width, WIDEST_PAIR) - GUTTER - len(hint)
    if len(plain_lines([last], out.look)[0]) > room:
        return list(screen), hint
    return [*screen[:-1], Pair(last, dim(hint))], ""
