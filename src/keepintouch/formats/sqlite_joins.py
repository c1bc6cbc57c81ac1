"""Tables of pairs in a tracker: who took part in a meeting, which tags it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.sqlite_roles import EVENTS, JOIN
from keepintouch.formats.sqlite_shape import key_text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.formats.drafts import Ref
    from keepintouch.formats.sqlite_files import Row, Table
    from keepintouch.formats.sqlite_roles import Directory
    from keepintouch.formats.sqlite_shape import Shape


class Join(NamedTuple):
    """A table of pairs and its column that leads to an event."""

    table: Table
    event: str


class Joins:
    """The pairs of a file, by the table of events that they lead to."""

    def __init__(self, shape: Shape, roles: dict[str, str], directory: Directory) -> None:
        self._shape = shape
        self._directory = directory
        self._joins: dict[str, list[Join]] = {}
        for each in shape.tables:
            if roles.get(each.name) == JOIN:
                for column, there in shape.leads(each).items():
                    if roles.get(there.name) in EVENTS:
                        self._joins.setdefault(there.name, []).append(Join(each, column))

    def people(self, table: Table) -> list[list[Ref]]:
        """Return the people of each row of a table: those it leads to, and those of pairs."""
        found = [self._directory.of(self._shape, table, row) for row in table.rows]
        places = {id(row): place for place, row in enumerate(table.rows)}
        for join, key, row in self._pairs(table):
            if self._shape.to_people(join.table) and (event := self._shape.row_of(table, key)):
                refs = found[places[id(event)]]
                more = self._directory.of(self._shape, join.table, row)
                refs += [each for each in more if each not in refs]
        return found

    def tags(self, table: Table) -> list[list[str]]:
        """Return the tags that pairs give to each row of a table."""
        found: list[list[str]] = [[] for _ in table.rows]
        places = {id(row): place for place, row in enumerate(table.rows)}
        for join, key, row in self._pairs(table):
            event = self._shape.row_of(table, key)
            if event is None or self._shape.to_people(join.table):
                continue
            for cell in self._shape.cells(join.table, row):
                if cell.column != join.event and cell.leads and (said := text_of(cell.value)):
                    found[places[id(event)]].append(said)
        return found

    def _pairs(self, table: Table) -> Iterator[tuple[Join, str, Row]]:
        for join in self._joins.get(table.name, ()):
            place = [each.name for each in join.table.columns].index(join.event)
            for row in join.table.rows:
                yield join, key_text(row[place]), row
