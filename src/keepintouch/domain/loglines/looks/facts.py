"""What only joins two names: `Omar's sister is Lucía`, `Kate put me in touch with Bob`; nobody need have talked."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import planwords, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_WHO = (
    namewords.KIN
    | namewords.ROLES
    | namewords.COMPANIONS
    | wordset("mates twins siblings cousins friends neighbours neighbors")
)
_COPIED = wordset("cc'd ccd cced copied")
_FAR = 3
_TIES = {
    "put": frozenset((("in", "touch"), ("in", "contact"), ("onto", ""), ("on", "to"))),
    "connected": frozenset((("with", ""), ("to", ""))),
    "linked": frozenset((("up", "with"), ("with", ""))),
    "hooked": frozenset((("up", "with"),)),
}


def fact(line: Line, walk: Walk) -> Found | None:
    """Return the words that tie two people together, where that is all a line tells."""
    return _tied(line, walk) or _copied(line, walk) or _related(line, walk)


def _copied(line: Line, walk: Walk) -> Found | None:
    """Return the `cc'd` of `Tom cc'd me on an email to Sam`, who need not know that I read it."""
    place = walk.persons.get(line.start, line.start)
    while line.low(place) in planwords.ADVERBS | words.ME:
        place += 1
    if line.low(place) not in _COPIED or not any(first > place for first in walk.slots):
        return None
    mine = line.low(place + 1) in {*words.ME, "on", "in", "into"}
    return (place, place + 1, "unsure") if mine else None


def _tied(line: Line, walk: Walk) -> Found | None:
    """Return the `put me in touch` of somebody who made two others known to each other."""
    place = walk.persons.get(line.start, line.start)
    while line.low(place) in planwords.ADVERBS:
        place += 1
    ties, whom = _TIES.get(line.low(place)), place + 1
    if ties is None or place == line.start or line.low(whom) not in words.ME:
        return None
    tied = (line.low(whom + 1), line.low(whom + 2))
    if tied not in ties and (tied[0], "") not in ties:
        return None
    others = any(first > whom for first in walk.slots)
    return (place, whom + 2 + (tied in ties and tied[1] != ""), "unsure") if others else None


def _related(line: Line, walk: Walk) -> Found | None:
    """Return the `is` of `Omar's sister is Lucía`, `Lucía is Omar's sister`."""
    for place in range(line.start + 1, line.stop - 1):
        if line.low(place) not in words.BEING:
            continue
        follows = walk.hits[place + 1].last if place + 1 in walk.hits else None
        called = line.low(place + 1) == "called" and place + 2 in walk.hits
        first = walk.hits.get(line.start)
        owner = first is not None and line.tokens[first.last - 1].owns
        if owner and (follows or called) and line.low(place - 1) in _WHO:
            return place, place + 1 + called, "unsure"
        subject = walk.persons.get(line.start) == place
        owned = follows is not None and line.tokens[follows - 1].owns
        if subject and owned and _is_role(line, follows or place):
            return place, place + 1, "unsure"
    return None


def _is_role(line: Line, place: int) -> bool:
    last = place
    while line.low(last).isalpha() and last < place + _FAR:
        last += 1
    return last > place and (last >= line.stop or not line.low(last)[:1].isalnum())
