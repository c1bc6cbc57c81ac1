"""Where contacts and touchpoints are kept: `Store` is the only door.

Reading never writes, and never creates. A write is one transaction that waits its turn
(`BEGIN IMMEDIATE`), and is one step of the journal; names and standings, which are
derived, are made anew for whoever it touched before it is committed.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from keepintouch.domain.errors import KitError, StoreError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import clock, opening
from keepintouch.store.transactions import Reading, Turn

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from keepintouch.domain.standing import Rules
    from keepintouch.store.connection import FileConnection
    from keepintouch.store.protocol import Connection
    from keepintouch.store.writing import Writing


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
    def shown_place(self) -> str:
        """Return where the store is, for a message: a server's URL may hold a password."""
        return "the store on the server" if self.on_server else self.place

    @property
    def exists(self) -> bool:
        """Say whether there is a store yet; a dangling link or a folder counts, and is refused."""
        return self.on_server or os.path.lexists(self.place)

    def at(self, place: str) -> Store:
        """Return a store of the same kind elsewhere: a rehearsal's is a rehearsal."""
        return type(self)(place, self.rules, backups=False)

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection on which all reads see one state; the store must exist."""
        if self._reader is not None and not self.on_server and opening.has_journal(self.place):
            self._reader.close()
            self._reader = None
        connection = self._reader = self._reader or self._settled()
        return Reading(connection, lambda error: self._tell_damage(connection, error))

    def writing(self, today: date) -> AbstractContextManager[Writing]:
        """Give a step to write through; it is kept if `Writing.done` was called, else undone."""
        from keepintouch.store.writing import Writing

        if not self.exists:
            self._create()
        connection = self._writer = self._writer or self._open(write=True)
        connection.begin(write=True)
        self._mind_the_clock(connection)
        return Turn(
            Writing(self, connection, today),
            failed=lambda error: self._tell_damage(connection, error),
            kept=self._back_up,
        )

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
        try:
            self._mind_the_clock(connection)
            settled = standings.are_of(connection, self.rules)
        except BaseException:
            connection.close()
            raise
        if settled:
            return connection
        connection.close()
        with Store.writing(self, datetime.now(UTC).date()) as writing:
            standings.rebuild(writing.connection, today=writing.today, rules=self.rules)
        return self._open(write=False)

    def _mind_the_clock(self, connection: Connection) -> None:
        warning = clock.warning(connection)
        if warning is not None and warning not in self.notices:
            self.notices.append(warning)

    def _tell_damage(self, connection: Connection, error: BaseException) -> None:
        """Raise instead of an unexpected error, where the store is not as it should be."""
        if isinstance(error, KitError) or not isinstance(error, Exception):
            return
        from keepintouch.store import checking

        found = checking.damage(connection, rules=self.rules)
        if found is not None:
            raise StoreError(
                f"{self.shown_place} is damaged: {found.what}. Nothing was changed.",
                attempt=(found.next, "kit check   to see all that is not as it should be"),
            ) from error

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
        if version == opening.VERSION:
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
