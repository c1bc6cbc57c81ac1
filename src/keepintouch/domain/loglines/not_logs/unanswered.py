"""Nobody answered: `rang Bob, no answer`, `called Mia about the flat, she didn't pick up`, `while I was out`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line

_ANSWERED = frozenset(("answer", "answered", "pick", "picked", "reply", "respond", "reach"))
_DENIED = planwords.NEGATIONS - {"not", "never"}
LACKING = wordset("answer reply chat word response news show luck joy 1:1 1-1 sync")
COMING = frozenset(("meet", "come", "join", "visit", "see", "talk", "chat", "speak"))
ADVERBS = frozenset(("even", "yet", "really", "actually", "ever", "just"))
_UNAVAILABLE = frozenset(("out", "asleep", "sleeping", "napping", "driving"))
_BUSY = frozenset(("meeting", "call", "class", "lecture"))
_AWAY = frozenset(("out", "away", "asleep", "sleeping", "napping"))
_WAS_NOT = frozenset(("wasn't", "weren't", "wasnt", "werent"))
_AT_HOME = frozenset(("in", "home", "there", "around", "here"))
_MEANWHILE = frozenset(("while", "whilst", "when", "but"))
_GETTING = LACKING | {"through", "back", "hold", "anyone", "anybody", "chance"}


def never_answered(line: Line) -> Found | None:
    """Return the `no answer` of `rang Bob about the flat, no answer`, behind what the call was about."""
    first = line.start + (line.low(line.start) in words.ME)
    if line.low(first) not in verbs.REACHING:
        return None
    for place in range(end_of_telling(line), line.stop - 1):
        told = place + 1 + (line.low(place + 1) in words.THEM | {"but"})
        told += line.low(told) in words.THEM
        if line.low(place) not in {",", ";", "-", "but", *words.DASHES}:
            continue
        last = unanswered(line, told)
        ends = not line.low((last or told) + 1)[:1].isalnum()
        if last and ends and line.low(last - 1) in _ANSWERED:
            return told, last, "not"
        if line.low(told) == "no" and line.low(told + 1) in {"answer", "reply", "luck"}:
            return told, told + 2, "not"
    return None


def end_of_telling(line: Line) -> int:
    """Return where the line begins to tell of something else."""
    for place in range(line.start, line.stop):
        low = line.low(place)
        told = low in verbs.SAYING or (low in verbs.REPORTING and low != "missed")
        if told or low in words.ABOUT or low == "that":
            return place
    return line.stop


def unreached(line: Line, place: int) -> int | None:
    """Return where `line was busy`, `but he was out`, `but I missed it` ends."""
    first, second, third = (line.low(place + step) for step in range(3))
    if _missed_me(line, place):
        return place + 3
    called = any(line.low(each) in verbs.REACHING for each in range(line.start, place))
    if called and first == "missed" and second in {"it", *words.HIM} and not third[:1].isalnum():
        return place + 2
    behind = line.low(place - 1) in {",", "but"}
    if behind and first in words.THEM and second in _DENIED and not third[:1].isalnum():
        return place + 2
    taken = called and (first, second, third) == ("took", "a", "message")
    busy = called and second == "was" and line.low(place + 4) in _BUSY and third in {"in", "on"}
    if taken or (busy and first in words.THEM):
        return place + 3
    away = second == "was" and third in _UNAVAILABLE
    out = away and (first in words.THEM or _when_i_called(line, place + 3))
    tired = first == "too" and third == "to" and line.low(place + 3) in COMING
    return place + 3 if out or tired else None


def _missed_me(line: Line, place: int) -> bool:
    """Return whether it is the `I was out` of `Mia dropped by while I was out`, and no call came through."""
    first, second, third = (line.low(place + step) for step in range(3))
    absent = (second in {"was", "were"} and third in _AWAY) or (
        second in _WAS_NOT and third in _AT_HOME
    )
    if first not in words.ME or not absent or line.low(place - 1) not in _MEANWHILE:
        return False
    return not any(
        line.low(each) in verbs.REACHING | words.WITH for each in range(line.start, place)
    )


def _when_i_called(line: Line, place: int) -> bool:
    mine = line.low(place) == "when" and line.low(place + 1) in words.ME
    return mine and line.low(place + 2) in verbs.REACHING


def unanswered(line: Line, place: int) -> int | None:
    """Return where `didn't pick up`, `has not yet replied`, `never showed` ends."""
    low, last = line.low(place), place + 1
    if low in {"did", "has", "have", "could"} and line.low(last) == "not":
        low, last = "not", last + 1
    if low not in planwords.NEGATIONS:
        return None
    last += line.low(last) in ADVERBS
    if line.low(last) == "get" and not _is_reaching(line, last + 1):
        return None
    others = line.low(last + 1) == "from" and line.low(last + 2) in line.known
    if others and line.low(place - 1) in words.THEM:
        return None
    return last + 1 if line.low(last) in planwords.ANSWERING else None


def _is_reaching(line: Line, place: int) -> bool:
    """Return whether it is `get through`, `get a reply`, and not `get the job`."""
    place += line.low(place) in {"a", "an", "any"}
    return line.low(place) in _GETTING or line.low(place) in words.HIM
