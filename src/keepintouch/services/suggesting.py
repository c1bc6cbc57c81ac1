"""What TAB may offer: people by the start of a name, and tags."""

from __future__ import annotations

from keepintouch.domain import names as naming
from keepintouch.domain.cadence import from_iso
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import names
from keepintouch.store.connection import placeholders

if TYPE_CHECKING:
    from keepintouch.domain.cadence import Cadence
    from keepintouch.store import Store

LIMIT = 30


class Suggestion(NamedTuple):
    """Somebody whose name begins as typed."""

    slug: str
    name: str
    cadence: Cadence | None


def people(store: Store, start: str, limit: int = LIMIT) -> list[Suggestion]:
    """Return people one of whose names begins with `start`, by handle."""
    if not store.exists:
        return []
    with store.reading() as connection:
        found = names.starting(connection, naming.key(start), limit)
        slots, values = placeholders("id", [each.id for each in found] or [""])
        rows = connection.rows(f"SELECT id, cadence FROM contact WHERE id IN ({slots})", **values)
    cadences = {row[0]: from_iso(row[1]) if row[1] else None for row in rows}
    return [Suggestion(each.slug, each.name, cadences[each.id]) for each in found]


def tags(store: Store, start: str, limit: int = LIMIT) -> list[str]:
    """Return tags that begin with `start`, those on most people first."""
    if not store.exists:
        return []
    low = naming.fold(start)
    with store.reading() as connection:
        rows = connection.rows(
            "SELECT min(tag) FROM contact_tag WHERE tag_key >= :low AND tag_key < :high"
            " GROUP BY tag_key ORDER BY count(*) DESC, tag_key LIMIT :limit",
            low=low,
            high=low + names.LAST_CHARACTER,
            limit=limit,
        )
    return [row[0] for row in rows]
