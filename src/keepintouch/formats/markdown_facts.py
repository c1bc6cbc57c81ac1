"""What is known of a person as front matter: YAML, one fact a line, every text a quoted one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.domain.contacts import Contact, Point

FENCE = "---"
_PLAIN = {
    "name": "name",
    "prefix": "prefix",
    "given": "given",
    "additional": "additional",
    "family": "family",
    "suffix": "suffix",
    "title": "title",
    "team": "team",
    "org": "organisation",
    "place": "place",
    "how_met": "how_met",
    "state": "state",
    "importance": "importance",
}
_DAYS = ("snoozed_until", "paused_from", "paused_until", "added_on")
OTHER = "chat"
"""What a way to reach somebody is taken for that a later kit knows."""
_POINTS = {"phone": "phone", "email": "email", "im": "chat", "address": "address", "link": "link"}
# JSON's escapes are YAML's; beyond them go the line ends of YAML and what acts on a terminal.
_ACTING = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def front_matter(contact: Contact) -> Iterator[str]:
    """Yield the lines of a page's front matter, the fences among them."""
    yield FENCE
    yield f"id: {_text(contact.id)}"
    yield f"handle: {_text(contact.slug)}"
    yield from _listed("former_handles", (_text(each) for each in contact.former_slugs))
    for field, key in _PLAIN.items():
        value = getattr(contact, field)
        if value is not None:
            yield f"{key}: {_text(value)}"
    yield from _listed("nicknames", (_text(each) for each in contact.nicknames))
    for key in _POINTS.values():
        points = (each for each in contact.points if _POINTS.get(each.field, OTHER) == key)
        yield from _listed(key, map(_point, points))
    if contact.birthday:
        yield f"birthday: {_text(contact.birthday.iso)}"
    days = (f"{{kind: {_text(each.kind)}, on: {_text(each.on.iso)}}}" for each in contact.occasions)
    yield from _listed("occasions", days)
    yield from _listed("tags", (_text(each) for each in contact.tags))
    if contact.cadence:
        yield f"every: {_text(contact.cadence.iso)}"
    if contact.spread:
        yield "spread: true"
    for field in _DAYS:
        if (day := getattr(contact, field)) is not None:
            yield f"{field}: {_text(day.isoformat())}"
    yield FENCE


def _point(point: Point) -> str:
    label = f", label: {_text(point.label)}" if point.label else ""
    preferred = ", preferred: true" if point.preferred else ""
    return f"{{value: {_text(point.value)}{label}{preferred}}}"


def _listed(key: str, values: Iterator[str]) -> Iterator[str]:
    found = [f"  - {each}" for each in values]
    if found:
        yield from (f"{key}:", *found)


def _text(text: str) -> str:
    quoted = json.dumps(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), ensure_ascii=False)
    return _ACTING.sub(lambda each: f"\\u{ord(each[0]):04x}", quoted)
