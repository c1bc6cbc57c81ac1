"""The tables that hold no user data: the journal, what is derived from others, and notes of the store."""

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field, SQLModel

NARROW = {"sqlite_with_rowid": False}


class Step(SQLModel, table=True):
    """One user command that changed something; `state` is done, undone or dropped."""

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str = Field(unique=True)
    at: str
    command: str
    summary: str
    state: str
    undoable: bool


class Chunk(SQLModel, table=True):
    """Rows of a step before and after, packed (see `journal.py`)."""

    seq: int = Field(primary_key=True, foreign_key="step.seq")
    position: int = Field(primary_key=True)
    data: bytes = Field(sa_type=LargeBinary)


class NameKey(SQLModel, table=True):
    """Derived: the folded names by which somebody can be meant, by level."""

    __tablename__ = "name_key"
    key: str = Field(primary_key=True)
    level: int = Field(primary_key=True)
    contact_id: str = Field(primary_key=True)
    __table_args__ = (Index("name_key_contact", "contact_id"), NARROW)


class NameGram(SQLModel, table=True):
    """Derived: the trigrams of each word in a name, for close spellings."""

    __tablename__ = "name_gram"
    gram: str = Field(primary_key=True)
    word: str = Field(primary_key=True)
    __table_args__ = (Index("name_gram_word", "word"), NARROW)


class Standing(SQLModel, table=True):
    """Derived: the state of somebody's rhythm and the days in which they can be due (ordinals)."""

    contact_id: str = Field(primary_key=True)
    k: int
    first_day: int | None
    last_day: int | None
    n: float
    l1: float
    l2: float
    sum_y: float
    n90: float
    n90_max: float
    returned_on: int | None
    returned_after: int | None
    source: str
    mean_counts: bool
    due_from: int | None
    due_by: int | None
    fades_from: int | None
    fades_by: int | None
    anchor: int
    interval: int
    power: float
    h0: float
    hg: float
    importance: float
    planned_on: int | None
    __table_args__ = (
        Index(
            "standing_due",
            "due_from",
            "due_by",
            "fades_from",
            "fades_by",
            "anchor",
            "interval",
            "power",
            "h0",
            "hg",
            "importance",
            "planned_on",
            sqlite_where=text("due_from IS NOT NULL"),
            postgresql_where=text("due_from IS NOT NULL"),
        ),
        Index(
            "standing_planned",
            "planned_on",
            sqlite_where=text("planned_on IS NOT NULL"),
            postgresql_where=text("planned_on IS NOT NULL"),
        ),
        Index(
            "standing_returned",
            "returned_on",
            sqlite_where=text("returned_on IS NOT NULL"),
            postgresql_where=text("returned_on IS NOT NULL"),
        ),
        Index(
            "standing_drift",
            "n90_max",
            sqlite_where=text("n90_max >= 6"),
            postgresql_where=text("n90_max >= 6"),
        ),
        NARROW,
    )


class MonthCount(SQLModel, table=True):
    """Derived: how many touchpoints a month has; `month` is `YYYY-MM`."""

    __tablename__ = "month_count"
    __table_args__ = NARROW

    month: str = Field(primary_key=True)
    many: int


class Meta(SQLModel, table=True):
    """Facts about the store itself: the sums behind the usual gap, the last backup, …."""

    name: str = Field(primary_key=True)
    value: str
