"""Cells as values: dates of any order and language, labels, lists in one cell, guards."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.occasions import PartialDate
from keepintouch.formats import csv_values as values
from keepintouch.formats.csv_dates import (
    DAY_FIRST,
    MONTH_FIRST,
    order_of,
    read_day,
    read_partial,
)
from keepintouch.formats.csv_layouts import guarded, unguarded

CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
HOSTILE = st.text("=+-@\t\r\0'\"a\\*; \n,", max_size=8)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1906-12-09", "1906-12-09"),
        ("1906-12-09T00:00:00Z", "1906-12-09"),
        ("1906-12-09 00:00:00", "1906-12-09"),
        ("19061209", "1906-12-09"),
        ("1906/2/9", "1906-02-09"),
        ("--04-01", "--04-01"),
        (" --0401", "--04-01"),
        ("--05", "--05"),
        ("1990", "1990"),
        ("1990-05", "1990-05"),
        ("1604-05-06", "--05-06"),
        ("6/15/1988", "1988-06-15"),
        ("15/6/1988", "1988-06-15"),
        ("6/15/1988 0:00", "1988-06-15"),
        ("5/5/1988", "1988-05-05"),
        ("15-06-1988", "1988-06-15"),
        ("5.6.1988", "1988-06-05"),
        ("15.6.", "--06-15"),
        ("6/15", "--06-15"),
        ("2/29/2004", "2004-02-29"),
        ("29/2", "--02-29"),
        ("07 Dec 2025", "2025-12-07"),
        ("December 7, 2025", "2025-12-07"),
        ("Dec 7th", "--12-07"),
        ("Bday: Sept 3", "--09-03"),
        ("Thu, 21 Oct 1993 10:13:14 -0500", "1993-10-21"),
        ("Thursday, October 21, 1993", "1993-10-21"),
        ("3rd of March 1990", "1990-03-03"),
        ("7. Dez. 2025", "2025-12-07"),
        ("05 Mär 2024", "2024-03-05"),
        ("15 de junio de 1988", "1988-06-15"),
        ("1er février 2020", "2020-02-01"),
        ("12 août", "--08-12"),
        ("June 1988", "1988-06"),
        ("6/15/88", "1988-06-15"),
        ("15.6.04", "2004-06-15"),
        ("7-Feb-22", "2022-02-07"),
        ("3-Mär-61", "1961-03-03"),
        ("12-Dec-1990", "1990-12-12"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, iso: str) -> None:
    found = read_partial(text)
    assert found is not None
    assert (found.text, found.iso) == (None, iso)


@pytest.mark.parametrize(
    "text", ["", " ", "0/0/00", "00/00/0000", "0000-00-00", "0000", "0", "-", "/ /"]
)
def test_a_date_of_zeros_is_none(text: str) -> None:
    assert read_partial(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "3/4/1990", "3-4-1990", "3/4", "3/4/88", "32/6/88", "13/13/1990", "31/2/1990", "2/30/1990", "0/5/1990",
        "summer", "May", "about 1990", "5 foo 1990", "5 May 5", "12 May 6 1990", "32308", "1990-13-01",
        "--13", "--02-30", "٣.٤.١٩٩٠", "May the fourth", "1/2/3/4",
    ],
)  # fmt: skip
def test_what_is_no_certain_date_stays_a_text(text: str) -> None:
    assert read_partial(text) == PartialDate(text=text)
    assert read_day(text) is None


def test_the_order_of_other_dates_decides_for_one_that_has_none() -> None:
    assert read_day("3/4/1990", DAY_FIRST) == date(1990, 4, 3)
    assert read_day("3/4/1990", MONTH_FIRST) == date(1990, 3, 4)
    assert read_day("15/6/1988", MONTH_FIRST) == date(1988, 6, 15)
    assert read_day("--04-01") is None
    assert read_day("1604-02-29") == date(1604, 2, 29)
    assert read_day("2026-02-30") is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["6/15/1988", "x", ""], MONTH_FIRST),
        (["3/4/1990", "15-6-1988"], DAY_FIRST),
        (["3/4/1990", "5/5/1990", "15.6.1988", "1988-06-15", "13/13/1990"], None),
        (["6/15/1988", "15/6/1988"], None),
        ([], None),
    ],
)
def test_an_order_is_proved_by_a_number_above_twelve(texts: list[str], order: str | None) -> None:
    assert order_of(texts) == order


@given(CELL)
def test_any_text_is_a_date_or_a_text(text: str) -> None:
    found = read_partial(text)
    assert found is None or (found.text == text.strip() if found.text else found.iso)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("* Work", values.Label("work", preferred=True)),
        ("Home Fax", values.Label("home fax")),
        ("Grand-mère", values.Label("Grand-mère")),
        ("Geschäftlich", values.Label("work")),
        ("* Domicile", values.Label("home", preferred=True)),
        ("Móvil", values.Label("mobile")),
        ("Fax (bureau)", values.Label("work fax")),
        ("勤務先", values.Label("work")),
        ("Ehepartner", values.Label("spouse")),
        ("Office", values.Label("Office")),
        ("Work 2", values.Label("Work 2")),
        ("Büro Ulm", values.Label("Büro Ulm")),
        ("*", values.Label(None, preferred=True)),
        ("SMTP", values.Label(None)),
        ("", values.Label(None)),
    ],
)
def test_a_label_may_have_a_star(text: str, label: values.Label) -> None:
    assert values.label(text) == label


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Navy ::: * myContacts ::: * starred", ("Navy", "starred")),
        ("Friends;Work", ("Friends", "Work")),
        ('"Donor","Volunteer"', ("Donor", "Volunteer")),
        ("a, b\nc, a", ("a", "b", "c")),
        ("* My Contacts", ()),
        ("", ()),
    ],
)
def test_tags_are_listed_in_many_ways(text: str, tags: tuple[str, ...]) -> None:
    assert values.tags(text) == tags


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("https://www.linkedin.com/in/Ann-Lima/", "linkedin.com/in/ann-lima"),
        ("http://de.linkedin.com/in/ann-lima?trk=x#y", "linkedin.com/in/ann-lima"),
        ("linkedin.com/pub/ann/1/2/3", "linkedin.com/pub/ann/1/2/3"),
        ("https://linkedin.com/company/acme", None),
        ("https://example.com/linkedin.com/in/ann", None),
    ],
)
def test_a_page_of_linkedin_is_one_id(link: str, page: str | None) -> None:
    assert values.profile_of(link) == page


@given(st.lists((CELL | HOSTILE).filter(bool), max_size=4).map(tuple))
def test_a_list_in_one_cell_comes_out_as_it_went_in(parts: tuple[str, ...]) -> None:
    assert values.divided(values.joined(parts)) == parts


@given((CELL | HOSTILE).filter(bool) | st.none(), st.booleans())
def test_a_label_comes_out_as_it_went_in(text: str | None, preferred: bool) -> None:
    label = values.Label(text, preferred)
    assert values.own_label(values.label_text(label)) == label


@given(CELL | HOSTILE)
def test_a_guard_comes_off_exactly_and_no_guarded_cell_is_a_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\0"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1 555", "'+1 555"),
        ("Ann", "Ann"),
        ("", ""),
    ],
)
def test_only_what_a_spreadsheet_would_compute_is_guarded(text: str, cell: str) -> None:
    assert guarded(text) == cell
