"""One connection to a store: SQL text with named parameters, and failures in the user's words."""

from __future__ import annotations

import os
import sqlite3
from datetime import date

from keepintouch.domain.errors import KitError, StoreError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from keepintouch.store.protocol import Row

BUSY_SECONDS = 30
MANY = 500


class FileConnection:
    """A connection to a SQLite file by the standard library's `sqlite3`."""

    dialect = "sqlite"

    def __init__(self, path: str, *, write: bool) -> None:
        _register_days()
        self.path = path
        mode = "rw" if write else "ro"
        try:
            self._raw = sqlite3.connect(
                f"file:{_escaped(path)}?mode={mode}",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
            )
        except sqlite3.Error as error:
            raise _in_words(error, path) from error
        if write:
            self._execute("PRAGMA synchronous = FULL", {})
            self._execute("PRAGMA foreign_keys = ON", {})

    def rows(self, sql: str, /, **values: object) -> list[Row]:
        """Return all rows of a query."""
        found: list[Row] = self._guard(self._execute(sql, values).fetchall)
        return found

    def row(self, sql: str, /, **values: object) -> Row | None:
        """Return the first row of a query, if it has one."""
        found: Row | None = self._guard(self._execute(sql, values).fetchone)
        return found

    def stream(self, sql: str, /, **values: object) -> Iterator[Row]:
        """Yield the rows of a query as they are read."""
        cursor = self._execute(sql, values)
        while batch := self._guard(lambda: cursor.fetchmany(MANY)):
            yield from batch

    def run(self, sql: str, /, **values: object) -> int:
        """Run a statement and return how many rows it changed."""
        return self._execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Run a statement once for each mapping of values."""
        self._guard(lambda: self._raw.executemany(sql, rows))

    def begin(self, *, write: bool) -> None:
        """Start a transaction; `IMMEDIATE`, since a plain one ignores the busy timeout."""
        self._execute("BEGIN IMMEDIATE" if write else "BEGIN", {})

    def commit(self) -> None:
        """Make the transaction's changes last."""
        self._execute("COMMIT", {})

    def rollback(self) -> None:
        """Undo the transaction's changes; SQLite may have done so itself."""
        if self._raw.in_transaction:
            self._execute("ROLLBACK", {})

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()

    def backup_to(self, path: str) -> None:
        """Copy the whole store, consistently, into the file at `path`."""
        target = sqlite3.connect(path)
        try:
            self._guard(lambda: self._raw.backup(target))
        finally:
            target.close()

    def _execute(self, sql: str, values: Mapping[str, object]) -> sqlite3.Cursor:
        try:
            return self._raw.execute(sql, values)
        except sqlite3.Error as error:
            raise _in_words(error, self.path) from error

    def _guard(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the call returns
        try:
            return call()
        except sqlite3.Error as error:
            raise _in_words(error, self.path) from error


def placeholders(name: str, values: Iterable[object]) -> tuple[str, dict[str, object]]:
    """Return `:name0, :name1, …` and the values under those names, for an `IN` list."""
    bound: dict[str, object] = {f"{name}{at}": value for at, value in enumerate(values)}
    return ", ".join(f":{key}" for key in bound), bound


def batches(values: Iterable[str], size: int = MANY) -> Iterator[list[str]]:
    """Cut `values` into lists short enough for one `IN` list."""
    batch: list[str] = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _register_days() -> None:
    sqlite3.register_adapter(date, date.isoformat)
    sqlite3.register_converter("date", lambda raw: date.fromisoformat(raw.decode()))


def _escaped(path: str) -> str:
    for char, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        path = path.replace(char, code)
    return os.path.abspath(path)


def _in_words(error: sqlite3.Error, path: str) -> KitError:
    """Say a failure of SQLite in the user's words; constraint failures are bugs and pass as such."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreError(
            f"another program has been writing to {path} for {BUSY_SECONDS} seconds. "
            "Nothing was changed.",
            attempt=("wait a moment and run the same command again",),
        )
    if "full" in text:
        return KitError(
            f"the disk is full. Nothing was changed in {path}.",
            attempt=("free some space and run the same command again",),
        )
    if "readonly" in text or "unable to open" in text:
        return KitError(
            f"{path} cannot be written. Nothing was changed.",
            attempt=("check the permissions of the file and its folder: kit where",),
        )
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.OperationalError | sqlite3.IntegrityError | sqlite3.ProgrammingError
    ):
        return damaged(path)
    raise error


def damaged(path: str) -> StoreError:
    """Return the error for a file that is no store or a broken one."""
    return StoreError(
        f"{path} is damaged, or is not a store of kit. It was not touched.",
        attempt=("kit restore --list   to see the copies kept beside it", "kit where"),
    )
