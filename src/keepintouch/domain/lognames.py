"""Who took part and who is only spoken of: a log line's names, walked from left to right."""

from __future__ import annotations

from keepintouch.domain import logwords as words
from keepintouch.domain import namewords
from keepintouch.domain.logdays import is_colon
from keepintouch.domain.loghits import Hit, Line, is_wordy, may_be_new
from keepintouch.domain.logplans import Found, planned
from keepintouch.domain.logslots import acts, before, counts, is_followed_safely, slot_of
from keepintouch.domain.nameparts import PARTICLES, PREFIXES
from keepintouch.domain.readings import Named, New, Words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.logtokens import Token

_PAIRS = {"(": ")", "[": "]", '"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb"}
_QUOTES = frozenset(('"', "\u201d", "\u00bb"))
_NEW_SLOTS = frozenset(("with", "reach", "verb", "comm", "into", "list"))
_NO_NEW_VERBS = frozenset(("joined", "join", "helped", "meeting", "answered", "thanked", "sent"))
_SOMEBODY = words.THEM | {"him", "her", "them"}


class Walk:
    """One pass over a line; afterwards it holds who and what was found.

    `boundary` is the token from which on people are only mentioned, None when there
    is none; `opened` whether that is the colon behind names at the line's start.
    """

    def __init__(self, line: Line, hits: dict[int, Hit], plan: Found | None) -> None:
        self.line = line
        self.hits = hits
        self.plan = plan
        self.participants: list[Named] = []
        self.mentions: list[Named] = []
        self.new: list[New] = []
        self.unlinked: list[Words] = []
        self.boundary: int | None = None
        self.opened = False
        self.persons: dict[int, int] = {}
        self._person_end = -1
        self._somebody = False
        self._spoken = False
        self._asking = False
        self._attached = False
        self._aside = _asides(line)

    def run(self) -> None:
        """Walk the line once."""
        place = self.line.start
        while place < self.line.stop:
            place = self._step(place)

    @property
    def _peopled(self) -> bool:
        return bool(self.participants or self.new)

    def _step(self, place: int) -> int:
        token = self.line.tokens[place]
        hit = self.hits.get(place)
        if hit and self._name(hit):
            return hit.last
        if token.sort in {"tag", "link", "handle"}:
            return place + 1
        if self.boundary is None and place not in self._aside:
            if self._ends(place, token):
                self.boundary = place
                return place + 1
            last = self._newcomer(place)
            if last:
                return last
        self._note(token, place)
        return place + 1

    def _note(self, token: Token, place: int) -> None:
        low = token.low
        self._somebody = self._somebody or low in _SOMEBODY
        self._spoken = self._spoken or low in words.KIND_OF or low in words.COMMUNICATING
        self._attached = self._attached or low in words.WITH or low in words.CONTACT
        if low in words.PRONOUNS:
            self._person_end = place + 1

    # --- where participants end ---------------------------------------------------------

    def _ends(self, place: int, token: Token) -> bool:
        if token.sort == "sign":
            return self._sign_ends(place, token)
        low, peopled = token.low, self._peopled or self._somebody
        if low in words.ABOUT:
            return self._is_about(place, low)
        if low == "that":
            return self.line.low(place - 1) not in _BEFORE_A_THING
        if low in words.SAYING:
            return peopled or self.line.low(place + 1) not in words.GREETINGS
        if low in words.ASKING:
            return self._asks(place, peopled=peopled)
        if self._asking and self._peopled and low not in words.JOINING:
            return True
        return peopled and self._turns(place, low)

    def _is_about(self, place: int, low: str) -> bool:
        """Return whether `about` is no `about an hour`, nor `out and about`, nor `about to`."""
        line = self.line
        if low != "about":
            return True
        first, second = line.low(place + 1), line.low(place + 2)
        if line.low(place - 2) == "out" or first == "to":
            return False
        if first[:1].isdecimal() and (first.isalnum() or second in words.SPANS):
            return False
        return not (
            {first, second, line.low(place + 3)} & words.SPANS and first not in {"the", "my"}
        )

    def _asks(self, place: int, *, peopled: bool) -> bool:
        if peopled or self.line.low(place + 1) in {"me", "us", "him", "her", "them"}:
            return True
        self._asking = True
        return False

    def _turns(self, place: int, low: str) -> bool:
        """Return whether a word behind people begins something else."""
        line = self.line
        if low in words.AFTER_PEOPLE or low in words.REPORTING:
            return True
        if low in words.NEW_CLAUSE:
            return low in words.THEM or line.tokens[place - 1].text == ","
        if low == "to":
            return line.low(place + 1) in words.PURPOSES
        if self.plan and place == self.plan[0]:
            return False
        return planned(line, place) is not None

    def _sign_ends(self, place: int, token: Token) -> bool:
        line, text = self.line, token.text
        if text == ":":
            self.opened = is_colon(line.tokens, place) and self._peopled
            return is_colon(line.tokens, place) and (self._peopled or not self._is_head(place))
        if text in words.DASHES or (text == "-" and _stands_free(line, place)):
            return self._peopled or not self._is_head(place)
        if not (text in words.STOPS or text.startswith("..") or "\n" in text):
            return False
        if "\n" in text and not _begins_anew(line, place):
            return False
        follows = line.tokens[place + 1].start if place + 1 < line.stop else 0
        if "\n" not in text and follows == token.end and line.text[follows].isalnum():
            return False
        return self._peopled or self._somebody or self._spoken

    def _is_head(self, place: int) -> bool:
        """Return whether all before is no more than `Lunch:` or `Quick call -`."""
        return all(
            low in words.KIND_OF
            or low in words.ADVERBS
            or low in words.PLAN_HEADS
            or low in _HEAD
            or low[:1].isdecimal()
            for low in map(self.line.low, range(self.line.start, place))
        )

    # --- known names -----------------------------------------------------------------------

    def _name(self, hit: Hit) -> bool:
        """Place a name; False when it is only a word here."""
        if not hit.candidates:
            return self._unknown(hit)
        slot = slot_of(self.line, hit.first, hit.level, self._person_end)
        owner = self.line.tokens[hit.last - 1].owns
        if self._is_somebodys(hit):
            return True
        sure = True
        if is_wordy(self.line, hit) and not self._is_bare():
            counted = False if owner and slot not in _OWNING else counts(self.line, hit, slot)
            if counted is False:
                return False
            sure = counted is True
        if self._is_participant(hit, slot, owner=owner):
            self._add(hit, sure=sure)
        else:
            self._mention(hit, sure=sure)
        return True

    def _is_participant(self, hit: Hit, slot: str, *, owner: bool) -> bool:
        if self.boundary is not None or owner:
            return False
        if hit.first in self._aside:
            return slot in {"with", "list", "and"} and not self._begins_aside(hit.first)
        if hit.forced:
            return True
        if slot in {"deny", "det", "naming"} and not (
            slot == "det" and hit.level == "nickname" and self._attached
        ):
            return False
        if slot == "for" and self._is_gift(hit.first):
            return False
        if self._is_house(hit, slot):
            return False
        if self._begins_clause(hit):
            self.boundary = hit.first
            return False
        return True

    def _is_somebodys(self, hit: Hit) -> bool:
        """Return whether it is `Bob's mum` or `her dad`: not the owner's own."""
        behind = hit.first - 1
        owned = behind >= self.line.start and (
            self.line.tokens[behind].owns or self.line.low(behind) in words.HIS
        )
        return owned and hit.phrase in namewords.KIN

    def _is_gift(self, place: int) -> bool:
        behind = range(max(self.line.start, place - 5), place)
        return not words.GIFTS.isdisjoint(map(self.line.low, behind))

    def _is_house(self, hit: Hit, slot: str) -> bool:
        """Return whether it is the first of `at Bob and Mia's`."""
        if slot not in {"", "start"} or self.line.low(hit.last) not in words.JOINING:
            return False
        other = self.hits.get(hit.last + 1)
        return other is not None and self.line.tokens[other.last - 1].owns

    def _begins_clause(self, hit: Hit) -> bool:
        """Return whether `, Mia is ill` begins: behind people, a comma and a name that acts."""
        line = self.line
        comma = line.tokens[hit.first - 1].text == "," if hit.first > line.start else False
        if not comma or not (self._peopled and self._attached) or acts(line, hit.last):
            return False
        follows = line.low(hit.last)
        return follows in words.FINITE or follows in words.IRREGULAR or follows.endswith("ed")

    def _begins_aside(self, place: int) -> bool:
        return before(self.line, place) not in self._aside

    def _is_bare(self) -> bool:
        """Return whether the line is nothing but names."""
        place = self.line.start
        while place < self.line.stop:
            hit = self.hits.get(place)
            token = self.line.tokens[place]
            if not hit and token.sort == "word" and token.low not in words.JOINING:
                return False
            place = hit.last if hit else place + 1
        return True

    def _words(self, first: int, last: int) -> Words:
        start, end = self.line.tokens[first].start, self.line.tokens[last - 1].end
        return Words(self.line.text[start:end], start, end)

    def _add(self, hit: Hit, *, sure: bool) -> None:
        self.participants.append(Named(self._words(hit.first, hit.last), hit.candidates, sure))
        self._stands(hit.first, hit.last)

    def _mention(self, hit: Hit, *, sure: bool) -> None:
        if sure and (hit.level != "last" or hit.titled or self.boundary is None):
            self.mentions.append(Named(self._words(hit.first, hit.last), hit.candidates))
        if not self.line.tokens[hit.last - 1].owns:
            self._stands(hit.first, hit.last)

    def _stands(self, first: int, last: int) -> None:
        self.persons[first] = last
        self._person_end = last

    # --- names of nobody known -----------------------------------------------------------------

    def _unknown(self, hit: Hit) -> bool:
        """Offer `@zoe` and `Bob Marley` where a participant can stand; else they are words."""
        words_ = self._words(hit.first, hit.last)
        if hit.forced:
            if self.boundary is None:
                self.new.append(New(words_, words_.text[1:], handle=True))
                self._stands(hit.first, hit.last)
            else:
                self.unlinked.append(words_)
        elif self._offers(hit.first, hit.last):
            self.new.append(New(words_, words_.text))
            self._stands(hit.first, hit.last)
        return True

    def _newcomer(self, place: int) -> int | None:
        """Take a capitalised word that is nobody known, where a participant can stand."""
        token = self.line.tokens[place]
        titled = token.low in PREFIXES and token.capital and place + 1 < self.line.stop
        if not may_be_new(self.line.tokens[place + titled]):
            return None
        last = self._run(place + titled)
        if not self._offers(place, last):
            return None
        words_ = self._words(place, last)
        self.new.append(New(words_, words_.text))
        self._stands(place, last)
        return last

    def _run(self, place: int) -> int:
        """Return where a run of capitalised words ends; `van` and `de` may stand inside."""
        line, last = self.line, place + 1
        while last < line.stop and not line.tokens[last - 1].owns and last not in self.hits:
            token, behind = line.tokens[last], line.tokens[last - 1]
            inside = token.low in PARTICLES and not token.capital and last + 1 < line.stop
            if line.text[behind.end : token.start] != " " or not (
                may_be_new(token) or (inside and may_be_new(line.tokens[last + 1]))
            ):
                break
            last += 1
        return last

    def _offers(self, first: int, last: int) -> bool:
        line = self.line
        if line.tokens[last - 1].owns or self.boundary is not None or first in self._aside:
            return False
        slot = slot_of(line, first, person_end=self._person_end)
        if slot == "start":
            return self._opens(first, last)
        if slot == "verb" and line.low(before(line, first)) in _NO_NEW_VERBS:
            return False
        if slot == "list" and line.tokens[first - 1].text == ",":
            return is_followed_safely(line, last)
        if slot == "comm" and self._peopled:
            return False
        return slot in _NEW_SLOTS

    def _opens(self, first: int, last: int) -> bool:
        """Return whether an unknown name opens the line: `Zoe called`, `Zoe: …`, `Zoe and Bob …`."""
        line = self.line
        if first > line.start and self._spoken:
            return False
        if last < line.stop and is_colon(line.tokens, last):
            return True
        if line.low(last) in words.JOINING and (
            last + 1 in self.hits or line.low(last + 1) in words.ME
        ):
            return True
        return line.low(last) not in {"also", "there", "too"} and acts(line, last)


_OWNING = frozenset(("with", "verb", "reach", "comm", "into", "list"))
_BEFORE_A_THING = frozenset(
    [
        "at",
        "in",
        "on",
        "to",
        "from",
        "of",
        "for",
        "after",
        "near",
        "with",
        "around",
        "by",
        "into",
        "than",
    ]
)
_HEAD = frozenset(
    [
        "a",
        "an",
        "the",
        "quick",
        "long",
        "short",
        "nice",
        "lovely",
        "great",
        "good",
        "first",
        "second",
        "group",
        "team",
        "weekly",
        "monthly",
        "daily",
        "zoom",
        "video",
        "family",
        "note",
        "today",
        "at",
        "with",
        "pm",
        "am",
        "morning",
        "afternoon",
        "evening",
        "night",
        "late",
        "early",
        "our",
        "my",
        "another",
        "surprise",
        "and",
        "+",
        "&",
        ",",
        "/",
        "(",
        ")",
    ]
)


def _asides(line: Line) -> frozenset[int]:
    """Return the places within brackets and quotes, unless they hold the whole line."""
    found: set[int] = set()
    place = line.start
    while place < line.stop:
        closing = _PAIRS.get(line.tokens[place].text)
        last = _closing(line, place, closing) if closing else None
        if last:
            whole = place == line.start and last == line.stop - 1
            word = closing in _QUOTES and last - place <= len(("a", "name", "end"))
            found.update(() if whole or word else range(place, last + 1))
            place = last if not whole else place
        place += 1
    return frozenset(found)


def _closing(line: Line, place: int, closing: str) -> int | None:
    for last in range(place + 1, line.stop):
        if line.tokens[last].text == closing:
            return last
    return None


def _stands_free(line: Line, place: int) -> bool:
    token = line.tokens[place]
    around = line.text[token.start - 1 : token.start] + line.text[token.end : token.end + 1]
    return not around.strip()


def _begins_anew(line: Line, place: int) -> bool:
    follows = line.tokens[place + 1] if place + 1 < line.stop else None
    return follows is None or not (follows.sort == "word" and follows.text[0].islower())
