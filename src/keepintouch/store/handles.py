"""Who is who: names and handles of the people in the store."""

from __future__ import annotations

from keepintouch.domain.people import Person
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.store.protocol import Connection


def people(connection: Connection, ids: Iterable[str]) -> dict[str, Person]:
    """Return slug and name of people by id."""
    found = {}
    for batch in batches(ids):
        names, values = placeholders("id", batch)
        for row in connection.rows(
            f"SELECT id, slug, name FROM contact WHERE id IN ({names})", **values
        ):
            found[row[0]] = Person(*row)
    return found


def by_slug(connection: Connection, slug: str) -> Person | None:
    """Return the person of a handle, today's or a former one."""
    row = connection.row(
        "SELECT id, slug, name FROM contact WHERE slug = :slug"
        " OR id = (SELECT contact_id FROM former_slug WHERE slug = :slug)",
        slug=slug,
    )
    return None if row is None else Person(*row)


def free(connection: Connection, slug: str) -> str:
    """Return `slug`, or with `-2`, `-3`, … when somebody has or had it."""
    taken = {
        row[0]
        for row in connection.rows(
            "SELECT slug FROM contact WHERE slug >= :low AND slug < :high"
            " UNION SELECT slug FROM former_slug WHERE slug >= :low AND slug < :high",
            low=slug,
            high=f"{slug}.",
        )
    }
    if slug not in taken:
        return slug
    return next(
        free for number in range(2, len(taken) + 3) if (free := f"{slug}-{number}") not in taken
    )


def taken(connection: Connection, slugs: Iterable[str]) -> set[str]:
    """Return those of the handles that somebody has or had."""
    found: set[str] = set()
    for batch in batches(slugs):
        names, values = placeholders("slug", batch)
        rows = connection.rows(
            f"SELECT slug FROM contact WHERE slug IN ({names})"
            f" UNION SELECT slug FROM former_slug WHERE slug IN ({names})",
            **values,
        )
        found |= {row[0] for row in rows}
    return found
