"""Who was in a table the last time it came, and is not in it any more: told, never acted upon."""

from __future__ import annotations

import json

from keepintouch.domain.people import Person
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.services.importing.results import Outcome
    from keepintouch.store.protocol import Connection

TABLES = frozenset({"csv"})
"""Formats whose files are lists of everybody there is, kept with a row as JSON, header to cell."""
ROWS = (
    "SELECT origin.raw, contact.id, contact.slug, contact.name FROM origin"
    " JOIN contact ON contact.id = origin.contact_id"
    " WHERE origin.source = :source AND contact.state IN ('active', 'paused')"
    " ORDER BY contact.slug"
)


class Absent:
    """Compares whom a table tells of with those whom an earlier one of the same columns told of."""

    def __init__(self, connection: Connection, source: str) -> None:
        self._connection = connection
        self._source = source
        self._new: set[str | None] = set()
        self._known: set[str | None] = set()
        asked = source in TABLES and connection.row(
            "SELECT 1 FROM origin WHERE source = :source LIMIT 1", source=source
        )
        self._asked = bool(asked)

    def meet(self, outcomes: Iterable[Outcome]) -> None:
        """Take note of people who are in the table."""
        if self._asked:
            for each in outcomes:
                (self._new if each.what == "new" else self._known).add(each.contact_id)

    def found(self) -> tuple[Person, ...]:
        """Return who is gone; nobody, where most of the earlier table are not in this one.

        Then it is another list of the same program, another team's for instance.
        """
        here, gone = 0, dict[str, Person]()
        for person in self._before() if self._known else ():
            if person.id in self._known:
                here += 1
            else:
                gone[person.id] = person
        return tuple(gone.values()) if len(gone) <= here else ()

    def _before(self) -> Iterator[Person]:
        """Yield those whom earlier tables with no other columns than this one told of."""
        met = self._known | self._new
        columns = {name for raw, who in self._rows() if who.id in met for name in _names(raw)}
        for raw, who in self._rows():
            if who.id not in self._new and columns.issuperset(_names(raw)):
                yield who

    def _rows(self) -> Iterator[tuple[str | None, Person]]:
        for raw, *who in self._connection.stream(ROWS, source=self._source):
            yield raw, Person(*who)


def _names(raw: str | None) -> Iterable[str]:
    """Return the columns of a row that it has something in."""
    found: dict[str, str] = json.loads(raw or "{}")
    return found
