"""Company that came to nothing: `coffee with Bob bumped to May`, `went to see Mia but she was out`, `ran out of time`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import leadwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_PUT_OFF = wordset(
    "resched rescheduled bumped pushed put shunted deferred delayed shelved parked swallowed eaten clashed clashes slipped "
    "moved postponed squeezed scrapped dropped axed"
)
_EATEN = frozenset(("ate", "swallowed", "killed", "scuppered", "dropped", "axed", "missed"))
_HAVING = words.PASSIVE | {"is", "has", "gets"}
_LATER = wordset("to back till until into by with out off again because for")
_REGULAR = leadwords.CHATS | wordset(
    "one-on-one weekly monthly biweekly lunch coffee dinner call meeting breakfast hour appraisal one-to-one"
)
_GOING = wordset("went drove came popped walked travelled traveled cycled called")
_GONE = frozenset(("'d", "had", "wasn't", "wasnt", "was", "were", "weren't", "has", "forgot"))
_THEY = frozenset(f"{word}'d" for word in ("she", "he", "they"))
_AWAY = wordset("out asleep away gone already not in at left busy off sleeping working")
_DESERTING = frozenset((("bailed", "on"), ("flaked", "on"), ("stood", "up"), ("bailing", "on")))
_TOO_LATE = frozenset((("before", "i"), ("before", "we"), ("time", "i"), ("time", "we")))
_TAKING = wordset("answered picked took said says replied")
_UNREACHABLE = frozenset(
    tuple(each.split())
    for each in (
        "out of office", "out-of-office", "no longer works", "no longer there", "wrong address", "wrong number",
        "address unknown", "autoreply", "auto-reply", "return to sender", "deleted it", "he's left", "she's left",
    )
)  # fmt: skip
_WISHED = frozenset((want, whom) for want in ("wants", "like", "begged") for whom in ("me", "us"))
_NOT_HAD = frozenset((("out", "of", "time"), ("got", "ready", "for")))
_EXCUSED = frozenset((each, "from") for each in ("apologies", "regrets", "excuses"))
_PAIRING = frozenset(("matched", "paired"))
_PASSED_BY = frozenset(
    (verb, where)
    for verb in ("walked", "drove", "cycled", "ran", "went")
    for where in ("past", "by")
)
_NOTHING = frozenset(("nothing", "said"))
_SOUGHT = wordset("called rang phoned came popped dropped stopped")
_UNABLE = wordset("out asleep bath shower driving meeting away sleeping")
_DONE = {
    "talked": frozenset(("up", "down")),
    "put": frozenset(("forward", "down")),
    "kicked": frozenset(("out", "off")),
    "took": frozenset(("off",)),
    "moved": frozenset(("to",)),
    "wrote": frozenset(("up", "off")),
}
_FAR = 4


def missed(walked: Walked) -> Found | None:
    """Return the words that say that one did not meet, or did not reach who is named."""
    line, walk = walked.line, walked.walk
    told = (_told(line, walk, place) for place in range(line.start, line.stop))
    return (
        next((each for each in told if each), None)
        or _done_with(line, walk)
        or _put_off(line, walk)
        or _eaten(line, walk)
        or _not_there(line, walk)
        or _never_read(line)
        or _another_answered(line, walk)
    )


def _told(line: Line, walk: Walk, place: int) -> Found | None:
    """Return the words here that say so by themselves: `bailed on`, `out of time`, `apologies from`, `walked past`."""
    pair, third = (line.low(place), line.low(place + 1)), line.low(place + 2)
    if pair in _DESERTING and third not in words.MINE | {"for", "to"}:
        return place, place + 2, "not"
    if pair[0] == "stood" and pair[1] in words.ME and third == "up":
        return place, place + 3, "not"
    if (*pair, third) in _NOT_HAD:
        return place, place + 3, "not"
    if pair[0] in words.MEANWHILE | {"but"} and _was_away(line, place + 1):
        return place, place + 3, "unsure"
    excused = pair in _EXCUSED and any(first > place for first in walk.slots)
    paired = pair[0] in _PAIRING and pair[1] == "me"
    silent = pair in _PASSED_BY or (pair[0] in {"said", "never"} and pair[1] in _NOTHING)
    wished = pair in _WISHED and third == "to" and _is_by_me(line, place + 3)
    late = pair in _TOO_LATE and _has_left(line, place)
    return (place, place + 2, "unsure") if excused or paired or silent or wished or late else None


def _is_by_me(line: Line, place: int) -> bool:
    """Return whether it is the `call him`, `visit` that `wants me to` asks for."""
    reached = line.low(place) in verbs.REACHING_NOW | {"come", "visit", "hear"}
    return reached and (line.low(place + 1) in words.HIM or not line.low(place + 1)[:1].isalnum())


def _has_left(line: Line, place: int) -> bool:
    """Return whether somebody left before: `Mia had gone home by the time I arrived`."""
    return any(line.low(each) in {"left", "gone"} for each in range(line.start, place))


def _was_away(line: Line, place: int) -> bool:
    """Return whether it is the `I was out` of `Mia called while I was out`, and nobody rang back."""
    called = any(line.low(each) in _SOUGHT for each in range(line.start, place))
    was = line.low(place) in words.ME and line.low(place + 1) in {"was", "were"}
    ahead = {line.low(each) for each in range(place + 2, line.stop)}
    spoke = "back" in ahead or not words.ABOUT.isdisjoint(ahead)
    return called and was and not spoke and not _UNABLE.isdisjoint(ahead)


def _done_with(line: Line, walk: Walk) -> Found | None:
    """Return the `talked Bob up`, `put Mia forward`, `kicked Sam out` of what was done behind somebody's back."""
    for first, last in walk.persons.items():
        if line.low(last) in _DONE.get(line.low(first - 1), ()):
            return first - 1, last + 1, "unsure"
    return None


def _put_off(line: Line, walk: Walk) -> Found | None:
    """Return the `bumped to` of `coffee with Bob bumped to next week`, `our 1:1 with Mia got eaten by the board`."""
    near = {line.low(line.start + step) for step in range(_FAR)}
    if not any(leadwords.is_contact(low) or low in _REGULAR for low in near):
        return None
    for first, last in walk.persons.items():
        place = last if line.low(first - 1) in words.WITH | words.JOINING else line.stop
        while line.low(place) in _HAVING | planwords.ADVERBS:
            place += 1
        low, follows = line.low(place), line.low(place + 1)
        ends = place + 1 >= line.stop or not follows[:1].isalnum()
        if low in _PUT_OFF and (ends or follows in _LATER):
            return place, place + 1, "not"
    return None


def _eaten(line: Line, walk: Walk) -> Found | None:
    """Return the `ate my 1:1` of `fire drill ate my 1:1 with Bob`, the `dropped the weekly` with Mia."""
    for place in range(line.start, min(walk.slots, default=line.start)):
        low, follows = line.low(place), line.low(place + 1)
        thing = {line.low(place + 2), line.low(place + 3)}
        if low in _EATEN and follows in {"my", "our", "the"} and not _REGULAR.isdisjoint(thing):
            return place, place + 3, "not"
    return None


def _not_there(line: Line, walk: Walk) -> Found | None:
    """Return the `but she was` of `went to see Mia but she was out`, the `she'd` of `went to meet Bob, she'd left`."""
    goes = line.low(line.start) in _GOING
    aims = goes and "to" in {line.low(line.start + step) for step in (1, 2)}
    if not aims and line.low(line.start) != "arranged":
        return None
    for place in range(min(walk.slots, default=line.stop), line.stop):
        if line.low(place) not in {",", "but", ";", "-", *words.DASHES}:
            continue
        first = place + 1 + (line.low(place + 1) == "but")
        low, follows = line.low(first), line.low(first + 1)
        gone = low in words.THEM and follows in _GONE
        stays = follows == "was" and line.low(first + 2) not in _AWAY
        if low in _THEY or (gone and not stays):
            return first, first + 2, "not"
    return None


def _never_read(line: Line) -> Found | None:
    """Return the `out of office` of `emailed Bob, got his out of office`, the `wrong address` of a letter."""
    if not any(
        line.low(line.start + step) in verbs.REACHING | {"letter", "typed"} for step in (0, 1)
    ):
        return None
    for place in range(line.start + 1, line.stop):
        for each in _UNREACHABLE:
            last = place + len(each)
            if each == tuple(map(line.low, range(place, last))):
                return place, last, "not"
    return None


def _another_answered(line: Line, walk: Walk) -> Found | None:
    """Return the `Leo picked up` of `Mia called but Leo picked up`, `rang Bob, his wife said he's asleep`."""
    called = {line.low(line.start + step) for step in range(3)} & {"called", "rang", "phoned"}
    if not called:
        return None
    for place in range(min(walk.slots, default=line.stop) + 2, line.stop):
        taken = line.low(place) in _TAKING and line.low(place - 1).isalpha()
        behind = line.low(place - 1)
        if not taken or behind in words.ME | words.THEM | planwords.ADVERBS | {"i've", "and"}:
            continue
        whose = line.low(place - 2) in words.OWNERS and behind in namewords.KIN | namewords.ROLES
        first = place - 1 - whose
        parted = line.low(first - 1) in {",", "but", ";", "-", *words.DASHES}
        answered = line.low(place) not in {"said", "says"} or whose
        if parted and answered:
            return first, place + 1, "unsure"
    return None
