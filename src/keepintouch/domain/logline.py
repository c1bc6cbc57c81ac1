"""The grammar of a log line: who, what kind, which day, read from words as people type them.

1. The text stays as typed; it is only understood, never rewritten.
2. `@handle` forces a person, `+tag` adds a tag, flags win over everything read.
3. Names before the first `about`, `that`, `said`, `:`, full stop … took part; names behind
   it, and possessives, are mentions. A name straight before `:` opens the line.
4. Names that are words (will, may, rose) count only where a name must stand.
5. A day stands at the start or at the end, in the closed grammar of dates.
6. The first word that tells a kind decides it.
7. Plans, and what did not happen, are not logs.
8. Whatever is not certain is to be asked.
9. A capitalised word that is nobody known is new where a participant can stand.
"""

from __future__ import annotations

from keepintouch.domain import (
    logdays,
    logdirections,
    loghits,
    logkinds,
    logplans,
    logunclear,
)
from keepintouch.domain import logwords as words
from keepintouch.domain.daywords import echo
from keepintouch.domain.logends import is_stop
from keepintouch.domain.logkinds import How
from keepintouch.domain.lognames import Walk
from keepintouch.domain.logparts import doubting, explained, gist_of
from keepintouch.domain.logtokens import Token, phrases, tokens
from keepintouch.domain.names import Match
from keepintouch.domain.readings import Given, Named, New, Part, Plan, Reading, Words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from keepintouch.domain.people import Person

__all__ = ["Given", "Match", "Named", "New", "Part", "Plan", "Reading", "Words", "phrases", "read"]

NOTHING = Given()


def read(
    text: str,
    today: date,
    known: Mapping[str, tuple[Match, ...]],
    given: Given = NOTHING,
) -> Reading:
    """Read a line; `known` maps each of `phrases(text)` that is a name to all who go by it.

    Any text can be read; what cannot be understood is simply not in the reading.
    """
    parsed, calendar = tokens(text), logdays.Calendar(today, given.order)
    reading = _read(text, parsed, calendar, known, given)
    if reading.kind_words or given.kind:
        return reading
    return _mended(text, parsed, calendar, known, given) or reading


def _mended(
    text: str,
    parsed: list[Token],
    calendar: logdays.Calendar,
    known: Mapping[str, tuple[Match, ...]],
    given: Given,
) -> Reading | None:
    """Return the line as it reads if a word is only nearly one that tells the kind, to be asked."""
    from keepintouch.domain import logtypos

    mended = logtypos.mended(parsed, known)
    if mended is None:
        return None
    reading = _read(text, mended[0], calendar, known, given)
    found = reading.kind_words
    if found is None or not found.start <= parsed[mended[1]].start < found.end:
        return None
    return doubting(reading, found)


def _read(
    text: str,
    parsed: list[Token],
    calendar: logdays.Calendar,
    known: Mapping[str, tuple[Match, ...]],
    given: Given,
) -> Reading:
    dated = logdays.dated(parsed, calendar)
    line = _line(text, parsed, known, dated)
    hits = loghits.find(line)
    plan = logplans.at_the_start(line, hits, line.start)
    walk = Walk(line, hits, plan)
    walk.run()
    return _reading(line, walk, given, parsed, dated, calendar)


def _line(
    text: str, parsed: list[Token], known: Mapping[str, tuple[Match, ...]], dated: logdays.Dated
) -> loghits.Line:
    kept = parsed
    if dated.span and dated.span.first >= dated.start:
        kept = parsed[: dated.span.first] + parsed[dated.span.last :]
    return loghits.Line(text, kept, known, dated.start, len(kept), loghits.is_titled(kept))


def _reading(
    line: loghits.Line,
    walk: Walk,
    given: Given,
    parsed: list[Token],
    dated: logdays.Dated,
    calendar: logdays.Calendar,
) -> Reading:
    kind, direction, sure = _how(line, walk)
    participants, mentions = _people(walk, given)
    span, today = dated.span, calendar.today
    day = span.day.on if span and span.day.on <= today else today
    tags = [token for token in parsed if token.sort == "tag"]
    acted = kind[1][0] if kind and sure else line.start
    problem = None if given.day else _day_problem(line, walk, parsed, dated, calendar, acted)
    reading = Reading(
        text=line.text,
        gist=_gist(line, parsed, dated),
        participants=participants,
        mentions=mentions,
        new=() if given.people is not None else _once(walk.new),
        kind=given.kind or (kind[0] if kind else "talked"),
        kind_words=_words(line.text, line.tokens, kind[1]) if kind and not given.kind else None,
        direction=direction if sure or given.kind in {None, kind and kind[0]} else None,
        day=given.day or day,
        day_words=_words(line.text, parsed, span[:2]) if span and not given.day else None,
        tags=tuple(dict.fromkeys((*given.tags, *(tag.text[1:] for tag in tags)))),
        plan=_plan(line, walk, parsed, None if given.day else dated.ahead),
        stray=_stray(line, walk, span, given, calendar, problem),
        unlinked=tuple(walk.unlinked),
        parts=(),
        day_problem=problem,
    )
    boundary = None
    if walk.boundary is not None and mentions:
        boundary = _words(line.text, line.tokens, (walk.boundary, walk.boundary + 1))
    whole = reading._replace(parts=explained(reading, echo(reading.day, today), boundary, tags))
    return whole if sure or not whole.kind_words else doubting(whole, whole.kind_words)


def _how(line: loghits.Line, walk: Walk) -> How:
    places, opened = _telling(line, walk), walk.boundary if walk.opened else None
    kind = logkinds.kind_of(line, places)
    direction = logdirections.direction_of(line, places, walk.persons, opened=opened)
    subject = walk.persons.get(line.start)
    told = kind and logkinds.is_told(line, walk.boundary, kind[1][0], subject)
    how = How(kind, direction, not told)
    if kind is None and walk.boundary is None:
        return how
    if kind and (
        direction or kind[0] not in logkinds.ONE_WAY or not logkinds.by_app(line, kind[1][0])
    ):
        return how
    from keepintouch.domain import loglater

    return loglater.told(line, walk, how, opened=opened)


def _day_problem(
    line: loghits.Line,
    walk: Walk,
    parsed: list[Token],
    dated: logdays.Dated,
    calendar: logdays.Calendar,
    acted: int,
) -> str | None:
    """Return why the day has to be asked for: it was refused, or may be one of what is told.

    A day right behind the contact that was told at `acted` is that one's.
    """
    span, boundary = dated.span, None if walk.opened else walk.boundary
    if span is None:
        story = boundary is not None and boundary < logdays.end_of_words(parsed, 0)
        return logunclear.unclear(parsed, line.known, calendar, story=story)
    if walk.plan or span.first < dated.start or span.day.on > calendar.today:
        return None
    day = parsed[span.first : span.last]
    if span.first > dated.start and logunclear.is_ahead(parsed[dated.start : span.first]):
        return logunclear.doubtful(day)
    if boundary is None:
        subject = line.start in walk.persons and walk.persons[line.start]
        return logunclear.stated(line.low(subject), day) if subject else None
    if acted > boundary and logunclear.is_of_act(line.tokens[acted:]):
        return None
    return logunclear.told_with(line.tokens[boundary:], day)


def _words(text: str, parsed: list[Token], places: tuple[int, int]) -> Words:
    start, end = parsed[places[0]].start, parsed[places[1] - 1].end
    return Words(text[start:end], start, end)


def _telling(line: loghits.Line, walk: Walk) -> list[int]:
    """Return the places whose words tell kind and direction: no names, nothing only spoken of."""
    stop = line.stop if walk.boundary is None else walk.boundary
    places = list(range(line.start, stop))
    if walk.boundary is not None and _heads(line, walk):
        first = walk.boundary + 1
        while line.low(first) in words.STOPS:
            first += 1
        for place in range(first, line.stop):
            low = line.low(place)
            if low in words.ABOUT or low in words.STOPS or low in words.AFTER_PEOPLE:
                break
            places.append(place)
    named = {each for first, last in walk.persons.items() for each in range(first, last)}
    return [place for place in places if place not in named and line.tokens[place].sort == "word"]


def _heads(line: loghits.Line, walk: Walk) -> bool:
    """Return whether what stands before the boundary is only whom the rest is about."""
    boundary = walk.boundary or line.start
    if line.tokens[boundary].text in _HEADING:
        return True
    named = {each for first, last in walk.persons.items() for each in range(first, last)}
    before = set(range(line.start, boundary)) - named
    return (
        bool(named)
        and is_stop(line, boundary)
        and not any(line.tokens[each].sort == "word" for each in before)
    )


_HEADING = words.DASHES - {";"} | {":", "-"}


def _people(walk: Walk, given: Given) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Return who took part and who is only mentioned, everybody once.

    With `--with`, only those took part; names read from the text are then mentions,
    and what is not certain among them is left out rather than asked.
    """
    took_part, mentions = _unique(walk.participants), walk.mentions
    if given.people is not None:
        nowhere = Words("", 0, 0)
        mentions = [each for each in (*took_part, *mentions) if each.person]
        took_part = [Named(nowhere, (person,)) for person in given.people]
    everybody = {person for each in took_part for person in each.candidates}
    kept = [each for each in mentions if everybody.isdisjoint(each.candidates)]
    return tuple(took_part), tuple(_unique(kept))


def _unique(named: Iterable[Named]) -> list[Named]:
    """Return each person, or set of people to choose from, once: a certain one over a doubtful."""
    found: dict[tuple[Person, ...], Named] = {}
    for each in named:
        kept = found.get(each.candidates)
        if kept is None or (each.sure and not kept.sure):
            found[each.candidates] = each
    return list(found.values())


def _once(new: list[New]) -> tuple[New, ...]:
    return tuple({each.name: each for each in reversed(new)}.values())[::-1]


def _plan(
    line: loghits.Line, walk: Walk, parsed: list[Token], ahead: tuple[int, int] | None
) -> Plan | None:
    found = logplans.untold(line, walk)
    if found:
        return Plan(_words(line.text, line.tokens, found[:2]), found[2])
    if ahead and (walk.boundary is None or walk.opened or walk.boundary >= ahead[0]):
        return Plan(_words(line.text, parsed, ahead), "plan")
    return None


def _stray(
    line: loghits.Line,
    walk: Walk,
    span: logdays.Span | None,
    given: Given,
    calendar: logdays.Calendar,
    problem: str | None,
) -> Words | None:
    if span or given.day or problem:
        return None
    stop = line.stop if walk.boundary is None else walk.boundary
    found = logdays.stray(line.tokens, line.start, stop, calendar)
    return _words(line.text, line.tokens, found) if found else None


def _gist(line: loghits.Line, parsed: list[Token], dated: logdays.Dated) -> str:
    if dated.start >= len(parsed):
        return ""
    span = dated.span
    stop = parsed[span.first].start if span and span.first >= dated.start else len(line.text)
    return gist_of(line.text, parsed, parsed[dated.start].start, stop)
