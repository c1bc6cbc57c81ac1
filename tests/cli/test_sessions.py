"""What a user types, and what the program answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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


def test_logging_a_call_puts_somebody_off_the_list(known: Session) -> None:
    known.env["KIT_TODAY"] = "2026-12-20"
    assert "Ana Lima" in known.ok("due")
    out = known.ok("log", "called", "Ana")
    assert out.splitlines() == [
        "✓ Logged  Ana Lima · call · today",
        "          “called Ana”",
        "  Next Sun 3 Jan 2027 (every 2 weeks)",
    ]
    assert "all caught up" in known.ok("due")


def test_undo_takes_back_one_command(known: Session) -> None:
    known.ok("done", "ana")
    assert known.ok("undo").startswith("✓ Undone: done “Ana Lima, talked, 2026-11-22” (")
    assert "No conversations yet" in known.ok("history")


def test_an_unknown_command_suggests_the_person_of_that_name(known: Session) -> None:
    result = known("ana")
    assert (result.exit, result.out) == (2, "")
    assert result.err == (
        'kit: there is no command "ana".\n  try:   kit show ana-lima   or  kit help\n'
    )


def test_errors_under_json_are_a_document_on_stderr(known: Session) -> None:
    known.ok("add", "Ana Berg")
    result = known("show", "ana", "--json")
    assert (result.exit, result.out) == (4, "")
    assert json.loads(result.err)["error"]["candidates"] == ["ana-berg", "ana-lima"]


def test_a_tag_to_drop_is_not_read_as_flags(known: Session) -> None:
    out = known.ok("tag", "ana", "+work", "-berlin")
    assert out == "✓ Ana Lima · +work · dropped berlin · now: work\n"
