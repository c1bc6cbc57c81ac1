"""The closed grammar of days, spans, periods and partial dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.dates import DAY_FORMS, echo, find_day, long_echo, read_day, relative
from keepintouch.domain.daywords import days_in
from keepintouch.domain.durations import SPAN_FORMS, read_length, read_span
from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.partialdates import PARTIAL_FORMS, read_partial
from keepintouch.domain.periods import RANGE_FORMS, read_range

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 22)


def refusal(read: Callable[[], object]) -> str | None:
    try:
        read()
    except UsageError as error:
        return error.message
    return None


ANY_DAY = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "back", "ahead"),
    [
        ("today", (2026, 11, 22), (2026, 11, 22)),
        ("Tonight", (2026, 11, 22), (2026, 11, 22)),
        ("this morning", (2026, 11, 22), (2026, 11, 22)),
        ("this  evening", (2026, 11, 22), (2026, 11, 22)),
        ("yesterday", (2026, 11, 21), (2026, 11, 21)),
        ("yesterday evening", (2026, 11, 21), (2026, 11, 21)),
        ("last night", (2026, 11, 21), (2026, 11, 21)),
        ("day before yesterday", (2026, 11, 20), (2026, 11, 20)),
        ("the day before yesterday", (2026, 11, 20), (2026, 11, 20)),
        ("tomorrow", (2026, 11, 23), (2026, 11, 23)),
        ("tomorrow night", (2026, 11, 23), (2026, 11, 23)),
        ("day after tomorrow", (2026, 11, 24), (2026, 11, 24)),
        ("fri", (2026, 11, 20), (2026, 11, 27)),
        ("Friday", (2026, 11, 20), (2026, 11, 27)),
        ("friday night", (2026, 11, 20), (2026, 11, 27)),
        ("on friday", (2026, 11, 20), (2026, 11, 27)),
        ("sunday", (2026, 11, 15), (2026, 11, 29)),
        ("mon", (2026, 11, 16), (2026, 11, 23)),
        ("thurs", (2026, 11, 19), (2026, 11, 26)),
        ("last monday", (2026, 11, 16), (2026, 11, 16)),
        ("next monday", (2026, 11, 23), (2026, 11, 23)),
        ("last sun", (2026, 11, 15), (2026, 11, 15)),
        ("3d", (2026, 11, 19), (2026, 11, 25)),
        ("2w", (2026, 11, 8), (2026, 12, 6)),
        ("1mo", (2026, 10, 22), (2026, 12, 22)),
        ("1y", (2025, 11, 22), (2027, 11, 22)),
        ("2 weeks", (2026, 11, 8), (2026, 12, 6)),
        ("a fortnight", (2026, 11, 8), (2026, 12, 6)),
        ("two weeks ago", (2026, 11, 8), (2026, 11, 8)),
        ("3 days ago", (2026, 11, 19), (2026, 11, 19)),
        ("3d ago", (2026, 11, 19), (2026, 11, 19)),
        ("a week ago", (2026, 11, 15), (2026, 11, 15)),
        ("an year ago", (2025, 11, 22), (2025, 11, 22)),
        ("in 3 weeks", (2026, 12, 13), (2026, 12, 13)),
        ("in a month", (2026, 12, 22), (2026, 12, 22)),
        ("3 days from now", (2026, 11, 25), (2026, 11, 25)),
        ("12 nov", (2026, 11, 12), (2027, 11, 12)),
        ("nov 12", (2026, 11, 12), (2027, 11, 12)),
        ("12nov", (2026, 11, 12), (2027, 11, 12)),
        ("12th nov", (2026, 11, 12), (2027, 11, 12)),
        ("the 12th of November", (2026, 11, 12), (2027, 11, 12)),
        ("November 12th", (2026, 11, 12), (2027, 11, 12)),
        ("may the 5th", (2026, 5, 5), (2027, 5, 5)),
        ("22 nov", (2026, 11, 22), (2026, 11, 22)),
        ("23 nov", (2025, 11, 23), (2026, 11, 23)),
        ("5 sept", (2026, 9, 5), (2027, 9, 5)),
        ("29 feb", (2024, 2, 29), (2028, 2, 29)),
        ("12 nov 2025", (2025, 11, 12), (2025, 11, 12)),
        ("12-Nov-2025", (2025, 11, 12), (2025, 11, 12)),
        ("nov 12, 2025", (2025, 11, 12), (2025, 11, 12)),
        ("fri 20 nov", (2026, 11, 20), (2026, 11, 20)),
        ("Fri 21 Nov 2025", (2025, 11, 21), (2025, 11, 21)),
        ("Sat 5 Dec", (2026, 12, 5), (2026, 12, 5)),
        ("2026-11-12", (2026, 11, 12), (2026, 11, 12)),
        ("2026-1-2", (2026, 1, 2), (2026, 1, 2)),
        ("2026/11/12", (2026, 11, 12), (2026, 11, 12)),
        ("on 2026-11-12.", (2026, 11, 12), (2026, 11, 12)),
        ("9999-12-31", (9999, 12, 31), (9999, 12, 31)),
    ],
)
def test_a_day_is_read_in_the_direction_looked(
    text: str, back: tuple[int, int, int], ahead: tuple[int, int, int]
) -> None:
    assert read_day(text, TODAY, looking="back") == date(*back)
    assert read_day(text, TODAY, looking="ahead") == date(*ahead)


@pytest.mark.parametrize(
    ("text", "day"),
    [("next week", (2026, 11, 23)), ("next month", (2026, 12, 1)), ("next year", (2027, 1, 1))],
)
def test_looking_ahead_a_stretch_means_its_first_day(text: str, day: tuple[int, int, int]) -> None:
    assert read_day(text, TODAY, looking="ahead") == date(*day)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", 'a day is needed: try "fri", "3 days ago" or "12 nov".'),
        ("on", 'a day is needed: try "fri", "3 days ago" or "12 nov".'),
        ("m", '"m" could mean minutes or months: use "min" or "mo".'),
        ("3m", '"3m" could mean minutes or months: use "min" or "mo".'),
        ("30min", '"30min" is shorter than a day, and kit counts in days: try "1d".'),
        ("11/12", '"11/12" could be 11 December or 12 November: write "11 dec" or "12 nov".'),
        ("11-12", '"11-12" could be 11 December or 12 November: write "11 dec" or "12 nov".'),
        (
            "11/12/2025",
            (
                '"11/12/2025" could be 11 December 2025 or 12 November 2025:'
                ' write "11 dec 2025" or "12 nov 2025".'
            ),
        ),
        (
            "11.12.25",
            (
                '"11.12.25" could be 11 December 2025 or 12 November 2025:'
                ' write "11 dec 2025" or "12 nov 2025".'
            ),
        ),
        ("25/12", '"25/12" needs its month in letters: write "25 dec".'),
        ("11/11", '"11/11" needs its month in letters: write "11 nov".'),
        ("31 feb", '"31 feb" is no day: February has 29, not 31.'),
        ("29 feb 2025", '"29 feb 2025" is no day: February 2025 has 28, not 29.'),
        ("31 nov", '"31 nov" is no day: November has 30, not 31.'),
        ("0 nov", '"0 nov" is no day: November has 30, not 0.'),
        ("2026-13-01", '"2026-13-01" is no day: there are 12 months, not 13.'),
        ("0000-01-01", '"0000-01-01" is no day: years begin with 1.'),
        ("12 nov 25", '"12 nov 25" needs its year in full: write "12 nov 2025".'),
        ("12 nov 205", '"12 nov 205" needs its year in full: write "12 nov 205".'),
        ("thu 20 nov", '"thu 20 nov" is no such day: 20 November 2026 is a Friday.'),
        ("oct", '"oct" is a whole month: say which day, as "12 oct".'),
        ("oct 2025", '"oct 2025" is a whole month: say which day of it.'),
        ("2025-10", '"2025-10" is a whole month: say which day of it.'),
        ("10/2025", '"10/2025" is a whole month: say which day of it.'),
        ("last week", '"last week" has many days: say which, as "last friday".'),
        (
            "this friday",
            '"this friday" could lie before or after today: say "last friday" or "next friday".',
        ),
        ("12", '"12" needs a month, or a unit: try "12 nov" or "3d".'),
        ("the 12th", '"the 12th" needs a month, or a unit: try "12 nov" or "3d".'),
        ("yesterdy", '"yesterdy" is no day that kit knows: did you mean "yesterday"?'),
        ("12 novmber", '"12 novmber" is no day that kit knows: did you mean "12 november"?'),
        ("ana", '"ana" is no day that kit knows: try "fri", "3 days ago" or "12 nov".'),
        ("next week", '"next week" is no day that kit knows: try "fri", "3 days ago" or "12 nov".'),
        (
            "31 februry",
            '"31 februry" is no day that kit knows: try "fri", "3 days ago" or "12 nov".',
        ),
        ("...", 'a day is needed: try "fri", "3 days ago" or "12 nov".'),
        ("13/13", '"13/13" is no day that kit knows: try "fri", "3 days ago" or "12 nov".'),
        ("1-2/3", '"1-2/3" is no day that kit knows: try "fri", "3 days ago" or "12 nov".'),
        (
            "2025 12 nov",
            '"2025 12 nov" is no day that kit knows: try "fri", "3 days ago" or "12 nov".',
        ),
        (
            "nov 2025 1990",
            '"nov 2025 1990" is no day that kit knows: try "fri", "3 days ago" or "12 nov".',
        ),
        ("ago", '"ago" is no day that kit knows: try "fri", "3 days ago" or "12 nov".'),
        ("99999 years ago", '"99999 years ago" is further away than dates go.'),
        ("999999w", '"999999w" is further away than dates go.'),
        ("9999999w", '"9999999w" is no day that kit knows: try "fri", "3 days ago" or "12 nov".'),
        ("x\n" * 50, None),
    ],
)
def test_what_is_no_day_is_refused_in_one_sentence(text: str, sentence: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        read_day(text, TODAY, looking="back")
    if sentence:
        assert caught.value.message == sentence
    assert len(caught.value.message) < 160


def test_before_the_first_year_there_is_no_day() -> None:
    with pytest.raises(UsageError, match="further away than dates go"):
        read_day("2 jan", date.min, looking="back")


def test_looking_ahead_the_suggestions_look_ahead() -> None:
    with pytest.raises(UsageError, match="in 3 days"):
        read_day("ana", TODAY, looking="ahead")


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("11/12", "dmy", (2025, 12, 11)),
        ("11/12", "mdy", (2026, 11, 12)),
        ("11/12", "ymd", (2026, 11, 12)),
        ("11-12", "dmy", (2025, 12, 11)),
        ("11.12.2024", "dmy", (2024, 12, 11)),
        ("11/12/2024", "mdy", (2024, 11, 12)),
    ],
)
def test_a_slash_date_is_read_in_the_users_own_order(
    text: str, order: str, day: tuple[int, int, int]
) -> None:
    assert read_day(text, TODAY, looking="back", order=order) == date(*day)  # type: ignore[arg-type]


def test_a_slash_date_needs_its_year_in_full() -> None:
    with pytest.raises(UsageError, match="four digits"):
        read_day("11/12/24", TODAY, looking="back", order="dmy")


DOCUMENTED = [
    *((form, partial(read_day, today=TODAY, looking="back")) for form, _ in DAY_FORMS),
    *((form, partial(read_range, today=TODAY)) for form, _ in RANGE_FORMS),
    *((form, partial(read_partial, today=TODAY)) for form, _ in PARTIAL_FORMS),
    *((form, read_span) for form, _ in SPAN_FORMS),
]


@pytest.mark.parametrize(("form", "read"), DOCUMENTED)
def test_every_documented_form_is_read(form: str, read: Callable[[str], object]) -> None:
    for text in form.split(" / "):
        read(text)


@given(st.text() | st.from_regex(r"[0-9]{1,8}[ /.-]?[a-z0-9]{0,4}[ /.-]?[0-9]{0,5}"))
def test_no_text_makes_a_reader_of_dates_fail_otherwise(text: str) -> None:
    for read in (
        lambda: read_day(text, TODAY, looking="back"),
        lambda: read_day(text, date.min, looking="back"),
        lambda: read_day(text, date.max, looking="ahead"),
        lambda: read_range(text, TODAY),
        lambda: read_range(text, date.min),
        lambda: read_span(text),
        lambda: read_length(text),
        lambda: read_partial(text, TODAY),
        lambda: find_day(text, TODAY, looking="back", order="ymd"),
    ):
        sentence = refusal(read) or "."
        assert "\n" not in sentence
        assert sentence[-1] in ".?"


@given(ANY_DAY, ANY_DAY)
def test_a_day_in_full_is_read_back(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today, looking="back") == day
    assert read_day(long_echo(day), today, looking="ahead") == day
    assert read_day(echo(day, today), today, looking="back") == day
    assert read_day(echo(day, today), today, looking="ahead") == day


@given(ANY_DAY, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_lies_within_a_week_and_is_never_today(today: date, name: str) -> None:
    assert 1 <= (today - read_day(name, today, looking="back")).days <= 7
    assert 1 <= (read_day(name, today, looking="ahead") - today).days <= 7


@given(ANY_DAY, ANY_DAY)
def test_a_day_without_its_year_lies_in_the_direction_looked(day: date, today: date) -> None:
    words = long_echo(day).rsplit(" ", 1)[0]
    assert read_day(words, today, looking="back") <= today
    assert read_day(words, today, looking="ahead") >= today


@given(ANY_DAY, st.integers(0, 400))
def test_so_many_days_ago_are_so_many_days(today: date, days: int) -> None:
    assert read_day(f"{days}d", today, looking="back") == today - timedelta(days)
    assert read_day(f"in {days} days", today, looking="back") == today + timedelta(days)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("oct", (2026, 10, 1), (2026, 10, 31), "October 2026"),
        ("October", (2026, 10, 1), (2026, 10, 31), "October 2026"),
        ("nov", (2026, 11, 1), (2026, 11, 30), "November 2026"),
        ("dec", (2025, 12, 1), (2025, 12, 31), "December 2025"),
        ("oct 2025", (2025, 10, 1), (2025, 10, 31), "October 2025"),
        ("2025-10", (2025, 10, 1), (2025, 10, 31), "October 2025"),
        ("2026", (2026, 1, 1), (2026, 12, 31), "2026"),
        ("month", (2026, 11, 1), (2026, 11, 30), "November 2026"),
        ("last month", (2026, 10, 1), (2026, 10, 31), "October 2026"),
        ("this year", (2026, 1, 1), (2026, 12, 31), "2026"),
        ("last year", (2025, 1, 1), (2025, 12, 31), "2025"),
        ("week", (2026, 11, 16), (2026, 11, 22), "week of 16 November 2026"),
        ("last week", (2026, 11, 9), (2026, 11, 15), "week of 9 November 2026"),
        ("this quarter", (2026, 10, 1), (2026, 12, 31), "quarter 4 of 2026"),
        ("last quarter", (2026, 7, 1), (2026, 9, 30), "quarter 3 of 2026"),
        ("30d", (2026, 10, 24), (2026, 11, 22), "24 October 2026 to 22 November 2026"),
        ("last 3 months", (2026, 8, 23), (2026, 11, 22), "23 August 2026 to 22 November 2026"),
        ("yesterday", (2026, 11, 21), (2026, 11, 21), "21 November 2026"),
        ("12 nov", (2026, 11, 12), (2026, 11, 12), "12 November 2026"),
    ],
)
def test_a_period_is_read_looking_back(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    assert read_range(text, TODAY) == (date(*first), date(*last), words)


@pytest.mark.parametrize("text", ["", "anna", "0000", "last", "999999w", "11/12"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_range(text, TODAY)


@given(ANY_DAY, st.sampled_from(["this week", "this month", "this quarter", "this year"]))
def test_this_period_holds_today(today: date, text: str) -> None:
    period = read_range(text, today)
    assert period.first <= today <= period.last
    assert read_range(text.replace("this", "last"), today).last < period.first


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("2w", Cadence(2, "w")),
        ("every 2 weeks", Cadence(2, "w")),
        ("Every Two Weeks", Cadence(2, "w")),
        ("weekly", Cadence(1, "w")),
        ("week", Cadence(1, "w")),
        ("every week", Cadence(1, "w")),
        ("each month", Cadence(1, "m")),
        ("once a year", Cadence(1, "y")),
        ("once per month", Cadence(1, "m")),
        ("daily", Cadence(1, "d")),
        ("fortnightly", Cadence(2, "w")),
        ("a fortnight", Cadence(2, "w")),
        ("monthly", Cadence(1, "m")),
        ("1mo", Cadence(1, "m")),
        ("quarterly", Cadence(3, "m")),
        ("every quarter", Cadence(3, "m")),
        ("yearly", Cadence(1, "y")),
        ("every other week", Cadence(2, "w")),
        ("every second month", Cadence(2, "m")),
        ("P2W", Cadence(2, "w")),
        ("p3m", Cadence(3, "m")),
        ("10d", Cadence(10, "d")),
        ("100y", Cadence(100, "y")),
        ("never", NEVER),
        ("off", NEVER),
        ("0", NEVER),
    ],
)
def test_a_cadence_is_read(text: str, cadence: Cadence) -> None:
    assert read_span(text) == cadence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", 'a span is needed: try "3d", "2w" or "1mo".'),
        ("m", '"m" could mean minutes or months: use "min" or "mo".'),
        ("2m", '"2m" could mean minutes or months: use "min" or "mo".'),
        ("5h", '"5h" is shorter than a day, and kit counts in days: try "1d".'),
        ("3", '"3" of what: try "3d", "3w" or "3mo".'),
        ("0d", '"0d" is out of bounds: from "1d" to "100y", or "never".'),
        ("101y", '"101y" is out of bounds: from "1d" to "100y", or "never".'),
        (
            "biweekly",
            '"biweekly" could mean twice a week or every 2 weeks: use "2w" for that.',
        ),
        ("2 wekes", '"2 wekes" is no span that kit knows: did you mean "2 weeks"?'),
        ("often", '"often" is no span that kit knows: try "3d", "2w", "1mo" or "1y".'),
        ("2 per week", '"2 per week" is no span that kit knows: try "3d", "2w", "1mo" or "1y".'),
        ("P2H", '"P2H" is no span that kit knows: try "3d", "2w", "1mo" or "1y".'),
        ("PonyD", '"PonyD" is no span that kit knows: try "3d", "2w", "1mo" or "1y".'),
        ("PtwoD", '"PtwoD" is no span that kit knows: try "3d", "2w", "1mo" or "1y".'),
    ],
)
def test_what_is_no_cadence_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_span(text)
    assert caught.value.message == sentence


@given(st.integers(1, 100), st.sampled_from("dwmy"))
def test_every_cadence_is_read_back_from_its_words_and_from_iso(number: int, unit: str) -> None:
    cadence = Cadence(number, unit)
    assert read_span(cadence.words) == cadence
    assert read_span(cadence.iso) == cadence


@pytest.mark.parametrize(
    ("text", "days"),
    [("3d", 3), ("30d", 30), ("2 weeks", 14), ("a month", 30), ("1y", 365), ("week", 7)],
)
def test_a_length_is_a_number_of_days(text: str, days: int) -> None:
    assert read_length(text) == days


@pytest.mark.parametrize("text", ["", "3", "0d", "200y", "soon", "never"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_length(text)


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("5 May 1990", PartialDate(1990, 5, 5)),
        ("May 5, 1990", PartialDate(1990, 5, 5)),
        ("5 may", PartialDate(None, 5, 5)),
        ("29 feb", PartialDate(None, 2, 29)),
        ("1990-05-05", PartialDate(1990, 5, 5)),
        ("--05-05", PartialDate(None, 5, 5)),
        ("1990", PartialDate(1990)),
        ("may 1990", PartialDate(1990, 5)),
        ("1990-05", PartialDate(1990, 5)),
        ("12 jun 2021", PartialDate(2021, 6, 12)),
        ("yesterday", PartialDate(2026, 11, 21)),
    ],
)
def test_a_partial_date_is_read(text: str, partial: PartialDate) -> None:
    assert read_partial(text, TODAY) == partial


@pytest.mark.parametrize(
    "text", ["", "may", "5/6/1990", "31 feb", "--5", "--13-01", "--ab-cd", "0000", "friday", "5"]
)
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_partial(text, TODAY)


def test_a_partial_date_may_be_in_the_users_own_order() -> None:
    assert read_partial("5/6/1990", TODAY, order="dmy") == PartialDate(1990, 6, 5)


@given(st.dates())
def test_months_have_the_days_of_the_calendar(day: date) -> None:
    assert days_in(day.year, day.month) == monthrange(day.year, day.month)[1]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ((2026, 11, 20), "Fri 20 Nov"),
        ((2025, 11, 21), "Fri 21 Nov 2025"),
        ((2026, 12, 6), "Sun 6 Dec"),
    ],
)
def test_a_day_is_echoed_with_its_weekday(day: tuple[int, int, int], words: str) -> None:
    assert echo(date(*day), TODAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-9, "9 days ago"),
        (14, "in 14 days"),
        (-15, "2 weeks ago"),
        (-63, "2 months ago"),
        (-400, "13 months ago"),
        (800, "in 2 years"),
    ],
)
def test_a_day_is_said_relative_to_today(days: int, words: str) -> None:
    assert relative(TODAY + timedelta(days), TODAY) == words
