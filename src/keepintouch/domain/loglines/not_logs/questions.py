"""A log line that asks and tells nothing: `did Bob call?`, `when did I last see Mia`, `lunch with Sam?`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import leadwords, words
from keepintouch.domain.loglines.not_logs.plans import BARE
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Hit, Line

_ASKING = frozenset(("when", "what", "where", "why", "who", "how", "which", "whose"))
_DOING = frozenset(("did", "do", "does", "didn't", "have", "has", "had"))
_BEING = frozenset(("is", "are", "was", "were", "isn't", "wasn't"))
_HELPING = _DOING | _BEING | frozenset(("will", "would", "can", "could", "should", "may", "might"))
_OFFERING = frozenset((("how", "about"), ("what", "about"), ("why", "not"), ("fancy", "a")))
_ANY = frozenset(("any", "anyone", "anybody"))
_SMALL = words.WITH | words.JOINING | words.HEADS | words.ME | {"for", "on", "?"}


def question(line: Line, hits: dict[int, Hit]) -> Found | None:
    """Return the words that make a question of the whole line."""
    first, last = line.start, _last(line)
    if last > first and line.tokens[last].text.startswith("?"):
        asked = _asks(line, hits, first) or _only_names(line, hits, last)
        parted = _parted(line, last) and line.low(first) != "you"
        return (last, last + 1, "question") if asked and not parted else None
    wh = line.low(first) in _ASKING
    did = first + wh
    verb = _past_subject(line, hits, did + 1)
    asked = line.low(did) == "did" and verb is not None and line.low(verb) in BARE
    return (first, did + 1, "question") if asked else None


def _last(line: Line) -> int:
    """Return the place of the last word or sign that is no tag."""
    last = line.stop - 1
    while last > line.start and line.tokens[last].sort == "tag":
        last -= 1
    return last


def _parted(line: Line, last: int) -> bool:
    """Return whether something else is told before: `what a day! Bob called?`."""
    signs = words.STOPS | words.DASHES | {":", ",", "\n"}
    return any(line.low(each) in signs for each in range(line.start, last))


def _asks(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether it begins as a question does: `is Bob`, `who was`, `how about`, `any news`."""
    low, follows = line.low(place), line.low(place + 1)
    if low in _ANY or low == "you" or (low, follows) in _OFFERING:
        return True
    if low in _ASKING:
        return follows in _HELPING
    subject = _past_subject(line, hits, place + 1)
    return low in _HELPING and subject is not None


def _past_subject(line: Line, hits: dict[int, Hit], place: int) -> int | None:
    """Return the place behind `Bob`, `she`, `I last`, None when nobody is the subject here."""
    if place in hits:
        place = hits[place].last
    elif line.low(place) in words.ME | words.THEM | {"you", "anyone", "anybody"}:
        place += 1
    else:
        return None
    return place + (line.low(place) in {"last", "ever", "even", "actually", "really"})


def _only_names(line: Line, hits: dict[int, Hit], last: int) -> bool:
    """Return whether nothing but who and how stands before: `lunch with Sam?`, `called Bob?`."""
    place = line.start
    while place < last:
        low = line.low(place)
        if place in hits:
            place = hits[place].last
        elif low in _SMALL or leadwords.is_contact(low):
            place += 1
        else:
            return False
    return True
