"""Finding text in everything that is kept.

On SQLite the words stand in FTS5 indexes, which triggers keep in step with their tables
whoever writes them (undo and redo too); elsewhere, and where SQLite was built without
FTS5, the same is found by `LIKE`, slower.
"""

from __future__ import annotations

import re

from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.store.protocol import Connection, Row

SEARCHED: dict[str, tuple[str, ...]] = {
    "contact": ("name", "org", "team", "title", "place", "how_met"),
    "point": ("value",),
    "note": ("text",),
    "follow_up": ("text",),
    "touchpoint": ("text",),
}
NEWEST = {"note": "note.day", "follow_up": "follow_up.due_on", "touchpoint": "touchpoint.day"}
WHOSE = {
    "contact": ("contact.id", "", "'name'"),
    "point": ("point.contact_id", "", "point.field"),
    "note": (
        "link.contact_id",
        " LEFT JOIN note_about AS link ON link.note_id = note.id",
        "'note'",
    ),
    "follow_up": (
        "link.contact_id",
        " LEFT JOIN follow_up_about AS link ON link.follow_up_id = follow_up.id",
        "'follow-up'",
    ),
    "touchpoint": (
        "link.contact_id",
        " LEFT JOIN participant AS link ON link.touchpoint_id = touchpoint.id",
        "touchpoint.kind",
    ),
}


class Hit(NamedTuple):
    """Where a text stands: whose (None: nobody's), where (`name`, `note`, a kind, …), the day."""

    contact_id: str | None
    where: str
    text: str
    day: date | None


def index_statements() -> Iterator[str]:
    """Yield the DDL of the indexes and of the triggers that keep them, for SQLite."""
    for table, columns in SEARCHED.items():
        names = ", ".join(columns)
        yield (
            f"CREATE VIRTUAL TABLE find_{table} USING fts5({names}, content='{table}',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
        drop = (
            f"INSERT INTO find_{table} (find_{table}, rowid, {names})"
            f" VALUES ('delete', old.rowid, {old});"
        )
        add = f"INSERT INTO find_{table} (rowid, {names}) VALUES (new.rowid, {new});"
        for event, body in (("INSERT", add), ("DELETE", drop), ("UPDATE", f"{drop} {add}")):
            yield (
                f"CREATE TRIGGER find_{table}_{event.lower()} AFTER {event} ON {table}"
                f" BEGIN {body} END"
            )


def find(
    connection: Connection, text: str, *, who: str | None = None, limit: int = 100
) -> list[Hit]:
    """Return where all words of a text stand, as words or starts of words, newest first.

    People's own fields come first; `who` is the id of the one person to look at.
    """
    indexed = _is_indexed(connection)
    words = re.findall(r"\w+", fold(text))
    if not words:
        return []
    found = [*_tags(connection, words, who, limit)]
    for table in SEARCHED:
        rows = (_by_index if indexed else _by_like)(connection, table, words, who, limit)
        found += [Hit(*row) for row in rows]
    return found


def overwrite_deleted(connection: Connection) -> None:
    """Let what is deleted from now on be overwritten in the file, not only unlinked."""
    if connection.dialect == "sqlite":
        connection.run("PRAGMA secure_delete = ON")


def rebuild(connection: Connection) -> None:
    """Make the indexes anew, so that they hold no word that is gone."""
    if _is_indexed(connection):
        for table in SEARCHED:
            connection.run(f"INSERT INTO find_{table} (find_{table}) VALUES ('rebuild')")


def _is_indexed(connection: Connection) -> bool:
    return connection.dialect == "sqlite" and bool(
        connection.row("SELECT 1 FROM sqlite_master WHERE name = 'find_contact'")
    )


def _by_index(
    connection: Connection, table: str, words: list[str], who: str | None, limit: int
) -> list[Row]:
    matched = " ".join(f'"{word}"*' for word in words)
    return connection.rows(
        f"{_select(table)} JOIN find_{table} ON find_{table}.rowid = {table}.rowid"
        f"{WHOSE[table][1]} WHERE find_{table} MATCH :matched{_whose(table, who)}"
        f" ORDER BY find_{table}.rowid DESC LIMIT :limit",
        matched=matched,
        limit=limit,
        **({"who": who} if who else {}),
    )


def _by_like(
    connection: Connection, table: str, words: list[str], who: str | None, limit: int
) -> list[Row]:
    body = " || ' ' || ".join(f"coalesce({table}.{name}, '')" for name in SEARCHED[table])
    values: dict[str, object] = {
        f"word{at}": f"%{word.replace('_', '!_')}%" for at, word in enumerate(words)
    }
    tests = " AND ".join(f"lower({body}) LIKE :{name} ESCAPE '!'" for name in values)
    order = f" ORDER BY {NEWEST[table]} DESC" if table in NEWEST else ""
    return connection.rows(
        f"{_select(table)}{WHOSE[table][1]} WHERE {tests}{_whose(table, who)}{order} LIMIT :limit",
        limit=limit,
        **values,
        **({"who": who} if who else {}),
    )


def _select(table: str) -> str:
    contact_id, _, where = WHOSE[table]
    first, *others = SEARCHED[table]
    parts = (f"coalesce(' · ' || {table}.{name}, '')" for name in others)
    text = " || ".join((f"{table}.{first}", *parts))
    day = f'{NEWEST[table]} AS "day [date]"' if table in NEWEST else "NULL"
    return f"SELECT {contact_id}, {where}, {text}, {day} FROM {table}"


def _whose(table: str, who: str | None) -> str:
    return f" AND {WHOSE[table][0]} = :who" if who else ""


def _tags(connection: Connection, words: list[str], who: str | None, limit: int) -> Iterator[Hit]:
    for contact_id, tag in connection.rows(
        "SELECT contact_id, tag FROM contact_tag"
        " WHERE tag_key >= :start AND tag_key < :end"
        f"{' AND contact_id = :who' if who else ''} ORDER BY contact_id LIMIT :limit",
        start=" ".join(words),
        end=" ".join(words) + "\U0010ffff",
        limit=limit,
        **({"who": who} if who else {}),
    ):
        yield Hit(contact_id, "tag", tag, None)
