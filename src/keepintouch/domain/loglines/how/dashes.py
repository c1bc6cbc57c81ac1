"""What is said between dashes in a log line: `Sam - whom I hadn't seen since May - called`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords, verbs, words
from keepintouch.domain.loglines.who.slots import stands_free
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

_OPENING = words.THEM | words.HIS | {"my", "our", "a", "an"}
_ENDING = words.MAY_FOLLOW | {"me", "us"}


def rang(walked: Walked) -> int | None:
    """Return the place of what the line's first names did behind an aside: `Bob - my boss - rang`."""
    line, boundary = walked.line, walked.walk.boundary
    if boundary is None or not _is_dash(line, boundary) or not _names_only(walked, boundary):
        return None
    dashes = (each for each in range(boundary + 1, line.stop) if _is_dash(line, each))
    closing = next(dashes, line.stop)
    if not _is_aside(line, boundary + 1, closing):
        return None
    verb = closing + 1
    while line.low(verb) in planwords.ADVERBS:
        verb += 1
    follows = line.low(verb + 1)
    ends = not follows[:1].isalnum() or follows in _ENDING
    return verb if line.low(verb) in verbs.REACHING and ends else None


def _is_aside(line: Line, first: int, last: int) -> bool:
    """Return whether it is `who is ill`, `I met him in May`, and not `we had lunch`, `I texted her`."""
    said = {line.low(each) for each in range(first, last)}
    mine = line.low(first) == "i" and not said.isdisjoint(words.HIM)
    told = (mine or line.low(first) in _OPENING) and said.isdisjoint(verbs.REACHING)
    return told or line.low(first) in words.RELATIVE


def _is_dash(line: Line, place: int) -> bool:
    text = line.tokens[place].text
    return text in words.DASHES - {";"} or (text == "-" and stands_free(line, place))


def _names_only(walked: Walked, boundary: int) -> bool:
    """Return whether nobody but those who did it stands before a dash."""
    line, named = walked.line, walked.named
    return all(
        each in named or line.low(each) in words.JOINING | {","}
        for each in range(line.start, boundary)
    )
