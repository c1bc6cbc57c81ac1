"""What either side changed reaches the other, once; nothing that nobody removed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.threeway import Rule, listed, scalar

# a value is what it is about and how it is put: "1a" and "1b" are the same thing in other words
RULE = Rule(key=str, same=lambda each: each[0], slot=lambda each: each[0] < "5")
SIDES = st.lists(st.sampled_from([f"{n}{w}" for n in "1239" for w in "ab"]), max_size=4, unique_by=lambda each: each[0])  # fmt: skip


def meet(
    ours: str, theirs: str, base: tuple[str, str] | None, *, prefer_ours: bool = True
) -> tuple[str, str, list[tuple[str, str]]]:
    """Return both sides as texts, and the clashes."""
    then = None if base is None else (base[0].split(), base[1].split())
    found = listed(ours.split(), theirs.split(), then, RULE, prefer_ours=prefer_ours)
    return " ".join(found.ours), " ".join(found.theirs), list(found.clashes)


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "way"),
    [
        ("a", "a", ("a", "a"), "neither"),
        ("b", "a", ("a", "a"), "ours"),
        ("a", "b", ("a", "a"), "theirs"),
        ("b", "c", ("a", "a"), "both"),
        (None, "a", ("a", "a"), "ours"),
        ("a", "x", ("a", "x"), "neither"),
        ("a", None, None, "ours"),
        (None, "a", None, "theirs"),
        ("a", "b", None, "both"),
    ],
)
def test_a_value_goes_where_it_did_not_change(
    ours: str | None, theirs: str | None, base: tuple[str, str] | None, way: str
) -> None:
    assert scalar(ours, theirs, base) == way


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "expected"),
    [
        ("1a 2a", "1a", ("1a", "1a"), "1a 2a"),
        ("1a", "1a 2a", ("1a", "1a"), "1a 2a"),
        ("1a", "1a 2a", ("1a 2a", "1a 2a"), "1a"),
        ("1a 2a", "1a", ("1a 2a", "1a 2a"), "1a"),
        ("1a 3a", "1a 4a", ("1a 2a", "1a 2a"), "1a 3a 4a"),
        ("1b", "1a", ("1a", "1a"), "1b"),
        ("1a", "1b 2a", ("1a 2a", "1a 2a"), "1b"),
        ("1a 9a", "1b 9a", ("1a 9a", "1a 9a"), "1b 9a"),
        # gone on one side, put in other words on the other: the change stays
        ("", "1b", ("1a", "1a"), "1b"),
        ("1b", "", ("1a", "1a"), "1b"),
    ],
)
def test_both_sides_of_a_list_become_the_same(
    ours: str, theirs: str, base: tuple[str, str], expected: str
) -> None:
    one, other, clashes = meet(ours, theirs, base)
    assert sorted(one.split()) == sorted(other.split()) == sorted(expected.split())
    assert clashes == []


def test_what_takes_the_place_of_another_stands_in_its_place() -> None:
    assert meet("1a 9a 2a", "3a 9a 2a", ("1a 9a 2a", "1a 9a 2a"))[0] == "3a 9a 2a"
    assert meet("1a 2a", "9a 3a 2a", ("1a 2a", "1a 2a"))[0] == "3a 2a 9a"


@pytest.mark.parametrize(("prefer_ours", "kept"), [(True, "1b"), (False, "1c")])
def test_of_other_words_on_both_sides_the_preferred_ones_are_kept(
    *, prefer_ours: bool, kept: str
) -> None:
    found = meet("1b", "1c", ("1a", "1a"), prefer_ours=prefer_ours)
    assert found == (kept, kept, [("1b", "1c")])


def test_sides_that_never_met_keep_their_own_words_for_the_same_thing() -> None:
    assert meet("1a 2a", "1b 3a", None) == ("1a 2a 3a", "1b 3a 2a", [])


def test_other_words_of_long_ago_are_no_change_and_follow_the_thing() -> None:
    assert meet("1a", "1b", ("1a", "1b")) == ("1a", "1b", [])
    assert meet("1a", "", ("1a", "1b")) == ("", "", [])
    assert meet("1a", "1c", ("1a", "1b")) == ("1c", "1c", [])


@given(SIDES, SIDES, SIDES, st.booleans())
@settings(max_examples=300)
def test_lists_agree_and_lose_nothing_that_was_not_dropped(
    base: list[str], ours: list[str], theirs: list[str], prefer_ours: bool
) -> None:
    found = listed(ours, theirs, (base, base), RULE, prefer_ours=prefer_ours)
    assert sorted(found.ours) == sorted(found.theirs)
    dropped = {each for each in base if each not in ours or each not in theirs}
    lost = {each for pair in found.clashes for each in pair}
    for each in (*ours, *theirs):
        assert each in found.ours or each in dropped or each in lost
    again = listed(found.ours, found.theirs, (found.ours, found.theirs), RULE, prefer_ours=True)
    assert (again.ours, again.theirs, again.clashes) == (found.ours, found.theirs, ())
