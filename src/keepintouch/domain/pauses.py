"""Pauses: days that count for nothing, neither as silence nor as part of a rhythm."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Pause = tuple[int, int | None]
"""Day ordinals: the first paused day, and the day it is over (None: not yet)."""


def paused_days(after: int, until: int, paused: tuple[Pause, ...]) -> int:
    """Count the paused days after `after`, up to and with `until`; overlaps count once."""
    total = 0
    if not paused:
        return total
    for start, end in _merged(paused):
        last = until if end is None else min(until, end - 1)
        total += max(0, last - max(start, after + 1) + 1)
    return total


def advanced(day: int, days: int, paused: tuple[Pause, ...]) -> int | None:
    """Return the first day by which `days` unpaused days have passed since `day`.

    None when an open pause keeps that day from coming.
    """
    reached = day + days
    if not paused:
        return reached
    for start, end in _merged(paused):
        begins = max(start, day + 1)
        if begins > reached:
            break
        if end is None:
            return None
        reached += max(0, end - begins)
    return reached


def _merged(paused: tuple[Pause, ...]) -> Iterator[Pause]:
    """Yield pauses in order without overlap; what ends before it begins is none."""
    covered: int | None = None
    for start, end in sorted(paused, key=lambda pause: pause[0]):
        begins = start if covered is None else max(start, covered)
        if end is None:
            yield begins, None
            return
        if end > begins:
            yield begins, end
            covered = end
