"""Looking around: made-up people, likely twins, questions in SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session


def test_the_demo_is_in_a_store_of_its_own(kit: Session) -> None:
    path = json.loads(kit.ok("demo", "--json"))["path"]
    assert "kit --db" in kit.ok("demo")
    assert "No one here yet" in kit.ok()
    out = kit.ok("--db", path)
    assert "5 due · 1 birthday soon" in out
    assert "Ana Lima    9 days over" in out
    assert "Lena Vogt" in kit.ok("drift", "--db", path)


def test_likely_twins_come_with_the_reason(known: Session) -> None:
    assert known.ok("duplicates") == "Nobody seems to be here twice.\n"
    known.ok("add", "Ana Lima")
    known.ok("edit", "tom", "--email", "stone@example.org")
    known.ok("add", "Thomas Stone", "--email", "Stone@example.org")
    out = known.ok("duplicates")
    assert "same name" in out
    assert "kit merge ana-lima-2 ana-lima" in out
    assert "1 pair" in out or "2 pairs" in out


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM contact", "UPDATE contact SET name = 'x'", "DROP TABLE contact",
        "ATTACH 'x.db' AS x", "PRAGMA user_version = 3", "VACUUM", "CREATE TABLE x (y)", "SELECT",
        "INSERT INTO people VALUES (1)", "SELECT load_extension('x')", "SELECT 1; SELECT 2", "BEGIN",
    ],
)  # fmt: skip
def test_a_query_only_reads(known: Session, sql: str) -> None:
    before = known.ok("export")
    result = known("sql", sql)
    assert result.exit == 2
    assert result.err.startswith("kit: SQLite says: ")
    assert known.ok("export") == before


def test_a_query_takes_values(known: Session) -> None:
    out = known.ok("sql", "SELECT name FROM people WHERE slug = ?", "ana-lima")
    assert out.splitlines() == ["name", "Ana Lima", "1 row"]


@pytest.mark.parametrize(
    ("view", "columns"),
    [
        ("people", "slug,name,org,team,title,place,state,importance,every,added,birthday,last"),
        ("conversations", "id,day,time,kind,direction,text,people,source"),
        ("took_part", "slug,conversation,day"),
        ("tags", "slug,tag"),
        ("reach", "slug,field,label,value"),
        ("facts", "slug,day,text"),
        ("promises", "slug,due,text,state"),
    ],
)
def test_the_views_are_a_promise(known: Session, view: str, columns: str) -> None:
    known.ok("edit", "ana", "--email", "ana@example.org")
    out = known.ok("sql", f"SELECT * FROM {view}", "--csv")
    assert out.splitlines()[0] == columns
    assert len(out.splitlines()) > 1


def test_a_query_makes_no_store(kit: Session) -> None:
    assert kit.ok("sql", "SELECT 1") == "0 rows\n"
    assert not (kit.home / ".local").exists()
