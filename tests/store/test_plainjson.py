"""JSON text without `json`."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.store.plainjson import text

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(VALUES)
def test_what_is_written_is_read_as_it_was(value: object) -> None:
    assert json.loads(text(value)) == value


def test_a_day_is_a_text() -> None:
    assert text(("+", "note", [date(2026, 11, 22)])) == '["+", "note", ["2026-11-22"]]'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"x", object()])
def test_what_is_no_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        text(value)
