"""Making a new store, and bringing an old one up to date: the cold end, which knows Alembic."""

from __future__ import annotations

import os

from keepintouch.domain.errors import KitError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import backups
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from sqlalchemy import Connection as ServerConnection
    from sqlalchemy import Engine


def create(path: str) -> None:
    """Make an empty store at `path`, whole or not at all, unless another process was faster."""
    folder = os.path.dirname(path)
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
        migrate(f"sqlite:///{draft}")
        _put_in_place(draft, path)
    finally:
        if os.path.exists(draft):
            os.unlink(draft)


def upgrade(path: str, from_version: int) -> str:
    """Bring the store at `path` up to date after a backup, and return where that backup is."""
    kept = backups.make(path, reason=f"schema-{from_version}")
    migrate(f"sqlite:///{path}")
    return kept


def migrate(url: str) -> None:
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
    """Let SQLite lock the file from the first statement on, DDL included."""
    from sqlalchemy import event

    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(raw: object, _record: object) -> None:
        raw.isolation_level = None  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: ServerConnection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _put_in_place(draft: str, path: str) -> None:
    """Give the finished file its name, atomically; a file already there is left alone."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not os.path.exists(path):
            os.rename(draft, path)
