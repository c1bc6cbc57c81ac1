"""How one feels about somebody, and what one has in common: `happy with Bob`, `keen to work with Mia`, `share an office with Sam`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import leadwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_SMALL = (
    planwords.ADVERBS
    | words.ME
    | wordset("very really quite pretty rather am feeling getting a bit not")
)
_WISHES = wordset("birthday bday new xmas christmas anniversary easter")


def feeling(line: Line, walk: Walk) -> Found | None:
    """Return the words before somebody that tell what I feel, and nothing that was done."""
    place = line.start
    while line.low(place) in _SMALL:
        place += 1
    on_better = (line.low(place), line.low(place + 1)) in {("on", "better"), ("on", "well")}
    if not on_better and line.low(place) not in leadwords.FEELING:
        return None
    first = min(walk.slots, default=line.stop)
    alone = all(line.low(each).isalpha() for each in range(place, first)) and walk.boundary is None
    told = line.low(place + 1) in _WISHES or (
        first in walk.persons and line.low(walk.persons[first]) in verbs.REACHING | verbs.FINITE
    )
    return (place, first, "unsure") if alone and not told and first < line.stop else None
