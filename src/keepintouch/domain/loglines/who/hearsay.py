"""Who spoke, where a line tells what others said: `according to Bill, Penny left`, `Penny left, Bill says`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.who.doubts import is_wordy
from keepintouch.domain.loglines.who.slots import acts
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line

_SAYING = verbs.SAYING | verbs.REPORTING - {
    "missed",
    "named",
    "married",
    "dates",
    "dated",
    "divorced",
}
_OPENING_PAIRS = frozenset(
    (who, verb)
    for who, said in (
        ("i", "hear think reckon bet guess suspect gather"), ("we", "hear think"), ("word", "is"),
        ("they", "say"), ("it", "seems"), ("looks", "like"), ("sounds", "like"), ("i", "wonder"), ("people", "say"), ("rumour", "is has"), ("rumor", "is has"), ("my", "words"),
        ("turns", "out"), ("word", "has"), ("found", "out"), ("i", "learned"),
    )
    for verb in said.split()
)  # fmt: skip
_PUTTING = frozenset(("put", "puts", "sees", "told"))
_VIEWS = frozenset(("words", "view", "opinion", "eyes", "telling"))
_FROM = frozenset(("from", "via", "through"))
_BETWEEN = frozenset(("it", "that", ",", "if", "whether"))
_ENDING = frozenset(("over", "on", "at", "by", "via", "in", "during", "when", "this", "last", "yesterday", "today"))  # fmt: skip
_SUBJECTS = frozenset(("i", "we"))
_HEARD = frozenset(("heard", "learned", "learnt"))


class Heard(NamedTuple):
    """The place of the name that spoke, of what it said before, and from where others are only told of.

    A place that is none is -1.
    """

    speaker: int = -1
    said: range = range(0)
    opening: int = -1


def heard(line: Line, hits: dict[int, Hit]) -> Heard:
    """Return who spoke and of what; nobody where a line is no hearsay."""
    for place in hits:
        said = _said_before(line, hits, place)
        if said:
            return Heard(place, said)
    if line.low(line.start) in _HEARD:
        for hit in hits.values():
            if (
                line.low(hit.first - 1) == "from"
                and hit.first - 2 > line.start
                and _ends(line, hit.last)
            ):
                return Heard(hit.first)
    source = _source(line, hits)
    return source or Heard(opening=_opening(line, hits))


def _said_before(line: Line, hits: dict[int, Hit], place: int) -> range | None:
    """Return the places of what `…, Bill says`, `…, says Bill`, `…, according to Bill` ends."""
    comma = _before_speaker(line, hits[place])
    if comma is None:
        return None
    first = comma - 1
    while first > line.start and not _parts(line, first - 1):
        first -= 1
    said = range(first, comma)
    named = first in hits and not is_wordy(line, hits[first])
    opens = named or _is_opener(line, first)
    mine = any(line.low(each) in _SUBJECTS for each in said)
    return said if opens and not mine else None


def _before_speaker(line: Line, hit: Hit) -> int | None:
    """Return the place of the comma before somebody who is told to have said what stands there."""
    behind, two = line.low(hit.first - 1), line.low(hit.first - 2)
    if (two, behind) == ("according", "to"):
        return hit.first - 3 if _is_comma(line, hit.first - 3) else None
    if behind == "per" and hit.first - 1 > line.start:
        return hit.first - 1 if _ends(line, hit.last) else None
    if behind in _SAYING and two == ",":
        return hit.first - 2 if _ends(line, hit.last) else None
    if behind in _FROM:
        return _before_heard(line, hit.first - 2) if _ends(line, hit.last) else None
    low, last = line.low(hit.last), hit.last + 1
    if low in {"told", "tells"} and line.low(last) in {"me", "us"}:
        last += 1
    elif low not in _SAYING:
        return None
    return hit.first - 1 if _is_comma(line, hit.first - 1) and _ends(line, last) else None


def _before_heard(line: Line, place: int) -> int | None:
    """Return the place of the comma before `, I heard it from Kate`; the place is before its `from`."""
    place -= line.low(place) in {"it", "this", "that"}
    if line.low(place) != "heard":
        return None
    place -= 1 + (line.low(place - 1) in words.ME)
    return place if _is_comma(line, place) else None


def _is_comma(line: Line, place: int) -> bool:
    return line.low(place) in {",", "-", "(", *words.DASHES} and place > line.start


def _parts(line: Line, place: int) -> bool:
    return line.low(place) in words.STOPS | {";", "\n"}


def _ends(line: Line, place: int) -> bool:
    """Return whether nothing more is told: the line ends, or goes on with where and how."""
    low = line.low(place)
    return not low[:1].isalnum() or low in _ENDING


def _source(line: Line, hits: dict[int, Hit]) -> Heard | None:
    """Return who is named in the `according to Bill` or `per Bill` that begins a line."""
    first = line.start
    if line.low(first) == "per":
        place = first + 1
    elif (line.low(first), line.low(first + 1)) == ("according", "to"):
        place = first + 2
    else:
        return _as_told(line, hits)
    hit = hits.get(place) or hits.get(place + 1) or hits.get(place + 2)
    if hit is None:
        somebody = line.low(place + 1) in namewords.KIN | namewords.ROLES
        return Heard(opening=place + 2) if somebody else None
    owned = line.tokens[hit.last - 1].owns
    return Heard(-1 if owned else hit.first, range(0), hit.last)


def _as_told(line: Line, hits: dict[int, Hit]) -> Heard | None:
    """Return who speaks in the `as Kate put it` or `in Kate's words` that begins a line."""
    hit = hits.get(line.start + 1)
    if hit is None:
        return None
    low, owned = line.low(hit.last), line.tokens[hit.last - 1].owns
    if line.low(line.start) == "as" and not owned and low in _SAYING | _PUTTING:
        return Heard(hit.first, range(0), hit.last)
    if line.low(line.start) == "in" and owned and low in _VIEWS:
        return Heard(opening=hit.last)
    return None


def _opening(line: Line, hits: dict[int, Hit]) -> int:
    """Return the last place of the `apparently`, `I hear`, `mark my words` before a name."""
    told = line.start + 2
    if line.low(line.start) in words.OWNERS and line.low(told) in _SAYING and told + 1 in hits:
        return told
    for place in range(line.start, line.stop):
        begins = place == line.start or not line.low(place - 1)[:1].isalnum()
        if not (begins or line.low(place - 1) == "mark") or not _is_opener(line, place):
            continue
        first = place + 1 + (line.low(place) not in words.HEARSAY)
        while line.low(first) in _BETWEEN:
            first += 1
        reached = any(line.low(each) in words.HIM for each in range(first, line.stop))
        if first in hits and not reached and not acts(line, hits[first].last):
            return first - 1
    return -1


def _is_opener(line: Line, place: int) -> bool:
    pair = (line.low(place), line.low(place + 1))
    idiom = pair == ("mark", "my") and line.low(place + 2) == "words"
    return pair[0] in words.HEARSAY or pair in _OPENING_PAIRS or idiom
