"""What a record of the lossless format must be made of, before anything is made of it."""

from __future__ import annotations

import re
from datetime import date

from keepintouch.domain.contacts import Contact, Origin, Point, Relation
from keepintouch.domain.occasions import Occasion
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Fields = Mapping[str, object]

NEEDED = {
    "contact": "id slug name state importance added_on",
    "touchpoint": "id day kind text",
    "note": "id day text",
    "follow_up": "id due_on text state",
    "place": "id name",
    "photo": "digest data",
    "tag": "tag cadence",
    "dismissed": "contact_id day",
    "progress": "source state",
}
TEXTS = frozenset({"people", "mentions", "tags", "aliases", "nicknames", "former_slugs"})
PARTS = {
    "points": "field value",
    "occasions": "id kind on",
    "relations": "label name",
    "origins": "source source_id",
}
FLAGS = frozenset({"spread", "preferred"})
PARTIAL = frozenset({"birthday", "on"})
WORDS = {
    ("touchpoint", "direction"): ("me", "them"),
    ("follow_up", "state"): ("open", "done", "cancelled"),
}
KNOWN = frozenset(
    name
    for made in (Contact, Point, Relation, Origin, Occasion, Touchpoint, Note, FollowUp, Place)
    for name in made._fields
) | {"digest", "data", "tag", "contact_id", "day", "source", "state"}
"""Fields of today; what else a record has, a later kit wrote."""
CADENCE = re.compile(r"P\d{1,5}[DWMY]")


def check(kind: str, fields: Fields) -> None:
    """Raise a `ValueError` that says what is wrong with the fields of a record."""
    _check_needed(fields, NEEDED[kind])
    for name, value in fields.items():
        if not _is_sound(name, value):
            raise ValueError(f"{name} is not what it should be")
    for (of, name), words in WORDS.items():
        if kind == of and fields.get(name) not in (None, *words):
            raise ValueError(f"{name} is none of {', '.join(words)}")
    cadence = fields.get("cadence")
    if cadence is not None and not CADENCE.fullmatch(str(cadence)):
        raise ValueError("cadence is no rhythm as P2W")


def check_day(year: int | None, month: int | None, day: int | None) -> None:
    """Raise a `ValueError` where parts of a date are none; 29 February needs no leap year without one."""
    leap = 2000
    if month is None and day is not None:
        raise ValueError("a day without its month")
    try:
        date(leap if year is None else year, month or 1, day or 1)
    except OverflowError as error:
        raise ValueError("a number that is in no calendar") from error


def _check_needed(fields: Fields, needed: str) -> None:
    missing = [name for name in needed.split() if fields.get(name) is None]
    if missing:
        raise ValueError(f"{', '.join(missing)} missing")


def _is_sound(name: str, value: object) -> bool:
    """Say whether a value is of the kind its name calls for: most are texts or None."""
    if name not in KNOWN:
        return True
    if name in TEXTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if name in PARTS:
        return isinstance(value, list) and all(_is_part(name, each) for each in value)
    if name in FLAGS:
        return isinstance(value, bool)
    if name in PARTIAL and isinstance(value, dict):
        return isinstance(value.get("text"), str)
    return value is None or isinstance(value, str)


def _is_part(name: str, value: object) -> bool:
    if not isinstance(value, dict):
        return False
    _check_needed(value, PARTS[name])
    return all(_is_sound(key, each) for key, each in value.items())
