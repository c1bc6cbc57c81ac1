"""What other tools of this kind taught their users the hard way, and the tests that hold it here.

Each rule stands in `RULES` with the tests that prove it: those in this file, and those
that stand elsewhere because they are about more than the rule.
"""

from __future__ import annotations

import ast
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from keepintouch.cli.catalogue import COMMANDS
from keepintouch.cli.examples import EXAMPLES
from keepintouch.cli.shells import shells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Session

TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src" / "keepintouch"
PROGRAM = "from keepintouch.cli.main import run; run()"
READERS = (
    "kit", "kit due", "kit due --count", "kit list", "kit find berlin", "kit history", "kit report",
    "kit drift", "kit plan", "kit remind", "kit date --next 30d", "kit undo --list", "kit duplicates",
    "kit backup --list", "kit check", "kit where", "kit doctor", "kit daily", "kit config",
    "kit export", "kit complete -- show a",
)  # fmt: skip
WRITERS = (
    "log", "done", "snooze", "edit", "every", "tag", "archive", "remove", "forget", "merge",
    "note", "date", "remind",
)  # fmt: skip


class Rule(NamedTuple):
    """A rule in a sentence, and the tests that hold it, as paths below `tests`."""

    number: int
    says: str
    tests: tuple[str, ...]


def _rule(number: int, says: str, *tests: str) -> Rule:
    here = "cli/test_lessons.py"
    return Rule(
        number, says, tuple(f"{here}{each}" if each[:2] == "::" else each for each in tests)
    )


RULES = (
    _rule(
        1, "a typo runs nothing else, and reading makes no store",
        "cli/test_sessions.py::test_a_mistyped_command_runs_nothing",
        "::test_reading_makes_no_store",
    ),
    _rule(
        2, "bare kit takes no words and no filters",
        "cli/test_sessions.py::test_an_unknown_command_suggests_the_person_of_that_name",
        "::test_bare_kit_takes_only_the_flags_of_every_command",
    ),
    _rule(
        3, "what writes takes people, never a filter",
        "::test_a_writer_takes_people_not_filters",
    ),
    _rule(
        4, "a number stands for the person that was seen, whatever happened since",
        "cli/test_memory.py::test_numbers_stand_for_people_not_rows",
        "cli/test_memory.py::test_a_number_that_is_not_on_the_list_or_is_gone_is_refused",
    ),
    _rule(
        5, "words are days only at the start or the end of a line, and the day is echoed",
        "domain/test_logline.py::test_lines_are_read_as_the_table_says",
        "::test_a_word_that_is_also_a_day_is_no_day_elsewhere",
    ),
    _rule(
        6, "11/12 is refused, and programs get ISO days",
        "::test_a_day_that_could_be_two_is_refused_with_both",
    ),
    _rule(
        7, "names are asked about, never guessed, and who was not linked is said",
        "cli/test_prompts.py::test_a_line_about_one_of_two_is_asked_about",
        "cli/test_settling.py::test_in_a_script_the_line_is_given_back_with_the_handle_in_it",
        "::test_a_small_word_among_people_that_is_nobody_is_said",
    ),
    _rule(
        8, "who is spoken of did not take part",
        "cli/test_sessions.py::test_a_line_about_several_says_when_each_is_next",
        "domain/test_logline.py::test_who_is_only_spoken_of_never_takes_part",
    ),
    _rule(
        9, "the end of input is one no",
        "cli/test_prompts.py::test_enter_alone_or_the_end_of_input_takes_nothing",
        "::test_every_question_ends_at_the_end_of_input",
    ),
    _rule(
        10, "stdin is read only when it is asked for",
        "cli/test_prompts.py::test_stdin_is_read_only_when_asked",
        "::test_no_command_waits_for_a_pipe_that_never_ends",
    ),
    _rule(
        11, "no colour in pipes, nor where it is not wanted",
        "cli/test_terminals.py::test_a_pipe_gets_the_same_text_without_colour_and_uncut",
        "cli/test_terminals.py::test_a_terminal_without_colour_gets_no_escapes",
    ),
    _rule(
        12, "nothing is cut or wrapped in a pipe",
        "cli/test_terminals.py::test_a_pipe_gets_the_same_text_without_colour_and_uncut",
    ),
    _rule(
        13, "what users type is never markup",
        "cli/test_hostile.py::test_what_looks_like_markup_is_shown_as_it_is",
        "cli/test_hostile.py::test_no_command_lets_a_control_through",
    ),
    _rule(
        14, "no writer is silent about what it did",
        "::test_every_example_that_works_says_something",
    ),
    _rule(
        15, "nonsense is refused, and the words that are wrong are quoted",
        "::test_nonsense_is_refused_and_quoted",
    ),
    _rule(
        16, "undo goes step by step, forth again too, and speaks in words",
        "cli/test_sessions.py::test_undo_takes_back_one_command_and_redo_makes_it_again",
        "cli/test_sessions.py::test_undo_lists_steps_in_words",
        "store/test_journal_machine.py::"
        "test_undoing_everything_gives_the_store_back_and_redoing_gives_it_again",
    ),
    _rule(
        17, "a newer store is refused, an older one is copied and brought up to date",
        "store/test_opening.py::test_a_store_of_a_newer_kit_is_refused",
    ),
    _rule(
        18, "copies rotate, and a write never makes fewer of them",
        "store/test_backups.py::test_seven_days_and_four_weeks_of_daily_copies_stay",
        "store/test_backups.py::test_restoring_puts_the_copy_back_and_keeps_what_it_replaced",
    ),
    _rule(
        19, "hints stop, and nothing is said again and again",
        "cli/test_memory.py::test_a_hint_stops_when_the_command_is_known",
        "cli/test_habits.py::test_overload_is_said_once_a_week_on_a_terminal",
    ),
    _rule(
        20, "no key is bound unasked",
        "::test_no_completion_binds_a_key",
    ),
    _rule(
        21, "flags stand anywhere",
        "cli/test_flags.py::test_the_order_of_flags_and_words_never_matters",
        "::test_a_flag_after_the_words_is_the_same_flag",
    ),
    _rule(
        22, "JSON is one document, of a shape that is written down",
        "cli/test_json.py::test_a_command_prints_exactly_one_document_of_its_schema",
    ),
    _rule(
        23, "a line with one bad word is kept",
        "cli/test_memory.py::test_words_that_could_not_be_saved_are_kept",
        "::test_a_bad_flag_loses_no_words",
    ),
    _rule(
        24, "nothing has to be configured",
        "cli/test_sessions.py::test_a_first_run_names_three_ways_to_start_and_makes_no_store",
        "::test_a_first_line_needs_no_settings_and_makes_none",
    ),
    _rule(
        25, "an empty view names what to do next, and is no error and not paged",
        "cli/test_terminals.py::test_what_is_taller_than_the_screen_is_paged",
        "::test_an_empty_view_is_no_error_and_not_empty",
    ),
    _rule(
        26, "an editor may have words and a space in its name",
        "cli/test_editor.py::test_a_conversation_can_be_written_in_the_editor",
        "cli/test_editor.py::test_editor_comes_from_the_environment_in_this_order",
    ),
    _rule(
        27, "-h is help, everywhere",
        "::test_minus_h_is_help_wherever_it_stands",
    ),
    _rule(
        28, "no locale makes kit fail, for it never asks for one",
        "cli/test_terminals.py::test_a_reader_that_leaves_and_a_plain_locale_are_survived",
        "::test_nothing_asks_for_a_locale",
    ),
    _rule(
        29, "names complete in any case, by handles without a colon, without a parser",
        "cli/test_completing.py::test_people_come_by_handle_with_name_and_rhythm",
        "domain/test_names.py::test_a_slug_is_never_empty_nor_a_number_nor_dangerous_in_a_shell",
        "test_startup.py::test_a_plain_form_loads_no_parser_and_nothing_heavy",
    ),
)  # fmt: skip
NUMBERED = [pytest.param(each, id=f"{each.number}: {each.says}") for each in RULES]


@pytest.mark.parametrize("rule", NUMBERED)
def test_every_rule_is_held_by_tests_that_exist(rule: Rule) -> None:
    for test in rule.tests:
        path, _, name = test.partition("::")
        tree = ast.parse((TESTS / path).read_text("utf-8"))
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_no_rule_is_left_out() -> None:
    assert [each.number for each in RULES] == list(range(1, 30))


def steps(kit: Session) -> str:
    """Return all that was ever written."""
    return kit.ok("undo", "--list", "--json")


# --- 1 to 8 ----------------------------------------------------------------------------------


@pytest.mark.parametrize("line", READERS)
def test_reading_makes_no_store(kit: Session, line: str) -> None:
    result = kit(*line.split()[1:], "--db", str(kit.home / "kti.db"))
    assert result.exit in {0, 2}, result
    assert not list(kit.home.rglob("*.db*"))


@pytest.mark.parametrize("words", ["--tag family", "--week", "--limit 3", "--all", "family", "3"])
def test_bare_kit_takes_only_the_flags_of_every_command(known: Session, words: str) -> None:
    result = known(*words.split())
    assert (result.exit, result.out) == (2, "")


@pytest.mark.parametrize("verb", WRITERS)
def test_a_writer_takes_people_not_filters(known: Session, verb: str) -> None:
    before = steps(known)
    some = [verb, "+family", "family"] if verb != "every" else [verb, "--tag", "family", "1w"]
    for words in (some, [verb, "--all"], [verb, "--tag", "family"]):
        result = known(*words, "-y")
        assert result.exit in {2, 3, 5}, result
    assert steps(known) == before


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May: said hello", "today"),
        ("met Sam and may go again in may", "today"),
        ("the 12th time with Sam", "today"),
        ("mon: walk with Sam", "Mon 16 Nov"),
        ("walk with Sam on monday", "Mon 16 Nov"),
    ],
)
def test_a_word_that_is_also_a_day_is_no_day_elsewhere(known: Session, line: str, day: str) -> None:
    known.ok("add", "May Chen")
    echo = known.ok("log", *line.split()).splitlines()[0]
    assert echo.endswith(f" · {day}")


def test_a_day_that_could_be_two_is_refused_with_both(known: Session) -> None:
    result = known("log", "coffee with Ana", "--on", "11/12")
    assert result.exit == 2
    assert "11 December or 12 November" in result.err
    assert known("log", "11/12: coffee with Ana").exit == 2
    known.ok("log", "coffee with Ana", "--on", "12 nov")
    assert '"day": "2026-11-12"' in known.ok("history", "ana", "--json")


def test_a_small_word_among_people_that_is_nobody_is_said(known: Session) -> None:
    out = known.ok("log", "coffee with Ana and zoe")
    assert "“zoe” is nobody here" in out


# --- 9 to 15 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "kit log", "kit log will call Bob", "kit log met Zoe", "kit log long walk", "kit show stone",
        "kit forget ana", "kit restore 1", "kit triage", "kit import a.vcf", "kit daily on 08:30",
        "kit completion install bash", "kit log coffee with stone",
    ],
)  # fmt: skip
def test_every_question_ends_at_the_end_of_input(
    known: Session, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(known.home)
    Path("a.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Lena\nEND:VCARD\n")
    known.ok("backup")
    before = steps(known)
    result = known(*line.split()[1:], typed="")
    assert result.exit == 130, result
    assert result.err.count("Nothing was changed") == 1
    assert steps(known) == before


@pytest.mark.parametrize("line", ["kit", *(EXAMPLES[name][0].line for name in COMMANDS)])
def test_no_command_waits_for_a_pipe_that_never_ends(known: Session, line: str) -> None:
    reading, writing = os.pipe()
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "-n", *shlex.split(line)[1:]],
            env={**known.env, "PYTHONPATH": os.pathsep.join(sys.path)}, stdin=reading,
            cwd=known.home, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
    finally:
        os.close(reading)
        os.close(writing)
    assert done.returncode in {0, 2, 5, 7}, done


def _examples() -> Iterator[str]:
    for name in COMMANDS:
        yield from (each.line for each in EXAMPLES[name])


@pytest.mark.no_cover
@pytest.mark.parametrize("line", sorted(_examples()))
def test_every_example_that_works_says_something(
    known: Session, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(known.home)
    result = known(*shlex.split(line)[1:])
    silent = line.startswith("kit check") or " -o " in line
    assert result.out or result.err or silent


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("kit done ana --on 'fri 25:00'", "fri 25:00"),
        ("kit log 'coffee with Ana' --on '31 feb'", "31 feb"),
        ("kit remind ana 'friday 25:00' Foo", "friday 25:00"),
        ("kit add Zoe --birthday '30 feb'", "30 feb"),
        ("kit add Zoe --every 0d", "0d"),
        ("kit every ana 1.5w", "1.5w"),
        ("kit snooze ana blurb", "blurb"),
        ("kit edit ana --importance huge", "huge"),
        ("kit date ana birthday 32 may", "32 may"),
        ("kit history --since 2026-13-01", "2026-13-01"),
        ("kit report 2026-13", "2026-13"),
        ("kit daily on 25:00", "25:00"),
    ],
)
def test_nonsense_is_refused_and_quoted(known: Session, line: str, quoted: str) -> None:
    before = steps(known)
    result = known(*shlex.split(line)[1:])
    assert (result.exit, result.out) == (2, "")
    assert quoted in result.err
    assert steps(known) == before


# --- 20 to 28 --------------------------------------------------------------------------------


def test_no_completion_binds_a_key() -> None:
    for shell in shells({"HOME": "/home/me"}).values():
        assert not {"bindkey", "bind", "Set-PSReadLineKeyHandler"} & set(shell.script.split())


@pytest.mark.parametrize("flag", ["--json", "--plain", "--quiet", "--db=other.db", "--today=fri"])
def test_a_flag_after_the_words_is_the_same_flag(known: Session, flag: str) -> None:
    assert known("show", "ana", flag) == known(flag, "show", "ana") == known("show", flag, "ana")


@pytest.mark.parametrize("flags", ["--on blurb", "--kind shout", "--with nobody", "--tag 'a b'"])
def test_a_bad_flag_loses_no_words(known: Session, flags: str) -> None:
    result = known("log", "coffee with Ana about the flat", *shlex.split(flags))
    assert result.exit in {2, 3}
    assert "kit log --retry" in result.err
    assert "“coffee with Ana about the flat”" in known.ok("log", "--retry")


def test_a_first_line_needs_no_settings_and_makes_none(kit: Session) -> None:
    kit.ok("log", "--new", "coffee with Ana")
    assert not list(kit.home.rglob("config.toml"))


@pytest.mark.parametrize("line", [each for each in READERS if "complete" not in each])
def test_an_empty_view_is_no_error_and_not_empty(kit: Session, line: str) -> None:
    result = kit(*line.split()[1:], tty=True, env={"KIT_PAGER": ""})
    assert result.exit == 0, result
    assert "kit:" not in result.err
    assert result.out or line in {"kit check", "kit export"}


@pytest.mark.parametrize("name", COMMANDS)
def test_minus_h_is_help_wherever_it_stands(known: Session, name: str) -> None:
    help_text = known.ok("help", name)
    who = [] if name == "help" else ["ana"]
    for words in ([name, "-h"], ["-h", name], [name, *who, "-h"], [name, "--help"]):
        assert known.ok(*words) == help_text


@pytest.mark.no_cover
def test_nothing_asks_for_a_locale() -> None:
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}
        names |= {each.attr for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
        assert not names & {"setlocale", "strftime_l", "LC_ALL"}, path
