"""A transaction that is being written: what it does beside its rows."""

from __future__ import annotations

from datetime import UTC, datetime

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import journal, meta, months, names, standings

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection


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
        """Make names, standings and counts anew for whoever was touched so far."""
        self.refresh_names()
        step = self.step
        standings.refresh(
            self.connection, step.moved, step.tags, today=self.today, rules=self.rules
        )
        months.refresh(self.connection, step.months)
        step.moved, step.tags, step.months = set(), set(), {}

    def refresh_names(self) -> None:
        """Make names anew for whoever was touched so far, so that they can be found by them."""
        names.refresh(self.connection, self.step.renamed)
        self.step.renamed = set()

    @property
    def kept(self) -> bool:
        """Say whether the transaction is to last: not a trial, and somebody said what it was."""
        return not self.dropped and (self.step.empty or self._words is not None)

    def seal(self) -> None:
        """Make what is derived anew and write the step, unless nothing changed."""
        self.refresh()
        if self.step.empty or self._words is None:
            return
        self.step.finish(*self._words)
        if self._wants_backup:
            day = datetime.now(UTC).strftime("%Y-%m-%d")
            self.backup_due = meta.get(self.connection, "backup") not in (None, day)
            if meta.get(self.connection, "backup") != day:
                meta.put(self.connection, "backup", day)
