"""Syncing with a folder of cards, both ways: one step here, and only changed lines there.

Files are written before the store commits: should the two be torn apart in between, the next
sync finds cards that say what is known here already, and there is nothing to lose. The other
way round it would take the old cards for edits.
"""

from __future__ import annotations

import os

from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats import vdir
from keepintouch.services.importing import target_of
from keepintouch.services.syncing.archive import Archive, source_of
from keepintouch.services.syncing.results import Wanted
from keepintouch.services.syncing.syncs import Sync

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.services.syncing.results import Synced
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

PLAIN = Wanted()


def run(
    store: Store, path: str, *, today: date, wanted: Wanted = PLAIN, dry_run: bool = False
) -> Synced:
    """Sync the store with a folder of cards, or with `dry_run` say what that would do."""
    items = vdir.items(path)
    with target_of(store, dry_run=dry_run) as target, target.writing(today) as writing:
        archive = Archive(writing, path)
        if wanted.anew:
            archive.forget()
        _refuse_an_empty_side(path, archive, writing.connection, cards=len(items))
        result = Sync(writing, path, archive, wanted, dry_run=dry_run).run(items)
        if dry_run:
            writing.drop()
        else:
            name = os.path.basename(os.path.normpath(path))
            writing.done("sync", f"{name}: {result.here} here, {result.there} there")
    return result


def is_new(store: Store, path: str) -> bool:
    """Say whether the store was never synced with this folder; no folder is not new, but wrong."""
    if not os.path.isdir(path):
        return False
    if not store.exists:
        return True
    with store.reading() as connection:
        return not connection.row(
            "SELECT 1 FROM source_state WHERE source = :source", source=source_of(path)
        )


def _refuse_an_empty_side(
    path: str, archive: Archive, connection: Connection, *, cards: int
) -> None:
    """Raise where one side has lost everything: that is an accident, not so many deletions."""
    attempt = (f"kit sync vdir {path} --anew   if it is meant: both sides are taken as they are",)
    if archive.seen and not cards:
        raise UnreadableError(
            f"{path} has no card left of {len(archive.seen)}. Nothing was changed.",
            attempt=attempt,
        )
    if archive.cards and connection.row("SELECT 1 FROM contact LIMIT 1") is None:
        raise UnreadableError(
            f"nobody is left in kit of the {len(archive.cards)} cards in {path}."
            " Nothing was changed.",
            attempt=attempt,
        )
