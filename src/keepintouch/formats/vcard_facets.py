"""What of a contact stands in a card: each field, its property, and how it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from keepintouch.formats.vcard_values import date_text
from keepintouch.formats.vcard_writing import Pen, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from keepintouch.domain.contacts import Contact
    from keepintouch.formats.drafts import PersonDraft

_OURS_TO_GUESS = {"N", "X-KIT-ADDED"}
_WORDS = re.compile(r"\w+")
_UNSAID = {"state": "active", "importance": "normal"}


class Single(NamedTuple):
    """Fields of which a card has one line: their names, its property, and how it is written."""

    attributes: tuple[str, ...]
    name: str
    write: Callable[[Pen, Contact], list[bytes]]


class Many(NamedTuple):
    """A field of which a card has many lines: when two values are one, how each is written.

    `slot` says which value takes the place of which; `value` gives the parameters and the
    value of a line that only changes these; where `listed`, one line holds many values.
    """

    attribute: str
    key: Callable[[Any], Any]
    slot: Callable[[Any], Any]
    value: Callable[[Pen, Any], tuple[str, str]]
    write: Callable[[Pen, Sequence[Any]], list[bytes]]
    listed: bool = False


def changed(facet: Single | Many, draft: PersonDraft, contact: Contact) -> bool:
    """Say whether a card that says `draft` says something else of this facet than the contact."""
    if isinstance(facet, Single):
        if facet.name in _OURS_TO_GUESS and _is_guess(facet, draft, contact):
            return False
        return any(
            (getattr(draft, each) or _UNSAID.get(each)) != (getattr(contact, each) or None)
            for each in facet.attributes
        )
    if facet.attribute == "notes":
        return False
    said = {facet.key(each) for each in getattr(draft, facet.attribute)}
    return said != {facet.key(each) for each in getattr(contact, facet.attribute)}


def _is_guess(facet: Single, draft: PersonDraft, contact: Contact) -> bool:
    """Say whether a card that is silent may stay so: the import itself filled this in.

    It notes the day somebody was added, and cuts a name of which a card has no parts.
    """
    if any(getattr(draft, each) for each in facet.attributes):
        return False
    if facet.name != "N":
        return True
    cut = sorted(_WORDS.findall(" ".join(parts_of(contact))))
    return draft.name == contact.name and cut == sorted(_WORDS.findall(contact.name))


def _name(pen: Pen, contact: Contact) -> list[bytes]:
    return [pen.line("FN", pen.text(contact.name))]


def _organisation(pen: Pen, contact: Contact) -> list[bytes]:
    units = [contact.org or "", *([contact.team] if contact.team else [])]
    return [pen.line("ORG", ";".join(pen.text(each) for each in units))]


def _text_of(attribute: str, name: str) -> Single:
    """Return a facet of one plain text, or of what has `iso` or `isoformat`."""

    def write(pen: Pen, contact: Contact) -> list[bytes]:
        value = getattr(contact, attribute)
        if value is None:
            return []
        text = value if isinstance(value, str) else getattr(value, "iso", None) or value.isoformat()
        return [pen.line(name, pen.text(text))]

    return Single((attribute,), name, write)


def _each(write: Callable[[Pen, Any], list[bytes]]) -> Callable[[Pen, Sequence[Any]], list[bytes]]:
    return lambda pen, values: [line for value in values for line in write(pen, value)]


def _plain(pen: Pen, text: str) -> tuple[str, str]:
    return "", pen.text(text)


FACETS: tuple[Single | Many, ...] = (
    Single(("name",), "FN", _name),
    Single(("family", "given", "additional", "prefix", "suffix"), "N", Pen.name),
    Many(
        "nicknames", str, bool, _plain, lambda pen, all_: pen.listed("NICKNAME", all_), listed=True
    ),
    Single(("org", "team"), "ORG", _organisation),
    _text_of("title", "TITLE"),
    Many(
        "points",
        lambda point: point[:4],
        lambda point: point.field,
        lambda pen, point: ("", pen.point_value(point)),
        _each(Pen.point),
    ),
    Single(("birthday",), "BDAY", Pen.birthday),
    Many(
        "occasions",
        lambda each: (each.kind, each.on),
        lambda each: each.kind,
        lambda pen, each: date_text(each.on, pen.version),
        _each(Pen.occasion),
    ),
    Many(
        "relations",
        lambda each: (each.label, each.name),
        lambda each: each.label,
        lambda pen, each: ("", pen.text(each.name)),
        _each(Pen.relation),
    ),
    Many(
        "tags",
        str.casefold,
        bool,
        _plain,
        lambda pen, all_: pen.listed("CATEGORIES", all_),
        listed=True,
    ),
    Many("notes", str, bool, _plain, _each(lambda pen, text: [pen.line("NOTE", pen.text(text))])),
    _text_of("cadence", "X-KIT-CADENCE"),
    _text_of("importance", "X-KIT-IMPORTANCE"),
    _text_of("state", "X-KIT-STATE"),
    _text_of("place", "X-KIT-PLACE"),
    _text_of("how_met", "X-KIT-HOW-MET"),
    _text_of("snoozed_until", "X-KIT-SNOOZED"),
    _text_of("added_on", "X-KIT-ADDED"),
)
