"""A person and their cards: what changes on either side, before anything is written."""

from __future__ import annotations

import hashlib

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats import vdir
from keepintouch.formats.vcard_patching import patched
from keepintouch.services.importing.differences import differences
from keepintouch.services.syncing.archive import base_of, had_picture, said
from keepintouch.services.syncing.merging import Base, as_contact, merge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from keepintouch.domain.contacts import Contact
    from keepintouch.formats.drafts import PersonDraft
    from keepintouch.formats.vcard_cards import Card
    from keepintouch.services.syncing.archive import Seen
    from keepintouch.services.syncing.results import Wanted

    Photos = Callable[[str], bytes | None]


class Pair(NamedTuple):
    """A card of somebody: its file as read, and both sides as they were when they last met."""

    file: str
    data: bytes
    card: Card
    draft: PersonDraft
    seen: Seen | None = None


class Settled(NamedTuple):
    """What becomes of a card: its bytes, what changes in it, and what both sides had changed.

    `gone` and `new` are the notes that it lost and got.
    """

    pair: Pair
    data: bytes
    there: tuple[str, ...]
    clashes: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


class Whole(NamedTuple):
    """What becomes of a person and of each of their cards, and the picture to be kept, if new."""

    contact: Contact
    cards: tuple[Settled, ...]
    picture: PersonDraft | None


def settle(contact: Contact, pairs: Sequence[Pair], wanted: Wanted, photos: Photos) -> Whole:
    """Merge a person with their cards, of which the first is written; others are only read."""
    sides = [_Side(each, wanted) for each in pairs]
    for side in reversed(sides):
        contact = side.meet(contact)
    pictured = {each.picture: each.pair.draft for each in sides if each.picture}

    def picture(digest: str) -> bytes | None:
        return pictured[digest].photo if digest in pictured else photos(digest)

    cards = (sides[0].settled(contact, picture), *(each.left() for each in sides[1:]))
    return Whole(contact, cards, pictured.get(contact.photo or ""))


class _Side:
    """A card while it is merged: what it says by now, and both sides as they last met."""

    def __init__(self, pair: Pair, wanted: Wanted) -> None:
        self.pair = pair
        self.picture = _digest(pair.draft)
        self._wanted = wanted
        self._says = _normal(pair.draft, wanted)
        self._then = then = _then(pair.seen)
        self._base = base = (
            None
            if pair.seen is None or then is None
            else Base(base_of(pair.seen.fields), _normal(then, wanted))
        )
        self._picture_then = None if base is None else _digest(base.there)
        self._picture_now = self.picture
        self._card: Contact | None = None
        self._clashes: list[str] = []

    def meet(self, contact: Contact) -> Contact:
        """Merge the person with what this card says by now, and return the person."""
        merged = merge(contact, self._says, self._base, prefer=self._wanted.prefer)
        contact = self._pictured(merged.contact)
        self._card = merged.card
        self._clashes += merged.clashes
        return contact

    def settled(self, contact: Contact, photos: Photos) -> Settled:
        """Return what becomes of the card."""
        pair = self.pair
        before = as_contact(contact, _normal(pair.draft, self._wanted))._replace(photo=None)
        pushed = self._picture_now not in (None, self.picture)
        card = (self._card or contact)._replace(photo=contact.photo if pushed else None)
        if card == before:
            return self.left()
        data = vdir.patched(pair.data, pair.card, patched(pair.card, card, None, photos))
        there = differences(before, card) if data != pair.data else ()
        return self.left()._replace(data=data, there=there)

    def left(self) -> Settled:
        """Return a card that stays as it is."""
        pair = self.pair
        gone = self._then.notes if self._then else ()
        return Settled(
            pair,
            pair.data,
            (),
            tuple(self._clashes),
            tuple(each for each in gone if each not in pair.draft.notes),
            tuple(each for each in pair.draft.notes if each not in gone),
        )

    def _pictured(self, contact: Contact) -> Contact:
        """Take over a new picture, or mark the person's for the card; one that is gone is no news."""
        before, now = self._picture_then, self._picture_now
        may_pull = self._base is not None or not contact.photo or self._wanted.prefer == "folder"
        if now and now != before and may_pull:
            return contact._replace(photo=now)
        seen = self.pair.seen
        if contact.photo not in (None, now) and not (
            seen and had_picture(seen.fields, contact.photo)
        ):
            self._picture_now = contact.photo
        return contact


def _then(seen: Seen | None) -> PersonDraft | None:
    return None if seen is None else vdir.read(seen.data).draft


def _normal(draft: PersonDraft, wanted: Wanted) -> PersonDraft:
    return draft._replace(points=wanted.normalise(draft.points))


def _digest(draft: PersonDraft) -> str | None:
    return hashlib.sha256(draft.photo).hexdigest() if draft.photo else None


def is_still(pair_data: bytes, seen: Seen, contact: Contact) -> bool:
    """Say whether neither side has changed since they last met."""
    return (pair_data, said(contact)) == (seen.data, seen.fields)
