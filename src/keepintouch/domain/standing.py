"""Where a relationship stands on a day: the interval that applies, the due day, the status.

Days are ordinals. A standing is decided from `Facts` and the reading day alone; all a
store keeps of it is the padded `DueRange`, which leaves out no day somebody is due.
"""

from __future__ import annotations

from keepintouch.domain import duedays
from keepintouch.domain.cadence import Cadence
from keepintouch.domain.intervals import LEARNED_FROM, Interval, interval_of
from keepintouch.domain.scoring import ENDING, gap_spread, usual_gap
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from keepintouch.domain.pauses import Pause
    from keepintouch.domain.scoring import Rhythm

MU0_TOLERANCE = 0.05
"""How far mu0 may move before stored ranges are made anew: 1 % of an interval at most."""
UNKNOWN_SPREAD = 0.6
SOON = 3
OUT = frozenset({"archived", "deceased"})


class Weights(NamedTuple):
    """What each importance multiplies a score by, from 0 to 1."""

    inner: float = 1.0
    close: float = 0.8
    normal: float = 0.6
    wider: float = 0.4

    def of(self, importance: str) -> float:
        """Return the weight of an importance, by its word."""
        weight: float = getattr(self, importance)
        return weight


class Rules(NamedTuple):
    """What the user set for everybody: how often by default, what counts, how much it weighs.

    A touchpoint of a kind in `uncounted`, or with more than `crowd` people, is kept but
    says nothing about a rhythm. A learned rhythm asks when the silence is longer than the
    share `quantile` of usual gaps.
    """

    default: Cadence = Cadence(90, "d")
    learning: bool = True
    crowd: int = 8
    uncounted: frozenset[str] = frozenset()
    quantile: float = 0.75
    weights: Weights = Weights()

    @property
    def odds(self) -> float:
        """Return the odds of the quantile: 3 at three quarters."""
        return self.quantile / (1 - self.quantile)

    def counts(self, kind: str, people: int) -> bool:
        """Say whether a touchpoint of this kind, with so many people, counts."""
        return kind not in self.uncounted and people <= self.crowd


class Facts(NamedTuple):
    """What a standing rests on.

    `tags` are the names and cadences of those tags of the contact that have one. `paused`
    are its pauses, past and running; `planned_on` its next touchpoint still to come. A
    snooze holds until a touchpoint on or after its day; logging one before clears it.
    """

    id: str
    added_on: int
    rhythm: Rhythm
    cadence: Cadence | None = None
    tags: tuple[tuple[str, Cadence], ...] = ()
    rules: Rules = Rules()
    state: str = "active"
    spread: bool = False
    snoozed_until: int | None = None
    paused: tuple[Pause, ...] = ()
    planned_on: int | None = None


class Standing(NamedTuple):
    """How a contact stands on a day.

    `status` is `new`, `ok`, `soon`, `due`, `lapsed`, `faded`, `snoozed`, `paused` or
    `archived`. `elapsed` counts the unpaused days since the last touchpoint (None without
    one), `days_over` those since `due_on` (negative: days still to go). `waited` is what
    urgency counts: `elapsed`, or more for those who are due without it (snoozed, never met).
    """

    status: str
    interval: Interval
    elapsed: int | None
    due_on: int | None
    days_over: int | None
    waited: int

    @property
    def is_due(self) -> bool:
        """Whether the rhythm asks for them: faded, snoozed, paused and archived never."""
        over = self.days_over
        return self.status in {"new", "due", "lapsed"} and over is not None and over >= 0


class DueRange(NamedTuple):
    """What a store keeps of a standing: the days of being due, and the terms of a bound.

    Whatever mu0 within the tolerance: nobody is due before `due_from` (None: never), all
    are from `due_by` until `fades_from`, and none from `fades_by` (None: they do not fade).
    `anchor`, `interval`, `power`, `h0`, `hg` go into `priority.closest_bound`, with
    `elapsed = day - anchor`. For explicit cadences the days are exact.
    """

    due_from: int | None
    due_by: int | None = None
    fades_from: int | None = None
    fades_by: int | None = None
    anchor: int = 0
    interval: int = 1
    power: float = 1 / UNKNOWN_SPREAD
    h0: float = 0.0
    hg: float = 0.0


NEVER_DUE = DueRange(None)


def standing(facts: Facts, *, on: int, mu0: float) -> Standing:
    """Return how a contact stands on the day `on`; `mu0` is the population's mean log gap."""
    rule = interval_of(facts, mu0)
    elapsed = duedays.elapsed_days(facts, on)
    due_on = None if _is_out(facts) else duedays.due_day(facts, rule.days, on)
    over = None if due_on is None else duedays.days_over(facts, due_on, on)
    asked = 0 if rule.days is None or over is None else rule.days + over
    return Standing(
        status=_outside(facts, on) or _status(facts, rule, on, over, mu0),
        interval=rule,
        elapsed=elapsed,
        due_on=due_on,
        days_over=over,
        waited=max(elapsed or 0, asked),
    )


def due_range(facts: Facts, *, mu0: float, tolerance: float = MU0_TOLERANCE) -> DueRange:
    """Return the days on which the contact may be due, for any mu0 within the tolerance."""
    early = interval_of(facts, mu0 - tolerance)
    late = interval_of(facts, mu0 + tolerance) if early.source == "learned" else early
    if _is_out(facts) or early.days is None or late.days is None:
        return NEVER_DUE
    due = duedays.rhythm_due(facts, early.days)
    last = due if late is early else duedays.rhythm_due(facts, late.days)
    if due is None or last is None:
        return NEVER_DUE
    first = _listed(facts, due, early.days)
    over = duedays.days_over(facts, _snoozed(facts, due), first)
    found = DueRange(
        due_from=first,
        due_by=first if late is early else _listed(facts, last, late.days),
        anchor=first - over - early.days,
        interval=early.days,
        power=1 / spread_of(facts.rhythm),
    )
    return _fading(facts, found, mu0, tolerance) if early.source == "learned" else found


def spread_of(rhythm: Rhythm) -> float:
    """Return the spread by which lateness grows: one's own once it is known, else a common one."""
    return gap_spread(rhythm) if rhythm.k >= LEARNED_FROM else UNKNOWN_SPREAD


def _is_out(facts: Facts) -> bool:
    return facts.state in OUT or duedays.pause_is_open(facts)


def _outside(facts: Facts, on: int) -> str | None:
    """Return why the rhythm is not looked at, if it is not."""
    if facts.state in OUT:
        return "archived"
    if duedays.pause_is_open(facts) or on < duedays.after_pause(facts, on):
        return "paused"
    snoozed = duedays.snooze_end(facts)
    return "snoozed" if snoozed is not None and on < snoozed else None


def _status(facts: Facts, rule: Interval, on: int, over: int | None, mu0: float) -> str:
    if not facts.rhythm.k:
        return "new"
    if over is None or rule.days is None:
        return "ok"
    if over < 0:
        return "soon" if -over <= SOON and -over * 5 <= rule.days else "ok"
    if rule.source == "learned":
        fades_on = duedays.fading_day(facts, mu0)
        if fades_on is not None and on >= fades_on:
            return "faded"
    return "lapsed" if over else "due"


def _snoozed(facts: Facts, due: int) -> int:
    """Return the day from which somebody is over: a snooze that ends sooner brings it forward."""
    snoozed = duedays.snooze_end(facts)
    return due if snoozed is None else min(due, snoozed)


def _listed(facts: Facts, due: int, days: int) -> int:
    """Return the first day on which a reader finds somebody on the list."""
    due = _snoozed(facts, due)
    if facts.planned_on is not None:
        due = duedays.after_plan(facts.planned_on, due, days)
    return duedays.after_pause(facts, max(due, duedays.snooze_end(facts) or due))


def _fading(facts: Facts, found: DueRange, mu0: float, tolerance: float) -> DueRange:
    """Add when a learned rhythm fades, and its chance to be alive unless a pause blurs that."""
    h0 = ENDING / (facts.rhythm.k - 1)
    found = found._replace(
        fades_from=duedays.fading_day(facts, mu0 - tolerance),
        fades_by=duedays.fading_day(facts, mu0 + tolerance),
    )
    if any(end is None or end > (found.due_from or 0) for _, end in facts.paused):
        return found
    ratio = found.interval / usual_gap(facts.rhythm, mu0 + tolerance)
    return found._replace(h0=h0, hg=h0 * ratio**found.power)
