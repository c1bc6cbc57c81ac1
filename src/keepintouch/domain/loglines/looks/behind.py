"""Whom a line only mentions and who was in touch too: `lunch with Bob. Called Mia`, `lunch with Bob (Mia joined)`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.how.kinds import kind_at
from keepintouch.domain.loglines.lexicon import kindwords, leadwords, planwords, verbs, words
from keepintouch.domain.loglines.who.hits import is_bare
from keepintouch.domain.loglines.who.slots import before
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

_BUT = frozenset(("but", "though", "although"))
_OPENING = frozenset(("(", "["))
_GOING_ON = words.JOINING | _OPENING | {",", "then"}
_PASSED = (
    planwords.ADVERBS
    | words.ME
    | words.HEADS
    | wordset("so then later after afterwards oh eventually finally even two another had got phone")
) - {*words.JOINING, ",", "/", "(", ")"}
_REACHING = verbs.REACHING | {"met", "saw"}
_ASKED = verbs.ASKING | {"told", "asked", "thanked", "visited", "brought", "took"}
_HERE = frozenset(("here", "there", "round", "around", "over", "visiting"))
_TALKED = wordset("talked spoke chatted wrote talking")
_NEWS = wordset("heard word news back hear call calls text texts message letter card email mail")
_AS_WELL = (("too",), ("also",), ("as", "well"), ("likewise",))
_JOINED = frozenset((("joined", ""), ("joined", "us"), ("joined", "in"), ("joined", "me")))
_CAME = frozenset(
    (verb, where)
    for verb, places in (
        ("came", "along too by over round later as with in for and"),
        ("was", "waiting"),
        ("was", "there here too also with in"),
        ("were", "there here too also with in"),
        ("tagged", "along"),
        ("turned", "up"),
        ("showed", "up"),
        ("dropped", "by in round over"),
        ("popped", "by in round over"),
        ("stopped", "by in"),
        ("swung", "by"),
        ("walked", "in by past"),
        ("popped", "his her"),
    )
    for where in places.split()
)
_UNTIL = frozenset(("until", "till", "where"))
_FAR = 3


def behind(walked: Walked) -> Found | None:
    """Return the words that let somebody who is only mentioned have been in touch too."""
    boundary = walked.walk.boundary
    if boundary is not None and walked.line.low(boundary) in words.MEANWHILE | _UNTIL:
        return _meanwhile(walked, boundary)
    listed = None if boundary is None else _listed(walked, boundary)
    if listed:
        return listed
    found = (_in_touch(walked, *name) for name in _mentioned(walked))
    return next((each for each in found if each), None)


def _mentioned(walked: Walked) -> Iterator[tuple[int, int]]:
    """Yield where the names of those stand who are mentioned and nowhere took part."""
    line, walk = walked.line, walked.walk
    there = {each for first in walk.slots for each in walk.hits[first].candidates}
    for first, last in walk.persons.items():
        owns = line.tokens[last - 1].owns
        if first in walk.hits and not owns and not there.issuperset(walk.hits[first].candidates):
            yield first, last


def _in_touch(walked: Walked, first: int, last: int) -> Found | None:
    line, boundary = walked.line, walked.walk.boundary
    if first == line.start:
        return _called(line, first, last)
    beside = _presented(line, first, last) or _heard_from(line, first)
    if beside:
        return beside, last, "too"
    within = boundary is None or first < boundary
    if within and not _in_brackets(line, first):
        return None
    if boundary is not None and _headed(line, boundary, first, last):
        return first, last + 1, "two"
    if not within and not _parts(walked):
        return None
    joined = _joined(line, first, last)
    if joined:
        return first, joined, "too"
    if boundary is not None and _goes_on_about(line, boundary, first, last):
        return first, last + 1, "too"
    act = _act(line, first, last)
    return None if act is None else (min(act, first), max(act + 1, last), "two")


def _meanwhile(walked: Walked, boundary: int) -> Found | None:
    """Return the `with Bob` of `Mia rang while I was at lunch with Bob`, the `Bob was here` of `when Bob was here`."""
    line, mine = walked.line, walked.line.low(boundary + 1) in words.ME
    for first, last in walked.walk.persons.items():
        company = mine and line.low(first - 1) in words.WITH | {"to"}
        here = line.low(last) in {"was", "were"} and line.low(last + 1) in _HERE
        if first > boundary and (company or here):
            return (first - company, last + 2 * here, "two")
        waits = (line.low(last), line.low(last + 1)) == ("was", "waiting")
        came = (
            first == boundary + 1
            and (waits or line.low(last) not in {"was", "were"})
            and (_joined(line, first, last, begins=True) or _rang(line, last))
        )
        if came:
            return first, came, "too"
    return None


def _listed(walked: Walked, boundary: int) -> Found | None:
    """Return the names that are all there is behind a stop: `lunch with Bob. Mia`, `lunch with Bob; then Mia`."""
    line, walk = walked.line, walked.walk
    if line.low(boundary) not in words.PARTING or not any(each > boundary for each in walk.hits):
        return None
    place = boundary + 1
    while line.low(place) in _PASSED or line.low(place) in {",", "and"}:
        place += 1
    return (boundary, line.stop, "too") if is_bare(line._replace(start=place), walk.hits) else None


def _called(line: Line, first: int, last: int) -> Found | None:
    """Return the `Bob called` of `Bob called, heard from Mia`, where Mia is taken to have told it."""
    ends = not line.low(last + 1)[:1].isalnum() or line.low(last + 1) in {"me", "us"}
    reached = line.low(last) in verbs.REACHING and kind_at(line, last)[0] and ends
    return (first, last + 1, "too") if reached else None


def _presented(line: Line, first: int, last: int) -> int | None:
    """Return where `, his girlfriend Mia` begins, of whom nothing is told."""
    whose = first - 2
    if line.low(first - 1) not in namewords.KIN | namewords.COMPANIONS:
        return None
    alone = not line.low(last)[:1].isalnum() or line.low(last) in words.JOINING
    behind = line.low(whose) in words.HIS and line.low(whose - 1) == ","
    return whose if behind and alone else None


def _heard_from(line: Line, first: int) -> int | None:
    """Return where `, heard from Mia`, `. Got a letter from Mia` begins."""
    if line.low(first - 1) != "from":
        return None
    for place in range(first - 2, first - 2 - _FAR, -1):
        if line.low(place) in _NEWS and _begins(line, place, going_on=True):
            return place
    return None


def _headed(line: Line, boundary: int, first: int, last: int) -> bool:
    """Return whether another name has a sign of its own: `Bob: fine. Mia: ill`, `Bob - fine, Mia - ill`."""
    sign = line.low(boundary)
    headed = sign == line.low(last) and (sign in words.DASHES | {":", "-"})
    return headed and line.low(first - 1) in words.PARTING | {","}


def _in_brackets(line: Line, first: int) -> bool:
    return any(line.low(place) in _OPENING for place in range(line.start, first))


def _parts(walked: Walked) -> bool:
    """Return whether a clause of one's own may follow: not in what `Bob: …` tells, nor in what is quoted."""
    line, boundary = walked.line, walked.walk.boundary
    if boundary is None or line.low(boundary) != ":":
        return True
    kinds = [kind_at(line, place)[0] for place in range(line.start, boundary)]
    company = line.low(line.start) in words.WITH | {"together"}
    return company or (any(kinds) and kindwords.ONE_WAY.isdisjoint(kinds))


def _rang(line: Line, last: int) -> int | None:
    """Return where `rang`, `called from Rome` ends."""
    return last + 1 if line.low(last) in verbs.REACHING and kind_at(line, last)[0] else None


def _joined(line: Line, first: int, last: int, *, begins: bool = False) -> int | None:
    """Return where `Mia joined us`, `Mia was there too`, `(Mia too)` ends, if a clause begins so."""
    start, verb = first - 1, last
    while line.low(start) in planwords.ADVERBS | _PASSED:
        start -= 1
    if not begins and line.low(start) not in words.PARTING | _BUT | _GOING_ON:
        return None
    if any(tuple(line.low(last + step) for step in range(len(each))) == each for each in _AS_WELL):
        return last + 1
    while line.low(verb) in (planwords.ADVERBS - {"was", "were"}) | {"herself", "himself"}:
        verb += 1
    did, where = line.low(verb), line.low(verb + 1)
    done = did.endswith("ed") or did in verbs.IRREGULAR
    if done and where in {"us", "me"}:
        return verb + 2
    if did == "arrived":
        return verb + 1
    if not where[:1].isalnum() or (did == "joined" and where in words.MAY_FOLLOW):
        where = ""
    return verb + 1 if (did, where) in _CAME | _JOINED else None


def _goes_on_about(line: Line, boundary: int, first: int, last: int) -> bool:
    """Return whether it is `texted Bob about saturday and Mia about sunday`."""
    goes_on = line.low(first - 1) in words.JOINING | {",", "to", "with"}
    return goes_on and words.ABOUT.issuperset((line.low(boundary), line.low(last)))


def _act(line: Line, first: int, last: int) -> int | None:
    """Return the place of the word of contact beside a name, in a clause of its own."""
    at = before(line, first)
    going_on = line.low(at) in _REACHING | _ASKED
    if line.low(at) == "into":
        at -= line.low(at - 1) in words.MEETING_INTO
    listed = line.low(at - 1) == ":" and line.low(at) in verbs.REACHING_NOW
    if going_on or line.low(at) in words.MEETING_INTO or listed:
        return at if _begins(line, at, going_on=True) else None
    if line.low(at) == "to" and line.low(at - 1) in _TALKED:
        return at - 1 if _begins(line, at - 1, going_on=True) else None
    if line.low(at) in words.WITH:
        near = (place for place in range(at - _FAR, at) if _is_contact(line, place))
        return next((place for place in near if _begins(line, place, going_on=False)), None)
    while line.low(last) in planwords.ADVERBS:
        last += 1
    follows = line.low(last + 1)
    ends = not follows[:1].isalnum() or follows in words.ME or follows in words.MAY_FOLLOW
    told = line.low(last) in verbs.REACHING and kind_at(line, last)[0] and ends
    return last if told and _begins(line, first, going_on=True) else None


def _is_contact(line: Line, place: int) -> bool:
    return bool(kind_at(line, place)[0]) or line.low(place) in leadwords.CHATS | _TALKED


def _begins(line: Line, place: int, *, going_on: bool) -> bool:
    """Return whether a clause begins here; `going_on` where an `and` before it needs no `then`."""
    start = place - 1
    while line.low(start) in _PASSED:
        start -= 1
    low = line.low(start)
    if low in words.PARTING | _BUT | _OPENING | {":", ","}:
        return True
    return low in _GOING_ON and (going_on or start < place - 1)
