"""Somebody who did something where others met: `Sue had us over, Pat brought the wine`; Pat may have been there."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

DOING = wordset(
    "brought cooked paid drove baked made grilled barbecued played sang danced served hosted treated insisted "
    "won lost beat left sat stayed ordered chose picked spilled spilt slept laughed cried "
    "had poured carved read performed showed led gave kept took told arrived"
)
_LEAVING = wordset("early late first before soon too at halfway")
_HAD = wordset("the pizza fish steak pasta curry")
_GOING = wordset("leave go run rush dash")
_TOLD = verbs.SAYING | wordset("was is has had did got went told had's bought moved left lost died")
_LEADING = wordset("led presented chaired spoke listened hosted demoed facilitated")
_MINUTES = wordset("notes minutes score the time")
_GIVING = wordset("took gave kept showed led told beat")
_OBJECTS = wordset(
    "the a an us dessert wine beer cake everyone everybody all both snacks drinks dinner lunch food salad pizza for"
)
_BARE = wordset("cooked paid drove baked hosted played sang danced won lost brought treated beat")


def alongside(walked: Walked, *, met: bool) -> Found | None:
    """Return the name and the verb of a clause, behind a comma or stop, about somebody only mentioned.

    Where one did not meet, only what is done on the spot tells of company: `led`, `took notes`.
    """
    line, walk = walked.line, walked.walk
    along = _brought_along(walked) or (_host(walked) if met else None)
    if along:
        return along
    there = {each for first in walk.slots for each in walk.hits[first].candidates}
    for first, last in walk.persons.items():
        if first not in walk.hits or not there.isdisjoint(walk.hits[first].candidates):
            continue
        if first == line.start or line.tokens[last - 1].owns:
            continue
        verb = last
        while line.low(verb) in planwords.ADVERBS - {"had", "has", "have"} - words.PASSIVE:
            verb += 1
        behind = line.low(first - 1)
        listed = behind in {",", "and"} and met and _did(line, verb)
        parted = behind in {",", ";", "and", *words.STOPS, *words.DASHES}
        if listed or (parted and _was_there(walked, verb, met=met)):
            return first, verb + 1, "too"
    return None


def _did(line: Line, verb: int) -> bool:
    """Return whether somebody did something: `Mia fried the eggs`, `Bob was on great form`."""
    low = line.low(verb)
    on_form = low == "was" and line.low(verb + 1) == "on" and line.low(verb + 3) == "form"
    return on_form or ((low.endswith("ed") or low in verbs.IRREGULAR) and low not in _TOLD)


def _host(walked: Walked) -> Found | None:
    """Return the host of `dinner at Mum's, Grandma was there too`."""
    line = walked.line
    if {"too", "also"}.isdisjoint(map(line.low, range(line.start, line.stop))):
        return None
    for hit in walked.walk.hits.values():
        at_home = line.low(hit.first - 1) == "at" and line.tokens[hit.last - 1].owns
        if at_home and not line.low(hit.last)[:1].isalnum():
            return hit.first, hit.last, "too"
    return None


def _brought_along(walked: Walked) -> Found | None:
    """Return the `Sam along` of `coffee with Priya who brought Sam along`."""
    line = walked.line
    for first, last in walked.walk.persons.items():
        brought = line.low(first - 1) in {"brought", "took", "dragged", "bringing"}
        if (
            brought
            and first not in walked.walk.slots
            and line.low(last) in {"along", "too", "with"}
        ):
            return first, last + 1, "too"
    return None


def _was_there(walked: Walked, verb: int, *, met: bool) -> bool:
    """Return whether what somebody did was done where we met."""
    low, follows = walked.line.low(verb), walked.line.low(verb + 1)
    if not met:
        return low in _LEADING or (low in {"took", "kept"} and follows in _MINUTES)
    if low not in DOING:
        return False
    if low in {"left", "arrived", "sat", "stayed"}:
        return follows in _LEAVING or not follows[:1].isalnum()
    if low == "had":
        going = follows == "to" and walked.line.low(verb + 2) in _GOING
        return going or follows in _HAD
    if low in _GIVING:
        return follows == "us"
    return follows in _OBJECTS or (low in _BARE and not follows[:1].isalnum())
