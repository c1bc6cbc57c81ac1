"""One schema, said in three places: the tables of SQLModel, the revisions, the journal's list."""

from __future__ import annotations

import gzip
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlmodel import SQLModel

from keepintouch.domain.standing import Rules
from keepintouch.services import keeping, stepping
from keepintouch.store import Store, creating, journal, migrations, schema, searching
from keepintouch.store.opening import APPLICATION_ID, VERSION
from keepintouch.store.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection

DERIVED = {
    "attachment",
    "chunk",
    "meta",
    "month_count",
    "name_gram",
    "name_key",
    "standing",
    "step",
}
MARKS = (
    "PRAGMA application_id",
    "PRAGMA user_version",
    "PRAGMA page_size",
    "PRAGMA encoding",
    "SELECT version_num FROM alembic_version",
)
RELEASED = Path(__file__).resolve().parents[1] / "data"


def ours(_object: object, name: str | None, kind: str, _reflected: object, _to: object) -> bool:
    """Leave out what FTS5 keeps for itself, and Alembic's own table."""
    return kind != "table" or not str(name).startswith(("find_", "alembic_"))


@pytest.fixture
def migrated(store: Store) -> Iterator[Connection]:
    """Give a connection to a database that the revisions made."""
    with store.reading():
        pass
    if store.on_server:
        url = store.place.replace("postgresql://", "postgresql+psycopg://")
    else:
        url = f"sqlite:///{store.place}-migrated"
        creating.migrate(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_revisions_make_what_the_tables_say(migrated: Connection) -> None:
    context = MigrationContext.configure(
        migrated, opts={"include_object": ours, "compare_type": True}
    )
    assert schema.Contact.metadata is SQLModel.metadata
    assert compare_metadata(context, SQLModel.metadata) == []


def test_a_new_store_is_what_the_revisions_make(migrated: Connection, store: Store) -> None:
    if store.on_server:
        pytest.skip("a server's database is always made by the revisions")
    whole = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    with store.reading() as connection:
        fresh = [(*row[:3], _lines(row[3])) for row in connection.rows(whole)]
        marks = [connection.row(each) for each in MARKS]
    rows = migrated.exec_driver_sql(whole).all()
    assert fresh == [(*row[:3], _lines(row[3])) for row in rows]
    assert marks == [tuple(migrated.exec_driver_sql(each).one()) for each in MARKS]


def test_narrow_tables_checks_and_partial_indexes_are_as_the_tables_say(
    migrated: Connection,
) -> None:
    if migrated.dialect.name != "sqlite":
        pytest.skip("compares SQLite's own text of the schema")
    fresh = create_engine("sqlite://")
    with fresh.connect() as connection:
        SQLModel.metadata.create_all(connection)
        assert said(migrated) == said(connection)
    fresh.dispose()


def said(connection: Connection) -> dict[str, set[str]]:
    """Return the lines of each table's and index's statement, in any order."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')"
        " AND name NOT LIKE 'find_%' AND name NOT LIKE 'alembic%'"
    )
    return {name: {_line(each) for each in sql.splitlines() if _line(each)} for name, sql in rows}


def _lines(sql: str | None) -> list[str]:
    return [_line(each) for each in (sql or "").splitlines() if _line(each)]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,\t").replace("DEFAULT false", "")


def test_the_journal_knows_every_table_and_column_of_the_user() -> None:
    described = {
        name: tuple(column.name for column in table.columns)
        for name, table in SQLModel.metadata.tables.items()
    }
    assert described.keys() == TABLES.keys() | DERIVED
    assert {name: set(table.columns) for name, table in TABLES.items()} == {
        name: set(described[name]) for name in TABLES
    }


@pytest.mark.parametrize("name", TABLES)
def test_the_journal_names_a_row_by_a_key_that_is_no_wider_than_needed(name: str) -> None:
    key = {column.name for column in SQLModel.metadata.tables[name].primary_key.columns}
    assert key <= set(TABLES[name].key)
    assert set(TABLES[name].key) <= set(TABLES[name].columns)
    assert TABLES[name].key[0] != "slug"


def test_a_table_comes_after_those_its_rows_refer_to() -> None:
    order = list(TABLES)
    for name in TABLES:
        for reference in SQLModel.metadata.tables[name].foreign_keys:
            assert order.index(reference.column.table.name) < order.index(name)


def test_the_schemas_number_is_the_number_of_the_last_revision(file_store: Store) -> None:
    folder = Path(migrations.__file__).parent / "versions"
    last = max(each.name for each in folder.glob("[0-9]*.py"))
    raw = sqlite3.connect(file_store.place)
    assert raw.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (last[:4],)
    raw.close()
    assert int(last[:4]) == VERSION


def test_the_text_indexes_hold_what_is_searched(migrated: Connection) -> None:
    if migrated.dialect.name != "sqlite":
        pytest.skip("a server has no such indexes")
    columns = {
        table: tuple(each["name"] for each in inspect(migrated).get_columns(f"find_{table}"))
        for table in searching.SEARCHED
    }
    assert columns == searching.SEARCHED


def test_a_store_without_full_text_search_is_made_and_searched_all_the_same(
    tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creating, "_has_search", lambda _raw: False)
    store = Store(str(tmp_path / "kit.db"), Rules(), backups=False)
    with store.writing(today) as writing:
        writing.step.insert("note", id="n", day=today, text="Berlin")
        writing.done("note", "Berlin")
    with store.reading() as connection:
        assert [hit.text for hit in searching.find(connection, "berl")] == ["Berlin"]
    store.close()


@pytest.mark.parametrize("released", sorted(RELEASED.glob("kit-*.db.gz")), ids=lambda it: it.name)
def test_the_store_of_every_release_opens(tmp_path: Path, today: date, released: Path) -> None:
    place = tmp_path / "kit.db"
    place.write_bytes(gzip.decompress(released.read_bytes()))
    store = Store(str(place), Rules(), backups=False)
    with store.reading() as connection:
        names = connection.rows("SELECT name FROM contact ORDER BY slug")
        assert names == [("Ana Lima",), ("Bob Stone",)]
        commands = [step.command for step in journal.steps(connection, limit=9)]
        assert commands == ["log", "remind", "note", "every", "every", "add", "add"]
        assert [hit.where for hit in searching.find(connection, "berlin")] == ["tag", "met", "met"]
    assert keeping.check(store, today=today) == []
    assert len(stepping.undo(store, today=today, times=9).steps) == 7
    store.close()


def test_a_store_that_is_behind_is_brought_up_to_date_after_a_copy(
    file_store: Store, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded: list[Any] = []
    monkeypatch.setattr("keepintouch.store.opening.VERSION", VERSION + 1)
    monkeypatch.setattr(creating, "_migrate_file", upgraded.append)
    with file_store.writing(today):
        pass
    with file_store.reading():
        pass
    assert upgraded == [file_store.place] * 2
    assert f"-schema-{VERSION}.db" in file_store.notices[0]
    assert file_store.notices[0].startswith(
        "The store was brought up to date; a copy of the old one is"
    )
