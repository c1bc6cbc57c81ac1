"""Plans are not logs: `will call`, `need to`, `tomorrow`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.not_logs.undone import fell_through, undone
from keepintouch.domain.loglines.who.doubts import counts, is_wordy
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Hit, Line
    from keepintouch.domain.loglines.who.names import Walk

_ADVERBS = planwords.ADVERBS - {"had", "was", "were", "have", "has", "been", "being"}
_ASKING = frozenset(("shall", "should", "can", "could"))
ONGOING = frozenset(("seeing", "meeting", "having")) | {
    verb for verb in verbs.REACHING_NOW if verb.endswith("ing")
}
_DUE = frozenset(("needs", "deserves", "wants", "need", "want"))
_WANTING = frozenset(("wants", "needs", "hopes", "plans", "intends", "aims"))
_CANNOT = wordset("can't cannot cant couldn't couldnt")
_ATTENDING = wordset("come make join attend do get reach be talk speak meet see wait time slot")
_MAY = frozenset(("she'll", "he'll", "they'll", "may", "might", "will", "would", "must", "should"))
_HOPING = frozenset(("hope", "hoping", "hopefully"))
_HOPED_OF = (
    words.DETERMINERS | words.HIS | words.THEM | {"all", "my", "our", "everyone", "it", "you"}
)
_ASKED = frozenset(("pls", "plz", "please", "awaiting", "expecting", "tbc"))
BARE = planwords.TOGETHER | verbs.REACHING_NOW
_SOON = frozenset(("later", "soon", "tonight"))
_MUSING = frozenset(("thinking", "thought", "dreaming"))


def planned(line: Line, place: int) -> int | None:
    """Return where a plan's words end when they begin here: `will` before a verb, `need to`."""
    low = line.low(place)
    if low in planwords.UNDONE and line.low(place + 1) not in _ASKING:
        return place + 1
    if low in planwords.TO_PLANS and line.low(place + 1) == "to":
        if low == "time" and line.low(place - 1) in {"had", "found", "made", "the", "enough"}:
            return None
        noun = line.low(place + 2) in words.DETERMINERS | words.HIS or not line.low(place + 2)
        noun = noun or (low == "love" and line.low(place + 2) in line.known)
        return None if noun and low not in {"going", "forward"} else place + 2
    if low not in planwords.AUXILIARIES or line.tokens[place].owns:
        return None
    if (line.low(place + 1), line.low(place + 2)) == ("as", "well"):
        return place + 3
    if low in {"will", "shall"} and line.low(place - 1) in {"i", "we"}:
        return place + 1
    return place + 1 if _is_bare_verb(line, _past_adverbs(line, place + 1)) else None


def _past_adverbs(line: Line, place: int) -> int:
    while line.low(place) in _ADVERBS:
        place += 1
    return place


def _is_bare_verb(line: Line, place: int) -> bool:
    low = line.low(place)
    if not low.isalpha() or low in planwords.TOGETHER:
        return bool(low) and low in planwords.TOGETHER
    other = (
        verbs.REACHING | words.JOINING | words.MAY_FOLLOW | words.DETERMINERS | words.PRONOUNS
        | words.HIS | verbs.FINITE | words.WITH
    ) - {"be", "back"}  # fmt: skip
    past = low in verbs.IRREGULAR or low.endswith("ed")
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return False
    return low not in other and not past and not line.tokens[place].capital


def at_the_start(line: Line, hits: dict[int, Hit], start: int) -> Found | None:
    """Return the words, from the start of a clause, that say it has not happened yet, or did not.

    When somebody else is the subject, only what would be contact counts: `Bob will
    call`, but not `Bob will retire`.
    """
    place, named = _past_subject(line, hits, start)
    if place in hits and hits[place].last > place + 1:
        return None
    if place == start and line.low(place) in _ASKED and line.low(place + 1) not in {"note", "mark"}:
        return place, place + 1, "plan"
    if line.low(place) in planwords.PLAN_HEADS and not named and _heads(line, place):
        return place, place + 1, "plan"
    if line.low(place) in _MUSING and line.low(place + 2).endswith("ing"):
        return place, place + 2, "plan"
    if _calls_back(line, hits, place) or _hopes(line, hits, place):
        return place, place + 1, "plan"
    if _owes(line, hits, place):
        return place, place + 1, "plan"
    if line.low(place) in ONGOING and line.low(line.stop - 1) in _SOON:
        return line.stop - 1, line.stop, "plan"
    if _lists_todo(line, place):
        return place, place + 1, "plan"
    if line.low(place) == "looking" and line.low(place + 1) == "forward":
        return place, place + 2 + (line.low(place + 2) != ""), "plan"
    if (line.low(place), line.low(place + 1)) == ("off", "to") and line.low(place + 2) in BARE:
        return place, place + 2, "plan"
    todo = line.low(place) == "to" and line.low(place + 1) in planwords.TOGETHER
    if todo and line.low(place - 1) not in planwords.ADVERBS:
        return place, place + 2, "plan"
    if _asks(line, place):
        return place, place + 1, "plan"
    last = planned(line, place)
    if last:
        verb = _past_adverbs(line, last)
        contact = line.low(verb) in planwords.TOGETHER | verbs.REACHING
        contact = contact and (line.low(verb), line.low(verb + 1)) != ("have", "to")
        return (place, last, "plan") if contact or not named else None
    return undone(line, hits, place, named=named) or _chore(line, hits, start)


def _chore(line: Line, hits: dict[int, Hit], place: int) -> Found | None:
    """Return the verb of what one tells oneself to do, where the line begins with such a word."""
    if line.low(place) not in planwords.CHORES | planwords.CHORES_ONLY | planwords.CHORES_TOLD:
        return None
    from keepintouch.domain.loglines.not_logs.chores import chore

    return chore(line, hits, place)


def _calls_back(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether it is `call Bob back!`, said to oneself."""
    told = place == line.start and line.low(place) in planwords.TOGETHER and place + 1 in hits
    return told and line.low(hits[place + 1].last) == "back"


def _owes(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether it is `owe Bob a call`, `Bob owes me lunch`, `Bob needs a visit`."""
    low, thing = line.low(place), place + 1
    if low in {"owe", "owes"}:
        thing = hits[thing].last if thing in hits else thing + 1
    elif low not in _DUE:
        return False
    thing += line.low(thing) in words.DETERMINERS
    return bool(kindwords.kind_of_word(line.low(thing)))


def _hopes(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether it is `I hope Bob is well`, and nothing of how one heard from him."""
    if line.low(place) not in _HOPING or not (
        place + 1 in hits or line.low(place + 1) in _HOPED_OF
    ):
        return False
    first = place + 1
    while first < line.stop and line.tokens[first].sort == "word":
        first += 1
    return not any(kindwords.kind_of_word(line.low(each)) for each in range(first, line.stop))


def untold(line: Line, walk: Walk) -> Found | None:
    """Return the words that say, wherever they stand, that this is no log of mine."""
    found = None if walk.plan and _is_aside(line, walk.hits, walk.plan) else walk.plan
    if not found and walk.opened and walk.boundary is not None:
        found = _of_them(line, at_the_start(line, walk.hits, walk.boundary + 1))
        found = None if found and _is_of_others(line, walk, found) else found
        found = None if found and found[2] == "plan" and _is_told(line, walk, found[0]) else found
    stop = line.stop if walk.boundary is None else walk.boundary
    return (
        found
        or fell_through(line, walk.hits, stop)
        or _unreached(line, walk.hits)
        or _among_others(line, walk)
    )


def _is_aside(line: Line, hits: dict[int, Hit], found: Found) -> bool:
    """Return whether what did not happen is no contact, and one follows: `missed the bus, Bob drove me`."""
    if found[2] != "not":
        return False
    from keepintouch.domain.loglines.not_logs.unreached import is_aside

    return is_aside(line, hits, found[0])


def _is_of_others(line: Line, walk: Walk, found: Found) -> bool:
    """Return whether it is what Sam may do in `zoom with Priya: Sam may join her team`, and not with me."""
    opening = walk.boundary or line.start
    told = any(kindwords.kind_of_word(line.low(each)) for each in range(line.start, opening))
    whom = line.low(found[1] + 1)
    if found[2] != "plan" or not told or opening + 1 not in walk.persons:
        return False
    return whom.isalpha() and whom not in words.ME | planwords.ADVERBS | {"back", "my", "our"}


def _is_told(line: Line, walk: Walk, first: int) -> bool:
    """Return whether a plan is what was written or said: `texted Bob: will call`, `lunch with Bob: he might move`."""
    told = [line.low(each) for each in range(line.start, walk.boundary or line.start)]
    if any(
        low in verbs.REACHING and kindwords.kind_of_word(low) in kindwords.ONE_WAY for low in told
    ):
        return True
    subject = {line.low(first - 1), line.low(first)} & (words.THEM | {"i", "we"})
    return bool(subject or told[0] in verbs.REACHING) and any(map(kindwords.kind_of_word, told))


def _of_them(line: Line, found: Found | None) -> Found | None:
    """Return a plan behind `Grace:`, unless it is hers: `wants to swap shifts`, `can't find her keys`."""
    if found is None or line.low(found[1]) in BARE:
        return found
    ahead = {line.low(each) for each in range(found[1], found[1] + 4)}
    unable = line.low(found[0]) in _CANNOT and ahead.isdisjoint(_ATTENDING)
    musing = line.low(found[0]) in _MUSING and line.low(found[1]) not in verbs.REACHING_NOW
    musing = musing and line.low(found[1]) not in ONGOING
    return None if unable or musing or line.low(found[0]) in _WANTING | _MAY else found


def _unreached(line: Line, hits: dict[int, Hit]) -> Found | None:
    """Return what says that nobody took a call, where a word says so."""
    if planwords.TROUBLE.isdisjoint(map(line.low, range(line.start, line.stop))):
        return None
    from keepintouch.domain.loglines.not_logs.unreached import unreached

    return unreached(line, hits)


def _among_others(line: Line, walk: Walk) -> Found | None:
    """Return what others did without me, unless somebody told me of it."""
    if (
        line.start not in walk.persons
        and line.low(line.start) not in {"my", "our", "the"} | words.HEARSAY
    ):
        return None
    from keepintouch.domain.loglines.not_logs.others import without_me

    told = line._replace(start=line.start + (line.low(line.start) in words.HEARSAY))
    found = without_me(told, walk.hits)
    return found if found and found[0] not in walk.silent else None


def _lists_todo(line: Line, place: int) -> bool:
    """Return whether it is `to do: …`, `next: …` or `next call with …`."""
    first, second, third = (line.low(place + step) for step in range(3))
    ahead = second == ":" or (place == line.start and bool(kindwords.kind_of_word(second)))
    return (first == "next" and ahead) or (first, second, third) == ("to", "do", ":")


def _asks(line: Line, place: int) -> bool:
    """Return whether it is `shall I call` or `will you come`."""
    low, who, verb = (line.low(place + step) for step in range(3))
    if low in _ASKING and who in words.ME:
        return True
    return low in planwords.AUXILIARIES and who in {"you", *words.ME} and verb in planwords.TOGETHER


def _heads(line: Line, place: int) -> bool:
    low, follows = line.low(place), line.low(place + 1)
    return low not in {"plan", "remind"} or follows in {":", "me", "with"}


def _past_subject(line: Line, hits: dict[int, Hit], place: int) -> tuple[int, bool]:
    """Return the place of the verb, and whether its subject is somebody else alone."""
    named = mine = False
    while place < line.stop:
        hit, low = hits.get(place), line.low(place)
        if hit and _is_name(line, hit):
            named, place = True, hit.last
        elif low in words.ME or low in {"i'm", "i've", "we're", "we've"}:
            mine, place = True, place + 1
        elif low in words.THEM:
            named, place = True, place + 1
        elif (
            (low == "," and named and place + 1 in hits)
            or (low in words.JOINING and (named or mine))
            or (low in planwords.ADVERBS and not planned(line, place))
            or low in {"sorry", "soz"}
        ):
            place += 1
        else:
            break
    return place, named and not mine


def _is_name(line: Line, hit: Hit) -> bool:
    if line.tokens[hit.last - 1].owns:
        return False
    return not is_wordy(line, hit) or counts(line, hit, "start") is not False
