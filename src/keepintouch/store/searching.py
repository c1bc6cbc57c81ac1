"""Finding text in everything that is kept.

On SQLite the words stand in FTS5 indexes, which triggers keep in step with their tables
whoever writes them (undo and redo too); elsewhere, and where SQLite was built without
FTS5, all texts are read and looked through, which is slower.
"""

from __future__ import annotations

import re
from itertools import islice

from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from keepintouch.store.protocol import Connection, Row

EVERY = 2**62
LOOKED_AT = 1_000
"""Places of a word that are put in the order of their days: those written down last."""

SEARCHED: dict[str, tuple[str, ...]] = {
    "contact": ("name", "org", "team", "title", "place", "how_met"),
    "point": ("value",),
    "note": ("text",),
    "follow_up": ("text",),
    "touchpoint": ("text",),
}
DAYS = {"note": "note.day", "follow_up": "follow_up.due_on", "touchpoint": "touchpoint.day"}
ORDER = {
    "contact": "contact.slug",
    "point": "point.contact_id, point.position",
    **{table: f"{day} DESC, {table}.id DESC, link.position" for table, day in DAYS.items()},
}
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


def find(
    connection: Connection, text: str, *, who: str | None = None, limit: int = 100
) -> list[Hit]:
    """Return where all words of a text stand, as words or starts of words, newest first.

    People's own fields come first; `who` is the id of the one person to look at.
    """
    words = tuple(dict.fromkeys(re.findall(r"\w+", text)))
    if not words:
        return []
    look = _by_index if _is_indexed(connection) else _by_reading
    found = [*_tags(connection, text, who, limit)]
    for table in SEARCHED:
        found += [Hit(*row) for row in look(connection, table, words, who, limit)]
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


def missing(connection: Connection) -> int:
    """Return how many rows the indexes lack, or hold although they are gone."""
    if not _is_indexed(connection):
        return 0
    total = 0
    for table in SEARCHED:
        kept, held = f"SELECT rowid FROM {table}", f"SELECT id FROM find_{table}_docsize"
        (off,) = connection.row(
            f"SELECT (SELECT count(*) FROM ({kept} EXCEPT {held}))"
            f" + (SELECT count(*) FROM ({held} EXCEPT {kept}))"
        ) or (0,)
        total += off
    return total


def _by_index(
    connection: Connection, table: str, words: Iterable[str], who: str | None, limit: int
) -> list[Row]:
    """Find words as they were typed or folded: the index knows accents, but not ł or ß."""
    matched = " AND ".join(
        "(" + " OR ".join(f'"{each}"*' for each in sorted({word, fold(word)})) + ")"
        for word in words
    )
    looked_at = EVERY if who else LOOKED_AT
    return connection.rows(
        f"{_select(table)} JOIN (SELECT rowid AS at FROM find_{table}"
        f" WHERE find_{table} MATCH :matched ORDER BY rowid DESC LIMIT {looked_at}) AS found"
        f" ON found.at = {table}.rowid{WHOSE[table][1]} WHERE TRUE{_whose(table, who)}"
        f" ORDER BY {ORDER[table]} LIMIT :limit",
        matched=matched,
        limit=limit,
        **({"who": who} if who else {}),
    )


def _by_reading(
    connection: Connection, table: str, words: Iterable[str], who: str | None, limit: int
) -> Iterator[Row]:
    """Find words by reading every text, the newest first."""
    starts = [fold(word) for word in words]
    rows = connection.stream(
        f"{_select(table)}{WHOSE[table][1]} WHERE TRUE{_whose(table, who)} ORDER BY {ORDER[table]}",
        **({"who": who} if who else {}),
    )
    return islice((row for row in rows if _has(row[2], starts)), limit)


def _has(text: str, starts: list[str]) -> bool:
    words = re.findall(r"\w+", fold(text))
    return all(any(word.startswith(start) for word in words) for start in starts)


def _select(table: str) -> str:
    contact_id, _, where = WHOSE[table]
    first, *others = SEARCHED[table]
    parts = (f"coalesce(' · ' || {table}.{name}, '')" for name in others)
    text = " || ".join((f"{table}.{first}", *parts))
    day = DAYS.get(table, "NULL")
    return f"SELECT {contact_id}, {where}, {text}, {day} FROM {table}"


def _whose(table: str, who: str | None) -> str:
    return f" AND {WHOSE[table][0]} = :who" if who else ""


def _tags(connection: Connection, text: str, who: str | None, limit: int) -> Iterator[Hit]:
    start = fold(text).lstrip("+")
    for contact_id, tag in connection.rows(
        "SELECT contact_id, tag FROM contact_tag"
        " WHERE tag_key >= :start AND tag_key < :end"
        f"{' AND contact_id = :who' if who else ''} ORDER BY tag_key, contact_id LIMIT :limit",
        start=start,
        end=f"{start}\U0010ffff",
        limit=limit,
        **({"who": who} if who else {}),
    ):
        yield Hit(contact_id, "tag", tag, None)
