"""Where a name stands in a log line: after `with`, straight after a verb, in a list."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.nameparts import PREFIXES
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.who.hits import Line

BEHIND = 6
LONGEST_ASIDE = 8
_BY_VIDEO = frozenset(("video", "vid", "voice"))
_HOME = ("returned", "from")
_BOUND = frozenset(
    (
        ("owing", "to"),
        ("due", "to"),
        ("route", "to"),
        ("way", "to"),
        ("engaged", "to"),
        ("married", "to"),
        ("related", "to"),
        ("compared", "to"),
    )
)
_MADE = frozenset(("recommended", "suggested", "written", "painted", "drawn", "directed"))
_PARTS_OF_DAY = frozenset(("morning", "evening", "afternoon", "night"))
_TALKS = frozenset(
    ("1:1", "1-1", "121", "1on1", "sync", "interview", "review", "debrief", "standup")
)
_BESIDE = frozenset(("beside", "opposite", "behind", "near"))
_SITTING = frozenset(("sat", "stood", "seated", "sitting", "standing", "walked"))
_WAVING = frozenset(("waved", "smiled", "nodded", "shouted", "yelled", "waving", "laughed"))
_BEFORE_ROLE = namewords.COMPANIONS | {"the", "a", "my", "our"} | words.HIS
_ASKING = verbs.ASKING | {"ask", "tell"}
_LOOKING = frozenset(("looked", "look", "looking"))
_RELATIVE = frozenset(("where", "what", "how", "which"))
_TOLD = frozenset(("told", "asked", "informed", "reminded", "warned"))
_HELD = frozenset(("hold", "ahold"))
_POST = frozenset(
    ("letter", "mail", "email", "message", "text", "card", "postcard", "call", "visit")
)
_GETTING = frozenset(("got", "get", "received", "gotten", "receive"))
OPENING = frozenset("\"'([*_\u201c\u2018\u00ab")


def before(line: Line, place: int, *, through: frozenset[str] = frozenset()) -> int:
    """Return the place of the word or sign before a name, past `my friend` and the like."""
    name, place = place, place - 1
    while place >= line.start and (
        line.low(place) in namewords.COMPANIONS
        or line.low(place) in words.HIS
        or (line.tokens[place].owns and line.low(place + 1) in namewords.COMPANIONS)
        or (
            line.tokens[place].capital
            and line.tokens[place + 1].owns
            and line.low(place + 2) in namewords.COMPANIONS
            and place + 2 < name
        )
        or line.low(place) in through
        or line.low(place) in PREFIXES
        or line.tokens[place].text in OPENING
        or (line.tokens[place].text == "," and _is_role(line, place - 1))
        or (
            line.low(place) in {"the", "a"}
            and any(line.low(each) in namewords.ROLES for each in range(place + 1, name))
        )
    ):
        place -= 1
    return place


def _is_role(line: Line, place: int) -> bool:
    """Return whether it is the last word of `our new designer`, whose name may follow."""
    owned = place > line.start and line.tokens[place - 1].owns
    return line.low(place) in namewords.ROLES and (owned or line.low(place - 1) in _BEFORE_ROLE)


def slot_of(line: Line, place: int, level: str = "", person_end: int = -1) -> str:
    """Return where a name that begins at `place` stands.

    `start`, `with`, `verb`, `reach` (a verb of writing or calling), `comm` (to or from,
    in talk), `into`, `for`, `list` (after a person), `and`, `kind` (straight after
    `coffee`), `naming` (a man called …), `deny` (of, like, without …), `det` (the, a)
    or nothing. `person_end` is where the last person before ended.
    """
    through = frozenset(("the",)) if level == "nickname" else frozenset[str]()
    if (
        line.low(place - 1) == "the"
        and line.low(place - 2) in words.WITH
        and _ends_name(line, place)
    ):
        through = frozenset(("the",))
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


def _ends_name(line: Line, place: int) -> bool:
    """Return whether it is the Sam of `a coffee with the Sam`: one capitalised name that ends its clause."""
    known = line.tokens[place].capital and line.low(place) in line.known
    return known and not line.titled and not line.low(place + 1)[:1].isalnum()


def _after_sign(token: Token, at: int, person_end: int) -> str:
    if token.text in {",", *words.JOINING}:
        return "list" if at == person_end else "and"
    ends = token.text in words.STOPS or token.text in words.DASHES or token.text in {":", "\n", "-"}
    return "start" if ends or not token.text.strip() else ""


def _is_person(line: Line, place: int) -> bool:
    return line.low(place) in words.PRONOUNS


def _with(line: Line, at: int) -> bool:
    low, behind = line.low(at), line.low(at - 1)
    if low in _BESIDE:
        return behind in _SITTING
    if low == "between":
        return behind in {"mediated", "refereed", "sat", "mediation", "mediating"}
    return low in words.WITH or (low, behind) == ("to", "next") or (low == "of" and behind in _HELD)


def _naming(line: Line, at: int) -> bool:
    named = line.low(at) == "called" and line.low(at - 2) in words.DETERMINERS
    return named and line.low(at - 1) not in _PARTS_OF_DAY


def _reaching(line: Line, at: int) -> bool:
    if line.low(at) in verbs.PARTICLES:
        at -= 1
    low = line.low(at)
    return low in verbs.REACHING or low in verbs.REACHING_NOW or low in _ASKING


def _verb(line: Line, at: int) -> bool:
    if line.low(at) == "on" and line.low(at - 1) in words.CHECKING | verbs.PARTICLES:
        return line.low(at - 2) not in {
            "reference",
            "background",
            "references",
            "ref",
            "refs",
            "credit",
        }
    if line.low(at) == "at":
        return line.low(at - 1) in _WAVING
    if line.low(at) in verbs.PARTICLES:
        at -= 1
    return line.low(at) in verbs.CONTACT


def _comm(line: Line, at: int) -> bool:
    """Return whether `to`, `from` or `by` follows words of talk or writing."""
    if line.low(at) == "by":
        return line.low(at - 1) in verbs.REACHING | _TOLD
    if line.low(at) == "of":
        return is_post_of(line, at)
    bound = (line.low(at - 1), line.low(at))
    if line.low(at) not in {"to", "from"} or bound == _HOME or bound in _BOUND:
        return False
    behind = {line.low(place) for place in range(max(line.start, at - BEHIND), at)}
    owed = line.low(at - 1) == "thanks" and line.low(at - 2) not in {"", "many", "big", "of", "my"}
    if owed or behind == {"thanks"}:
        return False
    return at == line.start or not behind.isdisjoint(words.COMMUNICATING)


def is_post_of(line: Line, at: int) -> bool:
    """Return whether it is the `of` of `got a letter of Bob`, which is from him."""
    before = {line.low(place) for place in range(line.start, at)}
    return line.low(at - 1) in _POST and not before.isdisjoint(_GETTING)


def _into(line: Line, at: int) -> bool:
    return line.low(at) in {"into", "in2"} and line.low(at - 1) in words.MEETING_INTO


def _for(line: Line, at: int) -> bool:
    return line.low(at) == "for"


def _deny(line: Line, at: int) -> bool:
    low, behind = line.low(at), line.low(at - 1)
    if low == "to":
        return behind == "thanks" or (behind, low) in _BOUND
    if low == "but":
        return behind in words.EVERYBODY
    if low == "by":
        return not words.WORKS.isdisjoint((behind, line.low(at - 2))) or _is_made(line, at - 1)
    if low == "on":
        return behind not in planwords.CALLED_OFF | planwords.CANCELLING | {"bailed", "flaked"}
    if low == "after":
        return behind not in _LOOKING
    if low in _RELATIVE:
        return True
    return low in words.DENYING or (low == "from" and behind == "apart")


def _is_made(line: Line, place: int) -> bool:
    """Return whether it is `recommended by Bob`, `set up by Bob`."""
    return line.low(place) in _MADE or (line.low(place - 1), line.low(place)) == ("set", "up")


def _kind(line: Line, at: int) -> bool:
    return line.low(at) in kindwords.KIND_OF or line.low(at) in _TALKS


def _det(line: Line, at: int) -> bool:
    """Return whether a thing is named next; `that Art left` names somebody."""
    clause = line.low(at) == "that" and not line.titled and line.tokens[at + 1].capital
    return line.low(at) in words.DETERMINERS and not clause


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
    while line.low(last) in planwords.ADVERBS or line.low(last) in _BY_VIDEO:
        last += 1
    low = line.low(last)
    verb = low.rpartition("-")[2] in verbs.REACHING
    return verb or low in verbs.COMING or low in {"told", "asked", "said"}


def _past_brackets(line: Line, place: int) -> int:
    if line.low(place) != "(":
        return place
    for last in range(place, min(line.stop, place + LONGEST_ASIDE)):
        if line.tokens[last].text == ")":
            return last + 1
    return place


def opens_rest(line: Line, place: int) -> bool:
    """Return whether a colon or a free dash stands here: `Will: lunch`, `Will - lunch`."""
    text = line.tokens[place].text
    return text == ":" or text in words.DASHES or (text == "-" and stands_free(line, place))


def stands_free(line: Line, place: int) -> bool:
    """Return whether spaces are on both sides of a sign."""
    token = line.tokens[place]
    around = line.text[token.start - 1 : token.start] + line.text[token.end : token.end + 1]
    return not around.strip()
