"""Where participants end in a log line: `about`, `said`, a colon, a full stop, a new clause."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.not_logs.plans import planned
from keepintouch.domain.loglines.when.days import is_colon
from keepintouch.domain.loglines.who.slots import opens_rest, stands_free
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line

_BEFORE_ACT = words.HEADS | planwords.ADVERBS | words.ME | {"so", "then"}
_TALKS = frozenset(("chat", "talk", "word", "conversation", "talked", "spoke", "chatted", "caught"))
_NOTING = wordset(
    "hey hi ok okay please just kit log note record remember noting logging , to down"
)
_WED = frozenset(("married", "divorced"))
_GOT = frozenset(("got", "is", "was", "are", "were", "get", "getting", "just"))
_MANAGING = frozenset(("managed", "remembered", "bothered"))
_REACHED = frozenset(
    (("heard", "from"), ("hear", "from"), ("talked", "to"), ("spoke", "to"), ("wrote", "to"))
)
_SHORT = 3
_TELLING = frozenset((("let", "know"), ("filled", "in"), ("clued", "in")))


class Seen:
    """What a walk along a line has met so far.

    `peopled` after a participant, `somebody` after a she or him, `spoken` after a word of
    contact, `attached` after a verb or `with`, `asking` after `asked` with nobody before it.
    `owned` after a possessive name. `person_end` is the place behind the last person.
    """

    __slots__ = ("asking", "attached", "owned", "peopled", "person_end", "somebody", "spoken")

    def __init__(self) -> None:
        self.peopled = self.somebody = self.spoken = self.attached = self.asking = False
        self.owned = False
        self.person_end = -1

    @property
    def told(self) -> bool:
        """Return whether somebody was named already, taking part or as whose."""
        return self.peopled or self.owned

    def note(self, line: Line, place: int) -> None:
        """Keep in mind a word that is no name; the `her` of `her brother` is nobody."""
        low = line.low(place)
        self.somebody = self.somebody or low in words.THEM or low in words.HIM
        self.spoken = self.spoken or low in kindwords.KIND_OF or low in words.COMMUNICATING
        heard = (line.low(place - 1), low) in _REACHED
        attaching = heard or low in words.WITH or low in verbs.CONTACT or low in words.MEETING_INTO
        self.attached = self.attached or attaching
        self.asking = self.asking or low in verbs.ASKING
        if low in words.PRONOUNS and not (low == "her" and _is_kin(line, place + 1)):
            self.person_end = place + 1


def _is_kin(line: Line, place: int) -> bool:
    return line.low(place) in namewords.COMPANIONS


def ends(line: Line, place: int, seen: Seen, plan: Found | None) -> bool:
    """Return whether people are only mentioned from this word or sign on."""
    token = line.tokens[place]
    if token.sort == "sign":
        return _sign_ends(line, place, seen)
    low, peopled = token.low, seen.peopled or seen.somebody
    if low in words.ABOUT:
        return low != "about" or _is_about(line, place)
    if low == "that" and _is_cleft(line, place):
        return False
    if low == "that":
        thing = line.low(place - 1) == "had" and kindwords.kind_of_word(line.low(place + 1))
        noted = _NOTING.issuperset(map(line.low, range(line.start, place)))
        return line.low(place - 1) not in words.BEFORE_A_THING and not thing and not noted
    if low in verbs.SAYING:
        return peopled or line.low(place + 1) not in verbs.GREETINGS
    if low in {"if", "whether"} and line.low(place - 1) in verbs.ASKING:
        return True
    if low in verbs.ASKING:
        return peopled or line.low(place + 1) in {"me", "us", *words.HIM}
    if seen.asking and seen.peopled and low not in words.JOINING:
        return True
    return peopled and _turns(line, place, plan, seen.person_end)


def _is_about(line: Line, place: int) -> bool:
    """Return whether `about` is no `about an hour`, nor `out and about`, nor `about to`."""
    first, second, third = (line.low(place + step) for step in (1, 2, 3))
    if line.low(place - 2) == "out" or first == "to":
        return False
    if first in line.known:
        return True
    if first[:1].isdecimal() and (first.isalnum() or second in words.SPANS):
        return False
    return words.SPANS.isdisjoint((first, second, third)) or first in {"the", "my"}


def _is_subject(line: Line, place: int) -> bool:
    """Return whether it is the `she` of `Lena she called me`, who was named just before."""
    named = place - line.start <= _SHORT - 1
    verb = place + 1
    while line.low(verb) in planwords.ADVERBS:
        verb += 1
    return named and (line.low(verb) in verbs.REACHING | verbs.REACHING_NOW | verbs.COMING)


def _is_cleft(line: Line, place: int) -> bool:
    """Return whether it is the `who` of `it was Mia who called`."""
    opens = (line.low(line.start), line.low(line.start + 1)) in {("it", "was"), ("it", "is")}
    return opens and line.low(place) in {"who", "that"} and place - line.start <= _SHORT + 1


def _turns(line: Line, place: int, plan: Found | None, seen_end: int) -> bool:
    """Return whether a word behind people begins something else."""
    low = line.low(place)
    if low == "while" and line.low(place - 1) in {"a", "little"}:
        return False
    if (low == "but" and line.low(place + 1) == "also") or _is_cleft(line, place):
        return False
    if low in words.AFTER_PEOPLE or low in verbs.REPORTING:
        return not (low in _WED and line.low(place - 1) in _GOT)
    if (line.low(place - 1), low) == ("let", "slip"):
        return True
    if (line.low(place - 2), low) in _TELLING and line.low(place - 1) in words.ME:
        return True
    if low in words.THEM and place == seen_end and _is_subject(line, place):
        return False
    if low in words.NEW_CLAUSE:
        return low in words.THEM or line.tokens[place - 1].text == ","
    if low == "to":
        return line.low(place + 1) in words.PURPOSES and line.low(place - 1) not in _MANAGING
    return planned(line, place) is not None and not (plan and plan[0] == place)


def _sign_ends(line: Line, place: int, seen: Seen) -> bool:
    token = line.tokens[place]
    if opens_rest(line, place) and not seen.somebody and _titles(line, place, seen):
        return False
    if token.text == ":":
        return is_colon(line.tokens, place) and (seen.peopled or not is_head(line, place))
    if token.text in words.DASHES or (token.text == "-" and stands_free(line, place)):
        return seen.peopled or not is_head(line, place)
    return is_stop(line, place) and (seen.peopled or seen.somebody or seen.spoken)


def _titles(line: Line, place: int, seen: Seen) -> bool:
    """Return whether what stands before is only a title: `Q4 budget: zoom with Will`."""
    if seen.peopled or seen.person_end >= 0:
        return False
    if seen.owned:
        return _has_company(line, place)
    before = {line.low(each) for each in range(line.start, place)}
    if not before.isdisjoint(words.NOT_YET):
        return False
    first = place + 1
    acts = verbs.CONTACT | words.WITH | words.MEETING_INTO | _TALKS
    while line.low(first) in _BEFORE_ACT - acts and line.low(first) not in kindwords.KIND_OF:
        first += 1
    low = line.low(first)
    told = low in kindwords.KIND_OF or low in acts
    return told or (low, line.low(first + 1)) == ("sat", "next")


def _has_company(line: Line, place: int) -> bool:
    """Return whether it is `Sam's farewell: cake with Bob`, `Mum's op: rang Bob`, before the next stop."""
    if line.low(place + 1) in verbs.REACHING and line.low(place + 2) in line.known:
        return True
    for each in range(place + 1, line.stop):
        low = line.low(each)
        if low in words.ABOUT or low in words.STOPS or low in words.HIM:
            return False
        if low in words.WITH:
            return True
    return False


def is_head(line: Line, place: int) -> bool:
    """Return whether all before is no more than `Lunch:` or `Quick call -`."""
    return all(
        low in kindwords.KIND_OF
        or low in words.HEADS
        or low in planwords.ADVERBS
        or low[:1].isdecimal()
        for low in map(line.low, range(line.start, place))
    )


def is_stop(line: Line, place: int) -> bool:
    """Return whether a sentence ends here; a line break ends one unless a small letter follows."""
    token = line.tokens[place]
    follows = line.tokens[place + 1] if place + 1 < line.stop else None
    if follows and follows.text[0].isdecimal() and line.low(place - 1) in {"no", "nr"}:
        return False
    if "\n" in token.text:
        return follows is None or not follows.text[0].islower()
    if not (token.text in words.STOPS or token.text.startswith("..")):
        return False
    if (
        follows
        and _is_initial(line, place)
        and (follows.text[0].islower() or line.low(place - 1) == "w")
    ):
        return False
    return follows is None or follows.start > token.end or not follows.text[0].isalnum()


def _is_initial(line: Line, place: int) -> bool:
    """Return whether a dot shortens the letter before it: `ana b. and sam`."""
    low = line.low(place - 1)
    return line.tokens[place].text == "." and len(low) == 1 and low.isalpha()
