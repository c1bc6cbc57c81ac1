"""A store in a server's database: the same statements, through SQLAlchemy's `text()`.

The database must sort text by code points (`LC_COLLATE 'C'`), as SQLite does.
"""

from __future__ import annotations

from typing import Any, cast

from keepintouch.domain.errors import StoreError, UsageError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import CursorResult

    from keepintouch.store.protocol import Row

WRITERS_TURN = 0x4B495431
"""The advisory lock that gives writers their turn, as `BEGIN IMMEDIATE` does for a file."""


class ServerConnection:
    """A connection to a server's database; creates the schema when it has none."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        try:
            from sqlalchemy import create_engine, inspect
            from sqlalchemy.exc import SQLAlchemyError
        except ImportError as error:
            raise UsageError("a server's database needs SQLAlchemy.") from error
        try:
            engine = create_engine(_with_driver(url))
            if not inspect(engine).has_table("meta"):
                from keepintouch.store import creating

                creating.migrate(_with_driver(url))
            self._raw = engine.connect()
        except (SQLAlchemyError, ImportError) as error:
            raise StoreError(
                "the server of the store cannot be reached. Nothing was changed.",
                attempt=("pip install 'keepintouch-cli[postgres]'", "kit doctor"),
            ) from error

    def rows(self, sql: str, /, **values: object) -> list[Row]:
        """Return all rows of a query."""
        return [tuple(row) for row in self._execute(sql, values)]

    def row(self, sql: str, /, **values: object) -> Row | None:
        """Return the first row of a query, if it has one."""
        found = self._execute(sql, values).first()
        return None if found is None else tuple(found)

    def stream(self, sql: str, /, **values: object) -> Iterator[Row]:
        """Yield the rows of a query as they are read."""
        yield from (tuple(row) for row in self._execute(sql, values))

    def run(self, sql: str, /, **values: object) -> int:
        """Run a statement and return how many rows it changed."""
        return int(self._execute(sql, values).rowcount)

    def run_many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Run a statement once for each mapping of values."""
        if batch := [dict(row) for row in rows]:
            from sqlalchemy import text

            self._raw.execute(text(sql), batch)

    def begin(self, *, write: bool) -> None:
        """Start a transaction; a writing one waits for its turn."""
        if self._raw.in_transaction():
            self._raw.rollback()
        self._raw.begin()
        if write:
            self.run("SELECT pg_advisory_xact_lock(:turn)", turn=WRITERS_TURN)

    def commit(self) -> None:
        """Make the transaction's changes last."""
        self._raw.commit()

    def rollback(self) -> None:
        """Undo the transaction's changes."""
        self._raw.rollback()

    def close(self) -> None:
        """Let go of the server."""
        self._raw.close()
        self._raw.engine.dispose()

    def _execute(self, sql: str, values: Mapping[str, object]) -> CursorResult[Any]:
        from sqlalchemy import text
        from sqlalchemy.exc import OperationalError

        try:
            return cast("CursorResult[Any]", self._raw.execute(text(sql), dict(values)))
        except OperationalError as error:
            raise StoreError(
                "the server of the store went away. Nothing was changed.",
                attempt=("run the same command again",),
            ) from error


def _with_driver(url: str) -> str:
    """Name the driver that the extra `postgres` installs."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return url.replace(plain, "postgresql+psycopg://", 1)
    return url
