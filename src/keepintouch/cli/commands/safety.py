"""Taking back, copying and checking."""

from __future__ import annotations

import os

from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.errors import CancelledError, NeedsAnswerError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import changes, copies, steps
from keepintouch.services import keeping, stepping
from keepintouch.store import backups

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


def backup(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", show_default=False)] = None,
    show_list: Annotated[bool, typer.Option("--list", help="List the copies there are.")] = False,
) -> None:
    """Copy the store beside itself, or to a file.

    Copies are made daily on their own; the last 7 days and 4 weeks are kept.
    """
    kit: Kit = ctx.obj
    if show_list:
        kit.show(copies.listed(keeping.copies(kit.store), kit.world.now()))
        return
    if kit.flags.dry_run:
        place = os.path.abspath(file) if file else backups.folder_of(kit.place)
        kit.show(changes.answer([changes.plain("backup", f"would copy to {place}")], undo=False))
        return
    target = keeping.backup(kit.store, os.path.abspath(file) if file else None)
    kit.show(changes.answer([changes.copied(target)], undo=False))


def restore(
    ctx: typer.Context,
    which: Annotated[str | None, typer.Argument(metavar="[WHICH]", show_default=False)] = None,
    show_list: Annotated[bool, typer.Option("--list", help="List the copies there are.")] = False,
) -> None:
    """Put a copy in the store's place: its number in the list, or a file.

    The store that is replaced is kept beside it.
    """
    kit: Kit = ctx.obj
    if show_list or which is None:
        kit.show(copies.listed(keeping.copies(kit.store), kit.world.now()))
        return
    chosen = backups.pick(kit.place, which)
    if kit.flags.dry_run:
        words = f"would restore {chosen.path}"
        kit.show(changes.answer([changes.plain("restore", words)], undo=False))
        return
    if not kit.flags.yes:
        if not kit.asker.may_ask:
            raise NeedsAnswerError(
                "replacing the store needs a yes.", attempt=(f"kit restore {which} -y",)
            )
        if not kit.asker.confirm(f"Put copy {which} in the place of the store?"):
            raise CancelledError("not restored. Nothing was changed.")
    restored = keeping.restore(kit.store, which)
    kit.show(changes.answer([changes.restored(restored)], undo=False))


def check(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make what is derived anew, after a copy.")
    ] = False,
) -> int:
    """Check that all is as it should be; where it is, only a terminal is told."""
    kit: Kit = ctx.obj
    found = keeping.check(kit.store, today=kit.today, repair=repair and not kit.flags.dry_run)
    kit.show(copies.findings(found))
    if not found and kit.console.for_people:
        kit.console.note(copies.ALL_WELL)
    return 1 if found else 0
