"""Words of contact that tell of none: `back from lunch`, `Bob's letter`, `too many meetings`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.how.papers import is_unsent
from keepintouch.domain.loglines.lexicon import kindwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Line

_BEING = frozenset(("was", "were"))
TALKED = wordset(
    "spoke talked chatted chat talk word told asked said 1:1 caught heard sync interview"
)
_READ = frozenset(("read", "showed", "shown", "played"))
_APART = frozenset((("from", "the"), ("instead", "of"), ("spilled", "the")))
_WORK = wordset("meetings calls emails mails messages")
_FAR = 5


def is_no_contact(line: Line, place: int) -> bool:
    """Return whether a word of contact tells of none: what only says when, papers, other people's."""
    return (
        _is_from(line, place)
        or _is_meanwhile(line, place)
        or _is_of_others(line, place)
        or _is_complaint(line, place)
        or _is_put_in_for(line, place)
        or is_unsent(line, place)
    )


def _is_from(line: Line, place: int) -> bool:
    """Return whether it is `back from lunch`, `no time for lunch`, and nobody was there."""
    if any(line.low(place + step) in words.WITH for step in (1, 2)):
        return False
    two, behind = line.low(place - 2), line.low(place - 1)
    lacked = (two, behind) == ("time", "for") and line.low(place - 3) in {"no", "little"}
    owned = two == "from" and line.tokens[place - 1].owns
    apart = behind == "from" or (two, behind) in _APART
    return apart or lacked or owned or _is_around(line, place)


def _is_around(line: Line, place: int) -> bool:
    """Return whether it only says when: the meeting of `spoke with Bob after the meeting`."""
    thing = place - 1 - (line.low(place - 1) in words.DETERMINERS | words.OWNERS)
    around = line.low(thing) in {"after", "before"}
    return around and any(line.low(each) in TALKED for each in range(line.start, thing))


def _is_meanwhile(line: Line, place: int) -> bool:
    """Return whether it is `while Bob was cooking`."""
    ongoing = line.low(place).endswith("ing") and line.low(place - 1) in _BEING
    return ongoing and line.low(line.start) in words.MEANWHILE


def _is_of_others(line: Line, place: int) -> bool:
    """Return whether it is `read me Sam's email`, `he texted his wife`, `the tax letter`."""
    two, behind = line.low(place - 2), line.low(place - 1)
    if place > line.start and line.tokens[place - 1].owns:
        return not _READ.isdisjoint((two, line.low(place - 3)))
    if line.low(place) in verbs.REACHING and behind in words.THEM | {":"}:
        return line.low(place + 1) in words.HIS and line.low(place + 2) in namewords.KIN
    return False


def _is_complaint(line: Line, place: int) -> bool:
    """Return whether it is `too many meetings`, which nobody need have been in."""
    many = (line.low(place - 2), line.low(place - 1)) == ("too", "many")
    ends = line.low(place + 1) not in words.WITH | {"from"}
    return many and line.low(place) in _WORK and ends


def _is_put_in_for(line: Line, place: int) -> bool:
    """Return whether it is the trip of `volunteered for the school trip`, yet to come."""
    if any(line.low(each) in words.WITH for each in range(place, line.stop)):
        return False
    purpose = next(
        (each for each in range(place - 1, place - _FAR, -1) if line.low(each) == "for"), 0
    )
    verb = purpose - 1 - (line.low(purpose - 1) == "up")
    between = map(line.low, range(purpose, place))
    return line.low(verb) in kindwords.PUTTING_IN and all(map(str.isalpha, between))
