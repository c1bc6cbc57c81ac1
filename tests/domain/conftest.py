"""Short words for standings: somebody by the days of contact, seen from one Sunday."""

from __future__ import annotations

from datetime import date
from math import log
from typing import TYPE_CHECKING

from keepintouch.domain.priority import rhythm_signal
from keepintouch.domain.scoring import Rhythm
from keepintouch.domain.standing import Facts, Standing, standing

if TYPE_CHECKING:
    from keepintouch.domain.pauses import Pause

MU0 = log(30)
TODAY = date(2026, 11, 22).toordinal()


def facts(*days: int, paused: tuple[Pause, ...] = (), **more: object) -> Facts:
    """Facts of somebody one was in touch with on these days, counted from today."""
    rhythm = Rhythm.from_days([TODAY + day for day in days], paused=paused)
    return Facts("ana", TODAY - 1000, rhythm, paused=paused)._replace(**more)


def stand(known: Facts, on: int = 0, mu0: float = MU0) -> Standing:
    """Where somebody stands so many days after today."""
    return standing(known, on=TODAY + on, mu0=mu0)


def urge(known: Facts, on: int = 0, mu0: float = MU0) -> float:
    """How much the rhythm asks for somebody so many days after today."""
    return rhythm_signal(stand(known, on, mu0), known.rhythm, mu0)


def weekly(last: int, count: int = 11) -> list[int]:
    """Days a week apart, the last first."""
    return [last - 7 * step for step in range(count)]
