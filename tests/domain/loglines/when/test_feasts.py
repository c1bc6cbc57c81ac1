"""Feasts in a log line: on the day itself nothing is asked, on any other their year is."""

from __future__ import annotations

from datetime import date

import pytest

from keepintouch.domain import logline
from keepintouch.domain.names import Match
from keepintouch.domain.people import Person

BOB = Person("1", "bob", "Bob")
KNOWN = {"bob": (Match(BOB, "full"),)}


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("christmas day: lunch with Bob", date(2026, 12, 25)),
        ("lunch with Bob on boxing day", date(2026, 12, 26)),
        ("new year's eve: party with Bob", date(2026, 12, 31)),
        ("on halloween saw Bob", date(2026, 10, 31)),
    ],
)
def test_a_feast_is_asked_about_except_on_its_day(text: str, on: date) -> None:
    assert logline.read(text, on, KNOWN).day_problem is None
    other = logline.read(text, on.replace(day=on.day - 1), KNOWN)
    assert "of which year?" in str(other.day_problem)
    assert other.day_problem
    assert not other.certain


def test_a_feast_without_a_fixed_day_is_always_asked_about() -> None:
    reading = logline.read("at easter saw Bob", date(2026, 4, 5), KNOWN)
    assert "Say the day" in str(reading.day_problem)
