"""One of several people to choose from, with what tells them apart."""

from __future__ import annotations

from keepintouch.domain.daywords import echo, relative
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import dim, joined, person
from keepintouch.render.words import tags

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.render.spans import Text
    from keepintouch.services.choosing import Candidate

A_YEAR = 365


def row(each: Candidate, today: date) -> list[Text]:
    """Return the cells of a choice: name, when last talked to, tags and place."""
    return [
        person(each.person.name),
        dim(_last(each.last_on, today)),
        joined([tags(each.tags), each.place or ""]),
    ]


def _last(last_on: date | None, today: date) -> str:
    if last_on is None:
        return "not talked yet"
    old = today.toordinal() - last_on.toordinal() > A_YEAR
    return f"last talked {relative(last_on, today) if old else echo(last_on, today)}"
