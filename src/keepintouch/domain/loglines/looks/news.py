"""News of whom a line begins with, before a contact with somebody else: `Sam got the job, Bob called me`, `Mia is ill, lunch with Bob`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.lexicon.leadwords import is_contact
from keepintouch.domain.loglines.looks.acts import act_of
from keepintouch.domain.loglines.who.slots import before
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_PARTING = words.PARTING | {",", "so", ":"}
_TALKED = frozenset(("talked", "spoke", "chatted", "told", "sent"))


def news(line: Line, walk: Walk) -> Found | None:
    """Return what is told of somebody who need not have taken part in what follows."""
    start = line.start + (line.low(line.start) in words.DEAR)
    last = walk.persons.get(start)
    if last is None or start not in walk.slots or act_of(line, walk, start) is not None:
        return None
    while line.low(last) in words.JOINING and last + 1 in walk.slots:
        last = walk.persons[last + 1]
    told = line.low(last)
    if told in words.JOINING | verbs.COMING | words.WITH or not _is_told(line, start, last):
        return None
    later = [first for first in walk.persons if first > last]
    who = walk.hits[start].candidates
    if any(first in walk.hits and walk.hits[first].candidates == who for first in later):
        return None
    others = any(_is_reached(line, walk, first, last) for first in later)
    return (line.start, last + 1, "unsure") if others else None


def _is_told(line: Line, start: int, last: int) -> bool:
    """Return whether a word follows the names, or it is `poor Mia!`."""
    return line.low(last).isalpha() or (start > line.start and line.low(last) in words.STOPS)


def _is_reached(line: Line, walk: Walk, first: int, last: int) -> bool:
    """Return whether a clause of its own, behind the news, is a contact with or of somebody."""
    clause = first
    while line.low(clause - 1) not in _PARTING and clause > last:
        clause -= 1
    if clause <= last:
        return False
    if line.low(walk.persons[first]) in verbs.REACHING | {"told"} and first == clause:
        return True
    at = before(line, first)
    place = clause + (line.low(clause) in words.ME)
    if at == place:
        return line.low(at) in verbs.REACHING | {"told", "met", "saw"}
    company = line.low(at) in words.WITH | {"to"}
    return company and any(
        is_contact(line.low(each)) or line.low(each) in _TALKED for each in range(clause, at)
    )
