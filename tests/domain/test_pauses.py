"""Paused days count for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.pauses import Pause, advanced, paused_days

pauses = st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 80)), max_size=4).map(
    tuple
)


def is_paused(day: int, paused: tuple[Pause, ...]) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in paused)


@pytest.mark.parametrize(
    ("after", "until", "paused", "days"),
    [
        (10, 20, (), 0),
        (10, 20, ((12, 15),), 3),
        (10, 20, ((10, 11),), 0),
        (10, 20, ((11, 12),), 1),
        (10, 20, ((20, 30),), 1),
        (10, 20, ((21, 30),), 0),
        (10, 20, ((0, 100),), 10),
        (10, 20, ((15, None),), 6),
        (10, 20, ((12, 15), (13, 17)), 5),
        (10, 20, ((13, 17), (12, None)), 9),
        (10, 20, ((15, 12),), 0),
        (20, 10, ((12, 15),), 0),
    ],
)
def test_paused_days_after_one_day_up_to_another(
    after: int, until: int, paused: tuple[Pause, ...], days: int
) -> None:
    assert paused_days(after, until, paused) == days


@pytest.mark.parametrize(
    ("day", "days", "paused", "reached"),
    [
        (10, 7, (), 17),
        (10, 7, ((12, 15),), 20),
        (10, 7, ((12, 15), (19, 21)), 22),
        (10, 7, ((17, 27),), 27),
        (10, 7, ((18, 27),), 17),
        (10, 7, ((18, None),), 17),
        (10, 7, ((17, None),), None),
        (10, 7, ((0, 11),), 17),
    ],
)
def test_an_interval_steps_over_paused_days(
    day: int, days: int, paused: tuple[Pause, ...], reached: int | None
) -> None:
    assert advanced(day, days, paused) == reached


@given(st.integers(0, 60), st.integers(0, 60), pauses)
def test_counting_agrees_with_looking_at_every_day(
    after: int, length: int, paused: tuple[Pause, ...]
) -> None:
    days = range(after + 1, after + length + 1)
    assert paused_days(after, after + length, paused) == sum(is_paused(d, paused) for d in days)


@given(st.integers(0, 60), st.integers(1, 60), pauses)
def test_the_day_reached_is_the_first_with_enough_days_behind_it(
    day: int, days: int, paused: tuple[Pause, ...]
) -> None:
    reached = advanced(day, days, paused)
    if reached is None:
        assert 1000 - day - paused_days(day, 1000, paused) < days
    else:
        assert reached - day - paused_days(day, reached, paused) == days
        assert not is_paused(reached, paused)
