"""Copies of the store, kept beside it: made daily by a child process, rotated, restored.

Names sort by age: `kit-20261122T083000Z-daily.db`. Of the automatic ones the newest of
each of the last 7 days and of each of the last 4 weeks stay; copies made before a
migration or by hand, and stores that a restored copy replaced, are never deleted here.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from keepintouch.domain.errors import KitError, StoreError, UnknownError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import opening
from keepintouch.store.connection import FileConnection
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DAILY, REPLACED = "daily", "replaced"
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
    return os.path.join(os.path.dirname(os.path.realpath(path)), "backups")


def listed(path: str) -> list[Backup]:
    """Return the copies of the store at `path`, newest first."""
    try:
        names = os.listdir(folder_of(path))
    except OSError:
        return []
    found = [copy for name in names if (copy := _copy_called(name, path))]
    return sorted(found, key=lambda each: (each.at, each.path), reverse=True)


def _copy_called(name: str, path: str) -> Backup | None:
    """Return the copy in the file `name`; None where that is no name of a copy of this store."""
    stem = f"{_stem(path)}-"
    stamp, _, reason = name.removeprefix(stem).removesuffix(".db").partition("-")
    if not (name.startswith(stem) and name.endswith(".db") and reason):
        return None
    whole = os.path.join(folder_of(path), name)
    try:
        at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
        return Backup(whole, at, reason, os.stat(whole).st_size)
    except (ValueError, OSError):
        return None


def _stem(path: str) -> str:
    """Return what the names of a store's copies begin with, as several may lie in one folder."""
    return os.path.basename(os.path.realpath(path)).removesuffix(".db")


def make(path: str, *, reason: str, now: datetime | None = None) -> str:
    """Copy the store at `path` into its folder of copies, check the copy, and return its path."""
    target = _free_name(path, reason, now or datetime.now(UTC))
    copy(path, target)
    return target


def copy(path: str, target: str) -> None:
    """Copy the store at `path` to a new private file, which appears whole or not at all."""
    draft = f"{target}.{new_id()}"
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise _no_copy(target, error) from error
    try:
        source = opening.opened(path, write=False)
        try:
            source.backup_to(draft)
        finally:
            source.close()
        verify(draft)
        os.replace(draft, target)
    finally:
        if os.path.exists(draft):
            os.unlink(draft)


def put_back(path: str, place: str) -> str | None:
    """Put the copy at `path` in place of the store, and return where the replaced one is kept.

    A journal that a killed process left beside the store belongs to the replaced one: it
    must never meet the copy.
    """
    place = os.path.realpath(place)
    draft = f"{place}.{new_id()}"
    copy(path, draft)
    with suppress(KitError):
        opening.opened(place, write=False).close()
    kept = _free_name(place, REPLACED, datetime.now(UTC))
    there = os.path.lexists(place)
    try:
        if there:
            _set_aside(place, kept)
        if os.path.exists(f"{place}-journal"):
            os.rename(f"{place}-journal", f"{kept}-journal")
        os.replace(draft, place)
    except OSError as error:
        os.unlink(draft)
        raise KitError(
            f"{place} cannot be replaced: {error.strerror}. Nothing was changed."
        ) from error
    return kept if there else None


def _set_aside(place: str, kept: str) -> None:
    """Give the store a second name, so that there is one at every moment."""
    try:
        os.link(place, kept)
    except OSError:  # a file system without hard links, or no file
        os.rename(place, kept)


def _free_name(path: str, reason: str, now: datetime) -> str:
    """Return the path of a new copy; where one of this second is there, of the next free second."""
    folder = folder_of(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise _no_copy(folder, error) from error
    while os.path.lexists(
        name := os.path.join(folder, f"{_stem(path)}-{now.strftime(STAMP)}-{reason}.db")
    ):
        now += timedelta(seconds=1)
    return name


def _no_copy(path: str, error: OSError) -> KitError:
    return KitError(f"{path} cannot be written: {error.strerror}. No copy was made.")


def verify(path: str) -> None:
    """Raise `StoreError` unless the file at `path` is a whole SQLite database."""
    try:
        connection = FileConnection(path, write=False)
        try:
            (answer,) = connection.row("PRAGMA integrity_check") or ("empty",)
        finally:
            connection.close()
    except KitError as error:
        raise StoreError(f"{path} is damaged. It was not used.") from error
    if answer != "ok":
        raise StoreError(f"{path} is damaged ({answer}). It was not used.")


def rotate(path: str) -> list[str]:
    """Delete automatic copies beyond those to keep, and return what was deleted."""
    daily = [each for each in listed(path) if each.reason == DAILY]
    kept = _newest_by(daily, lambda at: at.strftime("%Y%m%d"), KEPT_DAYS)
    kept |= _newest_by(daily, lambda at: at.strftime("%G%V"), KEPT_WEEKS)
    gone = [each.path for each in daily if each.path not in kept]
    for each in gone:
        with suppress(FileNotFoundError):
            os.unlink(each)
    return gone


def pick(path: str, which: str) -> Backup:
    """Return the copy that `which` names: its number in the list (1 = newest) or its path."""
    found = listed(path)
    if which.isdecimal() and 0 < int(which) <= len(found):
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
    """Start the day's copy in a process of its own, so that nobody waits for it.

    `-P` keeps it from importing anything that lies in the working directory.
    """
    if not hasattr(os, "posix_spawn"):
        daily(path)
        return
    code = f"from keepintouch.store import backups; backups.daily({os.path.abspath(path)!r})"
    null = os.open(os.devnull, os.O_RDWR)
    try:
        os.posix_spawn(
            sys.executable,
            [sys.executable, "-P", "-c", code],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, null, at) for at in (0, 1, 2)],
            setsid=True,
        )
    finally:
        os.close(null)


def _newest_by(found: Iterable[Backup], period: Callable[[datetime], str], limit: int) -> set[str]:
    newest: dict[str, str] = {}
    for each in found:
        newest.setdefault(period(each.at), each.path)
    return set(list(newest.values())[:limit])
