"""Groups of an address book: cards that list others; whom they list gets their name as a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats.drafts import Problem
from keepintouch.formats.unfolding import chunks
from keepintouch.formats.vcard_cards import Card, cards
from keepintouch.formats.vcard_reading import Group, drafts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import PersonDraft

_MARKS = (b":GROUP", b"X-EVOLUTION-LIST:TRUE")
_LONGEST_MARK = max(map(len, _MARKS))


class Groups:
    """The groups of a file, found in a first look at it; in what cannot be read twice, on the way."""

    def __init__(self, stream: BinaryIO) -> None:
        self._groups: list[Group] = []
        self._tags: dict[str, list[str]] = {}
        self._met: set[str] = set()
        self._known = stream.seekable()
        for group in _groups_of(stream) if self._known else ():
            self._add(group)

    def meet(self, group: Group) -> None:
        """Take a group on the way, unless the first look found it: whoever follows is tagged."""
        if not self._known:
            self._add(group)

    def _add(self, group: Group) -> None:
        self._groups.append(group)
        for member in group.members:
            self._tags.setdefault(member, []).append(group.name)

    def tagged(self, draft: PersonDraft) -> PersonDraft:
        """Return a person with the names of their groups among the tags."""
        if not self._tags:
            return draft
        keys = [f"mailto:{each.value}".lower() for each in draft.points if each.field == "email"]
        keys += [draft.uid.lower()] if draft.uid else []
        found = [key for key in keys if key in self._tags]
        self._met.update(found)
        names = (name for key in found for name in self._tags[key])
        return draft._replace(tags=tuple(dict.fromkeys((*draft.tags, *names))))

    def problems(self) -> Iterator[Problem]:
        """Yield what is left of the groups: members without a card, ways to reach them all."""
        for group in self._groups:
            absent = sum(member not in self._met for member in group.members)
            left = []
            if absent:
                left.append(f"{absent} of its {len(group.members)} members could not be tagged")
            if group.ways:
                left.append(f"left out: {', '.join(group.ways)}")
            if left or not group.members:
                what = f'a group is nobody to keep in touch with: "{group.name}"'
                yield Problem(group.line, "; ".join((what, *left)))


def _groups_of(stream: BinaryIO) -> list[Group]:
    """Return the groups, reading ahead only in a file that seems to have any."""
    start = stream.tell()
    try:
        if not _mentions_group(stream):
            return []
        stream.seek(start)
        likely = (each for each in cards(stream) if isinstance(each, Card) and _is_likely(each))
        return [each for card in likely for each in drafts(card) if isinstance(each, Group)]
    finally:
        stream.seek(start)


def _mentions_group(stream: BinaryIO) -> bool:
    tail = b""
    for piece in chunks(stream):
        text = tail + piece.upper()
        if any(mark in text for mark in _MARKS):
            return True
        tail = text[-_LONGEST_MARK:]
    return False


def _is_likely(card: Card) -> bool:
    heads = (raw[:64].upper() for _, raw in card.wholes if raw)
    return any(mark in head for head in heads for mark in _MARKS)
