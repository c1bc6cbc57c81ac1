"""The schema of kit 0.1.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import op

from keepintouch.store import schema, searching

if TYPE_CHECKING:
    from sqlalchemy import Connection

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, and mark the file as a store of kit."""
    bind = op.get_bind()
    schema.Contact.metadata.create_all(bind)
    if bind.dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        op.execute("PRAGMA user_version = 1")
        _index_texts(bind)


def _index_texts(bind: Connection) -> None:
    """Make the full-text indexes, where this SQLite has FTS5."""
    options = {row[0] for row in bind.exec_driver_sql("PRAGMA compile_options")}
    if "ENABLE_FTS5" in options:
        for statement in searching.index_statements():
            bind.exec_driver_sql(statement)
