"""What is taken back in the same line: `lunch with Bob, no, Sam`, `I mean Sam`, `(correction: Sam)`."""

from __future__ import annotations

from keepintouch.domain.loglines.how.kinds import kind_at
from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_TAKEN_BACK = wordset("correction oops whoops scratch edit nevermind actually")
_PAIRS = frozenset(
    (("i", "mean"), ("i", "meant"), ("no", ","), ("no", "wait"), ("wait", ","), ("make", "that"), ("sorry", ","),
     ("wait", "no"), ("actually", "no"), ("or", "rather"), ("well", ","), ("that", "is"))
)  # fmt: skip
_ALL = frozenset((("scratch", "that"), ("never", "mind"), ("ignore", "that")))
_FAR = 5


def corrected(line: Line, walk: Walk) -> Found | None:
    """Return the words behind a name that take it back, or somebody else in its place."""
    ends = sorted(walk.persons.values())
    for place in range(min(ends, default=line.stop), line.stop - 1):
        parted = place in ends or not line.low(place - 1)[:1].isalnum()
        sort = _takes_back(line, walk, place) if parted else None
        if sort:
            return place, place + 2, sort
    return None


def _takes_back(line: Line, walk: Walk, place: int) -> str | None:
    """Return of what sort `scratch that`, `no, Sam`, `(correction: emailed)`, `but got Mia` is."""
    low, follows = line.low(place), line.low(place + 1)
    if (low, follows) == ("but", "got"):
        return "unsure" if place + 2 in walk.persons else None
    if (low, follows) in _ALL:
        return "corrected"
    if low not in _TAKEN_BACK and (low, follows) not in _PAIRS:
        return None
    acted = follows in words.THEM and line.low(place + 2) in verbs.REACHING
    told = follows == ":" and bool(kind_at(line, place + 2)[0])
    near = range(place + 1, place + _FAR)
    named = any(each in walk.persons and line.low(each - 1) not in words.WITH for each in near)
    return "corrected" if acted or told or named else None
