"""Who is named in a log line and was not there: likened to, given to, told of, whose house it is."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.slots import acts
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loglines.who.ends import Seen
    from keepintouch.domain.loglines.who.hits import Hit, Line

_SHORT = 4
_REPLIED = frozenset(("replied", "responded"))
_ANSWERED = frozenset(("returned", "answered"))
_CALLS = frozenset(
    ("call", "calls", "email", "emails", "message", "messages", "letter", "text", "texts", "dm")
)
_STATING = verbs.PRESENT | {"was", "wants", "needs", "got", "had", "lost", "left", "quit"}
_MISHAPS = wordset(
    "fell died crashed collapsed fainted broke slipped tripped pulled sprained twisted tore"
)
_ABSENT = frozenset(
    (verb, what)
    for verb in ("wasn't", "weren't", "isn't", "couldn't", "didn't")
    for what in ("there", "in", "home", "around", "here", "with", "able", "at", "coming", "come")
)
_PITY = frozenset(("little", "poor", "dear", "old", "sadly", "unfortunately", "unluckily"))
_ENDING = words.STOPS | words.DASHES | {",", "-", "so"}
_GOING_ON = _ENDING | {"so", "and", "i", "we", "then"}
_MEDIA = frozenset(("tv", "telly", "television", "radio", "news", "youtube", "tiktok", "podcast"))
_FAILED = frozenset(
    form
    for word in ("didn't", "couldn't", "wasn't", "hasn't", "can't", "wouldn't")
    for form in (word, word.replace("'", ""))
)
_OUT = frozenset(
    (("out", "sick"), ("off", "sick"), ("on", "holiday"), ("on", "leave"), ("on", "vacation"))
)


def is_absent(line: Line, hit: Hit, *, peopled: bool, planned: bool) -> bool:
    """Return whether it is `Mia wasn't there`: another line says who was.

    `peopled` behind a participant, `planned` where the line is no log anyway.
    """
    last = hit.last + (line.low(hit.last) in {"herself", "himself"})
    follows = line.low(last), line.low(last + 1)
    if (peopled and follows in _OUT) or _is_broadcast(line, hit.last):
        return True
    if (
        peopled
        and follows[0] == "sent"
        and words.EXCUSES & {line.low(last + step) for step in (1, 2, 3)}
    ):
        return True
    if hit.first > line.start and follows[0] in {"is", "was"}:
        return follows[1] in planwords.STAYED_AWAY
    if not planned and peopled and _is_unseen(line, hit.first):
        return True
    behind = peopled and line.low(hit.first - 1) in {",", ";", "but", "-", "while"}
    failed = follows[0] in _FAILED and (behind or not follows[1][:1].isalnum())
    failed = failed and hit.first > line.start
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
    replied = line.low(hit.first - 1) == "to" and line.low(hit.first - 2) in _REPLIED
    answered = replied or line.low(hit.first - 1) in _ANSWERED
    return answered and line.low(hit.last) in _CALLS


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

    return line.low(place) in _MISHAPS or is_state(line, place + (line.low(place) in words.BEING))


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
