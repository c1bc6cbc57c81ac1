"""How one was in touch in a log line that is walked: its kind, and who reached out."""

from __future__ import annotations

from keepintouch.domain.loglines.how import directions, kinds
from keepintouch.domain.loglines.how.kinds import How
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.ends import is_stop
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.walked import Walked

_SEVERAL = 2
_WHEN = frozenset(("after", "before", "during", "while", "at", "since", "just", "on"))
_PARTED = words.JOINING | words.DASHES | {",", "then", "so", "-", "."}
_HEADING = words.DASHES - {";"} | {":", "-"}


def how(walked: Walked) -> How:
    """Return the kind and the direction, from the words that tell them."""
    line, walk = walked.line, walked.walk
    verb = _behind_dashes(walked)
    if verb is not None:
        kind = kinds.kind_of(line, [verb])
        return How(kind, "them", line.low(walked.stop + 1) not in words.THEM)
    places, opened = _telling(walked), walk.boundary if walk.opened else None
    kind = kinds.kind_of(line, places)
    direction = directions.direction_of(line, places, walk.persons, opened=opened)
    if direction is None and opened is None and (kind is None or kind[0] == "letter"):
        ended = [] if walk.boundary is None else [walk.boundary]
        direction = directions.given_by(line, [*places, *ended], walk.persons)
    subject = walk.persons.get(line.start)
    told = kind and kinds.is_told(line, walk.boundary, kind[1][0], subject)
    if kind and kind[0] == "met" and direction:
        direction = _met_by(walked, places, opened)
    found = How(kind, direction, not told)
    if kind is None and walk.boundary is None:
        return found
    one_way = kind is None or (kind[0] in kindwords.ONE_WAY and kinds.by_app(line, kind[1][0]))
    if kind and (direction or not one_way):
        return _beside(walked, found) if found.sure else found
    from keepintouch.domain.loglines.how import later

    return later.told(line, walk, found, opened=opened)


def _behind_dashes(walked: Walked) -> int | None:
    """Return the place of the `rang` of `Bob - my boss - rang`."""
    boundary = walked.walk.boundary
    if boundary is None or walked.line.low(boundary) not in _HEADING - {":"}:
        return None
    from keepintouch.domain.loglines.how import dashes

    return dashes.rang(walked)


def _met_by(walked: Walked, places: list[int], opened: int | None) -> str | None:
    """Return who came to whom, from words that tell of no call or message beside the meeting."""
    line = walked.line
    kept = [place for place in places if kinds.kind_at(line, place)[0] in {"", "met"}]
    return directions.direction_of(line, kept, walked.walk.persons, opened=opened)


def _beside(walked: Walked, found: How) -> How:
    """Return how one was in touch, to be asked where nobody who is named stands beside the words of it."""
    line, walk = walked.line, walked.walk
    if found.kind is None or not walk.slots:
        return found
    place, length = found.kind[1][0], found.kind[1][1] - found.kind[1][0]
    reaching = sum(line.low(each) in verbs.REACHING for each in range(line.start, walked.stop))
    between = map(line.low, range(place, min(walk.slots)))
    alone = line.low(place) in verbs.REACHING and place + length not in walk.persons
    plain = not alone and reaching < _SEVERAL and line.low(line.start) not in _WHEN
    if plain and _PARTED.isdisjoint(between):
        return found
    from keepintouch.domain.loglines.looks import acts

    return acts.beside(walked, found)


def _telling(walked: Walked) -> list[int]:
    """Return the places whose words tell kind and direction: no names, nothing only spoken of."""
    line, boundary = walked.line, walked.walk.boundary
    named = walked.named | walked.walk.silent
    places = list(range(line.start, walked.stop))
    heard = any(
        line.low(first - 1) == "from" and first - 1 > line.start for first in walked.walk.slots
    )
    if boundary is not None and not heard and _heads(walked, boundary):
        places += _behind(walked, boundary)
    return [place for place in places if place not in named and line.tokens[place].sort == "word"]


def _behind(walked: Walked, boundary: int) -> range:
    """Return the places behind a boundary, up to where the line begins to tell."""
    line, first = walked.line, boundary + 1
    while line.low(first) in words.STOPS or _is_alone(walked, first):
        first += 1
    last = first
    ending = words.ABOUT | words.STOPS | words.AFTER_PEOPLE
    while last < line.stop and line.low(last) not in ending and not _may(walked, last):
        last += 1
    return range(first, last)


def _may(walked: Walked, place: int) -> bool:
    """Return whether it is the `may` of what somebody else may do: `Mia may call him`."""
    named = place in walked.walk.persons.values() or walked.line.low(place - 1) in words.THEM
    return named and walked.line.low(place) in planwords.AUXILIARIES


def _is_alone(walked: Walked, place: int) -> bool:
    """Return whether it is the `finally!` of `Bob! finally! an hour on the phone`."""
    line = walked.line
    return line.low(place) in planwords.ADVERBS and line.low(place + 1) in words.STOPS


def _heads(walked: Walked, boundary: int) -> bool:
    """Return whether what stands before the boundary is only whom the rest is about."""
    line, named = walked.line, walked.named
    if line.tokens[boundary].text in _HEADING:
        return True
    before = set(range(line.start, boundary)) - named
    return (
        bool(named)
        and is_stop(line, boundary)
        and not any(line.tokens[each].sort == "word" for each in before)
    )
