"""The flags that mean the same everywhere, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.cli.flags import Flags, hoisted
from keepintouch.domain.errors import UsageError


@pytest.mark.parametrize(
    ("argv", "flags", "words"),
    [
        ("due --json", Flags(machine="json"), "due"),
        ("--json due", Flags(machine="json"), "due"),
        ("show Ana --color=never", Flags(color="never"), "show Ana"),
        ("show Ana --no-color -q", Flags(color="never", quiet=True), "show Ana"),
        ("export -o all.vcf", Flags(output="all.vcf"), "export"),
        ("export -oall.vcf", Flags(output="all.vcf"), "export"),
        ("--db=/x due --today 2026-01-01", Flags(db="/x", today="2026-01-01"), "due"),
        ("import x -ny", Flags(dry_run=True, yes=True), "import x"),
        ("due --json --fields slug,due", Flags(machine="json", fields=("slug", "due")), "due"),
        ("log -- -1 degrees -n", Flags(), "log -- -1 degrees -n"),
        ("tag ana +climbing -n", Flags(), "tag ana +climbing -n"),
        ("tag -n ana -work --json", Flags(dry_run=True, machine="json"), "tag ana -work"),
        ("log -e", Flags(), "log -e"),
        ("-h log", Flags(help=True), "log"),
    ],
)
def test_flags_are_taken_out_and_words_stay_in_order(argv: str, flags: Flags, words: str) -> None:
    assert hoisted(argv.split()) == (flags, words.split())


@given(st.permutations(["show", "Ana", "--json", "-q", "--db=/x", "--no-input"]))
@settings(max_examples=60)
def test_the_order_of_flags_and_words_never_matters(argv: list[str]) -> None:
    flags, words = hoisted(argv)
    assert flags == Flags(machine="json", quiet=True, db="/x", no_input=True)
    assert sorted(words) == ["Ana", "show"]


@pytest.mark.parametrize(
    "argv", ["--json --tsv", "--color pink", "--db", "--fields x", "--schema 9"]
)
def test_flags_that_make_no_sense_are_refused(argv: str) -> None:
    with pytest.raises(UsageError):
        hoisted(argv.split())


def test_the_same_format_twice_is_no_contradiction() -> None:
    assert hoisted(["--json", "--json"])[0].machine == "json"
