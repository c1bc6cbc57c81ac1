"""Exporting: the whole store, or some people of it, in any format that writes."""

from __future__ import annotations

import os
from typing import BinaryIO

from keepintouch import formats
from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats import Book
from keepintouch.formats.drafts import WriteOptions
from keepintouch.services import choosing
from keepintouch.store import contacts, followups, notes, places, touchpoints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from keepintouch.domain.contacts import Person
    from keepintouch.formats import Format
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

LOSSLESS = "kit"


def format_for(name: str | None, path: str | None) -> Format:
    """Return the format called `name`, else the one of the path's suffix, else the lossless one."""
    if name:
        chosen = formats.named(name)
        if not chosen.writes:
            raise UsageError(
                f"kit reads {chosen.title}, but does not write it.", close=tuple(writable())
            )
        return chosen
    if path is None or path == "-":
        return formats.named(LOSSLESS)
    for each in formats.every():
        if each.writes and path.lower().endswith(each.suffixes):
            return each
    raise UsageError(
        f'"{os.path.basename(path)}" has no suffix of a format that kit writes.',
        close=tuple(writable()),
        attempt=("kit export --format NAME -o FILE",),
    )


def writable() -> list[str]:
    """Return the names of the formats that kit writes."""
    return [each.name for each in formats.every() if each.writes]


def export(
    store: Store,
    chosen: Format,
    stream: BinaryIO,
    *,
    options: WriteOptions = WriteOptions(),  # noqa: B008 - an immutable value
    who: Sequence[str] = (),
    tag: str | None = None,
) -> None:
    """Write everybody, or the people named or tagged, and what they took part in."""
    writer = chosen.writer()
    if not store.exists:
        writer.write(Book(), stream, options)
        return
    with store.reading() as connection:
        only = _only(connection, who, tag) if who or tag else None
        writer.write(book(connection, only), stream, options)


def book(connection: Connection, only: set[str] | None = None) -> Book:
    """Return the store as streams; with `only`, those people and what they took part in."""

    def theirs(people: tuple[Person, ...]) -> bool:
        return only is None or any(each.id in only for each in people)

    return Book(
        contacts=(
            each for each in contacts.everybody(connection) if only is None or each.id in only
        ),
        touchpoints=(each for each in touchpoints.everything(connection) if theirs(each.people)),
        notes=(each for each in notes.everything(connection) if theirs(each.people)),
        follow_ups=(each for each in followups.everything(connection) if theirs(each.people)),
        places=places.everything(connection),
        tags=places.tag_rhythms(connection),
        photos=_photos(connection),
        dismissed={
            contact_id: day
            for contact_id, day in connection.rows(
                "SELECT contact_id, last_day FROM drift_dismissed ORDER BY contact_id"
            )
            if only is None or contact_id in only
        },
        progress={}
        if only is not None
        else dict(connection.rows("SELECT source, state FROM source_state ORDER BY source")),
    )


def losses(chosen: Format) -> tuple[str, ...]:
    """Return what a format cannot hold, in the user's words."""
    return chosen.writer().LOSSES


def _only(connection: Connection, who: Sequence[str], tag: str | None) -> set[str]:
    found = {each.id for each in choosing.people(connection, who)}
    if tag:
        rows = connection.rows(
            "SELECT contact_id FROM contact_tag WHERE tag_key = :key", key=fold(tag.lstrip("+"))
        )
        if not rows:
            raise UnknownError(f'nobody has the tag "{tag}". Nothing was written.')
        found |= {row[0] for row in rows}
    return found


def _photos(connection: Connection) -> Callable[[str], bytes | None]:
    def photo(digest: str) -> bytes | None:
        row = connection.row("SELECT data FROM attachment WHERE digest = :digest", digest=digest)
        return None if row is None else bytes(row[0])

    return photo
