"""Papers that nobody sends: `went over the letter with Bob`, `Mia gave me her card`, `wrote her will`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Line

_OFFICIAL = wordset("tax council")
_SENT = kindwords.POSTING | wordset("got received emailed")
_GOING_OVER = wordset("went going go gone looked looking pored ran")
_GOING_THROUGH = _GOING_OVER | wordset("talked walked worked took read got")
_STUDYING = wordset("reviewed proofread edited corrected revised polished translated read")
_HANDING = wordset("gave handed slipped passed")
_TRADING = wordset("exchanged swapped traded")
_MINE = words.HIS | {"my", "our"}
_WAYS = frozenset(("over", "through"))
_FAR = 5
_SHORT = 3


def is_unsent(line: Line, place: int) -> bool:
    """Return whether a letter, a card or a mail is only a paper here, and nobody's message."""
    return (
        _is_formal(line, place)
        or _is_gone_over(line, place)
        or _is_helped_with(line, place)
        or _is_visiting_card(line, place)
    )


def _is_formal(line: Line, place: int) -> bool:
    """Return whether it is `the tax letter`, `a cover letter`, and not `an offer letter from Bob`."""
    if line.low(place) != "letter" or line.low(place - 1) in _OFFICIAL:
        return line.low(place) == "letter"
    sent = any(line.low(each) in _SENT for each in range(place - _FAR, place))
    went = sent or line.low(place + 1) in {"from", "to"}
    return line.low(place - 1) in kindwords.FORMAL and not went


def _is_gone_over(line: Line, place: int) -> bool:
    """Return whether it is the text of `went through the text with Bob`, `read the letter with Mia`."""
    if kindwords.kind_of_word(line.low(place)) not in kindwords.ONE_WAY:
        return False
    first = _noun_phrase(line, place)
    if first is None:
        return False
    way, near = line.low(first - 1), {line.low(first - step) for step in (2, 3)}
    shared = any(line.low(each) in words.WITH for each in range(place + 1, line.stop))
    if way == "over":
        return line.low(first - 2) in _GOING_OVER
    through = way == "through" and not near.isdisjoint(_GOING_THROUGH)
    return through or (way in _STUDYING and shared)


def _is_helped_with(line: Line, place: int) -> bool:
    """Return whether it is `helped Mum with her Christmas cards`, `with a letter to the council`."""
    first = _noun_phrase(line, place)
    if first is None or line.low(first - 1) not in words.WITH:
        return False
    return any(line.low(first - step) == "helped" for step in range(2, _FAR))


def _noun_phrase(line: Line, place: int) -> int | None:
    """Return where `her old letter` begins that ends at a place; None where nothing opens it."""
    for first in range(place - 1, place - _SHORT - 1, -1):
        if line.low(first) in words.DETERMINERS | _MINE:
            return first
        if line.low(first) in _WAYS and line.low(place).endswith("s"):
            return first + 1
        if not line.low(first).isalpha():
            return None
    return None


def _is_visiting_card(line: Line, place: int) -> bool:
    """Return whether it is `Mia gave me her card`, `swapped cards with Bob at the fair`."""
    if line.low(place) not in kindwords.CARDS:
        return False
    near = {line.low(place - step) for step in (2, 3)}
    handed = line.low(place) == "card" and line.low(place - 1) in _MINE
    return (handed and not near.isdisjoint(_HANDING)) or line.low(place - 1) in _TRADING
