"""Which interval applies to a contact, and whose it is."""

from __future__ import annotations

from datetime import date
from math import ceil, inf, log

from keepintouch.domain.scoring import DUE_ODDS, ENDING, due_line, gap_spread, usual_gap
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.scoring import Rhythm
    from keepintouch.domain.standing import Facts

LEARNED_FROM = 3
"""Contact days from which on a learned rhythm decides."""
SHORTEST, LONGEST = 7, 400
"""Bounds of a learned interval: no reminders for daily people, yearly ones after 13 months."""
QUIET = 30
"""Days before anybody fades: a week's holiday must not fade a daily contact."""
LAST_DAY = date.max.toordinal()
EXPLICIT = frozenset({"contact", "tag"})


class Interval(NamedTuple):
    """The number of days that applies (None: never) and whose it is.

    `source` is `contact`, `tag`, `learned` or `default`; `tag` names the tag.
    """

    source: str
    days: int | None
    cadence: Cadence | None = None
    tag: str | None = None


def interval_of(facts: Facts, mu0: float) -> Interval:
    """Return what applies: the contact's cadence, its tags' shortest, the learned, the default."""
    since = date.fromordinal(facts.rhythm.last_day or facts.added_on)
    if facts.cadence is not None:
        return Interval("contact", _days(facts.cadence, since), facts.cadence)
    if facts.tags:
        tag, cadence = min(facts.tags, key=lambda each: (_days(each[1], since) or inf, each[0]))
        return Interval("tag", _days(cadence, since), cadence, tag)
    if facts.rules.learning and facts.rhythm.k >= LEARNED_FROM:
        return Interval("learned", learned_interval(facts.rhythm, mu0, facts.rules.odds))
    return Interval("default", _days(facts.rules.default, since), facts.rules.default)


def _days(cadence: Cadence, since: date) -> int | None:
    return max(1, cadence.days_from(since)) if cadence.number > 0 else None


def learned_interval(rhythm: Rhythm, mu0: float, odds: float = DUE_ODDS) -> int:
    """Return the due line in whole days, between a week and 13 months."""
    return ceil(min(max(due_line(rhythm, mu0, odds), SHORTEST), LONGEST))


def fades_after(rhythm: Rhythm, mu0: float) -> int:
    """Return after how many days a rhythm of two contact days or more has likely ended."""
    odds = (rhythm.k - 1) / ENDING - 1
    days: float = usual_gap(rhythm, mu0) * odds ** gap_spread(rhythm)
    return ceil(min(max(days, QUIET), LAST_DAY))


def prior(facts: Facts, mu0: float) -> float:
    """Return the mu0 to score with: an explicit cadence stands in while little is learned."""
    rule = interval_of(facts, mu0)
    if facts.rhythm.k < LEARNED_FROM and rule.source in EXPLICIT and rule.days is not None:
        return log(rule.days)
    return mu0
