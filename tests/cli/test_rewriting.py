"""What a number of the timeline stands for: conversations, notes and days, changed and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session


@pytest.fixture
def seen(known: Session, tmp_path: Path) -> Session:
    """Show Ana's timeline on a terminal: a conversation, two notes, an anniversary, her birthday."""
    known.ok("note", "ana", "allergic to nuts", "--tag", "food")
    known.ok("note", "ana", "partner is Jo")
    known.ok("date", "ana", "anniversary", "12 jun 2021")
    known.env["KIT_EDITOR"] = str(tmp_path / "editor")
    known.ok("history", "ana", tty=True)
    return known


def writes(kit: Session, text: str) -> None:
    editor = kit.home / "editor"
    editor.write_text(f"#!/bin/sh\ncat > \"$1\" <<'END'\n{text}\nEND\n")
    editor.chmod(0o700)


def test_notes_and_days_go_on_with_the_numbers(seen: Session) -> None:
    assert [line.split(maxsplit=1) for line in seen.ok("history", "ana").splitlines()] == [
        ["1", "Fri 30 Oct        met   30 oct: coffee with Ana, Berlin move is on"],
        ["2", "Sun 22 Nov        note  partner is Jo"],
        ["3", "Sun 22 Nov        note  allergic to nuts  +food"],
        ["4", "24 November 1990  date  birthday"],
        ["5", "12 June 2021      date  anniversary"],
        ["1", "conversation, 2 notes, 2 dates"],
    ]


def test_a_stretch_of_the_timeline_has_no_days_of_every_year(seen: Session) -> None:
    out = seen.ok("history", "ana", "--since", "2026-11-01")
    assert "allergic" in out
    assert "birthday" not in out
    assert "allergic" not in seen.ok("history", "ana", "--until", "2026-11-01")


def test_programs_get_conversations_alone(seen: Session) -> None:
    assert seen.ok("history", "ana", "--jsonl").count("\n") == 1


def test_a_note_is_changed_and_dropped_by_its_number(seen: Session) -> None:
    writes(seen, "partner is Joana")
    assert "partner is Joana" in seen("edit", "2", typed="").out
    assert "forgotten: allergic to nuts" in seen.ok("rm", "3")
    shown = seen.ok("show", "ana")
    assert "partner is Joana" in shown
    assert "nuts" not in shown
    seen.ok("undo", "2")
    assert "nuts" in seen.ok("show", "ana")
    seen.ok("rm", "3")
    assert "is not here any more" in seen("rm", "3").err


def test_a_day_is_changed_and_dropped_by_its_number(seen: Session) -> None:
    writes(seen, 'on = "25 nov 1990"')
    assert "birthday 25 November 1990" in seen("edit", "4", typed="").out
    writes(seen, 'on = "13 jun 2021"')
    assert "anniversary 13 June 2021" in seen("edit", "5", typed="").out
    assert "no anniversary any more" in seen.ok("rm", "5")
    assert "no birthday any more" in seen.ok("rm", "4")
    assert "June" not in seen.ok("show", "ana")


def test_a_conversation_is_dropped_by_its_number(seen: Session) -> None:
    seen.ok("rm", "1")
    assert "Berlin move" not in seen.ok("history", "ana")


def test_a_number_of_a_promise_is_no_person_to_edit(seen: Session) -> None:
    seen.ok("remind", tty=True)
    assert "is no person" in seen("rm", "1").err
