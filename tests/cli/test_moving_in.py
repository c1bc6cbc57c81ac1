"""Tables of anybody's own: what each column was taken for is shown, and can be said otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session

STAFF = """Employee ID;First name;Last name;Work email;Department;Start date;Desk
7;Mia;Rossi;mia@acme.example;People;06.03.2020;B 12
8;Nils;Ek;nils@acme.example;Sales;28.04.2011;B 14
"""


@pytest.fixture
def staff(kit: Session) -> Path:
    """Give a staff list as an office suite writes it."""
    path = kit.home / "staff.csv"
    path.write_text(STAFF, "utf-8")
    return path


def test_a_plan_shows_what_each_column_was_taken_for(kit: Session, staff: Path) -> None:
    plan = kit.ok("import", "-n", str(staff))
    assert "Work email   email:work" in plan
    assert "Start date   occasion:work anniversary" in plan
    assert "Desk         not understood, kept as it stands" in plan
    document = json.loads(kit.ok("import", "-n", str(staff), "--json"))
    (file,) = document["files"]
    assert file["columns"]["Department"] == "team"
    assert file["columns"]["Desk"] is None


def test_a_column_that_is_not_understood_is_named_and_can_be_said(
    kit: Session, staff: Path
) -> None:
    told = kit("import", str(staff), "--yes")
    assert "not understood, kept as it stood: Desk (--map COLUMN=FIELD)" in told.out + told.err
    kit.ok("undo")
    assert "Desk" not in kit.ok("import", str(staff), "--yes", "--map", "Desk=place")
    assert "B 12" in kit.ok("show", "mia")


def test_a_first_day_at_work_comes_back_each_year(kit: Session, staff: Path) -> None:
    kit.ok("import", str(staff), "--yes")
    kit.env["KIT_TODAY"] = "2027-03-05"
    assert "Mia Rossi · work anniversary, 7 years" in kit.ok()


def test_people_known_for_years_are_not_all_due_at_once(kit: Session) -> None:
    path = kit.home / "Connections.csv"
    path.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Mia,Rossi,https://www.linkedin.com/in/mia-rossi,,Acme,Chemist,07 Dec 2021\n",
        "utf-8",
    )
    kit.ok("import", str(path), "--yes")
    assert "all caught up" in kit.ok()
    assert "LinkedIn, 7 December 2021" in kit.ok("show", "mia")


def test_what_a_plan_told_is_not_told_again_behind_the_question(kit: Session) -> None:
    path = kit.home / "two.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nBDAY:1990-05-05\nBDAY:1991-05-05\n")
    told = kit("import", str(path), typed="y\n")
    assert (told.out + told.err).count("a second birthday is left out") == 1
    assert "1 added" in told.out
    told = kit("import", str(path), "--yes")
    assert (told.out + told.err).count("a second birthday is left out") == 1


def test_only_formats_that_are_written_are_offered_for_an_export(kit: Session) -> None:
    kit.ok("add", "Ana")
    for name, what in (("nope", 'no format called "nope"'), ("whatsapp", "does not write it")):
        told = kit("export", "--format", name)
        assert told.exit == 2
        assert what in told.err
        assert "markdown" in told.err
        assert "bbdb" not in told.err


def test_a_copy_that_is_not_there_is_told_before_anything_is_asked(kit: Session) -> None:
    kit.ok("add", "Ana")
    told = kit("restore", "99", typed="y\n")
    assert told.exit == 3
    assert "Put copy" not in told.out + told.err
    assert kit("restore", "99").exit == 3
    kit.ok("backup")
    told = kit("restore", "1")
    assert told.exit == 5
    assert "needs a yes" in told.err


def test_who_left_a_staff_list_is_told_when_it_comes_again(kit: Session, staff: Path) -> None:
    more = "9;Ola;Dahl;ola@acme.example;Sales;01.02.2019;B 15\n"
    staff.write_text(STAFF + more, "utf-8")
    assert "not in it" not in kit.ok("import", str(staff), "--yes")
    later = kit.home / "staff-later.csv"
    later.write_text(STAFF + "10;Per;Lo;per@acme.example;Sales;01.02.2026;B 16\n", "utf-8")
    words = "1 person of the last import not in it: Ola Dahl (ola-dahl); kit archive WHO"
    assert words in kit.ok("import", "-n", str(later))
    document = json.loads(kit.ok("import", str(later), "--yes", "--json"))
    assert document["absent"] == [{"slug": "ola-dahl", "name": "Ola Dahl"}]
    kit.ok("archive", "ola")
    assert "not in it" not in kit.ok("import", str(later), "--yes")


def test_another_list_with_the_same_columns_misses_nobody(kit: Session, staff: Path) -> None:
    kit.ok("import", str(staff), "--yes")
    other = kit.home / "others.csv"
    head = STAFF.splitlines()[0]
    other.write_text(f"{head}\n20;Ida;Fox;ida@acme.example;Law;01.02.2019;C 1\n", "utf-8")
    assert "not in it" not in kit.ok("import", str(other), "--yes")
    friends = kit.home / "friends.csv"
    friends.write_text("Name,Nickname\nMia Rossi,Mimi\nNils Ek,\n", "utf-8")
    assert "not in it" not in kit.ok("import", str(friends), "--yes")
