"""A day that ends a line, perhaps the day of what was told there: `Bob: his dog died yesterday`, `called Bob, party on saturday`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, leadwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.when.days import Span

_SIGNS = words.STOPS | words.DASHES | {",", ":", "(", ")", "-", "\n"}
_STATING = verbs.FINITE | verbs.IRREGULAR | verbs.PRESENT | {"born"}
_EVENTS = wordset(
    "party concert wedding deadline exam interview appointment conference match race marathon show launch date trip move "
    "birthday operation funeral surgery flight festival reunion christening ceremony hearing event graduation results"
)
_OURS = (
    words.ME
    | words.WITH
    | verbs.REACHING
    | wordset("my our met saw talked spoke chatted caught came hung went")
)
_PLAIN = (
    words.JOINING | words.WITH | words.DETERMINERS | words.PRONOUNS | planwords.ADVERBS | leadwords.CHATS
    | wordset(
        "great lovely nice good fun brilliant wonderful super fab cosy long longish short quick brief too very all lots of "
        "laughed talked spoke chatted caught met up walked ate drank two three four hour hours min minutes late early "
        "catch-up catchup much quiet ate drank my our treat"
    )
)  # fmt: skip
_FAR = 4
_WHERE = wordset("at in near over by via on through outside for round along from")


def ends_news(walked: Walked, span: Span) -> bool:
    """Return whether a day may be one of news behind people, a sign and more words."""
    parsed, walk = walked.parsed, walked.walk
    if span.day.on == walked.calendar.today:
        return False
    signs = (each for each in range(span.first - 1, -1, -1) if parsed[each].text in _SIGNS)
    opening = next(signs, None)
    if opening is None or not walk.persons or opening < min(walk.persons.values()):
        return False
    story = parsed[opening + 1 : span.first]
    if any(opening < each < span.first for each in walk.slots):
        return False
    if parsed[opening].text == ":" and walk.opened and _tells_only_after(walked):
        return _is_news(walked, story)
    return not _is_plain(walked, story)


def is_of_theirs(walked: Walked, span: Span) -> bool:
    """Return whether it is `before his flight on friday`, `after her exam last week`."""
    parsed = walked.parsed
    near = range(max(walked.line.start, span.first - _FAR), span.first - 1)
    return any(
        parsed[each].low in {"before", "after", "until"} and parsed[each + 1].low in words.HIS
        for each in near
    )


def _tells_only_after(walked: Walked) -> bool:
    """Return whether nothing but names stands before the colon, so that the contact may follow it."""
    before = set(range(walked.line.start, walked.walk.boundary or 0)) - walked.named
    return all(walked.line.tokens[each].sort != "word" for each in before)


def _is_news(walked: Walked, story: Sequence[Token]) -> bool:
    """Return whether words tell what befell somebody, and of no contact or company."""
    lows = [each.low for each in story]
    ours = any(low in _OURS or kindwords.kind_of_word(low) for low in lows)
    if ours or any(low in walked.line.known for low in lows):
        return False
    told = not _EVENTS.isdisjoint(lows)
    return told or any(low in _STATING or low.endswith(("ed", "ing")) for low in lows)


def _is_plain(walked: Walked, story: Sequence[Token]) -> bool:
    """Return whether words only say how or where it was: `long chat`, `pizza at hers`, or name more people."""
    for each in story:
        if each.low in _WHERE:
            return True
        if each.sort == "word" and each.low not in _PLAIN and each.low not in walked.line.known:
            return False
    return True
