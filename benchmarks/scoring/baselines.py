"""The methods that kit is compared with; each gets its constants fitted on another set's rows."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.scoring.fitting import logistic, logs, sigmoid, smallest
from benchmarks.scoring.measures import log_loss

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.scoring.landmarks import Row

    Predictor = Callable[[Row], float]

SAMPLE = 5000


class Baseline(NamedTuple):
    """A method by name; `fit` learns from rows and returns what predicts a row's chance."""

    name: str
    fit: Callable[[Sequence[Row]], Predictor]


def curve(*features: Callable[[Row], float]) -> Callable[[Sequence[Row]], Predictor]:
    """Return a fit of a logistic curve over the logarithms of features."""

    def fit(rows: Sequence[Row]) -> Predictor:
        rows = sample(rows, 4 * SAMPLE)
        weights = logistic([_logs(row, features) for row in rows], [row.returned for row in rows])
        return lambda row: sigmoid(
            weights[0] + sum(w * x for w, x in zip(weights[1:], _logs(row, features), strict=True))
        )

    return fit


def _logs(row: Row, features: Sequence[Callable[[Row], float]]) -> list[float]:
    return [log(1 + feature(row)) for feature in features]


def gamma_poisson(row: Row, constants: Sequence[float]) -> float:
    """Return the chance of contact when rates are gamma and nothing ends (NBD, Ehrenberg 1959)."""
    r, alpha = (exp(value) for value in constants)
    known = alpha + row.age
    return 1 - (known / (known + row.horizon)) ** (r + row.k - 1)


def bg_nbd(row: Row, constants: Sequence[float]) -> float:
    """Return the chance of contact when each may be the last (Fader, Hardie & Lee 2005)."""
    r, alpha, a, b = (exp(value) for value in constants)
    x, known = row.k - 1, alpha + row.age
    silence = (known / (known - row.elapsed)) ** (r + x)
    alive = 1 / (1 + a / (b + x - 1) * silence)
    return alive * (1 - (known / (known + row.horizon)) ** (r + x))


def closed_form(
    chance: Callable[[Row, Sequence[float]], float], start: Sequence[float]
) -> Callable[[Sequence[Row]], Predictor]:
    """Return a fit of a model's constants, by the log loss of its predictions."""

    def fit(rows: Sequence[Row]) -> Predictor:
        rows = sample(rows, SAMPLE)
        happened = [row.returned for row in rows]

        def cost(constants: list[float]) -> float:
            if max(map(abs, constants)) > 20:
                return 1e9
            return log_loss([chance(row, constants) for row in rows], happened)

        constants = smallest(cost, logs(start))
        return lambda row: chance(row, constants)

    return fit


def sample(rows: Sequence[Row], size: int) -> Sequence[Row]:
    """Return about `size` rows, evenly through time."""
    return rows[:: max(1, len(rows) // size)]


def elapsed(row: Row) -> float:
    """Days since the last contact."""
    return row.elapsed


BASELINES = (
    Baseline("days since", curve(elapsed)),
    Baseline("elapsed / mean gap", curve(lambda row: row.elapsed / row.mean_gap)),
    Baseline("elapsed / median gap", curve(lambda row: row.elapsed / row.median_gap)),
    Baseline("over 2 x median gap", curve(lambda row: row.elapsed > 2 * row.median_gap)),
    Baseline("gamma-Poisson", closed_form(gamma_poisson, (0.5, 60.0))),
    Baseline("BG/NBD", closed_form(bg_nbd, (0.5, 60.0, 0.5, 3.0))),
    Baseline(
        "logistic: days since, count, age", curve(elapsed, lambda row: row.k, lambda row: row.age)
    ),
)
