"""What the page of a person is called, on every system, and how others link to it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import quote

from keepintouch.domain.names import slugify
from keepintouch.formats import markdown_text as md

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person

LONGEST_BYTES = 120
MARK = 8
NOT_ON_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{at}" for port in ("com", "lpt") for at in range(10)}
)
"""Names of devices, which no file may have there, whatever its suffix."""


class Pages:
    """The names of the pages of people, each person's own whatever their handles are."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        contacts = tuple(contacts)
        pairs = zip(contacts, stems(contacts), strict=True)
        self._names = {each.id: f"{stem}.md" for each, stem in pairs}

    def of(self, contact_id: str) -> str:
        """Return the name of somebody's page."""
        return self._names[contact_id]

    def linked(self, contact_id: str | None, name: str, *, folder: str = "") -> str:
        """Return a name that leads to the person's page, if they have one."""
        shown = md.inline(name)
        page = self._names.get(contact_id or "")
        return f"[{shown}]({quote(f'{folder}{page}')})" if page else shown

    def others(self, word: str, people: Iterable[Person], owner: str) -> str:
        """Return `word` and the people beside the one whose page it is, or nothing."""
        named = ", ".join(self.linked(each.id, each.name) for each in people if each.id != owner)
        return f" {word} {named}" if named else ""


def stems(contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield the name of each person's files, without a suffix, no two the same."""
    taken: set[str] = set()
    for each in contacts:
        stem = _stem(each.slug)
        if stem in taken:
            stem = f"{stem}-{_mark(each.id)}"
        taken.add(stem)
        yield stem


def _stem(slug: str) -> str:
    """Return a handle as the name of a file: folded, so that no two differ by case alone."""
    stem = normalize("NFC", slugify(slug))
    if len(stem.encode()) > LONGEST_BYTES:
        cut = stem.encode()[: LONGEST_BYTES - MARK - 1].decode(errors="ignore")
        return f"{cut}-{_mark(stem)}"
    return f"{stem}_" if stem in NOT_ON_WINDOWS else stem


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:MARK]
