"""One row for each person at each landmark day: what was known then, and what came of it."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.scoring import Rhythm, Score, population, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scoring.records import History


class Row(NamedTuple):
    """Somebody at a landmark: `k` contact days over `age` days, the last `elapsed` days ago."""

    k: int
    age: int
    elapsed: int
    mean_gap: float
    median_gap: float
    horizon: int
    score: Score
    returned: bool


class Tie:
    """One person's days up to now: the rhythm as the product keeps it, and the sorted gaps."""

    __slots__ = ("days", "gaps", "rhythm", "taken")

    def __init__(self, days: list[int]) -> None:
        self.days = days
        self.gaps: list[int] = []
        self.rhythm = Rhythm()
        self.taken = 0

    def advance(self, day: int) -> None:
        """Take in the contact days up to and with `day`."""
        while self.taken < len(self.days) and self.days[self.taken] <= day:
            if self.taken:
                insort(self.gaps, self.days[self.taken] - self.days[self.taken - 1])
            self.rhythm.add(self.days[self.taken])
            self.taken += 1

    def returns(self, day: int, within: float) -> bool:
        """Say whether there is contact in the `within` days after `day`."""
        return bisect_right(self.days, day + within) > self.taken

    def row(self, day: int, mu0: float, horizon: int) -> Row:
        """Describe the tie as it stands on `day`."""
        first, last = self.days[0], self.days[self.taken - 1]
        found = score(self.rhythm, elapsed=day - last, mu0=mu0, horizon=horizon)
        middle = len(self.gaps) // 2
        median = (self.gaps[middle] + self.gaps[-middle - 1]) / 2
        return Row(
            k=self.rhythm.k,
            age=day - first,
            elapsed=day - last,
            mean_gap=(last - first) / len(self.gaps),
            median_gap=median,
            horizon=horizon,
            score=found,
            returned=self.returns(day, horizon),
        )


def sweep(history: History, *, step: int, burn: int) -> Iterator[tuple[int, float, list[Tie]]]:
    """Yield each landmark day, the population's mu0 that day, and the ties known by then."""
    ties = [Tie(days) for days in history.days.values()]
    for day in range(history.first + burn, history.last + 1, step):
        for tie in ties:
            tie.advance(day)
        known = [tie for tie in ties if tie.taken]
        means = [mean for tie in known if (mean := tie.rhythm.mean_log_gap) is not None]
        yield day, population(sum(means), len(means)), known


def rows(history: History, *, step: int, burn: int, horizon: int, least: int = 3) -> list[Row]:
    """Return a row for everybody with `least` contact days, wherever the horizon can be seen."""
    return [
        tie.row(day, mu0, horizon)
        for day, mu0, ties in sweep(history, step=step, burn=burn)
        if day + horizon <= history.last
        for tie in ties
        if tie.rhythm.k >= least
    ]


def warmth_rows(history: History, *, step: int, burn: int) -> list[tuple[float, bool]]:
    """Return (warmth shown, whether there was contact within its window) for k of 2 and more."""
    found = []
    for day, mu0, ties in sweep(history, step=step, burn=burn):
        for tie in ties:
            if tie.rhythm.k < 2:
                continue
            now = score(tie.rhythm, elapsed=day - tie.days[tie.taken - 1], mu0=mu0)
            window = max(14, 2 * now.due_line)
            if now.warmth is not None and day + window <= history.last:
                found.append((now.warmth, tie.returns(day, window)))
    return found
