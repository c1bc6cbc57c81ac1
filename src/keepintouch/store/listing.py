"""Lists of people by their order, without reading more of them than are asked for."""

from __future__ import annotations

from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from keepintouch.store.protocol import Connection

ORDERS = {
    "name": "contact.slug",
    "last": "(standing.last_day IS NULL), standing.last_day DESC, contact.slug",
    "due": "(standing.due_from IS NULL), standing.due_from, contact.slug",
    "added": "contact.added_on DESC, contact.id DESC",
}
EVERY = 2**62
NO_TAG_RHYTHM = (
    "contact.id NOT IN (SELECT contact_id FROM contact_tag"
    " WHERE tag_key IN (SELECT tag_key FROM tag WHERE cadence IS NOT NULL))"
)

SILENT = (
    "NOT EXISTS (SELECT 1 FROM participant WHERE participant.contact_id = contact.id"
    " AND participant.counts AND participant.day > :since AND participant.day <= :today)"
    " AND (contact.added_on <= :since OR EXISTS (SELECT 1 FROM participant"
    " WHERE participant.contact_id = contact.id AND participant.counts"
    " AND participant.day <= :since))"
)


class Wanted(NamedTuple):
    """Which people a list holds: with a tag, in a state (None: active and paused), how many.

    Without a rhythm are those who have none of their own and none of a tag's. `silent` are two
    days: nothing counted after the first, up to the second, which is today; who was added after
    the first has not been silent for so long.
    """

    tag: str | None = None
    state: str | None = None
    sort: str = "name"
    limit: int | None = None
    org: str | None = None
    without_rhythm: bool = False
    silent: tuple[date, date] | None = None


def ids(connection: Connection, asked: Wanted) -> list[str]:
    """Return ids of people in the order asked for."""
    where, values = _where(connection, asked)
    joined = (
        "JOIN standing ON standing.contact_id = contact.id" if asked.sort in ("last", "due") else ""
    )
    rows = connection.rows(
        f"SELECT contact.id FROM contact {joined} WHERE {where}"
        f" ORDER BY {ORDERS[asked.sort]} LIMIT :limit",
        limit=asked.limit or EVERY,
        **values,
    )
    return [row[0] for row in rows]


def total(connection: Connection, asked: Wanted) -> int:
    """Return how many people there are without the limit."""
    where, values = _where(connection, asked)
    row = connection.row(f"SELECT count(*) FROM contact WHERE {where}", **values)
    return int(row[0]) if row else 0


def last_kinds(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """Return how one was last in touch with people, by id."""
    found: dict[str, str] = {}
    for batch in batches(people):
        slots, values = placeholders("id", batch)
        rows = connection.rows(
            "SELECT contact.id, (SELECT touchpoint.kind FROM participant"
            " JOIN touchpoint ON touchpoint.id = participant.touchpoint_id"
            " WHERE participant.contact_id = contact.id AND participant.counts"
            " ORDER BY participant.day DESC, participant.touchpoint_id DESC LIMIT 1)"
            f" FROM contact WHERE contact.id IN ({slots})",
            **values,
        )
        found.update({row[0]: row[1] for row in rows if row[1]})
    return found


def _where(connection: Connection, asked: Wanted) -> tuple[str, dict[str, object]]:
    clauses = ["contact.state = :state" if asked.state else "contact.state IN ('active', 'paused')"]
    values: dict[str, object] = {"state": asked.state} if asked.state else {}
    if asked.tag:
        clauses.append("contact.id IN (SELECT contact_id FROM contact_tag WHERE tag_key = :tag)")
        values["tag"] = fold(asked.tag.lstrip("+"))
    if asked.org:
        slots, spelled = placeholders("org", _spelled(connection, asked.org))
        clauses.append(f"contact.org IN ({slots})")
        values |= spelled
    if asked.silent:
        clauses.append(SILENT)
        values |= dict(zip(("since", "today"), asked.silent, strict=True))
    if asked.without_rhythm:
        clauses += ["contact.cadence IS NULL", NO_TAG_RHYTHM]
    return " AND ".join(clauses), values


def _spelled(connection: Connection, org: str) -> list[str]:
    """Return how a company is spelled in the store; case and accents do not matter."""
    rows = connection.rows("SELECT DISTINCT org FROM contact WHERE org IS NOT NULL ORDER BY org")
    return [row[0] for row in rows if fold(row[0]) == fold(org)] or [org]
