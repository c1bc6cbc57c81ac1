"""Names that are words, told by what is around them: no Jack in `the Jolly Jack`, but a Hope in `emailed Joy and hope the plan`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.slots import acts
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loglines.who.hits import Hit, Line

_WHERE = frozenset(("at", "in", "from", "to", "near", "outside", "into", "saw", "watched", "read"))
_PLACING = words.WITH | {
    "at",
    "in",
    "on",
    "for",
    "over",
    "about",
    "yesterday",
    "today",
    "this",
    "last",
    "both",
    "tonight",
}
_SENT = frozenset(("message", "email"))
_SECOND = 3
"""From the second of two names back to the verb."""


def is_in_title(line: Line, hits: Mapping[int, Hit], hit: Hit) -> bool:
    """Return whether it is the Jack of `at the Jolly Jack`: the end of a place's capitalised name."""
    behind = hit.first - 1
    if behind <= line.start or line.titled or hit.forced or hit.titled or " " in hit.phrase:
        return False
    first = line.tokens[behind]
    title = (
        first.sort == "word"
        and first.capital
        and not first.owns
        and hit.phrase in namewords.NAME_WORDS
    )
    if not title or any(each.first <= behind < each.last for each in hits.values()):
        return False
    if first.low in namewords.COMPANIONS | words.NEVER_NEW | namewords.KIN_TITLES:
        return False
    return line.low(behind - 1) == "the" or line.low(behind - 1) in _WHERE


def goes_on_as_list(line: Line, hit: Hit) -> bool:
    """Return whether a list of people ends or goes on behind a small name: `bob, grace and sam at the pub`."""
    low, follows = line.low(hit.last), line.low(hit.last + 1)
    if low in words.JOINING:
        named = follows in line.known and follows != hit.phrase
        return named or follows in words.ME | words.HIS | {"the", "my"}
    return not low[:1].isalnum() or low in _PLACING or acts(line, hit.last)


def is_sent(line: Line, hit: Hit) -> bool:
    """Return whether it is the hope of `emailed grace and hope the minutes`, with no verb behind."""
    verb = hit.first - _SECOND
    sent = (
        kindwords.kind_of_word(line.low(verb)) in _SENT and line.low(hit.first - 1) in words.JOINING
    )
    return sent and not any(
        low in verbs.FINITE | verbs.PRESENT | planwords.AUXILIARIES
        for low in map(line.low, range(hit.last, line.stop))
    )
