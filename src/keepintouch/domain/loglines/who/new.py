"""Names of nobody known yet, where a participant can stand in a log line."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.daywords import MONTHS
from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.tokens import LONGEST_NAME
from keepintouch.domain.loglines.when.days import is_colon
from keepintouch.domain.loglines.who.hits import may_be_new
from keepintouch.domain.loglines.who.slots import acts, before, is_followed_safely, slot_of
from keepintouch.domain.nameparts import PARTICLES, PREFIXES
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.ends import Seen
    from keepintouch.domain.loglines.who.hits import Hit, Line

_SLOTS = frozenset(("with", "reach", "verb", "comm", "into", "list"))
_OTHER_VERBS = frozenset(("joined", "join", "helped", "meeting", "answered", "thanked", "sent"))
_JOINED_UP = frozenset(("introduced", "introducing", "connected", "intro'd"))
_STANDING = frozenset(("also", "there", "too"))


def newcomer(line: Line, hits: dict[int, Hit], place: int, seen: Seen) -> int | None:
    """Return where the name of somebody new ends that begins here; None when there is none."""
    token = line.tokens[place]
    titled = token.low in PREFIXES and token.capital and place + 1 < line.stop
    if not may_be_new(line.tokens[place + titled]):
        return None
    last = _run(line, hits, place + titled)
    return last if is_offered(line, hits, (place, last), seen) else None


def _run(line: Line, hits: dict[int, Hit], place: int) -> int:
    """Return where a run of capitalised words ends; `van` and `de` may stand inside."""
    last = place + 1
    while last - place < LONGEST_NAME and last not in hits and _goes_on(line, last):
        last += 1
    return last


def _goes_on(line: Line, place: int) -> bool:
    if place >= line.stop:
        return False
    token, behind = line.tokens[place], line.tokens[place - 1]
    if behind.owns or line.text[behind.end : token.start] != " ":
        return False
    if token.low in PARTICLES and not token.capital and place + 1 < line.stop:
        return token.low not in words.MAY_FOLLOW and may_be_new(line.tokens[place + 1])
    return may_be_new(token)


def is_offered(line: Line, hits: dict[int, Hit], span: tuple[int, int], seen: Seen) -> bool:
    """Return whether somebody unknown, named by a span of tokens, stands as a participant."""
    first, last = span
    dated = line.low(first) in MONTHS and line.low(first - 1) in {"in", "since", "until", "by"}
    if dated or line.tokens[last - 1].owns:
        return False
    slot = slot_of(line, first, person_end=seen.person_end)
    if last - first > 1 and not hits and not line.titled and _stands_out(line, span, slot):
        return True
    if slot == "start":
        return _opens(line, hits, span)
    if slot == "verb":
        return line.low(before(line, first)) not in _OTHER_VERBS
    if slot == "list" and line.tokens[first - 1].text == ",":
        closed = any(
            hit.last == first - 1 and line.low(hit.first - 1) in words.JOINING
            for hit in hits.values()
        )
        posted = line.low(line.start) in {"postcard", "letter", "card"}
        return is_followed_safely(line, last) and not (closed and posted)
    if slot == "" and last - first > 1 and line.low(before(line, first)) == "had":
        return True
    if slot == "comm" and seen.owned and line.low(first - 1) == "from":
        return False
    if slot == "" and not seen.peopled and line.low(before(line, first)) in _JOINED_UP:
        return True
    if slot == "comm" and seen.peopled:
        return any(line.low(each) in _JOINED_UP for each in range(line.start, first))
    return slot in _SLOTS


def _stands_out(line: Line, span: tuple[int, int], slot: str) -> bool:
    """Return whether it is `added Lena Vogt`, `Lena Vogt wants …`, where nobody else is named."""
    behind, follows = line.low(span[0] - 1), line.low(span[1])
    if slot == "start":
        acting = follows in verbs.FINITE or follows in verbs.REPORTING or follows.endswith("ed")
        return acting or follows == "("
    return slot == "" and behind.endswith("ed")


def _opens(line: Line, hits: dict[int, Hit], span: tuple[int, int]) -> bool:
    """Return whether the name opens the line: `Zoe called`, `Zoe: hello`, `Zoe and Bob …`."""
    first, last = span
    if last < line.stop and is_colon(line.tokens, last):
        topic = last == first + 1 and line.low(first) in words.TOPICS
        return not topic and not _heads_list(line, hits, last + 1)
    if first > line.start and line.tokens[first - 1].text == ":" and _is_alone(line, last):
        return True
    follows = line.low(last)
    if follows in words.JOINING and (last + 1 in hits or line.low(last + 1) in words.ME):
        return True
    if follows in {"from", "at"} and any(acts(line, last + step) for step in (2, 3)):
        return True
    return follows not in _STANDING and acts(line, last)


def _heads_list(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether people are listed from here on: `Friendsgiving: Bob, Mia`."""
    hit = hits.get(place)
    return hit is not None and line.low(hit.last) in words.JOINING | {","}


def is_stranger(line: Line, hits: dict[int, Hit], place: int, seen: Seen) -> bool:
    """Return whether a small word stands among people but is nobody: `bob and zoe`."""
    token = line.tokens[place]
    if not token.low.isalpha() or token.capital or token.owns or line.tokens[place - 1].owns:
        return False
    if token.low in words.NEVER_NEW or token.low in namewords.GROUPS:
        return False
    slot = slot_of(line, place, person_end=seen.person_end)
    if slot == "list" and line.low(place - 1) in words.JOINING:
        return seen.peopled and is_followed_safely(line, place + 1)
    return slot == "with" and line.low(place + 1) in words.JOINING and place + 2 in hits


def _is_alone(line: Line, last: int) -> bool:
    return last >= line.stop or line.tokens[last].sort != "word" or line.low(last) in words.JOINING
