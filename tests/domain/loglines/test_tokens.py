"""How a line is taken apart, and which phrases could be names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.loglines.tokens import phrases, tokens


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("called Dr. Chen", ["called", "Dr.", "Chen"]),
        ("met J.R. and Ana L. today", ["met", "J.R.", "and", "Ana", "L.", "today"]),
        ("plan b. ok", ["plan", "b", ".", "ok"]),
        ("a.bc", ["a", ".", "bc"]),
        ("J.R and a.m.", ["J.R", "and", "a.m."]),
        ("Bob.Mia 3.5 12:30 11/12 2026-11-18", ["Bob", ".", "Mia", "3.5", "12:30", "11/12", "2026-11-18"]),
        ("w/Ana w/o Bob and/or W/O", ["w/", "Ana", "w/o", "Bob", "and", "/", "or", "W/", "O"]),
        ("O\u2019Brien\u2019s rock-n-roll bob_x", ["O\u2019Brien\u2019s", "rock-n-roll", "bob_x"]),
        ("x -- y - z -> ... \u2026", ["x", "--", "y", "-", "z", "->", "...", "\u2026"]),
        ("@ana-lima's @bob. (@sam) x@y @", ["@ana-lima's", "@bob", ".", "(", "@sam", ")", "x", "@", "y", "@"]),
        ("+tag-x (+y), +1 a+b +", ["+tag-x", "(", "+y", ")", ",", "+", "1", "a", "+", "b", "+"]),
        ("see https://x.org/a?b=c.", ["see", "https://x.org/a?b=c", "."]),
        ("to bob@x.org, me", ["to", "bob@x.org", ",", "me"]),
        ("a\nb", ["a", "\n", "b"]),
        ("\u674e\u5c0f\u9f8d\u3002", ["\u674e\u5c0f\u9f8d", "\u3002"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart(text: str, pieces: list[str]) -> None:
    assert [each.text for each in tokens(text)] == pieces


@given(st.text())
def test_nothing_but_whitespace_is_left_out(text: str) -> None:
    kept = "".join(each.text for each in tokens(text) if each.text != "\n")
    assert kept == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Bob's mum", ["bob"]),
        ("James' mum", ["james"]),
        ("she's it's", []),
        ("'met James' yes", []),
        ("James'", []),
        ("@ana's mum", ["ana"]),
    ],
)
def test_a_possessive_is_told_from_a_quote(text: str, owners: list[str]) -> None:
    assert [each.low for each in tokens(text) if each.owns] == owners


def test_phrases_are_all_that_could_be_names() -> None:
    found = phrases("called Mary-Anne van Dam's aunt, @bob-stone")
    assert {"mary-anne", "mary anne", "mary-anne van dam", "dam", "bob-stone", "bob stone"} <= found
    assert not any("aunt" in each and "dam" in each for each in found)
    assert phrases("") == frozenset()
