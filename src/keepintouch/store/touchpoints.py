"""Touchpoints, and who took part in them."""

from __future__ import annotations

from collections import defaultdict

from keepintouch.domain.errors import UnknownError
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import links
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from keepintouch.domain.standing import Rules
    from keepintouch.store.journal import Step
    from keepintouch.store.protocol import Connection, Row

    Rows = dict[str, list[dict[str, Any]]]

COLUMNS = "id, day, kind, text, direction, time, zone, place, source, source_id"
PLAIN = tuple(COLUMNS.split(", "))
NEWEST = "ORDER BY day DESC, id DESC"
EVERY = 2**62


def add(step: Step, touchpoints: Iterable[Touchpoint], rules: Rules) -> None:
    """Add touchpoints, and let those that count move the clocks of who took part."""
    rows: Rows = defaultdict(list)
    for each in touchpoints:
        rows["touchpoint"].append({name: getattr(each, name) for name in PLAIN})
        for table, linked in linked_rows(each, rules).items():
            rows[table] += linked
    for table in ("touchpoint", "participant", "mention", "touchpoint_tag"):
        if rows[table]:
            step.insert_many(table, rows[table])


def change(step: Step, touchpoint: Touchpoint, rules: Rules) -> None:
    """Make the stored touchpoint equal to `touchpoint`, writing only what differs."""
    values = {name: getattr(touchpoint, name) for name in PLAIN}
    step.update("touchpoint", (touchpoint.id,), **values)
    for table, rows in linked_rows(touchpoint, rules).items():
        step.replace(table, rows, touchpoint_id=touchpoint.id)


def remove(step: Step, touchpoint_id: str) -> None:
    """Remove a touchpoint with all its links."""
    for table in ("participant", "mention", "touchpoint_tag"):
        step.replace(table, (), touchpoint_id=touchpoint_id)
    step.delete("touchpoint", (touchpoint_id,))


def linked_rows(each: Touchpoint, rules: Rules) -> Rows:
    """Return the rows that link a touchpoint with people and tags."""
    shared = {"day": each.day, "touchpoint_id": each.id}
    people = links.of_people(each.people, **shared)
    counts = rules.counts(each.kind, len(people))
    return {
        "participant": [{**row, "counts": counts} for row in people],
        "mention": links.of_people(each.mentions, **shared),
        "touchpoint_tag": links.of_tags(each.tags, touchpoint_id=each.id),
    }


def get(connection: Connection, touchpoint_id: str) -> Touchpoint:
    """Return one touchpoint; one that is gone is an `UnknownError`."""
    rows = connection.rows(f"SELECT {COLUMNS} FROM touchpoint WHERE id = :id", id=touchpoint_id)
    if not rows:
        raise UnknownError("this touchpoint is not here any more. Nothing was changed.")
    return whole(connection, rows)[0]


def everything(connection: Connection) -> Iterator[Touchpoint]:
    """Yield all touchpoints in the order of their ids."""
    ids = (row[0] for row in connection.rows("SELECT id FROM touchpoint ORDER BY id"))
    for batch in batches(ids):
        names, values = placeholders("id", batch)
        yield from whole(
            connection,
            connection.rows(
                f"SELECT {COLUMNS} FROM touchpoint WHERE id IN ({names}) ORDER BY id", **values
            ),
        )


def history(
    connection: Connection,
    contact_id: str,
    *,
    limit: int | None = None,
    since: date | None = None,
    until: date | None = None,
    mentions: bool = True,
) -> list[Touchpoint]:
    """Return somebody's touchpoints, newest first, those that only mention them too."""
    links = ["SELECT touchpoint_id, day FROM participant"]
    if mentions:
        links.append("SELECT touchpoint_id, day FROM mention")
    bounds, values = _bounds(since, until)
    union = " UNION ".join(f"{link} WHERE contact_id = :contact_id{bounds}" for link in links)
    rows = connection.rows(
        f"SELECT {COLUMNS} FROM touchpoint WHERE id IN (SELECT touchpoint_id FROM ("
        f"{union} ORDER BY day DESC, touchpoint_id DESC LIMIT :limit) AS newest) {NEWEST}",
        contact_id=contact_id,
        limit=limit or EVERY,
        **values,
    )
    return whole(connection, rows)


def timeline(
    connection: Connection,
    *,
    limit: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Touchpoint]:
    """Return everybody's touchpoints, newest first."""
    bounds, values = _bounds(since, until)
    rows = connection.rows(
        f"SELECT {COLUMNS} FROM touchpoint WHERE TRUE{bounds} {NEWEST} LIMIT :limit",
        limit=limit or EVERY,
        **values,
    )
    return whole(connection, rows)


def whole(connection: Connection, rows: list[Row]) -> list[Touchpoint]:
    """Return the touchpoints of `rows` (of `COLUMNS`) with people, mentions and tags."""
    people: dict[str, list[Person]] = defaultdict(list)
    mentions: dict[str, list[Person]] = defaultdict(list)
    tags: dict[str, list[str]] = defaultdict(list)
    for batch in batches(row[0] for row in rows):
        names, values = placeholders("id", batch)
        for found, table in ((people, "participant"), (mentions, "mention")):
            for touchpoint_id, *who in _linked(connection, table, names, values):
                found[touchpoint_id].append(Person(*who))
        for touchpoint_id, tag in connection.rows(
            f"SELECT touchpoint_id, tag FROM touchpoint_tag WHERE touchpoint_id IN ({names})"
            " ORDER BY position",
            **values,
        ):
            tags[touchpoint_id].append(tag)
    return [
        Touchpoint(
            **dict(zip(PLAIN, row, strict=True)),
            people=tuple(people[row[0]]),
            mentions=tuple(mentions[row[0]]),
            tags=tuple(tags[row[0]]),
        )
        for row in rows
    ]


def _linked(
    connection: Connection, table: str, names: str, values: Mapping[str, object]
) -> list[Row]:
    return connection.rows(
        f"SELECT link.touchpoint_id, contact.id, contact.slug, contact.name FROM {table} AS link"
        " JOIN contact ON contact.id = link.contact_id"
        f" WHERE link.touchpoint_id IN ({names}) ORDER BY link.position",
        **values,
    )


def _bounds(since: date | None, until: date | None) -> tuple[str, dict[str, object]]:
    text = ""
    values: dict[str, object] = {}
    if since:
        text, values["since"] = f"{text} AND day >= :since", since
    if until:
        text, values["until"] = f"{text} AND day <= :until", until
    return text, values
