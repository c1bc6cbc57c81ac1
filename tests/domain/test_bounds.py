"""The bound by which a store chooses candidates never falls below what it bounds."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.priority import (
    NEVER,
    SLACK,
    closest_bound,
    late_signal,
    reach,
)
from keepintouch.domain.standing import (
    MU0_TOLERANCE,
    UNKNOWN_SPREAD,
    Facts,
    due_range,
)
from tests.domain.conftest import MU0, TODAY, facts, urge

FORTNIGHTLY = Cadence(2, "w")


WEEKLY = [-7 * step for step in range(11)]


@st.composite
def due_people(draw: st.DrawFn) -> Facts:
    gap = draw(st.integers(1, 40))
    regular = st.integers(1, 20).map(lambda many: [-gap * at for at in range(many)])
    back = draw(st.lists(st.integers(-500, 0), min_size=1, max_size=12) | regular)
    length = draw(st.integers(1, 60))
    start = TODAY + draw(st.integers(-300, 30))
    return facts(
        *back,
        cadence=draw(st.none() | st.none() | st.builds(Cadence, st.integers(1, 90), st.just("d"))),
        snoozed_until=draw(st.none() | st.integers(TODAY - 50, TODAY + 50)),
        planned_on=draw(st.none() | st.integers(TODAY - 50, TODAY + 50)),
        paused=draw(st.just(()) | st.just(((start, start + length),))),
    )


@given(due_people(), st.integers(0, 400), st.floats(1, 6), st.floats(-1, 1))
def test_the_bound_never_falls_below_the_signal(
    known: Facts, on: int, mu0: float, moved: float
) -> None:
    signal = urge(known, on, mu0 + moved * MU0_TOLERANCE)
    assume(signal > 0)
    kept = due_range(known, mu0=mu0)
    waited = TODAY + on - kept.anchor
    bound = closest_bound(waited, kept.interval, kept.power, h0=kept.h0, hg=kept.hg)
    assert signal <= bound <= SLACK


@given(st.floats(1, 1e5), st.floats(0.05, 2.88), st.floats(0, 0.15), st.floats(0, 5))
def test_the_bound_holds_for_any_power_a_spread_can_have(
    ratio: float, power: float, h0: float, hg: float
) -> None:
    exact = late_signal(ratio, 1, 1 / power) / (1 + h0 + hg * ratio**power)
    closest = closest_bound(ratio, 1, power, h0=h0, hg=hg)
    assert exact <= closest <= exact * SLACK**2


@given(
    st.floats(1, 1e5),
    st.floats(0.05, 2.88),
    st.floats(0, 0.15),
    st.floats(0, 5),
    st.floats(0.05, 1),
)
def test_nobody_has_their_points_before_the_wait_that_they_take(
    ratio: float, power: float, h0: float, hg: float, weight: float
) -> None:
    points = 100 * weight * closest_bound(ratio, 1, power, h0=h0, hg=hg)
    first, second = reach(points, weight)
    assert ratio >= first + second * power


def test_points_beyond_an_importance_are_never_reached() -> None:
    first, second = reach(61, 0.6)
    assert (first, second) == (NEVER, 0.0)


def test_the_wait_is_exact_for_somebody_with_a_usual_spread() -> None:
    first, second = reach(100 * 0.6 * closest_bound(4.0, 1, 1 / UNKNOWN_SPREAD), 0.6)
    assert first + second / UNKNOWN_SPREAD == pytest.approx(4.0)


@pytest.mark.parametrize(
    "known", [facts(0, cadence=FORTNIGHTLY), facts(*WEEKLY), facts(-14, -7, 0)]
)
def test_the_bound_is_the_signal_itself_on_the_due_day(known: Facts) -> None:
    kept = due_range(known, mu0=MU0, tolerance=0)
    days = kept.interval
    bound = closest_bound(days, days, kept.power, h0=kept.h0, hg=kept.hg)
    assert bound == pytest.approx(urge(known, days))
