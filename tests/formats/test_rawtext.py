"""Any bytes become text that any database can hold, and come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.formats.rawtext import to_bytes, to_text

OURS = "\uef00\uef80\uefc3\uefff".encode()


@given(st.binary(max_size=60) | st.lists(st.sampled_from([*OURS, 0xC3, 0xA9, 0])).map(bytes))
def test_bytes_come_back_exactly(data: bytes) -> None:
    assert to_bytes(to_text(data)) == data


@given(st.binary(max_size=60))
def test_the_text_can_be_stored_anywhere(data: bytes) -> None:
    text = to_text(data)
    assert "\0" not in text
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("Zoë 🙂".encode(), "Zoë 🙂"),
        (b"Do\xeb", "Do\uefeb"),
        (b"a\0b", "a\uef00b"),
        ("\uef80".encode(), "\uefee\uefbe\uef80"),
    ],
)
def test_utf_8_stands_as_it_is_and_other_bytes_in_a_block_of_their_own(
    data: bytes, text: str
) -> None:
    assert to_text(data) == text


def test_a_lone_surrogate_that_was_never_ours_does_not_stop_the_writing() -> None:
    assert to_bytes("a\ud800b") == b"a?b"
