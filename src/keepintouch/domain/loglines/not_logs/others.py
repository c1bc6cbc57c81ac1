"""What went on between others: `Bob called Mia`, `Bob and Mia met for lunch`, `Kate had a fight with Diego`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.doubts import is_wordy
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Hit, Line


_TOUCHING = verbs.REACHING - wordset("invited thanked sent congratulated forwarded") | wordset(
    "met saw seeing meeting dating dated married marrying dumped interviewed coached trained suing "
    "shadowing replacing mentoring referred recommended hired fired sacked promoted replaced meets "
    "dates fancies calls visits texts sued calling visiting hugged kissed"
)
_MUTUAL = wordset(
    "met argued fought quarrelled quarreled bickered squabbled clashed debated talked chatted spoke "
    "gossiped flirted kissed cuddled danced lunched dined brunched jogged hiked swam walked played "
    "ate partied swapped exchanged"
)
_ONGOING = wordset(
    "arguing fighting quarrelling bickering talking chatting gossiping flirting kissing dancing "
    "meeting playing dining"
)
_MUTUAL_PAIRS = frozenset((("caught", "up"), ("catching", "up"), ("hung", "out")))
_HAD = wordset(
    "fight row argument quarrel spat tiff falling-out bust-up chat talk conversation date affair "
    "fling debate dispute catch-up catchup 1:1"
)
_WENT = wordset("out for to on a the along away")
_DOING = wordset("beat hit hurt helps gives owes teaches drives beats pays shows lends sees adores")
_NO_DEEDS = wordset(
    "is was has had did brought need seemed looked turned heard read demoed presented pitched"
)
_WENT_TO = frozenset((("went", "to", "see"), ("went", "out", "with")))
_TOWARDS = frozenset(("to", "at", "with"))
_SEEN_WITH = wordset("seen spotted photographed")
_FAMILY = frozenset(("parents", "team"))
_HERE = words.ME | {"my", "our", "mine", "ours", "here"}
_FAR = 5
_SHORT = 5


def without_me(line: Line, hits: dict[int, Hit]) -> Found | None:
    """Return the words that say what others did together or to each other: I need not have been there."""
    place, several = _past_people(line, hits)
    if place == line.start or line.tokens[place - 1].owns:
        return None
    first = place
    while line.low(place) in planwords.ADVERBS or line.low(place) == "having":
        place += 1
    return (
        _touches(line, hits, place)
        or _is_touched(line, hits, (first, place))
        or _gets(line, hits, place)
        or _joins(line, hits, place, several=several)
        or _deals(line, hits, place)
    )


def _past_people(line: Line, hits: dict[int, Hit]) -> tuple[int, bool]:
    """Return the place behind the people a line begins with, and whether they are several."""
    place = _past_family(line, hits)
    count = int(place > line.start)
    while place in hits or line.low(place) in words.JOINING or line.low(place) == ",":
        count += place in hits
        place = hits[place].last if place in hits else place + 1
        if count and line.low(place - 1) in words.JOINING and _is_family(line, place):
            place, count = min(place + 2, line.stop), count + 1
    return (place, count > 1) if count else (line.start, False)


def _is_family(line: Line, place: int) -> bool:
    """Return whether it is the `his sister`, `my brother` that is named beside somebody."""
    mine = line.low(place) in {"my", "our"} and line.low(place + 1) in namewords.KIN
    return mine or line.low(place) in words.HIS


def _past_family(line: Line, hits: dict[int, Hit]) -> int:
    """Return the place behind the `my mum` or `our team` that begins a line."""
    place = line.start + (line.low(line.start) in {"my", "our", "the"})
    somebody = line.low(place) in namewords.KIN | _FAMILY and place not in hits
    return place + 1 if somebody else line.start


def _touches(line: Line, hits: dict[int, Hit], place: int) -> Found | None:
    """Return the verb of `Bob called Mia`, `Bob is seeing Mia`, `Bob moved in with Mia`."""
    last = _past_couple(line, place) or _past_company(line, place)
    other = hits.get(last or place + 1)
    touching = line.low(place) in _TOUCHING or last is not None
    if other is None or line.tokens[other.last - 1].owns:
        return None
    deed = line.start in hits and _is_deed(line.low(place))
    if not touching and (not deed or _is_with_me(line, other.last)):
        return None
    joined = line.low(other.last) in words.JOINING and line.low(other.last + 1) in words.ME
    return None if joined else (place, place + 1, "others")


def _is_deed(low: str) -> bool:
    """Return whether a verb tells what was done to whom is named behind it: `gave`, `helped`."""
    done = low in verbs.IRREGULAR or low.endswith("ed") or low in verbs.ASKING | _DOING
    return done and low not in _NO_DEEDS and low not in verbs.REPORTING | verbs.SAYING


def _past_couple(line: Line, place: int) -> int | None:
    """Return the place behind `broke up with`, `moved in with`, `got engaged to`."""
    pair = (line.low(place), line.low(place + 1))
    last = place + 2 if pair in planwords.COUPLING else place + 1
    coupled = last > place + 1 or line.low(place) in {"split", "eloped", "proposed"}
    return last + 1 if coupled and line.low(last) in {"with", "to", "from"} else None


def _past_company(line: Line, place: int) -> int | None:
    """Return the place of whom `spoke to`, `ran into`, `lives with` names."""
    low, last = line.low(place), line.low(place + 1)
    if (low, last) in planwords.BESIDE or (low in words.MEETING_INTO and last == "into"):
        return place + 2
    return place + 3 if (low, last, line.low(place + 2)) in _WENT_TO else None


def _is_touched(line: Line, hits: dict[int, Hit], span: tuple[int, int]) -> Found | None:
    """Return the verb of `Bob was called by Mia`; the span is what stands between it and Bob."""
    place = span[1] + (line.low(span[1]) == "got" and line.low(span[1] + 1).endswith("ed"))
    passive = any(line.low(each) in planwords.PASSIVE for each in range(span[0], place))
    verb = line.low(place)
    done = verb in verbs.IRREGULAR or verb.endswith(("ed", "en"))
    by = any(_is_behind(line, hits, each, {"by"}) for each in range(place + 1, place + _SHORT))
    return (place, place + 1, "others") if passive and done and by else None


def _is_behind(line: Line, hits: dict[int, Hit], place: int, small: set[str]) -> bool:
    """Return whether a small word stands here and a name behind it."""
    return line.low(place) in small and place + 1 in hits


def _gets(line: Line, hits: dict[int, Hit], place: int) -> Found | None:
    """Return the words of `Kate got a call from Diego`."""
    if line.low(place - 1) in {"had", "has"}:
        place -= 1
    if line.low(place) not in {"got", "received", "had", "has", "heard"}:
        return None
    for each in range(place + 1, place + _SHORT):
        if line.low(each) in _HERE or not line.low(each).isalpha():
            return None
        if _is_behind(line, hits, each, {"from"}):
            return place, each + 1, "others"
    return None


def _deals(line: Line, hits: dict[int, Hit], place: int) -> Found | None:
    """Return the verb of `Mia shouted at Diego`, `Mia spent the weekend with Diego`."""
    low, behind = line.low(place), line.low(place - 1)
    place -= behind == "had"
    ongoing = low.endswith("ing") and behind in planwords.ADVERBS
    wrote = low in verbs.REACHING and line.low(place + 1) in _TOWARDS
    if not (behind == "had" or ongoing or wrote) and (not _is_deed(low) or low in verbs.COMING):
        return None
    for each in range(place + 1, line.stop):
        if not line.low(each)[:1].isalnum() or line.low(each) in words.ABOUT | words.AFTER_PEOPLE:
            return None
        if _is_dealt_with(line, hits, each):
            mine = _is_with_me(line, place + 1)
            return None if mine else (place, place + 1, "others")
    return None


def _is_dealt_with(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether `to Diego`, `with Diego` stands here, and no place or house of theirs."""
    if line.low(place) not in _TOWARDS or place + 1 not in hits:
        return False
    hit = hits[place + 1]
    return not line.tokens[hit.last - 1].owns and not is_wordy(line, hit)


def _joins(line: Line, hits: dict[int, Hit], place: int, *, several: bool) -> Found | None:
    """Return what several did together, or one of them with another: `Bob and Mia had lunch`."""
    first = place - (line.low(place - 1) in {"had", "having"})
    last = None if line.low(place - 1) == "," else _past_act(line, place)
    if several and last is None and _is_deed(line.low(place)) and _is_to_each_other(line, place):
        last = place + 1
    if last is None or _is_with_me(line, last):
        return None
    return (first, last, "others") if several or _has_company(line, hits, last) else None


def _is_to_each_other(line: Line, place: int) -> bool:
    pairs = ((line.low(each), line.low(each + 1)) for each in range(place, place + _SHORT))
    return any(pair in {("each", "other"), ("one", "another")} for pair in pairs)


def _past_act(line: Line, place: int) -> int | None:
    """Return where `met`, `had a long lunch` or `went for a walk` ends."""
    if line.low(place - 1) in {"had", "having"}:
        return _past_noun(line, range(place, place + _SHORT))
    if (line.low(place), line.low(place + 1)) == ("got", "into"):
        return _past_noun(line, range(place + 2, place + _SHORT))
    if line.low(place) in {"went", "going"}:
        return _past_outing(line, place + 1)
    pair = (line.low(place), line.low(place + 1)) in _MUTUAL_PAIRS
    ongoing = line.low(place) in _ONGOING | _SEEN_WITH and line.low(place - 1) in planwords.ADVERBS
    return place + 1 if pair or ongoing or line.low(place) in _MUTUAL else None


def _past_noun(line: Line, places: range) -> int | None:
    """Return where the lunch of `had a long lunch` ends, before a sign or a small word."""
    for each in places:
        low = line.low(each)
        if low in _HAD or kindwords.kind_of_word(low) in {"met", "call", "video"}:
            return each + 1
        if not low.isalpha() or low in words.WITH | words.BEFORE_A_THING:
            return None
    return None


def _past_outing(line: Line, place: int) -> int | None:
    """Return where the climbing of `went climbing`, the walk of `went for a walk` ends."""
    while line.low(place) in _WENT:
        place += 1
    return place + 1 if kindwords.kind_of_word(line.low(place)) == "met" else None


def _is_with_me(line: Line, place: int) -> bool:
    """Return whether the clause goes on `with us`, `at our place`, or with what I did: `calmed them`."""
    while place < line.stop and line.tokens[place].sort == "word":
        if line.low(place) in words.ABOUT | words.AFTER_PEOPLE:
            return False
        if line.low(place) in _HERE:
            return line.low(place - 1) != "without"
        place += 1
    return line.low(place) == "," and line.low(place + 2) in words.HIM


def _has_company(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether `with Mia` follows before a sign."""
    for each in range(place, min(place + _FAR, line.stop)):
        if line.tokens[each].sort != "word":
            return False
        if line.low(each) in words.WITH:
            other = hits.get(each + 1)
            return other is not None and not line.tokens[other.last - 1].owns
    return False
