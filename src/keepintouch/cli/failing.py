"""How a failure is said: one sentence, near misses, what to try; as JSON for programs."""

from __future__ import annotations

import os

from keepintouch.domain.errors import CancelledError, KitError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.cli.kit import Kit, World
    from keepintouch.render.spans import Screen

BUG = 70
SHORT = 60
ISSUES = "https://github.com/keepintouch-cli/keepintouch/issues"


def say(kit: Kit, error: KitError) -> int:
    """Tell the user, on stderr, and return the exit code."""
    if kit.flags.machine:
        kit.console.error_document(document(error))
    elif not (isinstance(error, CancelledError) and not error.message):
        kit.console.note(screen(error))
    return error.exit_code


def screen(error: KitError) -> Screen:
    """Return the lines of an error: what, `close:` and `try:`."""
    lines: list[tuple[str | Span, ...]] = [(Span("kit:", "error"), f" {error.message}")]
    if error.close:
        lines.append((f"  close: {', '.join(error.close)}",))
    return lines + [(line,) for line in _attempts(error.attempt)]


def _attempts(attempts: Sequence[str]) -> list[str]:
    """Return what to try: side by side where that is short, else each on a line of its own."""
    together = "   or  ".join(attempts)
    if len(together) > SHORT:
        return [f"  {'       ' if at else 'try:   '}{each}" for at, each in enumerate(attempts)]
    return [f"  try:   {together}"] if attempts else []


def document(error: KitError) -> dict[str, object]:
    """Return an error as programs read it."""
    about: dict[str, object] = {"code": error.code, "message": error.message}
    candidates = getattr(error, "candidates", ())
    return {
        "error": {
            **about,
            "candidates": list(candidates),
            "close": list(error.close),
            "try": list(error.attempt),
        }
    }


def unexpected(world: World, error: BaseException) -> int:
    """Say that kit itself failed, and where the trace is; the trace holds no values."""
    where = _logged(world, error)
    lines = [
        f"kit: this is a bug in kit ({type(error).__name__}). Nothing was saved, unless it had said so."
    ]
    if where:
        lines.append(f"  trace: {where}  (it holds no text of yours)")
    lines.append(f"  try:   report it at {ISSUES}")
    text = "\n".join(lines) + "\n"
    if world.env.get("KIT_DEBUG"):
        text = f"{_trace(error)}{error}\n{text}"
    _to_stderr(world, text)
    return BUG


def _logged(world: World, error: BaseException) -> str:
    """Write the trace to the state folder, and return its path; empty when that fails."""
    from keepintouch.cli import folders

    folder = folders.state_folder(world.env)
    path = os.path.join(folder, "error.log")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(
            os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(_trace(error))
    except OSError:
        return ""
    return path


def _trace(error: BaseException) -> str:
    """Return where it happened: files, lines and classes, no locals, no message, no source line.

    A message may quote what the user typed (`invalid literal for int(): 'Ana'`).
    """
    from traceback import extract_tb

    from keepintouch import __version__

    found = [f"keepintouch {__version__}"]
    seen: BaseException | None = error
    while seen is not None:
        found.append(type(seen).__qualname__)
        found += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(found) + "\n"


def _to_stderr(world: World, text: str) -> None:
    try:
        if world.stderr is not None:
            world.stderr.write(text)
            world.stderr.flush()
    except (OSError, ValueError):
        return
