"""SQLite files of anybody's: tables read as data, with nothing in the file ever run.

A file is held in memory, never opened where it lies. An authorizer allows reading columns
and two pragmas; views, triggers, functions and virtual tables are code, and stay unread.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    Row = tuple[Any, ...]

HEADER = b"SQLite format 3\0"
OWN_APPLICATION = b"KIT1"
MOST_BYTES = 64 << 20
MOST_TABLES, MOST_COLUMNS = 200, 300
MOST_ROWS = 200_000
PATIENCE = 2.0
"""Seconds that one query may take."""

DAMAGED = (sqlite3.Error, MemoryError, UnicodeError)
"""What SQLite raises on damage; its own sentence may quote bytes that are no text."""
_STEPS = 1000  # of SQLite's machine between two looks at the clock
_ROOM = 1 << 20
_WRITE_AHEAD = 2
_VERSIONS = slice(18, 20)
_APPLICATION = slice(68, 72)
_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ))
_ASKED = frozenset(("table_xinfo", "foreign_key_list"))
_SETTINGS = ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON")
_COMPUTED = 2  # `hidden` of a generated column that is not stored

_TABLES = """
    SELECT name, sql, rootpage
    FROM sqlite_master
    WHERE type = 'table'
    LIMIT 201
"""


class Column(NamedTuple):
    """A column as it was declared; `key` is its place in the primary key, 0 for none."""

    name: str
    default: str = ""
    key: int = 0


class Table(NamedTuple):
    """A table: its columns, and where its foreign keys lead, as (column, table)."""

    name: str
    columns: tuple[Column, ...] = ()
    leads: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()


class File(NamedTuple):
    """The tables of a file that hold anything, and what of it could not be read."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    is_write_ahead: bool = False


def read_file(stream: BinaryIO) -> File:
    """Read all tables of a SQLite file; one that is damaged is read up to there."""
    content = _content(stream)
    is_write_ahead = _WRITE_AHEAD in content[_VERSIONS]
    # Memory has no second file beside it: what is written here may say nothing of one.
    content[_VERSIONS] = b"\1\1"
    with _opened(content) as connection:
        reader = _Reader(connection, len(content))
        tables = tuple(reader.tables())
        return File(tables, tuple(reader.problems), is_write_ahead)


def _content(stream: BinaryIO) -> bytearray:
    content = bytearray(stream.read(MOST_BYTES + 1))
    if not content.startswith(HEADER):
        raise UnreadableError("this is no SQLite file. Nothing was imported.")
    if len(content) > MOST_BYTES:
        raise UnreadableError(
            f"this SQLite file is larger than {MOST_BYTES >> 20} MB. Nothing was imported."
        )
    if content[_APPLICATION] == OWN_APPLICATION:
        raise UnreadableError(
            "this is a store of kit's own, which `kit export --everything` of it and `kit restore`"
            " move whole. Nothing was imported.",
            attempt=("kit --db FILE export --everything DIR", "kit restore FILE"),
        )
    return content


@contextmanager
def _opened(content: bytearray) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(content)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        # No value is longer than its file, whatever a damaged page says.
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(content), _ROOM))
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.set_authorizer(_authorised)
        yield connection
    except DAMAGED as error:
        raise UnreadableError(
            f"this SQLite file is damaged ({error}). Nothing was imported."
        ) from error
    finally:
        connection.close()


def _authorised(action: int, first: str | None, *_: str | None) -> int:
    is_asked = action == sqlite3.SQLITE_PRAGMA and first in _ASKED
    return sqlite3.SQLITE_OK if action in _ALLOWED or is_asked else sqlite3.SQLITE_DENY


class _Reader:
    """Reads the tables of one file within bounds of time, rows and bytes."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self.problems: list[Problem] = []
        self._connection = connection
        self._bytes = 2 * size + _ROOM

    def tables(self) -> Iterator[Table]:
        """Yield the tables that hold anything."""
        listed = list(self._asked(_TABLES))
        if len(listed) > MOST_TABLES:
            self._tell(f"only the first {MOST_TABLES} tables are read")
        virtual = [str(name) for name, sql, page in listed if _is_virtual(sql, page)]
        for name in virtual:
            self._tell(f'"{name}" is a virtual table, as of a search: left out')
        for name, sql, page in listed[:MOST_TABLES]:
            if not _is_virtual(sql, page) and not _is_of_sqlite(str(name), virtual):
                yield from self._table(str(name))

    def _table(self, name: str) -> Iterator[Table]:
        rows: list[Row] = []
        columns: tuple[Column, ...] = ()
        leads: tuple[tuple[str, str], ...] = ()
        try:
            columns = self._columns(name)
            if len(columns) > MOST_COLUMNS:
                self._tell(f'"{name}" has more than {MOST_COLUMNS} columns: left out')
                return
            leads = self._leads(name)
            rows.extend(self._rows(name, columns))
        except DAMAGED as error:
            self._tell(f'"{name}" is damaged ({error}): read up to there')
        if rows:
            yield Table(name, columns, leads, tuple(rows))

    def _columns(self, name: str) -> tuple[Column, ...]:
        return tuple(
            Column(str(column), str(default or ""), int(key))
            for _, column, _, _, default, key, hidden in self._asked(
                f"PRAGMA table_xinfo({_quoted(name)})"
            )
            if hidden != _COMPUTED
        )

    def _leads(self, name: str) -> tuple[tuple[str, str], ...]:
        found = self._asked(f"PRAGMA foreign_key_list({_quoted(name)})")
        return tuple((str(column), str(table)) for _, _, table, column, *_ in found)

    def _rows(self, name: str, columns: tuple[Column, ...]) -> Iterator[Row]:
        names = ", ".join(_quoted(each.name) for each in columns)
        limit = MOST_ROWS + 1
        # Only names that are quoted are put into this text; without an index no
        # expression of the file's is computed.
        asked = f"SELECT {names} FROM {_quoted(name)} NOT INDEXED LIMIT {limit}"
        for number, row in enumerate(self._asked(asked), 1):
            if number > MOST_ROWS:
                self._tell(f'only the first {MOST_ROWS} rows of "{name}" are read')
                return
            yield row

    def _asked(self, query: str) -> Iterator[Row]:
        """Yield the rows of a query, for as long as it may take and as much as a file can hold."""
        end = monotonic() + PATIENCE
        self._connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
        for row in self._connection.execute(query):
            self._bytes -= sum(len(each) for each in row if isinstance(each, (str, bytes)))
            if self._bytes < 0 or monotonic() > end:
                raise sqlite3.DataError("more than a file of this size can hold")
            yield row

    def _tell(self, what: str) -> None:
        self.problems.append(Problem(0, what))


def _quoted(name: str) -> str:
    """Return a name as SQL that can be nothing else than a name."""
    doubled = name.replace('"', '""').replace("\0", "")
    return f'"{doubled}"'


def _is_virtual(sql: object, page: object) -> bool:
    return str(sql or "").lstrip().lower().startswith("create virtual") or not page


def _is_of_sqlite(name: str, virtual: list[str]) -> bool:
    """Say whether a table is SQLite's own, or holds what a virtual table indexes."""
    return name.startswith(("sqlite_", *(f"{each}_" for each in virtual)))
