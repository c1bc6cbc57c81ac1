"""Whether the machine's clock is behind the store: then days would be counted wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.store.protocol import Connection

DIFFERENCE = timedelta(hours=1)
"""How far the clocks of two machines that share a store may be apart."""


def warning(connection: Connection) -> str | None:
    """Return what to say where the last step was made later than now: a clock was set back."""
    row = connection.row("SELECT at FROM step ORDER BY seq DESC LIMIT 1")
    latest = (datetime.now(UTC) + DIFFERENCE).isoformat(timespec="seconds")
    if row is None or str(row[0]) <= latest:
        return None
    return (
        f"The last change was made on {str(row[0])[:10]}, which is still to come:"
        " is this machine's clock right?"
    )
