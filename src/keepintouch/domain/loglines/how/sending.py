"""What came from somebody or went to them in a log line: `letter from Bob`, `wishes to Mia`."""

from __future__ import annotations

from keepintouch.domain.daywords import WEEKDAYS
from keepintouch.domain.loglines.how.papers import is_unsent
from keepintouch.domain.loglines.lexicon import kindwords, verbs, words
from keepintouch.domain.loglines.who.slots import is_post_of
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.how.subjects import Told
    from keepintouch.domain.loglines.who.hits import Line

_FAR = 6
_SHORT = 3
_NOT_THINGS = verbs.IRREGULAR | verbs.FINITE | {"back", "home", "apart", "far", "away", "off"}
_NO_GOAL = frozenset(("my", "our", "next", "tomorrow", "action", "arms", *WEEKDAYS))
_COPYING = frozenset(("cc'd", "ccd", "cced", "bcc'd", "bccd", "copied", "looped", "added"))
_MADE = frozenset(("visit", "visits", "call", "calls", "message", "email", "drop-in", "invitation"))
_SENT = wordset(
    "posted filed written mailed delivered reply gift present flowers condolences card cards note memo parcel package wishes greetings regards offer offers"
)
_GIFTS = frozenset(("flowers", "gift", "present"))
_BOTH_WAYS = frozenset(
    ("talked", "talk", "talking", "spoke", "spoken", "chat", "chatted", "chatting")
)


def sent(told: Told, place: int) -> str | None:
    """Return whether something came from them, or went to them: `letter from Bob`, `text to Bob`."""
    line, low = told.line, told.line.low(place)
    if is_unsent(line, place):
        return None
    if low in _COPYING - {"added"} and line.low(place + 1) in {"me", "us"}:
        return "them"
    if low == "from":
        return "them" if _is_word_from(told, place) or _is_thing_from(told, place) else None
    if low == "of" and place + 1 in told.starts and is_post_of(line, place):
        return "them"
    if low == "by":
        made = {line.low(place - 1), line.low(place - 2)} & _MADE
        return "them" if place + 1 in told.starts and made else None
    of = line.low(place + 1) == "of" and line.low(place + 3) == "to" and place + 4 in told.starts
    if of and kindwords.KIND_OF.get(low) in {"letter", "message", "email"}:
        return "me"
    return "me" if _is_sent_to(line, place) else None


def _is_sent_to(line: Line, place: int) -> bool:
    """Return whether it is `text to Bob`, `wishes to Mia`, and not `Mia's letter to Bob`."""
    low = line.low(place)
    if low in _GIFTS and place + 2 < line.stop and line.tokens[place + 2].owns:
        return False
    if line.low(place + 1) != "to" or line.low(place + 2) in _NO_GOAL:
        return False
    if not copied(line) and kindwords.BY_APP & {line.low(place - 1), line.low(place - 2)}:
        return False
    if line.tokens[place - 1].owns and place > line.start:
        return False
    thing = low in _SENT or kindwords.KIND_OF.get(low, "met") != "met"
    return thing and low not in verbs.THEIRS - {"texts", "emails", "messages"}


def copied(line: Line) -> bool:
    """Return whether a line begins as `cc'd Dad on an email to Art`."""
    return line.low(line.start + (line.low(line.start) in words.ME)) in _COPYING


def _is_word_from(told: Told, place: int) -> bool:
    line = told.line
    if (line.low(place - 2), line.low(place - 1)) == ("got", "back"):
        return False
    for each in range(place - 1, max(line.start, place - _FAR) - 1, -1):
        low = line.low(each)
        if low in words.WITH or low in _BOTH_WAYS or low == "returned":
            return False
        if low in words.COMMUNICATING or kindwords.KIND_OF.get(low, "met") != "met":
            return not told.starts or _is_from_somebody(told, place)
    return False


def _is_from_somebody(told: Told, place: int) -> bool:
    """Return whether a person follows `from`, and not only `a recruiter`."""
    for each in range(place + 1, min(place + _FAR, told.line.stop)):
        token = told.line.tokens[each]
        if each in told.starts or token.owns or token.low in words.HIM or token.low in words.HIS:
            return True
        if token.sort != "word":
            return token.text == "," and each + 1 in told.starts
    return False


def _is_thing_from(told: Told, place: int) -> bool:
    """Return whether it is `newsletter from Bob`: no verb, and a name straight behind."""
    line = told.line
    before = [line.low(each) for each in range(line.start, place)]
    verbal = any(low.endswith("ed") or low in _NOT_THINGS for low in before)
    return place + 1 in told.starts and len(before) <= _SHORT and not verbal
