"""Which table of a tracker is what, and where its columns lead: by names, keys and values."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from keepintouch.domain.folding import fold
from keepintouch.formats import loose
from keepintouch.formats import sqlite_words as words
from keepintouch.formats.csv_columns import columns_of
from keepintouch.formats.csv_values import digest
from keepintouch.formats.sqlite_values import number, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.formats.sqlite_files import Row, Table

_NAMES = frozenset(("name", "given", "family"))
_FACTS = frozenset(
    ("email", "phone", "birthday", "every", "last", "nickname", "how_met", "im", "tag", "note")
)
_KEYS = frozenset(("id", "uuid", "uid", "guid", "fk", "key", "ref", "pk"))
_LABELS = ("name", "display name", "full name", "title", "label", "value", "tag", "text")
_PARTS = ("first name", "last name")
_MADE = frozenset(
    ("created at", "created on", "created", "date created", "inserted at", "added at")
)
_SURE_ID = 16
_ENOUGH_FACTS = 2


class Cell(NamedTuple):
    """A value of a row by what its column is called, and where it stands."""

    words: str
    value: Any
    column: str
    leads: Table | None = None


class Shape:
    """The tables of a file: which are people, and where the columns of each lead."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = tuple(tables)
        self.used: set[tuple[str, str]] = set()
        self._named = {fold(each.name): each for each in self.tables}
        self._about = {words.subject(each.name): each for each in reversed(self.tables)}
        self._leads: dict[str, dict[str, Table]] = {}
        self._headed: dict[str, list[tuple[str, str, Table | None]]] = {}
        self._by_key: dict[str, dict[str, Row]] = {}
        self.people = _people(self.tables)

    def leads(self, table: Table) -> dict[str, Table]:
        """Return the tables that columns lead to, by declared keys, else by names."""
        if table.name not in self._leads:
            declared = {fold(column): fold(there) for column, there in table.leads}
            found = ((each.name, self._led(each.name, declared)) for each in table.columns)
            self._leads[table.name] = {name: there for name, there in found if there}
        return self._leads[table.name]

    def _led(self, column: str, declared: dict[str, str]) -> Table | None:
        there = declared.get(fold(column))
        if there in self._named:
            return self._named[there]
        said = words.phrase(column)
        if len(said) < 2 or said[-1] not in _KEYS:  # noqa: PLR2004 - a noun and its id
            return None
        stem = said[:-1]
        for start in range(len(stem)):
            if stem[start:] in self._about:
                return self._about[stem[start:]]
        is_person = words.is_people(stem[-1:]) or words.is_people(stem)
        return self.people[0] if is_person and len(self.people) == 1 else None

    def to_people(self, table: Table) -> list[str]:
        """Return the columns that lead to people."""
        return [name for name, there in self.leads(table).items() if there in self.people]

    def row_of(self, table: Table, key: object) -> Row | None:
        """Return the row that a key names."""
        if table.name not in self._by_key:
            places = [
                place for place, each in enumerate(table.columns) if is_key(each.name, each.key)
            ]
            rows = self._by_key.setdefault(table.name, {})
            for place in places:
                for row in table.rows:
                    rows.setdefault(key_text(row[place]), row)
        return self._by_key[table.name].get(key_text(key))

    def cells(self, table: Table, row: Row, *, named: bool = False) -> list[Cell]:
        """Return what a row holds; of a key that leads to another table the label there.

        Keys that lead to people stay keys, unless people are to be `named`.
        """
        found = []
        for (said, column, there), value in zip(self._heads(table), row, strict=True):
            if there and (named or there not in self.people):
                value = self._label(there, value)  # noqa: PLW2901 - the value, for its key
            found.append(Cell(said, value, column, there))
        return found

    def _heads(self, table: Table) -> list[tuple[str, str, Table | None]]:
        """Return for each column its words, without those of a key, its name and where it leads."""
        if table.name not in self._headed:
            leads = self.leads(table)
            heads = self._headed[table.name] = []
            for each in table.columns:
                said, there = stripped(each.name, table.name), leads.get(each.name)
                is_led = there and len(said) > 1 and said[-1] in _KEYS
                heads.append((" ".join(said[:-1] if is_led else said), each.name, there))
        return self._headed[table.name]

    def _label(self, table: Table, key: object) -> object:
        """Return what a row is called, or how many days it means."""
        row = self.row_of(table, key) if key is not None else None
        if row is None:
            return None
        places = {" ".join(stripped(each.name, table.name)): place
                  for place, each in enumerate(table.columns)}  # fmt: skip
        days = [place for said, place in places.items() if said.split()[-1:] == ["day"]]
        told = [place for place in days if number(row[place])] or [
            places[each] for each in _LABELS if each in places
        ][:1]
        told = told[:1] or [places[each] for each in _PARTS if each in places]
        self.used |= {(table.name, table.columns[place].name) for place in told}
        values = [row[place] for place in told]
        return values[0] if len(values) == 1 else " ".join(filter(None, map(text_of, values)))


@lru_cache(4096)
def stripped(column: str, table: str) -> tuple[str, ...]:
    """Return the words of a column without those of its table before them."""
    said, own = words.phrase(column), words.subject(table)
    for length in range(len(own), 0, -1):
        for start in range(len(own) - length + 1):
            part = own[start : start + length]
            if said[:length] == part and len(said) > length and said[length:] != ("id",):
                return said[length:]
    return said


def is_key(name: str, key: int) -> bool:
    """Say whether a column holds what other tables name its rows by."""
    said = words.phrase(name)
    return bool(key) or said[-1:] in {("id",), ("uuid",), ("uid",), ("guid",)}


def key_text(value: object) -> str:
    """Return a key as text: a UUID in bytes as its digits."""
    return value.hex() if isinstance(value, bytes) else plain(value)


def row_id(table: Table, row: Row, *anchors: str) -> str:
    """Return what a row is known by from one import to the next.

    A small number tells rows of one file apart, but not those of two people's files: it
    counts together with when the row was made, or else with `anchors`.
    """
    keyed = sorted((each.key, place) for place, each in enumerate(table.columns) if each.key)
    said = "/".join(key_text(row[place]) for _, place in keyed)
    if len(said) >= _SURE_ID:
        return said
    if not said:
        return digest(table.name, *map(key_text, row))
    made = [
        plain(row[place])
        for place, each in enumerate(table.columns)
        if " ".join(stripped(each.name, table.name)) in _MADE and row[place]
    ]
    return digest(table.name, said, *(made[:1] or anchors))


def text_of(value: object) -> str | None:
    """Return a value that is a text or a number as text."""
    return None if isinstance(value, bytes) else loose.text(plain(value))


def _people(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Return the tables of people: those called so, or the one that looks most like it."""
    called = [each for each in tables if words.table_role(each.name) == "people"]
    if said := [each for each in called if _fields(each) & _NAMES]:
        # Of `people` and `contacts (person_id, name, …)` the second holds ways to reach them.
        owners = {fold(each.name) for each in said}
        first = [each for each in said if not _is_owned(each, owners)]
        return tuple(first or said)
    others = {
        place: found
        for place, each in enumerate(tables)
        if words.table_role(each.name) is None and (found := _fields(each)) & _NAMES
    }
    facts, place = max(
        ((len(found & _FACTS), -place) for place, found in others.items()), default=(0, 0)
    )
    return (tables[-place],) if facts >= _ENOUGH_FACTS else ()


def _is_owned(table: Table, owners: set[str]) -> bool:
    others = owners - {fold(table.name)}
    nouns = {words.subject(each) for each in others}
    by_name = (words.phrase(each.name) for each in table.columns)
    declared = any(fold(there) in others for _, there in table.leads)
    return declared or any(said[-1:] == ("id",) and said[:-1] in nouns for said in by_name)


def _fields(table: Table) -> set[str]:
    columns = columns_of([" ".join(stripped(each.name, table.name)) for each in table.columns])
    return {column.field for column in columns if column}
