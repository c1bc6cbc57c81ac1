"""One person and their card, merged field by field against what both were when they last met."""

from __future__ import annotations

from typing import Any

from keepintouch.domain import threeway
from keepintouch.domain.matching import IDENTITY
from keepintouch.domain.names import key as name_key
from keepintouch.domain.threeway import Rule
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats.vcard_facets import FACETS, Many, Single, changed
from keepintouch.services.importing.differences import ITEMS, WORDS, words_of

if TYPE_CHECKING:
    from keepintouch.domain.contacts import Contact
    from keepintouch.formats.drafts import PersonDraft

NAME = ("name", "given", "additional", "family", "prefix", "suffix")
UNSAID = {"state": "active", "importance": "normal"}
OURS_ALONE = "X-KIT-"
NEVER = frozenset({"added_on", "notes"})
"""Fields that each side keeps to itself; of notes, those of a card are brought in elsewhere."""


class Base(NamedTuple):
    """What was known of a person, and what the card said, when they last met."""

    here: PersonDraft
    there: PersonDraft


class Merged(NamedTuple):
    """What becomes of a person, what their card shall say, and what both sides had changed."""

    contact: Contact
    card: Contact
    clashes: tuple[str, ...]


def merge(contact: Contact, draft: PersonDraft, base: Base | None, *, prefer: str) -> Merged:
    """Give either side what the other changed; where both did, the preferred side's is kept."""
    merging = _Merging(contact, draft, base, prefer_ours=prefer == "kit")
    merging.name()
    for facet in FACETS:
        if isinstance(facet, Many):
            if facet.attribute not in NEVER:
                merging.many(facet)
        elif not set(facet.attributes) & {*NAME, *NEVER}:
            merging.single(facet)
    return Merged(merging.contact, merging.card, tuple(merging.clashes))


def as_contact(contact: Contact, draft: PersonDraft) -> Contact:
    """Return what a card says, as a contact that has all else from `contact`."""
    names = [*NAME]
    for facet in FACETS:
        names += facet.attributes if isinstance(facet, Single) else [facet.attribute]
    said = {name: getattr(draft, name) for name in names if name != "notes"}
    return contact._replace(
        **{name: value or UNSAID.get(name, value) for name, value in said.items()}
    )


class _Merging:
    """A person and what their card shall say, while one field after the other is merged."""

    def __init__(
        self, contact: Contact, draft: PersonDraft, base: Base | None, *, prefer_ours: bool
    ) -> None:
        self.contact = contact
        self.draft = draft
        self.base = base
        self.prefer_ours = prefer_ours
        self.card = as_contact(contact, draft)
        self.clashes: list[str] = []

    def name(self) -> None:
        """Merge the name with its parts, as one; sides that never met agree on the fuller one."""
        facets = [
            each for each in FACETS if isinstance(each, Single) and set(each.attributes) & {*NAME}
        ]
        if not any(changed(each, self.draft, self.contact) for each in facets):
            return
        if self.base is None:
            words, others = (
                set(name_key(each.name).split()) for each in (self.contact, self.draft)
            )
            if words == others:
                return
            if words < others or "@" in self.contact.name:
                self._pull_name()
                return
            if words > others or "@" in self.draft.name:
                self._push(NAME)
                return
        self._settle(NAME, self._way(NAME))

    def single(self, facet: Single) -> None:
        """Merge a field of one value."""
        if not changed(facet, self.draft, self.contact):
            return
        way = self._way(facet.attributes)
        if way in {"theirs", "both"} and self._is_stripped(facet):
            # other programs drop lines that they do not know
            way = "ours" if way == "both" else "neither"
        self._settle(facet.attributes, way)

    def many(self, facet: Many) -> None:
        """Merge a field of many values."""
        attribute = facet.attribute
        rule = Rule(facet.key, IDENTITY[attribute], facet.slot)
        base = self.base and (
            getattr(self.base.here, attribute),
            getattr(self.base.there, attribute),
        )
        sides = threeway.listed(
            getattr(self.contact, attribute),
            getattr(self.draft, attribute),
            base,
            rule,
            prefer_ours=self.prefer_ours,
        )
        ours: dict[str, Any] = {attribute: sides.ours}
        theirs: dict[str, Any] = {attribute: sides.theirs}
        self.contact = self.contact._replace(**ours)
        self.card = self.card._replace(**theirs)
        for ours, theirs in sides.clashes:
            self._clash(*(_worded(attribute, each) for each in (ours, theirs)))

    def _way(self, attributes: tuple[str, ...]) -> str:
        base = self.base and (
            _values(self.base.here, attributes),
            _values(self.base.there, attributes),
        )
        nothing = (None,) * len(attributes)
        return threeway.scalar(
            _values(self.contact, attributes),
            _values(self.draft, attributes),
            base or (nothing, nothing),
        )

    def _settle(self, attributes: tuple[str, ...], way: str) -> None:
        if way == "both":
            field, *sides = self._differing(attributes)
            self._clash(*(f"{field}: {words_of(each) if each else 'none'}" for each in sides))
            way = "ours" if self.prefer_ours else "theirs"
        if way == "ours":
            self._push(attributes)
        elif way == "theirs" and attributes == NAME:
            self._pull_name()
        elif way == "theirs":
            self._pull(attributes)

    def _differing(self, attributes: tuple[str, ...]) -> tuple[str, Any, Any]:
        """Return the first field that differs, in words, with both sides' values."""
        ours, theirs = (_values(each, attributes) for each in (self.contact, self.draft))
        found = zip(attributes, ours, theirs, strict=True)
        field, mine, other = next(each for each in found if each[1] != each[2])
        return WORDS.get(field, field), mine, other

    def _push(self, attributes: tuple[str, ...]) -> None:
        self.card = self.card._replace(**{each: getattr(self.contact, each) for each in attributes})

    def _pull(self, attributes: tuple[str, ...]) -> None:
        self.contact = self.contact._replace(
            **{each: getattr(self.card, each) for each in attributes}
        )

    def _pull_name(self) -> None:
        """Take the card's name; where it has no parts, they are cut anew from it."""
        self._pull(NAME if any(_values(self.draft, NAME[1:])) else NAME[:1])

    def _is_stripped(self, facet: Single) -> bool:
        return facet.name.startswith(OURS_ALONE) and not any(_values(self.draft, facet.attributes))

    def _clash(self, ours: str, theirs: str) -> None:
        kept = "kit's" if self.prefer_ours else "the folder's"
        self.clashes.append(f"{ours} here, {theirs.partition(': ')[2]} there: {kept} is kept")


def _values(of: Contact | PersonDraft, attributes: tuple[str, ...]) -> tuple[Any, ...]:
    """Return what is said of some fields; what goes without saying is None."""
    found = ((each, getattr(of, each) or None) for each in attributes)
    return tuple(None if value == UNSAID.get(name, "") else value for name, value in found)


def _worded(attribute: str, value: Any) -> str:  # noqa: ANN401 - a value of any list
    label = getattr(value, "label", None)
    return ITEMS[attribute](value) + (f" ({label})" if label and attribute == "points" else "")
