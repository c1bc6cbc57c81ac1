"""Known names in a log line: the longest that somebody answers to, and who is somebody else."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.daywords import WEEKDAYS
from keepintouch.domain.loglines.lexicon import words
from keepintouch.domain.loglines.tokens import LONGEST_NAME, Token, windows
from keepintouch.domain.loglines.who.namesakes import is_namesake
from keepintouch.domain.nameparts import PARTICLES, PREFIXES
from keepintouch.domain.names import best, fold
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.names import Match
    from keepintouch.domain.people import Person

_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof"))
_LEARNED = frozenset(("dr", "prof", "professor", "rev", "judge"))
_PRESENT = frozenset(("were", "was", "there", "came", "all", "too"))
_ALONE = frozenset(("a", "i"))
_INITIALS = frozenset("bdefgjlpqstvz")
_GOES_WITH_A = words.MAY_FOLLOW - words.JOINING - {"about", "on", "at", "from", "yesterday", "re"}


class Line(NamedTuple):
    """The tokens of a line; those from `start` to before `stop` are not its date."""

    text: str
    tokens: list[Token]
    known: Mapping[str, tuple[Match, ...]]
    start: int
    stop: int
    titled: bool

    def low(self, place: int) -> str:
        """Return the folded word at a place, empty outside."""
        return self.tokens[place].low if self.start <= place < self.stop else ""


class Hit(NamedTuple):
    """A name at the tokens from `first` to before `last`; no candidates: somebody unknown.

    `level` is that of `LEVELS`; `forced` names were typed with `@`, `titled` after a Mr.;
    a `doubtful` one is `Uncle Bob`, who need not be the Bob that is known.
    """

    first: int
    last: int
    candidates: tuple[Person, ...]
    level: str
    phrase: str
    forced: bool = False
    titled: bool = False
    doubtful: bool = False


def is_titled(tokens: list[Token]) -> bool:
    """Return whether every word begins with a capital, so that capitals tell nothing."""
    long = [each for each in tokens if each.sort == "word" and len(each.text) > 3]  # noqa: PLR2004 - short words stay small in titles
    return len(long) > 2 and all(each.capital for each in long)  # noqa: PLR2004 - a name may have two


def find(line: Line) -> dict[int, Hit]:
    """Return the names in the line by where they begin; they never overlap."""
    hits: dict[int, Hit] = {}
    place = line.start
    while place < line.stop:
        hit = _at(line, place)
        if hit:
            named = hit.forced or not is_namesake(line, hit)
            hits[place] = hit if named else hit._replace(doubtful=True)
        place = hit.last if hit else place + 1
    return hits


def _at(line: Line, place: int) -> Hit | None:
    token = line.tokens[place]
    if token.sort == "handle":
        matches = best(line.known.get(token.low, ()), exact=True)
        people = tuple(match.person for match in matches)
        return Hit(place, place + 1, people, "slug", token.low, forced=True)
    if token.low in PREFIXES and token.sort == "word" and (token.capital or token.low in _TITLES):
        hit = _named(line, place) or _named(line, place + 1)
        learned = hit is not None and hit.level == "last" and token.low in _LEARNED
        return hit._replace(first=place, titled=not learned, doubtful=learned) if hit else None
    hit = _named(line, place)
    if not hit and token.low in namewords.KIN_TITLES and token.capital and not token.owns:
        hit = _named(line, place + 1)
        return hit._replace(first=place, doubtful=len(hit.candidates) > 1) if hit else None
    if hit:
        return _or_somebody_else(line, hit)
    return _by_initial(line, place) or _of_a_family(line, place)


def _by_initial(line: Line, place: int) -> Hit | None:
    """Return `T. Hughes` as the Hughes whose name begins so."""
    initial = line.tokens[place]
    if len(initial.low) > 1 or not initial.capital or initial.low in _ALONE - {"a"}:
        return None
    own = _named(line, place + 1)
    if own is None or own.level != "last":
        return None
    people = tuple(each for each in own.candidates if fold(each.name).startswith(initial.low))
    meant = bool(people) and line.tokens[place + 1].capital
    return own._replace(first=place, candidates=people, level="full") if meant else None


def _of_a_family(line: Line, place: int) -> Hit | None:
    """Return `Ida Berg` as nobody known, though an Ana Berg is."""
    first, follows = line.tokens[place], line.tokens[place + 1 : place + 2]
    alike = follows and follows[0].capital and line.text[first.end : follows[0].start] == " "
    if not alike or line.titled or first.owns or first.low.endswith("ed") or not may_be_new(first):
        return None
    own = _named(line, place + 1)
    if own is None or own.level != "last":
        return None
    return own._replace(first=place, candidates=())


def _named(line: Line, place: int) -> Hit | None:
    """Return the longest name that begins at a place."""
    for last, phrase in windows(line.tokens, line.text, place):
        found = line.known.get(phrase) or (
            line.known.get(phrase.replace("-", " ")) if "-" in phrase else None
        )
        matches = [
            match for match in best(found or (), exact="-" in phrase) if match.level != "word"
        ]
        if matches and not (matches[0].level == "initial" and _is_no_initial(line, last)):
            people = tuple(match.person for match in matches)
            return Hit(place, last, people, matches[0].level, phrase)
    return None


def _is_no_initial(line: Line, last: int) -> bool:
    """Return whether the letter of `ana i` or `ana a` is a word of its own."""
    letter, follows = line.tokens[last - 1], line.low(last)
    if letter.low not in _ALONE or letter.text.endswith("."):
        return False
    ends = follows in words.MAY_FOLLOW or not follows[:1].isalnum()
    return not ends or (letter.text != "A" and (letter.low != "a" or follows in _GOES_WITH_A))


def _or_somebody_else(line: Line, hit: Hit) -> Hit:
    """Return `Bob Marley` as nobody known, though a Bob is."""
    if hit.last - hit.first > 1 or hit.level == "last" or line.titled:
        return hit
    last = hit.last
    while last < line.stop and last - hit.first < LONGEST_NAME and _goes_on(line, last, hit):
        last += 1
    if last == hit.last or line.low(last - 1) in PARTICLES:
        return hit._replace(doubtful=_has_initial(line, last))
    return hit._replace(last=last, candidates=())


def _has_initial(line: Line, place: int) -> bool:
    """Return whether a small letter behind a first name begins a family name that is not theirs."""
    token = line.tokens[place] if place < line.stop else None
    if token is None or token.low not in _INITIALS or token.sort != "word":
        return False
    follows = line.low(place + 1)
    return not follows[:1].isalnum() or follows in words.JOINING | words.MAY_FOLLOW


def _goes_on(line: Line, place: int, hit: Hit) -> bool:
    """Return whether a capitalised word right behind a name belongs to it, and is not ours."""
    token, before = line.tokens[place], line.tokens[place - 1]
    if before.owns or token.sort != "word" or line.text[before.end : token.start] != " ":
        return False
    if token.low in PARTICLES and place + 1 < line.stop and line.tokens[place + 1].capital:
        return not token.capital and token.low not in words.MAY_FOLLOW
    short = token.text.isupper() and len(token.text) > 1 and not before.text.isupper()
    if short or not may_be_new(token):
        return False
    own = _named(line, place)
    return own is None or (own.level == "last" and not set(own.candidates) & set(hit.candidates))


def may_be_new(token: Token) -> bool:
    """Return whether a word looks like the name of somebody not known yet."""
    if token.sort != "word" or not token.capital or token.text[0].isdecimal():
        return False
    if token.low.endswith("'d"):
        return False
    return token.low not in words.NEVER_NEW and (token.low not in WEEKDAYS or token.low == "sun")


def is_bare(line: Line, hits: dict[int, Hit], *, strangers: bool = False) -> bool:
    """Return whether the line is nothing but names."""
    place, named = line.start, 0
    while place < line.stop:
        hit, token = hits.get(place), line.tokens[place]
        joins = token.sort != "word" or token.low in words.JOINING | words.WITH
        joins = joins or (strangers and place > line.start and token.low in _PRESENT | words.ME)
        listed = strangers and named > 1 and place > 0 and line.tokens[place - 1].text == ","
        if listed and not hit and not token.capital:
            return True
        if not (hit or joins or (strangers and may_be_new(token))):
            return False
        named += hit is not None
        place = hit.last if hit else place + 1
    return True
