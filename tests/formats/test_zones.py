"""Time zones as files name them, and the civil day of an instant."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from keepintouch.formats.zones import Civil, local, zone_named


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        (
            "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
        ("gmt", "UTC"),
    ],
)
def test_a_zone_is_known_by_all_its_names(name: str, expected: str) -> None:
    assert zone_named(name) == ZoneInfo(expected)


@pytest.mark.parametrize("name", ["", "Nowhere", "America", "../Nowhere", "a" * 300, "\0", "C:\\x"])
def test_a_name_that_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None


def test_an_instant_at_the_edge_of_time_stays_in_utc() -> None:
    edge = datetime(1, 1, 1, tzinfo=UTC)
    assert local(edge, ZoneInfo("America/New_York")) == Civil(edge.date(), "00:00", "+00:00")
