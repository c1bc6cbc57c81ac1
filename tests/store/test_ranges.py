"""The indexes find exactly those who are due: on random stores they agree with looking at everybody."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import Contact
from keepintouch.domain.names import fold
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.priority import Candidate, closest_bound, ranked
from keepintouch.domain.standing import Weights
from keepintouch.domain.touchpoints import FollowUp, Touchpoint
from keepintouch.services import candidates, planning
from keepintouch.services.candidates import Asked
from keepintouch.services.cases import day_of, of_facts
from keepintouch.store import Store, contacts, followups, places, ranges, touchpoints
from keepintouch.store.facts import live_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from keepintouch.domain.reasons import Case
    from keepintouch.store.protocol import Connection

TODAY = date(2026, 11, 22)
CADENCES = st.none() | st.sampled_from(
    (NEVER, Cadence(1, "d"), Cadence(2, "w"), Cadence(1, "m"), Cadence(1, "y"))
)
DAYS = st.integers(-600, 20)
SOON = st.integers(-5, 9)
NEAR = SOON.map(lambda days: TODAY + timedelta(days))


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    """Give somebody: fields, contact days, promises (days from today)."""
    state = draw(st.sampled_from(("active",) * 4 + ("paused", "archived")))
    begin = draw(DAYS)
    near = draw(st.none() | NEAR)
    paused = state == "paused" or draw(st.integers(0, 5)) == 0
    return {
        "fields": {
            "cadence": draw(CADENCES),
            "tags": draw(st.sampled_from(((), (), ("family",), ("family", "work")))),
            "importance": draw(st.sampled_from(("inner", "close", "normal", "wider"))),
            "state": state,
            "spread": draw(st.booleans()),
            "added_on": TODAY + timedelta(min(draw(DAYS), 0)),
            "snoozed_until": draw(st.none() | NEAR),
            "paused_from": TODAY + timedelta(begin) if paused else None,
            "paused_until": draw(
                st.none() | st.just(TODAY + timedelta(begin + draw(st.integers(0, 300))))
            )
            if paused
            else None,
            "occasions": ()
            if near is None
            else (Occasion("name day", PartialDate(None, near.month, near.day)),),
        },
        "days": draw(st.lists(DAYS, max_size=7)),
        "promises": draw(st.lists(SOON, max_size=1)),
    }


BOOKS = st.lists(people(), min_size=1, max_size=9)


def fill(store: Store, found: Sequence[dict[str, Any]], tag: Cadence | None) -> None:
    with store.writing(TODAY) as writing:
        step = writing.step
        for number, each in enumerate(found):
            person = Person(f"id-{number}", f"person-{number}", f"Person {number}")
            contacts.add(step, [Contact(*person, **each["fields"])])
            kept = [
                Touchpoint(f"t-{number}-{at}", TODAY + timedelta(day), people=(person,))
                for at, day in enumerate(each["days"])
            ]
            touchpoints.add(step, kept, writing.rules)
            followups.add(
                step,
                [
                    FollowUp(f"f-{number}", TODAY + timedelta(day), "call", (person,))
                    for day in each["promises"]
                ],
            )
        places.set_rhythm(step, "family", tag)
        writing.done("import", "people")


def empty(store: Store) -> None:
    with store.writing(TODAY) as writing:
        for table in [
            "participant",
            "touchpoint",
            "follow_up_about",
            "follow_up",
            "occasion",
            "contact_tag",
            "nickname",
            "tag",
            "contact",
            "standing",
            "name_key",
            "name_gram",
            "chunk",
            "step",
            "meta",
        ]:
            writing.connection.run(f"DELETE FROM {table}")


def everybody(connection: Connection, store: Store, on: date, asked: Asked) -> list[Case]:
    """Return everybody's case, from the touchpoints alone."""
    tagged = (
        "SELECT contact_id FROM contact_tag WHERE tag_key = 'family'"
        if asked.tag
        else "SELECT id FROM contact"
    )
    ids = [row[0] for row in connection.rows(tagged)]
    day = day_of(connection, store, on, lead=asked.lead)
    facts = live_facts(connection, ids, today=on, rules=store.rules)
    return list(of_facts(connection, day, facts, asked.shown))


def in_order(found: list[Case]) -> list[Candidate]:
    return ranked(
        Candidate(
            case.facts.id,
            fold(f"Person {case.facts.id[3:]}"),
            case.signals,
            case.standing.days_over or 0,
            case.importance,
            case.shown,
        )
        for case in found
    )


def days_around() -> Iterator[date]:
    yield from (TODAY + timedelta(days) for days in (0, 1, 8, 40, 400))


def examples(number: int) -> settings:
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=number, suppress_health_check=checks)


def counts_and_lists_agree_with_looking_at_everybody(store: Store) -> None:
    for on in days_around():
        for asked in (Asked(rows=None), Asked(rows=None, tag="+Family"), Asked(limit=2, rows=3)):
            with store.reading() as connection:
                exact = in_order(everybody(connection, store, on, asked))
                day = day_of(connection, store, on, lead=asked.lead)
                kept = candidates.dated(connection, day, asked)
                assert candidates.count(connection, day, asked, kept) == len(exact)
                listed = candidates.ranked_for(connection, day, asked, kept)
            whole = [each for each, _ in listed]
            assert whole == exact[: len(whole)]
            assert len(whole) >= min(len(exact), 3)


def no_bound_is_below_the_points_it_bounds(store: Store) -> None:
    for on in days_around():
        with store.reading() as connection:
            weights = store.rules.weights
            bounds = ranges.candidates(connection, on, limit=99, weights=weights).points
            sure, _ = ranges.counted(connection, on)
            cases = everybody(connection, store, on, Asked())
            first = [
                ranges.candidates(connection, on, limit=limit, weights=weights)
                for limit in (1, 2, 4)
            ]
        due = [case for case in cases if case.standing.is_due]
        assert {case.facts.id for case in due} <= bounds.keys()
        assert sure <= len(due)
        for found in first:
            left_out = [points for who, points in bounds.items() if who not in found.points]
            assert max(left_out, default=0.0) <= found.beyond
            assert found.points.items() <= bounds.items()
        for case in due:
            alone = Candidate("", "", case.signals._replace(date=0.0, promise=0.0, must=False))
            assert bounds[case.facts.id] >= alone._replace(importance=case.importance).points


def those_who_come_next_are_found(store: Store, ahead: int) -> None:
    until = TODAY + timedelta(ahead)
    with store.reading() as connection:
        cases = everybody(connection, store, TODAY, Asked())
    exact = sorted(
        case.facts.id
        for case in cases
        if not case.signals.asks
        and case.standing.due_on is not None
        and TODAY.toordinal() < case.standing.due_on <= until.toordinal()
        and case.standing.status not in {"faded", "archived"}
    )
    due = planning.due(store, today=TODAY, asked=Asked(rows=None, until=until))
    becoming = sorted(item.person.id for item in due.items if not item.case.signals.asks)
    assert becoming == exact


EVERYTHING = {
    "found": BOOKS,
    "tag": CADENCES.filter(lambda cadence: cadence != NEVER),
    "ahead": st.integers(1, 90),
}


@examples(30)
@given(**EVERYTHING)
def test_the_indexes_find_whom_looking_at_everybody_finds(
    file_store: Store, found: list[dict[str, Any]], tag: Cadence | None, ahead: int
) -> None:
    empty(file_store)
    fill(file_store, found, tag)
    counts_and_lists_agree_with_looking_at_everybody(file_store)
    no_bound_is_below_the_points_it_bounds(file_store)
    those_who_come_next_are_found(file_store, ahead)


MANY = 60
RANGE = "anchor = :anchor, interval = :interval, power = :power, h0 = :h0, hg = :hg"


def ranges_at_random(luck: Random) -> Iterator[dict[str, Any]]:
    """Give everybody a range: some of them faded, some explicit, with any spread there can be."""
    explicit = luck.choice((0.0, 0.5, 1.0))
    for number in range(MANY):
        interval = luck.randint(1, 90)
        waited = interval * luck.uniform(1, luck.choice((1.5, 4, 30)))
        fades = luck.random() >= explicit
        yield {
            "id": f"id-{number}",
            "since": TODAY.toordinal() - luck.randint(0, 50),
            "anchor": TODAY.toordinal() - int(waited),
            "interval": min(interval, int(waited)),
            "power": luck.uniform(0.05, luck.choice((1, 2, 2.88))),
            "h0": luck.uniform(0, 0.15) if fades else 0.0,
            "hg": luck.uniform(0, luck.choice((0.1, 1))) if fades else 0.0,
            "importance": luck.choice(Weights()),
        }


@pytest.fixture
def crowded_store(file_store: Store) -> Store:
    fill(file_store, [{"fields": {"added_on": TODAY}, "days": [], "promises": []}] * MANY, None)
    return file_store


@examples(60)
@given(seed=st.integers(0, 2**32), limit=st.integers(1, 5))
def test_whoever_is_left_out_has_fewer_points_than_the_first(
    crowded_store: Store, seed: int, limit: int
) -> None:
    rows = list(ranges_at_random(Random(seed)))  # noqa: S311 - a test's people, no secret
    with crowded_store.writing(TODAY) as writing:
        writing.connection.run_many(
            f"UPDATE standing SET due_from = :since, due_by = :since, fades_by = NULL, {RANGE},"
            " importance = :importance WHERE contact_id = :id",
            rows,
        )
        found = ranges.candidates(writing.connection, TODAY, limit=limit, weights=Weights())
    bounds = {
        row["id"]: 100
        * row["importance"]
        * closest_bound(
            TODAY.toordinal() - row["anchor"],
            row["interval"],
            row["power"],
            h0=row["h0"],
            hg=row["hg"],
        )
        for row in rows
    }
    assert found.points.items() <= bounds.items()
    left_out = [points for who, points in bounds.items() if who not in found.points]
    assert max(left_out, default=0.0) <= found.beyond
    assert sum(points >= found.beyond for points in found.points.values()) >= limit


@examples(12)
@given(**EVERYTHING)
@pytest.mark.parametrize("store", ["server"], indirect=True)
def test_a_server_finds_the_same(
    store: Store, found: list[dict[str, Any]], tag: Cadence | None, ahead: int
) -> None:
    empty(store)
    fill(store, found, tag)
    counts_and_lists_agree_with_looking_at_everybody(store)
    no_bound_is_below_the_points_it_bounds(store)
    those_who_come_next_are_found(store, ahead)


@pytest.mark.parametrize("many", [0, 1, 70, 300])
def test_the_first_of_many_are_found_without_looking_at_all(store: Store, many: int) -> None:
    if not many:
        assert planning.count(store, today=TODAY) == 0
        return
    book = [
        {
            "fields": {
                "cadence": Cadence(1 + number % 30, "d"),
                "added_on": TODAY - timedelta(900),
                "importance": ("inner", "wider")[number % 2],
            },
            "days": [-40 - number % 17, -100],
            "promises": [],
        }
        for number in range(many)
    ]
    fill(store, book, None)
    asked = Asked(limit=5, rows=5)
    with store.reading() as connection:
        exact = in_order(everybody(connection, store, TODAY, asked))
        day = day_of(connection, store, TODAY)
        found = [each for each, _ in candidates.ranked_for(connection, day, asked, ())]
        assert candidates.count(connection, day, asked, ()) == many
    assert found[:5] == exact[:5]


def test_plans_that_came_true_hide_nobody_who_is_due(file_store: Store) -> None:
    weekly = {"cadence": Cadence(1, "w"), "added_on": TODAY - timedelta(900)}
    met_today = [{"fields": weekly, "days": [-40, 1], "promises": []} for _ in range(70)]
    late = {"fields": weekly, "days": [-40], "promises": []}
    fill(file_store, [*met_today, late], None)
    tomorrow = TODAY + timedelta(1)
    with file_store.reading() as connection:
        day = day_of(connection, file_store, tomorrow)
        found = candidates.ranked_for(connection, day, Asked(limit=1, rows=1), ())
    assert [each.id for each, _ in found] == ["id-70"]
