"""The day of a log line that is walked: which it is, and what stands in its way."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTHS, WEEKDAYS
from keepintouch.domain.loglines.lexicon import kindwords, verbs
from keepintouch.domain.loglines.walked import words_of
from keepintouch.domain.loglines.when import days, edges, lengths, numbered, unclear, vague
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.when.days import Span
    from keepintouch.domain.readings import Words

_RELATIVE = frozenset(("tomorrow", "tonight", "yesterday"))
_STRETCHES = frozenset(("week", "weekend", "month", "weeks", "day", "night", "tomorrow"))
_FEASTS = wordset(
    "christmas xmas boxing eve nye halloween valentine valentines easter thanksgiving pentecost whitsun diwali "
    "hanukkah eid ramadan passover holi carnival midsummer weihnachten ostern pfingsten silvester heiligabend navidad "
    "nochebuena nochevieja new good palm black memorial labor labour mother mothers father fathers bank holiday "
    "independence bastille bonfire fawkes maundy shrove ash pancake patrick stephen burns july purim mothering"
)


def day_problem(walked: Walked, acted: int) -> str | None:
    """Return why the day has to be asked for: it was refused, or may be one of what is told.

    A day right behind the contact that was told at `acted` is that one's.
    """
    walk, parsed, dated = walked.walk, walked.parsed, walked.dated
    span, boundary = dated.span, None if walk.opened else walk.boundary
    if walked.given.day:
        return None
    ranged = None if walk.plan else numbered.stretch(parsed, boundary)
    if ranged:
        return ranged
    if span is None:
        return _of_none(walked, boundary)
    if walk.plan or span.day.on > walked.calendar.today:
        return None
    if days.may_be_to_come(span.day, walked.calendar.today):
        day = parsed[span.first : span.last]
        told = any(each.sort == "sign" for each in parsed[dated.start : span.first])
        return vague.doubtful(day) if told else vague.without_year(day, span.day.on.year)
    if span.first < dated.start:
        return _another_head(walked, span)
    return _another_day(walked, span) or _of_span(walked, span, boundary, acted)


def _of_none(walked: Walked, boundary: int | None) -> str | None:
    """Return why a line of which no day was read may be of another day than today."""
    story = boundary is not None and boundary < edges.end_of_words(walked.parsed, 0)
    return (
        _beyond(walked)
        or unclear.unclear(walked.parsed, walked.line.known, walked.calendar, story=story)
        or _hinted(walked, story=story)
        or _midway(walked)
        or _feast(walked)
    )


def _of_span(walked: Walked, span: Span, boundary: int | None, acted: int) -> str | None:
    """Return why a day that was read may be ahead, or one of what is told."""
    line, walk, parsed, dated = walked.line, walked.walk, walked.parsed, walked.dated
    day = parsed[span.first : span.last]
    if span.first > dated.start and unclear.is_ahead(parsed[dated.start : span.first]):
        return vague.doubtful(day)
    whom = line.start + 1 + (line.low(line.start + 1) == "to")
    ongoing = line.low(line.start).endswith("ing") and whom in walk.hits
    if (ongoing or line.low(line.start) == "having") and span.day.on < walked.calendar.today:
        return vague.doubtful(day)
    if (
        boundary is None
        and walk.opened
        and parsed[span.first - 1].text != ","
        and _is_quoted(walked)
    ):
        return vague.doubtful(day)
    if _ends_told(walked, span) or (boundary is None and _is_news(walked, span)):
        return vague.doubtful(day)
    if boundary is None:
        subject = line.start in walk.persons and walk.persons[line.start]
        return unclear.stated(line.low(subject), line.low(subject + 1), day) if subject else None
    if acted > boundary and unclear.is_of_act(line.tokens[acted:]):
        return None
    return unclear.told_with(line.tokens[boundary:], day)


def _ends_told(walked: Walked, span: Span) -> bool:
    """Return whether a day ends what was told behind a sign, or somebody's own words."""
    before = walked.parsed[walked.dated.start : span.first]
    lows = {each.low for each in before}
    if all(each.sort == "word" for each in before) and lows.isdisjoint(
        ("before", "after", "until")
    ):
        return False
    from keepintouch.domain.loglines.when import endings

    news = endings.ends_news(walked, span) or endings.is_of_theirs(walked, span)
    return news or _is_in_quotes(walked, span)


def _is_news(walked: Walked, span: Span) -> bool:
    """Return whether a day is one of news alone: `Bob retired last friday`."""
    if not walked.walk.persons or span.day.on == walked.calendar.today:
        return False
    from keepintouch.domain.loglines.when import news

    return news.is_news(walked)


def _is_in_quotes(walked: Walked, span: Span) -> bool:
    """Return whether a day is said by somebody: `Mia: "Bob called me yesterday"`."""
    parsed = walked.parsed
    if parsed[-1].sort != "sign" or parsed[-1].text not in "\"'\u201d\u2019\u00bb":
        return False
    from keepintouch.domain.loglines.who.quoted import closed

    return any(closed(parsed, place) for place in range(span.first - 1, -1, -1))


def _is_quoted(walked: Walked) -> bool:
    """Return whether a colon opens somebody's words: `Bob on WhatsApp: landing friday`, `Bob rang: …`."""
    line = walked.line
    before = [line.low(place) for place in range(line.start, walked.stop)]
    told = (kindwords.APP_OF.get(low, kindwords.KIND_OF.get(low)) for low in before)
    return before[-1] in verbs.REACHING or any(kind in kindwords.ONE_WAY for kind in told)


def _another_day(walked: Walked, span: Span) -> str | None:
    """Return why a line that speaks of two days is to be asked about."""
    middle = days.stray(walked.line.tokens, walked.line.start, walked.stop, walked.calendar)
    if middle is None and not _names_days(walked):
        return None
    from keepintouch.domain.loglines.when import hinted as loghinted

    return loghinted.two_days(walked.line, walked.walk, span.day.on, middle, walked.calendar)


def _another_head(walked: Walked, span: Span) -> str | None:
    """Return why `Mon: called Bob. Tue: met Mia`, or `3d called Bob`, is to be asked about."""
    if span.day.form == "length" and walked.parsed[span.last].text != ":":
        return lengths.unsaid(walked.parsed[span.first : span.last])
    if walked.line.text.count(":") < 2:  # noqa: PLR2004 - the line's own day has one
        return None
    from keepintouch.domain.loglines.when import hinted as loghinted

    return loghinted.another_head(walked.line, span.day.on, walked.calendar)


def _names_days(walked: Walked) -> bool:
    return any(
        each.low in WEEKDAYS or each.low in MONTHS or each.low in _RELATIVE
        for each in walked.parsed
    )


def _hinted(walked: Walked, *, story: bool) -> str | None:
    """Return why another weekday before all, or another month at the end, has to be asked about."""
    if not _names_days(walked):
        return None
    from keepintouch.domain.loglines.when import hinted as loghinted

    parsed, calendar = walked.parsed, walked.calendar
    head = loghinted.weekday_first(parsed, walked.line.known, calendar)
    if head:
        return vague.doubtful(head)
    dated = loghinted.before_colon(parsed, calendar)
    if dated:
        return vague.doubtful(dated)
    month = loghinted.month_first(parsed, calendar)
    if month:
        return vague.no_single_day(month)
    if story or (walked.walk.opened and loghinted.is_wrote(walked.line, walked.walk.boundary)):
        return None
    tail = loghinted.month_last(parsed, calendar)
    if tail:
        return vague.no_single_day(tail)
    near = () if walked.walk.plan or walked.dated.ahead else loghinted.weekday_last(parsed)
    return vague.doubtful(near) if near else None


def _beyond(walked: Walked) -> str | None:
    """Return why a day to come behind a contact that was has to be asked about."""
    if walked.dated.beyond is None or walked.walk.plan:
        return None
    from keepintouch.domain.loglines.when import beyond

    return beyond.problem(walked, walked.dated.beyond)


def _feast(walked: Walked) -> str | None:
    """Return why `christmas day: lunch with Bob` has to be asked about."""
    if walked.walk.plan or _FEASTS.isdisjoint(token.low for token in walked.line.tokens):
        return None
    from keepintouch.domain.loglines.when import feasts

    return feasts.problem(walked)


def _midway(walked: Walked) -> str | None:
    """Return why `met Mia last week for tea` has to be asked about."""
    if walked.walk.plan or not may_say_a_day(walked):
        return None
    from keepintouch.domain.loglines.when import midway

    return midway.problem(walked)


def may_say_a_day(walked: Walked) -> bool:
    """Return whether a day may stand in the middle: a weekday, a month, a number, `last week`."""
    return any(
        low in _STRETCHES or low in WEEKDAYS or low in MONTHS or low[:1].isdecimal()
        for low in (each.low for each in walked.line.tokens)
    )


def day_words(walked: Walked) -> Words | None:
    """Return the words of the day, if it was read and no flag says another."""
    span = walked.dated.span
    if span is None or walked.given.day:
        return None
    return words_of(walked.line.text, walked.parsed, span.first, span.last)


def stray(walked: Walked, problem: str | None) -> Words | None:
    """Return words in the middle that would be a day at an end, where no other is known."""
    line = walked.line
    if walked.dated.span or walked.given.day or problem:
        return None
    found = days.stray(line.tokens, line.start, walked.stop, walked.calendar)
    if found is None and not walked.walk.plan and may_say_a_day(walked):
        from keepintouch.domain.loglines.when import midway

        found = midway.day(walked)
    return walked.words(*found) if found else None
