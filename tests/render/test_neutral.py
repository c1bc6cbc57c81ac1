"""Text of the user's is made harmless in one place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keepintouch.render.neutral import encoded, escaped, is_control, shown


def test_controls_become_visible_escapes() -> None:
    assert shown("a\x1b[2Jb") == "a\\x1b[2Jb"
    assert shown("\x9b31m") == "\\x9b31m"
    assert shown("\u202egnirts") == "\\u202egnirts"
    assert shown("\udc80") == "\\udc80"
    assert shown("one\ntwo\tthree\r") == "one two three "


def test_joiners_and_marks_that_make_a_letter_stay() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert shown(family) == family
    assert shown("e\u0301") == "e\u0301"


@given(st.text())
def test_nothing_that_acts_is_left_and_twice_is_once(text: str) -> None:
    once = shown(text)
    assert not any(is_control(char) for char in once)
    assert shown(once) == once


@given(st.text(alphabet=st.characters(blacklist_categories=("C", "Z"))))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


@given(st.text())
def test_line_ends_may_be_kept(text: str) -> None:
    assert escaped(text, keep="\n").count("\n") == text.count("\n")


def test_what_an_encoding_lacks_becomes_the_like_or_a_question_mark() -> None:
    assert encoded("“Łukasz” \N{EN DASH} é…", "latin-1") == b'"?ukasz" - \xe9...'
    assert encoded("李 → x", "ascii") == b"? -> x"
    assert encoded("é", "utf-8") == "é".encode()


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "utf-8"]))
def test_encoding_never_fails(text: str, encoding: str) -> None:
    assert isinstance(encoded(shown(text), encoding), bytes)
