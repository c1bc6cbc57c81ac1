"""What people try in their first weeks, before they have read the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Lena Vogt\nTEL:+351912345678\nEND:VCARD\n"


@pytest.mark.parametrize(
    "words",
    [
        "remind sam call her on fri",
        "remind sam fri call her",
        "remind sam call her 27 nov 2026",
        "remind sam on fri call her",
    ],
)
def test_the_day_of_a_promise_may_stand_first_or_last(known: Session, words: str) -> None:
    assert "Fri 27 Nov: Sam Okafor, call her" in known.ok(*words.split())


def test_a_day_with_nothing_to_do_on_it_is_no_promise(known: Session) -> None:
    assert "there is no text" in known("remind", "sam", "tomorrow").err


def test_somebody_alone_lists_their_days(known: Session) -> None:
    known.ok("date", "ana", "anniversary", "12 jun 2021")
    assert known.ok("date", "ana").splitlines() == [
        "Tue 24 Nov       Ana Lima  birthday, turns 36",
        "Sat 12 Jun 2027  Ana Lima  anniversary, 6 years",
        "2 days in the next 365 days",
    ]
    assert known.ok("date", "bob") == "0 days in the next 365 days\n"


def test_a_key_that_is_none_brings_the_keys_of_triage_again(known: Session) -> None:
    result = known("triage", typed="?\nx\n")
    assert result.err.count("Keys: w week, f fortnight") == 2


def test_a_check_tells_a_terminal_that_all_is_well(known: Session) -> None:
    assert "All is as it should be." in known("check", tty=True).err
    assert known("check")[1:] == ("", "")
    assert "All is" not in known("check", "-q", tty=True).err


def test_an_import_that_brings_nothing_asks_nothing(kit: Session) -> None:
    file = kit.home / "contacts.vcf"
    file.write_text(CARD)
    assert "Import now?" in kit("import", str(file), typed="y\n").err
    again = kit("import", str(file), typed="")
    assert again.exit == 0, again
    assert "Import now?" not in again.err
    assert "0 added, 0 merged" in again.out


def test_settings_are_the_users_to_write(kit: Session) -> None:
    result = kit("config", "set", "due.limit", "3")
    assert result.exit == 2
    assert "kit never changes your settings itself" in result.err
    assert "try:   kit config edit" in result.err


def test_a_shell_that_is_not_known_is_said_so(kit: Session) -> None:
    assert "which shell this is cannot be told" in kit("completion", env={"SHELL": ""}).err


def test_a_quarter_begins_with_a_capital(known: Session) -> None:
    assert known.ok("report", "quarter").startswith("Quarter 4 of 2026 so far")


def test_a_card_says_until_when_somebody_is_away(known: Session) -> None:
    known.ok("edit", "bob", "--state", "paused", "--until", "1 dec")
    assert "every month · paused until Tue 1 Dec" in known.ok("show", "bob")
    known.ok("snooze", "ana", "3d")
    assert "every 2 weeks · snoozed until Wed 25 Nov" in known.ok("show", "ana")
    known.ok("edit", "sam", "--state", "paused")
    assert known.ok("show", "sam").splitlines()[0].endswith(" · paused")


def test_what_an_edit_changed_is_told_before_it_is_taken_back(known: Session) -> None:
    known.ok("edit", "bob", "--place", "Porto", "--phone", "+351 912 345 678")
    assert "edit    Bob Stone: ways to reach them, place" in known.ok("undo", "--list")
    known.ok("edit", "bob", "--name", "Robert Stone")
    assert "Undone: edit “Robert Stone: name”" in known.ok("undo")
