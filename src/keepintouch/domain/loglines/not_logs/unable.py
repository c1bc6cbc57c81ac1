"""What could not be done: `not possible to reach Bob`, `no chance to talk to Mia`, `called Bob in vain`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line

_NOT = planwords.NEGATIONS | wordset(
    "not wasn't weren't isn't wasnt werent isnt never no hardly neither nor"
)
_REACHABLE = wordset("reachable contactable unreachable")
_HARD = wordset("impossible hard difficult")
_MEANS = wordset("chance opportunity way possibility time opening")
_ACTS = (
    verbs.REACHING_NOW
    | planwords.SPEAKING
    | wordset("meet see get catch chat contact connect say find join")
) - {"return", "reply"}
_IDLE = frozenset(
    (("in", "vain"), ("no", "avail"), ("without", "success"), ("without", "luck"), ("without", "answer"),
     ("without", "reply"), ("without", "result"), ("without", "response"), ("without", "avail"), ("no", "success"))
)  # fmt: skip
_BETWEEN = wordset(
    "really at all any much great a an the real to been be even yet quite simply just"
)
_NOT_NOW = wordset("not aren't isn't don't arent isnt dont weren't")
_GOING_ON = wordset("anymore now lately currently these any . , !")
_DOES = wordset("don't doesn't dont doesnt")
_NEVER = planwords.NEGATIONS | _DOES
_HELPING = wordset("was were am have had could did can")
_COULD_NOT = wordset("not couldn't can't didn't couldnt cant didnt cannot")
_GETTING = wordset("get to really even actually manage ever")
_HEARING = wordset("from nothing anything much a")
_WORDS = wordset("talk speak chat")
_WRITING = wordset("call write text reply answer email phone ring")
_NO_MORE = wordset("anymore any at each back me us this")
_TRIED = verbs.REACHING | verbs.REACHING_NOW | wordset("tried trying attempted attempts")


def unable(line: Line) -> Found | None:
    """Return the words that say that nobody was reached."""
    for place in range(line.start, line.stop):
        low, follows = line.low(place), line.low(place + 1)
        away = low in _REACHABLE and (_is_denied(line, place) or low.startswith("un"))
        if away and not _tried(line, place):
            return place, place + 1, "not"
        if low.startswith("unsuccessful") or ((low, follows) in _IDLE and _tried(line, place)):
            return place, min(place + 2, line.stop), "not"
        lost = low == "no" and follows in {"contact", "communication"}
        if lost and line.low(place + 2) in words.WITH | {"from"}:
            return place, place + 2, "not"
        parted = _apart(line, place) or _wordless(line, place)
        if parted:
            return place, parted, "not"
        lacking = low in {"possible", "able", *_MEANS} and _is_denied(line, place)
        if lacking or low in _HARD:
            act = place + 2 if follows == "to" else place + 3
            whom = follows in {"to", "for"} and line.low(act - 1) == "to"
            if whom and line.low(act) in _ACTS and not _is_later(line, place):
                return place, act + 1, "not"
    return None


def _apart(line: Line, place: int) -> int | None:
    """Return where `not speaking`, `no longer in touch`, `lost touch` ends: nobody talks any more."""
    low, follows, third = (line.low(place + step) for step in range(3))
    pair = (low, follows)
    talking = low in _NOT_NOW and follows in {"speaking", "talking", "talk", "speak"}
    others = line.low(place + 3) in line.known and _tried(line, place)
    if talking and not others and third in _GOING_ON | words.WITH | {"to", ""}:
        return place + 2
    if pair in {("no", "longer"), ("not", "on")} and third in {
        "in",
        "speaking",
        "talking",
        "friends",
    }:
        return place + 3
    return place + 2 if pair in {("lost", "touch"), ("losing", "touch")} else None


def _wordless(line: Line, place: int) -> int | None:
    """Return where `didn't talk`, `don't hear from`, `doesn't call any more` ends."""
    low, last = line.low(place), place + 1
    if low in _HELPING and line.low(last) in words.ME and line.low(last + 1) == "not":
        return last + 2
    if low == "i" and _has_failed(line, last):
        return min(last + 2, line.stop)
    if low not in _NEVER:
        return None
    while line.low(last) in _GETTING:
        last += 1
    verb, follows = line.low(last), line.low(last + 1)
    if verb == "hear" and follows in _HEARING:
        return last + 1
    alone = not follows[:1].isalnum() or follows in _NO_MORE
    if verb in _WORDS and low not in _DOES:
        return last + 1 if alone else None
    idle = low in _DOES and verb in _WRITING and alone and not _tried(line, place)
    return last + 1 if idle else None


def _has_failed(line: Line, place: int) -> bool:
    """Return whether it is the `could not` of `I was invited, but I could not`, which ends there."""
    low, last = line.low(place), place + 1
    if low in {"could", "did", "can"} and line.low(last) == "not":
        low, last = "not", last + 1
    return low in _COULD_NOT and not line.low(last)[:1].isalnum()


def _is_denied(line: Line, place: int) -> bool:
    """Return whether a `not` or a `no` stands before, with small words between."""
    place -= 1
    while line.low(place) in _BETWEEN:
        place -= 1
    return line.low(place) in _NOT


def _tried(line: Line, place: int) -> bool:
    """Return whether somebody was called, written to or looked for before a place."""
    return any(line.low(each) in _TRIED for each in range(line.start, place))


def _is_later(line: Line, place: int) -> bool:
    """Return whether a clause before tells of a contact that was: `met Bob, he is not able to call me`."""
    told = (each for each in range(line.start, place) if line.low(each) in words.STOPS | {",", ":"})
    return any(
        line.low(each) in verbs.REACHING | verbs.CONTACT
        for end in told
        for each in range(line.start, end)
    )
