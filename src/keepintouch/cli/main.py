"""The program: words in, exit code out."""

from __future__ import annotations

import gc
import os
import sys

from keepintouch.cli import door
from keepintouch.cli.decoding import readable
from keepintouch.cli.flags import ENDS, MACHINE, Flags, hoisted
from keepintouch.cli.kit import Kit, World
from keepintouch.domain.errors import CancelledError, KitError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

INTERRUPTED = CancelledError.exit_code
GARBAGE = 50_000
"""Objects between two looks for cycles: a command makes few, and ends before looking pays."""


def run() -> NoReturn:
    """Run the program on the process's own words and streams, and end it; the entry point.

    All is written and closed by then, and an interpreter that takes itself apart object by
    object needs as long for it as `kit done` for its own work.
    """
    gc.set_threshold(GARBAGE)
    _occupy_standard_streams()
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)


def main(argv: Sequence[str], world: World | None = None) -> int:
    """Run one command and return its exit code; nothing but it escapes."""
    world = world or World.real()
    kit = Kit(world)
    try:
        try:
            code = _run(kit, list(argv))
        except KitError as error:
            if kit.draft is not None:
                error.attempt += (kit.draft.where,)
            from keepintouch.cli import failing

            return failing.say(kit, error)
        else:
            kit.drop_draft()
            return code
        finally:
            kit.close()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a bug in kit is said in one line, and logged
        from keepintouch.cli import failing

        return failing.unexpected(world, error)


def _run(kit: Kit, argv: list[str]) -> int:
    kit.flags = _machine_at_least(argv)
    kit.flags, words = hoisted(argv)
    if kit.flags.version:
        from keepintouch import __version__

        kit.console.out.show([f"kit {__version__}"])
        return 0
    if kit.flags.help:
        from keepintouch.cli import helping

        return helping.show(kit, words)
    if not words:
        return door.today(kit)
    words = readable(words)
    plain = door.opened(kit, words)
    code = _parsed(kit, words) if plain is None else plain
    if not code and kit.console.err.tty:
        kit.memory.count(door.ALIASES.get(words[0], words[0]))
    return code


def _parsed(kit: Kit, words: list[str]) -> int:
    """Run a command: read it quickly where it is plainly right, else by way of Typer."""
    from keepintouch.cli import catalogue, guessing, quick

    command = catalogue.find(words[0])
    if command is None:
        raise guessing.unknown_command(kit, words)
    rest = words[1:]
    if command.name == "tag" and ENDS not in rest:
        rest = _tags_apart(rest)
    code = quick.run(kit, command, rest)
    if code is None:
        from keepintouch.cli import parsing

        code = parsing.run(kit, command, rest)
    return code


def _tags_apart(words: list[str]) -> list[str]:
    """Put the `--` after WHO, so that `-work` is a tag to drop, not five flags."""
    for at, word in enumerate(words):
        if not word.startswith("-"):
            return [*words[: at + 1], ENDS, *words[at + 1 :]]
    return words


def _machine_at_least(argv: list[str]) -> Flags:
    """Return what is needed to say that the flags themselves are wrong."""
    found = [how for how in MACHINE if f"--{how}" in argv]
    return Flags(machine=found[0] if found else "")


def _occupy_standard_streams() -> None:
    """Open the null device where a standard stream is closed, so that no file gets its number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
