"""Taking back, copying and checking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from keepintouch.render import steps
from keepintouch.services import stepping

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit

Number = Annotated[int, typer.Argument(metavar="[NUMBER]", min=1, show_default=False)]


def undo(
    ctx: typer.Context,
    number: Number = 1,
    show_list: Annotated[bool, typer.Option("--list", help="Show what can be taken back.")] = False,
) -> None:
    """Take back the last command, or the last few; `kit redo` makes them again."""
    kit: Kit = ctx.obj
    if show_list:
        found = stepping.steps(kit.store)
        kit.show(steps.listed(found, kit.world.now()))
        return
    kit.show(steps.undone(stepping.undo(kit.store, today=kit.today, times=number), kit.world.now()))


def redo(ctx: typer.Context, number: Number = 1) -> None:
    """Make again what `kit undo` took back."""
    kit: Kit = ctx.obj
    kit.show(steps.redone(stepping.redo(kit.store, today=kit.today, times=number), kit.world.now()))
