"""What became of somebody, field by field, in words: the evidence on the plan's screen."""

from __future__ import annotations

from typing import Any

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.matching import IDENTITY, LISTS, SCALARS
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.domain.contacts import Contact, Point

WORDS = {"how_met": "how met", "snoozed_until": "snoozed until", "cadence": "rhythm"}
PLAIN = ("name", *SCALARS, "state", "importance")
ITEMS: dict[str, Callable[[Any], str]] = {
    "nicknames": lambda name: f"nickname: {name}",
    "tags": lambda tag: f"tag: {tag}",
    "points": lambda point: f"{point.field}: {point.value}",
    "relations": lambda who: f"{who.label}: {who.name}",
    "occasions": lambda day: f"{day.kind}: {words_of(day.on)}",
}


def differences(before: Contact, after: Contact) -> tuple[str, ...]:
    """Return what changed between two states of somebody: `org: Acme → Beta`, `+ phone: 555`."""
    return (*_plain(before, after), *_listed(before, after))


def _plain(before: Contact, after: Contact) -> Iterator[str]:
    for field in PLAIN:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            said = f"{words_of(old)} → {words_of(new) if new else 'none'}" if old else words_of(new)
            yield f"{WORDS.get(field, field)}: {said}"
    if before.photo != after.photo:
        yield "picture"


def _listed(before: Contact, after: Contact) -> Iterator[str]:
    for field in LISTS:
        old, new = getattr(before, field), getattr(after, field)
        for sign, items, others in (("-", old, new), ("+", new, old)):
            known = {IDENTITY[field](each) for each in others}
            for each in items:
                if IDENTITY[field](each) not in known:
                    yield f"{sign} {ITEMS[field](each)}"
        yield from _relabelled(old, new) if field == "points" else ()


def _relabelled(before: tuple[Point, ...], after: tuple[Point, ...]) -> Iterator[str]:
    """Yield the ways to reach somebody that only got another label."""
    known = {each[:3] for each in before}
    gone = [each for each in before if each[:3] not in {new[:3] for new in after}]
    for each in after:
        same = [old for old in gone if IDENTITY["points"](old) == IDENTITY["points"](each)]
        if same and each[:3] not in known:
            labels = (same[0].label or "no label", each.label or "no label")
            yield f"{ITEMS['points'](each)}: {' → '.join(labels)}"


def words_of(value: object) -> str:
    """Return a value as the user writes it: a rhythm in words, a day as ISO has it."""
    if isinstance(value, Cadence):
        return value.words
    return value.iso if isinstance(value, PartialDate) else str(value)
