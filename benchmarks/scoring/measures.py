"""How good probabilities are: order (AUC), error (Brier, log loss) and honesty (ECE)."""

from __future__ import annotations

from bisect import bisect_right
from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS = 10
FEW = 30
LEAST = 1e-6


class Bin(NamedTuple):
    """A group of predictions: how many, their mean, and the share that came true."""

    count: int
    said: float
    happened: float


class Measures(NamedTuple):
    """The figures of one method on one set."""

    auc: float
    brier: float
    log_loss: float
    ece: float


def measure(said: Sequence[float], happened: Sequence[bool]) -> Measures:
    """Judge probabilities by what happened."""
    count = len(said)
    return Measures(
        auc=auc(said, happened),
        brier=sum((p - y) ** 2 for p, y in zip(said, happened, strict=True)) / count,
        log_loss=log_loss(said, happened),
        ece=sum(b.count * abs(b.said - b.happened) for b in bins(said, happened)) / count,
    )


def log_loss(said: Sequence[float], happened: Sequence[bool]) -> float:
    """Return the mean surprise in nats; a certainty counts as one in a million."""
    total = 0.0
    for p, y in zip(said, happened, strict=True):
        kept = min(max(p, LEAST), 1 - LEAST)
        total -= log(kept if y else 1 - kept)
    return total / len(said)


def auc(said: Sequence[float], happened: Sequence[bool]) -> float:
    """Return the chance that one who returned was given more than one who did not."""
    order = sorted(range(len(said)), key=said.__getitem__)
    ranks, start = 0.0, 0
    while start < len(order):
        end = start
        while end < len(order) and said[order[end]] == said[order[start]]:
            end += 1
        ranks += (start + end + 1) / 2 * sum(happened[at] for at in order[start:end])
        start = end
    yes = sum(happened)
    return (ranks - yes * (yes + 1) / 2) / (yes * (len(said) - yes))


def bins(said: Sequence[float], happened: Sequence[bool]) -> list[Bin]:
    """Return what was said and what happened in ten groups of equal size, the lowest first."""
    order = sorted(range(len(said)), key=said.__getitem__)
    size = len(order)
    groups = (order[at * size // BINS : (at + 1) * size // BINS] for at in range(BINS))
    return [_bin(group, said, happened) for group in groups if group]


def bands(
    said: Sequence[float], happened: Sequence[bool], edges: Sequence[float]
) -> list[Bin | None]:
    """Return the same for the predictions between two edges each; None where there are few."""
    groups: list[list[int]] = [[] for _ in edges[1:]]
    for at, p in enumerate(said):
        groups[min(bisect_right(edges, p), len(groups)) - 1].append(at)
    return [_bin(group, said, happened) if len(group) >= FEW else None for group in groups]


def _bin(group: Sequence[int], said: Sequence[float], happened: Sequence[bool]) -> Bin:
    count = len(group)
    return Bin(
        count, sum(said[at] for at in group) / count, sum(happened[at] for at in group) / count
    )
