"""Spans in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.spans import ago, every, measured, over, words

DAYS = {"day": 1, "week": 7, "month": 365 / 12, "year": 365.25}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (9, "9 days"),
        (14, "14 days"),
        (15, "2 weeks"),
        (23, "3 weeks"),
        (35, "5 weeks"),
        (62, "8 weeks"),
        (63, "2 months"),
        (94, "3 months"),
        (365, "12 months"),
        (730, "24 months"),
        (731, "2 years"),
        (28 * 366, "28 years"),
        (3_652_058, "9998 years"),
        (-23, "3 weeks"),
    ],
)
def test_a_span_in_words(days: int, said: str) -> None:
    assert words(days) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "1 day over"), (9, "9 days over"), (23, "3 weeks over"),
     (-1, "tomorrow"), (-3, "in 3 days"), (-23, "in 3 weeks")],
)  # fmt: skip
def test_how_far_over(days: int, said: str) -> None:
    assert over(days) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (210, "6 months ago")]
)
def test_how_long_ago(days: int, said: str) -> None:
    assert ago(days) == said


@given(st.integers(0, 3_652_058))
def test_a_span_never_says_more_than_passed_nor_much_less(days: int) -> None:
    number, unit = measured(days)
    assert number * DAYS[unit] <= days + 0.5
    assert days < (number + 1) * DAYS[unit] + 0.5


@given(st.integers(0, 3_652_058), st.integers(0, 1000))
def test_a_longer_silence_never_sounds_shorter(days: int, more: int) -> None:
    (number, unit), (later, later_unit) = measured(days), measured(days + more)
    assert number * DAYS[unit] <= later * DAYS[later_unit] + 1


@pytest.mark.parametrize(
    ("days", "said"),
    [(0.4, "every day"), (1.4, "every day"), (7.6, "every 8 days"), (13.4, "every 13 days"),
     (13.9, "every 2 weeks"), (20, "every 3 weeks"), (30, "every 4 weeks"), (62, "every 9 weeks"),
     (91, "every 3 months"), (365, "every 12 months"), (730, "every 24 months"),
     (800, "every 2 years"), (913, "every 2 years"), (3653, "every 10 years")],
)  # fmt: skip
def test_a_rhythm_to_the_nearest(days: float, said: str) -> None:
    assert every(days) == said
