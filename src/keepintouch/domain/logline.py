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

from keepintouch.domain.daywords import echo
from keepintouch.domain.loglines.how.ways import how
from keepintouch.domain.loglines.not_logs import plans
from keepintouch.domain.loglines.not_logs.verdicts import plan
from keepintouch.domain.loglines.parts import doubting, explained, gist_of
from keepintouch.domain.loglines.tokens import Token, owned, phrases, tokens
from keepintouch.domain.loglines.walked import Walked
from keepintouch.domain.loglines.when import days
from keepintouch.domain.loglines.when.answers import day_problem, day_words, stray
from keepintouch.domain.loglines.who import hits as loghits
from keepintouch.domain.loglines.who.names import Walk
from keepintouch.domain.loglines.who.people import newcomers, people
from keepintouch.domain.names import Match
from keepintouch.domain.readings import Given, Named, New, Part, Plan, Reading, Words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

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
    parsed, calendar = owned(_spelt_out(text), known), days.Calendar(today, given.order)
    reading = _read(text, parsed, calendar, known, given)
    if reading.kind_words or given.kind:
        return reading
    return _mended(text, parsed, calendar, known, given) or reading


def _spelt_out(text: str) -> list[Token]:
    """Return the tokens of a line, with the `to` that a digit stands for."""
    line = tokens(text)
    if not any(token.low == "2" for token in line):
        return line
    from keepintouch.domain.loglines import spelling

    return spelling.spelt_out(line)


def _mended(
    text: str,
    parsed: list[Token],
    calendar: days.Calendar,
    known: Mapping[str, tuple[Match, ...]],
    given: Given,
) -> Reading | None:
    """Return the line as it reads if a word is only nearly one that tells the kind, to be asked."""
    from keepintouch.domain.loglines.how import typos

    mended = typos.mended(parsed, known)
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
    calendar: days.Calendar,
    known: Mapping[str, tuple[Match, ...]],
    given: Given,
) -> Reading:
    dated = days.dated(parsed, calendar)
    line = _line(text, parsed, known, dated)
    hits = loghits.find(line)
    plan = plans.at_the_start(line, hits, line.start)
    walk = Walk(line, hits, plan)
    walk.run()
    return _reading(Walked(line, walk, given, parsed, dated, calendar))


def _line(
    text: str, parsed: list[Token], known: Mapping[str, tuple[Match, ...]], dated: days.Dated
) -> loghits.Line:
    kept = parsed
    if dated.span and dated.span.first >= dated.start:
        kept = parsed[: dated.span.first] + parsed[dated.span.last :]
    return loghits.Line(text, kept, known, dated.start, len(kept), loghits.is_titled(kept))


def _reading(walked: Walked) -> Reading:
    line, walk, given, parsed, dated, calendar = walked
    found = how(walked)
    kind, direction, sure = found
    participants, mentions = people(walk, given)
    day = dated.span.day.on if dated.span and dated.span.day.on <= calendar.today else None
    tags = [token for token in parsed if token.sort == "tag"]
    problem = day_problem(walked, kind[1][0] if kind and sure else line.start)
    reading = Reading(
        text=line.text,
        gist=line.text.strip() if problem else _gist(walked),
        participants=participants,
        mentions=mentions,
        new=newcomers(walk, given),
        kind=given.kind or (kind[0] if kind else "talked"),
        kind_words=walked.words(*kind[1]) if kind and not given.kind else None,
        direction=direction if sure or given.kind in {None, kind and kind[0]} else None,
        day=given.day or day or calendar.today,
        day_words=day_words(walked),
        tags=tuple(dict.fromkeys((*given.tags, *(tag.text[1:] for tag in tags)))),
        plan=plan(walked, found),
        stray=stray(walked, problem),
        unlinked=tuple(walk.unlinked),
        parts=(),
        day_problem=problem,
    )
    return _told(walked, reading, tags, sure=sure)


def _told(walked: Walked, reading: Reading, tags: list[Token], *, sure: bool) -> Reading:
    """Return the reading with its words explained, and its kind to be asked about if unsure."""
    boundary, day = walked.walk.boundary, echo(reading.day, walked.calendar.today)
    ended = None
    if boundary is not None and reading.mentions:
        ended = walked.words(boundary, boundary + 1)
    whole = reading._replace(parts=explained(reading, day, ended, tags))
    return whole if sure or not whole.kind_words else doubting(whole, whole.kind_words)


def _gist(walked: Walked) -> str:
    parsed, dated, text = walked.parsed, walked.dated, walked.line.text
    if dated.start >= len(parsed):
        return ""
    span = dated.span
    stop = parsed[span.first].start if span and span.first >= dated.start else len(text)
    return gist_of(text, parsed, parsed[dated.start].start, stop)
