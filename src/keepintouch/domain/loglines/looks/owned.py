"""What somebody's own did, or what was somebody's: `Bob's lunch with Mia`, `Bob's brother called Mia`, `Bob is with Mia`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_FOR_TWO = wordset(
    "lunch dinner coffee breakfast brunch drinks call chat date meeting zoom interview 1:1 catch-up catchup talk walk "
    "affair fight row argument"
)
_PAIRING = wordset(
    "dating seeing marrying meeting replacing interviewing calling visiting mentoring coaching"
)
_BEING_OUT = wordset("on out having off with at")
_FAR = 5
_OUT = wordset("out away off down still back currently now living staying")


def owned(line: Line, walk: Walk) -> Found | None:
    """Return the words that say what others did, told of somebody's own or of where somebody is."""
    hit = walk.hits.get(line.start)
    if hit is None or not any(first >= hit.last for first in walk.slots):
        return None
    if not line.tokens[hit.last - 1].owns:
        return _is_with(line, walk, hit.last)
    if line.low(hit.last) in _BEING_OUT:
        return _is_with(line, walk, hit.last - 1, far=True)
    low, follows = line.low(hit.last), line.low(hit.last + 1)
    for place in range(hit.last + 1, hit.last + _FAR):
        if low in _FOR_TWO and line.low(place) in words.WITH and place + 1 in walk.slots:
            return hit.last, place + 1, "others"
    if low in _PAIRING and hit.last + 1 in walk.slots:
        return hit.last, hit.last + 1, "others"
    did = (
        low in namewords.KIN | namewords.ROLES
        and follows in verbs.REACHING
        and hit.last + 2 in walk.slots
    )
    kind = kindwords.kind_of_word(follows)
    return (hit.last + 1, hit.last + 2, "others") if did and kind else None


def with_owner(line: Line, walk: Walk) -> Found | None:
    """Return the `with her` of `went over Mia's CV with her and Bob`: she was there too."""
    for hit in walk.hits.values():
        owns = line.tokens[hit.last - 1].owns and hit.first not in walk.slots
        beside = _with_him(line, hit.last) if owns else None
        if beside:
            return beside, beside + 2, "unsure"
    return None


def _with_him(line: Line, place: int) -> int | None:
    """Return the place of the `with him` behind what is somebody's: `Art's 90th! cake with him and Bob`."""
    company = (each for each in range(place, line.stop) if line.low(each) in words.WITH)
    for each in company:
        follows = line.low(each + 2)
        if line.low(each + 1) in words.HIM and (
            not follows[:1].isalnum() or follows in words.JOINING
        ):
            return each
    return None


def _is_with(line: Line, walk: Walk, place: int, *, far: bool = False) -> Found | None:
    """Return the `is out with` of `Bob is out with Mia`, but not of `Bob is with Mia and me`.

    With `far`, other words may stand between: `Bob's on a date with Mia`.
    """
    first = place
    place += 1
    while line.low(place) in _OUT or (
        far and line.low(place).isalpha() and line.low(place) not in words.WITH
    ):
        place += 1
    mine = any(line.low(each) in words.ME for each in range(place, line.stop))
    if line.low(place) in words.WITH and place + 1 in walk.slots and not mine:
        return first, place + 1, "others"
    return None
