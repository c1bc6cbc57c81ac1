"""What a user types, and what the program answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session


def test_a_first_run_names_three_ways_to_start_and_makes_no_store(kit: Session) -> None:
    out = kit.ok()
    assert out.startswith("No one here yet. Three ways to start:\n")
    assert not (kit.home / ".local/share/keepintouch/kit.db").exists()


def test_adding_somebody_echoes_handle_rhythm_and_first_day(kit: Session) -> None:
    out = kit.ok("add", "Ana Lima", "--every", "2w", "--tag", "berlin")
    assert out == (
        "✓ Added  Ana Lima  (ana-lima) · every 2 weeks · +berlin · first due Sun 6 Dec\n"
    )


def test_today_shows_a_few_people_and_what_is_coming(known: Session) -> None:
    assert known.ok().splitlines() == [
        "Sunday 22 November                                       3 due · 1 birthday soon",
        "",
        "  1  Ana Lima    9 days over  every 2 weeks  30 oct: coffee with Ana, Berlin move is on",
        "  2  Ruth Stone  2 days over  every week     +family",
        "  3  Bob Stone   2 days over  every month    new job at Acme",
        "",
        "Soon  Tue 24 Nov  Ana Lima turns 36",
        "      Thu 26 Nov  Follow up with Sam Okafor: send the book list",
    ]


def test_logging_a_call_puts_somebody_off_the_list(known: Session) -> None:
    assert "Ana Lima    9 days over" in known.ok("due")
    out = known.ok("log", "called", "Ana", "+berlin")
    assert out.splitlines() == [
        "✓ Logged  Ana Lima · call · today · +berlin",
        "          “called Ana”",
        "  Next Sun 6 Dec (every 2 weeks)",
    ]
    assert "9 days over" not in known.ok("due")


def test_a_line_about_several_says_when_each_is_next(known: Session) -> None:
    out = known.ok("log", "yesterday: lunch with bob and sam about Ana's flat")
    assert out.splitlines() == [
        "✓ Logged  Bob Stone, Sam Okafor · met · yesterday, Sat 21 Nov",
        "          “lunch with bob and sam about Ana's flat”",
        "  Mentions Ana Lima (no clock moved)",
        "  Next Bob Mon 21 Dec · Sam Fri 19 Feb 2027",
    ]


def test_done_marks_several_people_without_words(known: Session) -> None:
    out = known.ok("done", "Ana", "Lima", "bob", "--on", "yesterday", "--kind", "call")
    assert out.splitlines() == [
        "✓ Ana Lima · call · yesterday, Sat 21 Nov · next Sat 5 Dec",
        "✓ Bob Stone · call · yesterday, Sat 21 Nov · next Mon 21 Dec",
    ]


def test_snoozing_without_a_day_is_for_three_days(known: Session) -> None:
    assert known.ok("snooze", "ana") == "✓ Ana Lima · not before Wed 25 Nov\n"
    assert known("snooze", "ana", "2026-11-01").exit == 2


def test_undo_takes_back_one_command_and_redo_makes_it_again(known: Session) -> None:
    known.ok("done", "ana")
    assert known.ok("undo").startswith("✓ Undone: done “Ana Lima, talked, 2026-11-22” (")
    assert "9 days over" in known.ok("due")
    assert known.ok("redo").startswith("✓ Done again: done")
    assert "9 days over" not in known.ok("due")


def test_undo_lists_steps_in_words(known: Session) -> None:
    lines = known.ok("undo", "--list").splitlines()
    assert lines[0].split()[:1] == ["1"]
    assert lines[0].endswith("remind  Sam Okafor 2026-11-26: send the book list")
    assert "kit undo 10 steps back through all 10" in lines[-1]


def test_an_unknown_command_suggests_the_person_of_that_name(known: Session) -> None:
    result = known("ana")
    assert (result.exit, result.out) == (2, "")
    assert result.err == (
        'kit: there is no command "ana".\n  try:   kit show ana-lima   or  kit help\n'
    )


def test_a_mistyped_command_runs_nothing(known: Session) -> None:
    result = known("snozoe", "ana")
    assert (result.exit, result.out) == (2, "")
    assert "  close: snooze" in result.err


def test_errors_under_json_are_a_document_on_stderr(known: Session) -> None:
    known.ok("add", "Ana Berg")
    result = known("show", "ana", "--json")
    assert (result.exit, result.out) == (4, "")
    assert set(json.loads(result.err)["error"]["candidates"]) == {"ana-berg", "ana-lima"}


def test_a_tag_to_drop_is_not_read_as_flags(known: Session) -> None:
    out = known.ok("tag", "ana", "+work", "-berlin")
    assert out == "✓ Ana Lima · +work · dropped berlin · now: work\n"


def test_a_rhythm_says_what_it_was_and_what_comes_next(known: Session) -> None:
    out = known.ok("every", "ana", "3w")
    assert out == "✓ Ana Lima · every 3 weeks (was 2) · next Fri 20 Nov, 2 days over\n"
    assert "never due; still in your book" in known.ok("every", "ana", "off")
    assert "the default rhythm" in known.ok("every", "ana", "default")
    assert known.ok("every", "+family", "1mo") == "✓ +family · every month · 2 people\n"


def test_one_person_is_shown_on_one_screen(known: Session) -> None:
    known.ok("edit", "ana", "--phone", "+351 912 345 678", "--place", "Porto")
    known.ok("note", "ana", "allergic to nuts")
    assert known.ok("show", "ana").splitlines() == [
        "Ana Lima                                             every 2 weeks · 9 days over",
        "  Porto · +berlin",
        "  +351 912 345 678 · birthday 24 November 1990 (turns 36)",
        "",
        "Remember  allergic to nuts",
        "",
        "Fri 30 Oct  met  30 oct: coffee with Ana, Berlin move is on",
        "12 months  ▁▁▁▁▁▁▁▁▁▁█▁",
    ]


def test_everyone_is_listed_with_rhythm_last_and_due(known: Session) -> None:
    assert known.ok("list", "--tag", "family", "--sort", "last").splitlines() == [
        "Name        Every        Last talked     Due",
        "Ruth Stone  every week   13 Nov, call    Fri 20 Nov",
        "Bob Stone   every month  20 Oct, talked  Fri 20 Nov",
        "2 people",
    ]


def test_text_is_found_wherever_it_is_kept(known: Session) -> None:
    out = known.ok("find", "berlin")
    assert "Ana Lima" in out
    assert "30 oct: coffee with Ana" in out
    assert "Nothing with “nowhere”." in known.ok("find", "nowhere")


def test_a_date_that_comes_each_year_is_echoed_with_its_next_time(known: Session) -> None:
    out = known.ok("date", "ana", "anniversary", "12 jun 2021")
    assert out == "✓ Ana Lima · anniversary 12 June 2021 (6 years, Sat 12 Jun 2027)\n"
    assert known.ok("date", "--next", "30d").splitlines() == [
        "Tue 24 Nov  Ana Lima  birthday, turns 36",
        "1 day in the next 30 days",
    ]


def test_a_promise_is_listed_until_it_is_kept(known: Session) -> None:
    assert known.ok("remind").splitlines() == [
        "  1  Sam Okafor  in 4 days  Thu 26 Nov  send the book list",
        "1 promise",
    ]
    assert known("remind", "--done", "1").exit == 3, "numbers belong to a terminal"
    known.ok("remind", tty=True)
    assert "done: send the book list" in known.ok("remind", "--done", "1")
    assert "Nothing promised" in known.ok("remind")


def test_removing_can_be_undone_and_forgetting_cannot(known: Session) -> None:
    assert known.ok("rm", "tom") == "✓ Tom Stone · removed\n"
    known.ok("undo")
    assert known("forget", "tom").exit == 5
    assert "forgotten for good" in known.ok("forget", "tom", "-y")
    assert known("show", "tom").exit == 3


def test_a_dry_run_of_any_writer_changes_nothing(known: Session) -> None:
    before = known.ok("export")
    for words in (
        ("done", "ana"),
        ("rm", "bob"),
        ("add", "Zoe"),
        ("undo",),
        ("every", "ana", "1y"),
    ):
        result = known(*words, "-n")
        assert result.exit == 0
        assert result.err.endswith("A dry run: nothing was changed.\n")
    assert known.ok("export") == before


def test_a_dry_run_makes_no_store(kit: Session) -> None:
    kit.ok("add", "Zoe", "-n")
    assert not (kit.home / ".local").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("show", "nobody"), 3, 'kit: no one here is called "nobody".'),
        (("show", "anna"), 3, "  close: Ana Lima (ana-lima)"),
        (("log", "talked about Bob"), 5, "kit: who took part?"),
        (("log", "met Zoe at the gym"), 5, 'kit: no one here is called "Zoe". Nothing was saved.'),
        (("log", "will call Bob"), 5, "sounds like a plan"),
        (("log", "called Bob", "--on", "tomorrow"), 2, "kit remind bob-stone 2026-11-23"),
        (("log",), 5, "kit: no words were given."),
        (("log", "called Bob", "--kind", "shout"), 2, "  close: met, call, video"),
        (("done",), 2, "kit done needs WHO."),
        (("due", "--nope"), 2, 'kit: there is no option "--nope" here.'),
        (("due", "--limit", "x"), 2, "--limit wants a whole number"),
        (("done", "1"), 3, "there is no list that 1 could belong to"),
        (("every", "ana"), 2, "how often?"),
        (("every", "+nobody", "1w"), 3, 'nobody has the tag "nobody"'),
        (("tag", "ana"), 2, "which tags?"),
        (("tag", "ana", "climbing"), 2, "kit tag ana +climbing"),
        (("tag", "ana", "+a", "b"), 2, '"b" needs a + or a - before it.'),
        (("merge", "ana"), 2, "whom into whom?"),
        (("triage",), 5, "without a rhythm"),
        (("forget", "ana"), 5, "needs a yes"),
        (("import", "x.vcf"), 5, "needs a yes"),
        (("config", "fly"), 2, 'there is no "kit config fly"'),
        (("daily", "fly"), 2, 'there is no "kit daily fly"'),
        (("daily", "on", "25:00"), 2, "is no time of day"),
        (("completion", "tcsh"), 2, "not in"),
        (("help", "nope"), 3, 'there is no command or topic "nope"'),
        (("remind", "sam"), 2, "when, and what?"),
        (("remind", "sam", "blurb"), 2, "blurb"),
        (("remind", "sam", "--on", "yesterday", "x"), 2, "today or a day to come"),
        (("date", "ana", "--drop"), 2, "which day?"),
        (("report", "--tag", "a", "--with", "ana"), 2, "exclude each other"),
        (("edit", "ana", "--until", "2027-01-01"), 2, "--until goes with --state paused"),
        (("edit", "ana"), 5, "an editor needs a terminal"),
        (("list", "--sort", "shoe"), 2, 'there is no order "shoe"'),
        (("backtest",), 2, "too little history"),
        (("--json", "--csv"), 2, "exclude each other"),
        (("due", "--fields", "slug"), 2, "--fields goes with"),
        (("due", "--json", "--fields", "shoe"), 2, "there is no field"),
        (("due", "--color", "blue"), 2, "--color is auto, always or never"),
        (("due", "--db"), 2, "--db needs a value"),
        (("due", "--schema", "2"), 2, "there is no schema 2 yet"),
        (("due", "--today", "blurb"), 2, "blurb"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(
    known: Session, words: tuple[str, ...], code: int, says: str
) -> None:
    result = known(*words)
    assert result.exit == code, result
    assert says in result.err
    assert result.out == ""
    assert len(result.err.splitlines()) <= 5
    assert all(line.startswith("  ") for line in result.err.splitlines()[1:])
    assert "Usage" not in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("line", ["list", "due", "report", "triage"])
def test_a_tag_that_nobody_has_is_told_with_those_that_are_near(known: Session, line: str) -> None:
    result = known(line, "--tag", "berln")
    assert (result.exit, result.out) == (3, "")
    assert 'nobody has the tag "berln"' in result.err
    assert "close: +berlin" in result.err
    assert known(line, "--tag", "Berlin").exit in {0, 5}
    assert "+berlin" in known(line, "--tag", "zzz").err


def test_the_name_of_several_is_no_command_either(known: Session) -> None:
    assert "kit show stone" in known("stone").err


def test_a_line_may_begin_with_a_minus(known: Session) -> None:
    assert "“-1 degrees, froze with Sam”" in known.ok("log", "--", "-1 degrees, froze with Sam")
