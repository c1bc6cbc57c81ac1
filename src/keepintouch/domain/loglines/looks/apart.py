"""What is told of somebody, and no word that one was in touch: `Bob moved to Oslo`, `Mia was absent from training`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, leadwords, planwords, verbs, words
from keepintouch.domain.loglines.looks.alongside import DOING
from keepintouch.domain.loglines.not_logs.states import is_state
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.how.kinds import How
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

_FEELING = wordset(
    "knows knew loved loves hated hates liked likes misses missed remembered adores dislikes believes "
    "named married dates dated divorced"
)
_TO_ME = (
    verbs.SAYING | verbs.ASKING | verbs.REPORTING | verbs.REACHING | verbs.COMING
    | wordset(
        "accepted agreed declined refused approved apologised apologized argued begged cancelled chatted "
        "complained confided cried denies denied disputes disputed escalated explains filed greeted "
        "gossiped listened hugged joked kissed laughed let moaned negotiated negotiates nodded offered phoned pitched praised "
        "proposed raised ranted reacted replies requested rsvp rsvp'd rsvpd sends shared shouted showed "
        "shows smiled spoke talks talked teased thanks vented waved welcomed whispered withdrew relayed "
        "introduced included brought brings stayed comes here over gave lent "
        "handed borrowed slept covered helped fixed checked followed reviewed corrected hung spotted answers"
    )
) - _FEELING - wordset("came turned arrived dropped stopped")  # fmt: skip
_TOWARDS = {
    "passed": wordset("on"),
    "came": wordset(
        "over by along round in for with too to alone here up instead out after when early late about without but and"
    ),
    "turned": wordset("up down me us"),
    "left": wordset("early late at a me us my after before first soon when"),
    "bought": wordset("me us my our flowers lunch dinner drinks coffee dessert pizza cake"),
    "crashed": wordset("on at here with my our"),
    "caught": wordset("up me us my"),
    "stopped": wordset("by in me us for at"),
    "dropped": wordset("by in off me us round over a the"),
    "picked": wordset("me us up my our"),
    "returned": wordset("my our the me"),
    "arrived": wordset("at late early first with"),
}
_REACHING = verbs.REACHING | wordset(
    "told asked complained reported pitched presented praised warned apologised spoke talked met saw "
    "interviewed visiting"
)
_ALL = frozenset(("everyone", "everybody"))
_OTHERS = wordset("hr someone somebody others police management nobody")
_PEOPLE = (words.OFFICES - {"report"}) | wordset(
    "kids children family parents friends colleagues staff neighbours ex head board minister ombudsman press class investors girlfriend boyfriend baby ghost"
)
_MINE = wordset("me us myself ourselves")
_MY = wordset("my our mine ours")
_NEVER = planwords.NEGATIONS | wordset(
    "won't wont wouldn't can't cant couldn't doesn't doesnt don't isn't isnt aren't refuses refused no "
    "longer rarely never only"
)
_HAVING = _FEELING | wordset("has have had owes deserves forgot ignored follows")
_SKIPPED = planwords.ADVERBS - words.PASSIVE - words.BEING - _NEVER - {"had", "has"}
_SKIPPED |= {"herself", "himself", "themselves"}
_AUXILIARIES = words.BEING | words.PASSIVE | {"has", "have", "had", "keeps", "kept"}
_TELLING = wordset("saying asking telling talking told come asked sent invited here there")
_LASTING = verbs.REACHING_NOW | {"staying", "living", "doing", "feeling", "being"}
_AWAY = wordset("leave holiday holidays vacation sick office flu travelling work duty")
_ELSEWHERE = wordset("in at on off out away abroad ill sick absent still")
_PRESENT = wordset(
    "the zoom skype teams speaker tow attendance phone video call drums bass guitar vocals keys piano"
)
_OVER = frozenset(("over", "at", "during", "via", "by", "on"))
_SHOWING = DOING | {"presented", "spoke", "chaired", "hosted", "talked"}
_GOING_ON = words.PARTING | {",", "so", "and", "then", "but"}
_CLAUSES = words.PARTING | {",", ":", "but", "so", "though", "although", "while", "as", "because"}
_KIDS = namewords.COMPANIONS | namewords.KIN | {"kids", "family", "children", "parents"}
_MEETING = verbs.REACHING | {"met", "saw", "ran", "went"}
_STATING = wordset("share work live own run have need")
_NO_VERBS = wordset("this kids plus less thus news always perhaps sometimes besides thanks yes")
_UNREAL = planwords.NEGATIONS | wordset(
    "didn't don't doesn't without never next wouldn't couldn't won't"
)
_POSTING = wordset("shared viewed liked followed follows commented")
_ONLINE = wordset("post posts profile story stories reel tweet instagram linkedin")
_NOT_MINE = frozenset(("i'm", "we're", "i'll", "we'll"))
_SHORT = 4
_GIVING = frozenset(("took", "brought", "gave", "sent", "made", "bought", "lent"))
_DEAR = frozenset(("poor", "little", "dear", "old", "lovely", "young", "our"))
_WENT = frozenset(("went", "split", "cut", "caught"))
_FAR = 6


def apart(walked: Walked, how: How) -> Found | None:
    """Return the name and the verb of a clause that tells only what somebody did, or how they are."""
    for first in walked.walk.slots:
        place = _verb(walked, first) if _begins(walked, first) else None
        if place is not None and _is_apart(walked, how, first, place):
            return first, place + 1, "unsure"
    return None


def _begins(walked: Walked, first: int) -> bool:
    """Return whether a clause begins with a name, or with `my son Sam`, `our new vicar Grace`."""
    line = walked.line
    if first == line.start or line.low(first - 1) in _CLAUSES:
        return True
    behind = line.low(first - 1)
    if behind in _DEAR and line.low(first - 2) in _CLAUSES | {""}:
        return True
    owned = line.low(line.start) in {"my", "our", "the"} and first - line.start <= _SHORT
    small = words.BEFORE_A_THING | words.WITH | words.JOINING | verbs.CONTACT | words.ABOUT
    return owned and behind not in small and not kindwords.kind_of_word(behind)


def _verb(walked: Walked, first: int) -> int | None:
    """Return the place of what is told of those who stand here, None when nothing is."""
    line, persons = walked.line, walked.walk.persons
    last = persons[first]
    while last in persons or line.low(last) in words.JOINING | {","}:
        joined = line.low(last) in words.JOINING
        last = persons.get(last, last + 1)
        if joined:
            last += line.low(last) in words.HIS
            last += line.low(last) in _KIDS and last not in persons
    while line.low(last) in _SKIPPED:
        last += 1
    told = _tells(line, last) or _is_elsewhere(walked, first, last)
    return last if told and line.low(last - 1) != "," else None


def _tells(line: Line, place: int) -> bool:
    """Return whether a verb stands here, or where somebody is: `off sick`, `on leave`."""
    low = line.low(place)
    if kindwords.kind_of_word(low) and low not in _MEETING:
        return False
    known = (
        low in _WENT
        or low in verbs.FINITE | verbs.IRREGULAR | verbs.PRESENT | _AUXILIARIES | _HAVING | _NEVER
    )
    verbal = known or low.endswith(("ed", "n't")) or (low.endswith("s") and len(low) >= _SHORT)
    verbal = (verbal or low in _STATING) and low not in _NO_VERBS
    ahead = {line.low(each) for each in range(place + 1, place + _SHORT)}
    leave = low in {"on", "off", "out", "at"} and not _AWAY.isdisjoint(ahead)
    return (verbal and low.isascii()) or leave or is_state(line, place)


def _is_apart(walked: Walked, how: How, first: int, place: int) -> bool:
    """Return whether nothing that is told is done to me, and no contact is told beside it."""
    line, low = walked.line, walked.line.low(place)
    if _is_present(line, first, place):
        return False
    missing = low in words.PASSIVE and line.low(place + 1) in {"missing", "absent"}
    online = low in _POSTING and not _ONLINE.isdisjoint(_clause(line, place))
    surely = low in _NEVER or online or missing or _is_to_others(walked, place)
    manages = (low, line.low(place + 1)) == ("reports", "to")
    wrote = low == "wrote" and how.kind is None and line.low(place + 1) in words.OWNERS
    surely = surely or wrote or manages or _is_elsewhere(walked, first, place)
    if not surely:
        if low in _TO_ME or _comes(line, place):
            return False
        if how.kind and _stands_apart(line, place, how.kind):
            return False
        reached = how.direction is not None and first == line.start
        if not _is_so(line, place) and (reached or _is_with_me(line, place)):
            return False
    return not _is_followed_up(walked, place)


def _comes(line: Line, place: int) -> bool:
    """Return whether it is `came over`, `dropped by`, `bought us lunch`, `turned up`, or no more than `came`."""
    low, follows = line.low(place), line.low(place + 1)
    bare = low in {"came", "arrived", "left"} and not follows[:1].isalnum()
    return bare or follows in _TOWARDS.get(low, ())


def _is_present(line: Line, first: int, place: int) -> bool:
    """Return whether it is `choir: Liz was there`, `town hall, Bob presented`, `Bob drove over`, `Bob was asking`."""
    low, follows = line.low(place), line.low(place + 1)
    behind = line.low(first - 1)
    titled = behind == ":" or (behind not in _DEAR | {""} and low in _SHOWING)
    telling = low in _AUXILIARIES and follows in _TELLING
    came = follows in {"over", "round"} and low != "took"
    return titled or telling or came or low in words.ME


def _is_with_me(line: Line, place: int) -> bool:
    """Return whether a clause has a word of mine: `drove me home`, `fixed my bike`, `had a row with Sam`."""
    low, clause = line.low(place), _clause(line, place)
    if not _UNREAL.isdisjoint(clause) or line.low(place + 1) == "been":
        return False
    had = low in {"had", "has"} and (line.low(place + 1) in _MINE or _has_company(line, place))
    if had:
        return True
    mine = low not in _HAVING and not (_MINE | _MY).isdisjoint(clause)
    rest = {line.low(each) for each in range(place, line.stop)}
    return mine or not rest.isdisjoint(leadwords.CHATS | {"together"})


def _has_company(line: Line, place: int) -> bool:
    """Return whether it is `had a row with Sam`, `with me`, and not `with his boss`."""
    ahead = range(place + 1, min(place + _FAR, line.stop))
    return any(
        line.low(each) in words.WITH and line.low(each + 1) not in words.HIS for each in ahead
    )


def _is_to_others(walked: Walked, place: int) -> bool:
    """Return whether somebody else was told or called: `told HR`, `texted his ex`, `pitched to investors`."""
    line = walked.line
    place += line.low(place) in words.BEING
    if line.low(place) not in _REACHING:
        return False
    asked = line.low(place) in verbs.ASKING and place + 1 in walked.walk.persons
    clause = range(place + 1, min(place + _FAR, line.stop))
    if asked or any(line.low(each - 1) == "to" and line.low(each) in _OTHERS for each in clause):
        return _MINE.isdisjoint(_clause(line, place))
    wrote = line.low(place + 1) in {"a", "the"} and line.low(place + 3) == "to"
    place += 2 * wrote
    to = line.low(place + 1) == "to"
    whom = place + 1 + to
    several = to and line.low(whom).endswith("s") and line.low(whom) not in words.HIS | _MINE
    told = line.low(place) in verbs.ASKING
    if several or line.low(whom) in _OTHERS or (told and line.low(whom) in _ALL):
        return True
    person = line.low(whom + 1) in _PEOPLE or line.low(whom + 2) in _PEOPLE - namewords.KIN
    return person and line.low(whom) in words.OWNERS | {"an"}


def _is_elsewhere(walked: Walked, first: int, place: int) -> bool:
    """Return whether it is the `Fatima on leave` of `board met, Fatima on leave`."""
    low, thing = walked.line.low(place), walked.line.low(place + 1)
    listed = walked.walk.slots[first] in {"list", "and"} and min(walked.walk.slots) < first
    away = first > walked.line.start and not listed and low in _ELSEWHERE and thing not in _PRESENT
    return away and not thing[:1].isdecimal()


def _is_so(line: Line, place: int) -> bool:
    """Return whether something is always so, or lies ahead: `sits opposite me`, `is dropping me off`."""
    low, follows = line.low(place), line.low(place + 1)
    if low in {"is", "are"} and follows.endswith("ing"):
        return follows not in _LASTING
    lasting = low.endswith("s") and low.isalpha() and low not in _AUXILIARIES
    return low in _STATING or (lasting and low not in verbs.IRREGULAR)


def _stands_apart(line: Line, place: int, kind: tuple[str, tuple[int, int]]) -> bool:
    """Return whether a contact is told beside it: `is ill, long call`, `said so over lunch`, `brought cake` to one."""
    at = kind[1][0]
    if at < place:
        return line.low(at) not in verbs.REACHING
    if any(not line.low(each)[:1].isalnum() for each in range(place, at)):
        return True
    doing = kind[0] == "met" and line.low(place) in DOING - {"had"}
    return doing or not _OVER.isdisjoint((line.low(at - 1), line.low(at - 2)))


def _clause(line: Line, place: int) -> set[str]:
    """Return the words up to the next sign."""
    last = place
    while last < line.stop and line.low(last) not in words.PARTING | {","}:
        last += 1
    return {line.low(each) for each in range(place, last)}


def _is_followed_up(walked: Walked, place: int) -> bool:
    """Return whether a later clause is a contact: `is ill, called her`, `fell, took him to A&E`."""
    line = walked.line
    passed = (planwords.ADVERBS - {"had"}) | words.ME | {"i've", "we've", "both"}
    for sign in range(place + 1, line.stop):
        if line.low(sign) not in _GOING_ON or line.low(sign + 1) in _NOT_MINE:
            continue
        begins = sign + 1
        while line.low(begins) in passed:
            begins += 1
        begins += line.low(begins) in words.THEM and line.low(begins + 1) in _TO_ME
        if line.low(begins) in _TO_ME | verbs.CONTACT | {"had"}:
            return True
        named = begins in walked.walk.hits
        mine = not named and line.low(begins) not in words.THEM
        clause = _clause(line, begins)
        if mine and _UNREAL.isdisjoint(clause) and _is_for_them(line, begins):
            return True
    return False


def _is_for_them(line: Line, place: int) -> bool:
    """Return whether a clause has `him`, `them`, or a `her` that is no `her school run`."""
    while place < line.stop and line.low(place) not in words.PARTING | {","}:
        given = line.low(place - 1) in _GIVING
        owned = (
            not given
            and line.low(place + 1).isalpha()
            and line.low(place + 1) not in words.MAY_FOLLOW
        )
        if line.low(place) in words.HIM and not (line.low(place) == "her" and owned):
            return True
        place += 1
    return False
