"""Fitting by hand, so that the evidence needs nothing but Python."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Point = list[float]

STEEPEST = 30.0


def sigmoid(x: float) -> float:
    """Return the logistic function, within the bounds of a float."""
    return 1 / (1 + exp(-min(max(x, -STEEPEST), STEEPEST)))


def logistic(features: Sequence[Sequence[float]], happened: Sequence[bool]) -> list[float]:
    """Return the weights of a logistic regression, the constant first, by Newton's method."""
    rows = [(1.0, *each) for each in features]
    weights = [0.0] * len(rows[0])
    for _ in range(25):
        gradient = [0.0] * len(weights)
        hessian = [[1e-9 * (i == j) for j in range(len(weights))] for i in range(len(weights))]
        for row, y in zip(rows, happened, strict=True):
            p = sigmoid(sum(w * x for w, x in zip(weights, row, strict=True)))
            for i, x in enumerate(row):
                gradient[i] += (y - p) * x
                for j, z in enumerate(row):
                    hessian[i][j] += p * (1 - p) * x * z
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-8:
            break
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small linear system by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(size):
            if row != at:
                factor = rows[row][at] / rows[at][at]
                rows[row] = [x - factor * y for x, y in zip(rows[row], rows[at], strict=True)]
    return [rows[at][size] / rows[at][at] for at in range(size)]


def smallest(cost: Callable[[Point], float], start: Point, *, rounds: int = 160) -> Point:
    """Return where `cost` is smallest, near `start` (Nelder & Mead 1965)."""
    corners = [start] + [[x + (i == at) for i, x in enumerate(start)] for at in range(len(start))]
    ranked = sorted((cost(corner), corner) for corner in corners)
    for _ in range(rounds):
        worst_cost, worst = ranked[-1]
        centre = [
            sum(xs) / (len(ranked) - 1) for xs in zip(*(c for _, c in ranked[:-1]), strict=True)
        ]
        reflected = _towards(centre, worst, -1.0)
        found = (cost(reflected), reflected)
        if found[0] < ranked[0][0]:
            further = _towards(centre, worst, -2.0)
            found = min(found, (cost(further), further))
        elif found[0] >= ranked[-2][0]:
            nearer = _towards(centre, worst, -0.5 if found[0] < worst_cost else 0.5)
            found = (cost(nearer), nearer)
        if found[0] >= worst_cost:
            best = ranked[0][1]
            shrunk = [_towards(best, corner, 0.5) for _, corner in ranked[1:]]
            ranked = sorted([ranked[0], *((cost(corner), corner) for corner in shrunk)])
        else:
            ranked = sorted([*ranked[:-1], found])
    return ranked[0][1]


def _towards(origin: Point, corner: Point, factor: float) -> Point:
    return [o + factor * (c - o) for o, c in zip(origin, corner, strict=True)]


def logs(values: Sequence[float]) -> Point:
    """Return logarithms: the scale on which positive constants are fitted."""
    return [log(value) for value in values]
