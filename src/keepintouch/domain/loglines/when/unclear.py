"""A day that a line hints at and does not say: `last week`, `11/12`, `yesteday`, or one of what is told."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTHS, WEEKDAY_NAMES, WEEKDAYS
from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.when import lengths, vague
from keepintouch.domain.loglines.when.days import LONGEST_DATE, is_colon
from keepintouch.domain.loglines.when.edges import end_of_words, first_word, without_time
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.when.days import Calendar

LONGEST = 3
DASHES = 2
_MISTYPED = (*[name.lower() for name in WEEKDAY_NAMES], "yesterday", "tomorrow")
BEING = wordset("are am is i'm we're he's she's they're")
BOOKING = wordset(
    "sorted reserved agreed booked scheduled arranged planned invited organised organized"
)
_AHEAD = wordset("seeing meeting going coming leaving flying returning starting moving")
_SHORTEST = 5
_SHORT = dict.fromkeys(
    ("yest", "yday", "y'day", "yester", "ystd", "yst", "ystdy", "ystrdy", "yesty"), "yesterday"
) | dict.fromkeys(("tmrw", "tmr", "tomoz", "2moro"), "tomorrow")
_EVENTS = wordset(
    "date meeting lunch dinner call visit flight party concert wedding deadline exam interview appointment conference match race marathon show launch "
    "funeral operation surgery flight gig festival reunion christening ceremony recital hearing event workshop "
    "graduation kickoff presentation demo audition tournament"
)


def unclear(
    line: list[Token], known: Collection[str], calendar: Calendar, *, story: bool
) -> str | None:
    """Return in a sentence why the day that a line hints at cannot be taken from it.

    Behind a `story` the line's end speaks of what was told.
    """
    hinted = (
        _refused(line, calendar)
        or _by_number(line, known, calendar, start=True)
        or vague.at_start(line, calendar)
        or vague.spent(line)
        or _mistyped_head(line, known)
        or lengths.at_start(line, known, calendar)
    )
    if hinted or story:
        return hinted
    return (
        vague.at_end(line, calendar)
        or lengths.at_end(line, known, calendar)
        or _several(line)
        or _no_such_day(line, calendar)
        or _by_number(line, known, calendar, start=False)
        or _mistyped(line, known)
    )


def _by_number(
    line: list[Token], known: Collection[str], calendar: Calendar, *, start: bool
) -> str | None:
    """Return why a day of bare numbers is none, where the line has a number, a month or a weekday."""
    if not any(
        each.low[:1].isdecimal() or each.low in MONTHS or each.low in WEEKDAYS for each in line
    ):
        return None
    from keepintouch.domain.loglines.when import numbered

    return (numbered.at_start if start else numbered.at_end)(line, known, calendar)


def _several(line: list[Token]) -> str | None:
    """Return why `mon-wed`, `fri/sat` or `9-11 nov` is no day."""
    for place, token in enumerate(line):
        parts = token.low.replace("/", "-").split("-")
        dated = len(parts) > 1 and all(each.isdecimal() and len(each) <= DASHES for each in parts)
        if dated and {each.low for each in line[place + 1 : place + 2]} & MONTHS.keys():
            return vague.no_single_day(line[place : place + 2])
        if len(parts) > 1 and all(part in WEEKDAYS for part in parts):
            return vague.no_single_day([token])
    return None


def _no_such_day(line: list[Token], calendar: Calendar) -> str | None:
    """Return why `31 feb` or `2026-02-30` at the line's end is no day."""
    stop = end_of_words(line, 0)
    for first in range(max(0, stop - LONGEST), stop):
        lows = [each.low for each in line[first:stop]]
        if calendar.read(" ".join(lows)):
            return None
        dated = any(low in MONTHS for low in lows) and any(low[:1].isdecimal() for low in lows)
        dated = dated or (len(lows) == 1 and lows[0].count("-") == DASHES)
        if dated and (refused := calendar.refusal(" ".join(lows))):
            return refused
    return None


def told_with(tokens: Sequence[Token], day: Sequence[Token]) -> str | None:
    """Return why a day at the end of what is told may be the story's, not the talk's.

    `tokens` are the story, from what opens it on; behind `about` only a plain verb or an
    event with a day of its own makes one, and a day behind a comma is the talk's.
    """
    opening, *story = tokens
    if not story or story[-1].text in {",", "(", *words.DASHES}:
        return None
    topic = opening.low in words.ABOUT
    clause = opening.sort == "word" and not topic
    dated = topic and story[-1].low in _EVENTS
    tells = clause or dated or any(_tells(each, topic=topic) for each in story)
    return vague.doubtful(day) if tells else None


def is_of_act(tokens: Sequence[Token]) -> bool:
    """Return whether only whom it reached follows a verb of contact: `called her`, `visited mum`."""
    verb, *rest = tokens
    reaching = verb.low in verbs.REACHING or verb.low in {"met", "saw"}
    return reaching and len(rest) < LONGEST and all(each.low.isalpha() for each in rest)


def is_ahead(before: Sequence[Token]) -> bool:
    """Return whether it is `we are meeting … on friday`, `booked a call … on friday`: to come, perhaps."""
    if any(each.low in BOOKING for each in before[:LONGEST]):
        return True
    if any(each.low in _AHEAD and before[at].text == "," for at, each in enumerate(before[1:])):
        return True
    return any(
        each.low in BEING and before[at].low.endswith("ing")
        for at, each in enumerate(before[:-1], 1)
    )


def stated(predicate: str, verb: str, day: Sequence[Token]) -> str | None:
    """Return why the day of `Bob is back on friday` may not be the talk's, as `Bob has called` would be."""
    if predicate == "has" and verb in verbs.REACHING | {"written"}:
        return None
    ahead = predicate in verbs.PRESENT or predicate in {"needs", "wants", "hopes", "plans"}
    return vague.doubtful(day) if ahead else None


def _tells(token: Token, *, topic: bool) -> bool:
    low = token.low
    if low in verbs.FINITE or low in verbs.IRREGULAR or low in words.THEM or low in verbs.PRESENT:
        return True
    return not topic and (low in verbs.REACHING or low.endswith(("ed", "'s", "'re")))


def _refused(line: list[Token], calendar: Calendar) -> str | None:
    """Return why the date before the line's colon, or after `on` at its end, was refused."""
    first, stop = first_word(line), end_of_words(line, 0)
    for place in range(first + 1, min(first + LONGEST_DATE, len(line))):
        if is_colon(line, place) and any(_is_dated(each) for each in line[first:place]):
            head = line[first:place]
            from keepintouch.domain.loglines.when import numbered

            return calendar.refusal(without_time(head)) or numbered.without_month(head)
    for place in range(max(first, stop - LONGEST_DATE), stop - 1):
        if line[place].low == "on" and any(_is_dated(each) for each in line[place:stop]):
            return calendar.refusal(" ".join(each.low for each in line[place:stop]))
    return None


def _is_dated(token: Token) -> bool:
    return token.low[:1].isdecimal() or token.low in WEEKDAYS


def _mistyped(line: list[Token], known: Collection[str]) -> str | None:
    stop = end_of_words(line, 0)
    return _meant(line[stop - 1], known) if stop > 1 else None


def _mistyped_head(line: list[Token], known: Collection[str]) -> str | None:
    first = first_word(line)
    if first + 1 >= len(line) or not (is_colon(line, first + 1) or line[first].low in _SHORT):
        return None
    return _meant(line[first], known)


def _meant(token: Token, known: Collection[str]) -> str | None:
    """Return which day a word that is none may have been."""
    low, right = token.low, _SHORT.get(token.low)
    if low in known or low in WEEKDAYS:
        return None
    if right is None and len(low) >= _SHORTEST and not low.endswith("s"):
        right = next((each for each in _MISTYPED if is_nearly(low, each)), None)
    return f"“{token.text}” is no day that kit knows: did you mean “{right}”?" if right else None


def is_nearly(word: str, right: str) -> bool:
    """Return whether a word is another with one letter wrong, missing, too many or swapped."""
    at = next(
        (at for at, pair in enumerate(zip(word, right, strict=False)) if pair[0] != pair[1]),
        min(len(word), len(right)),
    )
    swapped = word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    return word != right and (
        word[at + 1 :] in (right[at + 1 :], right[at:])
        or word[at:] == right[at + 1 :]
        or swapped == right[at:]
    )
