"""What a record said when it was imported, as JSON: the third side of a three-way merge."""

from __future__ import annotations

import json
from typing import Any

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.matching import LISTS, SCALARS
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.formats.drafts import PersonDraft

REVIVED: dict[str, Any] = {
    "birthday": lambda value: PartialDate(*value),
    "cadence": lambda value: Cadence(*value),
    "nicknames": tuple,
    "tags": tuple,
    "points": lambda value: tuple(Point(*each) for each in value),
    "relations": lambda value: tuple(Relation(*each) for each in value),
    "occasions": lambda value: tuple(
        Occasion(kind, PartialDate(*on), each_id) for kind, on, each_id in value
    ),
}


def packed(draft: PersonDraft) -> str:
    """Return what a draft says; fields that it leaves open are left out."""
    names = ("name", *SCALARS, *LISTS, "state", "importance")
    said = {name: value for name in names if (value := getattr(draft, name))}
    return json.dumps(said, default=str, ensure_ascii=False, sort_keys=True)


def unpacked(text: str | None) -> dict[str, Any] | None:
    """Read what `packed` wrote."""
    if text is None:
        return None
    said = json.loads(text)
    return {name: REVIVED.get(name, _same)(value) for name, value in said.items()}


def _same(value: object) -> object:
    return value
