"""Opening what is there: what is refused, and what a killed process left to be put right."""

from __future__ import annotations

import os
import stat

from keepintouch.domain.errors import KitError, StoreError
from keepintouch.store.connection import FileConnection
from keepintouch.store.failures import damaged

VERSION = 2
"""The number of the last revision in `migrations`."""
APPLICATION_ID = 0x4B495431
MAGIC = b"SQLite format 3\0"


def check_file(path: str) -> None:
    """Raise unless there is a file at `path` that may be opened as a store."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise StoreError(
                f"{path} is a folder, not a store.", attempt=("kit --db PATH/kit.db …",)
            )
        if not stat.S_ISREG(mode):
            raise StoreError(f"{path} is not a file, so it is no store.", attempt=("kit where",))
        with open(path, "rb", buffering=0) as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read: {error.strerror}. Nothing was changed.", attempt=("kit where",)
        ) from error
    if head != MAGIC:
        raise damaged(path)


def opened(path: str, *, write: bool) -> FileConnection:
    """Open a checked file; where a killed process left a journal, roll it back first."""
    if not write and has_journal(path):
        _recover(path)
    return FileConnection(path, write=write)


def has_journal(path: str) -> bool:
    """Say whether somebody is writing, or was killed while writing."""
    return os.path.exists(f"{os.path.realpath(path)}-journal")


def version_of(connection: FileConnection) -> int:
    """Return the schema's number; what is no store of ours, or is of a newer kit, is refused."""
    application = connection.row("PRAGMA application_id")
    if application != (APPLICATION_ID,):
        raise damaged(connection.path)
    (version,) = connection.row("PRAGMA user_version") or (0,)
    if version > VERSION:
        raise newer(connection.path, str(version))
    if version < 1:
        raise damaged(connection.path)
    return int(version)


def newer(place: str, version: str) -> StoreError:
    """Return the error for a store whose schema this kit does not know yet."""
    return StoreError(
        f"{place} was made by a newer kit (schema {version}, this one knows {VERSION})."
        " It was not touched.",
        attempt=("upgrade kit:  uv tool upgrade keepintouch-cli",),
    )


def _recover(path: str) -> None:
    """Let SQLite see the journal with a connection that may write; who may not, only reads."""
    try:
        writer = FileConnection(path, write=True)
    except KitError:
        return
    try:
        writer.row("SELECT count(*) FROM meta")
    except KitError:
        pass
    finally:
        writer.close()
