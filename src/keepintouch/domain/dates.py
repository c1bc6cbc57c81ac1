"""The closed grammar of days: what a typed date means, and which ones are refused.

`looking` says where a day without a year, or a weekday, lies: `back` for what
happened, `ahead` for what is to come.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from keepintouch.domain.daywords import (
    MONTHS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    echo,
    is_leap,
    long_echo,
    relative,
)  # fmt: skip
from keepintouch.domain.durations import (
    NUMBERS,
    UNITS,
    Measure,
    measured,
    misspelt,
    moved,
    shown,
    spaced,
)  # fmt: skip
from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.domain.writtendates import ORDINALS, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from keepintouch.domain.writtendates import Order

    Looking = Literal["back", "ahead"]

__all__ = ["DAY_FORMS", "Day", "echo", "find_day", "long_echo", "read_day", "relative"]

DAY_FORMS = (
    ("today / yesterday / tomorrow", "also `last night`, `this morning`, `day before yesterday`"),
    (
        "fri / friday",
        "the last one for what happened, the next one for what is to come; never today",
    ),
    ("last friday / next friday", "the nearest Friday before, or after, today"),
    ("2 days ago / a week ago / 3mo ago", "a number and day, week, month or year, then `ago`"),
    ("in 3 weeks", "so far ahead"),
    ("3d / 2w / 1mo / 1y", "so long ago for what happened, so far ahead for what is to come"),
    ("12 nov / nov 12 / 12th of november", "the nearest one in the direction looked"),
    ("12 nov 2025 / nov 12, 2025 / fri 20 nov", "a weekday before it must be right"),
    ("2026-11-12", "year, month, day"),
    ("on friday", "`on` and `the` before a date belong to it"),
)
_FIXED = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": -1, "last night": -1, "day before yesterday": -2,
    "tomorrow": 1, "day after tomorrow": 2,
}  # fmt: skip
_PARTS_OF_DAY = frozenset(("morning", "noon", "afternoon", "evening", "night"))
_VOCABULARY = (
    *MONTHS, *WEEKDAYS, *UNITS, *NUMBERS,
    *["today", "tonight", "yesterday", "tomorrow", "last", "next", "this", "ago", "in", "on", "day", "before", "after", "night"],
    *_PARTS_OF_DAY,
)  # fmt: skip


class Day(NamedTuple):
    """A day and how it was said.

    `form` is `word` (yesterday), `weekday`, `nearest` (last friday), `date` (12 nov),
    `full` (with its year), `ago`, `ahead` (in 3 weeks), `length` (2w) or `start` (next week).
    """

    on: date
    form: str


class _Asked(NamedTuple):
    """What was typed, in words, and how to read it."""

    words: tuple[str, ...]
    text: str
    today: date
    ahead: bool
    order: Order | None


def read_day(text: str, today: date, *, looking: Looking, order: Order | None = None) -> date:
    """Return the day a text means; anything else is a `UsageError` of one sentence."""
    day = find_day(text, today, looking=looking, order=order)
    if day is None:
        raise UsageError(_unknown(text, ahead=looking == "ahead"), attempt=("kit help dates",))
    return day.on


def find_day(text: str, today: date, *, looking: Looking, order: Order | None = None) -> Day | None:
    """Return the day a text means, None when it is no date; a date that is refused raises."""
    words = spaced(text)
    while words[:1] in (["on"], ["the"]) and len(words) > 1:
        del words[0]
    asked = _Asked(tuple(words), text, today, looking == "ahead", order)
    try:
        return _found(asked) if words else None
    except OverflowError:
        raise UsageError(f'"{shown(text)}" is further away than dates go.') from None


def _found(asked: _Asked) -> Day | None:
    for form in _FORMS:
        day = form(asked)
        if day:
            return day
    if len(asked.words) > 1 and asked.words[-1] in _PARTS_OF_DAY:
        return _found(asked._replace(words=asked.words[:-1]))
    return None


def _fixed(asked: _Asked) -> Day | None:
    days = _FIXED.get(" ".join(asked.words))
    return None if days is None else Day(asked.today + timedelta(days=days), "word")


def _weekday(asked: _Asked) -> Day | None:
    *which, name = asked.words
    if name not in WEEKDAYS or len(which) > 1 or (which and which[0] not in _WHICH):
        return None
    word = which[0] if which else ""
    if word == "this":
        raise UsageError(
            f'"{shown(asked.text)}" could lie before or after today: say "last {name}" or "next {name}".'
        )
    ahead = {"last": False, "next": True}.get(word, asked.ahead)
    return Day(
        nearest_weekday(WEEKDAYS[name], asked.today, ahead=ahead), "nearest" if word else "weekday"
    )


_WHICH = frozenset(("last", "next", "this"))


def nearest_weekday(weekday: int, today: date, *, ahead: bool) -> date:
    """Return the nearest such weekday strictly before, or after, today; Monday is 0."""
    if ahead:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _measured(asked: _Asked) -> Day | None:
    words, form = _without_direction(asked.words)
    if len(words) == 1 and words != ("m",) and (form == "length" or words[0].endswith("s")):
        return None
    measure = measured(words, asked.text)
    if measure is None:
        return None
    back = form == "ago" or (form == "length" and not asked.ahead)
    return Day(moved(asked.today, measure, back=back), form)


def _without_direction(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    if words[-1] == "ago":
        return words[:-1], "ago"
    if words[-2:] in (("from", "now"), ("from", "today")):
        return words[:-2], "ahead"
    return (words[1:], "ahead") if words[0] == "in" else (words, "length")


def _start(asked: _Asked) -> Day | None:
    """Read `next week` as its Monday, `next month` and `next year` as their first day."""
    words = " ".join(asked.words)
    if words in _VAGUE:
        raise UsageError(f'"{words}" has many days: say which, as "{_VAGUE[words]}".')
    if not asked.ahead or words not in _STARTS:
        return None
    today = asked.today
    if words == "next week":
        return Day(nearest_weekday(0, today, ahead=True), "start")
    unit = "m" if words == "next month" else "y"
    first = today.replace(day=1) if unit == "m" else today.replace(month=1, day=1)
    return Day(moved(first, Measure(1, unit), back=False), "start")


_STARTS = frozenset(("next week", "next month", "next year"))
_VAGUE = {
    "last week": "last friday", "this week": "friday", "last month": "12 oct",
    "this month": "12 nov", "last year": "12 nov 2025", "this year": "12 nov",
}  # fmt: skip


def _written(asked: _Asked) -> Day | None:
    words = asked.words
    weekday = WEEKDAYS.get(words[0]) if len(words) > 1 else None
    found = written(words[weekday is not None :], asked.text, asked.order)
    if found is None:
        return None
    if found.day is None or found.month is None:
        raise UsageError(f'"{shown(asked.text)}" is a whole month: say which day of it.')
    if found.year:
        day = Day(date(found.year, found.month, found.day), "full")
    else:
        day = Day(_without_year(found.month, found.day, weekday, asked), "date")
    if weekday not in {None, day.on.weekday()}:
        right = f"{long_echo(day.on)} is a {WEEKDAY_NAMES[day.on.weekday()]}"
        raise UsageError(f'"{shown(asked.text)}" is no such day: {right}.')
    return day


def _without_year(month: int, day: int, weekday: int | None, asked: _Asked) -> date:
    """Return the nearest such day as asked; the other way if only there the weekday is right."""
    asked_for = nearest(month, day, asked.today, ahead=asked.ahead)
    if weekday in {None, asked_for.weekday()}:
        return asked_for
    other = nearest(month, day, asked.today, ahead=not asked.ahead)
    return other if other.weekday() == weekday else asked_for


def nearest(month: int, day: int, today: date, *, ahead: bool) -> date:
    """Return the nearest such day of any year, today among them, not after, or before, today."""
    step = 1 if ahead else -1
    beyond = (month - today.month or day - today.day) * step < 0
    year = today.year + step * beyond
    while (month, day) == (2, 29) and not is_leap(year):
        year += step
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    return date(year, month, day)


_FORMS: tuple[Callable[[_Asked], Day | None], ...] = (_fixed, _weekday, _start, _measured, _written)


def _unknown(text: str, *, ahead: bool) -> str:
    words = [word for word in spaced(text) if word not in {"on", "the"}]
    attempt = '"fri", "in 3 days" or "12 nov"' if ahead else '"fri", "3 days ago" or "12 nov"'
    if not words:
        return f"a day is needed: try {attempt}."
    if len(words) == 1 and words[0] in MONTHS:
        return f'"{words[0]}" is a whole month: say which day, as "12 {words[0]}".'
    if words[0].isdecimal() and (len(words) == 1 or words[1] in ORDINALS):
        return f'"{shown(text)}" needs a month, or a unit: try "12 nov" or "3d".'
    guess = misspelt(words, _VOCABULARY)
    if guess and _is_day(guess, ahead=ahead):
        return f'"{shown(text)}" is no day that kit knows: did you mean "{guess}"?'
    return f'"{shown(text)}" is no day that kit knows: try {attempt}.'


def _is_day(text: str, *, ahead: bool) -> bool:
    try:
        return find_day(text, date(2000, 1, 1), looking="ahead" if ahead else "back") is not None
    except UsageError:
        return False
