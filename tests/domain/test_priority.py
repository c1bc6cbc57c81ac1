"""Who comes first: signals, importance, rotation, must-dos, capacity; and the store's bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import IMPORTANCE
from keepintouch.domain.priority import (
    Candidate,
    Signals,
    date_signal,
    has_drifted,
    late_signal,
    load,
    promise_signal,
    ranked,
    select,
    signals,
    stretch,
)
from keepintouch.domain.scoring import gap_spread
from keepintouch.domain.standing import (
    Facts,
    Rules,
)
from tests.domain.conftest import MU0, TODAY, facts, stand, urge

FORTNIGHTLY = Cadence(2, "w")
shares = st.floats(0, 1)


def somebody(name: str = "ana", **more: object) -> Candidate:
    signals = Signals(rhythm=0.8, asks=True)
    return Candidate(id=name, name=name, signals=signals)._replace(**more)


WEEKLY = [-7 * step for step in range(11)]


# -- the three signals


@pytest.mark.parametrize("spread", [0.348, 0.6, 1.0, 2.7])
@pytest.mark.parametrize("interval", [1, 7, 90, 36_525])
def test_lateness_is_three_quarters_when_the_interval_is_just_over(
    interval: int, spread: float
) -> None:
    assert late_signal(interval, interval, spread) == 0.75


@pytest.mark.parametrize(
    ("known", "on", "signal"),
    [
        (facts(0, cadence=FORTNIGHTLY), 13, 0),
        (facts(0, cadence=FORTNIGHTLY), 14, 0.75),
        (facts(0, cadence=FORTNIGHTLY), 28, 0.905),
        (facts(cadence=FORTNIGHTLY, added_on=TODAY), 14, 0.75),
        (facts(-1, cadence=FORTNIGHTLY, snoozed_until=TODAY + 2), 2, 0.75),
        (facts(-1, cadence=FORTNIGHTLY, snoozed_until=TODAY + 2), 1, 0),
        (facts(0, cadence=NEVER), 500, 0),
        (facts(*WEEKLY), 13, 0),
        (facts(*WEEKLY), 14, 0.75 / (1 + 0.3 / 10 * 4)),
        (facts(*WEEKLY), 60, 0),
        (facts(*WEEKLY, cadence=Cadence(60, "d")), 60, 0.75),
    ],
)
def test_the_rhythm_asks_from_the_due_day_on(known: Facts, on: int, signal: float) -> None:
    assert urge(known, on) == pytest.approx(signal, abs=0.005)


def test_three_contact_days_are_enough_to_know_a_spread() -> None:
    known = facts(-200, -20, 0, cadence=FORTNIGHTLY)
    assert urge(known, 28) == late_signal(28, 14, gap_spread(known.rhythm)) != urge(facts(0), 28)


@pytest.mark.parametrize(
    ("days_until", "lead", "signal"),
    [(8, 7, 0), (7, 7, 0.6), (1, 7, 1 - 0.4 / 7), (0, 7, 1), (-1, 7, 0.8), (-3, 7, 0.8),
     (-4, 7, 0), (0, 0, 1), (1, 0, 0), (5, 10, 0.8), (-300, 7, 0)],
)  # fmt: skip
def test_a_day_comes_nearer_and_is_soon_forgotten(
    days_until: int, lead: int, signal: float
) -> None:
    assert date_signal(days_until, lead) == pytest.approx(signal)


@pytest.mark.parametrize(
    ("days_over", "signal"), [(-2, 0), (-1, 0.5), (0, 0.9), (7, 0.95), (14, 0.975), (5000, 1)]
)
def test_a_promise_never_fades(days_over: int, signal: float) -> None:
    assert promise_signal(days_over) == pytest.approx(signal)


@pytest.mark.parametrize(
    ("dates", "promises", "asks", "must"),
    [
        ((), (), False, False),
        ((3,), (), False, False),
        ((), (-1,), False, False),
        ((0,), (), True, True),
        ((-3,), (), True, False),
        ((-4,), (), False, False),
        ((5, 0), (), True, True),
        ((), (0,), True, True),
        ((), (40, -9), True, True),
    ],
)
def test_days_and_promises_put_somebody_on_the_list(
    dates: tuple[int, ...], promises: tuple[int, ...], asks: bool, must: bool
) -> None:
    found = signals(stand(facts(0)), 0.0, dates=dates, promises=promises)
    assert (found.asks, found.must) == (asks, must)


def test_a_day_to_come_lifts_whoever_is_due() -> None:
    due = stand(facts(0, cadence=FORTNIGHTLY), 14)
    plain, lifted = signals(due, 0.75), signals(due, 0.75, dates=(2, 6))
    assert lifted.asks
    assert not lifted.must
    assert lifted.urgency > plain.urgency == 0.75
    assert lifted.date == date_signal(2)
    assert signals(due, 0.75, dates=(8,)).date == 0


@pytest.mark.parametrize(
    "known",
    [
        facts(-20, cadence=FORTNIGHTLY, state="archived"),
        facts(-20, cadence=FORTNIGHTLY, state="deceased"),
        facts(-20, cadence=FORTNIGHTLY, state="paused"),
        facts(-20, cadence=FORTNIGHTLY, snoozed_until=TODAY + 1),
    ],
)
def test_nothing_brings_back_whom_the_user_put_away(known: Facts) -> None:
    assert urge(known) == 0
    assert signals(stand(known), 0.9, dates=(0,), promises=(5,)) == Signals()


def test_the_faded_come_back_for_their_birthday() -> None:
    faded = stand(facts(*WEEKLY), 80)
    assert faded.status == "faded"
    assert signals(faded, 0.0, dates=(0,)).must


# -- the order


def test_importance_is_the_users_word() -> None:
    points = [somebody(importance=word).points for word in IMPORTANCE]
    assert points == pytest.approx([80, 64, 48, 32])


def test_being_shown_in_vain_lets_others_pass_but_never_a_must() -> None:
    assert somebody(shown=2).points == pytest.approx(48 * 0.81)
    must = Signals(promise=0.9, asks=True, must=True)
    assert somebody(signals=must, shown=7).points == pytest.approx(54)


def test_ties_go_to_days_over_then_the_name_then_the_id() -> None:
    people = [
        somebody("bea"),
        somebody("ana", id="2"),
        somebody("ana", id="1"),
        somebody("zoe", days_over=3),
    ]
    assert [each.id for each in ranked(people)] == ["zoe", "1", "2", "bea"]


def test_must_dos_come_first_and_count_towards_the_limit() -> None:
    must = Signals(promise=0.9, asks=True, must=True)
    people = [
        somebody("ana", importance="inner"),
        somebody("bob", signals=must, importance="wider"),
        somebody("cleo"),
        somebody("dan", signals=Signals(date=0.9)),
    ]
    order = ranked(people)
    assert [each.name for each in order] == ["bob", "ana", "cleo"]
    assert [each.name for each in select(order, 2)] == ["bob", "ana"]
    assert [each.name for each in select(order, 0)] == ["bob"]
    assert select([], 5) == []


def test_a_plan_says_what_rhythms_ask_for() -> None:
    assert load([7, 14, None, 28]) == pytest.approx(0.25)
    assert stretch(7.5, 5) == 1.5
    assert stretch(3, 5) == 1
    assert stretch(3, 0) == 1


# -- drift


DAILY = list(range(-30, 1))


@pytest.mark.parametrize(
    ("known", "on", "drifted"),
    [
        (facts(*range(-6, 1)), 40, True),
        (facts(*range(-5, 1)), 40, False),
        (facts(*DAILY), 29, False),
        (facts(*DAILY), 30, True),
        (facts(*DAILY, rules=Rules(learning=False)), 30, True),
        (facts(*WEEKLY), 60, True),
        (facts(*WEEKLY), 40, False),
        (facts(*DAILY, cadence=FORTNIGHTLY), 300, False),
        (facts(*DAILY, tags=(("family", FORTNIGHTLY),)), 300, False),
        (facts(*DAILY, state="archived"), 300, False),
        (facts(*DAILY, state="paused"), 300, False),
        (facts(-800, -400, 0), 3000, False),
        (facts(), 300, False),
    ],
)
def test_drifting_is_having_been_close_without_a_cadence(
    known: Facts, on: int, drifted: bool
) -> None:
    assert has_drifted(stand(known, on), known.rhythm, MU0) == drifted


# -- properties


@given(st.tuples(shares, shares, shares), st.integers(0, 2), shares, st.integers(0, 7))
def test_points_rise_with_every_signal_and_stay_within_bounds(
    three: tuple[float, float, float], which: int, more: float, shown: int
) -> None:
    raised = list(three)
    raised[which] = max(three[which], more)
    below, above = (somebody(signals=Signals(*each), shown=shown) for each in (three, raised))
    assert 0 <= below.points <= above.points + 1e-12 <= 100 + 1e-9


@given(shares)
def test_points_rise_with_importance(share: float) -> None:
    found = [somebody(signals=Signals(share), importance=word).points for word in IMPORTANCE]
    assert found == sorted(found, reverse=True)


candidates = st.lists(
    st.builds(
        Candidate,
        id=st.text(max_size=2),
        name=st.sampled_from("ab"),
        signals=st.builds(Signals, shares, shares, shares, asks=st.booleans(), must=st.just(False))
        | st.just(Signals(promise=0.9, asks=True, must=True)),
        days_over=st.integers(-3, 3),
        importance=st.sampled_from(sorted(IMPORTANCE)),
        shown=st.integers(0, 7),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)


@given(st.data(), candidates, st.integers(0, 8))
def test_the_selected_are_a_prefix_of_an_order_that_luck_does_not_change(
    data: st.DataObject, people: list[Candidate], limit: int
) -> None:
    order = ranked(people)
    assert ranked(data.draw(st.permutations(people))) == order
    chosen = select(order, limit)
    musts = [each for each in order if each.signals.must]
    assert order[: len(chosen)] == chosen
    assert order[: len(musts)] == musts
    assert len(chosen) == min(len(order), max(limit, len(musts)))
