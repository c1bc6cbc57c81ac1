"""Spans as people type them: `2w`, `every other week`, `quarterly`, `30d`."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from keepintouch.domain.cadence import LONGEST_DAYS, NEVER, Cadence
from keepintouch.domain.daywords import days_in
from keepintouch.domain.errors import UsageError
from keepintouch.domain.folding import fold
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_UNITS = {
    "d": (1, "d day days"),
    "w": (1, "w wk wks week weeks"),
    "m": (1, "mo mos mth mths month months"),
    "y": (1, "y yr yrs year years"),
    "2w": (2, "fortnight fortnights"),
    "3m": (3, "q quarter quarters"),
}
UNITS = {word: (many, unit[-1]) for unit, (many, words) in _UNITS.items() for word in words.split()}
SHORTER = frozenset(
    word
    for words in ("h hr hrs hour hours min mins minute minutes", "s sec secs second seconds")
    for word in words.split()
)
ADVERBS = {
    "daily": Cadence(1, "d"),
    "weekly": Cadence(1, "w"),
    "fortnightly": Cadence(2, "w"),
    "monthly": Cadence(1, "m"),
    "quarterly": Cadence(3, "m"),
    "yearly": Cadence(1, "y"),
    "annually": Cadence(1, "y"),
}
NO_RHYTHM = frozenset(("never", "off", "none", "no", "0"))
DAYS_IN = {"d": 1, "w": 7, "m": 30, "y": 365}
LONGEST_NUMBER = 6
LONGEST_QUOTE = 40
TWICE_OR_HALF = {"biweekly": ("week", "2w"), "bimonthly": ("month", "2mo")}

SPAN_FORMS = (
    ("10d / 2w / 1mo / 1y", "a number and day, week, month or year, short or spelled out"),
    ("every 2 weeks", "`every` before any of these"),
    ("every other week", "every second one"),
    ("weekly / fortnightly / monthly / quarterly / yearly", "words for the common ones"),
    ("P2W", "an ISO 8601 duration of one unit"),
    ("never / off / 0", "no rhythm"),
)


class Measure(NamedTuple):
    """A number of days, weeks, months or years; `unit` is `d`, `w`, `m` or `y`."""

    number: int
    unit: str


def spaced(text: str) -> list[str]:
    """Return the folded words, `3d` and `12nov` taken apart, commas and final dots dropped."""
    words: list[str] = []
    for word in fold(text).replace(",", " ").split():
        digits = len(word) - len(word.lstrip("0123456789"))
        if digits and word[digits:].isalpha():
            words += (word[:digits], word[digits:])
        elif word.rstrip("."):
            words.append(word.rstrip("."))
    return words


def shown(text: str) -> str:
    """Return the text in one line, short enough to be quoted in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "\u2026"


def number(word: str) -> int | None:
    """Return the number a word or a few digits stand for."""
    if word.isascii() and word.isdecimal() and len(word) <= LONGEST_NUMBER:
        return int(word)
    return NUMBERS.get(word)


def measured(words: Sequence[str], typed: str) -> Measure | None:
    """Read `2 weeks` or `week`, or return None; `m` and what is shorter than a day is refused."""
    *count, unit = words or ("",)
    many = number(count[0]) if count else 1
    if len(count) > 1 or many is None:
        return None
    if unit == "m":
        raise UsageError(f'"{shown(typed)}" could mean minutes or months: use "min" or "mo".')
    if unit in SHORTER and count:
        raise UsageError(
            f'"{shown(typed)}" is shorter than a day, and kit counts in days: try "1d".'
        )
    if unit not in UNITS:
        return None
    times, unit = UNITS[unit]
    return Measure(many * times, unit)


def moved(day: date, measure: Measure, *, back: bool) -> date:
    """Return the day so far before or after; a month's end clamps to a shorter month's.

    Raises OverflowError beyond the years 1 and 9999.
    """
    sign = -1 if back else 1
    if measure.unit in "dw":
        return day + timedelta(days=sign * measure.number * (7 if measure.unit == "w" else 1))
    months = day.year * 12 + day.month - 1
    months += sign * measure.number * (12 if measure.unit == "y" else 1)
    year, month = divmod(months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def read_span(text: str) -> Cadence:
    """Read a cadence; `never`, `off` and `0` are NEVER. From one day to a hundred years."""
    words = _bare(spaced(text))
    if " ".join(words) in NO_RHYTHM:
        return NEVER
    measure = measured(words, text)
    cadence = ADVERBS.get(" ".join(words)) or (Cadence(*measure) if measure else _iso(text))
    if cadence is None:
        raise UsageError(_unknown(text))
    return _bounded(cadence, text)


def _bare(words: list[str]) -> list[str]:
    """Return `2 weeks` of `every other week` and `every 2 weeks`, `month` of `once per month`."""
    start = words[:2]
    if start == ["once", "per"] or start in (["every", "other"], ["every", "second"]):
        return (["2"] if start[0] == "every" else []) + words[2:]
    return words[1:] if start[:1] in (["every"], ["each"], ["once"]) else words


def _iso(text: str) -> Cadence | None:
    letters = text.strip().upper()
    if letters[:1] != "P" or letters[-1:] not in {"D", "W", "M", "Y"}:
        return None
    many = number(letters[1:-1])
    return None if many is None or letters[1:-1].isalpha() else Cadence(many, letters[-1].lower())


def _bounded(cadence: Cadence, text: str) -> Cadence:
    days = {"d": 1, "w": 7, "m": 365.25 / 12, "y": 365.25}[cadence.unit] * cadence.number
    if not 1 <= days <= LONGEST_DAYS:
        raise UsageError(f'"{shown(text)}" is out of bounds: from "1d" to "100y", or "never".')
    return cadence


def read_length(text: str) -> int:
    """Read `3d`, `2 weeks` as a number of days; a month counts 30, a year 365."""
    measure = measured(spaced(text), text)
    if measure is None:
        raise UsageError(_unknown(text))
    days = measure.number * DAYS_IN[measure.unit]
    if not 1 <= days <= LONGEST_DAYS:
        raise UsageError(f'"{shown(text)}" is out of bounds: from "1d" to "100y".')
    return days


def before(text: str, today: date) -> date:
    """Return the day that is a span like `3mo` before today."""
    measure = measured(spaced(text), text)
    if measure is None:
        raise UsageError(_unknown(text))
    try:
        return moved(today, measure, back=True)
    except OverflowError:
        raise UsageError(f'"{shown(text)}" is longer than there are days.') from None


def _unknown(text: str) -> str:
    words = spaced(text)
    if not words:
        return 'a span is needed: try "3d", "2w" or "1mo".'
    if len(words) == 1 and number(words[0]) is not None:
        return f'"{words[0]}" of what: try "{words[0]}d", "{words[0]}w" or "{words[0]}mo".'
    if words[0] in TWICE_OR_HALF:
        unit, short = TWICE_OR_HALF[words[0]]
        return f'"{words[0]}" could mean twice a {unit} or every 2 {unit}s: use "{short}" for that.'
    guess = misspelt(words, (*UNITS, *ADVERBS, *NUMBERS, "every", "other", "never", "off"))
    if guess and (guess in {*ADVERBS, *NO_RHYTHM} or measured(_bare(guess.split()), guess)):
        return f'"{shown(text)}" is no span that kit knows: did you mean "{guess}"?'
    return f'"{shown(text)}" is no span that kit knows: try "3d", "2w", "1mo" or "1y".'


def misspelt(words: Sequence[str], vocabulary: Sequence[str]) -> str | None:
    """Return the words with each wrong one mended; None when none was wrong, or not all could."""
    from difflib import get_close_matches

    mended = [
        word
        if word in vocabulary or word.isdecimal()
        else "".join(get_close_matches(word, vocabulary, 1, 0.7))
        for word in words[:6]
    ]
    return None if "" in mended or mended == list(words) else " ".join(mended)
