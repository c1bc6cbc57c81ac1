"""What is set for a day to come: `lunch booked with Bob`, `Mia is coming over`, `call Bob later`, `Bob: call Mia`."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTHS, WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, leadwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_LATER = wordset("l8r l8er 2nite tonite 2moro tmrw later tonight asap soon tomorrow next eod")
_ONGOING = wordset(
    "coming calling visiting ringing phoning joining popping dropping stopping texting emailing facetiming comes"
)
_MEETING = wordset("seeing meeting visiting")
_NOUNS = wordset("evening morning wedding christening housewarming meeting greeting during")
_BOOKED = wordset("table trip holiday weekend flight flights tickets hotel cabin")
_SENDING = wordset("send post give mail write")
_TO_US = wordset("over round by for to")
_FOR = wordset("for on in at to until till and")


def coming(line: Line, walk: Walk) -> Found | None:
    """Return the words that set a contact for later."""
    return (
        _on_the_way(line, walk)
        or _seeing(line, walk)
        or _set(line, walk)
        or _will_come(line, walk)
        or _told_oneself(line, walk)
    )


def _seeing(line: Line, walk: Walk) -> Found | None:
    """Return the `seeing` of `flight booked, seeing Bob from 18 Dec`: a day follows."""
    for place in range(line.start, line.stop - 1):
        opens = place == line.start or not line.low(place - 1)[:1].isalnum()
        whom = place + 1 + (line.low(place + 1) == "to")
        if not opens or not _is_meeting(line, place) or whom not in walk.slots:
            continue
        ahead = {line.low(each) for each in range(place + 2, line.stop)}
        if not ahead.isdisjoint(MONTHS.keys() | WEEKDAYS.keys() | {"next", "tomorrow"}):
            return place, place + 2, "plan"
    return None


def _is_meeting(line: Line, place: int) -> bool:
    """Return whether it is the `seeing` of `seeing Bob on friday`, the `training` of `training Bob on friday`."""
    low = line.low(place)
    return low in _MEETING or (low.endswith("ing") and low not in _NOUNS)


def _on_the_way(line: Line, walk: Walk) -> Found | None:
    """Return the `to meet` of `on the train to meet Bob`, `heading out to see Mia`."""
    for whom in walk.persons:
        to_send = (line.low(whom - 3), line.low(whom - 1)) == ("to", "to")
        if to_send and line.low(whom - 2) in _SENDING:
            return whom - 3, whom, "plan"
    first, near = line.start, {line.low(line.start + step) for step in range(1, 4)}
    gerund = line.low(first).endswith("ing") and line.low(first) in leadwords.ON_THE_WAY
    if not gerund and (line.low(first) != "on" or leadwords.ON_THE_WAY.isdisjoint(near)):
        return None
    for whom in walk.persons:
        if line.low(whom - 2) == "to" and line.low(whom - 1) in verbs.CONTACT:
            return whom - 2, whom, "plan"
    return None


def _set(line: Line, walk: Walk) -> Found | None:
    """Return the `booked` of `lunch booked with Bob`, `call with Bob booked for friday`."""
    ends = frozenset(walk.persons.values())
    stop = line.stop if walk.boundary is None else walk.boundary + 1
    for place in range(line.start + 1, stop):
        low, follows, behind = line.low(place), line.low(place + 1), line.low(place - 1)
        if low not in leadwords.SET:
            continue
        noun = (
            (_is_contact(behind) or behind in _BOOKED)
            and follows in words.WITH
            and place - 1 <= line.start + 2
        )
        opens = any(_is_contact(line.low(each)) for each in range(line.start, line.start + 3))
        last = not follows[:1].isalnum() or (follows in _FOR and low not in {"soon", "next"})
        opens = opens or low in {"booked", "planned"}
        company = place in ends and opens and last and line.start not in walk.persons
        again = behind == "again" and low == "soon" and place - 1 in ends
        if noun or company or (again and opens):
            return place, place + 1, "plan"
    return None


def _is_contact(low: str) -> bool:
    return leadwords.is_contact(low) and low not in verbs.REACHING


def _will_come(line: Line, walk: Walk) -> Found | None:
    """Return the `is coming` of `Bob is coming to dinner`, `Mia calling tomorrow`."""
    place = first = walk.persons.get(line.start, line.start)
    if first == line.start:
        return None
    while line.low(place) in planwords.ADVERBS and line.low(place) not in {"was", "were", "been"}:
        place += 1
    if line.low(place) not in _ONGOING:
        return None
    ahead = any(_is_ahead(line, each) for each in range(place + 1, line.stop))
    follows, then = line.low(place + 1), line.low(place + 2)
    then = line.low(place + 3) if then in words.DETERMINERS | {"my", "our"} else then
    to_us = line.low(place) in {"coming", "comes"} and (
        follows in {"over", "round"} or (follows in _TO_US and bool(kindwords.kind_of_word(then)))
    )
    return (first, place + 1, "plan") if ahead or to_us else None


def _is_ahead(line: Line, place: int) -> bool:
    low = line.low(place)
    return low in _LATER or (low == "on" and line.low(place + 1) in WEEKDAYS)


def _told_oneself(line: Line, walk: Walk) -> Found | None:
    """Return the `later` of `call Bob later`, the `call` of `Bob: call Mia`."""
    first = line.start
    if walk.opened and walk.boundary is not None:
        if walk.persons.get(first) != walk.boundary:
            return None
        first = walk.boundary + 1
        first += line.low(first) in {'"', "\u201c"}
        whom = first + 1
        bare = line.low(first) in verbs.REACHING_NOW and not line.low(first).endswith("ing")
        if bare and (whom in walk.hits or line.low(whom) in {"me", "us"}):
            return first, whom + 1, "plan"
        return None
    told = walk.persons.get(first)
    if told and line.low(told) == "," and line.low(told + 1) in verbs.REACHING_NOW:
        bare = not line.low(told + 1).endswith("ing") and told + 2 in walk.hits
        return (told + 1, told + 2, "plan") if bare else None
    if line.low(first) not in verbs.REACHING_NOW | {"see", "meet"} or first + 1 not in walk.hits:
        return None
    for place in range(walk.hits[first + 1].last, line.stop):
        if line.low(place) in _LATER or line.low(place) == "when":
            return place, place + 1, "plan"
    return None
