"""Making a new store from a script, and bringing an old one up to date by Alembic's revisions.

The scripts are made from the revisions, and a test holds them to be the same: loading
Alembic and SQLModel would take ten times as long, and a third of all memory.
"""

from __future__ import annotations

import os
import sqlite3

from keepintouch.domain.errors import KitError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import backups
from keepintouch.store.failures import in_words
from keepintouch.store.ids import new_id
from keepintouch.store.tables import WRITERS_TURN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Engine
    from sqlalchemy import Connection as ServerConnection


def create(path: str) -> None:
    """Make an empty store at `path`, whole or not at all, unless another process was faster."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        draft = f"{path}.{new_id()}"
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise KitError(
            f"{folder} cannot be written: {error.strerror}. Nothing was saved.",
            attempt=("kit --db PATH …   to keep the store elsewhere", "kit where"),
        ) from error
    try:
        _make(draft)
        _put_in_place(draft, path)
    finally:
        for left in (draft, f"{draft}-journal"):
            if os.path.exists(left):
                os.unlink(left)


def _make(path: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        script = ";\n".join(_scripts(raw))
        raw.executescript(f"BEGIN IMMEDIATE;\n{script};\nCOMMIT")
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    finally:
        raw.close()


def _scripts(raw: sqlite3.Connection) -> Iterator[str]:
    """Yield what makes a store; its full-text search only where this SQLite has FTS5."""
    folder = os.path.join(os.path.dirname(__file__), "migrations")
    for name in ("fresh", "fresh_search") if _has_search(raw) else ("fresh",):
        with open(os.path.join(folder, f"{name}.sql"), encoding="utf-8") as file:
            yield file.read()


def _has_search(raw: sqlite3.Connection) -> bool:
    (has,) = raw.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
    return bool(has)


def upgrade(path: str, from_version: int) -> str:
    """Bring the store at `path` up to date after a backup, and return where that backup is."""
    kept = backups.make(path, reason=f"schema-{from_version}")
    _migrate_file(path)
    return kept


def _migrate_file(path: str) -> None:
    from sqlalchemy import URL
    from sqlalchemy.exc import DBAPIError

    try:
        migrate(URL.create("sqlite", database=path))
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise in_words(error.orig, path) from error
        raise


def migrate(url: URL | str) -> None:
    """Run every revision that the database at `url` lacks, in one transaction."""
    from sqlalchemy import create_engine

    engine = create_engine(url)
    try:
        _take_turns(engine)
        with engine.begin() as connection:
            _upgrade_on(connection)
    finally:
        engine.dispose()


def _upgrade_on(connection: ServerConnection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "keepintouch:store/migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _take_turns(engine: Engine) -> None:
    """Let one process migrate at a time, DDL included, and the others wait for it."""
    from sqlalchemy import event

    on_file = engine.dialect.name == "sqlite"
    turn = "BEGIN IMMEDIATE" if on_file else f"SELECT pg_advisory_xact_lock({WRITERS_TURN})"

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(raw: object, _record: object) -> None:
        if on_file:
            raw.isolation_level = None  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def wait_for_turn(connection: ServerConnection) -> None:
        connection.exec_driver_sql(turn)


def _put_in_place(draft: str, path: str) -> None:
    """Give the finished file its name, atomically; a file already there is left alone."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not os.path.exists(path):
            os.rename(draft, path)
