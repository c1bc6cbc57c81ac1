"""What of a file is here already, looked up for many records at once."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.store.protocol import Connection, Row


def ids(connection: Connection, table: str, wanted: Iterable[str]) -> set[str]:
    """Return those of the ids that a table has."""
    found: set[str] = set()
    for batch in batches(wanted):
        slots, values = placeholders("id", batch)
        rows = connection.rows(f"SELECT id FROM {table} WHERE id IN ({slots})", **values)
        found |= {row[0] for row in rows}
    return found


def source_ids(connection: Connection, table: str, source: str, wanted: Iterable[str]) -> set[str]:
    """Return those of a source's own ids that a table has."""
    found: set[str] = set()
    for batch in batches(wanted):
        slots, values = placeholders("id", batch)
        rows = connection.rows(
            f"SELECT source_id FROM {table} WHERE source = :source AND source_id IN ({slots})",
            source=source,
            **values,
        )
        found |= {row[0] for row in rows}
    return found


def records(connection: Connection, source: str) -> list[Row]:
    """Return id, owner, raw text and fields of everything that came from a source."""
    return connection.rows(
        "SELECT source_id, contact_id, raw, fields FROM origin"
        " WHERE source = :source ORDER BY source_id",
        source=source,
    )
