"""Whether a log line that is walked is no log: planned, undone, among others, asked, or only maybe."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import verbs
from keepintouch.domain.loglines.looks.last import looked
from keepintouch.domain.loglines.not_logs import plans
from keepintouch.domain.loglines.walked import words_of
from keepintouch.domain.loglines.when.answers import may_say_a_day
from keepintouch.domain.readings import Plan
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.how.kinds import How
    from keepintouch.domain.loglines.walked import Walked
    from keepintouch.domain.loglines.when.days import Span

_QUESTIONING = frozenset(("did", "when", "where", "why", "how", "what", "who", "which", "whose"))


def plan(walked: Walked, how: How) -> Plan | None:
    """Return the words that say it has not happened, did not, lies ahead, or is only asked."""
    line, walk = walked.line, walked.walk
    found = plans.untold(line, walk)
    if found:
        return Plan(walked.words(*found[:2]), found[2])
    ahead = None if walked.given.day else walked.dated.ahead
    if ahead and (walk.boundary is None or walk.opened or walk.boundary >= ahead[0]):
        return Plan(words_of(line.text, walked.parsed, *ahead), "plan")
    span = None if walked.given.day else walked.dated.span
    if span and span.day.on == walked.calendar.today and _is_to_come(walked, span):
        return Plan(words_of(line.text, walked.parsed, span.first, span.last), "plan")
    return _midway_plan(walked) or _question(walked) or _look(walked, how)


def _is_to_come(walked: Walked, span: Span) -> bool:
    """Return whether it is `seeing Bob today`, `call Bob tonight`."""
    low = walked.line.low(walked.line.start)
    tonight = walked.parsed[span.first].low == "tonight"
    return low in plans.ONGOING or (tonight and low in verbs.REACHING_NOW | {"see", "meet"})


def _look(walked: Walked, how: How) -> Plan | None:
    """Return what a last look finds is to be asked, where no flag says who took part."""
    found = looked(walked, how) if walked.given.people is None else None
    return Plan(walked.words(*found[:2]), found[2]) if found else None


def _midway_plan(walked: Walked) -> Plan | None:
    """Return the words that put `lunch tomorrow with Bob` ahead."""
    if walked.given.day or walked.dated.span or not may_say_a_day(walked):
        return None
    from keepintouch.domain.loglines.when import midway

    ahead = midway.ahead(walked)
    return Plan(walked.words(*ahead), "plan") if ahead else None


def _question(walked: Walked) -> Plan | None:
    """Return the words that make the line a question."""
    line = walked.line
    if "?" not in line.text and line.low(line.start) not in _QUESTIONING:
        return None
    from keepintouch.domain.loglines.not_logs import questions

    asked = questions.question(line, walked.walk.hits)
    return Plan(walked.words(*asked[:2]), asked[2]) if asked else None
