"""The derived tables of revision 0001: names, standings, and the full-text indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import op

from keepintouch.store.migrations.columns import NARROW, flag, key, only_where, real, text, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

RANGE = "due_from due_by fades_from fades_by anchor interval power h0 hg importance planned_on"
SEARCHED = {
    "contact": ("name", "org", "team", "title", "place", "how_met"),
    "point": ("value",),
    "note": ("text",),
    "follow_up": ("text",),
    "touchpoint": ("text",),
}


def names() -> None:
    """Make the folded names and the trigrams of their words."""
    op.create_table(
        "name_key",
        *text("key"),
        *whole("level"),
        *text("contact_id"),
        key("key level contact_id"),
        **NARROW,
    )
    op.create_index("name_key_contact", "name_key", ["contact_id"])
    op.create_table("name_gram", *text("gram word"), key("gram word"), **NARROW)
    op.create_index("name_gram_word", "name_gram", ["word"])


def standings() -> None:
    """Make the standings, and the indexes by which those who may be due are found."""
    op.create_table(
        "standing",
        *text("contact_id"),
        *whole("k"),
        *whole("first_day last_day", null=True),
        *real("n l1 l2 sum_y n90 n90_max"),
        *whole("returned_on returned_after", null=True),
        *text("source"),
        *flag("mean_counts"),
        *whole("due_from due_by fades_from fades_by", null=True),
        *whole("anchor interval"),
        *real("power h0 hg importance"),
        *whole("planned_on", null=True),
        key("contact_id"),
        **NARROW,
    )
    op.create_index(
        "standing_returned", "standing", ["returned_on"], **only_where("returned_on IS NOT NULL")
    )
    op.create_index("standing_drift", "standing", ["n90_max"], **only_where("n90_max >= 6"))
    op.create_index(
        "standing_due",
        "standing",
        RANGE.split(),
        **only_where("due_from IS NOT NULL"),
    )
    op.create_index(
        "standing_planned", "standing", ["planned_on"], **only_where("planned_on IS NOT NULL")
    )


def search(bind: Connection) -> None:
    """Make the full-text indexes and what keeps them in step, where this SQLite has FTS5."""
    if bind.exec_driver_sql("SELECT sqlite_compileoption_used('ENABLE_FTS5')").scalar():
        for table, columns in SEARCHED.items():
            for statement in _index(table, columns):
                bind.exec_driver_sql(statement)


def _index(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    names = ", ".join(columns)
    yield (
        f"CREATE VIRTUAL TABLE find_{table} USING fts5({names}, content='{table}',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
    drop = (
        f"INSERT INTO find_{table} (find_{table}, rowid, {names})"
        f" VALUES ('delete', old.rowid, {old});"
    )
    add = f"INSERT INTO find_{table} (rowid, {names}) VALUES (new.rowid, {new});"
    for event, body in (("INSERT", add), ("DELETE", drop), ("UPDATE", f"{drop} {add}")):
        yield (
            f"CREATE TRIGGER find_{table}_{event.lower()} AFTER {event} ON {table} BEGIN {body} END"
        )
