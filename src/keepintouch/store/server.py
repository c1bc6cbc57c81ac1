"""A store in a server's database: the same statements, through SQLAlchemy's `text()`."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from keepintouch.domain.errors import KitError, StoreError, UsageError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store.connection import well_formed
from keepintouch.store.failures import BUSY_SECONDS, busy
from keepintouch.store.opening import VERSION, newer
from keepintouch.store.tables import WRITERS_TURN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, CursorResult

    from keepintouch.store.protocol import Row
    from keepintouch.store.tables import Table

    T = TypeVar("T")

CONNECT_SECONDS = 10
BUSY = "55P03"
REFUSED = {
    "25006": "the store on the server can only be read. Nothing was changed.",
    "42501": "this user may not do that on the server. Nothing was changed.",
    "53100": "the server's disk is full. Nothing was changed.",
}
"""What a server says no to, by SQLSTATE."""
BEGIN_READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""All reads of a transaction see one state; a writer's see the last, once it has its turn."""


class ServerConnection:
    """A connection to a PostgreSQL database; makes the schema where there is none, or an old one."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        whole = _with_driver(url)
        self._raw = _connected(whole)
        if not self._is_current():
            from keepintouch.store import creating

            self.close()
            _guarded(lambda: creating.migrate(whole))
            self._raw = _connected(whole)

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
        if batch := [_bound(row) for row in rows]:
            from sqlalchemy import text

            _guarded(lambda: self._raw.execute(text(sql), batch))

    def insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        skip: bool = False,
    ) -> None:
        """Add rows; one that is there already is an error, or with `skip` left out."""
        names, slots = ", ".join(columns), ", ".join(f":{name}" for name in columns)
        tail = " ON CONFLICT DO NOTHING" if skip else ""
        self.run_many(
            f"INSERT INTO {table} ({names}) VALUES ({slots}){tail}",
            (dict(zip(columns, row, strict=True)) for row in rows),
        )

    def take(self, about: Table, keys: Sequence[Sequence[object]]) -> list[Row]:
        """Remove the rows of a table that have these keys, and return them as they were."""
        where, values = about.among(keys)
        first, *others = where.split("?")
        named = "".join([first, *(f":v{at}{other}" for at, other in enumerate(others))])
        return self.rows(about.take(named), **{f"v{at}": each for at, each in enumerate(values)})

    def begin(self, *, write: bool) -> None:
        """Start a transaction, after what was read by the way; a writing one waits for its turn."""
        self._raw.rollback()
        self._raw.begin()
        if write:
            self.run(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
            self.run("SELECT pg_advisory_xact_lock(:turn)", turn=WRITERS_TURN)
        else:
            self.run(BEGIN_READING)

    def commit(self) -> None:
        """Make the transaction's changes last."""
        _guarded(self._raw.commit)

    def rollback(self) -> None:
        """Undo the transaction's changes; a server that went away has done so itself."""
        self._raw.rollback()

    def close(self) -> None:
        """Let go of the server."""
        self._raw.close()
        self._raw.engine.dispose()

    def _is_current(self) -> bool:
        """Say whether the database has today's schema; one of a newer kit is refused."""
        found = self._version()
        self.rollback()
        if found > VERSION:
            self.close()
            raise newer("the store on the server", str(found))
        return found == VERSION

    def _version(self) -> int:
        from sqlalchemy import inspect

        if not inspect(self._raw).has_table("alembic_version"):
            return 0
        (found,) = self.row("SELECT version_num FROM alembic_version") or (0,)
        return int(found)

    def _execute(self, sql: str, values: Mapping[str, object]) -> CursorResult[Any]:
        from sqlalchemy import text

        statement, bound = text(sql), _bound(values)
        return cast("CursorResult[Any]", _guarded(lambda: self._raw.execute(statement, bound)))


def _connected(url: str) -> Connection:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError

    try:
        return create_engine(url, connect_args={"connect_timeout": CONNECT_SECONDS}).connect()
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            "the server of the store cannot be reached. Nothing was changed.",
            attempt=("pip install 'keepintouch-cli[postgres]'", "kit doctor"),
        ) from error


def _guarded(call: Callable[[], T]) -> T:
    """Return what `call` returns; what a server refuses is told in the user's words."""
    from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError

    try:
        return call()
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or ""
        if state == BUSY:
            raise busy("the store on the server") from error
        if state in REFUSED:
            raise KitError(REFUSED[state]) from error
        if not isinstance(error, (OperationalError, InterfaceError, InternalError)):
            raise
        raise StoreError(
            "the server of the store went away. Nothing was changed.",
            attempt=("run the same command again",),
        ) from error


def _bound(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values as the server can hold them: it knows no character NUL."""
    return {
        name: str(well_formed(value)).replace("\0", "\N{REPLACEMENT CHARACTER}")
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }


def _with_driver(url: str) -> str:
    """Name the driver that the extra `postgres` installs."""
    for plain in ("postgres://", "postgresql://", "postgresql+psycopg://"):
        if url.startswith(plain):
            return url.replace(plain, "postgresql+psycopg://", 1)
    scheme = url.partition("://")[0]
    raise UsageError(
        f'kit keeps its store in a file or on a PostgreSQL server, not on "{scheme}".',
        attempt=("kit --db postgresql://HOST/NAME …",),
    )
