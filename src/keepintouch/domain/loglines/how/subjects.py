"""Whose doing a verb of a log line is: the names before it, and whether I was among them."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, planwords, words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Line

_BY_VIDEO = frozenset(
    ("video", "vid", "voice", "face", "cold", "group", "conference", "fb", "facebook", "linkedin")
) | frozenset(kindwords.APP_OF)
_PASSED = (planwords.ADVERBS | {'"', "\u201d", "*", "_", "both"}) - words.PASSIVE - {"so", "today"}
_BEFORE_VERB = (
    _PASSED
    | _BY_VIDEO
    | planwords.NOT_DONE
    | planwords.AUXILIARIES
    | {"almost", "nearly", "i've", "we've", "yet", "who", "that", *words.OUTCRIES}
)


class Told:
    """The names in a line, where each ends, and the colon behind names that open it."""

    __slots__ = ("ends", "line", "opened", "starts")

    def __init__(self, line: Line, persons: dict[int, int], opened: int | None) -> None:
        self.line = line
        self.starts = persons
        self.ends = {last: first for first, last in persons.items()}
        self.opened = opened


def subject_of(told: Told, place: int) -> int:
    """Return the place of what stands before a verb, past adverbs, quotes and brackets."""
    line, behind = told.line, place - 1
    while behind + 1 not in told.ends and line.low(behind) in _BEFORE_VERB:
        behind -= 1
    for whence in (behind - 1, behind - 2, behind - 3):
        if line.low(whence) in {"from", "at"} and whence in told.ends:
            return whence - 1
    if line.low(behind) != ")":
        return behind
    opening = [each for each in range(line.start, behind) if line.low(each) == "("]
    return opening[-1] - 1 if opening else behind


def with_me(told: Told, end: int) -> bool:
    """Return whether the names that end here are part of `Bob and I`, `me and Bob`, `with Bob called Mia`."""
    line, first = told.line, told.ends[end]
    while line.low(first - 1) in words.JOINING or line.low(first - 1) == ",":
        if line.low(first - 2) in words.ME:
            return True
        first = told.ends.get(first - 1, first - 2)
    company = first - 1 - (line.low(first - 2) in {"together", "along"})
    return line.low(first - 1) in words.WITH and company == line.start


def is_goal(told: Told, first: int) -> bool:
    """Return whether the names are whom something went to: `invitation to Bob and Mia sent by email`."""
    line = told.line
    while line.low(first - 1) in words.JOINING and first - 1 in told.ends:
        first = told.ends[first - 1]
    return line.low(first - 1) == "to"


def continues(told: Told, comma: int) -> bool:
    """Return whether it is `Sam landed safely, texted`: whose line it is, and nobody in between."""
    if told.line.low(comma + 1) == "sent" and told.line.low(comma + 2) in words.GIFTS_SENT:
        return False
    first = told.starts.get(told.line.start)
    between = any(each > told.line.start for each in told.starts if each < comma)
    return first is not None and first < comma and not between and not with_me(told, first)


def implied(told: Told) -> str:
    """Return whose doing a joined verb is: `Bob ran a 10k and rang` is his, `ran a 10k and rang Bob` mine."""
    opens = told.line.start in told.starts or told.line.low(told.line.start) in words.THEM
    return "them" if opens else "me"
