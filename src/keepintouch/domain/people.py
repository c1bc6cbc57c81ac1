"""Somebody, as far as a line, a list or a touchpoint needs to name them."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Person(NamedTuple):
    """Whom a line, a list or a touchpoint means: just enough to name somebody."""

    id: str
    slug: str
    name: str


def names_of(people: Iterable[Person]) -> str:
    """Return people's names as one phrase."""
    return ", ".join(each.name for each in people)
