"""What a connection to a store offers, whatever the dialect: for type checkers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from keepintouch.store.tables import Table

Row = tuple[Any, ...]


class Connection(Protocol):
    """What the statements of this package run on; both dialects offer it."""

    dialect: str

    def rows(self, sql: str, /, **values: object) -> list[Row]:
        """Return all rows of a query."""
        ...

    def row(self, sql: str, /, **values: object) -> Row | None:
        """Return the first row of a query, if it has one."""
        ...

    def stream(self, sql: str, /, **values: object) -> Iterator[Row]:
        """Yield the rows of a query as they are read."""
        ...

    def run(self, sql: str, /, **values: object) -> int:
        """Run a statement and return how many rows it changed."""
        ...

    def run_many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Run a statement once for each mapping of values."""
        ...

    def insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        skip: bool = False,
    ) -> None:
        """Add rows; one that is there already is an error, or with `skip` left out."""
        ...

    def take(self, about: Table, keys: Sequence[Sequence[object]]) -> list[Row]:
        """Remove the rows of a table that have these keys, and return them as they were."""
        ...

    def begin(self, *, write: bool) -> None:
        """Start a transaction; a writing one waits for its turn and then holds the store."""
        ...

    def commit(self) -> None:
        """Make the transaction's changes last."""
        ...

    def rollback(self) -> None:
        """Undo the transaction's changes."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
