"""What did not happen is no log: nobody answered, it was cancelled, I only tried."""

from __future__ import annotations

from keepintouch.domain.daywords import WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.not_logs.unanswered import (
    ADVERBS,
    COMING,
    LACKING,
    end_of_telling,
    never_answered,
    unanswered,
    unreached,
)
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line

Found = tuple[int, int, str]
_NEVER_DONE = verbs.REACHING | {"met", "seen", "saw", "got", "made", "managed"}
_HAS_NOT = frozenset(("hasn't", "haven't", "hasnt", "havent"))
_PASSED = frozenset(("had", "talked", "spoke", "went", "chatted"))
_TRYING = verbs.REACHING_NOW | {"to", "getting", "meeting", "catching", "seeing"}
_WHEN = frozenset(("on", "off", "at", "next", "this", "tomorrow", *WEEKDAYS))
_SINCE = frozenset(("seen", "heard", "met", "spoken", "talked"))
_REFUSING = frozenset(("won't", "wouldn't", "isn't", "aren't"))
_IGNORING = frozenset(("ignored", "declined", "dodged", "screened"))
_CALLS = frozenset(("call", "calls", "text", "texts", "message", "messages", "email", "emails"))
_AGES = frozenset(("ages", "forever", "months", "years", "weeks"))
_DREAMT = frozenset(("dreamt", "dreamed", "dreaming", "imagined", "pretended", "hallucinated"))
_LATER = frozenset(("next", "tomorrow", "later", "another", *WEEKDAYS))


def undone(line: Line, hits: dict[int, Hit], place: int, *, named: bool) -> Found | None:
    """Return the words at the start of a clause, behind its subject, that say it did not happen.

    `named` when somebody else alone is the subject.
    """
    low, follows, third = (line.low(place + step) for step in range(3))
    if (low, follows) in planwords.NEVER_WAS:
        return place, place + 2, "not"
    if low in _DREAMT and follows in words.ME:
        return place, place + 1, "not"
    backing = (follows, third) in planwords.BACKING_OUT
    if low == "to" and (follows in planwords.CANCELLING or backing):
        return place, place + 2, "not"
    if named:
        return _let_down(line, place)
    return _untried(line, hits, place) or _lacking(line, place) or _denied(line, place)


def _let_down(line: Line, place: int) -> Found | None:
    """Return what somebody else did not do: `couldn't come`, `moved our lunch`, `tried to call`."""
    low, follows, third = (line.low(place + step) for step in range(3))
    if low in _REFUSING and follows in planwords.SPEAKING:
        return place, place + 1, "not"
    if low in {"almost", "nearly", "never"} and follows in verbs.REACHING | _PASSED | {
        "met",
        "saw",
    }:
        return place, place + 2, "not"
    if (low, follows) == ("did", "not") and third in COMING:
        return place, place + 2, "not"
    if low in _HAS_NOT and follows in verbs.REACHING | _PASSED | {
        "met",
        "seen",
        "spoken",
        "saw",
        "gone",
    }:
        return place, place + 2, "not"
    tried = follows == "to" and third in verbs.REACHING_NOW
    tried = low == "tried" and (tried or follows in _TRYING - {"to"})
    if tried or (low, follows) == ("no", "time"):
        return place, place + 2, "not"
    if low in planwords.NOT_DONE:
        from keepintouch.domain.loglines.not_logs.unreached import cannot_come

        away = cannot_come(line, place)
        if away:
            return away
    moved = low in {"pushed", "moved"} and follows in {"our", "the", "my"} and third != "to"
    failed = moved or low in planwords.REFUSALS or (low, follows) in planwords.LET_DOWN
    return (place, place + 1, "not") if failed else None


def _untried(line: Line, hits: dict[int, Hit], place: int) -> Found | None:
    """Return `tried to`, `almost called`, `wish I had`."""
    low, follows = line.low(place), line.low(place + 1)
    if low in {"tried", "attempted"}:
        found = follows in _TRYING or place + 1 in hits or follows in words.HIM
        return (place, place + 2, "not") if found else None
    if (low, follows) == ("heard", "nothing") or (low in _AGES and follows == "since"):
        return place, place + 2, "not"
    nearly = low in {"almost", "nearly"}
    into = follows in words.MEETING_INTO and line.low(place + 2) == "into"
    if nearly and (into or follows in _NEVER_DONE | _PASSED):
        return place, place + 1, "not"
    if low == "wish" and follows in {"i", "i'd", "we", "we'd"}:
        return place, place + 2, "not"
    return None


def _lacking(line: Line, place: int) -> Found | None:
    """Return `no answer`, `not a word`, `no lunch with`, `nothing from`."""
    low, follows = line.low(place), line.low(place + 1)
    if low == "no" and (follows in LACKING or kindwords.KIND_OF.get(follows)):
        return place, place + 2, "not"
    if (low, follows) == ("no", "time") and not _reaches_later(line, place):
        return place, place + 2, "not"
    if low == "nothing" and "from" in {follows, line.low(place + 2)}:
        return place, place + 1, "not"
    if low == "waiting" and follows in {"to", "for", "on"}:
        return place, place + 2, "not"
    if low in _IGNORING and any(line.low(place + step) in _CALLS for step in range(1, 5)):
        return place, place + 1, "not"
    if (line.low(place - 1), low) == ("not", "a") and follows in LACKING:
        return place - 1, place + 2, "not"
    return None


def _reaches_later(line: Line, place: int) -> bool:
    return any(line.low(each) in verbs.REACHING for each in range(place, line.stop))


def _denied(line: Line, place: int) -> Found | None:
    low, follows, third = (line.low(place + step) for step in range(3))
    if low in {"don't", "dont"} and follows == "forget":
        return place, place + 2 + (line.low(place + 2) == "to"), "plan"
    theirs = line.low(place - 3) in words.THEM and follows == "from"
    if line.low(place - 1) == "not" and low in _SINCE and not theirs:
        return place - 1, place + 1, "not"
    if low == "never" and follows in ADVERBS:
        follows = third
    if low == "never" and follows not in _NEVER_DONE | _PASSED:
        return None
    if low in {"do", "did", "have", "could"} and follows == "not":
        return place, place + 2, "not"
    return (place, place + 1, "not") if low in planwords.NOT_DONE else None


def fell_through(line: Line, hits: dict[int, Hit], stop: int) -> Found | None:
    """Return the words behind people that say it did not happen: `lunch with Sam got cancelled`."""
    company = words.WITH | words.JOINING
    after = never_answered(line)
    if after:
        return after
    ends = {hit.last for hit in hits.values() if line.low(hit.first - 1) in company}
    ends |= {at + 2 for at in range(line.start, line.stop) if line.low(at) in words.WITH}
    for place in range(line.start, end_of_telling(line)):
        low, follows = line.low(place), line.low(place + 1)
        if place > line.start and low in planwords.CALLED_OFF and _is_off(line, hits, place, stop):
            return place, place + 1, "not"
        if line.start < place < stop and _is_put_off(line, place):
            return place, place + 2, "not"
        unheld = (low, follows) in planwords.UNANSWERED and line.low(place - 1) != "on"
        if unheld and not (low == "fell" and _is_news(line, place)):
            return place + (not low[:1].isalnum()), place + 2, "not"
        if place in ends and _is_to_come(line, place):
            return place, place + 2, "plan"
        last = unanswered(line, place) or unreached(line, place)
        if last:
            return place, last, "not"
        if place in ends and low in planwords.FAILING:
            from keepintouch.domain.loglines.not_logs.unreached import came_to_nothing

            nothing = came_to_nothing(line, place)
            if nothing:
                return nothing
    return None


def _is_news(line: Line, place: int) -> bool:
    """Return whether it is the flat, and no lunch, that fell through in `Bob: the flat fell through`."""
    told = any(line.low(each) == ":" for each in range(line.start, place))
    return told and not kindwords.kind_of_word(line.low(place - 1))


def _is_off(line: Line, hits: dict[int, Hit], place: int, stop: int) -> bool:
    """Return whether `cancelled` says it of the whole line, not of somebody's flight."""
    behind, follows = line.low(place - 1), line.low(place + 1)
    if _is_of_thing(line, hits, place):
        return False
    apart = not behind[:1].isalnum() and place - 1 not in hits
    ends = place + 1 >= line.stop or not follows[:1].isalnum()
    if apart and (ends or follows in planwords.OFF_UNTIL):
        return True
    until = (
        follows in planwords.OFF_UNTIL
        and line.low(line.start) in kindwords.KIND_OF
        and (place - 1 not in hits or line.low(place - 2) in words.WITH | words.JOINING)
    )
    return place < stop and (behind in planwords.PASSIVE or ends or until)


def _is_of_thing(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether it is the `cancelled` of `flight got cancelled` behind a comma, of `after Sam cancelled`."""
    subject = place - 1 - (line.low(place - 1) in planwords.PASSIVE)
    first = subject - (line.low(subject - 1) in words.DETERMINERS | words.HIS)
    thing = subject < place - 1 and line.low(first - 1) in {",", ":", ";", "."}
    if thing and subject not in hits and line.low(subject) not in words.PRONOUNS | {"this"}:
        return not kindwords.kind_of_word(line.low(subject))
    behind = next((hit.first - 1 for hit in hits.values() if hit.last == place), line.start)
    return line.low(behind) in {"after", "because", "since"} and behind > line.start


def _is_put_off(line: Line, place: int) -> bool:
    """Return whether it is `moved to next week`, `pushed back to friday`."""
    later = line.low(place + 1) in {"to", "back"} and line.low(place + 2) in _LATER
    return later and line.low(place) in {"moved", "pushed"}


def _is_to_come(line: Line, place: int) -> bool:
    """Return whether it is `lunch with Bob is on friday`, `is off`: told of before it happens."""
    heads = (line.low(line.start), line.low(line.start + 1))
    kind = any(map(kindwords.kind_of_word, heads))
    return bool(kind) and line.low(place) == "is" and line.low(place + 1) in _WHEN
