"""New on one side: cards that become people, as an import takes them, and people who get a card."""

from __future__ import annotations

import io

from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats import Book, vcard, vdir
from keepintouch.formats.drafts import WriteOptions
from keepintouch.services.importing.people import Intake
from keepintouch.services.syncing.results import Item
from keepintouch.store import contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from keepintouch.domain.contacts import Contact
    from keepintouch.formats.drafts import PersonDraft
    from keepintouch.services.importing.results import Outcome
    from keepintouch.services.syncing.results import Wanted
    from keepintouch.store.protocol import Connection
    from keepintouch.store.writing import Writing

VCARD = "vcard"
VERSION = "3.0"
KEPT_STATES = ("active", "paused")
BATCH = 500


def taken_in(writing: Writing, drafts: Sequence[PersonDraft], wanted: Wanted) -> Iterator[Outcome]:
    """Take the people of new cards in, as an import of these files would."""
    intake = Intake(writing, VCARD, normalise=wanted.normalise, decided=wanted.decided)
    for start in range(0, len(drafts), BATCH):
        yield from intake.take(drafts[start : start + BATCH])


def without_card(
    connection: Connection, source: str, apart: Iterable[str], tag: str | None
) -> Iterator[Contact]:
    """Yield the people who are to get a card: who is kept in touch with, and has the tag."""
    states = ", ".join(f"'{each}'" for each in KEPT_STATES)
    tagged = " AND id IN (SELECT contact_id FROM contact_tag WHERE tag_key = :key)" if tag else ""
    rows = connection.rows(
        f"SELECT id FROM contact WHERE state IN ({states}) AND id NOT IN"
        f" (SELECT contact_id FROM origin WHERE source = :source){tagged} ORDER BY id",
        source=source,
        **({"key": fold(tag.lstrip("+"))} if tag else {}),
    )
    left = set(apart)
    yield from contacts.many(connection, [row[0] for row in rows if row[0] not in left])


def is_tag(connection: Connection, tag: str) -> bool:
    """Say whether anybody has the tag."""
    key = fold(tag.lstrip("+"))
    return bool(connection.row("SELECT 1 FROM contact_tag WHERE tag_key = :key", key=key))


def card_for(contact: Contact, picture: Callable[[str], bytes | None]) -> bytes:
    """Return a card for somebody who has none: vCard 3.0, which every server takes."""
    stream = io.BytesIO()
    vcard.write(Book([contact], photos=picture), stream, WriteOptions(version=VERSION))
    return stream.getvalue()


def file_for(contact: Contact, card: bytes, taken: set[str]) -> str:
    """Return a free file name for a card: its UID."""
    draft = vdir.read(card).draft
    return vdir.name_for((draft and draft.uid) or contact.id, taken)


def item_of(outcome: Outcome, contact: Contact, file: str) -> Item:
    """Return what became of a card that was new."""
    return Item(
        "added" if outcome.what == "new" else "met",
        contact.name,
        contact.slug,
        file,
        here=outcome.changes,
        why=outcome.why,
        candidates=outcome.candidates,
        source_id=outcome.source_id,
    )
