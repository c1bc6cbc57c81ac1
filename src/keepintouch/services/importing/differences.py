"""What a merge did to somebody, field by field, in words: the evidence on the plan's screen."""

from __future__ import annotations

from typing import Any

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.matching import IDENTITY, LISTS, SCALARS
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.domain.contacts import Contact

WORDS = {"how_met": "how met", "snoozed_until": "snoozed until", "cadence": "rhythm"}
PLAIN = ("name", *SCALARS, "state", "importance")
ITEMS: dict[str, Callable[[Any], str]] = {
    "nicknames": lambda name: f"nickname: {name}",
    "tags": lambda tag: f"tag: {tag}",
    "points": lambda point: f"{point.field}: {point.value}",
    "relations": lambda who: f"{who.label}: {who.name}",
    "occasions": lambda day: f"{day.kind}: {_text(day.on)}",
}


def differences(before: Contact, after: Contact) -> tuple[str, ...]:
    """Return what changed between two states of somebody: `org: Acme → Beta`, `+ phone: 555`."""
    return (*_plain(before, after), *_listed(before, after))


def _plain(before: Contact, after: Contact) -> Iterator[str]:
    for field in PLAIN:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            said = f"{_text(old)} → {_text(new)}" if old else _text(new)
            yield f"{WORDS.get(field, field)}: {said}"
    if before.photo != after.photo:
        yield "picture"


def _listed(before: Contact, after: Contact) -> Iterator[str]:
    for field in LISTS:
        same = IDENTITY[field]
        known = {same(each) for each in getattr(before, field)}
        for each in getattr(after, field):
            if same(each) not in known:
                yield f"+ {ITEMS[field](each)}"


def _text(value: object) -> str:
    """Return a value as the user writes it: a rhythm in words, a day as ISO has it."""
    if isinstance(value, Cadence):
        return value.words
    return value.iso if isinstance(value, PartialDate) else str(value)
