"""The tables, as SQLModel describes them: imported only to create, migrate and check a store.

Those of the journal and of what is derived stand in `bookkeeping.py`.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlmodel import Field, SQLModel

from keepintouch.store.bookkeeping import NARROW

PERSON = "contact.id"
TOUCHPOINT = "touchpoint.id"


class Contact(SQLModel, table=True):
    """A person, with the names' parts and the rhythm the user set."""

    id: str = Field(primary_key=True)
    slug: str = Field(unique=True)
    name: str
    given: str | None
    additional: str | None
    family: str | None
    prefix: str | None
    suffix: str | None
    org: str | None
    team: str | None
    title: str | None
    place: str | None
    how_met: str | None
    state: str
    importance: str
    cadence: str | None
    snoozed_until: date | None
    paused_from: date | None
    paused_until: date | None
    added_on: date = Field(index=True)
    spread: bool
    photo: str | None
    __table_args__ = (
        CheckConstraint("state IN ('active', 'paused', 'archived', 'deceased')", "state_known"),
        CheckConstraint("importance IN ('inner', 'close', 'normal', 'wider')", "importance_known"),
    )


class Nickname(SQLModel, table=True):
    """Another name somebody goes by."""

    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    position: int = Field(primary_key=True)
    name: str
    __table_args__ = NARROW


class FormerSlug(SQLModel, table=True):
    """A handle that somebody had before a change of name; it goes on working."""

    __tablename__ = "former_slug"
    slug: str = Field(primary_key=True)
    contact_id: str = Field(foreign_key=PERSON, index=True)


class Point(SQLModel, table=True):
    """A way to reach somebody; `normal` is the form by which two are told to be one."""

    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    position: int = Field(primary_key=True)
    field: str
    value: str
    label: str | None
    preferred: bool
    normal: str | None
    __table_args__ = (Index("point_normal", "normal", "contact_id"),)


class Tag(SQLModel, table=True):
    """A tag that has a rhythm of its own."""

    tag_key: str = Field(primary_key=True)
    tag: str
    cadence: str | None


class ContactTag(SQLModel, table=True):
    """A tag on a person; the key is the folded tag."""

    __tablename__ = "contact_tag"
    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    tag_key: str = Field(primary_key=True)
    tag: str
    __table_args__ = (Index("contact_tag_key", "tag_key", "contact_id"), NARROW)


class Relation(SQLModel, table=True):
    """Somebody of somebody's; `other_id` when that person is here too."""

    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    position: int = Field(primary_key=True)
    label: str
    name: str
    other_id: str | None
    __table_args__ = NARROW


class Occasion(SQLModel, table=True):
    """A birthday or other day; any part of the date may be unknown."""

    id: str = Field(primary_key=True)
    contact_id: str = Field(foreign_key=PERSON, index=True)
    kind: str
    year: int | None
    month: int | None
    day: int | None
    text: str | None
    __table_args__ = (Index("occasion_day", "month", "day", "contact_id"),)


class Origin(SQLModel, table=True):
    """Where a person came from, the raw record, and the fields it last gave (JSON)."""

    source: str = Field(primary_key=True)
    source_id: str = Field(primary_key=True)
    contact_id: str = Field(foreign_key=PERSON, index=True)
    raw: str | None
    fields: str | None


class Attachment(SQLModel, table=True):
    """A photo, stored once under the SHA-256 of its bytes; not journalled, swept by `check`."""

    digest: str = Field(primary_key=True)
    data: bytes = Field(sa_type=LargeBinary)


class Touchpoint(SQLModel, table=True):
    """A time in touch; source and source id are unique together."""

    id: str = Field(primary_key=True)
    day: date
    time: str | None
    zone: str | None
    kind: str
    direction: str | None
    text: str
    place: str | None
    source: str | None
    source_id: str | None
    __table_args__ = (
        Index("touchpoint_day", "day", "kind", "direction"),
        Index("touchpoint_source", "source", "source_id", unique=True),
        CheckConstraint("direction IN ('me', 'them')", "direction_known"),
    )


class Participant(SQLModel, table=True):
    """Who took part; `counts` says whether it moves their clock."""

    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    day: date = Field(primary_key=True)
    touchpoint_id: str = Field(primary_key=True, foreign_key=TOUCHPOINT)
    position: int
    counts: bool
    __table_args__ = (
        Index("participant_touchpoint", "touchpoint_id"),
        Index("participant_day", "day", "contact_id"),
        NARROW,
    )


class Mention(SQLModel, table=True):
    """Who was spoken of; their clock is untouched."""

    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    day: date = Field(primary_key=True)
    touchpoint_id: str = Field(primary_key=True, foreign_key=TOUCHPOINT)
    position: int
    __table_args__ = (Index("mention_touchpoint", "touchpoint_id"), NARROW)


class TouchpointTag(SQLModel, table=True):
    """A tag on a touchpoint."""

    __tablename__ = "touchpoint_tag"
    touchpoint_id: str = Field(primary_key=True, foreign_key=TOUCHPOINT)
    tag_key: str = Field(primary_key=True)
    tag: str
    position: int
    __table_args__ = (Index("touchpoint_tag_key", "tag_key"), NARROW)


class Note(SQLModel, table=True):
    """A fact worth keeping."""

    id: str = Field(primary_key=True)
    day: date = Field(index=True)
    text: str
    source: str | None
    source_id: str | None
    __table_args__ = (Index("note_source", "source", "source_id", unique=True),)


class NoteAbout(SQLModel, table=True):
    """Whom a note is about."""

    __tablename__ = "note_about"
    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    day: date = Field(primary_key=True)
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    position: int
    __table_args__ = (Index("note_about_note", "note_id"), NARROW)


class NoteTag(SQLModel, table=True):
    """A tag on a note."""

    __tablename__ = "note_tag"
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    tag_key: str = Field(primary_key=True)
    tag: str
    position: int
    __table_args__ = NARROW


class FollowUp(SQLModel, table=True):
    """A promise for a day."""

    __tablename__ = "follow_up"
    id: str = Field(primary_key=True)
    due_on: date
    text: str
    state: str
    closed_on: date | None
    source: str | None
    source_id: str | None
    __table_args__ = (
        Index("follow_up_source", "source", "source_id", unique=True),
        Index("follow_up_due", "state", "due_on"),
        CheckConstraint("state IN ('open', 'done', 'cancelled')", "follow_up_state_known"),
    )


class FollowUpAbout(SQLModel, table=True):
    """Whom a promise concerns."""

    __tablename__ = "follow_up_about"
    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    follow_up_id: str = Field(primary_key=True, foreign_key="follow_up.id")
    position: int
    __table_args__ = (Index("follow_up_about_promise", "follow_up_id"), NARROW)


class Place(SQLModel, table=True):
    """A place."""

    id: str = Field(primary_key=True)
    name: str
    place_key: str = Field(unique=True)


class PlaceAlias(SQLModel, table=True):
    """Another name of a place."""

    __tablename__ = "place_alias"
    place_id: str = Field(primary_key=True, foreign_key="place.id")
    position: int = Field(primary_key=True)
    name: str
    __table_args__ = NARROW


class DriftDismissed(SQLModel, table=True):
    """A drift the user has seen and let go; it stands for the silence since `last_day`."""

    __tablename__ = "drift_dismissed"
    contact_id: str = Field(primary_key=True, foreign_key=PERSON)
    last_day: date


class SourceState(SQLModel, table=True):
    """How far a source of touchpoints was read (JSON)."""

    __tablename__ = "source_state"
    source: str = Field(primary_key=True)
    state: str
