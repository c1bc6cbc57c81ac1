"""The rhythm of a relationship, learned from its contact days, and what a silence means in it.

Gaps between contact days follow a log-logistic distribution, shrunk towards the user's
other people; each contact may have been the last. The constants were fitted once and are
frozen: docs/scoring.md has the evidence and the rule for changing one.
"""

from __future__ import annotations

from math import exp, log, pi, sqrt

from keepintouch.domain.pauses import paused_days
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.pauses import Pause

DISCOUNT = 0.95
PRIOR_GAPS = 0.5
PRIOR_SPREAD = 1.0
PRIOR_SQUARES = 8.0
ENDING = 0.3
PRIOR_PEOPLE = 5
PRIOR_DAYS = 30

DUE_ODDS = 3.0
"""Odds of the due line's quantile: three of four usual gaps are shorter."""
SHORTEST_WINDOW = 14
"""Warmth looks at least this many days ahead."""
MEMORY_DAYS = 90
"""How slowly `n90`, the recent number of contact days, forgets."""
LOGISTIC = sqrt(3) / pi

SILENCE_DAYS = 90
"""A contact after so long a gap is a return."""

Row = tuple[
    int, int | None, int | None, float, float, float, float, float, float, int | None, int | None
]


class Rhythm:
    """What is kept of somebody's contact days; `add` costs the same however many there were.

    `k` contact days from `first_day` to `last_day` (ordinals, None when empty); `n`, `l1`
    and `l2` are discounted sums of 1, ln gap and its square; `sum_y` is the plain sum of
    ln gap; `n90` and `n90_max` count recent contact days, now and at their best. The last
    return after a long silence was on `returned_on`, `returned_after` so many days.
    """

    __slots__ = (
        "first_day", "k", "l1", "l2", "last_day", "n", "n90", "n90_max", "returned_after",
        "returned_on", "sum_y",
    )  # fmt: skip

    def __init__(self) -> None:
        self.k = 0
        self.first_day: int | None = None
        self.last_day: int | None = None
        self.n = self.l1 = self.l2 = self.sum_y = self.n90 = self.n90_max = 0.0
        self.returned_on: int | None = None
        self.returned_after: int | None = None

    @classmethod
    def from_days(cls, days: Iterable[int], *, paused: Iterable[Pause] = ()) -> Rhythm:
        """Build from day ordinals in any order; days that occur twice count once."""
        rhythm = cls()
        pauses = tuple(paused)
        for day in sorted(set(days)):
            rhythm.add(day, paused=pauses)
        return rhythm

    def add(self, day: int, *, paused: tuple[Pause, ...] = ()) -> Rhythm:
        """Take in a contact day, in place, and return self; an earlier one is a `ValueError`.

        The sums of an earlier day must be rebuilt with `from_days`.
        """
        last = self.last_day
        if last is None:
            self.first_day = day
            self.n90 = 1.0
        elif day > last:
            gap = _gap(last, day, paused)
            self._learn(gap)
            if gap >= SILENCE_DAYS:
                self.returned_on, self.returned_after = day, gap
        elif day == last:
            return self
        else:
            raise ValueError(f"day {day} is before the last one, {last}: rebuild the rhythm")
        self.k += 1
        self.last_day = day
        self.n90_max = max(self.n90_max, self.n90)
        return self

    def _learn(self, gap: int) -> None:
        y = log(gap)
        self.n = DISCOUNT * self.n + 1
        self.l1 = DISCOUNT * self.l1 + y
        self.l2 = DISCOUNT * self.l2 + y * y
        self.sum_y += y
        self.n90 = self.n90 * exp(-gap / MEMORY_DAYS) + 1

    @property
    def mean_log_gap(self) -> float | None:
        """What this person adds to the population's mean; None below two contact days."""
        return self.sum_y / (self.k - 1) if self.k > 1 else None

    def as_row(self) -> Row:
        """Return k, first_day, last_day, n, l1, l2, sum_y, n90, n90_max, returned_on, returned_after."""
        return (
            self.k,
            self.first_day,
            self.last_day,
            self.n,
            self.l1,
            self.l2,
            self.sum_y,
            self.n90,
            self.n90_max,
            self.returned_on,
            self.returned_after,
        )

    @classmethod
    def from_row(cls, row: Row) -> Rhythm:
        """Restore what `as_row` gave, bit for bit."""
        rhythm = cls()
        rhythm.k, rhythm.first_day, rhythm.last_day = row[:3]
        rhythm.n, rhythm.l1, rhythm.l2, rhythm.sum_y, rhythm.n90, rhythm.n90_max = row[3:9]
        rhythm.returned_on, rhythm.returned_after = row[9:]
        return rhythm

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rhythm) and self.as_row() == other.as_row()

    __hash__ = None  # type: ignore[assignment]  # it changes in place

    def __repr__(self) -> str:
        return f"Rhythm.from_row({self.as_row()})"


class Score(NamedTuple):
    """What a rhythm says after some days of silence; days, and shares from 0 to 1.

    `usual` is the middle gap, `spread` how far gaps scatter around it, `due_line` the gap
    that three of four stay below, `late` the share of usual gaps shorter than this silence,
    `alive` the chance that the rhythm has not ended, `p_contact` the chance of contact
    within the horizon, `warmth` (0 to 100) that within twice the due line. Without any
    contact day the first three are the population's, the chances 0 and warmth None.
    """

    usual: float
    spread: float
    due_line: float
    late: float
    alive: float
    p_contact: float
    warmth: float | None


def score(rhythm: Rhythm, *, elapsed: int, mu0: float, horizon: int = 30) -> Score:
    """Score a silence of `elapsed` days; `mu0` is the population's mean log gap."""
    usual, spread = usual_gap(rhythm, mu0), gap_spread(rhythm)
    line = due_line(rhythm, mu0)
    if not rhythm.k:
        return Score(usual, spread, line, 0.0, 0.0, 0.0, None)
    elapsed = max(0, elapsed)
    power = 1 / spread
    odds = (elapsed / usual) ** power
    alive = chance_alive(rhythm.k, odds)
    window = max(SHORTEST_WINDOW, 2 * line)
    since = max(elapsed, usual)
    return Score(
        usual=usual,
        spread=spread,
        due_line=line,
        late=odds / (1 + odds),
        alive=alive,
        p_contact=alive * (1 - (1 + odds) / (1 + ((elapsed + horizon) / usual) ** power)),
        warmth=100
        * alive
        * (1 - (1 + (since / usual) ** power) / (1 + ((since + window) / usual) ** power)),
    )


def usual_gap(rhythm: Rhythm, mu0: float) -> float:
    """Return the middle gap in days."""
    return exp((PRIOR_GAPS * mu0 + rhythm.l1) / (PRIOR_GAPS + rhythm.n))


def gap_spread(rhythm: Rhythm) -> float:
    """Return the log-logistic scale of the gaps, never below .348 however regular they are."""
    n = rhythm.n
    squares = rhythm.l2 - rhythm.l1 * rhythm.l1 / n if n else 0.0
    variance = (PRIOR_SQUARES + squares) / (PRIOR_SPREAD + n) * (1 + 1 / (PRIOR_GAPS + n))
    return LOGISTIC * sqrt(variance)


def due_line(rhythm: Rhythm, mu0: float, odds: float = DUE_ODDS) -> float:
    """Return the gap in days that a usual one stays below at these odds: three to one."""
    line: float = usual_gap(rhythm, mu0) * odds ** gap_spread(rhythm)
    return line


def chance_alive(k: int, odds: float) -> float:
    """Return the chance that no contact so far was the last; `odds` = (elapsed/usual)^(1/spread).

    As P(alive) of BG/NBD (Fader, Hardie & Lee 2005), with log-logistic gaps.
    """
    return 1 / (1 + ENDING / (max(k, 2) - 1) * (1 + odds))


def population(sum_of_means: float, people: int) -> float:
    """Return mu0: the mean of `people` mean log gaps, shrunk towards five people of 30 days."""
    return (PRIOR_PEOPLE * log(PRIOR_DAYS) + sum_of_means) / (PRIOR_PEOPLE + people)


def _gap(last: int, day: int, paused: tuple[Pause, ...]) -> int:
    """Return the gap without its paused days; one wholly paused was kept up all the same."""
    return day - last - paused_days(last, day, paused) or day - last
