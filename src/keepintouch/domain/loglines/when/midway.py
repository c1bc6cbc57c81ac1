"""A day in the middle of a log line, perhaps the line's: `lunch friday with Bob`, `saw Mia last week at hers`."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTHS, WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, words
from keepintouch.domain.loglines.when import days, numbered, unclear, vague
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.domain.loglines.walked import Walked

_AROUND = frozenset(("for", "after", "before", "during", "at"))
_SPENT = wordset("spent enjoyed worked great lovely nice good wonderful long quiet all of whole")
_LONGEST = 4
_TALKS = frozenset(
    ("1:1", "sync", "interview", "review", "debrief", "standup", "chat", "catch-up", "catchup", "talk",
     "session", "check-in", "appointment", "talked", "spoke", "chatted")
)  # fmt: skip
_GOES_ON = words.WITH | words.ABOUT | frozenset(
    ("at", "in", "on", "for", "over", "because", "before", "after", "during", "near", "and", "while", "when", "as")
)  # fmt: skip


def day(walked: Walked) -> tuple[int, int] | None:
    """Return the places of a day, not today, that stands behind a name or a contact."""
    line, calendar = walked.line, walked.calendar
    for first, last in _stretches(walked):
        lows = [line.low(place) for place in range(first, last)]
        verbal = lows[0] in days.VERBS_TOO and not _is_sunday(walked, first, last)
        found = None if verbal else calendar.read(" ".join(lows))
        past = found and (found.on < calendar.today or _is_past_act(walked, first))
        if found and past and found.form in days.AT_THE_END and found.on != calendar.today:
            return first, last
    return None


def _is_past_act(walked: Walked, first: int) -> bool:
    """Return whether a day to come stands where none can: `met Bob 2026-12-03 at the fair`."""
    before = walked.line.tokens[walked.line.start : first]
    booked = any(each.low in unclear.BOOKING for each in before)
    return not booked and days.tells_past(before) and not _is_afterthought(walked, first)


def _is_sunday(walked: Walked, first: int, last: int) -> bool:
    """Return whether it is the day of `brunch sun with Bob`, and no verb as in `Bob sat with Mia`."""
    line = walked.line
    kind = kindwords.kind_of_word(line.low(first - 1)) and first - 1 not in walked.named
    return bool(kind) and (line.low(last) in words.WITH or not line.low(last)[:1].isalnum())


def ahead(walked: Walked) -> tuple[int, int] | None:
    """Return the places of a day to come: `lunch tomorrow with Bob`, `call with Mia next week about …`."""
    line, calendar = walked.line, walked.calendar
    for first, last in _stretches(walked):
        if days.tells_past(line.tokens[line.start : first]) or _is_afterthought(walked, first):
            return None
        found = calendar.read(" ".join(line.low(place) for place in range(first, last)))
        later = found is not None and found.on > calendar.today
        if later or days.coming(line.tokens[:last], first, calendar) == (first, last):
            return first, last
    return None


def _is_afterthought(walked: Walked, first: int) -> bool:
    """Return whether a comma that lists nobody stands before: `chat with Bob, dinner tomorrow at 8`."""
    line, persons = walked.line, walked.walk.persons
    return any(
        line.low(place) == "," and place + 1 not in persons for place in range(line.start, first)
    )


def problem(walked: Walked) -> str | None:
    """Return why `met Mia last week for tea`, `call with Bob on the 12th about …` needs a day."""
    around = _around(walked)
    if around:
        return around
    for first, last in _stretches(walked):
        tail = walked.line.tokens[first:last]
        if vague.is_vague([each.low for each in tail]):
            return vague.said_of(tail, walked.calendar)
        month = MONTHS.get(tail[1].low) if len(tail) == 2 and tail[0].low == "in" else None  # noqa: PLR2004
        if month and month != walked.calendar.today.month:
            return vague.no_single_day(tail)
        ordinal = numbered.ordinal([*tail]) if tail[0].low == "on" else None
        if ordinal:
            return ordinal
    return None


def _around(walked: Walked) -> str | None:
    """Return why `met Bob after Saturday lunch`, `table booked for Saturday with Bob` needs a day."""
    line, today = walked.line, walked.calendar.today.weekday()
    for place in range(line.start, walked.stop - 2):
        if line.low(place) == ",":
            break
        stretch = [line.low(place + step) for step in range(3)]
        if stretch[2] == "weekend" and vague.is_vague(stretch):
            return vague.no_single_day(line.tokens[place : place + 3])
        whole = WEEKDAYS.get(stretch[1]) if stretch[0] in _SPENT else None
        if whole not in {None, today} and stretch[2] in words.WITH | {"at", "in", "together"}:
            return vague.doubtful(line.tokens[place + 1 : place + 2])
        day = WEEKDAYS.get(line.low(place + 1)) if line.low(place) in _AROUND else None
        meal = line.low(place) == "for" and kindwords.kind_of_word(line.low(place + 2)) == "met"
        booked = line.low(place - 1) in unclear.BOOKING and stretch[0] in {"for", "on"}
        if place and booked and stretch[1] in WEEKDAYS:
            return vague.doubtful(line.tokens[place : place + 2])
        if line.low(place) == "for" and not meal:
            continue
        thing = line.low(place + 2).isalpha() and line.low(place + 2) not in days.PARTS_OF_DAY
        if day not in {None, today} and line.tokens[place + 1].capital and thing:
            return vague.doubtful(line.tokens[place + 1 : place + 3])
    return None


def _stretches(walked: Walked) -> Iterator[tuple[int, int]]:
    """Yield where words begin and end, longest first, that may say when it was."""
    line, ends = walked.line, frozenset(walked.walk.persons.values())
    for first in range(line.start + 1, walked.stop):
        if line.low(first - 1) in kindwords.NOT_YET_MET:
            return
        behind = line.low(first - 1)
        told = first - 1 not in walked.named and (
            behind in _TALKS or kindwords.kind_of_word(behind)
        )
        again = behind in {"back", "again"} and kindwords.kind_of_word(line.low(first - 2))
        if first not in ends and not told and not again:
            continue
        for last in range(min(first + _LONGEST, walked.stop), first, -1):
            within = all(line.tokens[each].sort == "word" for each in (first, last - 1))
            if within and _goes_on(walked, last):
                yield first, last


def _goes_on(walked: Walked, place: int) -> bool:
    """Return whether nothing here can belong to the day: no `friday off`, `friday works`."""
    line = walked.line
    low = line.low(place)
    if place >= line.stop:
        return False
    purpose = low == "to" and line.low(place + 1) in words.PURPOSES
    return place == walked.stop or purpose or low in _GOES_ON or not low[:1].isalnum()
