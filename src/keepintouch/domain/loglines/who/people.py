"""Who took part in a log line that is walked, and who is mentioned: everybody once, flags first."""

from __future__ import annotations

from keepintouch.domain.readings import Named, Words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.loglines.who.names import Walk
    from keepintouch.domain.people import Person
    from keepintouch.domain.readings import Given, New


def people(walk: Walk, given: Given) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Return who took part and who is only mentioned, everybody once.

    With `--with`, only those took part; names read from the text are then mentions,
    and what is not certain among them is left out rather than asked.
    """
    took_part, mentions = _unique(walk.participants), walk.mentions
    if given.people is not None:
        nowhere = Words("", 0, 0)
        mentions = [each for each in (*took_part, *mentions) if each.person]
        took_part = [Named(nowhere, (person,)) for person in given.people]
    everybody = {person for each in took_part for person in each.candidates}
    kept = [each for each in mentions if everybody.isdisjoint(each.candidates)]
    return tuple(took_part), tuple(_unique(kept))


def _unique(named: Iterable[Named]) -> list[Named]:
    """Return each person, or set of people to choose from, once: a certain one over a doubtful."""
    found: dict[tuple[Person, ...], Named] = {}
    for each in named:
        kept = found.get(each.candidates)
        if kept is None or (each.sure and not kept.sure):
            found[each.candidates] = each
    return list(found.values())


def newcomers(walk: Walk, given: Given) -> tuple[New, ...]:
    """Return everybody new once, where they were named first; nobody beside a `--with`."""
    if given.people is not None:
        return ()
    return tuple({each.name: each for each in reversed(walk.new)}.values())[::-1]
