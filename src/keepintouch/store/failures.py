"""What can go wrong with a store's file, in the user's words."""

from __future__ import annotations

import sqlite3

from keepintouch.domain.errors import KitError, StoreError

BUSY_SECONDS = 30
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
SHUT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
BROKEN_WORDS = ("no such table", "no such column", "decode to UTF-8", "not one")


def in_words(error: sqlite3.Error, path: str) -> KitError:
    """Return a failure of SQLite in the user's words; one that is a bug of ours is raised as it is."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in BUSY:
        return busy(path)
    if code == sqlite3.SQLITE_FULL:
        return KitError(
            f"the disk is full. Nothing was changed in {path}.",
            attempt=("free some space and run the same command again",),
        )
    if code == sqlite3.SQLITE_IOERR:
        return KitError(f"the disk fails to read or write {path}. Nothing was changed.")
    if code in SHUT:
        return KitError(
            f"{path} cannot be written. Nothing was changed.",
            attempt=("check the permissions of the file and its folder: kit where",),
        )
    if code in BROKEN or any(words in str(error) for words in BROKEN_WORDS):
        return damaged(path)
    raise error


def busy(place: str) -> StoreError:
    """Return the error for a store that another program has been writing to for too long."""
    return StoreError(
        f"another program has been writing to {place} for {BUSY_SECONDS} seconds."
        " Nothing was changed.",
        attempt=("wait a moment and run the same command again",),
    )


def damaged(path: str) -> StoreError:
    """Return the error for a file that is no store or a broken one, with the way back."""
    from keepintouch.store import backups

    copies = backups.listed(path)
    newest = [
        f"kit restore 1   puts back the copy of {each.at.strftime('%Y-%m-%d %H:%M')} UTC"
        for each in copies[:1]
    ]
    return StoreError(
        f"{path} is damaged, or is not a store of kit. It was not touched.",
        attempt=(*newest, "kit restore --list   to see the copies kept beside it", "kit where"),
    )
