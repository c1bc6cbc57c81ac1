"""Where somebody stands on a day: which interval applies, when they are due, what puts it off."""

from __future__ import annotations

from datetime import date
from math import ceil, log
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.duedays import fading_day
from keepintouch.domain.intervals import fades_after, learned_interval, prior
from keepintouch.domain.scoring import Rhythm, chance_alive, gap_spread, score, usual_gap
from keepintouch.domain.standing import Facts, Rules, Standing, due_range, standing

if TYPE_CHECKING:
    from keepintouch.domain.pauses import Pause

MU0 = log(30)
TODAY = date(2026, 11, 22).toordinal()
WEEKLY, MONTHLY, FORTNIGHTLY = Cadence(1, "w"), Cadence(1, "m"), Cadence(2, "w")
FAMILY, CLIMBING = ("family", MONTHLY), ("climbing", WEEKLY)


def facts(*days: int, paused: tuple[Pause, ...] = (), **more: object) -> Facts:
    """Facts of somebody one was in touch with on these days, counted from today."""
    rhythm = Rhythm.from_days([TODAY + day for day in days], paused=paused)
    return Facts("ana", TODAY - 1000, rhythm, paused=paused)._replace(**more)


def stand(known: Facts, *, on: int = 0, mu0: float = MU0) -> Standing:
    return standing(known, on=TODAY + on, mu0=mu0)


def weekly(last: int, count: int = 11) -> list[int]:
    return [last - 7 * step for step in range(count)]


# -- which interval applies


@pytest.mark.parametrize(
    ("known", "source", "days", "tag"),
    [
        (facts(-3, cadence=FORTNIGHTLY, tags=(CLIMBING,)), "contact", 14, None),
        (facts(-3, tags=(FAMILY,)), "tag", 30, "family"),
        (facts(-3, tags=(FAMILY, CLIMBING)), "tag", 7, "climbing"),
        (facts(-3, tags=(CLIMBING, ("aikido", WEEKLY))), "tag", 7, "aikido"),
        (facts(-3, tags=(("work", NEVER), FAMILY)), "tag", 30, "family"),
        (facts(*weekly(-3)), "learned", 14, None),
        (facts(-17, -10, -3), "learned", 31, None),
        (facts(-10, -3), "default", 90, None),
        (facts(), "default", 90, None),
        (facts(-3, rules=Rules(default=MONTHLY)), "default", 30, None),
        (facts(*weekly(-3), rules=Rules(learning=False)), "default", 90, None),
    ],
)
def test_the_cadence_wins_then_tags_then_what_was_learned(
    known: Facts, source: str, days: int, tag: str | None
) -> None:
    rule = stand(known).interval
    assert (rule.source, rule.days, rule.tag) == (source, days, tag)


@pytest.mark.parametrize(
    "known",
    [
        facts(-300, cadence=NEVER),
        facts(-300, cadence=NEVER, snoozed_until=TODAY - 5),
        facts(-300, tags=(("work", NEVER),)),
        facts(-300, rules=Rules(default=NEVER)),
        facts(rules=Rules(default=NEVER), added_on=TODAY - 5000),
    ],
)
def test_never_means_never(known: Facts) -> None:
    found = stand(known)
    assert found.status in {"ok", "new"}
    assert (found.due_on, found.days_over, found.interval.days) == (None, None, None)
    assert found.waited == (found.elapsed or 0)
    assert not found.is_due
    assert due_range(known, mu0=MU0).due_from is None


def test_a_month_from_the_31st_ends_with_the_shorter_month() -> None:
    known = Facts(
        "ana", 1, Rhythm.from_days([date(2026, 1, 31).toordinal()]), cadence=Cadence(1, "m")
    )
    found = standing(known, on=date(2026, 3, 1).toordinal(), mu0=MU0)
    assert found.due_on == date(2026, 2, 28).toordinal()
    assert (found.interval.days, found.days_over) == (28, 1)


@pytest.mark.parametrize(
    ("gap", "days"),
    [(1, 7), (2, 7), (7, 15), (30, 58), (300, 400), (3000, 400)],
)
def test_a_learned_interval_is_a_week_at_least_and_13_months_at_most(gap: int, days: int) -> None:
    rhythm = Rhythm.from_days(range(TODAY - 8 * gap, TODAY + 1, gap))
    assert learned_interval(rhythm, MU0) == days


@pytest.mark.parametrize("number", [1, 10_000, 10**9])
@pytest.mark.parametrize("unit", ["d", "w", "m", "y"])
def test_a_cadence_of_any_length_stays_within_the_calendar(number: int, unit: str) -> None:
    known = facts(-3, cadence=Cadence(number, unit))
    found = stand(known)
    assert found.due_on is not None
    assert date.fromordinal(found.due_on) <= date.max
    assert due_range(known, mu0=MU0).due_from == found.due_on


def test_the_last_day_of_the_calendar_has_a_standing_too() -> None:
    last = date.max.toordinal()
    known = Facts("ana", last, Rhythm.from_days([last]), cadence=WEEKLY)
    assert standing(known, on=last, mu0=MU0).due_on == last


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


def test_a_pause_after_the_due_day_leaves_the_bound_without_a_chance_to_end() -> None:
    known = facts(*weekly(-60))
    blurred = due_range(known._replace(paused=((TODAY - 20, TODAY - 10),)), mu0=MU0)
    assert (blurred.h0, blurred.hg) == (0, 0)
    assert blurred.fades_by == (due_range(known, mu0=MU0).fades_by or 0) + 10
    assert due_range(known, mu0=MU0).hg > due_range(known, mu0=MU0).h0 > 0


# -- what little is known is scored with the cadence


@pytest.mark.parametrize(
    ("known", "mu0"),
    [
        (facts(-3, cadence=WEEKLY), log(7)),
        (facts(-3, tags=(FAMILY,)), log(30)),
        (facts(-3), MU0 + 1),
        (facts(-3, cadence=NEVER), MU0 + 1),
        (facts(-10, -3, cadence=WEEKLY), log(7)),
        (facts(-17, -10, -3, cadence=WEEKLY), MU0 + 1),
    ],
)
def test_an_explicit_cadence_stands_in_for_what_is_not_learned_yet(
    known: Facts, mu0: float
) -> None:
    assert prior(known, MU0 + 1) == pytest.approx(mu0)


def test_what_counts_as_contact() -> None:
    rules = Rules(uncounted=frozenset({"broadcast"}))
    assert rules.counts("met", 8)
    assert not rules.counts("met", 9)
    assert not rules.counts("broadcast", 1)


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
        rules=Rules(draw(cadences), draw(st.booleans())),
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


@given(st.lists(st.integers(-900, 0), min_size=3, max_size=20, unique=True), st.floats(1, 6))
def test_the_closed_form_of_fading_agrees_with_the_score(back: list[int], mu0: float) -> None:
    rhythm = facts(*back).rhythm
    days = fades_after(rhythm, mu0)
    odds = ((days + 1) / usual_gap(rhythm, mu0)) ** (1 / gap_spread(rhythm))
    assert chance_alive(rhythm.k, odds) < 0.5
    assert days == 30 or score(rhythm, elapsed=days - 1, mu0=mu0).alive >= 0.5


@given(st.lists(st.integers(-900, 0), min_size=3, max_size=20, unique=True), st.floats(1, 6))
def test_nobody_fades_before_being_due(back: list[int], mu0: float) -> None:
    rhythm = facts(*back).rhythm
    assert fades_after(rhythm, mu0) > learned_interval(rhythm, mu0)
    assert learned_interval(rhythm, mu0) >= min(400, ceil(usual_gap(rhythm, mu0)))


@given(anybody(), st.integers(0, 400))
def test_a_touchpoint_to_come_changes_nothing_that_was_learned(known: Facts, ahead: int) -> None:
    plain = stand(known._replace(planned_on=None))
    planned = stand(known._replace(planned_on=TODAY + ahead))
    assert (planned.interval, planned.elapsed) == (plain.interval, plain.elapsed)
    assert (planned.due_on or 0) >= (plain.due_on or 0)
