"""Who acts, where it is neither I nor who is named: `she called Bob`, `Bob was called by his boss`, `the man Mia dates`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.slots import before
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_SOMEBODY = (
    words.THEM | words.NOBODY | wordset("somebody someone anybody anyone everybody everyone")
)
_GROUPS = wordset(
    "security facilities health agency firm hr police ambulance office school bank hospital company management team colleagues parents folks kids children "
    "girls boys guys people friends everyone family others neighbours neighbors"
)
_PEOPLE = (namewords.KIN | namewords.COMPANIONS | _GROUPS) - words.OWNERS
_BEGINNING = (
    words.JOINING | words.STOPS | words.DASHES | {",", "", ":", "that", "so", "then", "but"}
)
_MEN = wordset("guy man woman girl boy lady lad bloke chap person people one kid couple")
_DESCRIBED = _PEOPLE | _MEN
_ANYBODY = frozenset(("someone", "somebody", "people", "folks"))
_ONE = wordset("the a that")
_CAUSING = wordset("had made let have make watched heard")
_TALKED = wordset("talked spoke chatted wrote talk speak")
_LONGEST = 3
_FAR = 6


def subject(line: Line, walk: Walk) -> Found | None:
    """Return the words that let somebody else act than I or who took part."""
    return (
        _acted_on(line, walk)
        or _caused(line, walk)
        or _known_by(line, walk)
        or _reached_nobody(line, walk)
        or _it_was(line, walk)
        or _by_way_of(line, walk)
        or _another(line, walk)
    )


def _acted_on(line: Line, walk: Walk) -> Found | None:
    """Return the `was called` of `Bob was called by his boss`, unless it was by me."""
    first = place = walk.persons.get(line.start, line.start)
    while line.low(place) in planwords.ADVERBS | words.PASSIVE:
        place += 1
    if first == line.start or words.PASSIVE.isdisjoint(map(line.low, range(first, place))):
        return None
    sent = line.low(place) == "sent" and line.low(place + 1) in words.DETERMINERS
    if line.low(place) not in verbs.REACHING or not (
        sent or kindwords.kind_of_word(line.low(place))
    ):
        return None
    mine = any(
        line.low(each) == "by" and line.low(each + 1) in words.ME | {"me", "us"}
        for each in range(place, line.stop)
    )
    return None if mine else (first, place + 1, "unsure")


def _caused(line: Line, walk: Walk) -> Found | None:
    """Return the `had Bob call` of `had Bob call her`, unless it was me whom he called."""
    for first, last in walk.persons.items():
        done = line.low(last) in verbs.REACHING_NOW and not line.low(last).endswith("ing")
        done = done and line.low(first - 1) in _CAUSING and line.low(last + 1) not in words.ME
        unreal = line.low(first - 1) == "had" and line.low(last) in verbs.REACHING
        if done or unreal:
            return first - 1, last + 1, "unsure"
    return None


def _known_by(line: Line, walk: Walk) -> Found | None:
    """Return the `who` of `met the woman who taught Mia`: not she was met."""
    for place in range(line.start + 1, min(walk.slots, default=line.start)):
        if line.low(place) in {"who", "that"} and line.low(place - 1) in _DESCRIBED:
            return place - 1, place + 1, "unsure"
    return None


def _reached_nobody(line: Line, walk: Walk) -> Found | None:
    """Return the `called nobody` of a line that names somebody all the same."""
    for place in range(line.start + 1, line.stop if walk.boundary is None else walk.boundary):
        if line.low(place) in words.NOBODY and line.low(place - 1) in verbs.REACHING:
            return place - 1, place + 1, "unsure"
    return None


def _it_was(line: Line, walk: Walk) -> Found | None:
    """Return the `it was Bob` of `phone rang during lunch with Mia, it was Bob`."""
    for first, last in walk.persons.items():
        told = (line.low(first - 2), line.low(first - 1)) == ("it", "was")
        if told and first not in walk.slots and line.low(last) != "who":
            return first - 2, last, "unsure"
    return None


def _by_way_of(line: Line, walk: Walk) -> Found | None:
    """Return the `via Bob` of `Mia says hi via Bob`: whom I talked to may be Bob."""
    for first, last in walk.persons.items():
        through = line.low(first - 1) in {"via", "through"} and first not in walk.slots
        if through and any(each < first for each in walk.slots):
            return first - 1, last, "unsure"
    return None


def _another(line: Line, walk: Walk) -> Found | None:
    """Return who called whom is named: `she called Bob`, `her boss met Bob`, `the man Mia dates`."""
    for first, slot in walk.slots.items():
        at = before(line, first)
        if _is_told_by(line, first, walk.persons[first]):
            return first, walk.persons[first] + 1, "unsure"
        verb = _verb_before(line, walk, at, slot)
        actor = None if verb is None else _actor(line, walk, verb)
        if verb is not None and actor is not None:
            return actor, verb + 1, "others"
    return None


def _verb_before(line: Line, walk: Walk, at: int, slot: str) -> int | None:
    """Return the place of the verb that somebody is named behind, straight or with `with` between."""
    if slot in {"verb", "reach"}:
        return at - (line.low(at) in verbs.PARTICLES)
    if slot == "comm":
        return at - 1 if line.low(at) == "to" and line.low(at - 1) in _TALKED else None
    if slot != "with":
        return None
    named = {each for hit in walk.hits.values() for each in range(hit.first, hit.last)}
    for place in range(at - 1, max(line.start, at - _FAR) - 1, -1):
        low = "" if place in named else line.low(place)
        if low in verbs.IRREGULAR or low.endswith("ed") or low in verbs.REACHING:
            return place
        if line.tokens[place].sort != "word":
            return None
    return None


def _actor(line: Line, walk: Walk, verb: int) -> int | None:
    """Return where the subject of a verb begins, if that is somebody else and nobody known."""
    place = verb - 1
    while line.low(place) in planwords.ADVERBS:
        place -= 1
    low = line.low(place)
    if low in _SOMEBODY and line.low(place - 1) in _BEGINNING:
        return place
    if low not in _PEOPLE or (place in walk.hits and not line.tokens[place - 1].owns):
        return None
    first = place
    while line.low(first - 1) in _PEOPLE and first - 1 not in walk.hits:
        first -= 1
    owned = line.low(first - 1) in words.OWNERS or _is_somebodys(line, walk, first - 1)
    opens = line.low(first - owned - 1) in _BEGINNING
    return first - owned if opens and (owned or low in _GROUPS) else None


def _is_somebodys(line: Line, walk: Walk, place: int) -> bool:
    """Return whether it is the Sam's of `Sam's mum met Bob`, which opens the line."""
    first = walk.hits.get(line.start)
    return first is not None and first.last == place + 1 and line.tokens[place].owns


def _is_told_by(line: Line, first: int, last: int) -> bool:
    """Return whether it is `the new hire Mia mentors`: somebody known to Mia, and not she."""
    behind = first - 1
    while (
        behind >= first - _LONGEST and line.low(behind).isalpha() and line.low(behind) not in _ONE
    ):
        behind -= 1
    somebody = line.low(behind) in _ONE and behind < first - 1 and line.low(first - 1) in _DESCRIBED
    somebody = somebody or line.low(first - 1) in _ANYBODY
    if not somebody:
        return False
    low, follows = line.low(last), line.low(last + 1)
    ends = last + 1 >= line.stop or not follows[:1].isalnum()
    done = low.endswith(("s", "ed")) or low in verbs.IRREGULAR
    told = line.low(first - 1) in _ANYBODY | _MEN
    return (done and (ends or told)) or (low in {"is", "was"} and follows.endswith("ing"))
