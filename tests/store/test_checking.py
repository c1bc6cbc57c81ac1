"""`check` finds what was broken behind the store's back, and says what to do next."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.errors import StoreError
from keepintouch.services import keeping, people, remembering
from keepintouch.services.keeping import copies
from keepintouch.store import Store, standings

if TYPE_CHECKING:
    from datetime import date

    from conftest import Book


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store with a little of everything."""
    book.add("Ana Lima", tags=("family",), nicknames=("Ani",))
    book.add("Bob Stone")
    for _ in range(2):
        book.log("ana", "bob", text="coffee", tags=("food",))
    book.log("ana", day=book.today.replace(day=1), text="call")
    remembering.note(book.store, ["ana"], "partner is Jo", today=book.today)
    remembering.remind(book.store, ["bob"], book.today, "send it", today=book.today)
    people.set_tag_rhythm(book.store, "family", Cadence(1, "m"), today=book.today)
    return book


def break_with(book: Book, statement: str) -> None:
    """Run a statement without the store's knowing."""
    book.store.close()
    if book.store.on_server:
        import psycopg

        with psycopg.connect(book.store.place, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(statement.encode())
        return
    raw = sqlite3.connect(book.store.place)
    raw.execute(statement)
    raw.commit()
    raw.close()


def test_a_sound_store_has_no_findings(full: Book) -> None:
    assert full.findings() == []
    assert full.store.exists


def test_where_there_is_no_store_there_is_nothing_to_check(new_store: Store, today: date) -> None:
    assert keeping.check(new_store, today=today) == []
    assert not new_store.exists


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM touchpoint WHERE text = 'call'", {"reference", "orphan"}),
        ("DELETE FROM contact WHERE slug = 'bob-stone'", {"reference", "orphan"}),
        ("DELETE FROM note", {"reference", "orphan"}),
        ("UPDATE touchpoint SET day = '2020-01-01'", {"day"}),
        ("UPDATE participant SET day = '2020-01-01' WHERE position = 1", {"day", "standings"}),
    ],
)
def test_rows_that_went_astray_need_a_copy(full: Book, statement: str, found: set[str]) -> None:
    break_with(full, statement)
    findings = full.findings()
    assert findings
    assert {each.id for each in findings} <= found | {"months", "population", "names", "standings"}
    assert found & {each.id for each in findings}
    assert findings[0].next == "kit restore --list"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM name_key WHERE key = 'ani'", "names"),
        ("DELETE FROM name_gram", "names"),
        ("UPDATE name_key SET level = 6 WHERE level = 3", "names"),
        ("DELETE FROM standing", "standings"),
        ("DELETE FROM standing WHERE k > 1", "standings"),
        ("UPDATE standing SET due_from = due_from + 1", "standings"),
        ("UPDATE standing SET l1 = l1 + 0.5", "standings"),
        ("UPDATE meta SET value = '12.0 7 3.4' WHERE name = 'population'", "population"),
        ("DELETE FROM meta WHERE name = 'population'", "population"),
        ("UPDATE contact SET importance = 'inner'", "standings"),
        ("UPDATE contact SET name = 'Anna Lima' WHERE slug = 'ana-lima'", "names"),
        ("UPDATE tag SET cadence = 'P1W'", "standings"),
        ("UPDATE month_count SET many = many + 1", "months"),
        ("DELETE FROM month_count", "months"),
    ],
)
def test_what_is_derived_is_found_off_and_mended(full: Book, statement: str, found: str) -> None:
    break_with(full, statement)
    before = full.text()
    findings = full.findings()
    assert found in {each.id for each in findings}
    assert {each.next for each in findings} == {"kit check --repair"}
    assert keeping.check(full.store, today=full.today, repair=True) == []
    assert full.findings() == []
    assert full.text() == before
    if not full.store.on_server:
        assert [each.reason for each in copies(full.store)] == ["before-repair"]


def test_a_repair_sweeps_photos_that_nobody_has(full: Book) -> None:
    with full.store.writing(full.today) as writing:
        writing.connection.run_many(
            "INSERT INTO attachment (digest, data) VALUES (:digest, :data)",
            [{"digest": each, "data": b"\xff\xd8"} for each in ("hers", "nobodys")],
        )
        writing.step.update("contact", (one(full, "ana-lima"),), photo="hers")
        writing.done("edit", "a photo")
    keeping.check(full.store, today=full.today, repair=True)
    with full.store.reading() as connection:
        assert connection.rows("SELECT digest FROM attachment") == [("hers",)]


def one(book: Book, slug: str) -> str:
    with book.store.reading() as connection:
        return str(
            (connection.row("SELECT id FROM contact WHERE slug = :slug", slug=slug) or ("",))[0]
        )


def test_a_sum_that_strays_by_rounding_is_no_finding(full: Book) -> None:
    with full.store.reading() as connection:
        found = standings.population(connection)
    value = f"{found.total + 1e-12!r} {found.people} {found.base!r}"
    break_with(full, f"UPDATE meta SET value = '{value}' WHERE name = 'population'")
    assert full.findings() == []


@pytest.mark.parametrize("page", [3, 10, 40])
def test_damaged_pages_are_found(file_book: Book, page: int) -> None:
    full = file_book
    for number in range(200):
        full.add(f"Person {number}", nicknames=("Ani",), how_met="somewhere")
    full.store.close()
    with open(full.store.place, "r+b") as file:
        file.seek(4096 * page)
        file.write(bytes(range(256)) * 16)
    try:
        findings = [each.id for each in full.findings()]
    except StoreError as error:
        findings = [error.message.removeprefix(full.store.place)]
    assert findings
    assert set(findings) <= {
        "structure",
        " is damaged, or is not a store of kit. It was not touched.",
    }
