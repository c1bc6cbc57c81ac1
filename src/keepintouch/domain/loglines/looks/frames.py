"""What a contact is set in, so that it need not have been: `late for lunch with Bob`, `afraid to call Bob`, `the day I met Bob`."""

from __future__ import annotations

from keepintouch.domain.daywords import WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, leadwords, planwords, verbs, words
from keepintouch.domain.loglines.lexicon.leadwords import is_contact
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_SMALL = words.DETERMINERS | words.HIS | wordset(
    "my our quick long short nice lovely first second early late little big proper weekly monthly surprise birthday"
)  # fmt: skip
_FRAMING = wordset("for of to before until till")
_GOING = wordset(
    "went go going gone came come met meet over round out in up down along away back off together joined join stopped "
    "popped dropped nipped took taken treated gathered sat stayed stay walked drove rode headed was were been us me them "
    "him her here there everyone all thanks thank cheers lots home town again reached called thought"
)
_HAPPY = wordset(
    "nice good great lovely glad happy pleased fun wonderful delighted pleasure chance brilliant lucky honoured proud "
    "able possible opportunity excuse reason privilege sweet kind fantastic amazing time trip visit over round up down back in "
    "out by here there home"
)
_UNREAL = wordset("if before until till unless since think thought whether once wondering day time")
_TIMES = wordset("day time")
_ONE = wordset("the last any that every")
_UNWILLING = wordset(
    "afraid ready yet i'm we're busy tempted reluctant refused declined whether how when where what due offered invited scared "
    "nervous lazy tired shy ashamed hesitant unwilling willing prepared set free dying itching"
)
_TILL = wordset("before until till")
_MEASURES = wordset(
    "cup glass pint bottle spot bite round bit lot lots plenty hour hours night day evening afternoon"
)
_FAR = 4
_AFTERWARDS = wordset("later soon booked scheduled planned tbd tbc pending someday sometime agreed")
_HANGING = wordset("if whenever unless")
_TRAILING = frozenset(
    (("on", "hold"), ("still", "to"), ("no", "longer"), ("was", "supposed"), ("was", "due"), ("was", "moved"),
     ("was", "meant"), ("one", "day"), ("some", "day"), ("-", "not"), ("to", "come"), ("would", "be"), ("got", "moved"),
     ("planned", "for"), ("booked", "for"), ("off", "again"))
)  # fmt: skip
_DONE_WITH = wordset("done over fun great nice lovely always")
_NEVER = frozenset((("at", "no"), ("on", "no"), ("under", "no")))
_INSTEAD = frozenset((("rather", "than"), ("instead", "of")))
_DENYING = wordset(
    "couldn't couldnt didn't didnt can't cant cannot won't wont wouldn't haven't don't dont"
)
_BEFORE_BARE = _DENYING | planwords.AUXILIARIES | {"to"}
_PERMITTING = wordset("permitting willing")
_BARE = verbs.REACHING_NOW | planwords.TOGETHER - {"stop"} | {"have", "go"}
_DONE = verbs.REACHING - {"invited"} | {"met", "saw"}


def framed(line: Line, walk: Walk) -> Found | None:
    """Return the words that a contact is set in, where nothing before them is one."""
    place = _contact(line, walk)
    return (
        _asked_for(line)
        or _trails(line, walk)
        or _to_do(line, walk)
        or _thought(line, walk)
        or (None if place is None else _set_in(line, walk, place))
    )


def _trails(line: Line, walk: Walk) -> Found | None:
    """Return the `on hold` of `lunch with Bob on hold`, the `if` of `call with Mia if she can`."""
    head = [line.low(each) for each in range(line.start, line.start + _FAR)]
    first = min(walk.slots, default=line.start)
    if first == line.start or not any(map(is_contact, head)) or not verbs.REACHING.isdisjoint(head):
        return None
    for last in (walk.persons[each] for each in walk.slots):
        low, follows = line.low(last), line.low(last + 1)
        if low in _AFTERWARDS and not follows[:1].isalnum():
            return last, last + 1, "unsure"
        due = low == "for" and (follows in WEEKDAYS or follows in {"next", "tomorrow"})
        due = due and kindwords.NOT_YET_MET.isdisjoint(head)
        to_be = low == "is" and follows not in _DONE_WITH
        if due or to_be or low in _HANGING or (low, follows) in _TRAILING:
            return last, min(last + 2, line.stop), "unsure"
    return None


def _to_do(line: Line, walk: Walk) -> Found | None:
    """Return the `must call` of `Mia is ill, must call her`, the `I'll visit` of `… so I'll visit her`."""
    last = walk.persons.get(line.start)
    if last is None or line.start not in walk.slots:
        return None
    for place in range(last, line.stop - 1):
        if is_contact(line.low(place)) or line.low(place) in _DONE:
            return None
        first = place + 1 + (line.low(place + 1) in words.ME)
        verb = first + 1 + (line.low(first + 1) == "to")
        planned = line.low(first) in planwords.AUXILIARIES | planwords.TO_PLANS
        reached = line.low(verb) in _BARE and line.low(verb + 1) in words.HIM
        parted = not line.low(place)[:1].isalnum() or line.low(place) == "so"
        if parted and planned and reached:
            return first, verb + 1, "plan"
    return None


def _contact(line: Line, walk: Walk) -> int | None:
    """Return the place of the first word of contact, if no name and nothing done stands before it."""
    first = min(walk.slots, default=line.stop)
    for place in range(line.start, min(first, line.stop)):
        low = line.low(place)
        if place in walk.hits or low in _DONE:
            return None
        bare = low in _BARE and line.low(place - 1) in _BEFORE_BARE
        if is_contact(low) or bare:
            return place
    return None


def _set_in(line: Line, walk: Walk, place: int) -> Found | None:
    """Return the `late for` of `late for lunch`, the `afraid to` of `afraid to call`."""
    behind = place - 1
    if line.low(behind) in _BEFORE_BARE - {"to"} and line.low(place) in _BARE:
        return behind, place + 1, "not" if line.low(behind) in _DENYING else "plan"
    while line.low(behind) in _SMALL:
        behind -= 1
    low, before = line.low(behind), line.low(behind - 1)
    if low not in _FRAMING or behind < line.start:
        return None
    if behind == place - 1 and low == "to" and line.low(place) in _BARE:
        harmless = not _is_unwilling(line, behind)
    elif behind == line.start or low in _TILL:
        harmless = low not in _TILL
    else:
        measured = low == "of" and before in _MEASURES
        harmless = before in _GOING or before in line.known or measured or not before[:1].isalnum()
    harmless = harmless or _acts_behind(line, walk, place)
    return None if harmless else (max(behind - 1, line.start), place + 1, "unsure")


def _is_unwilling(line: Line, to: int) -> bool:
    """Return whether a `to` follows `afraid`, `decided not`, or words without a past verb and gladness."""
    before = line.low(to - 1)
    would = any(line.low(each) in {"would", "will", "could"} for each in range(line.start, to))
    if before in _UNWILLING or before == "not" or would:
        return True
    past = (line.low(each) for each in range(line.start, to))
    went = any(low in verbs.IRREGULAR or low.endswith("ed") or low == "been" for low in past)
    return to > line.start and not went and before not in _HAPPY


def _acts_behind(line: Line, walk: Walk, place: int) -> bool:
    """Return whether it is `before dinner I called Mia`: the contact comes behind."""
    first = min(walk.slots, default=place)
    between = range(place + 1, first)
    return line.low(first - 1) == "by" or any(line.low(each) in _DONE for each in between)


def _thought(line: Line, walk: Walk) -> Found | None:
    """Return the `day I` of `the day I met Bob`, the `what if I` of `what if I called Bob`."""
    first = min(walk.slots, default=line.stop)
    for place in range(line.start + 1, min(first, line.stop)):
        if (
            is_contact(line.low(place - 1))
            or line.low(place - 1) in verbs.REACHING
            or place in walk.hits
        ):
            return None
        before = line.low(place - 1)
        told = before in _UNREAL and (before not in _TIMES or line.low(place - 2) in _ONE)
        told = told or (before == "when" and line.low(place + 1) in _BARE)
        if line.low(place) in {"i", "we"} and told:
            return place - 1, place + 1, "unsure"
    return None


def _asked_for(line: Line) -> Found | None:
    """Return the `please call` of what is asked for, the `time permitting`, the `next week` of a plan."""
    low, follows = line.low(line.start), line.low(line.start + 1)
    maybe = low in leadwords.MAYBE and (follows in _BARE or follows in {"i'll", "we'll"})
    asked = low in {"please", "pls", "plz"} and follows in _BARE
    if maybe or asked or follows in _PERMITTING or (low == "next" and follows in words.STRETCHES):
        return line.start, line.start + 2, "plan"
    if (low, follows) in _NEVER:
        return line.start, line.start + 3, "not"
    clauses = words.ME | {","}
    alone = clauses.isdisjoint(map(line.low, range(line.start, line.stop)))
    return (line.start, line.start + 2, "unsure") if (low, follows) in _INSTEAD and alone else None
