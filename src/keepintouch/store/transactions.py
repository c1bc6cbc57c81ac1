"""What `with` does around reading and writing; `contextlib` would cost every command a tenth."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.store.protocol import Connection
    from keepintouch.store.writing import Writing


class Reading:
    """One state of the store, on a connection; `failed` is told what broke before it goes on."""

    def __init__(self, connection: Connection, failed: Callable[[BaseException], None]) -> None:
        self._connection = connection
        self._failed = failed

    def __enter__(self) -> Connection:
        self._connection.begin(write=False)
        return self._connection

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        try:
            if error is not None:
                self._failed(error)
        finally:
            self._connection.rollback()


class Turn:
    """A step to write through: kept if `Writing.done` was called, else undone.

    `failed` is told what broke, after it was undone; `kept` runs after the commit.
    """

    def __init__(
        self, writing: Writing, failed: Callable[[BaseException], None], kept: Callable[[], None]
    ) -> None:
        self._writing = writing
        self._failed = failed
        self._kept = kept

    def __enter__(self) -> Writing:
        return self._writing

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            self._undo(error)
            return
        try:
            self._end()
        except BaseException as broken:
            self._undo(broken)
            raise
        if self._writing.backup_due:
            self._kept()

    def _end(self) -> None:
        if self._writing.kept:
            self._writing.seal()
            self._writing.connection.commit()
        else:
            self._writing.connection.rollback()

    def _undo(self, error: BaseException) -> None:
        self._writing.connection.rollback()
        self._failed(error)
