"""Exporting: the whole store, or some people of it, in any format that writes."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import BinaryIO

from keepintouch import formats
from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats import Book
from keepintouch.formats.drafts import WriteOptions
from keepintouch.services import choosing, foreseeing
from keepintouch.store import contacts, followups, notes, places, touchpoints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person
    from keepintouch.formats import Format
    from keepintouch.services.candidates import Asked
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

LOSSLESS = "kit"
FOLDER = "markdown"
PLAIN = WriteOptions()


class Wanted(NamedTuple):
    """What to write: the people named or tagged, or everybody, and the list of `options.today`.

    With `due`, what a day's list is asked for, calendars get the days that rhythms ask for.
    """

    options: WriteOptions = PLAIN
    who: Sequence[str] = ()
    tag: str | None = None
    due: Asked | None = None


ALL = Wanted()


def format_for(name: str | None, path: str | None) -> Format:
    """Return the format called `name`, else the one of the path's suffix, else the lossless one."""
    if name:
        chosen = next((each for each in formats.every() if each.name == name), None)
        if chosen is not None and chosen.writes:
            return chosen
        what = (
            f"kit reads {chosen.title}, but does not write it."
            if chosen
            else f'there is no format called "{name}".'
        )
        raise UsageError(what, close=tuple(writable()))
    if path is None or path == "-":
        return formats.named(LOSSLESS)
    if path.endswith(("/", os.sep)) or os.path.isdir(path):
        return formats.named(FOLDER)
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


def export(store: Store, chosen: Format, stream: BinaryIO, wanted: Wanted = ALL) -> None:
    """Write everybody, or the people named or tagged, and what they took part in."""
    with opened(store, wanted) as book:
        chosen.writer().write(book(), stream, wanted.options)


@contextmanager
def opened(store: Store, wanted: Wanted = ALL) -> Iterator[Callable[[], Book]]:
    """Give what makes books of the store, all of the same moment; of no store, empty ones."""
    if not store.exists:
        yield Book
        return
    with store.reading() as connection:
        only = _only(connection, wanted.who, wanted.tag) if wanted.who or wanted.tag else None
        today, asked = wanted.options.today, wanted.due

        def made() -> Book:
            found = book(connection, only)
            if today is None or asked is None:
                return found
            return found._replace(due=_due(connection, store, today, asked, only))

        yield made


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
    return tuple(each.words for each in chosen.writer().LOSSES)


def _due(
    connection: Connection, store: Store, today: date, asked: Asked, only: set[str] | None
) -> Iterator[tuple[Contact, date]]:
    found = foreseeing.days(connection, store, today=today, asked=asked)
    days = {who: day for who, day in found if only is None or who in only}
    for contact in contacts.many(connection, days):
        yield contact, days[contact.id]


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
