"""Who reached out in a log line: `called her` was me, `she called` was them, `call with` nobody."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.how.sending import sent
from keepintouch.domain.loglines.how.subjects import (
    Told,
    continues,
    implied,
    is_goal,
    subject_of,
    with_me,
)
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.slots import before
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Line

_FAR = 6
_SHORT = 3
_HELPING = frozenset(("did", "kept", "keeps", "keep", "started", "i've", "we've"))
_BEFORE_MINE = (
    planwords.AUXILIARIES
    | planwords.NOT_DONE
    | planwords.PLAN_HEADS
    | words.ME
    | {"", "to", "of", ":", "tried", "up"}
)
_HAVING = frozenset(("have", "has", "had", "just", "i've", "we've"))
_SENDING = frozenset(("sent", "forwarded", "emailed", "mailed"))
_GIVING = frozenset(("gave", "brought", "lent", "handed", "asked", "told", "apologised"))
_NO_GIFTS = frozenset(("along", "speech", "talk", "birth", "evidence", "over", "in"))
_OTHERS = wordset(
    "the a my our all everyone everybody two three four five six ten several some 2 3 4 5 6 10"
)
_TIDINGS = wordset(
    "comment comments news update updates result results feedback question questions details idea ideas"
)
_WISHES = wordset("welcome congrats congratulations well luck happy")
_EXCUSES = frozenset(("excuses", "regrets"))
_MUTUAL = (words.MAY_FOLLOW - {"his", "her", "their"}) | words.ABOUT | {"a", "all", "lots"}


def direction_of(
    line: Line, places: list[int], persons: dict[int, int], *, opened: int | None
) -> str | None:
    """Return `me` or `them` for who reached out; None when the line does not say.

    `persons` are where names stand, `opened` the colon behind names that open the line.
    """
    told = Told(line, persons, opened)
    for place in places:
        if _reaches(line, place):
            found = _reached(told, place)
            return "them" if found == "me" and _is_answered(told, place, places) else found
        found = sent(told, place) or _reaching(told, place)
        if found:
            return found
    return None


def given_by(line: Line, places: list[int], persons: dict[int, int]) -> str | None:
    """Return `me` or `them` for who gave or asked: `gave Bob a lift`, `Mia told me`, `was given a hat by Sam`."""
    told = Told(line, persons, None)
    for place in places:
        if line.low(place) == "given" and line.low(place - 1) in words.PASSIVE:
            return "them" if any(line.low(first - 1) == "by" for first in persons) else None
        if line.low(place) not in _GIVING:
            continue
        subject = subject_of(told, place)
        ahead = {line.low(each) for each in range(place + 1, place + _FAR)}
        if not ahead.isdisjoint(_NO_GIFTS):
            return None
        if subject + 1 in told.ends:
            others = place + 1 in persons or with_me(told, subject + 1)
            return None if others else "them"
        mine = not line.low(subject)[:1].isalnum() or line.low(subject) in words.ME
        goal = place + 1 in persons or any(line.low(each - 1) == "to" for each in persons)
        return "me" if mine and (goal or line.low(place + 1) in words.HIM) else None
    return None


def _reaches(line: Line, place: int) -> bool:
    """Return whether somebody is reached here: `called`, `got in touch`, `gave Bob a ring`."""
    low, follows = line.low(place), line.low(place + 1)
    if low == "got":
        then, whom = line.low(place + 2), line.low(place + 3)
        back = (follows, then) == ("back", "to") and (
            whom in line.known or whom in words.MINE | words.HIM
        )
        return back or (follows, then) == ("in", "touch")
    if low == "sent" and (follows == "," or line.low(place + 2) in _EXCUSES):
        return False
    if low == "hit":
        return "up" in {follows, line.low(place + 2)}
    things = verbs.GIVEN.get(low)
    if things:
        return _gives(line, place, things)
    if low == "reached":
        return follows == "out"
    if (low == "wrote" and kindwords.is_own_writing(line, place)) or (
        low in {"called", "rang", "phoned"} and kindwords.rings_nobody(line, place)
    ):
        return False
    written = low == "written" and line.low(place - 1) in _HAVING
    reaching = (
        low in verbs.REACHING
        or written
        or (low.rpartition("-")[2] in verbs.REACHING and not low.startswith("co-"))
    )
    return reaching and kindwords.KIND_PAIRS.get((low, follows)) != ""


def _gives(line: Line, place: int, things: frozenset[str]) -> bool:
    """Return whether one of these things follows, before a sign and not after `over`."""
    for each in range(place + 1, place + _FAR + 1):
        low = line.low(each)
        if not low[:1].isalnum() or low in kindwords.BY_APP:
            return False
        if low in things:
            return True
    return False


def _reaching(told: Told, place: int) -> str | None:
    """Return whose doing `call to Bob`, `texting Bob`, `Bob keeps calling` is."""
    line, low = told.line, told.line.low(place)
    follows = line.low(place + 1)
    if low in verbs.THEIRS and place in told.ends and not line.tokens[place - 1].owns:
        return None if line.low(place + 1) in words.WITH else "them"
    if low not in verbs.REACHING_NOW:
        return None
    from_them = follows == "from" and place in told.ends
    if follows in {"me", "us"} and (low.endswith("ing") or place in told.ends):
        return "them"
    if low.endswith("ing") and from_them:
        return "them"
    if line.low(place + 1) == "to":
        return None if line.low(place - 2) in kindwords.BY_APP else "me"
    behind = place - 1
    if line.low(behind) == "to" and line.low(behind - 1) == "managed":
        return "them" if behind - 1 in told.ends else "me"
    while line.low(behind) in planwords.ADVERBS | _HELPING:
        behind -= 1
    ongoing = low.endswith("ing") or line.low(place - 1) == "did"
    if behind + 1 in told.ends and ongoing and behind < place - 1:
        return "them" if not with_me(told, behind + 1) else None
    reached = any(before(line, each) == place for each in told.starts if each > place)
    reached = reached or line.low(place + 1) in words.HIM
    return "me" if reached and line.low(behind) in _BEFORE_MINE else None


def _reached(told: Told, place: int) -> str | None:
    """Return whose doing the verb at `place` is."""
    line = told.line
    follows, behind = line.low(place + 1), subject_of(told, place)
    if (follows, line.low(place + 2)) == ("each", "other"):
        return None
    low = line.low(behind)
    if _is_theirs(told, place):
        return "them"
    company = follows in words.WITH and not _brings(line, place + 2)
    if company and (behind + 1 not in told.ends or place + 2 in told.starts):
        return None
    named = follows in words.HIM or place + 1 in told.starts
    if behind + 1 in told.ends:
        return _reached_by(told, place, behind + 1, named=named)
    if low in words.PASSIVE or low in words.THEM:
        return "them"
    if low not in words.THEM and line.low(place) == "visited" and not _visits(told, place):
        return None
    if behind == told.opened or (low in words.ME and line.low(behind - 1) in words.JOINING):
        return "me" if named and line.low(place + 2) not in namewords.KIN else None
    goal = follows == "to" and place + 2 in told.starts
    if (
        low == ","
        and not (named or goal)
        and continues(told, behind)
        and not _is_with_them(line, place)
    ):
        return "them"
    if not low or low in words.ME or not low[0].isalnum():
        return None if _is_mutual(line, place) and (low == "we" or follows == "back") else "me"
    sent = line.low(place) in _SENDING and place + 2 in told.starts
    if follows == "to" and (sent or kindwords.KIND_OF.get(low, "met") != "met"):
        return "me"
    joined = low in words.JOINING or low in {"then", "so"} or line.low(behind + 1) == "then"
    return implied(told) if joined else None


def _is_theirs(told: Told, place: int) -> bool:
    """Return whether it is `texted me`, `called to wish me luck`, `was invited by Bob`."""
    line, follows = told.line, told.line.low(place + 1)
    by = follows == "by" and line.low(place + 2) not in kindwords.APP_OF
    if by or follows in {"me", "us"} or (place == line.start and _is_by(told, place)):
        return True
    purpose = follows == "to" and line.low(place + 2) in words.PURPOSES
    return purpose and line.low(place + 3) in words.MINE


def _reached_by(told: Told, place: int, end: int, *, named: bool) -> str | None:
    """Return whose doing the verb is behind a name that ends at `end`; `named` before another."""
    line, first = told.line, told.ends[end]
    if line.low(end) == "then" and line.low(first - 1) in words.WITH:
        return "me"
    if is_goal(told, first):
        return "me"
    if not with_me(told, end):
        return "them"
    return None if _is_mutual(line, place) and not named else "me"


def _is_with_them(line: Line, place: int) -> bool:
    """Return whether whom the line begins with is spoken of behind a verb, so that it is mine."""
    if any(line.low(each) in words.HIM for each in range(place + 1, line.stop)):
        return True
    purpose = [line.low(each) for each in range(place + 1, line.stop)]
    wishes = purpose[1:2] == ["congratulate"] or not _WISHES.isdisjoint(purpose[2:4])
    return purpose[:1] == ["to"] and wishes and words.ME.isdisjoint(purpose)


def _visits(told: Told, place: int) -> bool:
    """Return whether somebody is visited, and not a museum with them."""
    line = told.line
    if line.low(place + 1) in words.HIM or line.low(place + 1) in words.ME:
        return True
    for each in range(place + 1, min(place + _SHORT + 1, line.stop)):
        if line.low(each) in words.WITH:
            return False
        if each in told.starts or line.tokens[each].owns:
            return True
    return False


def _is_by(told: Told, place: int) -> bool:
    """Return whether it is `invited to dinner by Bob`."""
    ahead = range(place + 2, place + _FAR)
    return any(told.line.low(each) == "by" and each + 1 in told.starts for each in ahead)


def _is_answered(told: Told, place: int, places: list[int]) -> bool:
    """Return whether others were reached, and somebody named then: `rang the office, Bob rang back`."""
    line = told.line
    if place != line.start or line.low(place + 1) not in _OTHERS:
        return False
    later = (
        each
        for each in places
        if each > place and kindwords.kind_of_word(line.low(each)) and _reaches(line, each)
    )
    verb = next(later, place)
    return min(told.starts, default=verb) == told.ends.get(subject_of(told, verb) + 1)


def _brings(line: Line, place: int) -> bool:
    """Return whether it is the comments of `rang with comments`, `rang with some good news`."""
    return any(line.low(each) in _TIDINGS for each in range(place, place + _SHORT))


def _is_mutual(line: Line, place: int) -> bool:
    """Return whether nobody follows a verb, as in `Bob and I texted all night`, `back and forth`."""
    follows = line.low(place + 1)
    if follows == "back":
        return line.low(place + 2) in words.JOINING
    return not follows[:1].isalnum() or follows in _MUTUAL
