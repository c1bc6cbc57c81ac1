"""Acts of a log line and whom each is with: `called Ana and emailed Bob`, `lunch, then rang Mia`, `called the vet with Sam`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.how.directions import direction_of
from keepintouch.domain.loglines.how.kinds import How, kind_at
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.slots import before
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_WHEN = frozenset(("after", "before", "during", "while", "at", "since", "on"))
_THEN = frozenset(("then", "later", "so", "when", "while", "afterwards"))
_PASSED = (
    planwords.ADVERBS | words.ME | words.HEADS | {"so", "then", "later", "after", "afterwards"}
)
_MEETING = verbs.REACHING | {"met", "saw"}
_CALLING = wordset("called rang phoned telephoned dialled dialed")
_SENDING = wordset("texted messaged emailed e-mailed whatsapped")
_OWN = words.HIS | {"the", "a", "an", "my", "our"}
_PLACES = frozenset(
    (
        "office",
        "school",
        "bank",
        "hospital",
        "clinic",
        "agency",
        "council",
        "support",
        "garage",
        "embassy",
        "hotline",
    )
)
_FAR = 3


def two(walked: Walked) -> Found | None:
    """Return the words of another act, of another kind, with somebody else."""
    line, walk = walked.line, walked.walk
    found = [
        (place, first) for first in walk.slots if (place := act_of(line, walk, first)) is not None
    ]
    for place, first in found[1:]:
        if kind_at(line, place)[0] != kind_at(line, found[0][0])[0] and place != found[0][0]:
            return min(place, first), max(place + 1, walk.persons[first]), "two"
    return None


def act_of(line: Line, walk: Walk, first: int) -> int | None:
    """Return the place of the word of contact that a participant stands beside."""
    behind = before(line, first)
    low = line.low(behind)
    begins = (
        behind < line.start or line.tokens[behind].sort == "sign" or low in words.JOINING | _THEN
    )
    begins = begins or (line.low(line.start) in _WHEN and kind_at(line, behind)[0] == "met")
    verb = walk.persons[first]
    while begins and line.low(verb) in planwords.ADVERBS:
        verb += 1
    if (
        begins
        and verb not in walk.silent
        and kind_at(line, verb)[0]
        and line.low(verb) in verbs.COMING | _MEETING
    ):
        return verb
    for place in range(behind, line.start - 1, -1):
        if line.low(place) in words.PARTING:
            return None
        named = any(each <= place < last for each, last in walk.persons.items())
        if not named and place not in walk.silent and kind_at(line, place)[0]:
            return place
    return None


def beside(walked: Walked, how: How) -> How:
    """Return how one was in touch, to be asked, where the first word of it is with none of those named."""
    line, walk = walked.line, walked.walk
    assert how.kind  # noqa: S101 - narrows: where no kind is told, nobody asks
    place = how.kind[1][0]
    if _calls_others(line, walk, place):
        return how._replace(direction=None, sure=False)
    if line.low(place + 1) in words.HIM and _speaks_of(line, walk, place):
        return how._replace(sure=False)
    found = [act for first in walk.slots if (act := act_of(line, walk, first)) is not None]
    if len(found) < len(walk.slots) or place >= min(found) or place in found:
        return _both_ways(walked, how, found)
    meanwhile = is_meanwhile(line, place)
    if not meanwhile and not _is_parted(line, place, found[0]):
        return how
    kind, length = kind_at(line, found[0])
    if kind == how.kind[0] or _is_joined(line, how.kind[1], found[0]):
        return how
    direction = direction_of(line, [found[0]], walk.persons, opened=None)
    if (
        meanwhile
        and not direction
        and line.low(found[0]) in verbs.REACHING
        and found[0] + 1 in walk.persons
    ):
        direction = "me"
    return How((kind, (found[0], found[0] + length)), direction, sure=meanwhile)


def _is_joined(line: Line, first: tuple[int, int], last: int) -> bool:
    """Return whether it is `called then met Bob`, `zoom/phone with Bob`: both with whom is named."""
    between = {line.low(each) for each in range(first[1], last)}
    verbal = [line.low(place) in _MEETING for place in (first[0], last)]
    if verbal[0]:
        between.discard("then")
    return between <= words.JOINING and verbal[0] == verbal[1]


def _speaks_of(line: Line, walk: Walk, place: int) -> bool:
    """Return whether him may be another: `Mia gave me Bob's number, called him`."""
    spoken = (hit.first for hit in walk.hits.values() if line.tokens[hit.last - 1].owns)
    return line.start in walk.slots and any(line.start < first < place for first in spoken)


def _both_ways(walked: Walked, how: How, places: list[int]) -> How:
    """Return how one was in touch without who reached out, where one called and another was called."""
    ways = {
        direction_of(walked.line, [place], walked.walk.persons, opened=None) for place in places
    }
    return how._replace(direction=None) if len(ways) > 1 else how


def is_meanwhile(line: Line, place: int) -> bool:
    """Return whether a word of contact only says when: `after lunch called Bob`."""
    first = line.start + (line.low(line.start) == "just")
    return line.low(first) in _WHEN and place - first <= _FAR


def _is_parted(line: Line, first: int, last: int) -> bool:
    """Return whether another clause begins between two words."""
    ends = words.JOINING | words.PARTING | {",", "then", "so"}
    return any(line.low(place) in ends for place in range(first, last))


def _is_beside(line: Line, walk: Walk, place: int) -> bool:
    """Return whether all who are named stand before an act or are only with whom did it."""
    return all(first < place or line.low(before(line, first)) in words.WITH for first in walk.slots)


def _goes_to_others(line: Line, walk: Walk, place: int) -> bool:
    """Return whether it is `wrote to the council with Bob`, `a letter to the editor with Bob`."""
    thing = place + 2 + (line.low(place + 2) in _OWN)
    theirs = thing > place + 2 and line.low(thing).isalpha() and thing not in walk.persons
    named = any(each in walk.hits for each in range(place + 2, thing + 2))
    return (
        theirs
        and not named
        and all(line.low(before(line, first)) in words.WITH for first in walk.slots)
    )


def _calls_others(line: Line, walk: Walk, place: int) -> bool:
    """Return whether it is `called the doctor`, `texted the group`: somebody else than those named."""
    low, thing = line.low(place), place + 1
    if line.low(thing) == "to" and kind_at(line, place)[0] in kindwords.ONE_WAY | {"call"}:
        return _goes_to_others(line, walk, place)
    if low not in _CALLING | _SENDING or thing in walk.persons or not _is_beside(line, walk, place):
        return False
    owned = line.low(thing) in _OWN
    noun = thing + owned
    while line.low(noun) in namewords.COMPANIONS - words.OFFICES and noun + 1 < line.stop:
        noun += 1
    if noun in walk.persons or kindwords.kind_of_word(line.low(noun)):
        return False
    called = (
        owned
        and low in _CALLING
        and line.low(noun).isalpha()
        and line.low(thing) not in {"her", "all"}
    )
    return (
        called or line.low(noun) in words.OFFICES or line.low(noun + 1) in words.OFFICES & _PLACES
    )
