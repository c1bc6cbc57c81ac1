"""From blocks to lines: columns, wrapping, cutting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.render.layout import Look, laid_out, plain_lines
from keepintouch.render.spans import (
    OK,
    Beside,
    Pair,
    Prose,
    Span,
    Table,
    dim,
    joined,
    lines_of,
    person,
)
from keepintouch.render.width import start, width

if TYPE_CHECKING:
    from keepintouch.render.spans import Block

WIDE = Look(width=80)
NARROW = Look(width=40, cut=True)
PEOPLE = Table(
    [
        [dim("1"), person("Ana Lima"), "9 days over", "every 2 weeks", "Berlin move: ask about it"],
        [dim("10"), person("José"), "today", "every month", ""],
    ],
    right=(0,),
)


def test_columns_stand_under_each_other_with_two_spaces_between() -> None:
    assert plain_lines([PEOPLE], WIDE) == [
        "   1  Ana Lima  9 days over  every 2 weeks  Berlin move: ask about it",
        "  10  José      today        every month",
    ]


def test_a_narrow_terminal_puts_the_rest_on_a_second_line_and_cuts_only_the_last_column() -> None:
    assert plain_lines([PEOPLE], NARROW) == [
        "   1  Ana Lima  9 days over",
        "      every 2 weeks  Berlin move: ask a…",
        "  10  José      today",
        "      every month",
    ]


def test_a_table_to_be_read_whole_is_broken_at_words_below_its_last_column() -> None:
    table = Table([["log (l)", "write down a conversation, in your own words"]], whole=True)
    assert plain_lines([table], NARROW) == [
        "  log (l)  write down a conversation, in",
        "           your own words",
    ]
    long = Table([["kit log coffee with Ana", "just write, I will add her here"]], whole=True)
    assert plain_lines([long], Look(width=30, cut=True)) == [
        "  kit log coffee with Ana",
        "    just write, I will add her",
        "    here",
    ]
    path = Table([["store", "/" + "x" * 50]], whole=True)
    assert plain_lines([path], NARROW) == ["  store", "    /" + "x" * 50]
    alone = Table([["/" + "x" * 44, "why"]], whole=True)
    assert plain_lines([alone], NARROW) == ["    /" + "x" * 44, "    why"]


def test_one_long_name_puts_only_its_own_row_on_two_lines() -> None:
    table = Table(
        [
            ["Ana Lima", "every month", "17 Nov, talked", "Thu 17 Dec 2026"],
            ["Maximilian von Hohenstein-Sigmaringen", "every 2 weeks", "none", "Tue 24 Nov 2026"],
            ["Bob", "never", "none", "Sat 19 Dec 2026"],
        ],
        indent=0,
    )
    assert plain_lines([table], Look(width=70, cut=True)) == [
        "Ana Lima  every month    17 Nov, talked  Thu 17 Dec 2026",
        "Maximilian von Hohenstein-Sigmaringen  every 2 weeks  none",
        "  Tue 24 Nov 2026",
        "Bob       never          none            Sat 19 Dec 2026",
    ]


def test_a_pipe_is_never_cut() -> None:
    assert plain_lines([PEOPLE], Look(width=10)) == plain_lines([PEOPLE], WIDE)


def test_plain_rows_are_not_aligned() -> None:
    assert plain_lines([PEOPLE], Look(plain=True))[1] == "10  José  today  every month"


def test_a_pair_stands_at_both_ends_of_eighty_columns_at_most() -> None:
    pair = Pair("left", "right")
    assert plain_lines([pair], Look(width=200)) == ["left" + " " * 71 + "right"]
    assert plain_lines([pair], Look(width=20)) == ["left           right"]
    assert plain_lines([Pair("left" * 9, "right")], NARROW) == ["left" * 9, "right"]
    assert plain_lines([Pair("left" * 30, "right")], WIDE) == ["left" * 30 + "  right"]
    assert plain_lines([pair], Look(plain=True)) == ["left", "right"]
    assert plain_lines([Pair("left", "")], WIDE) == ["left"]


def test_prose_is_wrapped_at_words() -> None:
    text = Prose("one two three four five six seven eight nine", indent=2, hanging=2)
    assert plain_lines([text], Look(width=20)) == [
        "  one two three four",
        "    five six seven",
        "    eight nine",
    ]
    assert len(plain_lines([text], Look(plain=True))) == 1


def test_a_line_too_long_for_the_terminal_is_broken_at_words_below_its_own_start() -> None:
    line = (OK, " Ana Lima · every 3 weeks (was 2) · ", dim("next Fri 20 Nov, 2 days over"))
    assert plain_lines([line], NARROW) == [
        "ok Ana Lima · every 3 weeks (was 2) ·",
        "  next Fri 20 Nov, 2 days over",
    ]
    assert plain_lines(["    " + "word " * 10], NARROW)[1] == "      word word word"
    assert len(plain_lines([line], WIDE._replace(width=10))) == 1
    assert plain_lines(["x" * 50], NARROW) == ["x" * 50]
    assert plain_lines([Pair("left " * 9, "right")], NARROW) == [
        "left " * 7 + "left",
        "  left",
        "right",
    ]


def test_short_lists_stand_next_to_each_other_where_they_fit() -> None:
    people: list[Block] = [person("Most"), Table([[person("Ana"), "6"], [person("Bob"), "3"]])]
    lists = Beside([people, ["Who", "  you  9"], ["x" * 60]])
    assert plain_lines([lists], WIDE) == [
        "Most        Who",
        "  Ana  6      you  9",
        "  Bob  3",
        "",
        "x" * 60,
    ]
    assert plain_lines([lists], Look(width=19, cut=True))[:4] == [
        "Most",
        "  Ana  6",
        "  Bob  3",
        "",
    ]
    assert plain_lines([lists], Look(plain=True)).count("") == 2
    assert plain_lines([Beside([])], WIDE) == []


def test_a_symbol_has_a_word_where_there_are_no_symbols() -> None:
    assert plain_lines([(OK, " done")], Look(symbols=True)) == ["✓ done"]
    assert plain_lines([(OK, " done")], Look()) == ["ok done"]


def test_a_header_and_an_empty_row() -> None:
    table = Table([["a", "b"], [], ["cc"]], indent=0, header=("One", "Two"))
    assert plain_lines([table], WIDE) == ["One  Two", "a    b", "", "cc"]
    assert plain_lines([Table([], header=("One",))], WIDE) == []


def test_one_long_name_does_not_push_all_the_others() -> None:
    table = Table([["x" * 60, "a"], ["y", "b"]], indent=0)
    assert plain_lines([table], Look(width=100)) == ["x" * 60 + "  a", "y  b"]


def test_styles_stay_with_their_words() -> None:
    line = laid_out([Prose((person("Ana Lima"), " said"))], WIDE)[0]
    assert [span for span in line if span.text.strip()] == [
        Span("Ana", "person"),
        Span("Lima", "person"),
        Span("said"),
    ]


def test_empty_parts_are_left_out_of_what_is_joined() -> None:
    assert joined(["a", "", (Span(""),), Span("b", "dim")]) == (
        Span("a"),
        Span(" · "),
        Span("b", "dim"),
    )


def test_any_line_end_is_one() -> None:
    assert lines_of("a\r\nb\rc\nd") == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("José", 4),
        ("e\u0301a", 2),
        ("李小龍", 6),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467", 2),
        ("\U0001f1f5\U0001f1f9", 2),
        ("\U0001f44d\U0001f3fd!", 3),
        ("❤\ufe0f", 2),
        ("✓…", 2),
        ("한국", 4),
        ("ก็", 1),
    ],
)
def test_width_is_what_a_terminal_gives(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(max_size=30), st.integers(0, 30))
@settings(max_examples=200)
def test_a_start_fits_and_is_a_start(text: str, columns: int) -> None:
    found = start(text, columns)
    assert text.startswith(found)
    assert width(found) <= columns


@given(
    st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=5), max_size=4),
    st.integers(1, 100),
    st.booleans(),
)
@settings(max_examples=200)
def test_any_table_can_be_laid_out_at_any_width(
    rows: list[list[str]], columns: int, cut: bool
) -> None:
    lines = plain_lines([Table(rows)], Look(width=columns, cut=cut))
    assert len(lines) >= len(rows)
    assert not any("\n" in line for line in lines)
