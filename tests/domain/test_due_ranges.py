"""The range of days a store keeps holds every day on which somebody is due."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.duedays import fading_day
from keepintouch.domain.standing import Facts, Rules, due_range
from tests.domain.conftest import MU0, TODAY, facts, stand, weekly

# -- what a store keeps


def test_a_learned_range_is_padded_on_both_sides() -> None:
    known = facts(*weekly(0, 3))
    kept = due_range(known, mu0=MU0, tolerance=0.5)
    low, high = MU0 - 0.5, MU0 + 0.5
    assert kept.due_from == stand(known, mu0=low).due_on
    assert kept.due_by == stand(known, mu0=high).due_on
    assert (kept.fades_from, kept.fades_by) == (fading_day(known, low), fading_day(known, high))
    assert kept.due_from < kept.due_by < kept.fades_from < kept.fades_by


def test_the_tolerance_widens_a_range_by_days_not_weeks() -> None:
    known = facts(-200, -100, 0)
    kept = due_range(known, mu0=MU0)
    assert 0 < kept.due_by - kept.due_from <= 8


def test_a_pause_after_the_due_day_leaves_the_bound_without_a_chance_to_end() -> None:
    known = facts(*weekly(-60))
    blurred = due_range(known._replace(paused=((TODAY - 20, TODAY - 10),)), mu0=MU0)
    assert (blurred.h0, blurred.hg) == (0, 0)
    assert blurred.fades_by == (due_range(known, mu0=MU0).fades_by or 0) + 10
    assert due_range(known, mu0=MU0).hg > due_range(known, mu0=MU0).h0 > 0


# -- properties

backs = st.lists(st.integers(-900, 0), max_size=12)
cadences = st.builds(Cadence, st.integers(0, 40), st.sampled_from("dwmy"))


@st.composite
def pauses(draw: st.DrawFn) -> tuple[tuple[int, int | None], ...]:
    starts = draw(st.lists(st.integers(-700, 50), max_size=2))
    lengths = st.none() | st.integers(1, 200)
    return tuple(
        (TODAY + start, None if (length := draw(lengths)) is None else TODAY + start + length)
        for start in starts
    )


@st.composite
def anybody(draw: st.DrawFn) -> Facts:
    back = draw(backs)
    near = st.none() | st.integers(TODAY - 50, TODAY + 200)
    return facts(
        *back,
        paused=draw(st.just(()) | pauses()),
        id=draw(st.text(max_size=3)),
        added_on=TODAY - draw(st.integers(0, 1000)),
        cadence=draw(st.none() | st.none() | cadences),
        tags=draw(st.just(()) | st.lists(st.tuples(st.just("t"), cadences), max_size=2).map(tuple)),
        rules=Rules(
            draw(cadences), draw(st.booleans()), quantile=draw(st.sampled_from([0.5, 0.75, 0.8]))
        ),
        state=draw(st.sampled_from(["active", "active", "active", "paused", "archived"])),
        spread=draw(st.booleans()),
        snoozed_until=draw(near),
        planned_on=draw(near),
    )


@given(anybody(), st.floats(1, 6), st.integers(-60, 1500), st.floats(-1, 1))
def test_whoever_is_due_is_within_the_stored_range(
    known: Facts, mu0: float, on: int, moved: float
) -> None:
    kept = due_range(known, mu0=mu0)
    now = TODAY + on
    found = stand(known, on=on, mu0=mu0 + moved * 0.05)
    if found.is_due:
        assert kept.due_from is not None
        assert kept.due_from <= now
        assert kept.fades_by is None or now < kept.fades_by
    if kept.due_by is not None and kept.due_by <= now and not (found.is_due):
        assert kept.fades_from is not None
        assert kept.fades_from <= now


@given(anybody(), st.integers(-60, 1500))
def test_without_a_tolerance_the_stored_range_is_exact(known: Facts, on: int) -> None:
    kept = due_range(known, mu0=MU0, tolerance=0)
    within = kept.due_from is not None and kept.due_from <= TODAY + on
    faded = kept.fades_by is not None and kept.fades_by <= TODAY + on
    assert stand(known, on=on).is_due == (within and not faded)
    assert (kept.due_from, kept.fades_from) == (kept.due_by, kept.fades_by)


@given(anybody(), st.integers(-50, 1000))
def test_days_over_rises_by_one_a_day(known: Facts, on: int) -> None:
    known = known._replace(paused=(), planned_on=None, snoozed_until=None, state="active")
    today, tomorrow = stand(known, on=on), stand(known, on=on + 1)
    if today.days_over is not None:
        assert tomorrow.days_over == today.days_over + 1


@given(st.lists(st.integers(-900, -1), max_size=12), cadences, st.integers(0, 300))
def test_with_a_cadence_only_the_last_touchpoint_matters(
    back: list[int], cadence: Cadence, on: int
) -> None:
    alone = stand(facts(0, cadence=cadence), on=on)
    assert stand(facts(*back, 0, cadence=cadence), on=on) == alone


@given(anybody(), st.integers(-50, 1000))
def test_the_archived_and_the_paused_are_never_due(known: Facts, on: int) -> None:
    for state in ("archived", "deceased"):
        assert not stand(known._replace(state=state), on=on).is_due
    open_ended = known._replace(state="paused", paused=())
    assert not stand(open_ended, on=on).is_due


@given(anybody(), st.integers(0, 400))
def test_a_touchpoint_to_come_changes_nothing_that_was_learned(known: Facts, ahead: int) -> None:
    plain = stand(known._replace(planned_on=None))
    planned = stand(known._replace(planned_on=TODAY + ahead))
    assert (planned.interval, planned.elapsed) == (plain.interval, plain.elapsed)
    assert (planned.due_on or 0) >= (plain.due_on or 0)
