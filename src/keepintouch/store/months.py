"""How many touchpoints each month has: derived, and kept up with every change of a touchpoint."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Any

    from keepintouch.store.protocol import Connection

_COUNTED = "SELECT substr(CAST(day AS TEXT), 1, 7), count(*) FROM touchpoint GROUP BY 1"


def moved(counts: dict[str, int], images: Iterable[Mapping[str, Any]], by: int) -> None:
    """Add `by` to the counts of the months of some touchpoints; images without a day change none."""
    for image in images:
        if "day" in image:
            month = str(image["day"])[:7]
            counts[month] = counts.get(month, 0) + by


def refresh(connection: Connection, counts: Mapping[str, int]) -> None:
    """Add to the counts what changed."""
    for month, by in counts.items():
        if by:
            connection.run(
                "INSERT INTO month_count (month, many) VALUES (:month, :by)"
                " ON CONFLICT (month) DO UPDATE SET many = month_count.many + excluded.many",
                month=month,
                by=by,
            )


def rebuild(connection: Connection) -> None:
    """Count all touchpoints anew."""
    connection.run("DELETE FROM month_count")
    connection.run(f"INSERT INTO month_count (month, many) {_COUNTED}")


def off(connection: Connection) -> int:
    """Return how many months are counted wrong."""
    kept = connection.rows("SELECT month, many FROM month_count WHERE many <> 0")
    return len(set(kept) ^ set(connection.rows(_COUNTED)))


def between(connection: Connection, since: date, until: date) -> int:
    """Return how many touchpoints the months from that of one day to that of another have."""
    row = connection.row(
        "SELECT coalesce(sum(many), 0) FROM month_count WHERE month BETWEEN :since AND :until",
        since=since.isoformat()[:7],
        until=until.isoformat()[:7],
    )
    return int(row[0]) if row else 0
