"""Notes about none, one or several people."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter

from keepintouch.domain.errors import UnknownError
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Note
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import links
from keepintouch.store.connection import batches, placeholders
from keepintouch.store.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from keepintouch.store.journal import Step
    from keepintouch.store.protocol import Connection, Row

COLUMNS = ", ".join(TABLES["note"].columns)
_values = attrgetter(*TABLES["note"].columns)


def add(step: Step, notes: Iterable[Note]) -> None:
    """Add notes, the rows of each table together: an import has as many notes as people."""
    added: list[Row] = []
    linking: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in notes:
        added.append(_values(each))
        for table, linked in _links(each).items():
            linking[table] += [{"note_id": each.id, **row} for row in linked]
    step.insert_rows("note", added)
    for table, found in linking.items():
        step.insert_many(table, found)


def change(step: Step, note: Note) -> None:
    """Make the stored note equal to `note`."""
    step.update("note", (note.id,), day=note.day, text=note.text)
    for table, rows in _links(note).items():
        step.replace(table, rows, note_id=note.id)


def remove(step: Step, note_id: str) -> None:
    """Remove a note."""
    for table in ("note_about", "note_tag"):
        step.replace(table, (), note_id=note_id)
    step.delete("note", (note_id,))


def about(connection: Connection, contact_id: str) -> list[Note]:
    """Return the notes about somebody, newest first."""
    return _whole(
        connection,
        connection.rows(
            f"SELECT {COLUMNS} FROM note WHERE id IN"
            " (SELECT note_id FROM note_about WHERE contact_id = :contact_id)"
            " ORDER BY day DESC, id DESC",
            contact_id=contact_id,
        ),
    )


def everything(connection: Connection) -> Iterator[Note]:
    """Yield all notes in the order of their ids."""
    ids = (row[0] for row in connection.rows("SELECT id FROM note ORDER BY id"))
    for batch in batches(ids):
        names, values = placeholders("id", batch)
        yield from _whole(
            connection,
            connection.rows(
                f"SELECT {COLUMNS} FROM note WHERE id IN ({names}) ORDER BY id", **values
            ),
        )


def get(connection: Connection, note_id: str) -> Note:
    """Return one note; one that is gone is an `UnknownError`."""
    rows = connection.rows(f"SELECT {COLUMNS} FROM note WHERE id = :id", id=note_id)
    if not rows:
        raise UnknownError("this note is not here any more. Nothing was changed.")
    return _whole(connection, rows)[0]


def _links(note: Note) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that link a note with people and tags, without the note's id."""
    return {
        "note_about": links.of_people(note.people, day=note.day),
        "note_tag": links.of_tags(note.tags),
    }


def _whole(connection: Connection, rows: list[Row]) -> list[Note]:
    people: dict[str, list[Person]] = defaultdict(list)
    tags: dict[str, list[str]] = defaultdict(list)
    for batch in batches(row[0] for row in rows):
        names, values = placeholders("id", batch)
        for note_id, *who in connection.rows(
            "SELECT link.note_id, contact.id, contact.slug, contact.name FROM note_about AS link"
            " JOIN contact ON contact.id = link.contact_id"
            f" WHERE link.note_id IN ({names}) ORDER BY link.position",
            **values,
        ):
            people[note_id].append(Person(*who))
        for note_id, tag in connection.rows(
            f"SELECT note_id, tag FROM note_tag WHERE note_id IN ({names}) ORDER BY position",
            **values,
        ):
            tags[note_id].append(tag)
    return [
        Note(
            id=row[0],
            day=row[1],
            text=row[2],
            people=tuple(people[row[0]]),
            tags=tuple(tags[row[0]]),
            source=row[3],
            source_id=row[4],
        )
        for row in rows
    ]
