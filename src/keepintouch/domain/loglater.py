"""How one was in touch, where a log line tells it only behind its names: `Kate is ill, called her`."""

from __future__ import annotations

from keepintouch.domain import logkindwords as kindwords
from keepintouch.domain import logplanwords as planwords
from keepintouch.domain import logverbs as verbs
from keepintouch.domain import logwords as words
from keepintouch.domain.logends import is_stop
from keepintouch.domain.logkinds import kind_at
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loghits import Line

_SO = frozenset(("so", "then"))
_ON_THE_WAY = frozenset(("over", "during", "at"))
_OUR = words.HIS | words.DETERMINERS | {"our", "my"}
_SKIPPED = words.HEADS | planwords.ADVERBS | words.THEM | words.ME | _SO | {"had", "were"}
_NO_OPENING = frozenset("([\"'\u201c\u2018")
_BEGUN = _NO_OPENING | {":", "-", "/"}
_MET = frozenset(("met", "saw", "visited"))
_NEAR = 2


def followed_up(line: Line, boundary: int) -> list[int]:
    """Return the places of `called him` or `over lunch` behind the names, where no kind stood before."""
    first = boundary + 1
    while (
        line.low(first) in words.STOPS | words.HEADS | planwords.ADVERBS | words.THEM
        and not kind_at(line, first)[0]
    ):
        first += 1
    if line.low(boundary) in kindwords.BY_APP:
        return [boundary, boundary + 1]
    if is_stop(line, boundary) and (kind_at(line, first)[0] or line.low(first) in verbs.REACHING):
        return [first]
    near = _meanwhile(line, boundary)
    if near:
        return near
    for place in range(boundary, line.stop):
        if _is_with_them(line, place):
            return [place]
        low, follows = line.low(place), line.low(place + 1)
        if low == "over" and follows in kindwords.KIND_OF:
            return [place + 1]
        if (low, follows) == ("in", "person"):
            return [place]
        if low in {",", ";"}:
            last = _tail_kind(line, place + 1)
            if last:
                return [last]
    return []


def _meanwhile(line: Line, boundary: int) -> list[int]:
    """Return the places of `told me on the phone`, `said at dinner`, `explained during our walk`."""
    if line.low(boundary) not in verbs.SAYING | verbs.ASKING | verbs.REPORTING | verbs.CONTACT:
        return []
    for place in range(boundary + 1, boundary + 1 + _NEAR):
        low = line.low(place)
        thing = place + 1 + (line.low(place + 1) in _OUR)
        if low in kindwords.BY_APP and line.low(thing) in kindwords.APP_OF:
            return [place]
        if low in _ON_THE_WAY and kindwords.KIND_OF.get(line.low(thing)):
            return [thing]
        if low not in words.ME | words.HIM:
            break
    return []


def _is_with_them(line: Line, place: int) -> bool:
    """Return whether a clause here is `called him`, `, texted me`, `so we met`, `, saw her`."""
    low, follows, behind = (line.low(place + step) for step in (0, 1, -1))
    opens = not behind[:1].isalnum()
    if low in verbs.REACHING and follows in words.HIM:
        return opens or behind in words.ME
    if not opens and behind not in words.ME | _SO:
        return False
    before = line.low(place - 2)
    mine = behind in words.ME and (not before[:1].isalnum() or before in _SO)
    if low in verbs.REACHING and follows in {"me", "us"}:
        return behind == "," or behind in _SO
    return low in _MET and (follows in words.HIM if opens or not mine else behind == "we")


def _tail_kind(line: Line, place: int) -> int | None:
    """Return the place of the kind in `…, long call`, `…, quick coffee with her`, which ends a line."""
    while line.low(place) in words.HEADS | {"then", "so"} and not kind_at(line, place)[0]:
        place += 1
    follows = line.low(place + 1)
    ends = not follows[:1].isalnum() or (follows in words.WITH and line.low(place + 2) in words.HIM)
    return place if ends and line.low(place) in kindwords.TALKS_OF else None


def maybe(line: Line, boundary: int, persons: Mapping[int, int]) -> list[int]:
    """Return the place behind the names that may tell the kind, and may be part of what was told."""
    for place in range(boundary, line.stop):
        low = line.low(place)
        begins = not low[:1].isalnum() and low not in _BEGUN
        if begins or low in _SO:
            found = _act(line, place + 1, persons)
        else:
            thing = place + 1 + (line.low(place + 1) in _OUR)
            meal = kindwords.KIND_OF.get(line.low(thing)) and kind_at(line, thing)[0]
            found = thing if low in _ON_THE_WAY and meal else None
        if found:
            return [found]
    return []


def _act(line: Line, place: int, persons: Mapping[int, int]) -> int | None:
    """Return the place of the contact that a clause begins with: `coffee to discuss`, `Mia called`."""
    first = place
    while line.low(place) in _SKIPPED and not kind_at(line, place)[0]:
        place += 1
    if place in persons:
        verb = persons[place]
        return verb if line.low(verb) in verbs.REACHING else None
    told = line.low(place) in verbs.REACHING_NOW and place == first
    return place if kind_at(line, place)[0] and not told else None
