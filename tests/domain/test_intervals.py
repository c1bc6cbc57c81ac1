"""Which interval applies, how long a learned one is, and when a rhythm fades."""

from __future__ import annotations

from datetime import date
from math import ceil, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.intervals import fades_after, learned_interval, prior
from keepintouch.domain.scoring import Rhythm, chance_alive, gap_spread, score, usual_gap
from keepintouch.domain.standing import Facts, Rules, due_range, standing
from tests.domain.conftest import MU0, TODAY, facts, stand, weekly

WEEKLY, MONTHLY, FORTNIGHTLY = Cadence(1, "w"), Cadence(1, "m"), Cadence(2, "w")
FAMILY, CLIMBING = ("family", MONTHLY), ("climbing", WEEKLY)


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


# -- fading


@given(st.lists(st.integers(-900, 0), min_size=3, max_size=20, unique=True), st.floats(1, 6))
def test_the_closed_form_of_fading_agrees_with_the_score(back: list[int], mu0: float) -> None:
    rhythm = facts(*back).rhythm
    days = fades_after(rhythm, mu0)
    odds = ((days + 1) / usual_gap(rhythm, mu0)) ** (1 / gap_spread(rhythm))
    assert chance_alive(rhythm.k, odds) < 0.5
    assert days == 30 or score(rhythm, elapsed=days - 1, mu0=mu0).alive >= 0.5


@given(
    st.lists(st.integers(-900, 0), min_size=3, max_size=20, unique=True),
    st.floats(1, 6),
    st.sampled_from([0.5, 0.75, 0.8]),
)
def test_nobody_fades_before_being_due(back: list[int], mu0: float, quantile: float) -> None:
    rhythm, odds = facts(*back).rhythm, Rules(quantile=quantile).odds
    assert fades_after(rhythm, mu0) > learned_interval(rhythm, mu0, odds)
    assert learned_interval(rhythm, mu0) >= min(400, ceil(usual_gap(rhythm, mu0)))
