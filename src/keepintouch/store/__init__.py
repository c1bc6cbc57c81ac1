"""Where contacts and touchpoints are kept: `Store` is the only door.

Reading never writes, and never creates. A write is one transaction that waits its turn
(`BEGIN IMMEDIATE`), and is one step of the journal; names and standings, which are
derived, are made anew for whoever it touched before it is committed.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import journal, meta, opening
from keepintouch.store.tables import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.domain.standing import Rules
    from keepintouch.store.connection import FileConnection
    from keepintouch.store.protocol import Connection


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
        with Store.writing(self, datetime.now(UTC).date()) as writing:
            standings.rebuild(writing.connection, today=writing.today, rules=self.rules)
        return self._open(write=False)

    def _create(self) -> None:
        from keepintouch.store import creating

        creating.create(self.place)

    def _open(self, *, write: bool) -> Connection:
        if self.on_server:
            from keepintouch.store.server import ServerConnection

            return ServerConnection(self.place)
        opening.check_file(self.place)
        connection = opening.opened(self.place, write=write)
        if self._is_current(connection):
            return connection
        return opening.opened(self.place, write=write)

    def _is_current(self, connection: FileConnection) -> bool:
        """Say whether the store has today's schema; one that is behind is brought up to date."""
        try:
            version = opening.version_of(connection)
        except BaseException:
            connection.close()
            raise
        if version == VERSION:
            return True
        connection.close()
        from keepintouch.store import creating

        kept = creating.upgrade(self.place, version)
        self.notices.append(f"The store was brought up to date; a copy of the old one is {kept}.")
        return False

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
