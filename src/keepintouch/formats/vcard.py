"""vCard 2.1, 3.0 and 4.0 of any program: read tolerantly, every card kept as it stood.

Written is 3.0 unless 4.0 is asked for, since Apple's programs garble 4.0. A contact that
came from a card goes back into that card: see `patch`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.domain.errors import UnreadableError, UsageError
from keepintouch.formats.drafts import PersonDraft, Problem
from keepintouch.formats.protocols import Loss
from keepintouch.formats.rawtext import to_bytes
from keepintouch.formats.vcard_cards import cards
from keepintouch.formats.vcard_converting import converted, fresh
from keepintouch.formats.vcard_groups import Groups
from keepintouch.formats.vcard_patching import patch, patched
from keepintouch.formats.vcard_reading import Group, drafts, version_of
from keepintouch.formats.vcard_sheet import only_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.domain.contacts import Contact
    from keepintouch.formats import Book
    from keepintouch.formats.drafts import Draft, ReadOptions, WriteOptions
    from keepintouch.formats.vcard_cards import Card

__all__ = ["LOSSES", "patch", "read", "write"]

LOSSES = (
    Loss("touchpoints", "touchpoint"),
    Loss("follow-ups", "follow-up"),
    Loss("places and their other names", "place"),
    Loss(
        "notes about several people or nobody; the days and tags of notes",
        "note.id note.day note.tags note.source note.source_id note-about-several"
        " note-about-nobody",
    ),
    Loss("which contact a relation means (the name is kept)", "contact.relations.contact_id"),
    Loss(
        "the days of a pause, and whether a rhythm is spread",
        "contact.paused_from contact.paused_until contact.spread",
    ),
    Loss("the rhythms of tags, and drifts that were let go", "tag-rhythm dismissed-drift"),
    Loss(
        "records as they were imported, but cards; handles",
        "contact.origins contact.slug contact.former_slugs source-progress",
    ),
)
SOURCES = ("vcard", "vdir")
VERSIONS = ("3.0", "4.0")


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - the protocol
    """Yield people and problems in the file's order, holding one card at a time."""
    groups = Groups(stream)
    for card in cards(stream):
        for draft in [card] if isinstance(card, Problem) else drafts(card):
            if isinstance(draft, PersonDraft):
                yield groups.tagged(draft)
            elif isinstance(draft, Group):
                groups.meet(draft)
            else:
                yield draft
    yield from groups.problems()


def write(book: Book, stream: BinaryIO, options: WriteOptions) -> None:
    """Write a card for every contact: its own card with what changed, or a new one.

    A card keeps its version unless `options.version` asks for one (`3.0`, `4.0`); a new
    one is 3.0. Without any note in the book, the NOTEs of the cards stay.
    """
    if options.version not in (None, *VERSIONS):
        raise UsageError(f'vCard {options.version} is not written; give "3.0" or "4.0".')
    notes: dict[str, list[str]] = {}
    for note in book.notes:
        if len(note.people) == 1:
            notes.setdefault(note.people[0].id, []).append(note.text)
    for contact in book.contacts:
        card = _card(contact, options.version)
        texts = notes.get(contact.id, []) if notes else None
        stream.write(_closed(card, patched(card, contact, texts, book.photos)))


def _card(contact: Contact, version: str | None) -> Card:
    """Return the card that a contact came from, in the version asked for, else a new one.

    A card that is synced (its source is `vdir:` and the folder) is newer than an imported one.
    """
    for origin in reversed(contact.origins):
        if origin.source.partition(":")[0] in SOURCES and origin.raw:
            try:
                card = only_card(to_bytes(origin.raw))
            except UnreadableError:
                continue
            if version in (None, version_of(card.lines())):
                return card
            return converted(card, contact, version or VERSIONS[0])
    return fresh(contact, version or VERSIONS[0])


def _closed(card: Card, data: bytes) -> bytes:
    """Return a card with the BEGIN and END that it may lack, fit to stand among others."""
    begin = b"" if card.begun else b"BEGIN:VCARD\r\n"
    newline = b"" if data.endswith((b"\n", b"\r")) else b"\r\n"
    return begin + data + newline + (b"" if card.ended else b"END:VCARD\r\n")
