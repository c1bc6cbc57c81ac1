"""Short words for the columns and constraints of a revision; history rests on them, so they stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.types import TypeEngine

    Columns = Iterator[sa.Column[Any]]

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NARROW = {"sqlite_with_rowid": False}


def text(names: str, *, null: bool = False) -> Columns:
    """Return columns of text, which servers are to sort by code points, as SQLite does."""
    return _columns(names, TEXT, null=null)


def whole(names: str, *, null: bool = False) -> Columns:
    """Return columns of whole numbers, none of which counts up by itself."""
    return _columns(names, sa.Integer(), null=null)


def real(names: str) -> Columns:
    """Return columns of numbers."""
    return _columns(names, sa.Float())


def day(names: str, *, null: bool = False) -> Columns:
    """Return columns of dates."""
    return _columns(names, sa.Date(), null=null)


def flag(names: str) -> Columns:
    """Return columns of yes or no."""
    return _columns(names, sa.Boolean())


def octets(names: str) -> Columns:
    """Return columns of bytes."""
    return _columns(names, sa.LargeBinary())


def key(names: str) -> sa.PrimaryKeyConstraint:
    """Return what identifies a row."""
    return sa.PrimaryKeyConstraint(*names.split())


def refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    """Return a reference to a column `table.column`."""
    return sa.ForeignKeyConstraint([column], [to])


def one_of(column: str, values: str, name: str) -> sa.CheckConstraint:
    """Return the constraint that a column holds one of some words."""
    known = ", ".join(f"'{value}'" for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({known})", name=name)


def only_where(condition: str) -> dict[str, Any]:
    """Return the options of an index over some rows."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _columns(names: str, kind: TypeEngine[Any], *, null: bool = False) -> Columns:
    for name in names.split():
        yield sa.Column(name, kind, nullable=null, autoincrement=False)
