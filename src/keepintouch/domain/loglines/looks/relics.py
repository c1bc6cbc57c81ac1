"""What is left of a contact long ago: `found a letter from Bob`, `read old messages from Mia`, `the photo of me with Sam`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_POST = wordset(
    "letter letters card cards postcard postcards email emails mail mails message messages text texts chat "
    "chats voicemail voicemails photo photos picture pictures pic pics video videos album diary note notes"
)
_PICTURES = wordset("photo photos picture pictures pic pics video videos throwback selfie portrait")
_FINDING = wordset("found scrolled dug reread framed hung digging dig rereading scrolling find")
_READING = wordset("read played listened watched looked went kept")
_OLD = wordset("old again ancient")
_MADE = wordset("took take taking sent shared showed made drew got painted")
_FAR = 6


def relic(line: Line, walk: Walk) -> Found | None:
    """Return the words that tell of an old letter or a picture, in which somebody is named."""
    return _found(line) or _pictured(line, walk)


def _found(line: Line) -> Found | None:
    """Return the `found a letter` of `found a letter from Bob in a drawer`."""
    first = line.start
    while line.low(first) in words.ME | planwords.ADVERBS | {"a"}:
        first += 1
    lows = {line.low(each) for each in range(first, line.stop)}
    dated = any(low.isdecimal() and low.startswith(("19", "20")) for low in lows)
    across = line.low(first) == "came" and line.low(first + 1) == "across"
    finding = across or line.low(first) in _FINDING or line.low(first + 1) == "dig"
    old = not _OLD.isdisjoint(lows) or dated or _last_but(line) == ("one", "more")
    if not finding and not (line.low(first) in _READING and old):
        return None
    for place in range(first + 1, first + _FAR):
        theirs = any(line.low(place + step) in {"from", "of", "with"} for step in (1, 2))
        if line.low(place) in _POST and theirs:
            return first, place + 1, "unsure"
    return None


def _last_but(line: Line) -> tuple[str, str]:
    return line.low(line.stop - 3), line.low(line.stop - 2)


def _pictured(line: Line, walk: Walk) -> Found | None:
    """Return the `picture of me and` of `hung the picture of me and Bob`, the `in it` of who is on a video."""
    for place in range(line.start, line.stop):
        if line.low(place) not in _PICTURES:
            continue
        mine = line.low(place + 1) == "of" and line.low(place + 2) in {"me", "us"}
        made = any(line.low(each) in _MADE for each in range(line.start, place))
        if mine and not made and any(first > place for first in walk.slots):
            return place, place + 3, "unsure"
        for last in walk.persons.values():
            if last > place and (line.low(last), line.low(last + 1)) in {
                ("in", "it"),
                ("in", "them"),
            }:
                return last, last + 2, "unsure"
    return None
