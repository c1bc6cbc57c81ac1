"""Small words that may be names, where a log line names nobody who is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.loglines.who.hints import maybe_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("coffee with ana about the move", ["Ana"]),
        ("coffee with ana lima about the move", ["Ana Lima"]),
        ("coffee with ana and bob stone", ["Ana", "Bob Stone"]),
        ("coffee w/ ana, bob & mia yesterday", ["Ana", "Bob", "Mia"]),
        ("coffee with with ana", ["Ana"]),
        ("coffee with jean-luc.", ["Jean-Luc"]),
        ("coffee with ana laughing", ["Ana"]),
        ("coffee with ana some place else", ["Ana"]),
        ("coffee with ana's mum", []),
        ("coffee with the team", []),
        ("coffee with friends", []),
        ("coffee with her", []),
        ("coffee with 2 people", []),
        ("coffee with", []),
        ("coffee", []),
        ("", []),
    ],
)
def test_words_behind_with_may_be_names(line: str, names: list[str]) -> None:
    assert [each.name for each in maybe_names(line)] == names


@given(st.text() | st.text().map("with {}".format))
def test_what_may_be_a_name_is_a_piece_of_the_line(line: str) -> None:
    for each in maybe_names(line):
        assert line[each.words.start : each.words.end] == each.words.text
