"""Names that are words too: where `will` and `May` are somebody, and where nobody can say."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.opening import BEING, COUNTED, MEANT, NOT_PAST, opens
from keepintouch.domain.loglines.who.slots import acts, before, is_followed_safely
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line

FAR_BEHIND = 15
_SEEN = frozenset(["saw", "see", "seeing", "visit", "visited", "visiting"])
_VERBAL = frozenset(["to", "up", "back", "his", "her", "their", "that", "over"])
_TELLING = frozenset(["that", "heard", "says", "said", "think", "thinks", "hear"])
_OWN = words.HIS | {"my", "our"}
_THROUGH = frozenset(["my", "our", "through", "into", "out", "with", "w/"])
_TRYING = wordset("try be do see send give let follow check keep take have ask tell")
_GOOD = frozenset(("good", "bad", "great", "pure", "such"))
_HOPED = (
    words.THEM
    | words.HIS
    | words.DETERMINERS
    | {"all", "it", "everyone", "everything", "we", "you", "things"}
)
_AHEAD = frozenset(("soon", "again", "it", "this", "that", "next", "tomorrow"))
_HOMEWARD = frozenset(["home", "off", "around", "down", "along"])
_NO_VERBS = frozenset(["faith", "joy", "grace", "art", "frank"])
_WITHOUT = frozenset(["w/o", "without", "minus", "besides", "w/out"])
_SUBJECTS = words.THEM | {"i", "we"}
_PLACING = frozenset(["to", "at", "from", "through", "around", "via", "into", "by", "onto"])


def is_wordy(line: Line, hit: Hit) -> bool:
    """Return whether a name could just as well be a word, as `will`, or is only a family's."""
    if hit.forced or hit.titled:
        return False
    if hit.level == "last":
        return True
    capital = line.tokens[hit.first].capital and not line.titled
    lows = hit.phrase.split()
    if capital and hit.phrase in namewords.SURELY_NAMES:
        return False
    return all(low in namewords.NAME_WORDS for low in lows) and (len(lows) == 1 or not capital)


def counts(line: Line, hit: Hit, slot: str) -> bool | None:
    """Return whether a name that is a word is a name here; None when only its owner knows."""
    dated = line.low(hit.last).isdecimal() or line.low(hit.first - 1) in {"in", "since", "until"}
    if hit.phrase in namewords.TIMES and dated:
        return False
    capital = line.tokens[hit.first].capital and not line.titled
    behind, follows = line.low(hit.first - 1), line.low(hit.last)
    if not capital and hit.level != "nickname" and behind in _OWN:
        return False
    if not capital and (
        behind in _GOOD or (hit.phrase == "hope" and behind == "," and follows in _HOPED)
    ):
        return False
    if not capital and behind == "to" and follows in words.DETERMINERS | words.HIS | _OWN:
        return False
    safe = is_followed_safely(line, hit.last)
    if slot == "reach" or (capital and line.low(hit.first - 1) == "("):
        return True
    if slot == "start":
        return opens(line, hit, capital=capital)
    if slot in {"with", "verb", "comm", "into"}:
        if slot == "verb" and hit.level == "last" and line.low(hit.first - 1) in _SEEN:
            return None
        safe = safe or line.low(hit.last) in _SUBJECTS
        return True if capital or safe or " " in hit.phrase else None
    if slot == "for":
        return _is_for(line, hit, capital=capital, safe=safe)
    if slot in {"list", "and", "kind"}:
        return _is_listed(line, hit, slot, capital=capital, safe=safe)
    if slot == "deny" and line.low(hit.first - 1) in _WITHOUT:
        return True if capital or safe else None
    if capital and slot == "deny" and hit.phrase in namewords.NO_PLACES:
        return True
    if _tells_of(line, hit, capital=capital):
        return True
    if slot != "":
        return None if slot == "naming" and capital and hit.level != "last" else False
    return _stands_loose(line, hit, capital=capital, safe=safe)


def _is_listed(line: Line, hit: Hit, slot: str, *, capital: bool, safe: bool) -> bool | None:
    """Return whether a word behind `and`, a comma or a kind of contact is one more name."""
    follows = line.low(hit.last)
    if slot == "kind" and capital and _is_capital(line, hit):
        return True
    meant = hit.phrase in {"will", "may"} and follows in _TRYING | MEANT - {"call"}
    if meant and not capital and line.low(hit.first - 1) == ",":
        return False
    verbal = follows in _VERBAL and hit.phrase not in _NO_VERBS
    if slot != "kind" and not capital and verbal:
        return None
    if slot == "list" and not capital and follows in words.DETERMINERS:
        return False if line.low(hit.first - 1) == "," else _is_sent(line, hit)
    if slot == "and" and follows == "was" and line.low(hit.last + 1) in {"there", "in", "at"}:
        return True
    past = (
        follows in verbs.IRREGULAR
        or follows == "split"
        or _is_past(follows)
        or follows in planwords.NOT_DONE
    )
    if past and (
        slot == "list" or (slot == "and" and capital and hit.phrase not in namewords.TIMES)
    ):
        return True
    if past and line.low(hit.first - 1) == "," and hit.phrase in namewords.NO_PLACES:
        return None
    named = capital or line.tokens[hit.last - 1].owns or hit.phrase in COUNTED
    bound = named and slot != "and" and follows not in words.HIM | words.MINE
    if bound or safe or acts(line, hit.last):
        owns = line.tokens[hit.last - 1].owns
        return None if not (capital or owns or slot == "kind") and _is_loose(line, hit) else True
    if not capital and hit.phrase == "will" and line.low(hit.last + 1) in _AHEAD:
        return False
    unsure = slot == "list" and hit.phrase == "will" and follows not in planwords.TOGETHER
    return None if unsure and follows.isalpha() else False


def _is_loose(line: Line, hit: Hit) -> bool:
    """Return whether more follows a small word behind a comma than a list of people would have."""
    from keepintouch.domain.loglines.who import capitals

    return line.low(hit.first - 1) == "," and not capitals.goes_on_as_list(line, hit)


def _is_sent(line: Line, hit: Hit) -> bool | None:
    """Return whether it is the hope of `emailed grace and hope the minutes`."""
    from keepintouch.domain.loglines.who import capitals

    named = hit.phrase in COUNTED | namewords.ABSTRACT
    return True if named and capitals.is_sent(line, hit) else None


def _stands_loose(line: Line, hit: Hit, *, capital: bool, safe: bool) -> bool | None:
    """Return whether a word that stands nowhere in particular is a name, by what is around it."""
    behind, follows = line.low(before(line, hit.first)), line.low(hit.last)
    if capital and _is_capital(line, hit):
        return True
    if behind == "had" and follows in {"for", "over", "round"}:
        return True
    surely = capital or hit.phrase == "will" or hit.phrase in COUNTED
    if _is_given(line, hit, behind):
        return True if surely else None
    if behind == "to" and capital and hit.phrase in namewords.NO_PLACES:
        return True
    if behind in {"through", "via", "from"} and safe and hit.phrase in COUNTED - {"bill"}:
        return True
    done = behind.endswith("ed") or behind in verbs.IRREGULAR - BEING
    if done and hit.phrase in COUNTED - {"bill", "art"} and (safe or follows in _HOMEWARD):
        return True
    if behind in _PLACING:
        return False
    if acts(line, hit.last) and (capital or hit.phrase not in {"will", "may"}):
        return True
    return None if capital and hit.level != "last" else False


def _is_past(low: str) -> bool:
    return low.endswith(("ed", "ing")) and low not in NOT_PAST


def _is_capital(line: Line, hit: Hit) -> bool:
    """Return whether only a name has a capital here: in mid-sentence, and no `Grace Church`."""
    before_, follows = line.tokens[hit.first - 1], line.tokens[hit.last : hit.last + 1]
    alone = not follows or follows[0].sort != "word" or not follows[0].capital
    plain = before_.sort == "word" and not before_.capital and not before_.owns
    placed = before_.low in _PLACING
    return hit.phrase in namewords.NO_PLACES and alone and plain and not placed


def _is_given(line: Line, hit: Hit, verb: str) -> bool:
    """Return whether it is `lent May my drill`, `offered Will the job`: no auxiliary stands there."""
    follows = line.low(hit.last)
    owned = hit.last < line.stop and line.tokens[hit.last].owns
    given = owned or follows in words.DETERMINERS or follows in words.HIS or follows in _THROUGH
    return given and (verb.endswith("ed") or verb in verbs.IRREGULAR - BEING)


def _tells_of(line: Line, hit: Hit, *, capital: bool) -> bool:
    """Return whether it is `that May may move`, `said grace is back`: with a verb behind it."""
    behind, follows = line.low(hit.first - 1), line.low(hit.last)
    told = follows in verbs.FINITE or follows in planwords.AUXILIARIES
    spoken = behind in _TELLING or line.low(hit.first - 2) in verbs.ASKING
    return spoken and told and (capital or hit.phrase in namewords.NO_PLACES - {"will"})


def _is_for(line: Line, hit: Hit, *, capital: bool, safe: bool) -> bool | None:
    if hit.phrase in namewords.TIMES:
        behind = {line.low(place) for place in range(hit.first - FAR_BEHIND, hit.first)}
        if not capital or not behind.isdisjoint(kindwords.NOT_YET_MET):
            return False
        return None if behind.isdisjoint(words.CARING) else True
    if capital:
        return True
    return safe and hit.phrase not in namewords.ABSTRACT
