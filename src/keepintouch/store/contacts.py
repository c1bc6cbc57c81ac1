"""Contacts: statements and the values they become."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter

from keepintouch.domain.cadence import Cadence, from_iso
from keepintouch.domain.contacts import Contact, Origin, Point, Relation
from keepintouch.domain.errors import UnknownError
from keepintouch.domain.names import fold
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store.connection import batches, placeholders
from keepintouch.store.ids import new_id
from keepintouch.store.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from keepintouch.store.journal import Step
    from keepintouch.store.protocol import Connection, Row

COLUMNS = TABLES["contact"].columns
_main_values = attrgetter(*COLUMNS)
BIRTHDAY = "birthday"
PLAIN = (
    "given", "additional", "family", "prefix", "suffix", "org", "team", "title", "place",
    "how_met", "state", "importance", "snoozed_until", "paused_from", "paused_until", "added_on",
    "photo",
)  # fmt: skip


def get(connection: Connection, contact_id: str) -> Contact:
    """Return everything known of one person; who is not here is an `UnknownError`."""
    for contact in many(connection, [contact_id]):
        return contact
    raise UnknownError("this person is not here any more. Nothing was changed.")


def many(connection: Connection, ids: Iterable[str]) -> Iterator[Contact]:
    """Yield everything known of people, in the order of `ids`."""
    for batch in batches(ids):
        yield from _loaded(connection, batch)


def everybody(connection: Connection) -> Iterator[Contact]:
    """Yield everything known of everybody, in the order they were added."""
    return many(
        connection, (row[0] for row in connection.rows("SELECT id FROM contact ORDER BY id"))
    )


def add(step: Step, contacts: Iterable[Contact]) -> None:
    """Add people who are not in the store yet."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for contact in contacts:
        rows["contact"].append(_main_row(contact))
        for table, owned in _owned_rows(contact).items():
            rows[table] += owned
    for table in ("contact", *OWNED):
        if rows[table]:
            step.insert_rows(table, rows[table])


def change(step: Step, contact: Contact) -> None:
    """Make the stored person equal to `contact`, writing only what differs."""
    step.update("contact", (contact.id,), **dict(zip(COLUMNS, _main_row(contact), strict=True)))
    for table, rows in _owned_rows(contact).items():
        columns = TABLES[table].columns
        found = (dict(zip(columns, row, strict=True)) for row in rows)
        step.replace(table, found, contact_id=contact.id)


def remove(step: Step, contact_id: str) -> None:
    """Remove a person and all that is only theirs; what was shared with others stays."""
    for table in (
        *OWNED,
        "participant",
        "mention",
        "note_about",
        "follow_up_about",
        "drift_dismissed",
    ):
        step.replace(table, (), contact_id=contact_id)
    point_elsewhere(step, contact_id, None)
    step.delete("contact", (contact_id,))


def point_elsewhere(step: Step, contact_id: str, other_id: str | None) -> None:
    """Let the relations that point at somebody point at another, or at a mere name."""
    for key in step.connection.rows(
        "SELECT contact_id, position FROM relation WHERE other_id = :id", id=contact_id
    ):
        step.update("relation", key, other_id=other_id)


OWNED = ("nickname", "former_slug", "point", "contact_tag", "relation", "occasion", "origin")


def _main_row(contact: Contact) -> Row:
    row = _main_values(contact)
    return row if contact.cadence is None else tuple(map(_plain, row))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a column
    return value.iso if isinstance(value, Cadence) else value


def _owned_rows(contact: Contact) -> dict[str, list[Row]]:
    """Return the rows of the tables of what is a person's own, with the columns of `TABLES`."""
    own = contact.id
    return {
        "nickname": [(own, at, name) for at, name in enumerate(contact.nicknames)],
        "former_slug": [(slug, own) for slug in contact.former_slugs],
        "point": [(own, at, *each) for at, each in enumerate(contact.points)],
        "contact_tag": [(own, fold(tag), tag) for tag in contact.tags],
        "relation": [(own, at, *each) for at, each in enumerate(contact.relations)],
        "occasion": [(each.id or new_id(), own, each.kind, *each.on) for each in _days(contact)],
        "origin": [(source, key, own, *rest) for source, key, *rest in contact.origins],
    }


def _days(contact: Contact) -> tuple[Occasion, ...]:
    """Return the birthday, under an id that follows from its owner's, and the other days."""
    if contact.birthday is None:
        return contact.occasions
    birthday = Occasion(BIRTHDAY, contact.birthday, f"{contact.id}/{BIRTHDAY}")
    return (birthday, *contact.occasions)


def _loaded(connection: Connection, ids: list[str]) -> Iterator[Contact]:
    names, values = placeholders("id", ids)
    rows = connection.rows(
        f"SELECT {', '.join(COLUMNS)} FROM contact WHERE id IN ({names})", **values
    )
    owned = {table: _by_owner(connection, table, names, values) for table in OWNED}
    found = {row[0]: _contact(row, {name: owned[name][row[0]] for name in OWNED}) for row in rows}
    return (found[contact_id] for contact_id in ids if contact_id in found)


ORDER = {
    "nickname": "position",
    "former_slug": "slug",
    "point": "position",
    "contact_tag": "tag_key",
    "relation": "position",
    "occasion": "id",
    "origin": "source, source_id",
}


def _by_owner(
    connection: Connection, table: str, names: str, values: Mapping[str, object]
) -> dict[str, list[dict[str, Any]]]:
    columns = TABLES[table].columns
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.rows(
        f"SELECT {', '.join(columns)} FROM {table} WHERE contact_id IN ({names})"
        f" ORDER BY {ORDER[table]}",
        **values,
    ):
        record = dict(zip(columns, row, strict=True))
        found[record.pop("contact_id")].append(record)
    return found


def _contact(row: Row, owned: Mapping[str, list[dict[str, Any]]]) -> Contact:
    main = dict(zip(COLUMNS, row, strict=True))
    occasions = tuple(_occasion(each) for each in owned["occasion"])
    return Contact(
        id=main["id"],
        slug=main["slug"],
        name=main["name"],
        cadence=from_iso(main["cadence"]) if main["cadence"] else None,
        spread=bool(main["spread"]),
        nicknames=tuple(each["name"] for each in owned["nickname"]),
        former_slugs=tuple(each["slug"] for each in owned["former_slug"]),
        points=tuple(_point(each) for each in owned["point"]),
        tags=tuple(each["tag"] for each in owned["contact_tag"]),
        relations=tuple(
            Relation(each["label"], each["name"], each["other_id"]) for each in owned["relation"]
        ),
        birthday=next((each.on for each in occasions if each.kind == BIRTHDAY), None),
        occasions=tuple(each for each in occasions if each.kind != BIRTHDAY),
        origins=tuple(Origin(**each) for each in owned["origin"]),
        **{name: main[name] for name in PLAIN},
    )


def _occasion(row: Mapping[str, Any]) -> Occasion:
    on = PartialDate(row["year"], row["month"], row["day"], row["text"])
    return Occasion(row["kind"], on, row["id"])


def _point(row: Mapping[str, Any]) -> Point:
    return Point(row["field"], row["value"], row["label"], bool(row["preferred"]), row["normal"])
