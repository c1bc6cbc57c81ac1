"""One of several people to choose from, with what tells them apart."""

from __future__ import annotations

from keepintouch.domain.daywords import echo, relative
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import dim, joined, told_apart
from keepintouch.render.words import tags

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.render.spans import Text
    from keepintouch.services.choosing import Candidate

A_YEAR = 365


def rows(found: Sequence[Candidate], today: date) -> list[list[Text]]:
    """Return the cells of choices: name, when last talked to, tags and place."""
    names = told_apart(each.person for each in found)
    return [
        [
            names[each.person.id],
            dim(_last(each.last_on, today)),
            joined([tags(each.tags), each.place or ""]),
        ]
        for each in found
    ]


def said(found: Sequence[Candidate]) -> list[str]:
    """Return the texts by letters of which a choice is narrowed: name and handle."""
    return [f"{each.person.name} {each.person.slug}" for each in found]


def _last(last_on: date | None, today: date) -> str:
    if last_on is None:
        return "not talked yet"
    old = today.toordinal() - last_on.toordinal() > A_YEAR
    return f"last talked {relative(last_on, today) if old else echo(last_on, today)}"
