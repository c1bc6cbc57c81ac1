"""Copies of the store, kept beside it: made daily by a child process, rotated, restored.

Names sort by age: `kit-20261122T083000Z-daily.db`. Of the automatic ones the newest of
each of the last 7 days and of each of the last 4 weeks stay; copies made before a
migration or by hand are never deleted here.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta

from keepintouch.domain.errors import KitError, StoreError, UnknownError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store.connection import FileConnection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DAILY = "daily"
KEPT_DAYS = 7
KEPT_WEEKS = 4
STAMP = "%Y%m%dT%H%M%SZ"


class Backup(NamedTuple):
    """A copy of the store: where it lies, when it was made (UTC) and what for."""

    path: str
    at: datetime
    reason: str
    size: int


def folder_of(path: str) -> str:
    """Return the folder that holds the copies of the store at `path`."""
    return os.path.join(os.path.dirname(path), "backups")


def listed(path: str) -> list[Backup]:
    """Return the copies of the store at `path`, newest first."""
    folder = folder_of(path)
    try:
        names = sorted(os.listdir(folder), reverse=True)
    except OSError:
        return []
    found = []
    for name in names:
        parts = name.removesuffix(".db").split("-", 2)
        if name.endswith(".db") and len(parts) == 3 and parts[0] == "kit":  # noqa: PLR2004
            at = datetime.strptime(parts[1], STAMP).replace(tzinfo=UTC)
            whole = os.path.join(folder, name)
            found.append(Backup(whole, at, parts[2], os.stat(whole).st_size))
    return found


def make(path: str, *, reason: str, now: datetime | None = None) -> str:
    """Copy the store at `path` into its folder of copies, check the copy, and return its path."""
    now = now or datetime.now(UTC)
    folder = folder_of(path)
    target = os.path.join(folder, f"kit-{now.strftime(STAMP)}-{reason}.db")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise KitError(
            f"{folder} cannot be written: {error.strerror}. No copy was made."
        ) from error
    copy(path, target)
    return target


def copy(path: str, target: str) -> None:
    """Copy the store at `path` to a new private file, which appears whole or not at all."""
    draft = f"{target}.part"
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    except OSError as error:
        raise KitError(
            f"{target} cannot be written: {error.strerror}. No copy was made."
        ) from error
    source = FileConnection(path, write=False)
    try:
        source.backup_to(draft)
        verify(draft)
        os.replace(draft, target)
    finally:
        source.close()
        if os.path.exists(draft):
            os.unlink(draft)


def verify(path: str) -> None:
    """Raise `StoreError` unless the file at `path` is a whole SQLite database."""
    raw = sqlite3.connect(path)
    try:
        answer = raw.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        answer = str(error)
    finally:
        raw.close()
    if answer != "ok":
        raise StoreError(f"{path} is damaged ({answer}). It was not used.")


def rotate(path: str) -> list[str]:
    """Delete automatic copies beyond those to keep, and return what was deleted."""
    daily = [each for each in listed(path) if each.reason == DAILY]
    kept = _newest_by(daily, lambda at: at.strftime("%Y%m%d"), KEPT_DAYS)
    kept |= _newest_by(daily, lambda at: at.strftime("%G%V"), KEPT_WEEKS)
    gone = [each.path for each in daily if each.path not in kept]
    for each in gone:
        os.unlink(each)
    return gone


def pick(path: str, which: str) -> Backup:
    """Return the copy that `which` names: its number in the list (1 = newest) or its path."""
    found = listed(path)
    if which.isdigit() and 0 < int(which) <= len(found):
        return found[int(which) - 1]
    for each in found:
        if which in (each.path, os.path.basename(each.path)):
            return each
    if os.path.isfile(which):
        return Backup(os.path.abspath(which), datetime.now(UTC), "given", os.stat(which).st_size)
    raise UnknownError(f'there is no copy "{which}".', attempt=("kit restore --list",))


def daily(path: str) -> None:
    """Make the day's copy and rotate; runs in a child process, after the answer was printed."""
    make(path, reason=DAILY)
    rotate(path)


def start_daily(path: str) -> None:
    """Start the day's copy in a process of its own, so that nobody waits for it."""
    code = f"from keepintouch.store import backups; backups.daily({path!r})"
    null = os.open(os.devnull, os.O_RDWR)
    try:
        os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", code],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, null, at) for at in (0, 1, 2)],
            setsid=True,
        )
    finally:
        os.close(null)


def is_stale(last: str | None, now: datetime) -> bool:
    """Say whether the last automatic copy (a UTC day) is not of today."""
    return last != now.strftime("%Y-%m-%d")


def age(newest: Backup | None, now: datetime) -> timedelta | None:
    """Return how old the newest copy is."""
    return None if newest is None else now - newest.at


def _newest_by(found: Iterable[Backup], period: Callable[[datetime], str], limit: int) -> set[str]:
    newest: dict[str, str] = {}
    for each in found:
        newest.setdefault(period(each.at), each.path)
    return set(list(newest.values())[:limit])
