"""Words that tell a kind of contact only in some company: `saw`, `a card`, `rang`, `had Bob over`."""

from __future__ import annotations

from keepintouch.domain.daywords import WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.domain.loglines.who.hits import Line

_GLAD = frozenset(("to", "was", "good", "great", "been", "lovely", "nice"))
_AT_THE_PHONE = frozenset(("on", "by", "over", "via", "off", "per"))
_STRETCHES = frozenset(("time", "day", "evening", "afternoon", "morning", "weekend", "night"))
_BEFORE_PHONE = words.HIS | words.DETERMINERS | {"my", "our", "new", "old", "lost"}
_OTHER_NIGHTS = frozenset(("late", "last", "all", "good", "every", "that", "the", "at", "long"))
_TO_US = frozenset((("to", "my"), ("to", "our"), ("to", "us"), ("to", "me")))
_EATING = wordset("had have having grabbed grab grabbing shared sharing ate eating")
_FINDING = frozenset(("found", "finding", "old", "sorted", "sorting", "kept", "unread", "burned"))
_WHITHER = wordset(
    "to for on out over round around up down along there together into across through back and then about in by all "
    "straight via past as well halves dutch again yesterday today"
)
_HAVING = frozenset(("have", "has", "had"))
_FETCHING = wordset("picked collected collect dropped took taking pick fetched carried for")
_SENT = wordset("sent send sending forwarded shared")
_NAMED = wordset(
    "bar pub place cafe restaurant film movie book band dog cat play song show town village app startup"
)
_GAMES = wordset("chess scrabble backgammon bridge monopoly catan mahjong dominoes parkrun uno")
_FROM_AFAR = wordset("online correspondence discord lichess phone skype zoom app")
_RECORDED = wordset("voicemail voicemails voicenote voicenotes message messages recording")
_FAR = 5
_LONG = 10


def _seen(line: Line, place: int) -> str:
    return "met" if line.low(place - 1) in _GLAD else ""


def _saw(line: Line, place: int) -> str:
    """Return nothing for `saw Bob's post`, `saw on Instagram`."""
    ahead = {line.low(place + step) for step in range(2, _FAR)}
    follows = line.tokens[place + 1 : place + 2]
    owned = bool(follows) and (follows[0].owns or follows[0].low in words.HIS)
    posted = owned and not ahead.isdisjoint(kindwords.POSTED)
    return "" if posted or line.low(place + 1) == "on" else "met"


def _class(line: Line, place: int) -> str:
    """Return nothing for `class of '98 zoom`, whose kind is told behind it."""
    ahead = [line.low(place + step) for step in range(1, _FAR)]
    return "" if ahead[0] == "of" and any(map(kindwords.kind_of_word, ahead)) else "met"


def _played(line: Line, place: int) -> str:
    """Return nothing for `played the voicemail from Bob`."""
    ahead = {line.low(place + step) for step in range(1, _FAR)}
    return "" if not ahead.isdisjoint(_RECORDED) else "met"


def _called(line: Line, place: int) -> str:
    named = line.low(place) == "called" and line.low(place - 1) in _NAMED
    return "" if named or kindwords.rings_nobody(line, place) else "call"


def _card(line: Line, place: int) -> str:
    """Return whether a card was written; `cards` alone are played with."""
    behind, follows = line.low(place - 1), line.low(place + 1)
    if behind in kindwords.OTHER_CARDS or follows in kindwords.CARD_GAMES:
        return ""
    one = line.low(place) == "card" and behind != "the"
    sent = any(line.low(each) in kindwords.POSTING for each in range(place - _LONG, place))
    one = one or sent or follows in {"from", "to"}
    return "letter" if one or behind in kindwords.SENDING else ""


def _video(line: Line, place: int) -> str:
    """Return nothing for a video that is shown: `sent Bob a video of the cat`."""
    behind = {line.low(place - step) for step in range(1, _FAR)}
    if not behind.isdisjoint(_SENT):
        return "message"
    shown = line.low(place + 1) in {"of", "from"} or not behind.isdisjoint(kindwords.SHOWN)
    return "" if shown and line.low(place + 1) not in kindwords.TALKS - {"from"} else "video"


def _phone(line: Line, place: int) -> str:
    """Return nothing for a phone that is a thing: `set up her phone`."""
    behind = place - 1 - (line.low(place - 1) in {"the", "a", "my"})
    if line.low(behind) in _AT_THE_PHONE or line.low(place + 1) in kindwords.TALKS:
        return "call"
    owned = place > line.start and line.tokens[place - 1].owns
    return "" if owned or line.low(place - 1) in _BEFORE_PHONE else "call"


def _ring(line: Line, place: int) -> str:
    """Return nothing for a ring that is worn; `gave him a ring`, `a bell`, `a buzz` are calls."""
    behind = {line.low(place - step) for step in range(1, _FAR + 1)}
    if not behind.isdisjoint(("gave", "give", "giving")):
        return "call" if line.low(place - 1) in {"a", "quick"} else ""
    if line.low(place) != "ring" or line.low(place - 1) in kindwords.OTHER_RINGS:
        return "call" if line.low(place) == "ring" and line.low(place + 1) == "from" else ""
    return "call"


def _wrote(line: Line, place: int) -> str:
    return "" if kindwords.is_own_writing(line, place) else "email"


def _walked(line: Line, place: int) -> str:
    """Return nothing for `walked Bob through the slides`."""
    through = line.low(place + 2) == "through" and line.low(place + 1) not in words.WITH
    return "" if through else "met"


def _stayed(line: Line, place: int) -> str:
    return "" if (line.low(place + 1), line.low(place + 2)) == ("in", "touch") else "met"


def _come(line: Line, place: int) -> str:
    """Return whether it is `has come to my place`."""
    here = (line.low(place + 1), line.low(place + 2)) in _TO_US
    return "met" if here and line.low(place - 1) in _HAVING else ""


def _went(line: Line, place: int) -> str:
    """Return nothing for `went to voicemail`, `went straight to voicemail`."""
    ahead = {line.low(place + step) for step in (2, 3)}
    follows = line.low(place + 1)
    away = follows in _WHITHER or follows.endswith("ing") or not follows[:1].isalnum()
    away = away or follows in words.WITH or bool(kindwords.kind_of_word(follows))
    return "met" if away and not ahead & {"voicemail", "answerphone"} else ""


def _go(line: Line, place: int) -> str:
    """Return whether a line begins as `go with Bob to the pool`, told in a hurry."""
    return "met" if place == line.start and line.low(place + 1) in words.WITH else ""


def _had(line: Line, place: int) -> str:
    """Return whether it is `had Bob over`, `had Bob, Mia and Sam round for tea`."""
    if "over" in {line.low(place + step) for step in (2, 3, 4)}:
        return "met"
    for each in range(place + 2, min(place + _LONG, line.stop)):
        follows = line.low(each + 1)
        ends = not follows[:1].isalnum() or follows in words.MAY_FOLLOW
        if ends and line.low(each) in {"over", "round"}:
            return "met"
    return ""


def _spent(line: Line, place: int) -> str:
    """Return whether it is `spent most of the afternoon with Bob`."""
    far = range(place + 2, place + _FAR + 2)
    company = next((each for each in far if line.low(each) in words.WITH), place)
    near = {line.low(each) for each in range(place + 1, company)}
    stretch = not near.isdisjoint(_STRETCHES) or not WEEKDAYS.keys().isdisjoint(near)
    return "met" if stretch else ""


def _treat(line: Line, place: int) -> str:
    """Return whether it was eaten together: `had cake with Bob`, and no `baked a cake for Bob`."""
    shared = any(line.low(place - step) in _EATING for step in range(1, _FAR))
    return "met" if shared or line.low(place + 1) in words.WITH else ""


def _letters(line: Line, place: int) -> str:
    """Return nothing for old letters that turn up: `found letters from grandpa`."""
    behind = {line.low(place - step) for step in range(1, _FAR)}
    return "" if not behind.isdisjoint(_FINDING) else "letter"


def _night(line: Line, place: int) -> str:
    """Return whether a line begins as `poker night with Bob`."""
    opens = place == line.start + 1 and line.low(place - 1) not in _OTHER_NIGHTS
    return "met" if opens and line.low(place + 1) in words.WITH | {":", "-", "at"} else ""


def _parcel(line: Line, place: int) -> str:
    """Return whether it came or went by post: `posted a parcel to Grandma`, `parcel from Bob`."""
    behind = {line.low(each) for each in range(place - _LONG, place)}
    sent = not behind.isdisjoint(kindwords.POSTING) or line.low(place + 1) in {"from", "arrived"}
    return "letter" if sent and behind.isdisjoint(_FETCHING) else ""


def _game(line: Line, place: int) -> str:
    """Return whether it is `chess with Bob`, at one table."""
    away = any(token.low in _FROM_AFAR for token in line.tokens)
    return "met" if line.low(place + 1) in words.WITH and not away else ""


def _teams(line: Line, place: int) -> str:
    return "video" if line.tokens[place].text == "Teams" else ""


def _wa(line: Line, place: int) -> str:
    return "message" if line.low(place + 1) in kindwords.TALKS | {"msg", "message"} else ""


SPECIAL: dict[str, Callable[[Line, int], str]] = {
    **dict.fromkeys(("see", "seeing"), _seen),
    "saw": _saw,
    **dict.fromkeys(("called", "rang", "phoned"), _called),
    "wa": _wa,
    "class": _class,
    "played": _played,
    **dict.fromkeys(kindwords.CARDS, _card),
    **dict.fromkeys(("video", "videos", "vid", "vids"), _video),
    "phone": _phone,
    **dict.fromkeys(kindwords.RINGS, _ring),
    **dict.fromkeys(("wrote", "write", "writing"), _wrote),
    "walked": _walked,
    "stayed": _stayed,
    "come": _come,
    "had": _had,
    "went": _went,
    "go": _go,
    "spent": _spent,
    "teams": _teams,
    **dict.fromkeys(kindwords.FOODS, _treat),
    **dict.fromkeys(("letters", "postcards"), _letters),
    "night": _night,
    **dict.fromkeys(("parcel", "package"), _parcel),
    **dict.fromkeys(_GAMES, _game),
}
