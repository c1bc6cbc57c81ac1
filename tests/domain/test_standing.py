"""Where somebody stands on a day: when they are due, and what puts it off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.duedays import fading_day
from keepintouch.domain.intervals import fades_after
from keepintouch.domain.scoring import Rhythm, score
from keepintouch.domain.standing import Facts, due_range
from tests.domain.conftest import MU0, TODAY, facts, stand, weekly

WEEKLY, MONTHLY, FORTNIGHTLY = Cadence(1, "w"), Cadence(1, "m"), Cadence(2, "w")


# -- what the days say


@pytest.mark.parametrize(
    ("known", "on", "status", "over"),
    [
        (facts(0, cadence=FORTNIGHTLY), 10, "ok", -4),
        (facts(0, cadence=FORTNIGHTLY), 11, "ok", -3),
        (facts(0, cadence=FORTNIGHTLY), 12, "soon", -2),
        (facts(0, cadence=FORTNIGHTLY), 14, "due", 0),
        (facts(0, cadence=Cadence(10, "d")), 8, "soon", -2),
        (facts(0, cadence=Cadence(10, "d")), 7, "ok", -3),
        (facts(0, cadence=FORTNIGHTLY), 15, "lapsed", 1),
        (facts(0, cadence=MONTHLY), 26, "ok", -4),
        (facts(0, cadence=MONTHLY), 27, "soon", -3),
        (facts(0, cadence=WEEKLY), 5, "ok", -2),
        (facts(0, cadence=WEEKLY), 6, "soon", -1),
        (facts(0, cadence=Cadence(1, "d")), 0, "ok", -1),
        (facts(0, cadence=FORTNIGHTLY), 4000, "lapsed", 3986),
        (facts(0), 90, "due", 0),
        (facts(*weekly(0)), 13, "soon", -1),
        (facts(*weekly(0)), 14, "due", 0),
        (facts(*weekly(0)), 51, "lapsed", 37),
        (facts(*weekly(0)), 52, "faded", 38),
        (facts(*range(-30, 1)), 29, "lapsed", 22),
        (facts(*range(-30, 1)), 30, "faded", 23),
        (facts(*weekly(0), state="archived"), 20, "archived", None),
        (facts(*weekly(0), state="deceased"), 20, "archived", None),
        (facts(*weekly(0), state="paused"), 20, "paused", None),
    ],
)
def test_status_and_days_over(known: Facts, on: int, status: str, over: int | None) -> None:
    found = stand(known, on=on)
    assert (found.status, found.days_over) == (status, over)
    assert found.is_due == (status in {"due", "lapsed"})


def test_a_touchpoint_on_a_day_after_the_reading_day_leaves_no_negative_silence() -> None:
    found = stand(facts(0, cadence=WEEKLY), on=-3)
    assert (found.elapsed, found.days_over, found.status) == (0, -10, "ok")


def test_fading_is_the_day_on_which_alive_falls_below_a_half() -> None:
    rhythm = Rhythm.from_days([TODAY + day for day in weekly(0)])
    days = fades_after(rhythm, MU0)
    assert score(rhythm, elapsed=days, mu0=MU0).alive < 0.5
    assert score(rhythm, elapsed=days - 1, mu0=MU0).alive >= 0.5


def test_somebody_never_met_cannot_fade() -> None:
    assert fading_day(facts(), MU0) is None


# -- somebody never met


@pytest.mark.parametrize(
    ("on", "over", "due"), [(0, -14, False), (13, -1, False), (14, 0, True), (60, 46, True)]
)
def test_somebody_added_by_hand_is_due_one_interval_later(on: int, over: int, due: bool) -> None:
    found = stand(facts(cadence=FORTNIGHTLY, added_on=TODAY), on=on)
    assert (found.status, found.days_over, found.is_due) == ("new", over, due)
    assert found.elapsed is None
    assert found.waited == 14 + over


@given(st.text(max_size=30), st.integers(1, 400))
def test_first_days_of_imported_people_spread_over_the_interval(name: str, days: int) -> None:
    known = facts(id=name, added_on=TODAY, spread=True, cadence=Cadence(days, "d"))
    found = stand(known)
    assert found.due_on is not None
    assert TODAY < found.due_on <= TODAY + days
    assert stand(known, on=5000).due_on == found.due_on


def test_an_import_of_three_hundred_people_does_not_flood_any_day() -> None:
    days = [
        stand(facts(id=f"0198-{n}", added_on=TODAY, spread=True, cadence=MONTHLY)).due_on
        for n in range(300)
    ]
    assert max(days.count(day) for day in days) < 25
    assert len(set(days)) == 30


# -- snoozed, paused, planned


def test_a_snooze_hides_until_its_day_and_then_asks_even_if_not_over() -> None:
    known = facts(-1, cadence=MONTHLY, snoozed_until=TODAY + 3)
    assert (stand(known).status, stand(known).due_on) == ("snoozed", TODAY + 3)
    found = stand(known, on=3)
    assert (found.status, found.days_over, found.elapsed, found.waited) == ("due", 0, 4, 30)
    assert stand(known, on=5).status == "lapsed"


def test_a_snooze_of_somebody_over_keeps_counting() -> None:
    known = facts(-20, cadence=FORTNIGHTLY, snoozed_until=TODAY + 3)
    assert (stand(known).days_over, stand(known).elapsed) == (-3, 20)
    found = stand(known, on=3)
    assert (found.status, found.days_over, found.waited) == ("lapsed", 9, 23)


def test_a_touchpoint_clears_a_snooze() -> None:
    known = facts(-20, 3, cadence=FORTNIGHTLY, snoozed_until=TODAY + 3)
    assert stand(known, on=4).due_on == TODAY + 17


def test_a_snooze_that_is_over_keeps_somebody_from_fading_for_a_month() -> None:
    known = facts(*weekly(-60), snoozed_until=TODAY)
    assert stand(known, on=-1).status == "snoozed"
    assert stand(known, on=29).status == "lapsed"
    assert stand(known, on=30).status == "faded"


def test_paused_days_count_for_nothing_and_nobody_paused_is_due() -> None:
    known = facts(-10, cadence=FORTNIGHTLY, state="paused", paused=((TODAY, TODAY + 30),))
    assert [stand(known, on=day).status for day in (0, 29)] == ["paused", "paused"]
    assert (stand(known).due_on, stand(known).days_over) == (TODAY + 34, -34)
    found = stand(known, on=34)
    assert (found.status, found.elapsed, found.days_over) == ("due", 14, 0)


def test_somebody_over_before_a_pause_is_as_much_over_after_it() -> None:
    known = facts(-20, cadence=FORTNIGHTLY, state="paused", paused=((TODAY, TODAY + 30),))
    assert (stand(known).status, stand(known).due_on) == ("paused", TODAY + 30)
    assert stand(known, on=30).days_over == 6
    ended = known._replace(state="active")
    assert stand(ended, on=30) == stand(known, on=30)


def test_a_pause_without_an_end_lasts() -> None:
    known = facts(-20, cadence=FORTNIGHTLY, state="paused", paused=((TODAY, None),))
    assert stand(known, on=5000).status == "paused"
    assert due_range(known, mu0=MU0).due_from is None


def test_an_open_pause_of_somebody_active_stops_the_clock() -> None:
    known = facts(-20, cadence=FORTNIGHTLY, paused=((TODAY - 10, None),))
    found = stand(known, on=50)
    assert (found.status, found.elapsed, found.due_on) == ("ok", 9, None)
    assert due_range(known, mu0=MU0).due_from is None


@pytest.mark.parametrize(
    ("planned", "due"),
    [(5, 9), (9, 10), (12, 13), (22, 23), (23, 23), (300, 23)],
)
def test_a_planned_touchpoint_puts_off_until_it_has_passed_one_interval_at_most(
    planned: int, due: int
) -> None:
    known = facts(-5, cadence=FORTNIGHTLY, planned_on=TODAY + planned)
    assert stand(known).due_on == TODAY + due


def test_a_plan_that_came_to_nothing_counts_no_more() -> None:
    known = facts(-5, cadence=FORTNIGHTLY, planned_on=TODAY + 12)
    assert stand(known, on=12).status == "soon"
    assert (stand(known, on=13).status, stand(known, on=13).days_over) == ("lapsed", 4)


def test_a_plan_puts_off_a_snooze_that_is_over() -> None:
    known = facts(-5, cadence=FORTNIGHTLY, snoozed_until=TODAY, planned_on=TODAY + 2)
    assert stand(known).due_on == TODAY + 3
