"""Somebody only seen, heard no more of, or never written to: `saw Bob, didn't stop`, `Mia went quiet`, `drafted a letter`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.how.kinds import How
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_SITES = wordset("linkedin facebook fb instagram insta twitter x tiktok")
_PAPERS = wordset("photo picture video paper papers newspaper news magazine reel")
_POSTING = wordset(
    "posted liked tagged commented unfollowed followed endorsed tweeted friended unfriended blocked ignored avoided "
    "blanked snubbed ghosted died"
)
_MINE = words.ME | {"my", "our"}
_POSTS = wordset(
    "photo photos post posts story stories picture pic pics status tweet text video reel page comment message"
)
_SEEN = wordset("saw spotted seen glimpsed noticed spied recognised recognized")
_NOT = planwords.NEGATIONS | wordset("without wouldn't don't")
_SPOKE = wordset(
    "stop stopping speak speaking talk talking chat chatting say saying notice noticing see approach wave waving "
    "dare recognise recognize acknowledge"
)
_ADVERBS = planwords.ADVERBS | wordset(
    "even really actually to get have want manage feel like time dare"
)
_SOME = wordset("much long about anything enough more a of")
_CLOSE = wordset(
    "chatted talked spoke stopped hello hi hey hugged waved chat chatting chat, shouted greeted nodded introduced "
    "hug said told asked invited joined call called smiled talk"
)
_FAR_OFF = frozenset(
    (("from", "afar"), ("a", "distance"), ("the", "distance"), ("across", "the"), ("in", "passing"), ("through", "the"),
     ("drive", "past"), ("driving", "past"), ("walk", "past"), ("walking", "past"), ("go", "past"), ("going", "past"),
     ("cycle", "past"), ("cycling", "past"), ("drive", "by"), ("driving", "by"), ("walking", "by"), ("go", "by"))
)  # fmt: skip
_FROM = wordset("bus car train tram window balcony taxi")
_SHUNNED = wordset("ignored blanked avoided hid dodged snubbed ducked pretended fled")
_WENT = wordset("went gone going fell fallen gotten dropped")
_QUIET = wordset("quiet silent awol dark offline")
_BEEN = wordset("been is")
_DRAFTED = wordset("drafted drafting draft began started composed composing starting")
_POST = wordset("letter email e-mail mail message text postcard card note reply")
_UNSENT = wordset("unsent undelivered bounced")


def passing(walked: Walked, how: How) -> Found | None:
    """Return the words that say that one was not in touch."""
    line, walk = walked.line, walked.walk
    shown = _shown(line, walk)
    if shown:
        return shown
    if not {line.low(each) for each in range(line.start, line.stop)}.isdisjoint(_SEEN):
        found = _only_seen(line, walk)
        if found:
            return found
    return (_gone_quiet(walked) if how.kind is None else None) or _unsent(walked, how)


def _shown(line: Line, walk: Walk) -> Found | None:
    """Return the `liked` of `Bob liked my photo`, the `linkedin:` of `linkedin: Bob changed jobs`."""
    place = walk.persons.get(line.start, line.start)
    if (
        line.low(line.start) in _SITES
        and line.low(line.start + 1) == ":"
        and line.start + 2 in walk.persons
    ):
        return line.start, line.start + 2, "unsure"
    if place == line.start:
        return None
    while line.low(place) in planwords.ADVERBS:
        place += 1
    low, follows = line.low(place), line.low(place + 1)
    if (low, follows) == ("passed", "away"):
        return place, place + 2, "unsure"
    mine = follows in words.ME or line.low(place + 2) in _MINE or follows in _MINE
    if low not in _POSTING or (low in {"liked", "tagged", "commented"} and not mine):
        return None
    if low == "liked" and line.low(place + 2) not in _POSTS:
        return None
    wrote = any(line.low(each) in verbs.REACHING for each in range(place + 1, line.stop))
    return None if wrote else (place, place + 1, "unsure")


def _only_seen(line: Line, walk: Walk) -> Found | None:
    """Return the `didn't stop` of `saw Bob, didn't stop`, or the `across the` of nothing but that."""
    first = next(each for each in range(line.start, line.stop) if line.low(each) in _SEEN)
    for place in range(first + 1, line.stop):
        low = line.low(place)
        last = place + 1
        while low in _NOT and line.low(last) in _ADVERBS:
            last += 1
        if low in _NOT and line.low(last) in _SPOKE and line.low(last + 1) not in _SOME:
            return place, last + 1, "not"
        if low in _SHUNNED:
            return place, place + 1, "not"
    heard = _seen_that(line, walk, first) or _seen_online(line, walk, first)
    if heard:
        return heard
    if any(line.low(each) in _CLOSE for each in range(line.start, line.stop)):
        return None
    return _far_off(line, first)


def _seen_that(line: Line, walk: Walk, first: int) -> Found | None:
    """Return the `saw Bob got` of `saw Bob got married`: read somewhere, not seen."""
    last = walk.persons.get(first + 1)
    told = last is not None and line.low(last) in verbs.FINITE | verbs.IRREGULAR - {
        "had",
        "left",
        "lost",
    }
    return (first, last + 1, "unsure") if last is not None and told else None


def _seen_online(line: Line, walk: Walk, first: int) -> Found | None:
    """Return the `on insta` of `saw Grace on insta`: a post of hers was read."""
    for last in walk.persons.values():
        site = last + 1 + (line.low(last + 1) in words.DETERMINERS)
        if last > first and line.low(last) in {"on", "in"} and line.low(site) in _SITES | _PAPERS:
            return last, site + 1, "unsure"
    return None


def _far_off(line: Line, first: int) -> Found | None:
    for place in range(first + 1, line.stop):
        low, follows = line.low(place), line.low(place + 1)
        if (low, follows) in _FAR_OFF:
            last = place + 2 + (follows == "the" and place + 2 < line.stop)
            return place, last, "unsure"
        thing = place + 1 + (follows in words.DETERMINERS | {"my", "our"})
        if low == "from" and line.low(thing) in _FROM:
            return place, thing + 1, "unsure"
    return None


def _gone_quiet(walked: Walked) -> Found | None:
    """Return the `went quiet` of whom a line begins with."""
    line, subject = walked.line, walked.walk.persons.get(walked.line.start)
    if subject is None:
        return None
    for place in range(subject, walked.stop):
        if line.low(place) == "radar" and line.low(place - 2) == "off":
            return place - 2, place + 1, "not"
        behind = line.low(place - 1)
        been = behind in _BEEN or (
            behind in {"very", "so", "too", "really"} and line.low(place - 2) in _BEEN
        )
        if line.low(place) in _QUIET and (behind in _WENT or been):
            return place - 1, place + 1, "not"
    return None


def _unsent(walked: Walked, how: How) -> Found | None:
    """Return the words that say that a letter or mail did not go out: `drafted`, `bounced`, `didn't send`."""
    if how.kind is None or how.kind[0] not in kindwords.ONE_WAY or how.direction == "them":
        return None
    line, boundary = walked.line, walked.walk.boundary
    because = boundary is not None and line.low(boundary) in words.ABOUT
    for place in range(line.start, walked.stop if because else line.stop):
        low, follows = line.low(place), line.low(place + 1)
        near = {line.low(place + step) for step in (1, 2, 3, 4)}
        if (
            low in _DRAFTED
            and not near.isdisjoint(_POST)
            and line.low(place - 1) not in {"the", "a"}
        ):
            return place, place + 1, "not"
        left = low in _UNSENT or (low in {"drafts", "outbox"} and place > line.start)
        if left and not any(line.low(each) in verbs.REACHING for each in range(place, line.stop)):
            return place, place + 1, "not"
        last = place + 1 + (follows in planwords.ADVERBS)
        if low in _NOT and line.low(last) in {"send", "sent", "post", "posted", "sending"}:
            return place, last + 1, "not"
    return None
