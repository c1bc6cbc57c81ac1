"""What may tell how one was in touch behind a line's names, and may be part of what was told."""

from __future__ import annotations

from keepintouch.domain.loglines.how.kinds import kind_at
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loglines.who.hits import Line

_SO = frozenset(("so", "then"))
ON_THE_WAY = frozenset(("over", "during", "at"))
_OUR = words.HIS | words.DETERMINERS | {"our", "my"}
_SKIPPED = words.HEADS | planwords.ADVERBS | words.THEM | words.ME | _SO | {"had", "were", "did"}
_NO_OPENING = frozenset("([\"'\u201c\u2018")
_BEGUN = _NO_OPENING | {":", "-", "/"}
MET = frozenset(("met", "saw", "visited"))


def maybe(line: Line, boundary: int, persons: Mapping[int, int]) -> list[int]:
    """Return the place behind the names that may tell the kind, and may be part of what was told."""
    for place in range(boundary, line.stop):
        low = line.low(place)
        begins = not low[:1].isalnum() and low not in _BEGUN
        if begins or low in _SO:
            listed = low == "," and line.low(boundary) in words.ABOUT
            found = _act(line, place + 1, persons, listed=listed) or _done(
                line, boundary, place + 1
            )
        else:
            found = _meal(line, boundary, place) if low in ON_THE_WAY else None
        if found:
            return [found]
    return _app_last(line, boundary)


def _app_last(line: Line, boundary: int) -> list[int]:
    """Return the place of the `by` of `confirmed for friday by email`."""
    app = line.stop - 1
    told = line.low(app - 1) in kindwords.BY_APP - {"on"} and line.low(app) in kindwords.APP_OF
    return [app - 1] if told and app - 1 > boundary else []


def _meal(line: Line, boundary: int, place: int) -> int | None:
    """Return the place of the dinner of `announced it at dinner`."""
    thing = place + 1 + (line.low(place + 1) in _OUR)
    meal = bool(kindwords.KIND_OF.get(line.low(thing)) and kind_at(line, thing)[0])
    if line.low(place) == "at" and line.low(boundary) in words.ABOUT:
        meal = line.low(thing) in kindwords.TALKS_OF
    return thing if meal and not _is_story(line, range(boundary, place)) else None


def _is_story(line: Line, places: range) -> bool:
    """Return whether somebody else is met in what is told: `she saw Bob at the cinema`."""
    return any(
        line.low(each) in MET | verbs.REACHING and line.low(each - 1) in words.THEM
        for each in places
    )


def _done(line: Line, boundary: int, place: int) -> int | None:
    """Return the place of the contact asked for where it ends `…, so I did`."""
    mine = line.low(place) in {"i", "we"} and line.low(place + 1) in {"did", "have"}
    if not mine or line.low(place + 2)[:1].isalnum():
        return None
    return next((each for each in range(boundary, place) if kind_at(line, each)[0]), None)


def _act(line: Line, place: int, persons: Mapping[int, int], *, listed: bool = False) -> int | None:
    """Return the place of the contact that a clause begins with: `coffee to discuss`, `Mia called`.

    A word `listed` among what was talked about is no such clause: `about work, gym, life`.
    """
    first = place
    while line.low(place) in _SKIPPED and not kind_at(line, place)[0]:
        place += 1
    if place in persons:
        verb = persons[place]
        return verb if line.low(verb) in verbs.REACHING else None
    told = line.low(place) in verbs.REACHING_NOW and place == first
    listed = listed and place == first and not line.low(place).endswith("ed")
    return place if kind_at(line, place)[0] and not (told or listed) else None
