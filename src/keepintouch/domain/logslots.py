"""Where a name stands in a log line: after `with`, straight after a verb, in a list."""

from __future__ import annotations

from keepintouch.domain import logwords as words
from keepintouch.domain import namewords
from keepintouch.domain.daywords import MONTHS
from keepintouch.domain.nameparts import PREFIXES
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loghits import Hit, Line
    from keepintouch.domain.logtokens import Token

BEHIND = 6
_HELD = frozenset(("hold", "ahold"))
OPENING = frozenset("\"'([*_\u201c\u2018\u00ab")


def before(line: Line, place: int, *, through: frozenset[str] = frozenset()) -> int:
    """Return the place of the word or sign before a name, past `my friend` and the like."""
    place -= 1
    while place >= line.start and (
        line.low(place) in namewords.COMPANIONS
        or line.low(place) in words.HIS
        or (line.tokens[place].owns and line.low(place + 1) in namewords.COMPANIONS)
        or line.low(place) in through
        or line.low(place) in PREFIXES
        or line.tokens[place].text in OPENING
    ):
        place -= 1
    return place


def slot_of(line: Line, place: int, level: str = "", person_end: int = -1) -> str:
    """Return where a name that begins at `place` stands.

    `start`, `with`, `verb`, `reach` (a verb of writing or calling), `comm` (to or from,
    in talk), `into`, `for`, `list` (after a person), `and`, `kind` (straight after
    `coffee`), `naming` (a man called …), `deny` (of, like, without …), `det` (the, a)
    or nothing. `person_end` is where the last person before ended.
    """
    through = frozenset(("the",)) if level == "nickname" else frozenset[str]()
    at = before(line, place, through=through)
    if at < line.start:
        return "start"
    token = line.tokens[at]
    if token.sort == "sign":
        return _after_sign(token, at, person_end)
    if token.low in words.JOINING:
        comma = at - 1 if at and line.tokens[at - 1].text == "," else at
        return "list" if comma == person_end or _is_person(line, at - 1) else "and"
    for slot, stands in _SLOTS:
        if stands(line, at):
            return slot
    return ""


def _after_sign(token: Token, at: int, person_end: int) -> str:
    if token.text in {",", *words.JOINING}:
        return "list" if at == person_end else "and"
    ends = token.text in words.STOPS or token.text in words.DASHES or token.text in {":", "\n"}
    return "start" if ends or not token.text.strip() else ""


def _is_person(line: Line, place: int) -> bool:
    return line.low(place) in words.PRONOUNS


def _with(line: Line, at: int) -> bool:
    return line.low(at) in words.WITH or (line.low(at) == "of" and line.low(at - 1) in _HELD)


def _naming(line: Line, at: int) -> bool:
    return line.low(at) == "called" and line.low(at - 2) in words.DETERMINERS


def _reaching(line: Line, at: int) -> bool:
    if line.low(at) in words.PARTICLES:
        at -= 1
    low = line.low(at)
    return low in words.REACHING or low in words.REACHING_NOW or low in words.ASKING


def _verb(line: Line, at: int) -> bool:
    if line.low(at) == "on" and line.low(at - 1) in words.CHECKING | words.PARTICLES:
        return True
    if line.low(at) in words.PARTICLES:
        at -= 1
    return line.low(at) in words.CONTACT


def _comm(line: Line, at: int) -> bool:
    """Return whether `to`, `from` or `by` follows words of talk or writing."""
    if line.low(at) == "by":
        return line.low(at - 1) in words.REACHING
    if line.low(at) not in {"to", "from"}:
        return False
    behind = {line.low(place) for place in range(max(line.start, at - BEHIND), at)}
    if behind == {"thanks"}:
        return False
    return at == line.start or not behind.isdisjoint(words.COMMUNICATING)


def _into(line: Line, at: int) -> bool:
    return line.low(at) == "into" and line.low(at - 1) in words.MEETING_INTO


def _for(line: Line, at: int) -> bool:
    return line.low(at) == "for"


def _deny(line: Line, at: int) -> bool:
    if line.low(at) == "to":
        return line.low(at - 1) == "thanks"
    return line.low(at) in words.DENYING or line.low(at) == "on"


def _kind(line: Line, at: int) -> bool:
    return line.low(at) in words.KIND_OF


def _det(line: Line, at: int) -> bool:
    return line.low(at) in words.DETERMINERS


_SLOTS = (
    ("with", _with),
    ("naming", _naming),
    ("reach", _reaching),
    ("verb", _verb),
    ("comm", _comm),
    ("into", _into),
    ("for", _for),
    ("deny", _deny),
    ("kind", _kind),
    ("det", _det),
)


def is_followed_safely(line: Line, last: int) -> bool:
    """Return whether what follows a name cannot make a word of it."""
    if last >= line.stop:
        return True
    token = line.tokens[last]
    return token.sort != "word" or token.low in words.MAY_FOLLOW


def acts(line: Line, last: int) -> bool:
    """Return whether a verb of contact, in the past, follows: `Bob called`, `Bob just came over`."""
    last = _past_brackets(line, last)
    while line.low(last) in words.ADVERBS:
        last += 1
    low = line.low(last)
    return low in words.REACHING or low in words.COMING or low in {"told", "asked", "said"}


def _past_brackets(line: Line, place: int) -> int:
    if line.low(place) != "(":
        return place
    closing = [each for each in range(place, line.stop) if line.tokens[each].text == ")"]
    return closing[0] + 1 if closing else place


def counts(line: Line, hit: Hit, slot: str) -> bool | None:
    """Return whether a name that is a word is a name here; None when only its owner knows."""
    if hit.phrase in namewords.TIMES and line.low(hit.last).isdecimal():
        return False
    capital = line.tokens[hit.first].capital and not line.titled
    safe = is_followed_safely(line, hit.last)
    if slot == "start":
        return _opens(line, hit, capital=capital)
    if slot == "reach":
        return True
    if slot == "verb" and hit.level == "last" and line.low(hit.first - 1) in _SEEN:
        return None
    if slot in {"with", "verb", "comm", "into"}:
        return True if capital or safe else None
    if slot == "for":
        return _is_for(line, hit, capital=capital, safe=safe)
    if slot in {"list", "and"} and not capital and line.low(hit.last) in _VERBAL:
        return None
    if slot in {"list", "and", "kind"}:
        return (capital and slot != "and") or safe or acts(line, hit.last)
    if slot == "" and line.low(before(line, hit.first)) in _PLACING:
        return False
    if slot == "" and acts(line, hit.last) and (capital or hit.phrase not in {"will", "may"}):
        return True
    return None if slot in {"", "naming"} and capital and hit.level != "last" else False


_SEEN = frozenset(["saw", "see", "seeing", "visit", "visited", "visiting"])
_VERBAL = frozenset(["to", "up", "back", "his", "her", "their", "that", "over"])
_PLACING = frozenset(["to", "at", "from", "through", "around", "via", "into", "by", "onto"])


def _opens(line: Line, hit: Hit, *, capital: bool) -> bool | None:
    """Return whether a word at the start of a sentence is its subject, or all there is."""
    last, follows = hit.last, line.low(hit.last)
    if last >= line.stop or line.tokens[last].text == ":" or acts(line, last):
        return True
    if follows in words.JOINING or follows == ",":
        return _opens_list(line, hit, capital=capital)
    if not capital:
        return False
    if follows in words.FINITE or follows in words.IRREGULAR or follows == "over":
        return None if hit.phrase in namewords.TIMES else True
    return None if follows.endswith("ed") else False


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
    return capital and (
        then.capital or (then.low in words.HIS | {"my", "our", "the"} and not comma)
    )


def _is_for(line: Line, hit: Hit, *, capital: bool, safe: bool) -> bool | None:
    if hit.phrase in namewords.TIMES:
        behind = {line.low(place) for place in range(line.start, hit.first)}
        if not capital or not behind.isdisjoint(words.NOT_YET_MET):
            return False
        return None if behind.isdisjoint(words.CARING) else True
    if capital:
        return True
    return safe and hit.phrase not in namewords.ABSTRACT
