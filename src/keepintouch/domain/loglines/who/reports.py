"""What a log line only reports: who spoke, of whom, and from whom something is that was handed on."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import verbs
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line


class Told(NamedTuple):
    """The place of the name that spoke, and those from which others are only mentioned; -1 for none.

    Names at the places `mentioned` took no part; words at `silent` tell nothing of how.
    """

    speaker: int = -1
    opening: int = -1
    mentioned: frozenset[int] = frozenset()
    silent: frozenset[int] = frozenset()


NOTHING = Told()
_QUOTES = frozenset("\"'\u201c\u2018\u00ab")
_OPENING = frozenset(
    ("the", "that", "this", "a", "letter", "email", "card", "note", "message", "postcard", "text")
)


def told_of(line: Line, hits: dict[int, Hit]) -> Told:
    """Return what a line only reports; its rules are loaded where it has a word of theirs."""
    lows = {token.low for token in line.tokens}
    told = NOTHING
    if not lows.isdisjoint(verbs.SPEAKING_OF):
        from keepintouch.domain.loglines.who.hearsay import heard

        speaker, places, opening = heard(line, hits)
        told = Told(speaker, opening, frozenset(places), frozenset(places))
    if line.low(line.start) in _OPENING or (
        line.start in hits and line.tokens[hits[line.start].last - 1].owns
    ):
        from keepintouch.domain.loglines.who.forwards import judged

        theirs = judged(line, hits)
        told = told._replace(mentioned=told.mentioned | theirs, silent=told.silent | theirs)
    if not lows.isdisjoint(_QUOTES):
        from keepintouch.domain.loglines.who.quoted import quoted

        said = quoted(line)
        told = told._replace(mentioned=told.mentioned | said, silent=told.silent | said)
    if "from" in lows:
        from keepintouch.domain.loglines.who.forwards import handed_on

        sources, silent = handed_on(line, hits)
        told = told._replace(mentioned=told.mentioned | sources, silent=told.silent | silent)
    return told
