"""A progress bar on a terminal, for what takes long."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.render.terminal import Stream


@contextmanager
def bar(err: Stream, raw: object) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that hears how many bytes of how many were read; none off a terminal."""
    if not err.tty or not err.look.symbols:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TimeRemainingColumn

    console = Console(file=raw, highlight=False, markup=False, emoji=False)  # type: ignore[arg-type]
    with Progress(BarColumn(), TimeRemainingColumn(), console=console, transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total or None)
