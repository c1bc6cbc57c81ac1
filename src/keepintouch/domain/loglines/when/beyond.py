"""A day to come that ends a line of what was: `met Bob 2026-12-03`, `called Mia tomorrow`; it is asked about."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords, verbs, words
from keepintouch.domain.loglines.when import vague
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.walked import Walked

_SIGNS = words.STOPS | words.DASHES | set(',:(-\n"\u201c\u201e\u00ab')
_TELLING = wordset(
    "invited told asked reminded promised offered suggested proposed warned moved pushed wished"
)
_BOUND = wordset("for until till til 'til by before after about to since from next this due")
_ITS = words.DETERMINERS | words.HIS | {"my", "our"}
_REACHED = verbs.REACHING | {"met", "saw"}
_STORY = (
    (verbs.FINITE | verbs.PRESENT | planwords.AUXILIARIES) - {"just", "also"}
    | wordset("before after until till that he she they it you luck")
)  # fmt: skip


def problem(walked: Walked, found: tuple[int, int]) -> str | None:
    """Return why the day of `met Bob 2026-12-03` is asked for; one of what is told is let be."""
    return None if _is_of_story(walked, found[0]) else vague.to_come(walked.parsed[slice(*found)])


def _is_of_story(walked: Walked, first: int) -> bool:
    """Return whether the day ends what is told, or asked: `called Bob, party next friday`."""
    line, boundary = walked.line, walked.walk.boundary
    if boundary is not None and boundary < first and not _reopens(walked, boundary, first):
        return True
    clause = _clause(walked, first)
    lows = [line.low(place) for place in clause]
    if (lows[-1:] and lows[-1] in _BOUND) or not _TELLING.isdisjoint(lows):
        return True
    ends = [last for at, last in walked.walk.persons.items() if at in clause]
    told = [place + 1 for place in clause if line.low(place) in _REACHED]
    if not ends and not told:
        return True
    return any(_tells(walked, place) for place in range(max(ends or told), first))


def _tells(walked: Walked, place: int) -> bool:
    """Return whether what is told, or asked, goes on here: `for the match`, `to meet`."""
    line = walked.line
    low, follows = line.low(place), line.low(place + 1)
    if low in _STORY:
        return True
    return follows in _ITS if low == "for" else low == "to" and follows in planwords.TOGETHER


def _reopens(walked: Walked, boundary: int, first: int) -> bool:
    """Return whether it is a contact behind who it was with: `Bob: called him 2026-12-03`."""
    line = walked.line
    acted = line.low(boundary + 1) in _REACHED
    return walked.walk.opened and acted and first - boundary <= len(("called", "him", "on"))


def _clause(walked: Walked, first: int) -> range:
    """Return the places of the words the day ends, from the last sign on that lists nobody."""
    line, persons = walked.line, walked.walk.persons
    stop = first - (line.low(first - 1) == ",")
    signs = (
        place + 1
        for place in range(stop - 1, line.start - 1, -1)
        if line.low(place) in _SIGNS and place + 1 not in persons
    )
    return range(next(signs, line.start), stop)
