"""Whose words or things are only handed on: `forwarded Penny the email from Ray`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line

_SENT = frozenset(
    [
        "forwarded",
        "fwd",
        "fwded",
        "resent",
        "sent",
        "emailed",
        "e-mailed",
        "mailed",
        "texted",
        "messaged",
        "whatsapped",
        "posted",
        "cc'd",
    ]
)
_HANDED = wordset(
    "passed showed gave handed lent read shared played delivered brought thanked shown returned sends passes relays relayed brings conveyed"
)
_ON = frozenset(("forwarded", "passed", "shared", "delivered"))
_THINGS = wordset(
    "letter email e-mail mail card postcard message text note parcel gift present speech invitation"
)
_BEING = frozenset(("is", "was", "were", "sounded", "seemed", "made", "looked", "arrived"))
_FAR = 12


def handed_on(line: Line, hits: dict[int, Hit]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the names from whom something is, and the places whose words tell nothing of how."""
    sources: set[int] = set()
    silent: set[int] = set()
    for hit in hits.values():
        at = hit.first - 1
        verb = _verb(line, at) if line.low(at) == "from" else None
        if verb is None or not _is_handed(line, hits, verb, hit):
            continue
        sources.add(hit.first)
        first = at if line.low(verb) in _SENT else verb + 1
        silent.update(each for each in range(first, hit.first) if each not in hits)
    return frozenset(sources), frozenset(silent)


def judged(line: Line, hits: dict[int, Hit]) -> frozenset[int]:
    """Return the places up to the `was` of `the letter from Joy to Bob was beautiful`, which went between others."""
    place = line.start
    owned = place in hits
    place = hits[place].last if owned else place + (line.low(place) in words.DETERMINERS)
    if line.low(place) not in _THINGS:
        return frozenset()
    ends = {hit.first: hit.last for hit in hits.values()}
    place += 1
    sides = int(owned)
    while line.low(place) in {"from", "to", "by", "for"} and place + 1 in ends:
        place, sides = ends[place + 1], sides + 1
    ends_there = place == line.stop and "for" not in map(line.low, range(line.start, place))
    judged = (line.low(place) in _BEING or ends_there) and not any(
        line.low(each) in words.ME for each in range(place, place + 2)
    )
    return frozenset(range(line.start, place)) if judged and sides > 1 else frozenset()


def _verb(line: Line, place: int) -> int | None:
    """Return the place of the verb of handing on before a `from`, in the same clause."""
    for each in range(place - 1, max(line.start, place - _FAR) - 1, -1):
        low = line.low(each)
        if low in _SENT | _HANDED:
            return each
        if line.tokens[each].sort == "sign" or low in verbs.IRREGULAR | {"then"}:
            return None
    return None


def _is_handed(line: Line, hits: dict[int, Hit], verb: int, hit: Hit) -> bool:
    """Return whether somebody else gets it: `Penny the email`, `the email from Ray to Penny`."""
    if line.low(verb) in _ON:
        return True
    between = range(verb + 1, hit.first - 1)
    given = any(each in hits or line.low(each) in words.HIM | {"me", "us"} for each in between)
    follows, to = line.low(hit.last), hit.last + 1
    return given or (follows in {"to", "with"} and (to in hits or line.low(to) in words.HIM))
