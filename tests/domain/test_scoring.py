"""A rhythm learned from contact days: the golden vectors, and what must hold for every history."""

from __future__ import annotations

import json
from math import isfinite, log
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from keepintouch.domain.scoring import (
    Rhythm,
    Score,
    gap_spread,
    population,
    score,
    usual_gap,
)

if TYPE_CHECKING:
    from pathlib import Path

START = 738_000
TIGHTEST = 0.348

gaps = st.lists(st.integers(1, 4000), max_size=30)
mu0s = st.floats(0.5, 6.5)
elapsed_days = st.integers(0, 5000)


def days_of(gaps: list[int], start: int = START) -> list[int]:
    days = [start]
    for gap in gaps:
        days.append(days[-1] + gap)
    return days


histories = gaps.map(days_of)


def scored(days: list[int], *, elapsed: int, mu0: float, horizon: int = 30) -> Score:
    return score(Rhythm.from_days(days), elapsed=elapsed, mu0=mu0, horizon=horizon)


def warmth_of(found: Score) -> float:
    assert found.warmth is not None
    return found.warmth


# -- the golden vectors


def test_every_golden_vector_comes_out_to_a_billionth(data: Path) -> None:
    vectors = json.loads((data / "golden_vectors.json").read_text())["vectors"]
    assert len(vectors) == 300
    for vector in vectors:
        found = scored(vector["days"], elapsed=vector["e"], mu0=vector["mu0"], horizon=vector["H"])
        names = ("m", "s", "due_line", "late", "alive", "p_contact", "warmth")
        assert found == pytest.approx(tuple(vector[name] for name in names), rel=1e-9, abs=1e-9)
        assert len(set(vector["days"])) == vector["k"] == Rhythm.from_days(vector["days"]).k


MU30 = log(30)


@pytest.mark.parametrize(
    ("gaps", "usual", "line"),
    [
        ([20], 22.89, 109.38),
        ([1] * 30, 1.11, 1.71),
        ([7] * 4, 8.32, 20.02),
        ([7] * 10, 7.62, 13.93),
        ([7] * 40, 7.29, 10.99),
        ([30] * 6, 30.00, 62.83),
        ([30] * 12, 30.00, 52.71),
        ([365] * 4, 271.27, 652.81),
        ([3, 40, 5, 90, 12, 60], 20.28, 58.29),
        ([30] * 8 + [7] * 8, 12.98, 25.33),
    ],
)
def test_the_table_of_what_the_learned_rhythm_does(
    gaps: list[int], usual: float, line: float
) -> None:
    found = scored(days_of(gaps), elapsed=0, mu0=MU30)
    assert found.usual == pytest.approx(usual, abs=0.005)
    assert found.due_line == pytest.approx(line, abs=0.005)


# -- histories at the edges


def test_without_any_contact_day_only_the_population_speaks() -> None:
    found = score(Rhythm(), elapsed=20_000, mu0=MU30)
    assert (found.late, found.alive, found.p_contact, found.warmth) == (0, 0, 0, None)
    assert found.usual == pytest.approx(30)


def test_one_contact_day_leaves_the_prior_as_it_is() -> None:
    found = scored([START], elapsed=0, mu0=MU30)
    assert found.usual == pytest.approx(30)
    assert found.alive == pytest.approx(1 / 1.3)


def test_a_clock_moved_back_counts_as_no_time_at_all() -> None:
    days = days_of([7, 8, 9])
    assert scored(days, elapsed=-40, mu0=MU30) == scored(days, elapsed=0, mu0=MU30)


@pytest.mark.parametrize(
    "days",
    [
        [1, 2, 3],
        [-26_529, -26_000, 0],
        [START] * 1000,
        [1, 3_652_059],
        list(range(START, START + 20_000)),
        [*range(1, 2000), 3_652_059],
    ],
    ids=["year 1", "before 1970", "a thousand times a day", "9998 years", "daily", "then an age"],
)
def test_strange_histories_stay_finite(days: list[int]) -> None:
    for elapsed in (0, 1, 3_000_000):
        found = scored(days, elapsed=elapsed, mu0=MU30)
        assert all(isfinite(value) for value in found if value is not None)
        assert 0 <= warmth_of(found) <= 100


def test_an_earlier_day_must_be_rebuilt() -> None:
    rhythm = Rhythm.from_days([START, START + 5])
    with pytest.raises(ValueError, match="rebuild"):
        rhythm.add(START + 4)


def test_the_same_day_again_changes_nothing() -> None:
    rhythm = Rhythm.from_days([START, START + 5])
    before = rhythm.as_row()
    assert rhythm.add(START + 5) is rhythm
    assert rhythm.as_row() == before


def test_an_empty_rhythm_is_the_rhythm_of_no_days() -> None:
    assert Rhythm() == Rhythm.from_days([])
    assert Rhythm().mean_log_gap is None
    assert Rhythm() != Rhythm().as_row()


def test_a_rhythm_shows_itself() -> None:
    rhythm = Rhythm.from_days([START])
    row = f"(1, {START}, {START}, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, None, None)"
    assert repr(rhythm) == f"Rhythm.from_row({row})"


def test_a_contact_after_a_long_silence_is_a_return() -> None:
    rhythm = Rhythm.from_days([START, START + 89])
    assert rhythm.returned_on is None
    rhythm.add(START + 89 + 90)
    rhythm.add(START + 89 + 95)
    assert (rhythm.returned_on, rhythm.returned_after) == (START + 179, 90)


# -- pauses


def test_a_pause_teaches_no_slower_rhythm() -> None:
    paused = ((START + 10, START + 100),)
    with_pause = Rhythm.from_days([START, START + 7, START + 104], paused=paused)
    assert with_pause.as_row()[3:] == Rhythm.from_days([START, START + 7, START + 14]).as_row()[3:]


def test_a_gap_wholly_paused_counts_as_it_was() -> None:
    paused = ((START, START + 100),)
    days = [START + 7, START + 14, START + 21]
    assert Rhythm.from_days(days, paused=paused) == Rhythm.from_days(days)


# -- the population


def test_the_population_begins_at_thirty_days() -> None:
    assert population(0.0, 0) == pytest.approx(MU30)


def test_people_move_the_population_towards_them() -> None:
    weekly = Rhythm.from_days(days_of([7, 7, 7]))
    assert weekly.mean_log_gap == pytest.approx(log(7))
    assert population(log(7) * 5, 5) == pytest.approx((log(7) + MU30) / 2)


# -- what must hold for every history


@given(histories, mu0s, elapsed_days, st.integers(0, 500))
def test_while_only_time_passes_warmth_falls_and_lateness_rises(
    days: list[int], mu0: float, elapsed: int, more: int
) -> None:
    now = scored(days, elapsed=elapsed, mu0=mu0)
    then = scored(days, elapsed=elapsed + more, mu0=mu0)
    assert warmth_of(then) <= warmth_of(now) + 1e-9
    assert then.alive <= now.alive
    assert then.late >= now.late


@given(histories, mu0s, elapsed_days)
def test_a_new_contact_day_never_lowers_the_chance_to_be_alive(
    days: list[int], mu0: float, elapsed: int
) -> None:
    rhythm = Rhythm.from_days(days)
    before = score(rhythm, elapsed=elapsed, mu0=mu0).alive
    rhythm.add(days[-1] + elapsed)
    assert score(rhythm, elapsed=0, mu0=mu0).alive >= before


@given(histories, mu0s, elapsed_days, st.integers(1, 400))
def test_every_number_stays_within_its_bounds(
    days: list[int], mu0: float, elapsed: int, horizon: int
) -> None:
    found = scored(days, elapsed=elapsed, mu0=mu0, horizon=horizon)
    assert all(isfinite(value) for value in found if value is not None)
    assert 0 <= warmth_of(found) <= 100
    assert all(0 <= share <= 1 for share in (found.late, found.alive, found.p_contact))
    assert found.due_line > found.usual > 0
    assert found.spread >= TIGHTEST


@given(st.data(), histories)
def test_order_and_repetition_of_days_do_not_matter(data: st.DataObject, days: list[int]) -> None:
    shuffled = data.draw(st.permutations(days + days[::2]))
    rebuilt, grown = Rhythm.from_days(shuffled), Rhythm()
    for day in days:
        grown = grown.add(day)
    assert rebuilt.as_row() == grown.as_row()


@given(histories)
def test_a_rhythm_survives_storage_bit_for_bit(days: list[int]) -> None:
    rhythm = Rhythm.from_days(days)
    assert Rhythm.from_row(rhythm.as_row()) == rhythm
    assert [value.hex() for value in Rhythm.from_row(rhythm.as_row()).as_row()[3:9]] == [
        value.hex() for value in rhythm.as_row()[3:9]
    ]


@given(gaps, mu0s, elapsed_days, st.integers(1, 100_000))
def test_moving_all_dates_changes_nothing(
    gaps: list[int], mu0: float, elapsed: int, moved: int
) -> None:
    here = scored(days_of(gaps), elapsed=elapsed, mu0=mu0)
    there = scored(days_of(gaps, START + moved), elapsed=elapsed, mu0=mu0)
    assert here == there


@given(gaps, mu0s, elapsed_days, st.integers(2, 30))
def test_time_has_no_scale_of_its_own(
    gaps: list[int], mu0: float, elapsed: int, factor: int
) -> None:
    here = scored(days_of(gaps), elapsed=elapsed, mu0=mu0)
    slower = days_of([gap * factor for gap in gaps])
    there = scored(slower, elapsed=elapsed * factor, mu0=mu0 + log(factor))
    assert there.usual == pytest.approx(here.usual * factor)
    assert there.due_line == pytest.approx(here.due_line * factor)
    assert (there.spread, there.late) == pytest.approx((here.spread, here.late), abs=1e-12)
    assume(2 * here.due_line > 14)
    assert there.warmth == pytest.approx(here.warmth)


@given(histories, mu0s)
def test_regularity_tightens_the_spread_but_never_below_its_floor(
    days: list[int], mu0: float
) -> None:
    rhythm = Rhythm.from_days(days)
    for _ in range(300):
        rhythm.add((rhythm.last_day or 0) + 7)
    assert TIGHTEST < gap_spread(rhythm) < 0.36
    assert usual_gap(rhythm, mu0) == pytest.approx(7, rel=0.2)


@given(histories)
@example([START, START + 1])
def test_the_recent_count_is_at_most_its_best(days: list[int]) -> None:
    rhythm = Rhythm.from_days(days)
    assert 1 <= rhythm.n90 <= rhythm.n90_max <= rhythm.k
