"""Once close, now silent; and what one's rhythms ask for against what one does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.errors import UsageError
from keepintouch.services import backtesting, capacity, drifting, explaining, looking, stepping

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.store import Store


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store of two who drifted, one who did not, and one with a rhythm of their own."""
    for name, gap, silent in (("Tom", 2, 100), ("Lena", 3, 150), ("Ana", 2, 3), ("Mum", 2, 100)):
        book.add(name, added_on=book.today - timedelta(400))
        book.talked(name, (book.today - timedelta(silent + gap * at) for at in range(30)))
    book.edit("mum", cadence=Cadence(1, "w"))
    return book


def drifted(book: Book, limit: int | None = None) -> list[str]:
    found = drifting.drifted(book.store, today=book.today, limit=limit)
    return [each.person.slug for each in found]


def test_who_was_closest_comes_first_with_what_it_was_like(full: Book) -> None:
    assert drifted(full) == ["tom", "lena"]
    assert drifted(full, limit=1) == ["tom"]
    tom = drifting.drifted(full.store, today=full.today)[0]
    assert (tom.met, tom.days, tom.last_on) == (30, 100, full.today - timedelta(100))
    assert tom.first_on == full.today - timedelta(158)
    assert tom.usual < 4
    assert tom.alive < 0.5
    assert 0 < tom.warmth < 40


def test_those_of_one_tag_can_be_asked_for(full: Book) -> None:
    full.edit("lena", tags=("Sales",))
    found = drifting.drifted(full.store, today=full.today, tag="sales")
    assert [each.person.slug for each in found] == ["lena"]
    assert drifting.drifted(full.store, today=full.today, tag="work") == []


def test_only_the_last_close_time_is_told(full: Book) -> None:
    full.log("tom", day=full.today - timedelta(158 + 95))
    assert drifting.drifted(full.store, today=full.today)[0].met == 30


def test_a_drift_that_was_let_go_comes_back_only_after_new_contact(full: Book) -> None:
    drifting.dismiss(full.store, "tom", today=full.today)
    assert drifted(full) == ["lena"]
    stepping.undo(full.store, today=full.today)
    assert drifted(full) == ["tom", "lena"]
    stepping.redo(full.store, today=full.today)
    full.log("tom", day=full.today - timedelta(60))
    assert drifted(full) == ["tom", "lena"]


def test_letting_go_of_whom_one_never_met_changes_nothing(book: Book) -> None:
    book.add("Zoe")
    drifting.dismiss(book.store, "zoe", today=book.today)
    assert [step.command for step in stepping.steps(book.store).steps] == ["add"]


def test_each_who_drifted_has_a_week(full: Book, new_store: Store) -> None:
    weeks = [
        drifting.offered(full.store, today=full.today + timedelta(7 * week)) for week in range(2)
    ]
    assert {each.person.slug for each in weeks if each} == {"tom", "lena"}
    for who in ("tom", "lena"):
        drifting.dismiss(full.store, who, today=full.today)
    assert drifting.offered(full.store, today=full.today) is None


def test_without_a_store_nobody_drifts_and_nothing_is_asked(new_store: Store, today: date) -> None:
    assert drifting.drifted(new_store, today=today) == []
    assert drifting.offered(new_store, today=today) is None
    assert capacity.plan(new_store, today=today, limit=5).people == 0
    with pytest.raises(UsageError, match="too little history"):
        backtesting.backtest(new_store, today=today)
    assert not new_store.exists


def test_every_number_behind_a_place_on_the_list_is_told(full: Book) -> None:
    found = explaining.explained(full.store, "mum", today=full.today, shown={})
    assert (found.person.slug, found.why) == ("mum", "every week, silent for 3 months")
    assert found.points > 50
    assert found.place.standing.status == "lapsed"
    assert dict(found.lines)


def test_slower_rhythms_are_proposed_for_whom_it_matters_least(full: Book) -> None:
    for number in range(12):
        full.add(f"P{number}", cadence=Cadence(3, "d"), importance=("inner", "wider")[number % 2])
    planned = capacity.plan(full.store, today=full.today, limit=2)
    assert planned.allowed == 14
    assert planned.asked > planned.allowed > planned.did
    assert planned.aim == max(planned.did, 1.0)
    assert planned.stretches
    first = planned.stretches[0]
    assert first.to == Cadence(1, "m")
    assert first.saved == pytest.approx(7 / 3 - 7 / 30)
    assert all(each.person.slug.startswith("p") for each in planned.stretches[:6])
    assert {int(each.person.slug[1:]) % 2 for each in planned.stretches[:6]} == {1}
    before = full.text()
    assert capacity.apply(full.store, planned.stretches, today=full.today) == len(planned.stretches)
    slug = first.person.slug
    assert looking.show(full.store, slug, today=full.today).contact.cadence == first.to
    again = capacity.plan(full.store, today=full.today, limit=2)
    assert again.asked < planned.asked
    stepping.undo(full.store, today=full.today)
    assert full.text() == before


def test_what_fits_needs_no_slower_rhythm(book: Book) -> None:
    book.add("Ana", cadence=Cadence(1, "y"))
    planned = capacity.plan(book.store, today=book.today, limit=5)
    assert (planned.people, planned.stretches, planned.gap_left) == (1, (), 0.0)
    assert capacity.forecast(book.store, today=book.today, limit=5) is None


def test_an_overload_is_told_after_four_weeks_of_use(full: Book) -> None:
    for number in range(12):
        full.add(f"P{number}", cadence=Cadence(1, "d"))
    found = capacity.forecast(full.store, today=full.today, limit=2)
    assert found is not None
    assert found.asked > 84
    assert found.did == pytest.approx(13 * 7 / 28)


def test_people_with_old_days_but_no_conversations_are_no_overload_yet(book: Book) -> None:
    for number in range(60):
        book.add(f"P{number}", cadence=Cadence(1, "d"), added_on=date(2019, 5, 1))
    book.log("P1")
    assert capacity.forecast(book.store, today=book.today, limit=2) is None


@pytest.mark.parametrize(
    ("days", "slower"),
    [(1, "P1M"), (20, "P1M"), (30, "P2M"), (100, "P6M"), (200, "P1Y"), (300, None)],
)
def test_a_slower_rhythm_is_at_least_half_as_slow_again(days: int, slower: str | None) -> None:
    found = capacity.slower_than(days)
    assert (found.iso if found else None) == slower


def test_ones_own_history_says_whether_warmth_was_true(full: Book) -> None:
    for back in range(0, 700, 10):
        full.log("ana", "mum", day=full.today - timedelta(150 + back))
    found = backtesting.backtest(full.store, today=full.today)
    assert found.rows >= 100
    assert found.people == 4
    assert sum(band.rows for band in found.bands) == found.rows
    assert found.auc is not None
    assert found.auc > 0.5


def test_without_both_outcomes_there_is_no_order_to_judge() -> None:
    assert backtesting.auc([(1.0, True), (2.0, True)]) is None
    assert backtesting.auc([(1.0, False), (2.0, True)]) == 1.0
    assert backtesting.auc([(1.0, False), (1.0, True)]) == 0.5


def test_days_of_a_pause_count_for_nothing_in_the_replay(full: Book) -> None:
    on = full.today.toordinal()
    days = {"ana": sorted(on - back for back in range(0, 700, 10) if not 200 < back < 400)}
    plain = list(backtesting._rows(days, {}, on))
    paused = list(backtesting._rows(days, {"ana": ((on - 395, on - 205),)}, on))
    assert max(row.elapsed for row in plain) > 150
    assert max(row.elapsed for row in paused) <= 20
    assert sum(not row.came for row in plain) > 10
    assert all(row.came for row in paused)
    assert len(list(backtesting._rows(days, {"ana": ((on - 395, None),)}, on))) < len(paused)


def test_the_replay_knows_the_pauses_of_the_store(full: Book) -> None:
    full.edit("tom", paused_from=full.today - timedelta(90), paused_until=full.today)
    full.edit("lena", state="paused", paused_from=full.today - timedelta(140))
    on = full.today.toordinal()
    found = {each: pauses for each, (pauses,) in backtesting._pauses(full.store).items()}
    assert sorted(found.values(), key=str) == [(on - 140, None), (on - 90, on)]
