"""What is said aside in a log line: in brackets, in quotes, and `, who is leaving,` between two names of a list."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.who.ends import is_head
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loglines.who.hits import Hit, Line

_BRACKETS = {"(": ")", "[": "]"}
_QUOTES = {'"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb"}
_BESIDE_NAMES = frozenset((",", "no", "not", "without", "the", "kids", "came", "along", "joined"))
_SHORT = 3


def asides(line: Line, hits: Mapping[int, Hit]) -> frozenset[int]:
    """Return the places within brackets and quotes, unless they hold a name or the whole line."""
    found: set[int] = set()
    unclosed: set[str] = set()
    place = line.start
    while place < line.stop:
        text = line.tokens[place].text
        closing = None if text in unclosed else _BRACKETS.get(text) or _QUOTES.get(text)
        last = _closing(line, place, closing)
        if closing and not last:
            unclosed.add(text)
        whole = place == line.start and last == line.stop - 1
        if last and not whole:
            short = text != "(" and last - place <= _SHORT
            short = short or (
                _opens_list(line, hits, place) and _lists_people(line, hits, place + 1, last)
            )
            found.update(() if short else range(place, last + 1))
            place = last
        place += 1
    return frozenset(found)


def _opens_list(line: Line, hits: Mapping[int, Hit], place: int) -> bool:
    """Return whether nobody stands before a bracket, so that it may say who was there."""
    before = {line.low(each) for each in range(line.start, place)}
    alone = not any(first < place for first in hits)
    company = line.tokens[place - 1]
    if alone and company.low in words.COMPANY | words.EVERYBODY and not company.capital:
        return True
    return is_head(line, place) or (alone and before.isdisjoint(words.WITH | verbs.CONTACT))


def _lists_people(line: Line, hits: Mapping[int, Hit], place: int, last: int) -> bool:
    """Return whether it is the bracket of `pub (Bob, Mia and Sam)`."""
    while place < last:
        hit = hits.get(place)
        joins = line.low(place) in words.JOINING | words.COMPANY | words.ME | _BESIDE_NAMES
        if not hit and not joins:
            return False
        place = hit.last if hit else place + 1
    return True


def _closing(line: Line, place: int, closing: str | None) -> int | None:
    for last in range(place + 1, line.stop if closing else 0):
        if line.tokens[last].text == closing:
            return last
    return None


def relatives(line: Line, hits: Mapping[int, Hit]) -> frozenset[int]:
    """Return the places of `, who is leaving,` between two names of one list."""
    found: set[int] = set()
    for place in range(line.start + 1, line.stop):
        if line.low(place) not in words.RELATIVE or line.low(place - 1) != ",":
            continue
        last = next((each for each in range(place, line.stop) if line.low(each) == ","), place)
        if last > place and _goes_on(line, hits, last + 1):
            found.update(range(place, last))
    return frozenset(found)


def _goes_on(line: Line, hits: Mapping[int, Hit], first: int) -> bool:
    """Return whether only `and Mia`, `Mia and Sam` or a new `and Zoe` follows, and nothing they do."""
    place, joined = first, False
    while place < line.stop:
        hit, low = hits.get(place), line.low(place)
        if not hit and low != "," and low not in words.JOINING:
            break
        joined = joined or low in words.JOINING
        place = hit.last if hit else place + 1
    stranger = line.tokens[place] if joined and place < line.stop else None
    if stranger and stranger.capital and stranger.low not in words.NEVER_NEW:
        place += 1
    low = line.low(place)
    ends = not low[:1].isalnum() or low in words.MAY_FOLLOW
    return joined and ends and line.low(place - 1) not in words.JOINING
