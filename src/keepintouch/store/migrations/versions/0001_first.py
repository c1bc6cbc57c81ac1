"""The schema of kit 0.1.0."""

from __future__ import annotations

from alembic import op

from keepintouch.store import schema

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
