"""Leaving no trace of a person in the journal."""

from __future__ import annotations

import re

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import chunks

if TYPE_CHECKING:
    from keepintouch.store.chunks import Change
    from keepintouch.store.journal import Step
    from keepintouch.store.protocol import Connection

FORGOTTEN = "somebody who was forgotten"


def scrub(step: Step, contact_id: str, words: tuple[str, ...]) -> None:
    """Take every trace of a person out of the journal; steps that touched them cannot be undone.

    Nor can what had been undone be made again. What other people's rows held stays with
    them, in the store; `words` are those of a summary that would give the person away.
    """
    run = step.connection.run
    known = _ids_around(step.connection, contact_id)
    telling = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    for seq, summary in step.connection.rows("SELECT seq, summary FROM step"):
        touched = any(known & _ids(each) for each in chunks.changes(step.connection, seq))
        if touched:
            run("DELETE FROM chunk WHERE seq = :seq", seq=seq)
            run("UPDATE step SET undoable = FALSE WHERE seq = :seq", seq=seq)
        if touched or telling.search(summary):
            run("UPDATE step SET summary = :words WHERE seq = :seq", words=FORGOTTEN, seq=seq)
    run("UPDATE step SET state = 'dropped' WHERE state = 'undone'")


def drop_photo(connection: Connection, digest: str | None) -> None:
    """Remove a picture that nobody has any more."""
    if digest is not None:
        connection.run(
            "DELETE FROM attachment WHERE digest = :digest"
            " AND NOT EXISTS (SELECT 1 FROM contact WHERE photo = :digest)",
            digest=digest,
        )


def _ids_around(connection: Connection, contact_id: str) -> set[str]:
    """Return the person's id and those of all that any step ever linked to them."""
    found = {contact_id}
    for (seq,) in connection.rows("SELECT seq FROM step"):
        for change in chunks.changes(connection, seq):
            if contact_id in _ids(change):
                found.update(each for each in change[2] if isinstance(each, str))
    return found


def _ids(change: Change) -> set[object]:
    """Return the key of a change and the texts of its images, in which ids may stand."""
    images = (each for each in change[3:] if each)
    return {*change[2], *(each for image in images for each in image.values())}
