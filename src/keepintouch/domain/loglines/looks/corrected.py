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
    """Return the words between two names that take the first of them back."""
    ends = sorted(walk.persons.values())
    for place in range(line.start + 1, line.stop - 1):
        low, follows = line.low(place), line.low(place + 1)
        taken = (
            low in _TAKEN_BACK
            or (low, follows) == ("but", "got")
            or (low, follows) in _ALL
            or (low, follows) in _PAIRS
        )
        parted = not line.low(place - 1)[:1].isalnum() or place in ends
        if not taken or not parted or not ends or ends[0] > place:
            continue
        if low == "actually" and follows in words.THEM and line.low(place + 2) in verbs.REACHING:
            return place, place + 2, "corrected"
        if (low, follows) in _ALL or bool(kind_at(line, place + 2)[0] and follows == ":"):
            return place, place + 2, "corrected"
        if (low, follows) == ("but", "got") and place + 2 in walk.persons:
            return place, place + 2, "unsure"
        near = range(place + 1, place + _FAR)
        if any(each in walk.persons and line.low(each - 1) not in words.WITH for each in near):
            return place, place + 2, "corrected"
    return None
