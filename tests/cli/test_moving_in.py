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
