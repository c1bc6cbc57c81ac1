"""Where contacts and touchpoints are kept: `Store` is the only door.

Reading never writes, and never creates. A write is one transaction that waits its turn
(`BEGIN IMMEDIATE`), and is one step of the journal; names and standings, which are
derived, are made anew for whoever it touched before it is committed.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime

from keepintouch.domain.errors import KitError, StoreError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import journal, meta
from keepintouch.store.connection import FileConnection, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.domain.standing import Rules
    from keepintouch.store.protocol import Connection

STORE_VERSION = 1
APPLICATION_ID = 0x4B495431


class Store:
    """A store at a path, or on a server when `place` is a URL; opened when first used.

    `rules` says what counts and how often is due; standings are kept by them. `notices`
    collects what the user should hear beside the answer (a migration, a backup).
    """

    def __init__(self, place: str, rules: Rules, *, backups: bool = True) -> None:
        self.place = place
        self.rules = rules
        self.backups = backups
        self.notices: list[str] = []
        self._writer: Connection | None = None
        self._reader: Connection | None = None

    @property
    def on_server(self) -> bool:
        """Say whether the store is a server's database, not a file."""
        return "://" in self.place

    @property
    def exists(self) -> bool:
        """Say whether there is a store yet; a dangling link or a folder counts, and is refused."""
        return self.on_server or os.path.lexists(self.place)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on which all reads see one state; the store must exist."""
        connection = self._reader = self._reader or self._settled()
        connection.begin(write=False)
        try:
            yield connection
        finally:
            connection.rollback()

    @contextmanager
    def writing(self, today: date) -> Iterator[Writing]:
        """Give a step to write through; it is kept if `Writing.done` was called, else undone."""
        if not self.exists:
            self._create()
        connection = self._writer = self._writer or self._open(write=True)
        connection.begin(write=True)
        writing = Writing(self, connection, today)
        try:
            yield writing
            if writing.dropped:
                connection.rollback()
            else:
                writing.seal()
                connection.commit()
        except BaseException:
            connection.rollback()
            raise
        if writing.backup_due:
            self._back_up()

    def close(self) -> None:
        """Let go of the file."""
        for connection in (self._reader, self._writer):
            if connection is not None:
                connection.close()
        self._reader = self._writer = None

    def _settled(self) -> Connection:
        """Open for reading; standings that were made by other rules are first made anew."""
        from keepintouch.store import standings

        connection = self._open(write=False)
        if standings.are_of(connection, self.rules):
            return connection
        connection.close()
        with self.writing(datetime.now(UTC).date()) as writing:
            standings.rebuild(writing.connection, today=writing.today, rules=self.rules)
        return self._open(write=False)

    def _create(self) -> None:
        from keepintouch.store import creating

        creating.create(self.place)

    def _open(self, *, write: bool) -> Connection:
        if self.on_server:
            from keepintouch.store.server import ServerConnection

            return ServerConnection(self.place)
        check_file(self.place)
        connection = FileConnection(self.place, write=True) if write else _recovered(self.place)
        if self._is_behind(connection):
            connection.close()
            connection = self._upgraded(write=write)
        return connection

    def _is_behind(self, connection: FileConnection) -> bool:
        application = connection.row("PRAGMA application_id") or (0,)
        version = connection.row("PRAGMA user_version") or (0,)
        if application[0] != APPLICATION_ID:
            raise damaged(self.place)
        if version[0] > STORE_VERSION:
            raise StoreError(
                f"{self.place} was made by a newer kit (schema {version[0]}, this one knows"
                f" {STORE_VERSION}). It was not touched.",
                attempt=("upgrade kit:  uv tool upgrade keepintouch-cli",),
            )
        return bool(version[0] < STORE_VERSION)

    def _upgraded(self, *, write: bool) -> FileConnection:
        from keepintouch.store import creating

        kept = creating.upgrade(self.place, STORE_VERSION - 1)
        self.notices.append(f"The store was brought up to date; a copy of the old one is {kept}.")
        return FileConnection(self.place, write=write)

    def _back_up(self) -> None:
        from keepintouch.store import backups

        try:
            backups.start_daily(self.place)
        except OSError as error:
            self.notices.append(f"The daily copy could not be made: {error.strerror}.")


class Writing:
    """A transaction that is being written: its step, its connection and the user's day."""

    def __init__(self, store: Store, connection: Connection, today: date) -> None:
        self.rules = store.rules
        self.connection = connection
        self.today = today
        self.step = journal.Step(connection)
        self.backup_due = False
        self.dropped = False
        self._words: tuple[str, str] | None = None
        self._wants_backup = store.backups and not store.on_server

    def done(self, command: str, summary: str) -> None:
        """Say what this step was, in words for `kit undo --list`."""
        self._words = (command, summary)

    def drop(self) -> None:
        """Take everything back when the transaction ends: it was only a trial."""
        self.dropped = True

    def forget(self) -> None:
        """Keep what was changed, but no image of it: what was purged cannot be undone."""
        self.refresh()
        self.step.discard()
        self.step = journal.Step(self.connection)

    def refresh(self) -> None:
        """Make names and standings anew for whoever was touched so far."""
        from keepintouch.store import names, standings

        step = self.step
        names.refresh(self.connection, step.renamed)
        standings.refresh(
            self.connection, step.moved, step.tags, today=self.today, rules=self.rules
        )
        step.renamed, step.moved, step.tags = set(), set(), set()

    def seal(self) -> None:
        """Write the step, unless nothing changed or nobody said what it was."""
        self.refresh()
        if self.step.empty or self._words is None:
            return
        self.step.finish(*self._words)
        if self._wants_backup:
            day = datetime.now(UTC).strftime("%Y-%m-%d")
            self.backup_due = meta.get(self.connection, "backup") not in (None, day)
            if meta.get(self.connection, "backup") != day:
                meta.put(self.connection, "backup", day)


def check_file(path: str) -> None:
    """Raise unless there is a file at `path` that may be opened as a store."""
    try:
        if os.path.isdir(path):
            raise StoreError(
                f"{path} is a folder, not a store.", attempt=("kit --db PATH/kit.db …",)
            )
        with open(path, "rb", buffering=0) as file:
            head = file.read(16)
    except OSError as error:
        raise KitError(
            f"{path} cannot be read: {error.strerror}. Nothing was changed.", attempt=("kit where",)
        ) from error
    if head != b"SQLite format 3\0":
        raise damaged(path)


def _recovered(path: str) -> FileConnection:
    """Open for reading; where a killed process left a hot journal, roll it back first."""
    if os.path.exists(f"{path}-journal"):
        try:
            writer = FileConnection(path, write=True)
            writer.row("SELECT count(*) FROM meta")
            writer.close()
        except KitError:
            pass
    return FileConnection(path, write=False)
