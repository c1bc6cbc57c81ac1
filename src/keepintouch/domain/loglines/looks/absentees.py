"""Who is named among others and was not there: `met Sue and Art, but Art was ill`, `invited all three, only Pat came`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import leadwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_GOING = wordset(
    "arrived got went popped knocked dropped stopped came called rang phoned drove walked"
)
_STATES = wordset(
    "ill sick off away out absent missing unwell stuck late asleep travelling home at in on busy gone poorly"
)
_FAILING = planwords.NOT_DONE | wordset("stayed forgot never hasn't declined skipped missed")
_LEFT = wordset("gone left flown")
_COMING = wordset("came made turned showed joined could")
_DROPPED = wordset(
    "skipped dropped binned nope bumped scrapped cancelled canceled shelved n/a nixed"
)
_JOINED = _COMING | wordset(
    "joined dialled dialed logged appeared arrived called rang picked answered"
)
_AWAY = frozenset(("leave", "holiday", "vacation", "sick"))
_SIGNS = words.PARTING | {",", ":"}
_SHORT = 3


def absent(line: Line, walk: Walk) -> Found | None:
    """Return the words that say that somebody who is named stayed away, or that nothing came of it."""
    return (
        _again(line, walk)
        or _only_one(line, walk)
        or _dropped(line, walk)
        or _had_gone(line, walk)
        or _another(line, walk)
    )


def _past_adverbs(line: Line, place: int) -> int:
    kept = words.BEING | words.PASSIVE | {"had", "has", "not"}
    while line.low(place) in planwords.ADVERBS - kept:
        place += 1
    return place


def _is_away(line: Line, place: int) -> bool:
    """Return whether it is `was ill`, `didn't come`, `had to cancel`, `were missing`."""
    low, follows = line.low(place), line.low(place + 1)
    if low in {"had", "has"}:
        return (follows, line.low(place + 2)) in {("to", "cancel"), ("to", "skip"), ("to", "miss")}
    state = low in words.PASSIVE | words.BEING and follows in _STATES
    return state or low in _FAILING


def _again(line: Line, walk: Walk) -> Found | None:
    """Return the `Art was ill` of `met Sue and Art, but Art was ill`, the `were missing` of some of a list."""
    for first, last in walk.persons.items():
        named = walk.hits[first].candidates if first in walk.hits else ()
        before = [each for each in walk.slots if each < first and each in walk.hits]
        if any(walk.hits[each].candidates == named for each in before):
            place = _past_adverbs(line, last)
            denied = line.low(first - 1) == "not"
            if denied or _is_away(line, place) or _has_gone(line, place):
                return first, place + 1, "unsure"
        missing = line.low(last) in words.PASSIVE and line.low(last + 1) in {"missing", "absent"}
        if missing and first in walk.slots:
            return first, last + 2, "unsure"
    return None


def _only_one(line: Line, walk: Walk) -> Found | None:
    """Return the `only Pat came` of `invited Rose, Sue and Pat for drinks, only Pat came`."""
    for first, last in walk.persons.items():
        alone = line.low(first - 1) in {"only", "just"} and line.low(last) in _COMING
        if alone and any(each < first for each in walk.slots):
            return first - 1, last + 1, "unsure"
    return None


def _dropped(line: Line, walk: Walk) -> Found | None:
    """Return the `skipped` of `1:1 with Bob - skipped`, the `she forgot` of `coffee with Mia: she forgot`."""
    near = {line.low(line.start + step) for step in range(_SHORT)}
    if not any(leadwords.is_contact(low) for low in near) or not walk.slots:
        return None
    for place in range(min(walk.slots), line.stop - 1):
        if line.low(place) not in _SIGNS:
            continue
        low, follows, third = (line.low(place + step) for step in (1, 2, 3))
        ends = not follows[:1].isalnum() or follows in {"it", "due", "because", "until", "again"}
        gone = (low in _DROPPED and ends) or (low in words.NOBODY and follows in _COMING)
        forgot = follows == "forgot" and not (third[:1].isalnum() and third not in {"about", "to"})
        theirs = low in words.THEM and (forgot or (follows == "never" and third in _JOINED))
        on_leave = low == "on" and follows in _AWAY
        if gone or theirs or on_leave or (low, follows) == ("rain", "check"):
            return place + 1, place + 3, "not"
    return None


def _has_gone(line: Line, place: int) -> bool:
    """Return whether it is `had already gone`, `had left`."""
    return line.low(place) == "had" and line.low(_past_adverbs(line, place + 1)) in _LEFT


def _had_gone(line: Line, walk: Walk) -> Found | None:
    """Return the `had gone` of `arrived late, Bob had gone`, the `was in` of `popped by, Mia was in a meeting`."""
    if line.low(line.start) not in _GOING:
        return None
    for first in walk.slots:
        place = _past_adverbs(line, walk.persons[first])
        clause = first > line.start and line.low(first - 1) in _SIGNS | {"but", "and"}
        away = line.low(place) == "was" and line.low(place + 1) in {"in", "on", "at", "out"}
        if clause and (_has_gone(line, place) or away):
            return first, place + 1, "unsure"
    return None


def _another(line: Line, walk: Walk) -> Found | None:
    """Return the `got her` of `rang Mia, got her husband`, the `only his mum` of `visited Bob, only his mum was in`."""
    heads = {line.low(line.start), line.low(line.start + 1)}
    if heads.isdisjoint(verbs.REACHING | {"went", "facetimed"}) or not walk.slots:
        return None
    for place in range(min(walk.slots) + 1, line.stop - 1):
        low, follows = line.low(place), line.low(place + 1)
        begins = line.low(place - 1) in _SIGNS | {"but", "and"}
        if not begins or line.low(place - 1) == ":":
            continue
        got = low == "got" and (follows in words.HIS or follows == "the" or place + 1 in walk.hits)
        spoke = low in {"spoke", "talked"} and follows == "to" and line.low(place + 2) in words.HIS
        only = low == "only" and (
            follows in words.HIS | {"reached", "got"} or place + 1 in walk.hits
        )
        if got or spoke or only or (low, follows) == ("it", "went"):
            return place, place + 2, "unsure"
    return None
