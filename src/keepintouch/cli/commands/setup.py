"""Settings, places, health and habits."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from keepintouch.cli import doctoring, folders, placing, shells, timer
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.errors import UsageError
from keepintouch.render import changes, setup

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit

MORNING = "08:30"


def config(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[edit|path]", show_default=False)
    ] = None,
) -> None:
    """Show the settings and what they are; `edit` opens the file, `path` says where it is."""
    kit: Kit = ctx.obj
    path = folders.config_file(kit.env)
    action = " ".join(words) if words else None
    if action == "path":
        kit.show(setup.path(path))
    elif action == "edit":
        _edit_config(kit, path)
    elif action is None:
        kit.show(setup.settings(kit.settings))
    else:
        raise UsageError(
            f'there is no "kit config {action}": kit never changes your settings itself.',
            close=("edit", "path"),
            attempt=("kit config edit",),
        )


def where(ctx: typer.Context) -> None:
    """Show where kit keeps things."""
    kit: Kit = ctx.obj
    kit.show(setup.places(doctoring.places(kit)))


def doctor(ctx: typer.Context) -> None:
    """Look whether everything is set up well."""
    kit: Kit = ctx.obj
    kit.show(setup.health(doctoring.title(), list(doctoring.looked_at(kit))))


def daily(
    ctx: typer.Context,
    action: Annotated[str | None, typer.Argument(metavar="[on|off]", show_default=False)] = None,
    time: Annotated[str, typer.Argument(metavar="[TIME]", show_default=False)] = MORNING,
) -> None:
    """Remind each morning, only if someone is due: on, off, or whether it is on."""
    kit: Kit = ctx.obj
    if action not in ("on", "off", None):
        raise UsageError(f'there is no "kit daily {action}".', close=("on", "off"))
    if action is None:
        kit.show(setup.reminder(on=all(os.path.exists(each) for each in timer.paths(kit.env))))
        return
    if not timer.supported():
        raise UsageError(
            "kit knows no timer on this system.",
            attempt=("kit due --once   at the start of your shell",),
        )
    if action == "off":
        if any(os.path.exists(each) for each in timer.paths(kit.env)):
            timer.start(timer.commands(kit.env, on=False))
        placing.remove(timer.paths(kit.env))
        kit.show(changes.answer([changes.plain("daily", "no reminder any more")], undo=False))
        return
    hour, minute = timer.read_time(time)
    files = timer.files(kit.env, _program(), hour, minute)
    placing.agreed(kit, files, ["and start a user timer"])
    if not kit.flags.dry_run:
        placing.write(files)
        timer.start(timer.commands(kit.env, on=True))
    words = f"each morning at {hour:02}:{minute:02}, only if someone is due; stop: kit daily off"
    kit.show(changes.answer([changes.plain("daily", words)], undo=False))


def completion(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[install|SHELL]", show_default=False)
    ] = None,
) -> None:
    """Print the script that completes words on TAB for bash, zsh, fish or PowerShell, or install it."""
    kit: Kit = ctx.obj
    known = shells.shells(kit.env)
    asked = [word for word in words or () if word != "install"]
    name = asked[0] if asked else shells.current(kit.env)
    if name not in known:
        here = f'not in "{name}"' if name else "and which shell this is cannot be told"
        raise UsageError(
            f"kit completes in {', '.join(known)}, {here}.",
            attempt=("kit completion install bash",),
        )
    shell = known[name]
    if "install" not in (words or ()):
        kit.console.data(shell.script.encode())
        return
    files = [placing.File(shell.file, shell.script, f"completion for {name}")]
    if shell.rc:
        files.append(placing.File(shell.rc, shell.line, f"one line: {shell.line}", append=True))
    placing.agreed(kit, files)
    if not kit.flags.dry_run:
        placing.write(files)
    kit.show(
        changes.answer(
            [changes.plain("completion", f"installed for {name}; it works in a new shell")],
            undo=False,
        )
    )


def _edit_config(kit: Kit, path: str) -> None:
    """Open the configuration in the editor; what is saved must be understood to be kept."""
    from keepintouch.cli.editing import until_understood
    from keepintouch.config import parsed

    before = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            before = file.read()

    def read(text: str) -> str:
        parsed(text.encode(), path)
        return text

    text = until_understood(kit, before or setup.template(), read)
    placing.write([placing.File(path, text)])
    kit.show(changes.answer([changes.plain("config", f"saved {path}")], undo=False))


def _program() -> str:
    """Return the path by which this very kit can be started again."""
    from shutil import which

    started = os.path.abspath(sys.argv[0]) if sys.argv else ""
    return (
        started
        if os.access(started, os.X_OK) and os.path.isfile(started)
        else which("kit") or "kit"
    )
