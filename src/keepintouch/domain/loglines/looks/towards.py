"""What somebody did towards me, or towards others, and what I did for them: `came over`, `told HR`, `is ill, called her`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import leadwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.who.hits import Line

_FEELING = wordset(
    "knows knew loved loves hated hates liked likes misses missed remembered adores dislikes believes "
    "named married dates dated divorced"
)
HAVING = _FEELING | wordset("has have had owes deserves forgot ignored follows")
TO_ME = (
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
_GOING_ON = words.PARTING | {",", "so", "and", "then", "but"}
_UNREAL = planwords.NEGATIONS | wordset(
    "didn't don't doesn't without never next wouldn't couldn't won't"
)
_NOT_MINE = frozenset(("i'm", "we're", "i'll", "we'll"))
_GIVING = frozenset(("took", "brought", "gave", "sent", "made", "bought", "lent"))
_FAR = 6


def comes(line: Line, place: int) -> bool:
    """Return whether it is `came over`, `dropped by`, `bought us lunch`, `turned up`, or no more than `came`."""
    low, follows = line.low(place), line.low(place + 1)
    bare = low in {"came", "arrived", "left"} and not follows[:1].isalnum()
    return bare or follows in _TOWARDS.get(low, ())


def is_with_me(line: Line, place: int) -> bool:
    """Return whether a clause has a word of mine: `drove me home`, `fixed my bike`, `had a row with Sam`."""
    low, clause = line.low(place), clause_from(line, place)
    if not _UNREAL.isdisjoint(clause) or line.low(place + 1) == "been":
        return False
    had = low in {"had", "has"} and (line.low(place + 1) in _MINE or _has_company(line, place))
    if had:
        return True
    mine = low not in HAVING and not (_MINE | _MY).isdisjoint(clause)
    rest = {line.low(each) for each in range(place, line.stop)}
    return mine or not rest.isdisjoint(leadwords.CHATS | {"together"})


def _has_company(line: Line, place: int) -> bool:
    """Return whether it is `had a row with Sam`, `with me`, and not `with his boss`."""
    ahead = range(place + 1, min(place + _FAR, line.stop))
    return any(
        line.low(each) in words.WITH and line.low(each + 1) not in words.HIS for each in ahead
    )


def is_to_others(walked: Walked, place: int) -> bool:
    """Return whether somebody else was told or called: `told HR`, `texted his ex`, `pitched to investors`."""
    line = walked.line
    place += line.low(place) in words.BEING
    if line.low(place) not in _REACHING:
        return False
    asked = line.low(place) in verbs.ASKING and place + 1 in walked.walk.persons
    clause = range(place + 1, min(place + _FAR, line.stop))
    if asked or any(line.low(each - 1) == "to" and line.low(each) in _OTHERS for each in clause):
        return _MINE.isdisjoint(clause_from(line, place))
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


def is_followed_up(walked: Walked, place: int) -> bool:
    """Return whether a later clause is a contact: `is ill, called her`, `fell, took him to A&E`."""
    line = walked.line
    passed = (planwords.ADVERBS - {"had"}) | words.ME | {"i've", "we've", "both"}
    for sign in range(place + 1, line.stop):
        if line.low(sign) not in _GOING_ON or line.low(sign + 1) in _NOT_MINE:
            continue
        begins = sign + 1
        while line.low(begins) in passed:
            begins += 1
        begins += line.low(begins) in words.THEM and line.low(begins + 1) in TO_ME
        did = (line.low(begins), line.low(begins + 1)) == ("did", "a")
        acted = did or line.low(begins) in TO_ME | verbs.CONTACT | {"had", "grabbed"}
        if acted and not _is_with_others(line, begins):
            return True
        named = begins in walked.walk.hits
        mine = not named and line.low(begins) not in words.THEM
        clause = clause_from(line, begins)
        if mine and _UNREAL.isdisjoint(clause) and _is_for_them(line, begins):
            return True
    return False


def _is_with_others(line: Line, place: int) -> bool:
    """Return whether it is `sent home`, `met his targets`, `spoke to his deputy`, `called it a day`."""
    follows = line.low(place + 1 + (line.low(place + 1) == "to"))
    if line.low(place) not in verbs.REACHING | {"met", "saw", "spoke", "talked"}:
        return False
    theirs = follows in words.HIS and line.low(place + 2).isalpha() and follows != "her"
    return theirs or follows in {"it", "off", "home", "hospital"}


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


def clause_from(line: Line, place: int) -> set[str]:
    """Return the words up to the next sign."""
    last = place
    while last < line.stop and line.low(last) not in words.PARTING | {","}:
        last += 1
    return {line.low(each) for each in range(place, last)}
