"""Standings are derived: whatever was written, they equal the same made from the touchpoints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.scoring import Rhythm, population
from keepintouch.domain.standing import MU0_TOLERANCE, Rules
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.services import joining, logging, people, planning, stepping
from keepintouch.services.standings import place_of
from keepintouch.store import Store, handles, standings, touchpoints
from keepintouch.store.facts import live_facts, stored_facts

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.domain.standing import Facts
    from keepintouch.services.standings import Place

WEEKLY = Cadence(1, "w")


def stored(book: Book, *, on: date | None = None) -> list[Facts]:
    day = on or book.today
    with book.store.reading() as connection:
        ids = [row[0] for row in connection.rows("SELECT id FROM contact ORDER BY slug")]
        found = stored_facts(connection, ids, today=day, rules=book.store.rules)
        live = live_facts(connection, ids, today=day, rules=book.store.rules)
        assert sorted(found) == sorted(live)
        return found


def place(book: Book, who: str, *, on: date | None = None) -> Place:
    with book.store.reading() as connection:
        (contact_id,) = connection.row("SELECT id FROM contact WHERE slug = :who", who=who) or ()
        return place_of(connection, contact_id, today=on or book.today, rules=book.store.rules)


def row(book: Book, who: str) -> dict[str, Any]:
    with book.store.reading() as connection:
        found = connection.row(
            f"SELECT {', '.join(standings.COLUMNS)} FROM standing"
            " WHERE contact_id = (SELECT id FROM contact WHERE slug = :who)",
            who=who,
        )
    return dict(zip(standings.COLUMNS, found or (), strict=True))


def plan(book: Book, who: str, days: int) -> None:
    """Keep a meeting still to come, as an import of a calendar does."""
    with book.store.writing(book.today) as writing:
        person = handles.by_slug(writing.connection, who)
        assert person is not None
        meeting = Touchpoint(f"plan-{who}-{days}", book.today + timedelta(days), people=(person,))
        touchpoints.add(writing.step, [meeting], writing.rules)
        writing.done("import", "a plan")


def test_a_rhythm_is_kept_by_the_touchpoints_in_any_order(book: Book) -> None:
    book.add("Ana")
    for back in (3, 40, 10, 10, 90):
        book.log("ana", day=book.today - timedelta(back))
    days = [(book.today - timedelta(back)).toordinal() for back in (3, 10, 40, 90)]
    (facts,) = stored(book)
    assert facts.rhythm == Rhythm.from_days(days)


def test_days_of_a_pause_teach_no_slower_rhythm(book: Book) -> None:
    book.add("Ana")
    for back in (100, 93, 13, 6):
        book.log("ana", day=book.today - timedelta(back))
    begin, end = book.today - timedelta(90), book.today - timedelta(17)
    book.edit("ana", paused_from=begin, paused_until=end)
    (facts,) = stored(book)
    days = [(book.today - timedelta(back)).toordinal() for back in (100, 93, 13, 6)]
    pauses = ((begin.toordinal(), end.toordinal()),)
    assert facts.rhythm == Rhythm.from_days(days, paused=pauses)
    assert facts.rhythm != Rhythm.from_days(days)
    assert book.findings() == []


def test_a_changed_or_removed_touchpoint_takes_the_clock_back(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=book.today - timedelta(20))
    last = book.log("ana", day=book.today)
    assert place(book, "ana").last_on == book.today
    logging.change_touchpoint(
        book.store, last._replace(day=book.today - timedelta(5)), today=book.today
    )
    assert place(book, "ana").last_on == book.today - timedelta(5)
    logging.remove_touchpoint(book.store, last.id, today=book.today)
    assert place(book, "ana").last_on == book.today - timedelta(20)
    assert place(book, "ana").standing.days_over == 13
    assert book.findings() == []


def test_a_planned_day_counts_for_nothing_until_it_comes(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=book.today - timedelta(10))
    plan(book, "ana", 5)
    assert place(book, "ana").facts.rhythm.k == 1
    assert place(book, "ana").due_on == book.today + timedelta(4)
    assert planning.count(book.store, today=book.today) == 0
    later = book.today + timedelta(6)
    assert place(book, "ana", on=later).last_on == book.today + timedelta(5)
    assert place(book, "ana", on=later).facts.rhythm.k == 2
    assert planning.count(book.store, today=later) == 0
    assert planning.count(book.store, today=book.today + timedelta(12)) == 1
    stored(book, on=later)


def test_whoever_writes_next_makes_standings_anew_whose_planned_day_has_come(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.add("Bob")
    plan(book, "ana", 5)
    assert row(book, "ana")["k"] == 0
    book.today += timedelta(6)
    assert book.findings() == []
    book.log("bob")
    assert row(book, "ana")["k"] == 1
    assert row(book, "ana")["planned_on"] is None
    assert book.findings() == []


def test_somebody_is_due_though_their_planned_days_made_the_rhythm_quicker(book: Book) -> None:
    book.add("Ana")
    for back in (800, 401, 2):
        book.log("ana", day=book.today - timedelta(back))
    for ahead in range(5, 45, 5):
        plan(book, "ana", ahead)
    on = book.today + timedelta(100)
    assert row(book, "ana")["due_from"] > on.toordinal()
    (facts,) = stored(book, on=on)
    assert facts.rhythm.k == 11
    due = planning.due(book.store, today=on)
    assert due.total == planning.count(book.store, today=on) == len(due.items) == 1


def test_looking_from_an_earlier_day_is_exact_too(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=book.today - timedelta(30))
    book.log("ana", day=book.today)
    earlier = book.today - timedelta(3)
    assert place(book, "ana", on=earlier).last_on == book.today - timedelta(30)
    book.today = earlier
    assert book.findings() == []


def test_a_tags_rhythm_reaches_everybody_who_has_it(book: Book) -> None:
    book.add("Ana", tags=("family",))
    book.add("Bob", tags=("Family", "work"))
    book.add("Cy")
    people.set_tag_rhythm(book.store, "FAMILY", Cadence(1, "m"), today=book.today)
    people.set_tag_rhythm(book.store, "work", WEEKLY, today=book.today)
    assert [place(book, who).standing.interval.tag for who in ("ana", "bob", "cy")] == [
        "Family",
        "work",
        None,
    ]
    people.set_tag_rhythm(book.store, "family", Cadence(1, "m"), today=book.today)
    people.set_tag_rhythm(book.store, "work", NEVER, today=book.today)
    assert place(book, "bob").standing.interval.tag == "Family"
    stepping.undo(book.store, today=book.today)
    assert place(book, "bob").standing.interval.tag == "work"
    assert book.findings() == []


def test_a_dropped_tag_takes_its_rhythm_along(book: Book) -> None:
    book.add("Ana", tags=("family",))
    people.set_tag_rhythm(book.store, "family", WEEKLY, today=book.today)
    people.tag(book.store, "ana", add=(), drop=("Family",), today=book.today)
    assert place(book, "ana").standing.interval.source == "default"
    assert row(book, "ana")["source"] == ""


def test_other_rules_make_all_standings_anew(book: Book) -> None:
    book.add("Ana")
    book.add("Bob")
    for back in (30, 20, 10):
        book.log("ana", day=book.today - timedelta(back), kind="email")
        book.log("ana", "bob", day=book.today - timedelta(back + 1))
    book.store.close()
    rules = Rules(Cadence(14, "d"), learning=False, crowd=1, uncounted=frozenset({"letter"}))
    other = Store(book.store.place, rules, backups=False)
    book.store = other
    assert place(book, "bob").facts.rhythm.k == 0
    assert place(book, "ana").facts.rhythm.k == 3
    assert place(book, "ana").standing.interval.days == 14
    assert book.findings() == []
    other.close()
    quiet = Store(other.place, Rules(uncounted=frozenset({"email"})), backups=False)
    book.store = quiet
    book.log("bob")
    assert place(book, "ana").facts.rhythm.k == 3
    assert place(book, "bob").facts.rhythm.k == 4
    assert book.findings() == []
    quiet.close()


def test_who_is_removed_under_new_rules_leaves_no_standing(book: Book) -> None:
    book.add("Ana")
    book.add("Bob")
    book.store.close()
    book.store = Store(book.store.place, Rules(crowd=3), backups=False)
    joining.remove(book.store, "ana", today=book.today)
    assert book.findings() == []
    book.store.close()


def test_the_populations_mean_counts_who_is_kept_up_with(book: Book) -> None:
    for name, gap in (("Ana", 7), ("Bob", 30), ("Cy", 400)):
        book.add(name)
        for back in range(3):
            book.log(name, day=book.today - timedelta(gap * back))
    with book.store.reading() as connection:
        found = standings.population(connection)
    means = [facts.rhythm.mean_log_gap or 0.0 for facts in stored(book)]
    assert found.people == 3
    assert found.mu0 == pytest.approx(population(sum(means), 3))
    people.archive(book.store, "cy", today=book.today)
    with book.store.reading() as connection:
        found = standings.population(connection)
    assert found.people == 2
    assert found.mu0 == pytest.approx(population(sum(sorted(means)[:2]), 2))


def test_ranges_follow_the_mean_when_it_has_moved_beyond_its_tolerance(book: Book) -> None:
    book.add("Ana")
    for back in (200, 150, 90):
        book.log("ana", day=book.today - timedelta(back))
    with book.store.reading() as connection:
        before = standings.population(connection)
    first = row(book, "ana")
    for number in range(12):
        book.add(f"Daily {number}")
        for back in range(3):
            book.log(f"daily-{number}", day=book.today - timedelta(back))
    with book.store.reading() as connection:
        after = standings.population(connection)
    assert before.base - after.base > MU0_TOLERANCE
    assert abs(after.mu0 - after.base) <= MU0_TOLERANCE
    assert row(book, "ana")["due_from"] < first["due_from"]
    assert book.findings() == []


def test_an_empty_population_is_the_starting_one(book: Book) -> None:
    book.add("Ana")
    for back in range(3):
        book.log("ana", day=book.today - timedelta(back))
    joining.remove(book.store, "ana", today=book.today)
    with book.store.reading() as connection:
        found = standings.population(connection)
    assert (found.total, found.people) == (0.0, 0)
