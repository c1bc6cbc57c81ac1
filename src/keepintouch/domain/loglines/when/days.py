"""Where a log line says its day: at its start, or at its end."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.dates import Day, find_day
from keepintouch.domain.daywords import WEEKDAYS
from keepintouch.domain.durations import number
from keepintouch.domain.errors import UsageError
from keepintouch.domain.loglines.lexicon import verbs, words
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
BULLETS = frozenset(("-", "*", "\u2022", '"', "\u201c", "(", "[", "'"))
_MONTH_VERBS = frozenset(("may", "march", "mar"))
_FREE = words.DASHES - {";", "|"} | {"-"}
_FEASTING = wordset("good black easter holiday palm ash shrove maundy cyber")
SUITING = wordset(
    "make do work suit manage works suits skip cancel prefers prefer "
    "confirmed confirms confirm suggested suggests proposed proposes wants"
)
_OTHER = frozenset(("other", "week", "weeks", "fortnight", "last"))
_HOURS = frozenset(("noon", "midnight", "lunchtime"))
_AT = frozenset(("at", "around", "@", "about", "~"))
_NEXT = frozenset(("time", "next", "date", "deadline", "due"))
LATE = frozenset(("late", "early"))
PARTS_OF_DAY = frozenset(("morning", "evening", "afternoon"))
PARTS_OF_LIFE = wordset("work school church mass sunset sunrise dusk dawn night bedtime")
VERBS_TOO = frozenset(("sat", "sun", "wed"))
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
    """Where the line without its date begins; the date's own tokens; words of a day to come."""

    start: int
    span: Span | None
    ahead: tuple[int, int] | None


def may_be_to_come(day: Day, today: date) -> bool:
    """Return whether a day without its year is so long past that the next one may be meant."""
    return day.form == "date" and (today - day.on).days > _LONG_PAST


def _is_hour(low: str, before: str) -> bool:
    return _is_time(low) or low in _HOURS or (low.isdecimal() and before in _AT)


def first_word(line: list[Token]) -> int:
    """Return where the line begins once bullets and an opening quote are passed."""
    place = 0
    while place < len(line) and _is_bullet(line, place):
        place += 1
    return place


def _is_bullet(line: list[Token], place: int) -> bool:
    """Return whether a mark opens the line, and is no sign of the word behind it, as in `-1`."""
    text, follows = line[place].text, line[place + 1 : place + 2]
    adjoins = bool(follows) and follows[0].start == line[place].end
    return text in BULLETS and not (text in {"-", "*"} and adjoins and follows[0].sort == "word")


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


def without_time(head: list[Token]) -> str:
    """Return a head's words without a time of day such as `at 5pm` or `18:30`."""
    lows = [token.low for token in head]
    if len(lows) > 1 and lows[-1] in {"am", "pm"} and lows[-2].isdecimal():
        lows = [*lows[:-2], "5pm"]
    if len(lows) > 1 and lows[-1] in {"am", "pm"}:
        lows = lows[:-1]
    elif len(lows) > 1 and (_is_time(lows[-1]) or lows[-2] in {"at", "@"}):
        lows = lows[:-2] if lows[-2] in {"at", "@", ","} else lows[:-1]
    return " ".join(lows)


def _is_time(low: str) -> bool:
    hour, colon, rest = low.partition(":")
    if colon:
        return hour.isdecimal() and rest[:2].isdecimal()
    return low[:-2].isdecimal() and low[-2:] in {"am", "pm"}


def _without_colon(line: list[Token], first: int, calendar: Calendar) -> Span | None:
    for last in range(min(first + LONGEST_DATE, len(line)), first, -1):
        head = line[first:last]
        if head[-1].sort != "word" or any(each.sort not in {"word", "sign"} for each in head):
            continue
        day = calendar.read(without_time(head))
        if day and _stands_alone(head, day, line[last].text if last < len(line) else ""):
            comma = last < len(line) and line[last].text in {",", ")", "]", *words.DASHES, "-"}
            return Span(first, last, day, last + comma)
    return None


def _stands_alone(head: list[Token], day: Day, follows: str) -> bool:
    """Return whether a day at the line's start is one even without its colon."""
    lows = [token.low for token in head]
    if day.form == "weekday":
        if len(lows) > 1 and without_time(head) == lows[0]:
            return True
        whole = lows[0] in WEEKDAYS and (lows[0].endswith("day") or _is_short(head[0]))
        return lows[0] == "on" or (whole and follows == ",") or follows in _FREE
    if day.form == "date" and not _MONTH_VERBS.isdisjoint(lows):
        return follows == "," or (lows[-1] in _MONTH_VERBS and head[-1].capital)
    return day.form in ALWAYS


def _is_short(token: Token) -> bool:
    """Return whether it is `Fri`, which is no other word as `sun` is."""
    return token.capital and token.low != "sun"


def trailing(line: list[Token], start: int, calendar: Calendar) -> Span | None:
    """Return the day at the line's end; tags, handles and signs may follow it."""
    stop = end_of_words(line, start)
    for end in dict.fromkeys((stop, _before_time(line, start, stop), _before_part(line, stop))):
        for first in range(max(start, end - LONGEST_DATE), end):
            tail = line[first:end]
            if not _is_phrase(tail):
                continue
            day = calendar.read(" ".join(token.low for token in tail))
            if day and day.form in AT_THE_END and _may_end(line, first, start, day):
                return Span(first, stop, day, len(line))
    return None


def _before_time(line: list[Token], start: int, stop: int) -> int:
    """Return where a time of day begins that ends the line: `at 5`, `9pm`, `around 18:30`."""
    at = stop
    if at - start > 1 and line[at - 1].low in {"am", "pm"}:
        at -= 1 + line[at - 2].low.isdecimal()
    elif at > start and _is_hour(line[at - 1].low, line[at - 2].low if at - start > 1 else ""):
        at -= 1
    return at - (start < at < stop and line[at - 1].low in _AT)


def _before_part(line: list[Token], stop: int) -> int:
    """Return where `in the evening`, `after work` begins that ends the line."""
    if not stop or line[stop - 1].low not in PARTS_OF_DAY | PARTS_OF_LIFE | LATE:
        return stop
    from keepintouch.domain.loglines.when import dayparts

    return dayparts.before_part(line, stop)


def end_of_words(line: list[Token], start: int) -> int:
    """Return where the line's words end: tags, handles, signs and emoji behind are passed."""
    stop = len(line)
    while stop > start and line[stop - 1].sort in {"tag", "handle", "sign"}:
        stop -= 1
    return stop


def _is_phrase(tail: list[Token]) -> bool:
    return (
        tail[0].sort == "word"
        and all(each.sort == "word" or each.text == "," for each in tail)
        and not any(each.owns for each in tail)
    )


def _may_end(line: list[Token], first: int, start: int, day: Day) -> bool:
    if first == start:
        return True
    before, name = line[first - 1].low, line[first].low
    if before == ":" and line[first - 2].low in words.ABOUT | _NEXT:
        return False
    initial = before == "a" and line[first - 1].capital
    if (before in words.NOT_THE_DAY and not initial) or before in words.WITH:
        return False
    if day.form != "weekday":
        return day.form != "nearest" or before not in _OTHER
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
            if not _is_phrase(line[first : place + 1]):
                continue
            day = calendar.read(" ".join(token.low for token in line[first : place + 1]))
            if day and day.form in ALWAYS and day.on < calendar.today:
                return first, place + 1
    return None


def coming(line: list[Token], start: int, calendar: Calendar) -> tuple[int, int] | None:
    """Return words at the end that put it ahead: `next friday`, `this friday`, `in 3 weeks`."""
    stop = end_of_words(line, start)
    for first in range(max(start, stop - 3), stop):
        tail = line[first:stop]
        if tail[0].low in {"next", "this", "in"} and _is_phrase(tail) and len(tail) > 1:
            text = " ".join(token.low for token in tail)
            try:
                day = find_day(text, calendar.today, looking="ahead")
            except UsageError:
                return (first, stop) if tail[1].low in WEEKDAYS else None
            far = day is not None and (day.form != "ahead" or number(tail[1].low) is not None)
            if far and day and day.form in {"nearest", "start", "ahead"}:
                return first, stop
    return None


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
        return Dated(start, None, None)
    return Dated(start, tail, ahead)


def tells_past(before: list[Token]) -> bool:
    """Return whether something happened, or is only spoken of, so that a day ahead plans nothing."""
    told = (verbs.REACHING | verbs.IRREGULAR | words.ABOUT) - namewords.NAME_WORDS
    return any(token.low in told or token.low.endswith("ed") for token in before)
