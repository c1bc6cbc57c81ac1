"""Who took part and who is only spoken of: a log line's names, walked from left to right."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.who import namesakes
from keepintouch.domain.loglines.who.absent import (
    begins_clause,
    is_absent,
    is_answered,
    is_house,
    is_told_of,
)
from keepintouch.domain.loglines.who.asides import asides, relatives
from keepintouch.domain.loglines.who.denied import is_denied
from keepintouch.domain.loglines.who.doubts import counts, is_wordy
from keepintouch.domain.loglines.who.ends import Seen, ends
from keepintouch.domain.loglines.who.hits import is_bare
from keepintouch.domain.loglines.who.new import is_offered, is_stranger, newcomer
from keepintouch.domain.loglines.who.reports import told_of
from keepintouch.domain.loglines.who.slots import before, is_followed_safely, opens_rest, slot_of
from keepintouch.domain.readings import Named, New, Words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Hit, Line

_OWNING = frozenset(("with", "verb", "reach", "comm", "into", "list"))
_NO_WORDS = frozenset(("tag", "link", "handle"))
_THEIRS = words.HIS | {"whose"}
_AWAY = frozenset(("on", "in", "at", "off", "back", "first", "last", "next"))


class Walk:
    """One pass over a line; afterwards it holds who and what was found.

    `boundary` is the token from which on people are only mentioned, None when there is
    none. `persons` maps where each name begins to where it ends, `slots` where each of those who
    took part begins to where it stands. `silent` are places whose
    words tell nothing of how one was in touch: what somebody said, whose mail was passed on.
    """

    def __init__(self, line: Line, hits: dict[int, Hit], plan: Found | None) -> None:
        self.line = line
        self.hits = hits
        self.plan = plan
        self.participants: list[Named] = []
        self.mentions: list[Named] = []
        self.new: list[New] = []
        self.unlinked: list[Words] = []
        self.persons: dict[int, int] = {}
        self.slots: dict[int, str] = {}
        self.boundary: int | None = None
        self._seen = Seen()
        self._denied = -1
        self._relatives = relatives(line, hits)
        self._asides = asides(line, hits) | self._relatives
        self._bare = is_bare(line, hits)
        self._told = told_of(line, hits)
        self.silent = self._told.silent

    @property
    def opened(self) -> bool:
        """Return whether participants end at a colon: `Sam and Mia: …`."""
        ended = self.boundary is not None and self.line.tokens[self.boundary].text == ":"
        return ended and bool(self.participants or self.new)

    def run(self) -> None:
        """Walk the line once."""
        place = self.line.start
        while place < self.line.stop:
            place = self._step(place)

    def _step(self, place: int) -> int:
        hit = self.hits.get(place)
        if place - 1 in self._relatives and place not in self._relatives:
            self._seen.person_end = place
        if place == self._told.opening and self.boundary is None:
            self.boundary = place
        if hit and self._name(hit):
            return hit.last
        token = self.line.tokens[place]
        if token.sort in _NO_WORDS:
            return place + 1
        if self._is_open(place):
            if ends(self.line, place, self._seen, self.plan) and not self._lists(place):
                self.boundary = place
                return place + 1
            last = newcomer(self.line, self.hits, place, self._seen)
            if last:
                self._offer(place, last)
                return last
            if is_stranger(self.line, self.hits, place, self._seen):
                self.unlinked.append(self._words(place, place + 1))
                self._seen.person_end = place + 1
                return place + 1
        self._seen.note(self.line, place)
        return place + 1

    def _is_open(self, place: int) -> bool:
        return self.boundary is None and place not in self._asides

    def _lists(self, place: int) -> bool:
        """Return whether a list of names and nothing else is opened: `Quiz: Bob, Mia`."""
        sign = self.line.low(place)
        last = next(
            (each for each in range(place + 1, self.line.stop) if self.line.low(each) == sign), None
        )
        rest = self.line._replace(start=place + 1, stop=last or self.line.stop)
        people = any(first > place for first in self.hits)
        return self._gathers(place) or (
            opens_rest(self.line, place)
            and people
            and not (self._seen.peopled and not self._goes_on(place))
            and is_bare(rest, self.hits, strangers=True)
        )

    def _gathers(self, place: int) -> bool:
        """Return whether those who were there follow an event's colon: `School reunion: Grace, Mark`."""
        if self.line.low(place - 1) not in words.GATHERINGS or self._seen.peopled:
            return False
        from keepintouch.domain.loglines.who.gatherings import lists

        return lists(self.line, self.hits, place)

    def _goes_on(self, place: int) -> bool:
        """Return whether those before are guests of honour, or in the same list: `drinks | Jack | Dean`."""
        sign, first = self.line.low(place), min(self.persons)
        listed = sign != ":" and self.line.low(first - 1) == sign
        return listed or all(self._is_guest(each) for each in self.persons)

    def _is_guest(self, first: int) -> bool:
        """Return whether a name is whom a party is for: `baby shower for Mia: Ana, Bob`."""
        return self.line.low(first - 1) == "for"

    def _name(self, hit: Hit) -> bool:
        """Place a name; False when it is only a word here."""
        if not hit.candidates:
            return self._unknown(hit)
        if self._is_somebodys(hit):
            return True
        slot = slot_of(self.line, hit.first, hit.level, self._seen.person_end)
        sure = self._is_sure(hit, slot)
        if sure is False:
            return False
        if namesakes.may_be_a_place(self.line, hit, peopled=bool(self.persons)):
            sure = None
        if self._took_part(hit, slot):
            related = namesakes.is_relative(self.line, hit)
            self._add(hit, slot, sure=sure is True and not related)
        else:
            self._mention(hit, sure=sure is True)
        return True

    def _is_sure(self, hit: Hit, slot: str) -> bool | None:
        """Return whether it is a name here, False when it is a word, None when nobody can say."""
        if namesakes.is_quoted(self.line, hit):
            return False
        if hit.doubtful:
            return None
        if hit.first == self._told.speaker:
            return True
        if self._is_in_title(hit):
            return False
        placed = slot in _OWNING or (slot == "" and self.line.tokens[hit.first].capital)
        if not placed and self._is_idiom(hit):
            return False
        if self._bare or not is_wordy(self.line, hit):
            return True
        if self.line.tokens[hit.last - 1].owns:
            host = self._is_host(hit, slot)
            if slot not in _OWNING or (host and hit.phrase in namewords.NO_PLACES):
                return host
        if is_house(self.line, self.hits, hit, slot) and self.line.tokens[hit.first].capital:
            return True
        named = self._is_topic(hit) or counts(self.line, hit, slot)
        return None if named is False and self._is_shouted(hit) else named

    def _is_in_title(self, hit: Hit) -> bool:
        """Return whether a capitalised word before makes a place or a title of it: `the Jolly Jack`."""
        behind = hit.first - 1
        if behind <= self.line.start or not self.line.tokens[behind].capital:
            return False
        from keepintouch.domain.loglines.who.capitals import is_in_title

        return is_in_title(self.line, self.hits, hit)

    def _is_shouted(self, hit: Hit) -> bool:
        """Return whether only capitals could tell a name from a word, and all words have them."""
        return self.line.titled and hit.phrase in namewords.NO_PLACES and self.boundary is None

    def _is_idiom(self, hit: Hit) -> bool:
        """Return whether it is `mark my words`, `grace period` or any name of a thing: `art of …`."""
        low, follows = self.line.low(hit.last), self.line.low(hit.last + 1)
        idioms = namewords.IDIOMS.get(hit.phrase, frozenset())
        if (hit.phrase, low) == ("bill", "came"):
            follows = self.line.low(hit.last + 2) if follows == "to" else follows
            return follows.lstrip("$\u00a3\u20ac")[:1].isdecimal()
        thing = low == "of" and hit.phrase in namewords.NAME_WORDS and not hit.forced
        return thing or low in idioms or f"{low} {follows}" in idioms

    def _is_host(self, hit: Hit, slot: str) -> bool:
        """Return whether it is `May's party` at the start, or `at Will's`, and no `Will's here`."""
        capital = self.line.tokens[hit.first].capital and not self.line.titled
        named = capital or hit.phrase in namewords.NO_PLACES
        follows, behind = self.line.low(hit.last), self.line.low(hit.first - 1)
        place = named and (behind in {"at", "@"} or (behind == "to" and not follows.isalpha()))
        thing = follows.isalnum() and (
            follows in _AWAY or follows not in words.MAY_FOLLOW | verbs.FINITE
        )
        somebody = slot == "start" or hit.phrase not in namewords.TIMES
        return place or (named and somebody and thing)

    def _is_topic(self, hit: Hit) -> bool:
        """Return whether it is `about Mark`: a name that is a word, spoken of by its capital."""
        token = self.line.tokens[hit.first]
        spoken = self.line.low(hit.first - 1) in words.ABOUT and hit.phrase in namewords.NO_PLACES
        capital = token.capital and not self.line.titled
        named = capital or hit.phrase not in namewords.ABSTRACT
        return spoken and named and is_followed_safely(self.line, hit.last)

    def _is_somebodys(self, hit: Hit) -> bool:
        """Return whether it is `Bob's mum` or `her dad`: not the owner's own."""
        behind = hit.first - 1
        if hit.phrase not in namewords.KIN or behind < self.line.start:
            return False
        return self.line.tokens[behind].owns or self.line.low(behind) in _THEIRS

    def _took_part(self, hit: Hit, slot: str) -> bool:
        if hit.first == self._told.speaker:
            return True
        if hit.first in self._told.mentioned or hit.first in self._relatives:
            return False
        if self.boundary is not None:
            return False
        if self.line.tokens[hit.last - 1].owns:
            return is_answered(self.line, hit)
        if hit.first in self._asides:
            within = before(self.line, hit.first) in self._asides
            came = (self.line.low(hit.last), self.line.low(hit.last + 1))
            within = within and slot in {"with", "list", "and"}
            return within or came[0] == "too" or (came[0] == "also" and came[1] in verbs.COMING)
        if hit.forced:
            return True
        listed = slot == "list" and self._denied == self._seen.person_end
        if listed or is_denied(self.line, hit, slot) or self._is_absent(hit):
            self._denied = hit.last
            return False
        if is_house(self.line, self.hits, hit, slot) or is_told_of(self.line, self.hits, hit):
            return False
        if begins_clause(self.line, hit, self.persons, self._seen):
            self.boundary = hit.first
            return False
        return True

    def _is_absent(self, hit: Hit) -> bool:
        return is_absent(self.line, hit, peopled=self._seen.peopled, planned=self.plan is not None)

    def _words(self, first: int, last: int) -> Words:
        start, end = self.line.tokens[first].start, self.line.tokens[last - 1].end
        return Words(self.line.text[start:end], start, end)

    def _add(self, hit: Hit, slot: str, *, sure: bool) -> None:
        self.slots[hit.first] = slot
        self.participants.append(Named(self._words(hit.first, hit.last), hit.candidates, sure))
        self._stands(hit.first, hit.last)
        self._seen.peopled = True

    def _mention(self, hit: Hit, *, sure: bool) -> None:
        if sure:
            self.mentions.append(Named(self._words(hit.first, hit.last), hit.candidates))
        if self.line.tokens[hit.last - 1].owns:
            self._seen.owned = True
        else:
            self._stands(hit.first, hit.last)

    def _stands(self, first: int, last: int) -> None:
        self.persons[first] = last
        self._seen.person_end = last

    def _unknown(self, hit: Hit) -> bool:
        """Offer `@zoe` and `Bob Marley` where a participant can stand; else they are words."""
        if not self._is_open(hit.first):
            if hit.forced:
                self.unlinked.append(self._words(hit.first, hit.last))
        elif hit.forced or is_offered(self.line, self.hits, (hit.first, hit.last), self._seen):
            self._offer(hit.first, hit.last)
        return True

    def _offer(self, first: int, last: int) -> None:
        typed = self._words(first, last)
        handle = typed.text.startswith("@")
        self.new.append(New(typed, typed.text.removeprefix("@"), handle))
        self._stands(first, last)
        self._seen.peopled = True
