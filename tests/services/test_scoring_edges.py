"""Who is due in the cases at the edge: each row of the table of rules, on a real store."""

from __future__ import annotations

import json
from datetime import date, timedelta
from math import isfinite
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import IMPORTANCE
from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import Occasion
from keepintouch.domain.partialdates import PartialDate
from keepintouch.domain.reasons import Case
from keepintouch.domain.scoring import Rhythm
from keepintouch.domain.standing import Facts, standing
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.render.due import document
from keepintouch.services import joining, logging, lookingback, people, planning
from keepintouch.services.candidates import Asked
from keepintouch.services.standings import place_of
from keepintouch.store import handles, touchpoints

if TYPE_CHECKING:
    from conftest import Book
    from keepintouch.services.planning import Item
    from keepintouch.services.standings import Place

WEEKLY, MONTHLY = Cadence(1, "w"), Cadence(1, "m")
EVERYBODY = Asked(rows=None)


def day(book: Book, days: int) -> date:
    return book.today + timedelta(days)


def listed(book: Book, on: date | None = None) -> list[Item]:
    return list(planning.due(book.store, today=on or book.today, asked=EVERYBODY).items)


def names(book: Book, on: date | None = None) -> list[str]:
    return [each.person.name for each in listed(book, on)]


def place(book: Book, who: str, on: date | None = None) -> Place:
    with book.store.reading() as connection:
        found = handles.by_slug(connection, who)
        assert found is not None
        return place_of(connection, found.id, today=on or book.today, rules=book.store.rules)


def plan(book: Book, who: str, days: int) -> None:
    """Keep a meeting still to come, as an import of a calendar does."""
    with book.store.writing(book.today) as writing:
        person = handles.by_slug(writing.connection, who)
        assert person is not None
        meeting = Touchpoint(f"plan-{who}-{days}", day(book, days), people=(person,))
        touchpoints.add(writing.step, [meeting], writing.rules)
        writing.done("import", "a plan")


def finite(value: object) -> bool:
    """Say whether a document holds no number that JSON cannot say."""
    if isinstance(value, dict):
        return all(map(finite, value.values()))
    if isinstance(value, list):
        return all(map(finite, value))
    return not isinstance(value, float) or isfinite(value)


def test_nobody_new_is_over_by_the_age_of_the_world(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    (found,) = listed(book, day(book, 7))
    assert (found.case.standing.status, found.case.standing.days_over) == ("new", 0)
    assert (found.warmth, found.case.standing.elapsed) == (None, None)


def test_one_contact_day_teaches_nothing_that_decides(book: Book) -> None:
    book.add("Ana")
    book.log("ana", day=day(book, -89))
    assert place(book, "ana").standing.interval.source == "default"
    assert names(book) == []
    assert names(book, day(book, 1)) == ["Ana"]


def test_a_thousand_touchpoints_on_a_day_are_one_contact_day(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    with book.store.writing(book.today) as writing:
        person = handles.by_slug(writing.connection, "ana")
        assert person is not None
        many = [Touchpoint(f"t{at}", day(book, -8), people=(person,)) for at in range(1000)]
        touchpoints.add(writing.step, many, writing.rules)
        writing.done("import", "a busy day")
    assert place(book, "ana").facts.rhythm == Rhythm.from_days([day(book, -8).toordinal()])
    assert [each.case.standing.days_over for each in listed(book)] == [1]


def test_a_meeting_in_the_calendar_puts_off_until_it_has_passed(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=day(book, -10))
    before = place(book, "ana").score
    assert names(book) == ["Ana"]
    plan(book, "ana", 2)
    assert (names(book), names(book, day(book, 1))) == ([], [])
    assert place(book, "ana").score == before
    assert place(book, "ana", day(book, 2)).last_on == day(book, 2), "it has come"


def test_a_meeting_far_away_puts_off_by_one_interval_at_most(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=day(book, -7))
    plan(book, "ana", 300)
    assert names(book, day(book, 6)) == []
    assert names(book, day(book, 7)) == ["Ana"]


def test_a_touchpoint_put_in_later_is_as_one_put_in_then(book: Book) -> None:
    for name, order in (("Ana", (-40, -20, -9, -1)), ("Bob", (-1, -40, -9, -20))):
        book.add(name)
        for each in order:
            book.log(name, day=day(book, each))
    ana, bob = place(book, "ana"), place(book, "bob")
    assert ana.facts.rhythm.as_row() == bob.facts.rhythm.as_row()
    assert (ana.standing, ana.score) == (bob.standing, bob.score)


def test_an_edited_or_removed_touchpoint_is_as_if_it_had_never_been(book: Book) -> None:
    for name in ("Ana", "Bob"):
        book.add(name, cadence=WEEKLY)
        book.log(name, day=day(book, -9))
    wrong = book.log("ana", day=day(book, -2))
    assert names(book) == ["Bob"]
    logging.change_touchpoint(book.store, wrong._replace(day=day(book, -30)), today=book.today)
    assert names(book) == ["Ana", "Bob"]
    logging.remove_touchpoint(book.store, wrong.id, today=book.today)
    assert place(book, "ana").facts.rhythm == place(book, "bob").facts.rhythm


def test_a_clock_set_back_leaves_no_negative_silence(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=day(book, -20))
    book.log("ana")
    for back in (0, 1, 19, 20, 21, 400):
        found = place(book, "ana", day(book, -back))
        assert (found.standing.elapsed or 0) >= 0
        assert finite(document(planning.due(book.store, today=day(book, -back))))


def test_a_snooze_hides_until_its_day_and_a_touchpoint_clears_it(book: Book) -> None:
    book.add("Ana", cadence=MONTHLY)
    book.log("ana", day=day(book, -20))
    people.snooze(book.store, "ana", day(book, 5), today=book.today)
    assert names(book, day(book, 4)) == []
    (found,) = listed(book, day(book, 5))
    assert (found.case.standing.elapsed, found.case.standing.days_over) == (25, 0)
    assert "back from a snooze" in found.why
    book.log("ana")
    assert names(book, day(book, 5)) == []


def test_a_pause_stops_the_clock(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=day(book, -5))
    book.edit("ana", state="paused", paused_from=book.today, paused_until=day(book, 30))
    assert names(book, day(book, 20)) == []
    assert place(book, "ana", day(book, 31)).standing.elapsed == 6
    assert names(book, day(book, 31)) == []
    assert names(book, day(book, 32)) == ["Ana"]


def test_archived_people_are_on_no_list_and_keep_what_was_learned(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.log("ana", day=day(book, -30))
    learned = place(book, "ana").facts.rhythm
    book.edit("ana", state="archived")
    assert names(book, day(book, 300)) == []
    book.edit("ana", state="active")
    assert place(book, "ana").facts.rhythm == learned
    assert names(book) == ["Ana"]


def test_the_shortest_of_two_tags_rhythms_wins_and_is_named(book: Book) -> None:
    book.add("Ana", tags=("family", "chess"))
    book.log("ana", day=day(book, -8))
    people.set_tag_rhythm(book.store, "family", MONTHLY, today=book.today)
    assert names(book) == []
    people.set_tag_rhythm(book.store, "chess", WEEKLY, today=book.today)
    (found,) = listed(book)
    assert found.case.standing.interval.tag == "chess"
    assert found.why.startswith("every week for +chess")
    people.set_tag_rhythm(book.store, "chess", Cadence(2, "m"), today=book.today)
    assert names(book) == []


def test_never_is_never_but_for_days_and_promises(book: Book) -> None:
    born = Occasion("birthday", PartialDate(1990, 11, 24))
    book.add("Ana", cadence=NEVER, occasions=(born,))
    book.log("ana", day=day(book, -4000))
    assert names(book) == []
    assert names(book, day(book, 2)) == ["Ana"]


def test_ten_thousand_days_are_a_rhythm_too(book: Book) -> None:
    book.add("Ana", cadence=Cadence(10_000, "d"))
    book.log("ana", day=date(1999, 7, 6))
    due_on = date(1999, 7, 6) + timedelta(10_000)
    assert place(book, "ana").due_on == due_on
    assert names(book, due_on - timedelta(1)) == []
    assert names(book, due_on) == ["Ana"]


def test_days_before_1900_are_not_logged_but_count_where_a_file_has_them(book: Book) -> None:
    book.add("Ana")
    with pytest.raises(UsageError, match="1812-03-01 is too long ago"):
        book.log("ana", day=date(1812, 3, 1))
    with book.store.writing(book.today) as writing:
        person = handles.by_slug(writing.connection, "ana")
        assert person is not None
        letters = [
            Touchpoint(each.isoformat(), each, people=(person,))
            for each in (date(1812, 3, 1), date(1813, 3, 1), date(1899, 12, 31))
        ]
        touchpoints.add(writing.step, letters, writing.rules)
        writing.done("import", "letters")
    found = place(book, "ana")
    assert found.standing.elapsed == (book.today - date(1899, 12, 31)).days
    assert found.standing.interval.source == "learned"
    assert book.findings() == []


def test_a_joined_person_has_the_days_of_both(book: Book) -> None:
    for name, days in (("Ana", (-40, -20, -6)), ("Anna", (-30, -20, -3))):
        book.add(name)
        for each in days:
            book.log(name, day=day(book, each))
    joining.merge(book.store, "anna", "ana", today=book.today)
    days = [day(book, each).toordinal() for each in (-40, -30, -20, -6, -3)]
    assert place(book, "ana").facts.rhythm == Rhythm.from_days(days)
    assert book.findings() == []


def test_an_unknown_year_makes_no_age(book: Book) -> None:
    book.add("Ana", cadence=NEVER, occasions=(Occasion("birthday", PartialDate(None, 11, 22)),))
    (found,) = listed(book)
    assert found.why == "birthday today"


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        (date(2027, 1, 31), MONTHLY, date(2027, 2, 28)),
        (date(2028, 1, 31), MONTHLY, date(2028, 2, 29)),
        (date(2027, 3, 31), MONTHLY, date(2027, 4, 30)),
        (date(2027, 11, 30), Cadence(3, "m"), date(2028, 2, 29)),
        (date(2028, 2, 29), Cadence(1, "y"), date(2029, 2, 28)),
        (date(2028, 2, 29), Cadence(4, "y"), date(2032, 2, 29)),
        (date(2027, 12, 31), Cadence(1, "d"), date(2028, 1, 1)),
        (date(2028, 2, 28), Cadence(2, "d"), date(2028, 3, 1)),
        (date(2027, 2, 28), Cadence(2, "d"), date(2027, 3, 2)),
        (date(2028, 2, 15), Cadence(2, "w"), date(2028, 2, 29)),
    ],
)
def test_a_cadence_is_exact_to_the_day(book: Book, last: date, every: Cadence, due: date) -> None:
    book.today = last
    book.add("Ana", cadence=every)
    book.log("ana")
    assert place(book, "ana").due_on == due
    assert names(book, due - timedelta(1)) == []
    assert names(book, due) == ["Ana"]
    assert planning.count(book.store, today=due, asked=EVERYBODY) == 1


def test_a_past_day_is_seen_as_it_was(book: Book) -> None:
    book.add("Ana", cadence=WEEKLY)
    book.add("Bob", cadence=WEEKLY, tags=("work",))
    book.log("ana", day=day(book, -30))
    book.log("bob", day=day(book, -25))
    then = names(book, day(book, -20))
    text = book.text()
    for who in ("ana", "bob"):
        book.log(who, day=day(book, -3))
    seen = lookingback.due(book.store, on=day(book, -20), asked=EVERYBODY)
    assert [each.person.name for each in seen.items] == then == ["Ana"]
    assert seen.total == 1
    tagged = EVERYBODY._replace(tag="work")
    assert lookingback.due(book.store, on=day(book, -20), asked=tagged).items == ()
    later = lookingback.due(book.store, on=day(book, -15), asked=tagged)
    assert [each.person.name for each in later.items] == ["Bob"]
    assert text != book.text(), "only the touchpoints were written"


def test_a_past_day_is_weighed_by_the_people_of_then(book: Book) -> None:
    book.add("Ana")
    for each in (-90, -80, -70):
        book.log("ana", day=day(book, each))
    before = planning.due(book.store, today=day(book, -20), asked=EVERYBODY).items
    book.add("Bob")
    for each in range(-15, 0):
        book.log("bob", day=day(book, each))
    after = lookingback.due(book.store, on=day(book, -20), asked=EVERYBODY).items
    assert [each.score for each in after] == [each.score for each in before]


rhythms = st.lists(st.integers(-800, 0), max_size=8)


@given(
    rhythms,
    st.sampled_from([None, NEVER, Cadence(1, "d"), MONTHLY, Cadence(10_000, "d")]),
    st.integers(0, 5000),
    st.sampled_from(IMPORTANCE),
)
def test_no_number_of_a_list_is_none(
    back: list[int], cadence: Cadence | None, later: int, importance: str
) -> None:
    from keepintouch.domain.people import Person
    from keepintouch.domain.priority import rhythm_signal, signals
    from keepintouch.domain.scoring import score
    from keepintouch.render.due import item

    on = 740_000
    facts = Facts("a", on - 900, Rhythm.from_days(on + each for each in back), cadence)
    stands = standing(facts, on=on + later, mu0=3.4)
    urge = rhythm_signal(stands, facts.rhythm, 3.4)
    case = Case(facts, stands, on + later, 3.4, signals(stands, urge), importance=importance)
    scored = score(facts.rhythm, elapsed=stands.elapsed or 0, mu0=3.4)
    found = item(
        planning.Item(
            Person("a", "ana", "Ana"),
            case,
            100 * urge,
            (),
            "",
            "",
            scored.warmth,
            True,
            None,
            scored,
        )
    )
    assert finite(found)
    json.dumps(found, allow_nan=False)
