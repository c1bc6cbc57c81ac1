"""Looking around: made-up people, and questions in SQL."""

from __future__ import annotations

import os

from keepintouch.cli import folders
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import trying
from keepintouch.services import demo as made_up
from keepintouch.services import querying
from keepintouch.store import Store

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit


def demo(ctx: typer.Context) -> None:
    """Look around with made-up people, in a store of their own that you may delete at any time."""
    kit: Kit = ctx.obj
    path = os.path.join(folders.state_folder(kit.env), "demo.db")
    store = Store(path, kit.settings.rules(), backups=False)
    try:
        if not store.exists:
            made_up.fill(store, kit.today)
    finally:
        store.close()
    kit.show(trying.demo(path))


def sql(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", show_default=False)],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="VALUES", show_default=False)
    ] = None,
) -> None:
    """Ask the store a question in SQL, read-only; each `?` stands for a value behind it.

    The views: people, conversations, took_part, tags, reach, facts and promises.
    `kit sql "SELECT * FROM people LIMIT 1"` shows the columns of one.
    """
    kit: Kit = ctx.obj
    kit.show(trying.rows(querying.query(kit.store, query, values or ())))
