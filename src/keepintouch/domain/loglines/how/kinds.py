"""What kind of contact a log line tells of: the first word that says so, and its company."""

from __future__ import annotations

from keepintouch.domain.loglines.how.papers import is_unsent
from keepintouch.domain.loglines.how.special import SPECIAL
from keepintouch.domain.loglines.how.things import TALKED, is_no_contact
from keepintouch.domain.loglines.lexicon import kindwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.loglines.who.hits import Line

_CHATS = frozenset(("whatsapp", "telegram", "messenger", "signal"))
_GROUP_CALLS = frozenset((("call", "group"), ("call", "voice"), ("call", "audio")))
_PLACES = frozenset(("gym", "pub", "pool"))
_TALKING = frozenset(("talked", "spoke", "chatted", "chat", "talk", "word", "chatting", "spoken"))
_SEEING = frozenset(("see", "seeing"))
_WROTE = frozenset(("wrote", "write", "writing", "written"))
_CANNOT = frozenset(("can't", "cannot", "cant", "couldn't"))
_ATTENDING = frozenset(("come", "make", "join", "attend"))
_INTO = frozenset(("to", "into"))
_MOVED = frozenset(("moved", "switched", "changed", "turned"))
_THEN = frozenset(
    (
        "then",
        "and",
        "had",
        "over",
        "during",
        "at",
        "went",
        "with",
        "on",
        "by",
        "via",
        "after",
        "followed",
    )
)
_VERBS = frozenset(("met", "went", "walked", "saw", "visited", "ate", "hugged"))
_WITH_ME = frozenset(("had", "was", "were", "got", "spent", "spoke", "talked", "chatted"))
_AFAR = frozenset(("zoom", "facetime", "skype", "call"))
_CHATTING = frozenset(("insta", "instagram"))
_FAR = 5


class How(NamedTuple):
    """The kind, with where it is said; who reached out; whether that is what happened."""

    kind: tuple[str, tuple[int, int]] | None
    direction: str | None
    sure: bool = True


def kind_of(line: Line, places: list[int]) -> tuple[str, tuple[int, int]] | None:
    """Return the kind and the words that say it, from the first such word at `places`."""
    for at, place in enumerate(places):
        kind, length = kind_at(line, place)
        if line.low(place) in _SEEING and place + 1 not in places:
            kind = "met"
        if _is_over(line, places, at) and _is_done(line, places, at):
            return "met", (place, place + 1)
        if (kind in {"call", "video"} and _is_booked(line, place)) or _is_where(line, place):
            continue
        if kind == "met" and _is_reason(line, place):
            continue
        if kind and (kind != "met" or line.low(place - 1) == "over" or _is_done(line, places, at)):
            return _specific(line, place, places, kind) or (kind, (place, place + length))
    return _by_app(line, places)


def _is_booked(line: Line, place: int) -> bool:
    """Return whether it is the call of `scheduled a call`, still to be made."""
    behind = place - 1 - (line.low(place - 1) in words.DETERMINERS)
    return behind == line.start and line.low(behind) in kindwords.BOOKING


def _is_reason(line: Line, place: int) -> bool:
    """Return whether it is the party of `apologised to Mark for missing his party`."""
    owned = line.low(place - 1) in words.OWNERS
    return owned and line.low(place - 3) == "for" and line.low(place - 2).endswith("ing")


def _is_where(line: Line, place: int) -> bool:
    """Return whether it is the gym of `talked to Bob at the gym`: where, and not how."""
    if (
        line.low(place) not in _PLACES
        or line.low(place - 1 - (line.low(place - 1) == "the")) != "at"
    ):
        return False
    return any(line.low(each) in _TALKING for each in range(line.start, place))


def _is_over(line: Line, places: list[int], at: int) -> bool:
    """Return whether it is `Bob and Mia over, pizza`: they came."""
    place = places[at]
    named = place > line.start and place - 1 not in places and line.tokens[place - 1].sort == "word"
    return line.low(place) == "over" and named and not line.low(place + 1)[:1].isalnum()


def _is_done(line: Line, places: list[int], at: int) -> bool:
    """Return whether nobody only plans, offers or speaks of what is met for."""
    if line.low(places[at]) == "met" and line.low(places[at] - 1) in {"and", "then", ","}:
        return True
    near = places[: _FAR - 1]
    return not any(
        _is_not_yet(line, place) and (place <= places[at] + 1 or line.low(place + 1) == "for")
        for place in near
    )


def _is_not_yet(line: Line, place: int) -> bool:
    """Return whether a word plans, offers or denies what is met for: `booked`, `can't come to`."""
    away = line.low(place) in _CANNOT and line.low(place + 1) in _ATTENDING
    away = away and any(line.low(each) in verbs.REACHING for each in range(place, line.stop))
    return away or line.low(place) in kindwords.NOT_YET_MET


def is_told(line: Line, boundary: int | None, place: int, subject: int | None) -> bool:
    """Return whether `Bob: doctor says no more walks` may only tell, or lists: `new job, new flat, gym`.

    `subject` is where the name that opens the line ends: `Bob walks to work now` tells too.
    """
    if place == subject and kindwords.is_habit(line, place):
        return True
    if _is_added(line, place):
        return True
    if boundary is None or place < boundary:
        return False
    if line.low(boundary) == ":" and _is_their_doing(line, boundary + 1, place):
        return True
    between = [line.low(each) for each in range(boundary + 1, place)]
    return between.count(",") > 1 or not verbs.SAYING.isdisjoint(between)


def _is_added(line: Line, place: int) -> bool:
    """Return whether it is the dinner of `talked to Bob, dinner soon`, the party of `…, forgot to mention the party`."""
    first = place
    while line.low(first - 1)[:1].isalnum() or line.low(first - 1) in words.JOINING:
        first -= 1
    done = line.low(place) in _VERBS | verbs.REACHING
    if first == line.start or line.low(first) in _THEN or done:
        return False
    return any(line.low(each) in TALKED for each in range(line.start, first))


def _is_their_doing(line: Line, first: int, place: int) -> bool:
    """Return whether it is `broke his wrist skating`, `went swimming`: perhaps without me."""
    low = line.low(first)
    told = low in verbs.IRREGULAR or low in verbs.FINITE or low.endswith("ed")
    busy = low == "is" and line.low(first + 1).endswith("ing")
    if not told or low in verbs.CONTACT | verbs.COMING | _WITH_ME:
        return False
    if kind_at(line, place)[0] != "met" and not busy:
        return False
    rest = [line.low(each) for each in range(first, line.stop)]
    company = any(
        low in words.WITH and rest[at] in line.known for at, low in enumerate(rest[:-1], 1)
    )
    return not company and words.ME.isdisjoint(rest) and "our" not in rest


def by_app(line: Line, place: int) -> bool:
    """Return whether the kind said here is `by email`, `over WhatsApp`."""
    return not kindwords.BY_APP.isdisjoint((line.low(place), line.low(place - 1)))


def kind_at(line: Line, place: int) -> tuple[str, int]:
    """Return the kind that the word at a place tells, empty for none, and how many words tell it."""
    low, follows = line.low(place), line.low(place + 1)
    pair = kindwords.KIND_PAIRS.get((low, follows))
    if pair is not None:
        return pair, 2
    if (low, follows, line.low(place + 2)) == ("face", "to", "face"):
        return "met", 3
    if low in _CHATS and (line.low(place + 2), follows) in _GROUP_CALLS:
        return "call", 3
    if is_no_contact(line, place):
        return "", 1
    if low in _CHATTING and follows in {"chat", "chats"}:
        return "message", 1
    if (
        follows in {"from", "to"}
        and kindwords.APP_OF.get(low) == "message"
        and low not in {"line", "chat"}
    ):
        return "message", 1
    special = SPECIAL.get(low)
    kind = kindwords.kind_of_word(low) if special is None else special(line, place)
    live = kind in {"met", "call", "video"}
    broken = follows in {"break", "time", "hour"} and line.low(place + 2) in verbs.REACHING_NOW
    if live and broken:
        return "", 1
    thing = live and (
        follows in kindwords.PART_OF or (kind == "met" and kindwords.is_got(line, place))
    )
    thing = thing or follows in kindwords.RULED or (kind == "met" and _is_from_afar(line, place))
    return ("" if thing else kind), 1


def _is_from_afar(line: Line, place: int) -> bool:
    """Return whether it is the dinner of `dinner zoom with Bob`, the lunch of `lunch call with Bob`."""
    told = line.low(place) in _VERBS | verbs.REACHING or line.low(place).endswith("ed")
    return line.low(place + 1) in _AFAR and line.low(place + 2) in words.WITH and not told


def _specific(
    line: Line, place: int, places: list[int], kind: str
) -> tuple[str, tuple[int, int]] | None:
    """Return the letter of `wrote a letter`, the video of `call on Zoom`, if it is there."""
    later = [each for each in places if each > place]
    if line.low(place) in kindwords.SPECIFIC:
        for each in later:
            other, length = kind_at(line, each)
            if other in kindwords.ONE_WAY and (other != "email" or line.low(each) != "mail"):
                return other, (each, each + length)
            if kindwords.is_thanks(line, each):
                return "letter", (each, each + 1)
    app = _by_app(line, later)
    narrowed = {"call": "video", "email": "message" if line.low(place) in _WROTE else ""}.get(kind)
    return app if app and (kind == "met" or app[0] == narrowed) else None


def _is_no_app(line: Line, by: int, name: int) -> bool:
    """Return whether it is `line by line`, `over the email policy`, `went through the text`."""
    repeated = line.low(by - 1) == line.low(name)
    return repeated or line.low(name + 1) in kindwords.RULED or is_unsent(line, name)


def _by_app(line: Line, places: Iterable[int]) -> tuple[str, tuple[int, int]] | None:
    """Return what `on zoom`, `over the phone` or `by text` says."""
    for place in places:
        moved = line.low(place) in _INTO and line.low(place - 1) in _MOVED
        by = line.low(place) in kindwords.BY_APP and line.low(place - 1) not in kindwords.SHOWN
        if not by and not moved:
            continue
        name = place + 1 + (line.low(place + 1) in {"the", "a", "our", "my"})
        kind = kindwords.APP_OF.get(line.low(name))
        if (line.low(name - 1), line.low(name)) == ("the", "line"):
            kind = "call"
        if _is_no_app(line, place, name):
            continue
        if kind and (kind != "letter" or line.low(place) != "on"):
            return kind, (place, name + 1)
    return None
