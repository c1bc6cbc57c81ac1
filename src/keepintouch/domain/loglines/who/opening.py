"""Whether a word that is a name too opens a line as somebody: `Will called`, `rose: lunch`, `may, sam and I`, `grace brought cake`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.daywords import MONTHS
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.slots import acts, opens_rest
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line

BEING = frozenset(["is", "was", "were", "has", "had", "isn't", "wasn't"])
NOT_PAST = wordset(
    "need feed speed succeed proceed bed wed shed exceed bring sing ring thing swing"
)
MEANT = planwords.TOGETHER - {"zoom", "skype", "facetime", "chat", "talk"}
COUNTED = namewords.NO_PLACES - namewords.ABSTRACT
_THINGS = frozenset(["bill", "art", "hope", "love", "peace", "music"])
_SETTLED = frozenset(["paid", "settled", "sorted", "opened", "faded"])
_CAME = frozenset(["came", "too", "also", "there"])
_SHORT = 4
_UP = frozenset(["up", "in", "out", "down", "due", "back", ","])


def opens(line: Line, hit: Hit, *, capital: bool) -> bool | None:
    """Return whether a word at the start of a sentence is its subject, or all there is."""
    last, follows = hit.last, line.low(hit.last)
    if not capital and follows in _CAME and line.low(last + 1) in _UP:
        return None
    if last >= line.stop or opens_rest(line, last) or acts(line, last):
        return True
    if capital and follows == "." and hit.phrase not in namewords.TIMES:
        return True
    if follows == "from" and any(acts(line, last + step) for step in (2, 3)):
        return True if capital or line.low(last + 1) not in line.known else None
    if capital and (follows, line.low(last + 2)) == ("on", "phone"):
        return True
    stating = line.low(last + 2) in verbs.FINITE | verbs.REPORTING
    if capital and stating and follows == "from" and line.tokens[last + 1].capital:
        return True
    if _is_noted(line, hit):
        return True if capital or hit.phrase in namewords.SURELY_NAMES else None
    if follows in words.JOINING or follows == ",":
        return _opens_list(line, hit, capital=capital)
    told = follows in verbs.IRREGULAR or follows in verbs.REPORTING or follows.endswith("ed")
    if told and line.low(last + 1) in words.MINE:
        return True
    if hit.phrase in {"will", "may"} and follows.endswith("ed") and follows not in NOT_PAST:
        return True
    if not capital and hit.phrase in namewords.NO_PLACES and _has_done(line, hit):
        return None if hit.phrase in _THINGS and follows in BEING | _SETTLED else True
    present = follows.endswith("s") and len(follows) >= _SHORT and follows != "this"
    if hit.phrase in {"will", "may"} and present:
        return True
    visiting = follows in {"over", "round"} and line.low(last + 1) == "for"
    if visiting or (hit.phrase == "will" and follows in words.MAY_FOLLOW):
        return True
    if not capital:
        return hit.phrase in namewords.SURELY_NAMES and follows in BEING
    return _is_stated(line, hit)


def _is_stated(line: Line, hit: Hit) -> bool | None:
    """Return whether a capital word is whom something is told of: `Rose is back`, `Frank over for tea`."""
    last, follows = hit.last, line.low(hit.last)
    stated = verbs.FINITE | verbs.IRREGULAR | verbs.ASKING | verbs.REPORTING | verbs.SAYING
    if follows in stated or follows == "over" or _is_so(line, last):
        return None if hit.phrase in namewords.TIMES else True
    if hit.phrase == "frank" and follows in {"in", "at", "on", "off", "out", "away"}:
        return True
    if follows.endswith("ed"):
        return True if hit.phrase in COUNTED | {"will"} else None
    if follows.endswith("s") and line.low(last + 1) in line.known:
        return None
    return False


def _is_so(line: Line, place: int) -> bool:
    from keepintouch.domain.loglines.not_logs.states import is_state

    return is_state(line, place)


def _is_noted(line: Line, hit: Hit) -> bool:
    """Return whether it is no more than who, what and when: `Mark lunch`, `jack drinks`."""
    ends = hit.last + 1 >= line.stop or not line.low(hit.last + 1)[:1].isalnum()
    met = kindwords.kind_of_word(line.low(hit.last)) and line.low(hit.last) not in MEANT
    return bool(met) and ends and hit.phrase in namewords.NO_PLACES


def _opens_list(line: Line, hit: Hit, *, capital: bool) -> bool:
    """Return whether people follow: `Will and Sam`, `may, sam and I`, `Rose and her kids`."""
    if hit.last + 1 >= line.stop:
        return False
    then = line.tokens[hit.last + 1]
    if then.low in words.ME or then.low in line.known:
        return True
    if hit.phrase in namewords.TIMES and then.low in MONTHS:
        return False
    comma = line.low(hit.last) == ","
    if then.low in words.HIS | {"the", "my"} and (
        acts(line, hit.last + 3) or line.low(hit.last + 3) == "for"
    ):
        return True
    if comma and capital and then.low in kindwords.KIND_OF:
        return True
    return capital and (
        then.capital or (then.low in words.HIS | {"my", "our", "the"} and not comma)
    )


def _has_done(line: Line, hit: Hit) -> bool:
    """Return whether a verb that no auxiliary has follows: `rose brought cake`, `will says hi`."""
    follows = line.low(hit.last)
    done = (
        follows in verbs.IRREGULAR
        or follows == "split"
        or (follows.endswith("ed") and follows not in NOT_PAST)
    )
    says = follows in verbs.PRESENT or (
        follows.endswith("s") and follows in verbs.REPORTING | verbs.SAYING
    )
    return done or says or follows in planwords.NOT_DONE or follows in BEING
