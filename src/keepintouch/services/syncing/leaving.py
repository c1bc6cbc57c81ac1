"""Cards whose person is gone, and people whose card is: never followed without being asked for."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.services.syncing.archive import base_of, mark, mark_of, said
from keepintouch.services.syncing.results import Item

if TYPE_CHECKING:
    from keepintouch.domain.contacts import Contact
    from keepintouch.services.syncing.archive import Archive, Seen
    from keepintouch.services.syncing.results import Wanted
    from keepintouch.services.syncing.saving import Saving

EDITED = ", and changed since"
ARCHIVED = "archived"


class Leaving:
    """Settles the deletions of one sync, as the user answered or asked for; others wait."""

    def __init__(self, saving: Saving, wanted: Wanted) -> None:
        self._saving = saving
        self._archive: Archive = saving.archive
        self._wanted = wanted

    def card_gone(self, file: str, contact: Contact, *, has_another: bool) -> Item | None:
        """Settle a card that is gone; nothing is to be said where its person has another, or left."""
        if has_another or contact.state == ARCHIVED:
            self._archive.drop(file)
            return None
        edited = said(contact) != self._archive.seen[file].fields
        item = Item(
            "waiting",
            contact.name,
            contact.slug,
            file,
            why=f"the card is gone{EDITED if edited else ''}",
            key=f"person:{contact.id}",
        )
        follows = self._answer(item, edited=edited)
        if follows is None:
            return item
        self._archive.drop(file)
        if follows:
            self._saving.contact(contact, contact._replace(state=ARCHIVED))
            return item._replace(what="archived", here=(f"state: {ARCHIVED}",))
        self._archive.apart.add(contact.id)
        return item._replace(what="kept")

    def person_gone(self, file: str, name: str, data: bytes) -> Item:
        """Settle a card whose person was removed here."""
        edited = self._archive.cards.get(mark(file)) != mark_of(data)
        why = f"no longer in kit{EDITED if edited else ''}"
        item = Item("waiting", name, None, file, why=why, key=f"card:{mark(file)}")
        follows = self._answer(item, edited=edited)
        if follows is None or (follows and not self._saving.delete(file, data)):
            return item
        self._archive.unmark(file)
        if follows:
            return item._replace(what="deleted")
        self._archive.apart.add(mark(file))
        return item._replace(what="kept")

    def archived(self, file: str, contact: Contact, data: bytes) -> Item | None:
        """Settle a card whose person was archived here; None when it is to stay, and says so."""
        seen = self._archive.seen[file]
        edited = data != seen.data
        why = f"archived in kit{EDITED if edited else ''}"
        item = Item("waiting", contact.name, contact.slug, file, why=why, key=f"card:{mark(file)}")
        follows = self._answer(item, edited=edited)
        if follows is False:
            return None
        if follows is None or not self._saving.delete(file, data):
            return item
        self._archive.drop(file)
        return item._replace(what="deleted")

    def _answer(self, item: Item, *, edited: bool) -> bool | None:
        """Say whether the other side is to follow; None is to wait.

        An edit on the other side is let go only by an answer to this very question.
        """
        if item.key in self._wanted.settled:
            return self._wanted.settled[item.key]
        if self._wanted.deletes == "keep":
            return False
        return True if self._wanted.deletes == "apply" and not edited else None


def is_newly_archived(contact: Contact, seen: Seen) -> bool:
    """Say whether somebody was archived here since both sides last met."""
    return contact.state == ARCHIVED and base_of(seen.fields).state != ARCHIVED
