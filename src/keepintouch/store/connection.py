"""One connection to a store: SQL text with named parameters."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from functools import lru_cache
from itertools import chain

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import failures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from keepintouch.store.protocol import Row
    from keepintouch.store.tables import Table

MANY = 500
AT_ONCE = 1_000
"""Rows in a statement; 32 columns of them come to SQLite's limit of 32,766 values."""
NAMING = "abcdefghijklmnopqrstuvwxyz_0123456789"
FEW = 50
"""Values that go by name; SQLite looks for each name among all before it."""
WRITING = (
    "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
    " PRAGMA temp_store = MEMORY"
)
"""An import touches all indexes at random: with SQLite's own 2 MB it reads them over and over.

And each of its statements keeps what it changes in a temporary file until it has succeeded.
"""


class FileConnection:
    """A connection to a SQLite file by the standard library's `sqlite3`."""

    dialect = "sqlite"

    def __init__(self, path: str, *, write: bool) -> None:
        _register_types()
        self.path = path
        self._raw: sqlite3.Connection = self._guard(
            lambda: sqlite3.connect(
                f"file://{_escaped(path)}?mode={'rw' if write else 'ro'}",
                uri=True,
                timeout=failures.BUSY_SECONDS,
                isolation_level=None,
                detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
            )
        )
        if write:
            self._set_up()

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

    def insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        skip: bool = False,
    ) -> None:
        """Add rows, many in a statement, at the end of which the text indexes write theirs.

        A row that is there already is an error, or with `skip` left out.
        """
        names, slots = ", ".join(columns), f"({', '.join('?' * len(columns))})"
        tail = " ON CONFLICT DO NOTHING" if skip else ""
        for start in range(0, len(rows), AT_ONCE):
            batch = rows[start : start + AT_ONCE]
            values = ", ".join([slots] * len(batch))
            self._execute(
                f"INSERT INTO {table} ({names}) VALUES {values}{tail}",
                [*chain.from_iterable(batch)],
            )

    def take(self, about: Table, keys: Sequence[Sequence[object]]) -> list[Row]:
        """Remove the rows of a table that have these keys, and return them as they were.

        Values go by their places: SQLite looks for each name among all the others.
        """
        where, values = about.among(keys, "VALUES ")
        found: list[Row] = self._guard(self._execute(about.take(where), values).fetchall)
        return found

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
        target = self._guard(lambda: sqlite3.connect(path))
        try:
            self._guard(lambda: self._raw.backup(target))
        finally:
            target.close()

    def _set_up(self) -> None:
        try:
            self._guard(lambda: self._raw.executescript(WRITING))
        except BaseException:
            self.close()
            raise

    def _execute(self, sql: str, values: Mapping[str, object] | Sequence[object]) -> sqlite3.Cursor:
        if len(values) > FEW and isinstance(values, dict):
            sql, values = _by_place(sql, values)
        try:
            found = self._raw.execute(sql, values)
        except UnicodeEncodeError:
            return self._execute(sql, _all_well_formed(values))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise failures.in_words(error, self.path) from error
        return found

    def _guard(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the call returns
        try:
            return call()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise failures.in_words(error, self.path) from error


def _by_place(sql: str, values: Mapping[str, object]) -> tuple[str, list[object]]:
    unnamed, order = _places(sql)
    return unnamed, [values[name] for name in order]


@lru_cache(maxsize=64)
def _places(sql: str) -> tuple[str, list[str]]:
    """Return a statement with `?` for each `:name`, and the names in their order.

    No text of a statement has a colon; `re`, that could tell, is too heavy for `kit due`.
    """
    unnamed, *pieces = sql.split(":")
    order = []
    for piece in pieces:
        name = piece[: len(piece) - len(piece.lstrip(NAMING))]
        order.append(name)
        unnamed += f"?{piece[len(name) :]}"
    return unnamed, order


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


def well_formed(value: object) -> object:
    """Return a text with U+FFFD for its lone surrogates, which cannot be kept; else the value."""
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _all_well_formed(
    values: Mapping[str, object] | Sequence[object],
) -> dict[str, object] | list[object]:
    if isinstance(values, dict):
        return {name: well_formed(each) for name, each in values.items()}
    return [well_formed(each) for each in values]


def _register_types() -> None:
    """Let days be kept as texts; and None and truth without a search for how to keep them."""
    sqlite3.register_adapter(date, date.isoformat)
    sqlite3.register_adapter(bool, int)
    sqlite3.register_adapter(type(None), _none)
    sqlite3.register_converter("date", _day)


def _none(_: None) -> None:
    return None


def _day(raw: bytes) -> date:
    try:
        return date.fromisoformat(raw.decode())
    except ValueError as error:
        raise sqlite3.DatabaseError("a day is not one") from error


def _escaped(path: str) -> str:
    for char, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        path = path.replace(char, code)
    return os.path.abspath(path)
