"""Days that a log line speaks of beside the one it is logged on: `Friday drinks`, `in October`, two days."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTHS, WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, verbs, words
from keepintouch.domain.loglines.lexicon.kindwords import BOOKING
from keepintouch.domain.loglines.when import days, edges
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.when.days import Calendar
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_NEAR = 4
_HEAD = 10
_ARTICLES = frozenset(("the", "this", "other", "one"))
_BOUND = words.NOT_THE_DAY - _ARTICLES - {"a", "an", "and", "past"} | days.SUITING
_BEHIND_A_DAY = (
    frozenset(("morning", "evening", "afternoon", "night", "pm", "am", "a.m", "p.m", "a", "m", "p", ".", "last", "past", "gone", "just", "before", "ago", "back", "week"))
    | days.PARTS_OF_LIFE
    | frozenset(("in", "at", "on", "the", "till", "until", "around", "after", "early", "late"))
)  # fmt: skip
_EVENTS = wordset(
    "due wedding party birthday concert conference exam trip invited move course show launch baby"
)
_STATING = verbs.PRESENT | verbs.FINITE


def weekday_first(
    line: Sequence[Token], known: Collection[str], calendar: Calendar
) -> Sequence[Token]:
    """Return the other weekday that a line begins with: `Friday drinks with Bob`, told on a Sunday."""
    first = edges.first_word(list(line))
    head = line[first : first + 1]
    if not head or head[0].low not in WEEKDAYS or head[0].low in known or len(line) == first + 1:
        return ()
    behind = line[first + 1]
    dotted = behind.text == "." and behind.start == head[0].end and len(line) > first + 2
    shone = head[0].low != "sat" and behind.low in words.WITH | {"at", "in"}
    verbal = head[0].low in days.VERBS_TOO and not (
        dotted or shone or kindwords.kind_of_word(behind.low)
    )
    today = WEEKDAYS[head[0].low] == calendar.today.weekday()
    return () if verbal or today else head


def before_colon(line: Sequence[Token], calendar: Calendar) -> Sequence[Token]:
    """Return the past day that ends a head: `Class reunion 7 Nov: Bob, Mia`."""
    tokens = list(line)
    colon = next(
        (place for place in range(2, min(len(line), _HEAD)) if days.is_colon(tokens, place)), None
    )
    for first in range(max(1, (colon or 0) - 2), colon or 0):
        tail = line[first:colon]
        if any(each.sort != "word" or each.owns for each in tail):
            continue
        day = calendar.read(" ".join(each.low for each in tail))
        past = day and day.form in {"date", "weekday", "word"} and day.on < calendar.today
        if past or tail[0].low in {"tomorrow", "tonight", "next"}:
            return tail
    return ()


def month_last(line: Sequence[Token], calendar: Calendar) -> Sequence[Token]:
    """Return the other month that a line of contact ends with: `lunch with Bob in October`."""
    stop = edges.end_of_words(list(line), 0)
    tail, before = line[max(0, stop - 2) : stop], [each.low for each in line[: max(0, stop - 2)]]
    if len(tail) < 2 or tail[0].low != "in":  # noqa: PLR2004 - `in` and the month
        return ()
    month = MONTHS.get(tail[1].low, calendar.today.month)
    if "next" in before[-_NEAR:]:
        return ()
    verbal = {each.low for each in line[: max(0, stop - 2)] if not each.capital}
    told = not (_STATING | BOOKING | _EVENTS).isdisjoint(verbal)
    met = any(kindwords.kind_of_word(low) or low in verbs.CONTACT for low in before)
    return tail if met and not told and month != calendar.today.month else ()


def weekday_last(line: Sequence[Token]) -> Sequence[Token]:
    """Return the weekday near the end of `with Bob the monday`, `the friday before`, `friday pm`."""
    stop = edges.end_of_words(list(line), 0)
    for place in range(stop - 1, max(0, stop - _NEAR), -1):
        low, before = line[place].low, line[place - 1].low
        verbal = low in days.VERBS_TOO and not (line[place].capital and place + 1 < stop)
        if low in WEEKDAYS and not line[place].owns and not verbal:
            behind = place - 1 if before in _ARTICLES else place
            bound = line[behind - 1].low in _BOUND or before in _BOUND
            return () if bound else line[behind:stop]
        if low not in _BEHIND_A_DAY:
            return ()
    return ()


def month_first(line: Sequence[Token], calendar: Calendar) -> Sequence[Token]:
    """Return the other month that a line begins with: `in June we visited Grandpa`."""
    first = edges.first_word(list(line))
    first += line[first : first + 1] != [] and line[first].low == "back"
    head = line[first : first + 2]
    if len(head) < 2 or head[0].low != "in":  # noqa: PLR2004 - `in` and the month
        return ()
    return head if MONTHS.get(head[1].low, calendar.today.month) != calendar.today.month else ()


def is_wrote(line: Line, boundary: int | None) -> bool:
    """Return whether what stands behind a colon is what somebody wrote: `Bob texted: …`."""
    return boundary is not None and line.low(boundary - 1) in verbs.REACHING


def two_days(
    line: Line, walk: Walk, on: date, found: tuple[int, int] | None, calendar: Calendar
) -> str | None:
    """Return why a line of two days is asked about: `called Bob yesterday and Mia today`.

    The line is of the day `on`; `found` is another in its middle.
    """
    first, last = found or _weekday_behind(line, walk)
    return _is_other(line.tokens[first:last], on, calendar)


def another_head(line: Line, on: date, calendar: Calendar) -> str | None:
    """Return why a day with a colon, behind a sign in a line of the day `on`, is asked about."""
    for place in range(line.start + 1, line.stop - 1):
        headed = days.is_colon(line.tokens, place + 1) and line.tokens[place - 1].sort == "sign"
        other = _is_other(line.tokens[place : place + 1], on, calendar) if headed else None
        if other:
            return other
    return None


def _is_other(day: Sequence[Token], on: date, calendar: Calendar) -> str | None:
    """Say that words are another day than `on`, None when they are that day or none at all."""
    said = " ".join(each.low for each in day)
    other = calendar.read(said.removeprefix("on "))
    if not other or other.on == on:
        return None
    return f"“{said}” is another day than the line's: log each day by itself."


def _weekday_behind(line: Line, walk: Walk) -> tuple[int, int]:
    """Return the place of the Monday of `called Bob Monday, Mia Tuesday`."""
    for last in walk.persons.values():
        if line.low(last) in WEEKDAYS and line.low(last) not in days.VERBS_TOO:
            return last, last + 1
    return 0, 0
