"""A call that nobody took (`rang Gran: engaged`) and company that came to nothing (`plans with Bob fell apart`)."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Hit, Line

_ENGAGED = frozenset(
    (
        "engaged",
        "busy",
        "unavailable",
        "unreachable",
        "offline",
        "silence",
        "nothing",
        "zilch",
        "crickets",
    )
)
_STILL = frozenset(("again", "still", "all", "as", "twice", "both", "every"))
_LOST = frozenset(
    (
        *(("no", what) for what in ("dice", "signal", "reception", "coverage", "pickup", "connection")),
        *(("phone", what) for what in ("off", "dead", "unreachable")),
        *(("number", what) for what in ("unobtainable", "disconnected", "engaged")),
        ("mailbox", "full"), ("wrong", "number"), ("switched", "off"), ("turned", "off"),
        ("kept", "ringing"), ("keeps", "ringing"), ("just", "ringing"), ("line", "dead"),
        ("not", "home"), ("not", "in"), ("of", "service"), ("of", "range"), ("in", "service"),
    )
)  # fmt: skip
_MACHINES = frozenset(
    ("mailbox", "voicemail", "answerphone", "ansaphone", "machine", "answermachine", "vm")
)
_REACHING_IT = frozenset(
    ("to", "got", "the", "her", "his", "their", "just", "only", "hit", "reached", "an", "answering", "answer")
)  # fmt: skip
_LEAVING = frozenset(("left", "leaving", "sent", "recorded", "on"))
_NOT = frozenset(
    form
    for word in (*planwords.NEGATIONS, "isn't", "won't", "wasn't", "wouldn't")
    for form in (word, word.replace("'", ""))
)
_CANNOT = frozenset(("can't", "can't".replace("'", ""), "cannot"))
_ATTENDING = frozenset(("come", "join", "attend"))
_MARVELLING = wordset("believe stop help resist complain")
_CLAUSES = words.STOPS | words.DASHES | frozenset((",", ";", "-", "\n", "but", "so"))
_REACHED = (
    planwords.ANSWERING
    | planwords.SPEAKING
    | planwords.TOGETHER
    | frozenset(
        (
            "each",
            "other",
            "answer",
            "reply",
            "response",
            "luck",
            "joy",
            "show",
            "word",
            "signal",
            "reach",
            "through",
            "hold",
            "anyone",
            "anybody",
            "up",
            "in",
            "home",
            "it",
            "made",
        )
    )
)
_HAPPENED = frozenset(
    (
        ("work", "out"), ("worked", "out"), ("pan", "out"), ("panned", "out"), ("go", "ahead"),
        ("went", "ahead"), ("going", "ahead"), ("take", "place"), ("took", "place"),
        ("taking", "place"), ("come", "off"), ("came", "off"), ("come", "about"), ("come", "together"),
    )
)  # fmt: skip
_HAPPENING = frozenset(
    ("happen", "happened", "happening", "connect", "connected", "materialise", "materialised", "materialize", "materialized")
)  # fmt: skip
_TO_NOTHING = frozenset((("fell", "apart"), ("fell", "flat"), ("falling", "apart")))
_NOT_DOING = frozenset(("meeting", "seeing", "happening", "talking", "speaking", "going", "having"))


def unreached(line: Line, hits: dict[int, Hit]) -> Found | None:
    """Return the words behind a call, or at the line's start, that say that nobody took it."""
    from keepintouch.domain.loglines.not_logs.unable import unable

    failed = unable(line)
    if failed:
        return failed
    for place in range(line.start, line.stop):
        called = _has_called(line, hits, place)
        if called or place == line.start:
            last = _past_trouble(line, place, called=called)
            if last:
                named = _is_machine(line, place) and line.low(place - 1).isalpha()
                return place - named, last, "not"
        if called and _is_answered(line, hits, place):
            return place, place + 1 + (line.low(place + 1) == "up"), "not"
        if _is_without(line, hits, place):
            return place, place + 2, "not"
        if (line.low(place), line.low(place + 1)) in {("ended", "up"), ("wound", "up")}:
            first = place + 2
            if line.low(first) == "not" and line.low(first + 1) in _NOT_DOING:
                return first, first + 2, "not"
    return None


def is_aside(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether a clause that denies something names nobody and no contact, and another does."""
    if (
        line.low(place + 1) in _MARVELLING
        and line.low(place) in _NOT | _CANNOT | planwords.NEGATIONS
    ):
        return True
    if line.low(place) == "missed" and any(
        _is_rung_later(line, each) for each in range(place + 2, line.stop)
    ):
        return True
    last = place
    if any(hit.first < place for hit in hits.values()):
        return any(_is_rung_later(line, each) for each in range(place + 2, line.stop))
    while last < line.stop and line.low(last) not in _CLAUSES:
        if (
            last in hits
            or line.low(last) in words.HIM
            or line.low(last) in _REACHED
            or kindwords.kind_of_word(line.low(last))
        ):
            return False
        last += 1
    return any(first > last for first in hits)


def _is_rung_later(line: Line, place: int) -> bool:
    """Return whether a clause here is `called him`: `Ben didn't get the job, called him`."""
    mine = line.low(place - 1) in _CLAUSES or (
        line.low(place - 1) in words.ME and line.low(place - 2) in _CLAUSES
    )
    return mine and line.low(place) in verbs.REACHING and line.low(place + 1) in words.HIM


def _is_answered(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether another person took the call: `called Bob, his wife answered`, `…, Mia picked up`."""
    low = line.low(place)
    if low not in {"answered", "picked"} or (low == "picked" and line.low(place + 1) != "up"):
        return False
    named = any(hit.last == place for hit in hits.values() if hit.first > line.start + 1)
    theirs = line.low(place - 2) in words.HIS and line.low(place - 1).isalpha()
    return (named or theirs) and any(hit.first == line.start + 1 for hit in hits.values())


def _is_without(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether a clause here is `, no breakfast with her`."""
    lacked = line.low(place) == "no" and line.low(place - 1) in {",", ";"}
    company = line.low(place + 2) in words.WITH
    met = lacked and company and kindwords.kind_of_word(line.low(place + 1))
    return bool(met) and (place + 3 in hits or line.low(place + 3) in words.HIM)


def _has_called(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether I rang somebody before a place, and they did not ring me."""
    mine = {hit.last for hit in hits.values()}
    return any(
        line.low(each) in verbs.REACHING | verbs.REACHING_NOW
        and kindwords.kind_of_word(line.low(each)) in {"call", "video"}
        and each not in mine
        for each in range(line.start, place)
    )


def _past_trouble(line: Line, place: int, *, called: bool) -> int | None:
    """Return where `no signal`, `line was busy`, `engaged` or `got the machine` ends."""
    low, follows, third = (line.low(place + step) for step in range(3))
    if low == "line":
        last = place + 1 + (follows in planwords.PASSIVE | {"is"})
        return last + 1 if line.low(last) in _ENGAGED else None
    if (low, follows, third) == ("rang", "and", "rang"):
        return place + 3
    if _is_machine(line, place):
        return place + 1
    if not called:
        return None
    if (low, follows) in _LOST:
        return place + 2
    if low == "phone" and follows in planwords.PASSIVE | {"is"}:
        off = third in {"switched", "turned"} and line.low(place + 3) == "off"
        return place + 3 + off if off or third in {"off", "dead", "engaged"} else None
    return place + 1 if low in _ENGAGED and _stands_alone(line, place) else None


def _is_machine(line: Line, place: int) -> bool:
    """Return whether it is the answerphone that was reached, and nothing was left on it."""
    behind = line.low(place - 1)
    if line.low(place) not in _MACHINES or behind not in _REACHING_IT | {":"}:
        return False
    if line.low(place + 1) == "from":
        return False
    near = (line.low(each) for each in range(max(line.start, place - 6), place))
    return _LEAVING.isdisjoint(near) and not line.low(place + 1).endswith("s")


def _stands_alone(line: Line, place: int) -> bool:
    """Return whether a word is all there is between two signs: `rang Gran, engaged again`."""
    behind = place - 1
    while line.low(behind) in {"still", "was", "is", "both", "again", "just", "always"}:
        behind -= 1
    follows = line.low(place + 1)
    opens = not line.low(behind)[:1].isalnum() or line.low(behind) in {"but", "it"}
    return opens and (not follows[:1].isalnum() or follows in _STILL)


def came_to_nothing(line: Line, place: int) -> Found | None:
    """Return the words right behind company that say it was not had: `didn't work out`."""
    pair = (line.low(place), line.low(place + 1))
    if pair in _TO_NOTHING or (pair == ("came", "to") and line.low(place + 2) == "nothing"):
        return place, place + 2 + (pair == ("came", "to")), "not"
    if pair == ("was", "a") and line.low(place + 2) in {"no-go", "nogo", "non-starter"}:
        return place + 1, place + 3, "not"
    if line.low(place) in {"had", "has", "ended"}:
        return _had_to_end(line, place)
    last = place + 1
    if pair in {("did", "not"), ("will", "not"), ("is", "not"), ("was", "not")}:
        last += 1
    elif pair[0] not in _NOT:
        return None
    if line.low(last) in _HAPPENING:
        return place, last + 1, "not"
    return (place, last + 2, "not") if (line.low(last), line.low(last + 1)) in _HAPPENED else None


def _had_to_end(line: Line, place: int) -> Found | None:
    """Return the `cancelled` of `had to be cancelled`."""
    for each in range(place + 1, place + 4):
        if line.low(each) in planwords.CALLED_OFF:
            return each, each + 1, "not"
        if (line.low(each), line.low(each + 1)) in {("not", "happening"), ("called", "off")}:
            return each, each + 2, "not"
    return None


def _is_met(line: Line, place: int) -> bool:
    """Return whether a party or a meal follows, and no word of how one heard that somebody stays away."""
    ahead = range(place, line.stop)
    kinds = {kindwords.kind_of_word(line.low(each)) for each in ahead}
    return "met" in kinds and not any(_wrote(line, each) for each in ahead)


def _wrote(line: Line, place: int) -> bool:
    return line.low(place) in verbs.REACHING


def cannot_come(line: Line, place: int) -> Found | None:
    """Return the `can't make` of `Bob can't make lunch`, `Mia can't make it`, unless they wrote so."""
    if (line.low(place), line.low(place + 1), line.low(place + 2)) == ("never", "made", "it"):
        return place, place + 2, "not"
    if line.low(place) in _CANNOT and line.low(place + 1) in _ATTENDING:
        return (place, place + 2, "not") if _is_met(line, place) else None
    if line.low(place) not in _CANNOT or line.low(place + 1) not in {"make", "do"}:
        return None
    thing = place + 2 + (line.low(place + 2) in words.DETERMINERS)
    meant = line.low(thing) == "it" or kindwords.kind_of_word(line.low(thing))
    wrote = any(_wrote(line, each) for each in range(thing, line.stop))
    return (place, place + 2, "not") if meant and not wrote else None
