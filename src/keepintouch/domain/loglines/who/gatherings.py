"""Who was at what a head names: `School reunion: Grace, Mark & me`, `Onboarding check-in: Hope Miller, week 2`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loglines.who.hits import Hit, Line

_TELLING = (
    verbs.FINITE
    | verbs.IRREGULAR
    | verbs.PRESENT
    | verbs.SAYING
    | planwords.AUXILIARIES
    | verbs.REPORTING
)


def lists(line: Line, hits: Mapping[int, Hit], colon: int) -> bool:
    """Return whether names stand right behind a colon and nothing is told of them in their clause."""
    before = {line.low(each) for each in range(line.start, colon)}
    place = colon + 1
    if place not in hits or not before.isdisjoint(words.NOT_YET):
        return False
    while place in hits or line.low(place) in words.JOINING | words.ME | {","}:
        place = hits[place].last if place in hits else place + 1
    goes_on = line.low(place - 1) != "," and line.low(place)[:1].isalnum()
    goes_on = goes_on and line.low(place) not in words.MAY_FOLLOW
    owned = line.tokens[place - 1].owns
    rest = (line.low(each) for each in range(place, line.stop))
    told = any(low in _TELLING or low.endswith("ed") for low in rest)
    return not (goes_on or owned or told)
