"""`kit help`, as a command."""

from __future__ import annotations

from keepintouch.cli import helping
from keepintouch.cli.parameters import Annotated, typer


def help_on(
    ctx: typer.Context,
    word: Annotated[list[str] | None, typer.Argument(metavar="[WORD]", show_default=False)] = None,
) -> int:
    """Show all commands, the help of one, or a topic."""
    return helping.show(ctx.obj, word or [])
