"""Keeping the store safe: copies, restoring one, and checking that all is as it should be."""

from __future__ import annotations

import os

from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import backups, checking, opening
from keepintouch.store.connection import FileConnection

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.store import Store
    from keepintouch.store.backups import Backup
    from keepintouch.store.checking import Finding


class Restored(NamedTuple):
    """Which copy was put in place, and where the replaced store is kept."""

    backup: Backup
    replaced: str | None


def backup(store: Store, target: str | None = None) -> str:
    """Copy the store beside itself, or to `target`, and return where the copy is."""
    _needs_file(store)
    if target is None:
        return backups.make(store.place, reason="manual")
    if os.path.exists(target):
        raise UsageError(f"{target} exists already. Nothing was written.")
    backups.copy(store.place, target)
    return target


def copies(store: Store) -> list[Backup]:
    """Return the copies kept beside the store, newest first."""
    return backups.listed(store.place)


def restore(store: Store, which: str) -> Restored:
    """Put a copy in the store's place, atomically; the replaced store joins the other copies."""
    if store.on_server:
        raise UsageError("a store on a server is restored with the server's own tools.")
    chosen = backups.pick(store.place, which)
    _needs_whole(chosen.path)
    store.close()
    return Restored(chosen, backups.put_back(chosen.path, store.place))


def check(store: Store, *, today: date, repair: bool = False) -> list[Finding]:
    """Return what is not as it should be; with `repair`, after a copy, make derived rows anew."""
    if not store.exists:
        return []
    if repair:
        if not store.on_server:
            backups.make(store.place, reason="before-repair")
        with store.writing(today) as writing:
            checking.repair(writing.connection, today=today, rules=store.rules)
    with store.reading() as connection:
        return checking.findings(connection, today=today, rules=store.rules)


def _needs_file(store: Store) -> None:
    if store.on_server:
        raise UsageError("a store on a server is copied with the server's own tools.")
    opening.check_file(store.place)


def _needs_whole(path: str) -> None:
    """Raise unless the file at `path` is a store, all of it, that this kit can read."""
    opening.check_file(path)
    connection = FileConnection(path, write=False)
    try:
        opening.version_of(connection)
    finally:
        connection.close()
    backups.verify(path)
