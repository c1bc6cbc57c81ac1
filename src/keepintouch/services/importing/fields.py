"""What a record said when it was imported, as JSON: the third side of a three-way merge."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.matching import LISTS, SCALARS
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.formats.drafts import PersonDraft

    Normalise = Callable[[tuple[Point, ...]], tuple[Point, ...]]

REVIVED: dict[str, Any] = {
    "birthday": lambda value: PartialDate(*value),
    "cadence": lambda value: Cadence(*value),
    "snoozed_until": date.fromisoformat,
    "nicknames": tuple,
    "tags": tuple,
    "points": lambda value: tuple(Point(*each) for each in value),
    "relations": lambda value: tuple(Relation(*each) for each in value),
    "occasions": lambda value: tuple(
        Occasion(kind, PartialDate(*on), each_id) for kind, on, each_id in value
    ),
}


NAMES = ("name", *SCALARS, *LISTS, "state", "importance")
ENCODER = json.JSONEncoder(default=str, ensure_ascii=False, sort_keys=True)


def prepared(draft: PersonDraft, normalise: Normalise) -> PersonDraft:
    """Return a draft with all worked out that an import can without the store."""
    ready = comparable(draft, normalise)
    return ready._replace(said=packed(ready))


def comparable(draft: PersonDraft, normalise: Normalise) -> PersonDraft:
    """Return a draft whose points can be compared, and that says since when one knows them."""
    return _introduced(draft._replace(points=normalise(draft.points)))


def _introduced(draft: PersonDraft) -> PersonDraft:
    """Return a draft that says in words since when its program knew somebody.

    As the day of adding it would make everybody due at once whom one never wrote down a talk with.
    """
    if draft.known_since is None:
        return draft
    day = PartialDate(*draft.known_since.timetuple()[:3]).words
    words = f"{draft.how_met}, {day}" if draft.how_met else f"known since {day}"
    return draft._replace(how_met=words)


def packed(draft: PersonDraft) -> str:
    """Return what a draft says as JSON; fields that it leaves open are left out.

    Of notes and the picture, which are kept elsewhere, only a mark by which a change shows.
    """
    if draft.said is not None:
        return draft.said
    said = {name: value for name in NAMES if (value := getattr(draft, name))}
    if draft.notes:
        said["notes"] = _mark("\0".join(draft.notes).encode("utf-8", "surrogatepass"))
    if draft.photo:
        said["photo"] = _mark(draft.photo)
    return ENCODER.encode(said)


def unpacked(text: str | None) -> dict[str, Any] | None:
    """Read what `packed` wrote."""
    if text is None:
        return None
    said = json.loads(text)
    return {name: REVIVED.get(name, _same)(value) for name, value in said.items()}


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _same(value: object) -> object:
    return value
