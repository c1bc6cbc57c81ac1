"""Days that are none: `last week`, `the other day`, `a while back`, and what is said of them."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTHS, WEEKDAYS
from keepintouch.domain.loglines.lexicon import words
from keepintouch.domain.loglines.when.edges import end_of_words, first_word
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.when.days import Calendar

_LONGEST = 3
_LONGEST_AGO = 5
"""`a couple of days ago`"""
_UNITS = frozenset(("day", "days", "week", "weeks", "month", "months", "year", "years"))
_SHORT_UNITS = _UNITS | wordset("d w wk wks mo y yr yrs")
_MINUTES = frozenset(("min", "mins", "minute", "minutes", "moment", "moments", "seconds"))
_HOURS = frozenset(("h", "hr", "hrs", "hour", "hours"))
_FEW = frozenset(("a", "an", "one", "1", "two", "2", "half"))
_SOME = wordset("a about some quite nearly almost over")
_THESE = frozenset(("week", "weekend", "month", "year"))
_YEAR = 4
_STAYS = frozenset(("holidays", "fortnight", "summer", "weeks", "days"))
_WHOLE = frozenset(("night", "day", "evening", "week", "afternoon", "morning", "weekend"))
_FREE = wordset("free busy away off around home available packed swamped")
_AT_THE = (["over", "the"], ["at", "the"], ["on", "the"])
_PARTS = wordset("mid early late")
_AT = wordset("on at in around the")
_STARTS = wordset("end start beginning middle half")
_ORDINALS = wordset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
PART_OF_MORE = words.NOT_THE_DAY - {"a", "or"}


def at_start(line: list[Token], calendar: Calendar) -> str | None:
    """Return why `last week: lunch` has no day."""
    first = first_word(line)
    if [each.low for each in line[first : first + 1]] == ["this"] and line[first + 1 :]:
        return calendar.refusal(f"this {line[first + 1].low}")
    if line[first : first + 1] and line[first].owns and line[first].low in WEEKDAYS:
        return doubtful(line[first : first + 1])
    for length in range(2, _LONGEST_AGO + 1):
        head = line[first : first + length]
        lows = [token.low for token in head]
        if length > _LONGEST and (_SOME.isdisjoint(lows[:1]) or lows[-1] != "ago"):
            continue
        since = lows[:1] == ["before"] and length == _LONGEST and lows[-1] in _UNITS
        if (is_vague(lows) or since) and not head[-1].owns:
            return said_of(head, calendar)
    return None


def spent(line: list[Token]) -> str | None:
    """Return why `spent the weekend with Bob` has no day."""
    first = first_word(line)
    first += line[first : first + 1] != [] and line[first].low in words.ME
    stretch = [each.low for each in line[first : first + _LONGEST]]
    long = len(stretch) == _LONGEST and stretch[0] == "spent" and stretch[2] in _THESE | _STAYS
    return no_single_day(line[first + 1 : first + _LONGEST]) if long else None


def at_end(line: list[Token], calendar: Calendar) -> str | None:
    """Return why `lunch with Bob last week` has no day."""
    first, stop = first_word(line), end_of_words(line, 0)
    for length in range(2, _LONGEST_AGO + 1):
        tail = line[max(first, stop - length) : stop]
        before = line[stop - length - 1].low if stop - length > first else "about"
        at = "at" in {each.low for each in line[max(first, stop - length - 2) : stop - length + 1]}
        at = at or ([each.low for each in tail[:1]] == ["in"] and tail[-1].low in MONTHS)
        if at and any(each.low in {",", ":"} for each in line[first:stop]):
            continue
        whole = before not in PART_OF_MORE and before not in _FREE and tail[0].low != "of"
        if is_vague([token.low for token in tail]) and whole:
            return said_of(tail, calendar)
    return None


def is_vague(lows: Sequence[str]) -> bool:
    """Return whether words mean several days, or a day that nobody can tell: `the other day`."""
    *before, last = lows or ("",)
    if last == "back" and before[-1:] and before[-1] in _UNITS:
        return len(before) > 1
    if last == "back" and before and before[-1].lstrip("0123456789") in _SHORT_UNITS:
        return before[-1][0].isdecimal()
    if last == "ago" or lows == ["while", "back"]:
        return bool(before) and not _is_today(before)
    if _is_before(before, last) or (last in MONTHS and _is_of_month(before)):
        return True
    if before == ["in"]:
        return last.isdecimal() and last[:2] in {"19", "20"} and len(last) == _YEAR
    if before == ["this"]:
        return last in _THESE
    if last == "weekend" and before in _AT_THE:
        return True
    past = before in (["last"], ["past"], ["this", "past"], ["the", "past"], ["the", "last"])
    return (past and (last in words.STRETCHES or last in MONTHS)) or (
        before == ["the", "other"] and last in words.OTHER_DAYS
    )


def _is_before(before: Sequence[str], last: str) -> bool:
    """Return whether it is `the night before`, `the week before last`, `midweek`."""
    if last == "last" and before[-1:] == ["before"]:
        before, last = before[:-1], "before"
    if last == "before":
        return before[:1] == ["the"] and before[-1] in _WHOLE
    return last == "midweek" and len(before) == 1


def _is_of_month(before: Sequence[str]) -> bool:
    """Return whether a month is told in part or with a day in letters: `early`, `end of`, `the third of`."""
    opens = {*before[:1]} <= _STARTS | _ORDINALS | _PARTS | _AT
    whole = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    return opens and whole != [] and whole[0] in (_STARTS | _ORDINALS | _PARTS)


def _is_today(before: Sequence[str]) -> bool:
    """Return whether it is `5 minutes ago`, `an hour ago`."""
    *count, unit = before
    number = unit.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = unit.removeprefix(number)
    few = (number or "".join(count[-1:])) in _FEW
    return unit in _MINUTES or (unit in _HOURS and few)


def said_of(day: Sequence[Token], calendar: Calendar) -> str:
    """Say what is wrong with such words."""
    return calendar.refusal(" ".join(each.low for each in day)) or no_single_day(day)


def no_single_day(day: Sequence[Token]) -> str:
    """Say that a stretch of time has more days than one."""
    said = " ".join(each.low for each in day)
    return f'“{said}” is no single day: say which, as "fri" or "12 nov".'


def to_come(day: Sequence[Token]) -> str:
    """Say that what was cannot be of a day to come."""
    said = " ".join(each.text for each in day).removeprefix("on ")
    return (
        f"“{said}” is still to come, and you tell what was: say the day it was,"
        ' as "2 days ago: …", or "today: …".'
    )


def of_which_month(day: str) -> str:
    """Say that a day of the month needs its month."""
    return f"“{day}” of which month? Say it, as “12 nov”."


def without_year(day: Sequence[Token], year: int) -> str:
    """Say that the year of a day is to be told."""
    said = " ".join(each.text for each in day).strip(" :").removeprefix("on ")
    return f"“{said}” is long past, or soon to come: say its year, as “{said} {year}”."


def doubtful(day: Sequence[Token]) -> str:
    """Say that a day may be that of the talk, or of what was told."""
    said = " ".join(each.text for each in day)
    return (
        f"“{said}” may be the day you talked, or part of what you tell:"
        f' put the day first, as "{said.removeprefix("on ")}: …" or "today: …".'
    )
