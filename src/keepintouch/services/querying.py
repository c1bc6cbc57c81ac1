"""Questions in SQL: read-only, against views whose names and columns are a promise."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.store import Store

VIEWS: dict[str, tuple[str, str]] = {
    "people": (
        "slug, name, org, team, title, place, state, importance, every, added, birthday, last",
        (
            "SELECT contact.slug, contact.name, contact.org, contact.team, contact.title,"
            " contact.place, contact.state, contact.importance, contact.cadence, contact.added_on,"
            " (SELECT printf('%s-%02d-%02d',"
            " CASE WHEN year IS NULL THEN '-' ELSE printf('%04d', year) END, month, day)"
            " FROM occasion WHERE contact_id = contact.id AND kind = 'birthday' AND day IS NOT NULL),"
            " (SELECT max(day) FROM participant WHERE contact_id = contact.id AND counts)"
            " FROM contact"
        ),
    ),
    "conversations": (
        "id, day, time, kind, direction, text, people, source",
        (
            "SELECT touchpoint.id, day, time, kind, direction, text,"
            " (SELECT group_concat(contact.slug, ' ') FROM participant JOIN contact"
            " ON contact.id = participant.contact_id WHERE participant.touchpoint_id = touchpoint.id),"
            " source FROM touchpoint"
        ),
    ),
    "took_part": (
        "slug, conversation, day",
        (
            "SELECT contact.slug, participant.touchpoint_id, participant.day"
            " FROM participant JOIN contact ON contact.id = participant.contact_id"
        ),
    ),
    "tags": (
        "slug, tag",
        (
            "SELECT contact.slug, contact_tag.tag FROM contact_tag"
            " JOIN contact ON contact.id = contact_tag.contact_id"
        ),
    ),
    "reach": (
        "slug, field, label, value",
        (
            "SELECT contact.slug, point.field, point.label, point.value FROM point"
            " JOIN contact ON contact.id = point.contact_id"
        ),
    ),
    "facts": (
        "slug, day, text",
        (
            "SELECT contact.slug, note.day, note.text FROM note"
            " LEFT JOIN note_about ON note_about.note_id = note.id"
            " LEFT JOIN contact ON contact.id = note_about.contact_id"
        ),
    ),
    "promises": (
        "slug, due, text, state",
        (
            "SELECT contact.slug, follow_up.due_on, follow_up.text, follow_up.state FROM follow_up"
            " LEFT JOIN follow_up_about ON follow_up_about.follow_up_id = follow_up.id"
            " LEFT JOIN contact ON contact.id = follow_up_about.contact_id"
        ),
    ),
}
READING = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)


class Answered(NamedTuple):
    """The columns and rows of a query; values are texts, numbers or None."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def query(store: Store, sql: str, values: Sequence[str] = ()) -> Answered:
    """Return the answer to one SELECT; anything that would write is refused by SQLite itself."""
    if store.on_server:
        raise UsageError("a store on a server is asked with the server's own tools.")
    if not store.exists:
        return Answered((), [])
    with store.reading():
        connection = sqlite3.connect(_uri(store.place), uri=True)
    try:
        for name, (columns, select) in VIEWS.items():
            connection.execute(f"CREATE TEMP VIEW {name} ({columns}) AS {select}")
        connection.set_authorizer(_allowed)
        cursor = connection.execute(sql, tuple(values))
        names = tuple(each[0] for each in cursor.description or ())
        return Answered(names, [tuple(map(_plain, row)) for row in cursor])
    except sqlite3.Error as error:
        raise UsageError(
            f"SQLite says: {error}.", attempt=("kit help sql   for the views there are",)
        ) from error
    finally:
        connection.close()


def _allowed(action: int, *_about: object) -> int:
    return sqlite3.SQLITE_OK if action in READING else sqlite3.SQLITE_DENY


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _uri(path: str) -> str:
    from urllib.parse import quote

    return f"file://{quote(path)}?mode=ro"
