"""A last look at a line that sounds plain: rules seldom needed, each loaded where a word of its own stands."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, leadwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.domain.loglines.how.kinds import How
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

_SEEING = wordset("saw spotted seen glimpsed noticed spied recognised recognized met")
_QUIET = wordset("quiet silent awol dark radar offline")
_UNSENT = wordset(
    "draft drafts drafted drafting unsent bounced bounce send sent sending began started outbox post posted"
)
_PASSING = leadwords.SOCIAL | _SEEING | _QUIET | _UNSENT
_TYING = wordset("put connected linked hooked cc'd ccd cced copied")
_ACTING = verbs.COMING | {"saw", "had"}
_SUBJECTS = (
    words.THEM
    | words.HIS
    | wordset(
        "the a my our that was were got had made let via nobody no-one noone somebody someone everybody everyone hr police school office "
        "kids children people friends colleagues parents"
    )
)
_CORRECTING = wordset(
    "correction oops whoops scratch edit actually but nevermind never ignore mean meant no wait make sorry rather"
)
_LEFT = wordset(
    "found came scrolled dug reread framed hung digging dig rereading old again one photo photos picture "
    "pictures pic pics video videos throwback"
)
_BEFORE = words.CLAUSES | {""}
_SEVERAL = 2
_OPEN = ("[ ]", "[]")
"""A box nobody has ticked."""
_MEANWHILE = wordset("while whilst when")
_ENDING = _MEANWHILE | words.STOPS | words.DASHES | {"-", "\n", ":", "but", "though", "although"}


def looked(walked: Walked, how: How) -> Found | None:
    """Return the words that leave a line open which seems to leave nothing open, and of what sort."""
    return next((found for found in _looks(walked, how) if found), None)


def _looks(walked: Walked, how: How) -> Iterator[Found | None]:
    line = walked.line
    lows = {token.low for token in line.tokens[line.start : line.stop]}
    yield _unticked(line)
    yield from _at_people(walked, how, lows)
    yield from _at_words(walked, how, lows)
    yield from _at_times(walked, how, lows)
    yield from _at_clauses(walked, how, lows)
    yield from _at_misses(walked, lows)
    if not walked.walk.opened and _has_subject(walked):
        from keepintouch.domain.loglines.looks import apart

        yield apart.apart(walked, how)
    if walked.walk.slots and len(walked.walk.persons) > len(walked.walk.slots):
        from keepintouch.domain.loglines.looks import behind

        yield behind.behind(walked)


def _at_words(walked: Walked, how: How, lows: set[str]) -> Iterator[Found | None]:
    """Look at what is taken back, at who was only seen, and at who did something where others met."""
    line, walk = walked.line, walked.walk
    yield _family(line) if "the" in lows and walk.slots else None
    if not _CORRECTING.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import corrected

        yield corrected.corrected(line, walk)
    if not _PASSING.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import passing

        yield passing.passing(walked, how)
    if walk.slots and len(walk.hits) > len(walk.slots):
        from keepintouch.domain.loglines.looks import alongside

        met = how.kind is not None and how.kind[0] == "met"
        yield alongside.alongside(walked, met=met)


def _at_clauses(walked: Walked, how: How, lows: set[str]) -> Iterator[Found | None]:
    """Look at what is stated, at whose doing it is, and at a second act."""
    line, walk = walked.line, walked.walk
    if not _TYING.isdisjoint(lows) or (how.kind is None and not words.BEING.isdisjoint(lows)):
        from keepintouch.domain.loglines.looks import facts

        yield facts.fact(line, walk)
    if walk.slots and (not _SUBJECTS.isdisjoint(lows) or _is_owned(walked)):
        from keepintouch.domain.loglines.looks import subjects

        yield subjects.subject(line, walk)
    if walked.given.kind is None and _may_be_two(walked, lows):
        from keepintouch.domain.loglines.looks import acts, news

        yield acts.two(walked) or news.news(line, walk)


def _at_misses(walked: Walked, lows: set[str]) -> Iterator[Found | None]:
    """Look at company that was missed, at who stayed away, at what is left or felt."""
    line, walk = walked.line, walked.walk
    if not leadwords.MISSING.isdisjoint(lows) or not _LEFT.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import missed, relics

        yield missed.missed(walked) or relics.relic(line, walk)
    if walk.slots and not leadwords.STAYING_AWAY.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import absentees

        yield absentees.absent(line, walk)
    if not leadwords.FEELING.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import feelings

        yield feelings.feeling(line, walk)


def _at_people(walked: Walked, how: How, lows: set[str]) -> Iterator[Found | None]:
    """Look at where people stand: behind a verb, a `for`, an `or`, at the start with what is theirs."""
    line, walk = walked.line, walked.walk
    done_for = walk.slots and "for" in lows and (how.kind is None or len(walk.slots) > 1)
    if "" in walk.slots.values() or "or" in lows or done_for:
        from keepintouch.domain.loglines.looks import loose

        yield loose.loose(line, walk) or loose.either(line, walk)
        yield loose.done_for(line, walk) if done_for else None
    first = walk.hits.get(line.start)
    if walk.slots and not words.HIM.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import owned

        yield owned.with_owner(line, walk)
    owns = first and (line.tokens[first.last - 1].owns or line.low(first.last) in words.BEING)
    if owns and walk.slots:
        from keepintouch.domain.loglines.looks import owned

        yield owned.owned(line, walk)


def _at_times(walked: Walked, how: How, lows: set[str]) -> Iterator[Found | None]:
    """Look for what lies ahead, hangs on something, or is done often."""
    line, walk = walked.line, walked.walk
    if not leadwords.LEADING.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import leads

        yield leads.lead(walked, how)
    if not leadwords.COMING.isdisjoint(lows) or line.low(line.start).endswith("ing"):
        from keepintouch.domain.loglines.looks import coming

        yield coming.coming(line, walk)
    if not leadwords.HABITUAL.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import habits

        yield habits.habit(line, walk, how)
    if not leadwords.FRAMING.isdisjoint(lows):
        from keepintouch.domain.loglines.looks import frames

        yield frames.framed(line, walk)


def _is_owned(walked: Walked) -> bool:
    """Return whether the line begins with what is somebody's: `Sam's mum met Bob`."""
    first = walked.walk.hits.get(walked.line.start)
    return first is not None and walked.line.tokens[first.last - 1].owns


def _family(line: Line) -> Found | None:
    """Return the `the Stones` of `dinner with the Stones and Mia`: more than who is named."""
    for place in range(line.start + 1, line.stop - 1):
        name = line.tokens[place + 1]
        family = name.capital and name.low.endswith("s") and not name.owns and not line.titled
        company = line.low(place - 1) in words.WITH | words.JOINING | {
            "asked",
            "invited",
            "met",
            "saw",
        }
        if line.low(place) == "the" and family and company:
            return place, place + 2, "unsure"
    return None


def _has_subject(walked: Walked) -> bool:
    """Return whether somebody who is named may be whom a clause is about."""
    line = walked.line
    owned = line.low(line.start) in words.OWNERS
    return any(owned or line.low(first - 1) in _BEFORE | words.DEAR for first in walked.walk.slots)


def _unticked(line: Line) -> Found | None:
    """Return the first word of `[ ] call Bob`, still to be done."""
    if not line.text.lstrip(" -*").startswith(_OPEN):
        return None
    words_in = (each for each in range(line.start, line.stop) if line.tokens[each].sort != "sign")
    return next(((place, place + 1, "plan") for place in words_in), None)


def _may_be_two(walked: Walked, lows: set[str]) -> bool:
    """Return whether there are several people, and several clauses or words of contact."""
    if len(walked.walk.persons) < _SEVERAL:
        return False
    acting = sum(low in kindwords.KIND_OF or low in _ACTING for low in lows)
    first = min(walked.walk.slots, default=_SEVERAL)
    told = first <= walked.line.start + 1 and not lows.isdisjoint((",", "so", ":"))
    return acting >= _SEVERAL or told or not _ENDING.isdisjoint(lows)
