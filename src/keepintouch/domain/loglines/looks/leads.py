"""A meal or a call only wished for, put off, asked for: `hoping for lunch with Bob`, `once Mia is back, lunch`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, leadwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.how.kinds import How
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

_LIVE = frozenset(("met", "call", "video"))
_SMALL = (
    words.DETERMINERS
    | words.HIS
    | wordset("my our for to on of up in forward off about down out no together away")
)
_PAIRS = {
    "turned": wordset("down"), "passed": wordset("on"), "set": wordset("up"), "sat": wordset("out"),
    "said": wordset("no"), "fixed": wordset("up"), "brought": wordset("forward"), "put": wordset("off in"),
    "fwd": wordset("to"), "agreed": wordset("on to"), **dict.fromkeys(("excited", "keen", "eager", "psyched", "nervous", "pumped", "stoked"), wordset("for about to re")), "moved": _SMALL, "dying": wordset("to for"),
}  # fmt: skip
_MOVED = wordset(
    "moved pushed shifted delayed deferred rebooked rearranged scheduled booked arranged"
)
_ADJECTIVES = wordset("next weekly monthly regular first second quick short")
_WANTING = wordset(
    "need needs want wants declined refused rejected turned skip skipped cancel avoid plan"
)
_COMING = wordset("pop swing nip drop come stop visit join call ring text email write phone meet")
_PRESENT = wordset("is are isn't has gets can")
_LAST = wordset("spoke saw met talked called rang texted emailed visited wrote heard seen time")
_FAR = 5


def lead(walked: Walked, how: How) -> Found | None:
    """Return the words before a meal or call that say it has not been, or what it hangs on."""
    line = walked.line
    first = walked.walk.persons.get(line.start, line.start)
    while line.low(first) in words.ME | planwords.ADVERBS | {
        "so",
        "i'm",
        "we're",
        "i've",
        "we've",
        "really",
        "very",
    }:
        first += 1
    return (
        _only_if(walked, line.start)
        or _last_time(line)
        or _may_come(walked)
        or _moved(line, first)
        or (
            _before_kind(walked, first, how)
            if how.kind and how.kind[0] in _LIVE
            else _before_chat(line, first)
        )
        or _maybe_last(line, how)
    )


def _before_kind(walked: Walked, first: int, how: How) -> Found | None:
    """Return the `proposed` of `proposed a call`, straight before the kind but for small words."""
    line, low = walked.line, walked.line.low(first)
    kind = how.kind[1][0] if how.kind else first
    if low not in leadwords.WISHING | leadwords.ASKING or not first < kind <= first + _FAR:
        return None
    between = [line.low(each) for each in range(first + 1, kind)]
    pair = _PAIRS.get(low)
    if (
        pair is not None
        and (not between or between[0] not in pair)
        and not _is_put_off(line, first, kind)
    ):
        return None
    if low == "set" and between == ["up"]:
        return None
    plain = all(each in _SMALL or kindwords.kind_of_word(each) for each in between)
    return (first, first + 1, "plan") if plain or low in leadwords.WISHING else None


def _last_time(line: Line) -> Found | None:
    """Return the `last time` of `lunch with Bob was the last time I saw him`: a memory."""
    for place in range(line.start + 1, line.stop - 1):
        if (line.low(place), line.low(place + 1)) == ("last", "time") and line.low(
            place + 2
        ) in words.ME:
            return place, place + 2, "unsure"
    return None


def _moved(line: Line, first: int) -> Found | None:
    """Return the `moved` of `moved my 1:1 with Bob to Tuesday`, `pushed our sync back`."""
    thing = first + 1
    while line.low(thing) in _SMALL | _ADJECTIVES:
        thing += 1
    put_off = line.low(first) in _MOVED and line.low(thing) in leadwords.CHATS
    return (first, first + 1, "plan") if put_off else None


def _before_chat(line: Line, first: int) -> Found | None:
    """Return the `need` of `need a chat with Bob`, the `declined` of `declined lunch with Bob`."""
    thing = first + 1
    while line.low(thing) in _SMALL | _ADJECTIVES:
        thing += 1
    wished = line.low(first) in leadwords.WISHING | _WANTING and leadwords.is_contact(
        line.low(thing)
    )
    return (
        (first, first + 1, "plan")
        if wished and line.low(thing + 1) in words.WITH | {"at"}
        else None
    )


def _is_put_off(line: Line, first: int, kind: int) -> bool:
    """Return whether it is `put lunch with Bob in the diary`, `moved lunch with Bob to thursday`."""
    ahead = {line.low(each) for each in range(kind + 1, line.stop)}
    if line.low(first) in {"moved", "pushed", "shifted", "brought"}:
        return first + 1 == kind and (
            line.low(first) == "moved" or not ahead.isdisjoint(("to", "till", "until", "forward"))
        )
    return line.low(first) == "put" and not ahead.isdisjoint(("diary", "calendar"))


def _only_if(walked: Walked, first: int) -> Found | None:
    """Return the `once` of `once Bob is back`, `if Mia calls`, told of what is to come."""
    line = walked.line
    low = line.low(first)
    since = low in {"it's", "its", "been"} and "since" in map(line.low, range(first, line.stop))
    if since and "been" in {low, line.low(first + 1)}:
        return first, first + 2, "not"
    if (low, line.low(first + 1), line.low(first + 2)) == ("long", "time", "no"):
        return first, first + 3, "not"
    if low == "last" and line.low(first + 1) in _LAST:
        return first, first + 2, "unsure"
    if low == "before" and line.low(first + 1).endswith("ing") and first + 2 in walked.walk.persons:
        return first, first + 2, "unsure"
    if low == "if" or (low, line.low(first + 1)) == ("next", "time"):
        return first, first + 1, "plan"
    if low not in leadwords.IFS and (low, line.low(first + 1)) != ("as", "soon"):
        return None
    place = first + 1 + 2 * (low == "as")
    if place in walked.walk.persons:
        place = walked.walk.persons[place]
    elif line.low(place) in words.THEM | words.ME:
        place += 1
    else:
        return None
    verb = line.low(place)
    present = verb in _PRESENT or verb in verbs.PRESENT | verbs.THEIRS
    return (first, first + 1, "plan") if present else None


def _may_come(walked: Walked) -> Found | None:
    """Return the `might pop` of `Mia might pop by`, the `should` of `should Bob call`."""
    line, place = walked.line, walked.walk.persons.get(walked.line.start)
    inverted = walked.walk.persons.get(line.start + 1)
    if line.low(line.start) == "should" and inverted:
        return line.start, inverted, "plan"
    if place is None or line.low(place) not in planwords.AUXILIARIES:
        return None
    verb = place + 1
    while line.low(verb) in planwords.ADVERBS:
        verb += 1
    if line.low(verb - 1) == "have" and line.low(verb) in verbs.REACHING:
        return place, verb + 1, "unsure"
    return (place, verb + 1, "plan") if line.low(verb) in _COMING else None


def _maybe_last(line: Line, how: How) -> Found | None:
    """Return the `maybe` that ends `skyping with Bob later maybe`, or begins `maybe lunch with Bob`."""
    last = line.stop - 1
    while last > line.start and line.tokens[last].sort != "word":
        last -= 1
    for place in (line.start, last):
        sure = how.kind is None or line.low(place + 1) in verbs.REACHING | {"saw", "met"}
        if line.low(place) in leadwords.MAYBE and not sure:
            return place, place + 1, "plan"
    return None
