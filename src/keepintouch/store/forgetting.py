"""Leaving no trace of a person in the journal."""

from __future__ import annotations

import re

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.store.chunks import Change
    from keepintouch.store.journal import Step
    from keepintouch.store.protocol import Connection

LINKED = {
    "participant": "touchpoint_id",
    "mention": "touchpoint_id",
    "note_about": "note_id",
    "follow_up_about": "follow_up_id",
    "occasion": "id",
}
NAMED = frozenset({"contact", "nickname"})
FORGOTTEN = "somebody who was forgotten"


def scrub(step: Step, contact_id: str, words: Iterable[str]) -> None:
    """Take every trace of a person out of the journal, before they are removed.

    Steps that touched them cannot be undone, and what had been undone cannot be made again.
    What other people's rows held stays with them, in the store. `words` are those of a
    summary that would give the person away, beside the names they had before.
    """
    connection = step.connection
    known, names = _around(connection, contact_id)
    telling = _any_of({*words, *names})
    for seq, summary in connection.rows("SELECT seq, summary FROM step"):
        touched = any(known & _ids(each) for each in chunks.changes(connection, seq))
        if touched:
            connection.run("DELETE FROM chunk WHERE seq = :seq", seq=seq)
            connection.run("UPDATE step SET undoable = FALSE WHERE seq = :seq", seq=seq)
        if touched or telling.search(summary):
            connection.run(
                "UPDATE step SET summary = :words WHERE seq = :seq", words=FORGOTTEN, seq=seq
            )
    connection.run("UPDATE step SET state = 'dropped' WHERE state = 'undone'")


def drop_photo(connection: Connection, digest: str | None) -> None:
    """Remove a picture that nobody has any more."""
    if digest is not None:
        connection.run(
            "DELETE FROM attachment WHERE digest = :digest"
            " AND NOT EXISTS (SELECT 1 FROM contact WHERE photo = :digest)",
            digest=digest,
        )


def _around(connection: Connection, contact_id: str) -> tuple[set[object], set[str]]:
    """Return the ids of all that is or was linked to a person, and every name they had."""
    ids: set[object] = {contact_id}
    for table, column in LINKED.items():
        rows = connection.rows(
            f"SELECT {column} FROM {table} WHERE contact_id = :id", id=contact_id
        )
        ids.update(row[0] for row in rows)
    names: set[str] = set()
    for (seq,) in connection.rows("SELECT seq FROM step"):
        for change in chunks.changes(connection, seq):
            if contact_id in _ids(change):
                if change[1] in LINKED:
                    ids.add(change[2][-1])
                if change[1] in NAMED:
                    names.update(image["name"] for image in change[3:] if image and "name" in image)
    return ids, names


def _any_of(words: set[str]) -> re.Pattern[str]:
    """Return a pattern for any of the words, not as parts of others."""
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _ids(change: Change) -> set[object]:
    """Return the key of a change and the texts of its images, in which ids may stand."""
    images = (each for each in change[3:] if each)
    return {*change[2], *(each for image in images for each in image.values())}
