"""Undo and redo: one command back, or forward again."""

from __future__ import annotations

from keepintouch.domain.errors import KitError, UsageError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import journal, undoing

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.store import Store
    from keepintouch.store.journal import StepRow

NOTHING = "there is nothing to {}."


class Stepped(NamedTuple):
    """The steps that were taken back or made again, in that order."""

    steps: tuple[StepRow, ...]


def undo(store: Store, *, today: date, times: int = 1) -> Stepped:
    """Take back the last commands, newest first."""
    taken = []
    with _writable(store, "undo").writing(today) as writing:
        for _ in range(times):
            row = next(iter(journal.steps(writing.connection)), None)
            if row is None:
                break
            if not row.undoable:
                raise KitError(
                    f"the last step, {row.command} “{row.summary}”, cannot be undone."
                    " Nothing was changed.",
                    attempt=("kit restore --list   to see the copies of the store",),
                )
            undoing.undo(writing.step, row)
            taken.append(row)
    return _stepped(taken, "undo")


def redo(store: Store, *, today: date, times: int = 1) -> Stepped:
    """Make undone commands again, oldest first."""
    made = []
    with _writable(store, "redo").writing(today) as writing:
        for _ in range(times):
            row = journal.next_to_redo(writing.connection)
            if row is None:
                break
            undoing.redo(writing.step, row)
            made.append(row)
    return _stepped(made, "redo")


def steps(store: Store, *, limit: int = 10) -> Stepped:
    """Return the newest steps that undo would take back, newest first."""
    if not store.exists:
        return Stepped(())
    with store.reading() as connection:
        return Stepped(tuple(journal.steps(connection, limit=limit)))


def _writable(store: Store, what: str) -> Store:
    """Refuse where there is no store yet: undo must not create one."""
    if not store.exists:
        raise UsageError(NOTHING.format(what))
    return store


def _stepped(rows: list[StepRow], what: str) -> Stepped:
    if not rows:
        raise UsageError(NOTHING.format(what))
    return Stepped(tuple(rows))
