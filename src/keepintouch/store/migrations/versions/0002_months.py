"""Touchpoints counted by month, so that a report need not count them one by one."""

from __future__ import annotations

from alembic import op

from keepintouch.store.migrations.columns import NARROW, key, text, whole

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the counts, of what there is already."""
    op.create_table("month_count", *text("month"), *whole("many"), key("month"), **NARROW)
    op.execute(
        "INSERT INTO month_count (month, many)"
        " SELECT substr(CAST(day AS TEXT), 1, 7), count(*) FROM touchpoint GROUP BY 1"
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA user_version = 2")
