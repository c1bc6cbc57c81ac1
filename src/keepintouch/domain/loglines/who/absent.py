"""Who is named in a log line and was not there: likened to, given to, told of, whose house it is."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.slots import acts, opens_rest
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loglines.who.ends import Seen
    from keepintouch.domain.loglines.who.hits import Hit, Line

_GIFT_REACH = 8
_SHORT = 4
_FEW = 6
_COVERING = frozenset(("cover", "covers", "deputise", "vote", "voted", "apologise", "apologised"))
_BROUGHT = wordset(
    "flowers gift present parcel photos pictures hug hugs kisses regards greetings wishes"
)
_ANSWERED = frozenset(("returned", "answered"))
_CALLS = frozenset(
    ("call", "calls", "email", "emails", "message", "messages", "letter", "text", "texts", "dm")
)
_BRINGING = words.WITH | {"brought", "bringing", "carrying"}
_MEANT = frozenset(("call", "message"))
_LEAVING = frozenset(("left", "leave", "leaving", "sent", "posted"))
_STATING = verbs.PRESENT | {"was", "wants", "needs", "got", "had", "lost", "left", "quit"}
_MISHAPS = wordset(
    "fell died crashed collapsed fainted broke slipped tripped pulled sprained twisted tore"
)
_ABSENT = frozenset(
    (verb, what)
    for verb in ("wasn't", "weren't", "isn't", "couldn't", "didn't")
    for what in ("there", "in", "home", "around", "here", "with", "able", "at", "coming", "come")
)
_IS = frozenset(("is", "was", "are", "were"))
_PITY = frozenset(("little", "poor", "dear", "old", "sadly", "unfortunately", "unluckily"))
_ENDING = words.STOPS | words.DASHES | {",", "-", "so"}
_GOING_ON = _ENDING | {"so", "and", "i", "we", "then"}
_NOT_BUT = frozenset((("instead", "of"), ("rather", "than")))
_OWNED = words.DETERMINERS | words.HIS | {"my", "our"}
_MEDIA = frozenset(("tv", "telly", "television", "radio", "news", "youtube", "tiktok", "podcast"))
_THINGS = frozenset(("a", "an", "some", "new"))
_FAILED = frozenset(
    form
    for word in ("didn't", "couldn't", "wasn't", "hasn't", "can't", "wouldn't")
    for form in (word, word.replace("'", ""))
)
_WATCHED = frozenset(("watched", "rewatched", "binged", "streamed"))
_OUT = frozenset(
    (("out", "sick"), ("off", "sick"), ("on", "holiday"), ("on", "leave"), ("on", "vacation"))
)


def is_denied(line: Line, hit: Hit, slot: str) -> bool:
    """Return whether it is `like Bob`, `the Bob`, or somebody to get a present."""
    two, behind = line.low(hit.first - 2), line.low(hit.first - 1)
    if two == "for" and behind.endswith("ing"):
        return True
    if hit.first - 2 == line.start and (two, behind) == ("as", "with"):
        return True
    if (line.low(hit.first - 3), two) in _NOT_BUT and behind in verbs.CONTACT:
        return True
    if (line.low(hit.first - 3), two) == ("next", "time") and slot == "with":
        return True
    if behind in _IS and two.isalpha() and _is_predicate(line, hit):
        return True
    if slot in {"and", "list"} and _is_of_thing(line, hit.first):
        return True
    if behind == "from" and _is_thing_with(line, hit.first - 2):
        return True
    if behind == "from" and two in namewords.COMPANIONS:
        return line.low(hit.first - 3) in _OWNED
    if slot == "for":
        if two in _COVERING or (hit.first - 1 == line.start and opens_rest(line, hit.last)):
            return True
        near = range(max(line.start, hit.first - _GIFT_REACH), hit.first)
        if _is_call_for(line, near):
            return True
        return not words.GIFTS.isdisjoint(map(line.low, near))
    if slot == "verb" and (two, line.low(hit.first - 3)) in {("to", "way"), ("to", "route")}:
        return True
    if slot in {"verb", "kind", ""}:
        if two == "without":
            return True
        return _gets_present(line, hit) or _has_chosen(line, hit) or _is_show(line, hit)
    follows = line.low(hit.last), line.low(hit.last + 1)
    with_me = follows[0] in words.JOINING and follows[1] in words.ME
    return slot in {"deny", "naming", "det"} and not with_me and not _is_among(line, hit)


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


def is_absent(line: Line, hit: Hit, *, peopled: bool, planned: bool) -> bool:
    """Return whether it is `Mia wasn't there`: another line says who was.

    `peopled` behind a participant, `planned` where the line is no log anyway.
    """
    last = hit.last + (line.low(hit.last) in {"herself", "himself"})
    follows = line.low(last), line.low(last + 1)
    if (peopled and follows in _OUT) or _is_broadcast(line, hit.last):
        return True
    if hit.first > line.start and follows[0] in {"is", "was"}:
        return follows[1] in planwords.STAYED_AWAY
    if not planned and peopled and _is_unseen(line, hit.first):
        return True
    failed = follows[0] in _FAILED and not follows[1][:1].isalnum() and hit.first > line.start
    return not planned and (failed or follows in _ABSENT or follows[0] in planwords.STAYED_AWAY)


def _is_unseen(line: Line, place: int) -> bool:
    """Return whether it is the Tom of `lunch with Priya, didn't see Tom`, `never got to see Tom`."""
    place -= 1
    if line.low(place) not in verbs.CONTACT | {"to", "with", "hold", "of"}:
        return False
    for each in range(place, max(line.start, place - _SHORT) - 1, -1):
        low = line.low(each)
        if low in planwords.NEGATIONS | {"can't", "couldn't", "without", "nor"}:
            return line.low(each + 1) != "only"
        if not low[:1].isalnum() or low in words.JOINING:
            return False
    return False


def _is_broadcast(line: Line, place: int) -> bool:
    """Return whether it is the `on tv` of `saw Bob on tv`."""
    thing = place + 1 + (line.low(place + 1) == "the")
    return line.low(place) == "on" and line.low(thing) in _MEDIA


def is_answered(line: Line, hit: Hit) -> bool:
    """Return whether it is `returned Bob's call`, `answered Mia's email`: he is who was reached."""
    return line.low(hit.first - 1) in _ANSWERED and line.low(hit.last) in _CALLS


def is_house(line: Line, hits: Mapping[int, Hit], hit: Hit, slot: str) -> bool:
    """Return whether it is the first of `at Bob and Mia's`."""
    toured = line.low(hit.first - 1) in {"visited", "visiting", "toured"}
    placed = slot in {"", "start", "for"} or toured
    if not placed or line.low(hit.last) not in words.JOINING:
        return False
    other = hits.get(hit.last + 1)
    last = other.last if other else hit.last + 2
    return last <= line.stop and line.tokens[last - 1].owns


def is_told_of(line: Line, hits: Mapping[int, Hit], hit: Hit) -> bool:
    """Return whether it is `Bob is hiring, told Mia`: what he does is only what was told."""
    place = hit.last
    told = line.low(place) in _STATING | _MISHAPS or _is_elsewhere(line, place)
    opens = hit.first == line.start or line.low(hit.first - 1) in _PITY
    if not (opens and told) or hit.first > line.start + 1:
        return False
    while place < line.stop and line.low(place) not in _ENDING:
        place += 1
    while line.low(place) in planwords.ADVERBS | _GOING_ON:
        place += 1
    other = hits.get(place)
    if other and line.low(other.last) in verbs.REACHING:
        return _is_unwell(line, hit.last)
    told = line.low(place) in verbs.CONTACT
    company = line.low(place + 1) in words.WITH | {"to"}
    spoke = line.low(place) in {"spoke", "talked", "chatted"} and company
    if (told or spoke) and _is_somebody(line, place + 1 + spoke):
        return True
    return place + 1 + company in hits and (told or company)


def _is_somebody(line: Line, place: int) -> bool:
    """Return whether it is `the nurse` or `her mum`: nobody known, but not who was told of."""
    theirs = line.low(place) in words.DETERMINERS | words.HIS
    return theirs and line.low(place + 1) in namewords.ROLES | namewords.KIN


def _is_unwell(line: Line, place: int) -> bool:
    """Return whether it is the `fell`, `is ill` or `in hospital` of whom somebody else told."""
    from keepintouch.domain.loglines.not_logs.states import is_state

    return line.low(place) in _MISHAPS or is_state(line, place + (line.low(place) in _IS))


def _is_elsewhere(line: Line, place: int) -> bool:
    if _ENDING.isdisjoint(map(line.low, range(place, line.stop))):
        return False
    from keepintouch.domain.loglines.not_logs.states import is_elsewhere

    return is_elsewhere(line, place)


def begins_clause(line: Line, hit: Hit, persons: Mapping[int, int], seen: Seen) -> bool:
    """Return whether `, Mia is ill` begins: behind people, a comma and a name that acts."""
    if seen.told and _is_purpose(line, hit):
        return True
    first = persons.get(line.start)
    stated = first is not None and line.low(first) in _STATING
    if not (seen.told and (seen.attached or stated)) or acts(line, hit.last):
        return False
    follows = line.low(hit.last)
    verb = (
        follows in verbs.FINITE
        or follows in verbs.IRREGULAR
        or follows.endswith("ed")
        or _is_present(line, hit.last)
    )
    told = hit.first == seen.person_end and seen.asking
    return verb and (told or line.tokens[hit.first - 1].text == ",")


def _is_purpose(line: Line, hit: Hit) -> bool:
    """Return whether it is the Bob of `so Bob could sleep`, `so that Bob can work`."""
    behind = line.low(hit.first - 1)
    so = behind == "so" or (line.low(hit.first - 2), behind) == ("so", "that")
    return so and line.low(hit.last) in planwords.AUXILIARIES | {"can", "didn't", "doesn't"}


def _is_present(line: Line, place: int) -> bool:
    """Return whether it is the `sends` of `Mia sends her love`, `owns` of `Bob owns a boat`."""
    low, follows = line.low(place), line.low(place + 1)
    verb = low.endswith("s") and low.isalpha() and not kindwords.kind_of_word(low)
    return verb and (follows in words.HIS | words.DETERMINERS | words.HIM | {"to"})
