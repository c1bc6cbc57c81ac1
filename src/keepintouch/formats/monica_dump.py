"""The tables of Monica's SQL export that say something of people, and none of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import loose, monica_people, sqldump
from keepintouch.formats.drafts import Problem, Ref

if TYPE_CHECKING:
    from typing import BinaryIO

Values = dict[str, str | None]

# Accounts, users, invitations and recovery codes hold secrets: their rows are dropped in passing.
KEPT = frozenset(
    {
        "activities",
        "activity_contact",
        "activity_types",
        "addresses",
        "calls",
        "companies",
        "contact_field_types",
        "contact_fields",
        "contact_tag",
        "contacts",
        "conversations",
        "days",
        "debts",
        "documents",
        "entries",
        "gifts",
        "journal_entries",
        "life_event_types",
        "life_events",
        "messages",
        "notes",
        "occupations",
        "pets",
        "photos",
        "places",
        "relationship_types",
        "relationships",
        "reminders",
        "special_dates",
        "tags",
        "tasks",
    }
)


class Row(NamedTuple):
    """A row of a kept table and its line."""

    values: Values
    line: int


class Contact(NamedTuple):
    """A contact's row, and how drafts point at it."""

    row: Row
    uid: str
    name: str | None

    @property
    def ref(self) -> Ref:
        """Return the contact as drafts name it."""
        return Ref(self.name, self.uid)


class Dump:
    """The kept tables by name, the contacts by id, and the ids of the users' own in `own`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._tables: dict[str, list[Row]] = {name: [] for name in sorted(KEPT)}
        self.problems: list[Problem] = []
        self.own: set[str] = set()
        prefix = None
        for table, values, line in sqldump.rows(stream):
            if prefix is None:  # accounts come first, and tell the prefix of all tables
                prefix = table.removesuffix("accounts")
            self._add(table.removeprefix(prefix), values, line)
        self.contacts = {each.values.get("id") or "": _contact(each) for each in self["contacts"]}
        if not self.contacts and not self.problems:
            raise UnreadableError("this is no export of Monica: it has no contacts.")

    def _add(self, table: str, values: Values | None, line: int) -> None:
        if values is None:
            self.problems.append(Problem(line, f'a row of the table "{table}" cannot be read'))
        elif table == "users":  # of whom nothing else is kept than which contact they are
            self.own.add(values.get("me_contact_id") or "")
        elif table in KEPT:
            self._tables[table].append(Row(values, line))

    def __getitem__(self, table: str) -> list[Row]:
        return self._tables[table]

    def by_id(self, table: str) -> dict[str | None, Values]:
        """Return a table's rows by their id."""
        return {each.values.get("id"): each.values for each in self[table]}

    def by(self, column: str, table: str) -> dict[str | None, list[Row]]:
        """Return a table's rows by the row of another table that they are of."""
        found: dict[str | None, list[Row]] = {}
        for each in self[table]:
            found.setdefault(each.values.get(column), []).append(each)
        return found


def _contact(row: Row) -> Contact:
    return Contact(row, uid("contacts", row.values), monica_people.name_of(row.values))


def uid(table: str, values: Values) -> str:
    """Return a row's uuid; few tables have one, and a bare number would be no id beyond its dump."""
    made = f"{table}/{values.get('id')}/{values.get('created_at')}"
    return loose.text(values.get("uuid")) or made
