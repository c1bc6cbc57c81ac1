"""Who is named and kept out by the words before: `like Bob`, `instead of calling Bob`, `bought Bob a present`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line

_GIFT_REACH = 8
_SHORT = 4
_FEW = 6
_COVERING = wordset(
    "cover covers deputise deputised deputized subbed subbing substituted vote voted apologise apologised"
)
_STANDING_IN = wordset("stood stand standing stepped step stepping filled fill filling sat jumped")
_HANGING = frozenset(("before", "after", "for", "about", "since", "ahead", "of", "on", "over"))
_ALL = frozenset(("there", "here", "all", "everyone", "everybody", "nobody", "everything"))
_BROUGHT = wordset(
    "flowers gift present parcel photos pictures hug hugs kisses regards greetings wishes"
)
_BRINGING = words.WITH | {"brought", "bringing", "carrying"}
_MEANT = frozenset(("call", "message"))
_LEAVING = frozenset(("left", "leave", "leaving", "sent", "posted"))
_NOT_BUT = frozenset((("instead", "of"), ("rather", "than")))
_OWNED = words.DETERMINERS | words.HIS | {"my", "our"}
_THINGS = frozenset(("a", "an", "some", "new"))
_WATCHED = frozenset(("watched", "rewatched", "binged", "streamed"))


def is_denied(line: Line, hit: Hit, slot: str) -> bool:
    """Return whether it is `like Bob`, `the Bob`, or somebody to get a present."""
    if _is_set_apart(line, hit, slot) or _is_from_thing(line, hit):
        return True
    two = line.low(hit.first - 2)
    if slot == "for":
        return _is_for_absent(line, hit)
    if slot == "verb" and (two, line.low(hit.first - 3)) in {("to", "way"), ("to", "route")}:
        return True
    if slot in {"verb", "kind", ""}:
        if two == "without":
            return True
        return _gets_present(line, hit) or _has_chosen(line, hit) or _is_show(line, hit)
    follows = line.low(hit.last), line.low(hit.last + 1)
    with_me = follows[0] in words.JOINING and follows[1] in words.ME
    return slot in {"deny", "naming", "det"} and not with_me and not _is_among(line, hit)


def _is_set_apart(line: Line, hit: Hit, slot: str) -> bool:
    """Return whether it is `instead of calling Bob`, `next time with Bob`, `sponsor is Bob`, `as with Bob`."""
    three, two, behind = (line.low(hit.first - step) for step in (3, 2, 1))
    if (two == "for" and behind.endswith("ing")) or _is_cause(line, hit):
        return True
    if _is_of_other_talk(line, hit):
        return True
    if (behind == "from" and two in words.EXCUSES | {"over"}) or (behind == "bar" and two in _ALL):
        return True
    if (three, two) in _NOT_BUT and behind in verbs.CONTACT:
        return True
    if slot == "with" and ((three, two) == ("next", "time") or (two, behind) == ("as", "with")):
        return two == "time" or hit.first - 2 == line.start
    if behind in {"does", "did", "do"} and two == ",":
        return True
    if behind in words.BEING and two.isalpha():
        return _is_predicate(line, hit)
    return slot in {"and", "list"} and _is_of_thing(line, hit.first)


def _is_of_other_talk(line: Line, hit: Hit) -> bool:
    """Return whether it is the Kwame of `before her interview with Kwame`, the Priya of `for the introduction to Priya`."""
    three, two, behind = (line.low(hit.first - step) for step in (3, 2, 1))
    if behind == "to" and two in {"introduction", "intro"} and hit.first - 3 > line.start:
        return three in words.OWNERS | {"an"} and line.low(hit.first - 4) in {"for", "about"}
    theirs = three in words.HIS and line.low(hit.first - 4) in _HANGING
    return behind in words.WITH and theirs and two.isalpha()


def _is_cause(line: Line, hit: Hit) -> bool:
    """Return whether it is the Art of `chat with Sue following a complaint from Art`."""
    if line.low(hit.first - 1) not in {"from", "by"}:
        return False
    near = range(max(line.start + 1, hit.first - _FEW), hit.first)
    return any(line.low(each) in {"following", "prompted", "after"} for each in near)


def _is_from_thing(line: Line, hit: Hit) -> bool:
    """Return whether it is `a cake from Bob` that somebody brought, `the brother from Bob`."""
    two, behind = line.low(hit.first - 2), line.low(hit.first - 1)
    related = two in namewords.COMPANIONS and line.low(hit.first - 3) in _OWNED
    return behind == "from" and (related or _is_thing_with(line, hit.first - 2))


def _is_for_absent(line: Line, hit: Hit) -> bool:
    """Return whether it is `covering for Bob`, `for Bob: a book`, `rang for Bob`, `a present for Bob`."""
    three, two = line.low(hit.first - 3), line.low(hit.first - 2)
    if two in _COVERING or (two == "in" and three in _STANDING_IN) or hit.first - 1 == line.start:
        return True
    near = range(max(line.start, hit.first - _GIFT_REACH), hit.first)
    return _is_call_for(line, near) or not words.GIFTS.isdisjoint(map(line.low, near))


def _is_predicate(line: Line, hit: Hit) -> bool:
    """Return whether it is the `is Mia` of `prep with Bob, sponsor is Mia`."""
    parted = line.low(hit.first - 3) == "," or line.low(hit.first - 4) == ","
    return (
        parted
        and not line.low(hit.last)[:1].isalnum()
        and line.low(hit.first - 2) not in words.PRONOUNS
    )


def _is_of_thing(line: Line, place: int) -> bool:
    """Return whether it is the Sue of `a photo of his newborn, little Sue`."""
    comma = next((each for each in (place - 1, place - 2) if line.low(each) == ","), None)
    return comma is not None and any(
        line.low(each) == "of" and line.low(each + 1) in words.HIS
        for each in range(comma - _SHORT, comma)
    )


def _is_thing_with(line: Line, place: int) -> bool:
    """Return whether what ends here was brought: `with a tin of biscuits from Mia`, behind somebody."""
    for each in range(place, max(line.start, place - _FEW), -1):
        low = line.low(each)
        if low in _BRINGING:
            return each > line.start and line.low(each + 1) not in line.known
        if (
            not low.isalpha()
            or low in words.COMMUNICATING - _BROUGHT
            or kindwords.kind_of_word(low) not in {"", "met"}
        ):
            return False
    return False


def _is_among(line: Line, hit: Hit) -> bool:
    """Return whether it is the Bob of `between Bob, Mia and me`."""
    if line.low(hit.first - 1) not in {"between", "among", "amongst"}:
        return False
    for place in range(hit.last, line.stop):
        low = line.low(place)
        if low in words.JOINING and line.low(place + 1) in words.ME:
            return True
        if low in words.ABOUT | words.STOPS or low in words.AFTER_PEOPLE or low in verbs.FINITE:
            return False
    return False


def _is_call_for(line: Line, near: range) -> bool:
    """Return whether it is `rang for Bob`, `took a message for Mia`: meant for them, not with them."""
    lows = [line.low(each) for each in near]
    left = not _LEAVING.isdisjoint(lows)
    return not left and any(kindwords.KIND_OF.get(low) in _MEANT for low in lows)


def _gets_present(line: Line, hit: Hit) -> bool:
    """Return whether it is `bought Mia a present`, who need not have been there."""
    ahead = range(hit.last, hit.last + _GIFT_REACH)
    given, behind = line.low(hit.last) in _THINGS, line.low(hit.first - 1)
    handed = given and not kindwords.kind_of_word(line.low(hit.last + 1))
    presents = any(line.low(place) in words.PRESENTS for place in ahead)
    return (handed or presents) and behind in words.BUYING


def _is_show(line: Line, hit: Hit) -> bool:
    """Return whether it is `watched Will & Grace with Sue`: what was watched, not with whom."""
    if line.low(hit.first - 1) not in _WATCHED:
        return False
    place = hit.last
    while line.low(place) in words.JOINING and place + 2 < line.stop:
        place += 2
    return line.low(place) in words.WITH


def _has_chosen(line: Line, hit: Hit) -> bool:
    """Return whether it is `the film Bob recommended`."""
    thing = line.low(hit.first - 2) in words.DETERMINERS | words.HIS
    return thing and line.low(hit.last) in words.CHOSEN
