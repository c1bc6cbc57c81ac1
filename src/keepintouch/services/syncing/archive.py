"""What a folder and the store had in common when they last met: the third side of the merge.

Of each card: whose it is, its bytes then, and what was known of the person then (`origin`).
Of the folder (`source_state`): which cards there were, by marks of their names and bytes, so
that somebody who was removed here is not taken for somebody new, and leaves no trace; what is
kept apart for good; which files are no people's.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import Any

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats import rawtext
from keepintouch.formats.drafts import PersonDraft
from keepintouch.services.importing.bookmarks import Bookmarks, name_of
from keepintouch.services.importing.fields import NAMES, packed, unpacked
from keepintouch.store import known
from keepintouch.store.connection import well_formed

if TYPE_CHECKING:
    from keepintouch.domain.contacts import Contact
    from keepintouch.store.writing import Writing

VDIR = "vdir"
_UID = re.compile(rb"(?im)^(?:[\w-]+\.)?UID(?:;[^:\r\n]*)?:([^\r\n]+)")


class Seen(NamedTuple):
    """A card as it was when both sides last met: whose it is, its bytes, and what was here."""

    contact_id: str
    data: bytes
    fields: str


class Archive:
    """What was seen of one folder.

    `seen` are its cards by file name, `cards` the marks of all that belong or belonged to
    somebody; `apart` the marks of cards and the ids of people that are left alone; `left` the
    marks of files that are no people's.
    """

    def __init__(self, writing: Writing, path: str) -> None:
        self._writing = writing
        self.source = source_of(path)
        state = Bookmarks(writing).of(self.source)
        self._kept = state
        self.is_new = not state
        self.cards: dict[str, str] = dict(state.get("cards", {}))
        self._uids: dict[str, str] = dict(state.get("uids", {}))
        self.apart: set[str] = set(state.get("apart", ()))
        self.left: dict[str, str] = dict(state.get("left", {}))
        self.seen = {
            name: Seen(contact_id, rawtext.to_bytes(raw or ""), fields or "{}")
            for name, contact_id, raw, fields in known.records(writing.connection, self.source)
        }

    def forget(self) -> None:
        """Forget all of it: both sides are to be taken as they are."""
        for name in self.seen:
            self.drop(name)
        self.cards, self._uids, self.apart, self.left, self.seen = {}, {}, set(), {}, {}

    def meet(self, name: str, data: bytes, contact: Contact, *, is_read: bool = False) -> None:
        """Remember a card and its person, who say the same by now.

        Of a card that is only read, what is known of the person has yet to get there.
        """
        then = self.seen.get(name) if is_read else None
        self._put(name, Seen(contact.id, data, then.fields if then else said(contact)))

    def move(self, old: str, new: str) -> None:
        """Remember a card under another name."""
        seen = self.seen.pop(old)
        self.drop(old)
        self.seen[new] = seen
        self._put(new, seen)

    def drop(self, name: str) -> None:
        """Forget a card."""
        self._writing.step.delete("origin", (self.source, name))
        self.unmark(name)

    def unmark(self, name: str) -> None:
        """Forget that there was a card of this name."""
        self.cards.pop(mark(name), None)
        self._uids.pop(mark(name), None)

    def lost(self, here: set[str]) -> dict[str, str]:
        """Return the marked cards whose names are not among `here`, by their bytes and UIDs."""
        gone = {data: name for name, data in self.cards.items() if name not in here}
        return gone | {uid: name for name, uid in self._uids.items() if name not in here}

    def remark(self, old: str, name: str) -> None:
        """Know a marked card by the name that it has now."""
        for marks in (self.cards, self._uids):
            if old in marks:
                marks[mark(name)] = marks.pop(old)

    def _put(self, name: str, seen: Seen) -> None:
        row = {**seen._asdict(), "raw": rawtext.to_text(seen.data)}
        row.pop("data")
        self._writing.step.replace("origin", [row], source=self.source, source_id=name)
        self.cards[mark(name)] = mark_of(seen.data)
        if uid := mark_of_uid(seen.data):
            self._uids[mark(name)] = uid

    def keep(self) -> None:
        """Remember which cards there are, unless nothing but what is no people's is news."""
        state = {
            "cards": self.cards,
            "uids": self._uids,
            "apart": sorted(self.apart),
            "left": self.left,
        }
        step = self._writing.step
        if step.empty and all(state[each] == self._kept.get(each) for each in ("cards", "apart")):
            return
        text = json.dumps(state, sort_keys=True)
        step.replace("source_state", [{"state": text}], source=self.source)


def source_of(path: str) -> str:
    """Return the name under which what was seen of a folder is kept."""
    return str(well_formed(name_of(VDIR, os.path.realpath(path))))


def mark(name: str) -> str:
    """Return a mark of a file's name, which may be a person's."""
    return mark_of(name.encode("utf-8", "surrogateescape"))


def mark_of(data: bytes) -> str:
    """Return a mark by which bytes are known again."""
    return hashlib.sha256(data).hexdigest()[:16]


def mark_of_uid(data: bytes) -> str:
    """Return a mark of a card's UID as it is written there, empty where it has none."""
    found = _UID.search(data)
    return mark_of(found[1].strip()) if found else ""


def said(contact: Contact) -> str:
    """Return what is known of a person, as JSON; of their picture a mark."""
    values = {name: getattr(contact, name) for name in NAMES}
    return packed(as_draft({**values, "photo": contact.photo and contact.photo.encode()}))


def had_picture(fields: str, digest: str) -> bool:
    """Say whether a person had this picture when `said` wrote of them."""
    return bool(json.loads(fields).get("photo") == mark_of(digest.encode()))


def as_draft(values: dict[str, Any]) -> PersonDraft:
    """Return values of some fields as a draft."""
    return PersonDraft(**{"name": "", **values})


def base_of(fields: str) -> PersonDraft:
    """Return what `said` wrote, without the picture."""
    return as_draft({**(unpacked(fields) or {}), "photo": None})
