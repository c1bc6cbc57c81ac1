"""Facts about the store itself, by name."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.store.protocol import Connection


def get(connection: Connection, name: str) -> str | None:
    """Return a fact, or None."""
    row = connection.row("SELECT value FROM meta WHERE name = :name", name=name)
    return None if row is None else str(row[0])


def put(connection: Connection, name: str, value: str) -> None:
    """Set a fact."""
    connection.run(
        "INSERT INTO meta (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )
