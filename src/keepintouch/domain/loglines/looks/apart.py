"""What is told of somebody, and no word that one was in touch: `Bob moved to Oslo`, `Mia was absent from training`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.looks import towards
from keepintouch.domain.loglines.looks.alongside import DOING
from keepintouch.domain.loglines.not_logs.states import is_state
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.how.kinds import How
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

_NEVER = planwords.NEGATIONS | wordset(
    "won't wont wouldn't can't cant couldn't doesn't doesnt don't isn't isnt aren't refuses refused no "
    "longer rarely never only"
)
_SKIPPED = planwords.ADVERBS - words.PASSIVE - words.BEING - _NEVER - {"had", "has"}
_SKIPPED |= {"herself", "himself", "themselves"}
_AUXILIARIES = words.BEING | words.PASSIVE | {"has", "have", "had", "keeps", "kept"}
_TELLING = wordset("saying asking telling talking told come asked sent invited here there")
_LASTING = verbs.REACHING_NOW | {"staying", "living", "doing", "feeling", "being"}
_AWAY = wordset("leave holiday holidays vacation sick office flu travelling work duty")
_ELSEWHERE = wordset("in at on off out away abroad ill sick absent still")
_PRESENT = wordset(
    "the zoom skype teams speaker tow attendance phone video call drums bass guitar vocals keys piano"
)
_OVER = frozenset(("over", "at", "during", "via", "by", "on"))
_SHOWING = DOING | {"presented", "spoke", "chaired", "hosted", "talked"}
_KIDS = namewords.COMPANIONS | namewords.KIN | {"kids", "family", "children", "parents"}
_MEETING = verbs.REACHING | {"met", "saw", "ran", "went"}
_LATE = frozenset(("late", "back", "early", "absent"))
_STATING = wordset("share work live own run have need")
_NO_VERBS = wordset("this kids plus less thus news always perhaps sometimes besides thanks yes")
_POSTING = wordset("shared viewed liked followed follows commented")
_ONLINE = wordset("post posts profile story stories reel tweet instagram linkedin")
_SHORT = 4
_WENT = frozenset(("went", "split", "cut", "caught"))


def apart(walked: Walked, how: How) -> Found | None:
    """Return the name and the verb of a clause that tells only what somebody did, or how they are."""
    for first in walked.walk.slots:
        place = _verb(walked, first) if _begins(walked, first) else None
        if place is not None and _is_apart(walked, how, first, place):
            return first, place + 1, "unsure"
    return None


def _begins(walked: Walked, first: int) -> bool:
    """Return whether a clause begins with a name, or with `my son Sam`, `our new vicar Grace`."""
    line = walked.line
    if first == line.start or line.low(first - 1) in words.CLAUSES:
        return True
    behind = line.low(first - 1)
    if behind in words.DEAR and line.low(first - 2) in words.CLAUSES | {""}:
        return True
    owned = line.low(line.start) in {"my", "our", "the"} and first - line.start <= _SHORT
    small = words.BEFORE_A_THING | words.WITH | words.JOINING | verbs.CONTACT | words.ABOUT
    return owned and behind not in small and not kindwords.kind_of_word(behind)


def _verb(walked: Walked, first: int) -> int | None:
    """Return the place of what is told of those who stand here, None when nothing is."""
    line, persons = walked.line, walked.walk.persons
    last = persons[first]
    while last in persons or line.low(last) in words.JOINING | {","}:
        joined = line.low(last) in words.JOINING
        last = persons.get(last, last + 1)
        if joined:
            last += line.low(last) in words.HIS
            last += line.low(last) in _KIDS and last not in persons
    while line.low(last) in _SKIPPED:
        last += 1
    told = _tells(line, last) or _is_elsewhere(walked, first, last)
    return last if told and line.low(last - 1) != "," else None


def _tells(line: Line, place: int) -> bool:
    """Return whether a verb stands here, or where somebody is: `off sick`, `on leave`."""
    low = line.low(place)
    if kindwords.kind_of_word(low) and low not in _MEETING:
        return False
    known = (
        low in _WENT
        or low
        in verbs.FINITE | verbs.IRREGULAR | verbs.PRESENT | _AUXILIARIES | towards.HAVING | _NEVER
    )
    verbal = known or low.endswith(("ed", "n't")) or (low.endswith("s") and len(low) >= _SHORT)
    late = low in _LATE and line.low(place + 1) not in words.WITH | {"to"}
    verbal = (verbal or late or low in _STATING) and low not in _NO_VERBS
    ahead = {line.low(each) for each in range(place + 1, place + _SHORT)}
    leave = low in {"on", "off", "out", "at"} and not _AWAY.isdisjoint(ahead)
    return (verbal and low.isascii()) or leave or is_state(line, place)


def _is_apart(walked: Walked, how: How, first: int, place: int) -> bool:
    """Return whether nothing that is told is done to me, and no contact is told beside it."""
    line, low = walked.line, walked.line.low(place)
    if _is_present(line, first, place):
        return False
    surely = low in _NEVER or _is_no_contact(walked, how, first, place)
    if not surely:
        if low in towards.TO_ME or towards.comes(line, place):
            return False
        if how.kind and _stands_apart(line, place, how.kind):
            return False
        reached = how.direction is not None and first == line.start
        if not _is_so(line, place) and (reached or towards.is_with_me(line, place)):
            return False
    return not towards.is_followed_up(walked, place)


def _is_no_contact(walked: Walked, how: How, first: int, place: int) -> bool:
    """Return whether a verb is no contact whoever is named behind it: `were missing`, `reports to me`, `wrote a will`."""
    line, pair = walked.line, (walked.line.low(place), walked.line.low(place + 1))
    online = pair[0] in _POSTING and not _ONLINE.isdisjoint(towards.clause_from(line, place))
    missing = pair[0] in words.PASSIVE and pair[1] in {"missing", "absent"}
    wrote = pair[0] == "wrote" and how.kind is None and pair[1] in words.OWNERS
    to_them = (
        pair[1] in words.HIM
        and first > line.start
        and words.ME.isdisjoint(towards.clause_from(line, place))
    )
    away = first > line.start and is_state(line, place)
    alone = away or online or missing or wrote or to_them or pair == ("reports", "to")
    return alone or towards.is_to_others(walked, place) or _is_elsewhere(walked, first, place)


def _is_present(line: Line, first: int, place: int) -> bool:
    """Return whether it is `choir: Liz was there`, `town hall, Bob presented`, `Bob drove over`, `Bob was asking`."""
    low, follows = line.low(place), line.low(place + 1)
    behind = line.low(first - 1)
    titled = behind == ":" or (behind not in words.DEAR | {""} and low in _SHOWING)
    telling = low in _AUXILIARIES and follows in _TELLING
    came = follows in {"over", "round"} and low != "took"
    return titled or telling or came or low in words.ME


def _is_elsewhere(walked: Walked, first: int, place: int) -> bool:
    """Return whether it is the `Fatima on leave` of `board met, Fatima on leave`."""
    low, thing = walked.line.low(place), walked.line.low(place + 1)
    listed = walked.walk.slots[first] in {"list", "and"} and min(walked.walk.slots) < first
    away = first > walked.line.start and not listed and low in _ELSEWHERE and thing not in _PRESENT
    return away and not thing[:1].isdecimal()


def _is_so(line: Line, place: int) -> bool:
    """Return whether something is always so, or lies ahead: `sits opposite me`, `is dropping me off`."""
    low, follows = line.low(place), line.low(place + 1)
    if low in {"is", "are"} and follows.endswith("ing"):
        return follows not in _LASTING
    lasting = low.endswith("s") and low.isalpha() and low not in _AUXILIARIES
    return low in _STATING or (lasting and low not in verbs.IRREGULAR)


def _stands_apart(line: Line, place: int, kind: tuple[str, tuple[int, int]]) -> bool:
    """Return whether a contact is told beside it: `is ill, long call`, `said so over lunch`, `brought cake` to one."""
    at = kind[1][0]
    if at < place:
        return line.low(at) not in verbs.REACHING
    if any(not line.low(each)[:1].isalnum() for each in range(place, at)):
        return True
    doing = kind[0] == "met" and line.low(place) in DOING - {"had"}
    return doing or not _OVER.isdisjoint((line.low(at - 1), line.low(at - 2)))
