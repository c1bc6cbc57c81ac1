"""Hundreds of people: colleagues of one name, birthdays of one day, lists that say where they end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session

FAMILIES = [
    "Albrecht",
    "Berger",
    "Busch",
    "Dietrich",
    "Engel",
    "Franke",
    "Graf",
    "Haas",
    "Jansen",
    "Kraus",
    "Lorenz",
    "Otto",
]


@pytest.fixture
def staff(kit: Session) -> Session:
    """Bring in twelve colleagues of one first name, all born on one day."""
    kit.env["NO_COLOR"] = "1"
    rows = "".join(f"Anna,{family},1990-11-22,Sales\n" for family in FAMILIES)
    file = kit.home / "staff.csv"
    file.write_text(f"First Name,Last Name,Birthday,Department\n{rows}")
    kit.ok("import", str(file), "-y", "--map", "Department=tag")
    return kit


def test_more_people_than_can_be_shown_are_narrowed_by_more_of_the_name(staff: Session) -> None:
    result = staff("done", "anna", typed="otto\n")
    assert "  9  Anna Jansen" in result.err
    assert "+ 3 more: type more of the name" in result.err
    assert "Anna Otto" not in result.err
    assert "Anna Otto · talked" in result.out


def test_a_number_that_was_not_shown_is_asked_for_again(staff: Session) -> None:
    result = staff("done", "anna", typed="10\n2\n")
    assert result.err.count("+ 3 more") == 2
    assert "Anna Berger · talked" in result.out


def test_a_script_is_told_of_nine_and_a_program_of_all(staff: Session) -> None:
    assert staff("done", "anna").err.count("anna-") == 9 + 1
    error = json.loads(staff("done", "anna", "--json").err)["error"]
    assert len(error["candidates"]) == 12


def test_a_limit_holds_for_everybody_whose_day_it_is_and_for_programs(staff: Session) -> None:
    lines = staff.ok("due", "--limit", "3").splitlines()
    assert [line.split()[0] for line in lines[2:5]] == ["1", "2", "3"]
    assert "+ 9 more: kit due --all" in lines[6]
    assert len(json.loads(staff.ok("due", "--json", "--limit", "3"))["items"]) == 3
    assert len(json.loads(staff.ok("due", "--json"))["items"]) == 12


@pytest.mark.parametrize("words", ["archive +sales", "tag +sales +work", "note +sales moved"])
def test_a_tag_where_a_person_belongs_is_told_so(staff: Session, words: str) -> None:
    result = staff(*words.split())
    assert (result.exit, result.err) == (
        3,
        'kit: "+sales" is a tag, and this is for one person.\n  try:   kit list --tag sales\n',
    )


def test_an_import_that_brought_nothing_offers_no_undo_of_what_was_before(staff: Session) -> None:
    file = str(staff.home / "staff.csv")
    again = staff("import", file, "-y", "--map", "Department=tag", tty=True)
    assert "0 added, 0 merged" in again.out
    assert "kit undo" not in again.err


def test_choices_of_one_name_come_with_their_handles(kit: Session) -> None:
    kit.env["NO_COLOR"] = "1"
    kit.ok("add", "Lukas Brandt", "--tag", "sales", "--team", "North")
    kit.ok("add", "Lukas Brandt", "--tag", "sales")
    kit.ok("edit", "@lukas-brandt-2", "--team", "South")
    for command in (("done", "lukas"), ("log", "lunch with lukas")):
        result = kit(*command, typed="brandt-2\n")
        assert "Lukas Brandt (lukas-brandt) " in result.err
        assert "Lukas Brandt (lukas-brandt-2) " in result.err
        assert result.exit == 0
    history = json.loads(kit.ok("history", "--json"))["items"]
    assert {who for each in history for who in each["people"]} == {"lukas-brandt-2"}
    teams = [each["team"] for each in json.loads(kit.ok("list", "--json"))["items"]]
    assert teams == ["North", "South"]


def test_a_plan_for_a_crowd_shows_its_beginning(kit: Session) -> None:
    rows = "".join(f"Anna,P{number}\n" for number in range(30))
    (kit.home / "staff.csv").write_text(f"First Name,Last Name\n{rows}")
    kit.ok("import", str(kit.home / "staff.csv"), "-y", "--map", "Last Name=family")
    kit.env["KIT_TODAY"] = "2026-12-30"
    out = kit.ok("plan")
    assert out.count("Anna P") == 20
    assert "more: kit plan --json" in out


def test_after_hundreds_a_rhythm_by_tag_comes_before_sorting_each(kit: Session) -> None:
    rows = "".join(f"Anna,P{number},Sales\n" for number in range(201))
    file = kit.home / "staff.csv"
    file.write_text(f"First Name,Last Name,Department\n{rows}")
    out = kit.ok("import", str(file), "-y", "--map", "Department=tag")
    assert "Next: kit every +TAG 3mo" in out
    assert "triage" not in out
    assert kit.ok("drift", "--tag", "sales") == "Nobody has drifted apart.\n"
    assert kit("drift", "--tag", "nobody").exit == 3
