"""What can go wrong with a store's file, in the user's words."""

from __future__ import annotations

import sqlite3

from keepintouch.domain.errors import KitError, StoreError

BUSY_SECONDS = 30
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
SHUT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
BUGS = ("syntax", "transaction", "ambiguous")


def in_words(error: sqlite3.Error | UnicodeDecodeError, path: str) -> KitError:
    """Return a failure of SQLite in the user's words; one that is a bug of ours is raised as it is.

    Our statements are tried by the tests on every table: where one fails all the same, a
    table, a column or a text is not what it was.
    """
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
    if code in BROKEN or _is_broken(error):
        return damaged(path)
    raise error


def _is_broken(error: Exception) -> bool:
    """Say whether a failure without a code of its own speaks of the file, not of a statement."""
    if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return False
    return not any(words in str(error) for words in BUGS)


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
