"""What each table of a tracker is for: events, facets of people, joins, labels, or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.domain.folding import fold
from keepintouch.formats import sqlite_words as words
from keepintouch.formats.csv_columns import columns_of
from keepintouch.formats.csv_values import several
from keepintouch.formats.drafts import Ref
from keepintouch.formats.sqlite_shape import is_key, key_text, stripped
from keepintouch.formats.sqlite_values import listed, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.formats.sqlite_files import Row, Table
    from keepintouch.formats.sqlite_people import Known
    from keepintouch.formats.sqlite_shape import Shape

EVENTS = ("touchpoint", "note", "follow_up")
FACETS = ("tag", "nickname", "point", "occasion", "relation", "work")
TECHNICAL = "technical"
JOIN = "join"
_REACH = frozenset(("email", "phone", "link", "im", "address"))
_WHO = frozenset(("with", "who", "participant", "attendee", "people name"))


def roles(shape: Shape) -> dict[str, str]:
    """Return what each table is for, by its name; those that nothing is known of are absent."""
    found = {each.name: role for each in shape.tables if (role := _role(shape, each))}
    events = {name for name, role in found.items() if role in EVENTS}
    for each in shape.tables:
        leads = shape.leads(each)
        own = words.table_role(each.name)
        is_pair = any(there.name in events for there in leads.values() if there is not each)
        if is_pair and each not in shape.people and own not in EVENTS:
            found[each.name] = JOIN
    return found


def _role(shape: Shape, table: Table) -> str | None:
    if table in shape.people:
        return None
    said = words.table_role(table.name)
    if said in {TECHNICAL, "note", "follow_up"}:
        return said
    if not shape.to_people(table):
        is_theirs = who_columns(shape, table) or _is_paired(shape, table)
        return said if said == "touchpoint" and is_theirs else None
    if said == "people":
        return "point"
    if said == "relation" and len(shape.to_people(table)) == 1 and not who_columns(shape, table):
        return None
    return said or _by_columns(shape, table)


def _is_paired(shape: Shape, table: Table) -> bool:
    """Say whether a table of pairs leads to a table and to people."""
    return any(
        table in shape.leads(each).values() and shape.to_people(each)
        for each in shape.tables
        if each is not table
    )


def _by_columns(shape: Shape, table: Table) -> str | None:
    """Return the role that columns tell where a table's name says nothing."""
    if point_field(table):
        return "point"
    has = {" ".join(stripped(each.name, table.name)) for each in table.columns}
    known = words.meanings("events")
    means = {first for each in has for first in known.get(each, ("",))[:1]}
    if {"day", "kind"} <= means:
        return "touchpoint"
    leads = [name for name, there in shape.leads(table).items() if there not in shape.people]
    stems = [" ".join(words.phrase(name)[:-1]) for name in leads]
    return "work" if any(each and each.field == "org" for each in columns_of(stems)) else None


def point_field(table: Table) -> str | None:
    """Return what way to reach people a table is called after, as `contact_emails`."""
    said = tuple(word for word in words.subject(table.name) if not words.is_people((word,)))
    column = columns_of([" ".join(said)])[0] if said else None
    return column.field if column and column.field in _REACH else None


def who_columns(shape: Shape, table: Table) -> list[str]:
    """Return the columns that name people in words, where none leads to them."""
    if shape.to_people(table):
        return []
    said = {each.name: words.phrase(each.name) for each in table.columns}
    return [
        name
        for name, each in said.items()
        if words.is_people(each)
        or " ".join(each) in _WHO
        or (each[-1:] == ("name",) and words.is_people(each[:-1]))
    ]


class Directory:
    """Whom keys and names of a file mean."""

    def __init__(self, people: Iterable[tuple[Table, Known]]) -> None:
        self._by_key: dict[tuple[str, str], Ref] = {}
        self._by_name: dict[str, list[Ref]] = {}
        self._named: dict[str, frozenset[str]] = {}
        for table, known in people:
            for column, value in zip(table.columns, known.row, strict=True):
                if is_key(column.name, column.key) and value is not None:
                    self._by_key.setdefault((table.name, key_text(value)), known.ref)
            self._by_name.setdefault(fold(known.draft.name), []).append(known.ref)

    def by_key(self, table: Table, key: object) -> Ref | None:
        """Return the person whom a key of a table means."""
        return self._by_key.get((table.name, key_text(key))) if key is not None else None

    def by_names(self, value: object) -> Iterator[Ref]:
        """Yield those whom a text names; one that several share stays a name."""
        said = plain(value)
        for name in listed(value) or ((said,) if fold(said) in self._by_name else several(said)):
            same = self._by_name.get(fold(name), [])
            yield same[0] if len(same) == 1 else Ref(name)

    def of(self, shape: Shape, table: Table, row: Row) -> list[Ref]:
        """Return the people of a row: by the keys it holds, else by names."""
        leads = shape.leads(table)
        if table.name not in self._named:
            self._named[table.name] = frozenset(who_columns(shape, table))
        named = self._named[table.name]
        found: dict[Ref, None] = {}
        for column, value in zip(table.columns, row, strict=True):
            there = leads.get(column.name)
            if there in shape.people and there:
                ref = self.by_key(there, value)
                found.update({ref: None} if ref else {})
            elif column.name in named:
                found.update(dict.fromkeys(self.by_names(value)))
        return list(found)
