"""Two ways to reach somebody are one when their comparable forms are equal."""

from __future__ import annotations

import pytest

from keepintouch.domain.contacts import Point
from keepintouch.domain.points import normal, normalised


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("email", " Ana@Example.org", "ana@example.org"),
        ("email", "mailto:ana@example.org", "ana@example.org"),
        ("email", " ", None),
        ("phone", "+351 912-345 678", "+351912345678"),
        ("phone", "00351 912 345 678", "+351912345678"),
        ("phone", "tel:+351912345678;ext=3", "+351912345678"),
        ("phone", "912 345 678", "912345678"),
        ("phone", "112", None),
        ("link", "https://www.Example.org/Ana/", "example.org/ana"),
        ("link", "example.org", "example.org"),
        ("link", "/", None),
        ("address", "Rua 1", None),
    ],
)
def test_the_comparable_form(field: str, value: str, wanted: str | None) -> None:
    assert normal(field, value) == wanted


def test_a_form_that_is_there_stays() -> None:
    points = (Point("email", "A@x.org", normal="kept"), Point("email", "A@x.org"))
    assert [each.normal for each in normalised(points)] == ["kept", "a@x.org"]
