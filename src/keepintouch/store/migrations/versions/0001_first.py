"""The schema of kit 0.1.0: history, so nothing in here follows what the store becomes later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from keepintouch.store.migrations import first_derived
from keepintouch.store.migrations.columns import (
    NARROW,
    day,
    flag,
    key,
    octets,
    one_of,
    refers,
    text,
    whole,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, and mark a file as a store of kit."""
    _contacts()
    _of_contacts()
    _touchpoints()
    _notes()
    _follow_ups()
    _places()
    _journal()
    first_derived.names()
    first_derived.standings()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {0x4B495431}")
        op.execute("PRAGMA user_version = 1")
        first_derived.search(op.get_bind())


def _contacts() -> None:
    op.create_table(
        "contact",
        *text("id slug name"),
        *text("given additional family prefix suffix org team title place how_met", null=True),
        *text("state importance"),
        *text("cadence", null=True),
        *day("snoozed_until paused_from paused_until", null=True),
        *day("added_on"),
        *flag("spread"),
        *text("photo", null=True),
        one_of("importance", "inner close normal wider", "importance_known"),
        one_of("state", "active paused archived deceased", "state_known"),
        sa.UniqueConstraint("slug"),
        key("id"),
    )
    op.create_index("ix_contact_added_on", "contact", ["added_on"])
    op.create_table(
        "nickname",
        *text("contact_id"),
        *whole("position"),
        *text("name"),
        refers("contact_id", "contact.id"),
        key("contact_id position"),
        **NARROW,
    )
    op.create_table(
        "former_slug", *text("slug contact_id"), refers("contact_id", "contact.id"), key("slug")
    )
    op.create_index("ix_former_slug_contact_id", "former_slug", ["contact_id"])
    op.create_table(
        "relation",
        *text("contact_id"),
        *whole("position"),
        *text("label name"),
        *text("other_id", null=True),
        refers("contact_id", "contact.id"),
        key("contact_id position"),
        **NARROW,
    )


def _of_contacts() -> None:
    op.create_table(
        "point",
        *text("contact_id"),
        *whole("position"),
        *text("field value"),
        *text("label", null=True),
        *flag("preferred"),
        *text("normal", null=True),
        refers("contact_id", "contact.id"),
        key("contact_id position"),
    )
    op.create_index("point_normal", "point", ["normal", "contact_id"])
    op.create_table(
        "contact_tag",
        *text("contact_id tag_key tag"),
        refers("contact_id", "contact.id"),
        key("contact_id tag_key"),
        **NARROW,
    )
    op.create_index("contact_tag_key", "contact_tag", ["tag_key", "contact_id"])
    op.create_table("tag", *text("tag_key tag"), *text("cadence", null=True), key("tag_key"))
    op.create_table(
        "occasion",
        *text("id contact_id kind"),
        *whole("year month day", null=True),
        *text("text", null=True),
        refers("contact_id", "contact.id"),
        key("id"),
    )
    op.create_index("ix_occasion_contact_id", "occasion", ["contact_id"])
    op.create_index("occasion_day", "occasion", ["month", "day", "contact_id"])
    op.create_table(
        "origin",
        *text("source source_id contact_id"),
        *text("raw fields", null=True),
        refers("contact_id", "contact.id"),
        key("source source_id"),
    )
    op.create_index("ix_origin_contact_id", "origin", ["contact_id"])
    op.create_table("attachment", *text("digest"), *octets("data"), key("digest"))
    op.create_table(
        "drift_dismissed",
        *text("contact_id"),
        *day("last_day"),
        refers("contact_id", "contact.id"),
        key("contact_id"),
    )


def _touchpoints() -> None:
    op.create_table(
        "touchpoint",
        *text("id"),
        *day("day"),
        *text("time zone", null=True),
        *text("kind"),
        *text("direction", null=True),
        *text("text"),
        *text("place source source_id", null=True),
        one_of("direction", "me them", "direction_known"),
        key("id"),
    )
    op.create_index("touchpoint_day", "touchpoint", ["day", "kind", "direction"])
    op.create_index("touchpoint_source", "touchpoint", ["source", "source_id"], unique=True)
    op.create_table(
        "participant",
        *text("contact_id"),
        *day("day"),
        *text("touchpoint_id"),
        *whole("position"),
        *flag("counts"),
        refers("contact_id", "contact.id"),
        refers("touchpoint_id", "touchpoint.id"),
        key("contact_id day touchpoint_id"),
        **NARROW,
    )
    op.create_index("participant_day", "participant", ["day", "contact_id"])
    op.create_index("participant_touchpoint", "participant", ["touchpoint_id"])
    op.create_table(
        "mention",
        *text("contact_id"),
        *day("day"),
        *text("touchpoint_id"),
        *whole("position"),
        refers("touchpoint_id", "touchpoint.id"),
        refers("contact_id", "contact.id"),
        key("contact_id day touchpoint_id"),
        **NARROW,
    )
    op.create_index("mention_touchpoint", "mention", ["touchpoint_id"])
    op.create_table(
        "touchpoint_tag",
        *text("touchpoint_id tag_key tag"),
        *whole("position"),
        refers("touchpoint_id", "touchpoint.id"),
        key("touchpoint_id tag_key"),
        **NARROW,
    )
    op.create_index("touchpoint_tag_key", "touchpoint_tag", ["tag_key"])


def _notes() -> None:
    op.create_table(
        "note",
        *text("id"),
        *day("day"),
        *text("text"),
        *text("source source_id", null=True),
        key("id"),
    )
    op.create_index("ix_note_day", "note", ["day"])
    op.create_index("note_source", "note", ["source", "source_id"], unique=True)
    op.create_table(
        "note_about",
        *text("contact_id"),
        *day("day"),
        *text("note_id"),
        *whole("position"),
        refers("contact_id", "contact.id"),
        refers("note_id", "note.id"),
        key("contact_id day note_id"),
        **NARROW,
    )
    op.create_index("note_about_note", "note_about", ["note_id"])
    op.create_table(
        "note_tag",
        *text("note_id tag_key tag"),
        *whole("position"),
        refers("note_id", "note.id"),
        key("note_id tag_key"),
        **NARROW,
    )


def _follow_ups() -> None:
    op.create_table(
        "follow_up",
        *text("id"),
        *day("due_on"),
        *text("text state"),
        *day("closed_on", null=True),
        *text("source source_id", null=True),
        one_of("state", "open done cancelled", "follow_up_state_known"),
        key("id"),
    )
    op.create_index("follow_up_due", "follow_up", ["state", "due_on"])
    op.create_index("follow_up_source", "follow_up", ["source", "source_id"], unique=True)
    op.create_table(
        "follow_up_about",
        *text("contact_id follow_up_id"),
        *whole("position"),
        refers("contact_id", "contact.id"),
        refers("follow_up_id", "follow_up.id"),
        key("contact_id follow_up_id"),
        **NARROW,
    )
    op.create_index("follow_up_about_promise", "follow_up_about", ["follow_up_id"])


def _places() -> None:
    op.create_table(
        "place", *text("id name place_key"), sa.UniqueConstraint("place_key"), key("id")
    )
    op.create_table(
        "place_alias",
        *text("place_id"),
        *whole("position"),
        *text("name"),
        refers("place_id", "place.id"),
        key("place_id position"),
        **NARROW,
    )
    op.create_table("source_state", *text("source state"), key("source"))


def _journal() -> None:
    op.create_table(
        "step",
        *whole("seq"),
        *text("id at command summary state"),
        *flag("undoable"),
        sa.UniqueConstraint("id"),
        key("seq"),
    )
    op.create_table(
        "chunk",
        *whole("seq position"),
        *octets("data"),
        refers("seq", "step.seq"),
        key("seq position"),
    )
    op.create_table("meta", *text("name value"), key("name"))
