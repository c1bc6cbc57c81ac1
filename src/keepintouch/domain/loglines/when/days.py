"""Where a log line says its day: at its start, or at its end."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.dates import Day, find_day
from keepintouch.domain.daywords import MONTHS, WEEKDAYS
from keepintouch.domain.durations import number
from keepintouch.domain.errors import UsageError
from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.when import lengths
from keepintouch.domain.loglines.when.edges import (
    before_time,
    end_of_words,
    first_word,
    is_hour,
    is_phrase,
    without_time,
)
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.writtendates import Order

LONGEST_DATE = 6
LONGEST_HEAD = 9
_PAST = ("past ", "this past ", "the past ", "this last ", "the last ")
_LONG_PAST = 273  # days: nine months
ALWAYS = frozenset(("word", "nearest", "ago", "full", "date"))
AT_THE_END = ALWAYS | {"weekday"}
MONTH_VERBS = frozenset(("may", "march", "mar"))
_FREE = words.DASHES - {";", "|"} | {"-"}
_FEASTING = wordset("good black easter holiday palm ash shrove maundy cyber")
SUITING = wordset(
    "make do work suit manage works suits skip cancel prefers prefer "
    "confirmed confirms confirm suggested suggests proposed proposes wants"
)
_ROUGHLY = wordset("half over almost nearly roughly around")
_OTHER = frozenset(("other", "week", "weeks", "fortnight", "last"))
_NEXT = frozenset(("time", "next", "date", "deadline", "due"))
LATE = frozenset(("late", "early"))
PARTS_OF_DAY = frozenset(("morning", "evening", "afternoon"))
PARTS_OF_LIFE = wordset("work school church mass sunset sunrise dusk dawn night bedtime")
VERBS_TOO = frozenset(("sat", "sun", "wed"))
_OPENING = frozenset(("next", "this", "in"))
_FROM_NOW = (("from", "now"), ("from", "today"))
_LONGEST_AHEAD = 4
_STRAY = frozenset(("yesterday", "ago", "night", *WEEKDAYS))


class Span(NamedTuple):
    """The day said by the tokens from `first` to before `last`; `after` is where the rest goes on."""

    first: int
    last: int
    day: Day
    after: int


class Calendar(NamedTuple):
    """Today, and the order in which the owner writes slash dates."""

    today: date
    order: Order | None

    def read(self, text: str) -> Day | None:
        """Return the day a text means, looking back; what is refused is no day here."""
        meant = text.replace("last nite", "last night")
        if meant.startswith(_PAST):
            meant = f"last {meant.rpartition(' ')[2]}"
        try:
            return find_day(meant, self.today, looking="back", order=self.order)
        except UsageError:
            return None

    def refusal(self, text: str) -> str | None:
        """Return the sentence with which a text is refused as a day, None when it is not."""
        try:
            find_day(text, self.today, looking="back", order=self.order)
        except UsageError as error:
            return error.message
        return None


class Dated(NamedTuple):
    """Where the line without its date begins; the date's own tokens; words of a day to come.

    Words `beyond` are of a day to come too, behind what is told as past.
    """

    start: int
    span: Span | None
    ahead: tuple[int, int] | None
    beyond: tuple[int, int] | None = None


def may_be_to_come(day: Day, today: date) -> bool:
    """Return whether a day without its year is so long past that the next one may be meant."""
    return day.form == "date" and (today - day.on).days > _LONG_PAST


def leading(line: list[Token], calendar: Calendar) -> Span | None:
    """Return the day at the line's start, with its colon if it has one."""
    first = first_word(line)
    return _before_colon(line, first, calendar) or _without_colon(line, first, calendar)


def _before_colon(line: list[Token], first: int, calendar: Calendar) -> Span | None:
    for place in range(first + 1, min(first + LONGEST_HEAD, len(line))):
        if is_colon(line, place):
            day = calendar.read(without_time(line[first:place]))
            return Span(first, place, day, place + 1) if day else None
    return None


def is_colon(line: list[Token], place: int) -> bool:
    """Return whether a token is a colon that ends a head, not one of `:)` or `:heart:`."""
    if line[place].text != ":":
        return False
    follows = line[place + 1] if place + 1 < len(line) else None
    return follows is None or follows.start > line[place].end


def _without_colon(line: list[Token], first: int, calendar: Calendar) -> Span | None:
    for last in range(min(first + LONGEST_DATE, len(line)), first, -1):
        head = line[first:last]
        if head[-1].sort != "word" or any(each.sort not in {"word", "sign"} for each in head):
            continue
        day = calendar.read(without_time(head))
        if day and _stands_alone(head, day, line[last : last + 1]):
            comma = last < len(line) and line[last].text in {",", ")", "]", *words.DASHES, "-"}
            return Span(first, last, day, last + comma)
    return None


def _stands_alone(head: list[Token], day: Day, behind: list[Token]) -> bool:
    """Return whether a day at the line's start is one even without its colon."""
    lows, follows = [token.low for token in head], behind[0].text if behind else ""
    if day.form == "length":
        return (
            head[-1].text.islower()
            and len(head) == 1
            and behind != []
            and lengths.is_act(behind[0].low)
        )
    if day.form == "ahead":
        return is_counted(head) and follows != "of"
    if day.form == "weekday":
        if len(lows) > 1 and without_time(head) == lows[0]:
            return lows[0] not in VERBS_TOO or is_hour(lows[-1], lows[-2])
        whole = lows[0] in WEEKDAYS and (lows[0].endswith("day") or _is_short(head[0]))
        return lows[0] == "on" or (whole and follows == ",") or follows in _FREE
    if day.form == "date" and lows[-1] in MONTHS and len(follows) == 2 and follows.isdecimal():  # noqa: PLR2004 - `20 nov 25`
        return False
    if day.form == "date" and not MONTH_VERBS.isdisjoint(lows):
        return follows == "," or (lows[-1] in MONTH_VERBS and head[-1].capital)
    return day.form in ALWAYS


def _is_short(token: Token) -> bool:
    """Return whether it is `Fri`, which is no other word as `sun` is."""
    return token.capital and token.low != "sun"


def trailing(line: list[Token], start: int, calendar: Calendar) -> Span | None:
    """Return the day at the line's end; tags, handles and signs may follow it."""
    stop = end_of_words(line, start)
    for end in dict.fromkeys((stop, before_time(line, start, stop), _before_part(line, stop))):
        for first in range(max(start, end - LONGEST_DATE), end):
            tail = line[first:end]
            if not is_phrase(tail):
                continue
            day = calendar.read(" ".join(token.low for token in tail))
            if day and day.form in AT_THE_END and _may_end(line, first, start, day):
                return Span(first, stop, day, len(line))
    return None


def _before_part(line: list[Token], stop: int) -> int:
    """Return where `in the evening`, `after work` begins that ends the line."""
    if not stop or line[stop - 1].low not in PARTS_OF_DAY | PARTS_OF_LIFE | LATE:
        return stop
    from keepintouch.domain.loglines.when import dayparts

    return dayparts.before_part(line, stop)


def _may_end(line: list[Token], first: int, start: int, day: Day) -> bool:
    if first == start:
        return True
    before, name = line[first - 1].low, line[first].low
    if before == ":" and line[first - 2].low in words.ABOUT | _NEXT:
        return False
    initial = before == "a" and line[first - 1].capital
    if (before in words.NOT_THE_DAY and not initial) or before in words.WITH:
        return False
    if day.form == "date" and before.isdecimal() and line[first].low in MONTHS:
        return False
    if day.form != "weekday":
        return before not in {"nearest": _OTHER, "ago": _ROUGHLY}.get(day.form, ())
    if before in _FEASTING | SUITING | _OTHER:
        return False
    return name != "the" and before not in words.NOT_AFTER.get(name[:3], ())


def stray(line: list[Token], start: int, stop: int, calendar: Calendar) -> tuple[int, int] | None:
    """Return words in the middle that would have been a day at the start or the end."""
    for place in range(start, stop):
        if line[place].low not in _STRAY or line[place].owns:
            continue
        if line[place].low in WEEKDAYS and place > start and line[place - 1].low == "on":
            return place - 1, place + 1
        for first in range(max(start, place - 3), place + 1):
            if not is_phrase(line[first : place + 1]):
                continue
            day = calendar.read(" ".join(token.low for token in line[first : place + 1]))
            if day and day.form in ALWAYS and day.on < calendar.today:
                return first, place + 1
    return None


def coming(line: list[Token], start: int, calendar: Calendar) -> tuple[int, int] | None:
    """Return words at the end that put it ahead: `next friday`, `this friday`, `in 3 weeks`."""
    stop = end_of_words(line, start)
    for first in range(max(start, stop - _LONGEST_AHEAD), stop):
        tail = line[first:stop]
        opens = tail[0].low in _OPENING or tuple(each.low for each in tail[-2:]) in _FROM_NOW
        if opens and is_phrase(tail) and len(tail) > 1:
            text = " ".join(token.low for token in tail)
            try:
                day = find_day(text, calendar.today, looking="ahead")
            except UsageError:
                return (first, stop) if tail[1].low in WEEKDAYS else None
            far = day is not None and (day.form != "ahead" or is_counted(tail))
            if far and day and day.form in {"nearest", "start", "ahead"}:
                return first, stop
    return None


def is_counted(tail: list[Token]) -> bool:
    """Return whether it is `in 3 weeks`, `in 2d`, `3 days from now`, and not `in week`."""
    low = tail[tail[0].low == "in"].low
    return low[0].isdecimal() or number(low) is not None


def dated(parsed: list[Token], calendar: Calendar) -> Dated:
    """Return which day a line says of itself, at its start or its end."""
    lead = leading(parsed, calendar)
    if lead:
        ahead = (lead.first, lead.last) if lead.day.on > calendar.today else None
        return Dated(lead.after, lead, ahead)
    start = first_word(parsed)
    tail = trailing(parsed, start, calendar)
    ahead = None if tail else coming(parsed, start, calendar)
    if tail and tail.day.on > calendar.today:
        ahead = (tail.first, tail.last)
    if ahead and tells_past(parsed[start : ahead[0]]):
        return Dated(start, None, None, ahead)
    return Dated(start, tail, ahead)


def tells_past(before: list[Token]) -> bool:
    """Return whether something happened, or is only spoken of, so that a day ahead plans nothing."""
    told = (verbs.REACHING | verbs.IRREGULAR | words.ABOUT) - namewords.NAME_WORDS
    return any(token.low in told or token.low.endswith("ed") for token in before)
