"""What kind of contact a log line tells of, and who reached out."""

from __future__ import annotations

from keepintouch.domain import logwords as words
from keepintouch.domain.logends import is_stop
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.loghits import Line

_NO_CARD = frozenset(("game", "games", "trick", "tricks", "holder", "table"))
_BEFORE_MINE = words.AUXILIARIES | words.NOT_DONE | {"", "to", ":", "tried"}
_PASSIVE = frozenset(("was", "were", "been", "being", "got"))
_CHATS = frozenset(("whatsapp", "telegram", "messenger", "signal"))
_GROUP_CALLS = frozenset((("call", "group"), ("call", "voice"), ("call", "audio")))
_MEANWHILE = frozenset(("while", "whilst", "when", "as"))
_BEING = frozenset(("was", "were"))
_PASSED = (words.ADVERBS | {'"', "\u201d", "*", "_"}) - _PASSIVE - {"so", "today"}
_SEEING = frozenset(("see", "seeing"))
_SENT = frozenset(
    (
        *(
            "letter",
            "letters",
            "postcard",
            "postcards",
            "card",
            "cards",
            "note",
            "dm",
            "sms",
            "msg",
        ),
        *("voicemail", "reply", "parcel", "package", "gift", "present", "flowers", "condolences"),
    )
)
_BOTH_WAYS = frozenset(
    ("talked", "talk", "talking", "spoke", "spoken", "chat", "chatted", "chatting")
)
_LATER = frozenset(("letter", "message", "email"))


def kind_of(line: Line, places: list[int]) -> tuple[str, tuple[int, int]] | None:
    """Return the kind and the words that say it, from the first such word at `places`."""
    met = not any(line.low(place) in words.NOT_YET_MET for place in places[:4])
    for place in places:
        kind, length = _kind_at(line, place)
        if line.low(place) in _SEEING and place + 1 not in places:
            kind = "met"
        if kind and (met or kind != "met" or line.low(place - 1) == "over"):
            return _specific(line, place, places, kind) or (kind, (place, place + length))
    return _by_app(line, places)


def _kind_at(line: Line, place: int) -> tuple[str, int]:
    low, follows = line.low(place), line.low(place + 1)
    pair = words.KIND_PAIRS.get((low, follows))
    if pair is not None and not (follows == "card" and line.low(place + 2) in _NO_CARD):
        return pair, 2
    if line.low(place - 1) == "from" or (line.low(place - 2), line.low(place - 1)) == (
        "from",
        "the",
    ):
        return "", 1
    if low.endswith("ing") and line.low(line.start) in _MEANWHILE and line.low(place - 1) in _BEING:
        return "", 1
    if low in _CHATS and (line.low(place + 2), follows) in _GROUP_CALLS:
        return "call", 3
    if low == "teams" and line.tokens[place].text == "Teams":
        return "video", 1
    if low in {"ran", "run"} and follows == "into":
        return "met", 2
    if low in _SEEING:
        return ("met", 1) if line.low(place - 1) in {"to", "was", "good", "great"} else ("", 1)
    if (
        low in {"card", "cards"}
        and follows in {"from", "to"}
        and line.low(place - 1) not in words.OTHER_CARDS
    ):
        return "letter", 1
    if low == "had" and "over" in {line.low(place + step) for step in (2, 3, 4)}:
        return "met", 1
    return words.KIND_OF.get(low, ""), 1


def _specific(
    line: Line, place: int, places: list[int], kind: str
) -> tuple[str, tuple[int, int]] | None:
    """Return the letter of `wrote a letter`, the video of `call on Zoom`, if it is there."""
    later = [each for each in places if each > place]
    if line.low(place) in words.SPECIFIC:
        for each in later:
            other, length = _kind_at(line, each)
            if other in _LATER and (other != "email" or line.low(each) != "mail"):
                return other, (each, each + length)
    app = _by_app(line, later)
    if app and (kind == "met" or (kind, app[0]) == ("call", "video")):
        return app
    return None


def _by_app(line: Line, places: Iterable[int]) -> tuple[str, tuple[int, int]] | None:
    """Return what `on zoom`, `over the phone` or `by text` says."""
    for place in places:
        if line.low(place) not in words.BY_APP:
            continue
        name = place + 1 + (line.low(place + 1) in {"the", "a", "our", "my"})
        kind = words.APP_OF.get(line.low(name))
        if kind and (kind != "letter" or line.low(place) != "on"):
            return kind, (place, name + 1)
    return None


def followed_up(line: Line, boundary: int) -> list[int]:
    """Return the places of `called him` or `over lunch` behind the names, where no kind stood before."""
    first = boundary + 1
    while (
        line.low(first) in words.STOPS | words.HEADS | words.ADVERBS | words.THEM
        and not _kind_at(line, first)[0]
    ):
        first += 1
    if is_stop(line, boundary) and _kind_at(line, first)[0]:
        return [first]
    for place in range(boundary, line.stop):
        low, follows, behind = (line.low(place + step) for step in (0, 1, -1))
        reached = low in words.REACHING and follows in words.HIM
        if reached and not behind[:1].isalnum():
            return [place]
        if low == "over" and follows in words.KIND_OF:
            return [place + 1]
    return []


def direction_of(
    line: Line, places: list[int], persons: dict[int, int], *, opened: int | None
) -> str | None:
    """Return `me` or `them` for who reached out; None when the line does not say.

    `persons` are where names stand, `opened` the colon behind names that open the line.
    """
    ends = {last: first for first, last in persons.items()}
    for place in places:
        low, follows = line.low(place), line.low(place + 1)
        if low == "called" and follows == "off":
            continue
        if _reaches(line, place):
            return _reached(line, place, ends, opened)
        if low == "from" and _is_sent(line, place):
            return "them"
        if low in _SENT and follows == "to":
            return "me"
        if low in words.REACHING_NOW and _is_mine(line, place, persons):
            return "me"
    return None


def _reaches(line: Line, place: int) -> bool:
    """Return whether somebody is reached here: `called`, `reached out`, `got in touch`, `left a message`."""
    low, follows = line.low(place), line.low(place + 1)
    if low == "got":
        return (follows, line.low(place + 2)) == ("in", "touch")
    if low == "left":
        return not words.LEFT_BEHIND.isdisjoint(line.low(place + step) for step in range(1, 7))
    return low in words.REACHING or (low == "reached" and follows == "out")


def _is_mine(line: Line, place: int, persons: dict[int, int]) -> bool:
    """Return whether it is `call to Bob`, or `call Bob` at the start or in a plan."""
    if line.low(place + 1) == "to":
        return True
    behind = place - 1
    while line.low(behind) in words.ADVERBS:
        behind -= 1
    return place + 1 in persons and line.low(behind) in _BEFORE_MINE


def _is_sent(line: Line, place: int) -> bool:
    for each in range(place - 1, max(line.start, place - 6) - 1, -1):
        low = line.low(each)
        if low in words.WITH or low in words.COMMUNICATING:
            return low not in words.WITH | _BOTH_WAYS
    return False


def _reached(line: Line, place: int, ends: dict[int, int], opened: int | None) -> str | None:
    """Return whose doing the verb at `place` is."""
    follows = line.low(place + 1)
    if follows in {"me", "us", "by"}:
        return "them"
    if follows in words.WITH:
        return None
    behind = _subject(line, place)
    low, named = line.low(behind), follows in words.HIM or place + 1 in ends.values()
    if behind + 1 in ends:
        return "me" if _with_me(line, ends, behind + 1) else "them"
    if low in _PASSIVE or low in words.THEM:
        return "them"
    if behind == opened or (low in words.ME and line.low(behind - 1) in words.JOINING):
        return "me" if named else None
    if not low or low in words.ME or not low[0].isalnum():
        return "me"
    return _implied(line, ends) if low in words.JOINING or low == "then" else None


def _subject(line: Line, place: int) -> int:
    """Return the place of what stands before a verb, past adverbs, quotes and brackets."""
    behind = place - 1
    while line.low(behind) in _PASSED:
        behind -= 1
    if line.low(behind) != ")":
        return behind
    opening = [each for each in range(line.start, behind) if line.low(each) == "("]
    return opening[-1] - 1 if opening else behind


def _with_me(line: Line, ends: dict[int, int], end: int) -> bool:
    """Return whether the names that end here are part of `Bob and I` or `me and Bob`."""
    first = ends[end]
    while line.low(first - 1) in words.JOINING or line.low(first - 1) == ",":
        if line.low(first - 2) in words.ME:
            return True
        first = ends.get(first - 1, first - 2)
    return False


def _implied(line: Line, ends: dict[int, int]) -> str:
    return "them" if line.start in ends.values() or line.low(line.start) in words.THEM else "me"
