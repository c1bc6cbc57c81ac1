"""Whom to be in touch with first: signals from 0 to 1, importance, and the day's short list."""

from __future__ import annotations

from math import log

from keepintouch.domain.intervals import EXPLICIT, QUIET
from keepintouch.domain.scoring import DUE_ODDS, chance_alive, gap_spread, usual_gap
from keepintouch.domain.standing import UNKNOWN_SPREAD, Standing, Weights, spread_of
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.domain.scoring import Rhythm

LEAD_DAYS = 7
BELATED_DAYS = 3
BELATED = 0.8
EVE, PROMISED = 0.5, 0.9
SHOWN_FACTOR = 0.9
DRIFT_BEST = 6.0
"""`n90_max` of people one was in touch with about twice a month or more."""
SLACK = 1 + 1e-9
"""Keeps rounding from letting a bound fall below what it bounds."""
NEVER = 1e300
"""Longer than anybody waits, and a number to every SQL."""
HIDDEN = frozenset({"snoozed", "paused", "archived"})


class Signals(NamedTuple):
    """Why somebody is on the list, each from 0 to 1, and their noisy-or.

    `asks` says that they belong on it, `must` that no limit keeps them off.
    """

    rhythm: float = 0.0
    date: float = 0.0
    promise: float = 0.0
    asks: bool = False
    must: bool = False

    @property
    def urgency(self) -> float:
        """Return the chance that at least one of the three is a reason."""
        return 1 - (1 - self.rhythm) * (1 - self.date) * (1 - self.promise)


class Candidate(NamedTuple):
    """Somebody to be ranked: `name` folded, `shown` on how many of the last seven days in vain."""

    id: str
    name: str
    signals: Signals
    days_over: int = 0
    importance: str = "normal"
    shown: int = 0
    weights: Weights = Weights()

    @property
    def points(self) -> float:
        """Return the score, from 0 to 100."""
        tired: float = 1.0 if self.signals.must else SHOWN_FACTOR**self.shown
        return 100 * self.weights.of(self.importance) * self.signals.urgency * tired


def late_signal(waited: float, interval: int, spread: float) -> float:
    """Return how late somebody is: .75 when the interval is just over, whatever its source."""
    odds: float = DUE_ODDS * (waited / interval) ** (1 / spread)
    return 1 - 1 / (1 + odds)


def rhythm_signal(standing: Standing, rhythm: Rhythm, mu0: float) -> float:
    """Return how much the rhythm asks for somebody; a learned one less, the likelier it ended."""
    interval = standing.interval.days
    if interval is None or not standing.is_due:
        return 0.0
    spread = spread_of(rhythm)
    late = late_signal(standing.waited, interval, spread)
    if standing.interval.source != "learned":
        return late
    odds: float = (standing.waited / usual_gap(rhythm, mu0)) ** (1 / spread)
    return late * chance_alive(rhythm.k, odds)


def date_signal(days_until: int, lead: int = LEAD_DAYS) -> float:
    """Return how near a birthday or other day is; negative days are those since."""
    if 0 <= days_until <= lead:
        return 1 - 0.4 * days_until / max(lead, 1)
    return BELATED if -BELATED_DAYS <= days_until < 0 else 0.0


def promise_signal(days_over: int) -> float:
    """Return how much a promise presses; it never fades by itself."""
    if days_over > 0:
        return 1 - (1 - PROMISED) * 2 ** (-days_over / 7)
    return {0: PROMISED, -1: EVE}.get(days_over, 0.0)


def signals(
    standing: Standing,
    rhythm_urge: float,
    *,
    dates: Iterable[int] = (),
    promises: Iterable[int] = (),
    lead: int = LEAD_DAYS,
) -> Signals:
    """Put signals together: `dates` in days until, `promises` in days over.

    Leave out dates that a touchpoint on or after the day has cleared. Of several the
    strongest counts. Nothing brings the snoozed, paused and archived onto the list.
    """
    if standing.status in HIDDEN:
        return Signals()
    dates, promises = tuple(dates), tuple(promises)
    must = 0 in dates or any(days >= 0 for days in promises)
    belated = any(-BELATED_DAYS <= days < 0 for days in dates)
    return Signals(
        rhythm=rhythm_urge,
        date=max((date_signal(days, lead) for days in dates), default=0.0),
        promise=max(map(promise_signal, promises), default=0.0),
        asks=must or belated or rhythm_urge > 0,
        must=must,
    )


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return those who ask, must-dos first, then by points; the order never depends on luck."""
    return sorted(
        (each for each in candidates if each.signals.asks),
        key=lambda each: (
            not each.signals.must,
            -each.points,
            -each.days_over,
            each.name,
            each.id,
        ),
    )


def select(ordered: Sequence[Candidate], limit: int) -> Sequence[Candidate]:
    """Return the day's list: all must-dos, which count towards the limit, then the first."""
    musts = sum(each.signals.must for each in ordered)
    return ordered[: max(limit, musts)]


def closest_bound(
    elapsed: float, interval: float, power: float, *, h0: float = 0.0, hg: float = 0.0
) -> float:
    """Return a bound that the rhythm signal never exceeds, with the terms of a `DueRange`.

    For `elapsed` at or past the interval.
    """
    odds: float = (elapsed / interval) ** power
    return (1 - 1 / (1 + DUE_ODDS * odds)) / (1 + h0 + hg * odds) * SLACK


def reach(points: float, weight: float) -> tuple[float, float]:
    """Return how long somebody must have waited to have this many points, as two terms.

    With an importance of this weight and a `power`, nobody's bound reaches them before
    `interval * (first + second * power)`. The exact multiple, odds to the 1 / power, is
    convex in the power, so that its tangent lies below.
    """
    share = points / (100 * weight) / SLACK**2
    if share >= 1:
        return NEVER, 0.0
    odds = share / (1 - share) / DUE_ODDS
    if odds <= 1:
        return 0.0, 0.0
    usual = 1 / UNKNOWN_SPREAD
    multiple = odds**UNKNOWN_SPREAD
    slope = -multiple * log(odds) * UNKNOWN_SPREAD**2
    return (multiple - slope * usual) / SLACK, slope / SLACK


def has_drifted(standing: Standing, rhythm: Rhythm, mu0: float) -> bool:
    """Say whether somebody once close is silent beyond their rhythm; an own cadence only lapses."""
    elapsed = standing.elapsed
    if elapsed is None or elapsed < QUIET or rhythm.n90_max < DRIFT_BEST:
        return False
    if standing.interval.source in EXPLICIT or standing.status in HIDDEN:
        return False
    odds: float = (elapsed / usual_gap(rhythm, mu0)) ** (1 / gap_spread(rhythm))
    return chance_alive(rhythm.k, odds) < 0.5  # noqa: PLR2004 - more likely ended than not


def load(intervals: Iterable[int | None]) -> float:
    """Return how many contacts a day these intervals ask for."""
    return sum(1 / days for days in intervals if days)


def stretch(asked: float, capacity: float) -> float:
    """Return by what factor intervals must grow so that `capacity` contacts a day suffice."""
    return max(1.0, asked / capacity) if capacity > 0 else 1.0
