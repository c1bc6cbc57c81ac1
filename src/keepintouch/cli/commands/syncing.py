"""Both ways: an address book that other programs keep too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.cli import agreeing
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.cli.phones import normaliser
from keepintouch.domain.errors import UsageError
from keepintouch.render import synced
from keepintouch.services import syncing
from keepintouch.services.syncing.results import DELETES, PREFER, Wanted

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit

KINDS = ("vdir",)


def sync(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="vdir", show_default=False)],
    path: Annotated[str, typer.Argument(metavar="PATH", show_default=False)],
    prefer: Annotated[
        str,
        typer.Option(
            "--prefer", metavar="SIDE", help="Whose value stays where both changed it: kit, folder."
        ),
    ] = "kit",
    deletes: Annotated[
        str,
        typer.Option(
            "--deletes", metavar="HOW", help="What is gone on one side: ask, apply, keep."
        ),
    ] = "ask",
    tag: Annotated[
        str | None,
        typer.Option("--tag", "-t", metavar="TAG", help="New cards only for people with this tag."),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Forget what was synced; take both sides as they are.")
    ] = False,
) -> None:
    """Sync an address book: a folder of cards, one a file, as vdirsyncer and pimsync keep it.

    What changed here goes there and the other way round, field by field; in a card only the
    lines that changed are touched. Where both sides changed one field, kit's value stays, and
    the other is shown. Nobody is deleted unasked: without a terminal what is gone on one side
    is told of and left on the other. One step here: `kit undo` takes it back, the cards stay.
    """
    kit: Kit = ctx.obj
    for name, value, known in (
        ("sync", kind, KINDS),
        ("--prefer", prefer, PREFER),
        ("--deletes", deletes, DELETES),
    ):
        if value not in known:
            raise UsageError(f'{name} knows {", ".join(known)}, not "{value}".')
    wanted = Wanted(
        prefer=prefer,
        deletes=deletes,
        tag=tag,
        normalise=normaliser(kit.settings.phone_region),
        anew=anew,
    )
    if not kit.flags.dry_run:
        wanted = agreeing.agreed(kit, path, wanted)
    result = syncing.run(kit.store, path, today=kit.today, wanted=wanted, dry_run=kit.flags.dry_run)
    kit.show(synced.synced(result))
