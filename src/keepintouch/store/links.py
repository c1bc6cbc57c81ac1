"""Rows that link a record with people and tags: each once, in the order given."""

from __future__ import annotations

from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from keepintouch.domain.people import Person


def of_people(people: Iterable[Person], **shared: object) -> list[dict[str, Any]]:
    """Return a row for each person, with what all rows share."""
    ids = dict.fromkeys(who.id for who in people)
    return [{**shared, "contact_id": each, "position": at} for at, each in enumerate(ids)]


def of_tags(tags: Iterable[str], **shared: object) -> list[dict[str, Any]]:
    """Return a row for each tag; case and accents make no other tag of it."""
    spelled: dict[str, str] = {}
    for tag in tags:
        spelled.setdefault(fold(tag), tag)
    return [
        {**shared, "tag_key": key, "tag": tag, "position": at}
        for at, (key, tag) in enumerate(spelled.items())
    ]
