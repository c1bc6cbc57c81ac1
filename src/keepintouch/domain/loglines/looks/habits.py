"""What is no one talk on one day: a habit, a wish, a memory, a doubt: `call Mia every sunday`, `I miss lunch with Bob`."""

from __future__ import annotations

from keepintouch.domain.daywords import WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, leadwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.how.kinds import How
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_OFTEN = wordset("always usually normally typically often rarely seldom sometimes")
_HOW = wordset("more less so quite very how that too as")
_NEGATING = wordset("never hardly barely scarcely seldom rarely only not nowhere")
_HELPING = wordset("have had has did do does was were could would can")
_FAR = 6
_THINKING = wordset("think guess believe suspect reckon assume suppose")
_SPANS = (
    wordset("day week month year morning evening night weekend fortnight summer winter christmas")
    | WEEKDAYS.keys()
)
_PLURAL = wordset("mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends")
_BARE = verbs.REACHING_NOW | wordset(
    "have meet see go do grab get talk speak chat hear calls texts writes visits rings has"
)
_WOULD = wordset("would might could should must will may")
_RECALLED = wordset("miss remembered remembering recalled recalling missing regretting imagining")


def habit(line: Line, walk: Walk, how: How) -> Found | None:
    """Return the words that say that a contact is usual, wished for, remembered or doubted."""
    return (
        _often(line, walk)
        or _inverted(line)
        or _unsure(line, walk, how)
        or _would_be(line, walk)
        or (_not_had(line, how.kind[1][0]) if how.kind else None)
    )


def _often(line: Line, walk: Walk) -> Found | None:
    """Return the `every sunday`, `always`, `used to` of what is done often."""
    stop = line.stop if walk.boundary is None else walk.boundary
    commas = (end for end in sorted(walk.persons.values()) if line.low(end) == ",")
    comma = next(commas, stop)
    stop = comma if line.low(comma + 1) in {"we", "i", "as"} else stop
    stop = _end_of_call(line, stop)
    first = line.start
    if line.low(first) == "whenever" or (line.low(first), line.low(first + 1)) == ("every", "time"):
        return first, first + 2, "unsure"
    for place in range(line.start, stop):
        low, follows = line.low(place), line.low(place + 1)
        if (
            low in {"every", "each"}
            and follows in _SPANS
            and line.low(place + 2) not in {"this", "last", "of"}
            and line.low(place - 1) != "as"
        ):
            return place, place + 2, "unsure"
        if (
            low in {"daily", "regularly"}
            and place in walk.persons.values()
            and not follows[:1].isalnum()
        ):
            return place, place + 1, "unsure"
        if (low, follows) == ("used", "to") and line.low(place - 1) not in {"is", "got", "getting"}:
            return place, place + 2, "unsure"
        if low == "on" and follows in _PLURAL:
            return place, place + 2, "unsure"
        compared = low in {"often", "frequently"} and line.low(place - 1) in _HOW
        if compared or (low == "often" and _sees(line, place)):
            return place - compared, place + 1, "unsure"
        if (low in _OFTEN and follows in _BARE) or (low, follows) == ("hardly", "ever"):
            return place, place + 2, "unsure"
        if low in {"stopped", "quit"} and follows in verbs.REACHING_NOW | {"seeing", "meeting"}:
            return place, place + 2, "not"
    return None


def _end_of_call(line: Line, stop: int) -> int:
    """Return where `Bob rang` ends of `Bob rang, choir is every thursday`, or the place that is given."""
    for place in range(line.start + 1, stop):
        told = line.low(place) == "," and line.low(place + 2) in words.BEING
        if told and line.low(place - 1) in verbs.REACHING:
            return place
    return stop


def _sees(line: Line, place: int) -> bool:
    """Return whether it is the `often` of `I see often Bob`, `I see Bob often`."""
    return any(line.low(each) in {"see", "meet"} for each in range(line.start, place))


def _inverted(line: Line) -> Found | None:
    """Return the `never have` of `never have I met Sam`, the `only` of `only after lunch did Bob call`."""
    first = line.start
    if line.low(first) not in _NEGATING and (line.low(first), line.low(first + 1)) != (
        "not",
        "once",
    ):
        return None
    for place in range(first + 1, min(first + _FAR, line.stop)):
        subject = line.low(place + 1) in words.ME | words.THEM or line.low(place + 1) in line.known
        if line.low(place) in _HELPING and subject:
            return first, place + 1, "unsure"
    return None


def _unsure(line: Line, walk: Walk, how: How) -> Found | None:
    """Return the `not sure` of `not sure Bob called`, the `miss` of `I miss lunch with Bob`, `rather than`."""
    first = line.start
    while line.low(first) in words.ME | {"i'm", "really", "so", "do"}:
        first += 1
    low, follows = line.low(first), line.low(first + 1)
    if (low, follows) in {("not", "sure"), ("not", "certain")}:
        return first, first + 2, "unsure"
    if low in {"unsure", "doubt"} or (low in _THINKING and first + 1 in walk.slots):
        return first, first + 1, "unsure"
    kind = bool(kindwords.kind_of_word(line.low(first + 2))) and how.kind is not None
    if (low, follows) in {("rather", "than"), ("instead", "of")} and kind:
        return first, first + 2, "unsure"
    recalled = low in _RECALLED and leadwords.is_contact(
        line.low(first + 1 + (follows in words.DETERMINERS | {"my", "our"}))
    )
    return (first, first + 1, "unsure") if recalled else None


def _would_be(line: Line, walk: Walk) -> Found | None:
    """Return the `would be` of `lunch with Bob would be nice`."""
    for first, last in walk.persons.items():
        opens = (
            leadwords.is_contact(line.low(line.start))
            and line.low(line.start) not in verbs.REACHING
        )
        if (
            opens
            and first in walk.slots
            and line.low(last) in _WOULD
            and line.low(last + 1) in {"be", "have", "do", "not", "only"}
        ):
            return last, last + 2, "plan"
    return None


def _not_had(line: Line, kind: int) -> Found | None:
    """Return the `never` of `never lunch with Bob again`, `no more`, `not`, right before a kind or at the end."""
    if kind == line.start + 1 and line.low(line.start) in {"never", "not"}:
        return line.start, kind, "not"
    for first in (kind - 2, kind - 3):
        opens = first == line.start or line.low(first - 1) in {",", ";", "."}
        if (line.low(first), line.low(first + 1)) == ("no", "more") and opens:
            return first, kind, "not"
    last = line.stop - 1
    while last > line.start and line.tokens[last].sort != "word":
        last -= 1
    if (line.low(last - 1), line.low(last)) == ("never", "again"):
        return last - 1, last + 1, "not"
    alone = line.low(last) in {"not", "never"} and line.low(last - 1) in {
        ",",
        ".",
        *words.DASHES,
        "-",
    }
    return (last, last + 1, "not") if alone else None
