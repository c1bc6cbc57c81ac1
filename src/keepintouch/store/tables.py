"""The tables that hold user data, as the journal needs to know them.

Columns stand here and in `schema.py`; a test compares the two. A table comes after
those its rows refer to.
"""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WRITERS_TURN = 0x4B495431
"""The advisory lock that gives a server's writers their turn, as `BEGIN IMMEDIATE` does for a file."""


class Table(NamedTuple):
    """A table of user data: its columns, and those that identify a row."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def select(self) -> str:
        """Return the statement that reads a whole row by its key."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name} WHERE {self._is_row}"

    @property
    def delete(self) -> str:
        """Return the statement that removes a row by its key."""
        return f"DELETE FROM {self.name} WHERE {self._is_row}"

    def take(self, where: str) -> str:
        """Return the statement that removes rows and gives them out."""
        return f"DELETE FROM {self.name} WHERE {where} RETURNING {', '.join(self.columns)}"

    def among(self, keys: Sequence[Sequence[object]], head: str = "") -> tuple[str, list[object]]:
        """Return a condition that holds for the rows with these keys, and the values of its `?`.

        SQLite finds rows by a list of whole keys (which begins with `VALUES`) only by looking
        at all; so the columns that the key's index begins with come first, each on its own,
        until one tells them apart.
        """
        tests, bound = [], list[object]()
        for name, values in zip(self.key, zip(*keys, strict=True), strict=True):
            found = dict.fromkeys(values)
            tests.append(f"{name} IN ({_slots(len(found))})")
            bound += found
            if len(found) > 1:
                break
        if len(self.key) > 1:
            listed = ", ".join([f"({_slots(len(self.key))})"] * len(keys))
            tests.append(f"({', '.join(self.key)}) IN ({head}{listed})")
            for key in keys:
                bound += key
        return " AND ".join(tests), bound

    def update(self, names: tuple[str, ...]) -> str:
        """Return the statement that sets the columns `names` of a row, keyed `key_…`."""
        sets = ", ".join(f"{name} = :{name}" for name in names)
        return f"UPDATE {self.name} SET {sets} WHERE {self._is_row}"

    @property
    def _is_row(self) -> str:
        return " AND ".join(f"{name} = :key_{name}" for name in self.key)


def _slots(count: int) -> str:
    return ", ".join("?" * count)


def _table(name: str, key: str, columns: str) -> Table:
    return Table(name, tuple(key.split()), tuple(columns.split()))


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "contact",
            "id",
            "id slug name given additional family prefix suffix org team title place how_met state"
            " importance cadence snoozed_until paused_from paused_until added_on spread photo",
        ),
        _table("nickname", "contact_id position", "contact_id position name"),
        _table("former_slug", "contact_id slug", "slug contact_id"),
        _table(
            "point",
            "contact_id position",
            "contact_id position field value label preferred normal",
        ),
        _table("contact_tag", "contact_id tag_key", "contact_id tag_key tag"),
        _table("tag", "tag_key", "tag_key tag cadence"),
        _table("relation", "contact_id position", "contact_id position label name other_id"),
        _table("occasion", "id", "id contact_id kind year month day text"),
        _table("origin", "source source_id", "source source_id contact_id raw fields"),
        _table(
            "touchpoint",
            "id",
            "id day time zone kind direction text place source source_id",
        ),
        _table(
            "participant",
            "contact_id day touchpoint_id",
            "contact_id day touchpoint_id position counts",
        ),
        _table("mention", "contact_id day touchpoint_id", "contact_id day touchpoint_id position"),
        _table("touchpoint_tag", "touchpoint_id tag_key", "touchpoint_id tag_key tag position"),
        _table("note", "id", "id day text source source_id"),
        _table("note_about", "contact_id day note_id", "contact_id day note_id position"),
        _table("note_tag", "note_id tag_key", "note_id tag_key tag position"),
        _table("follow_up", "id", "id due_on text state closed_on source source_id"),
        _table("follow_up_about", "contact_id follow_up_id", "contact_id follow_up_id position"),
        _table("place", "id", "id name place_key"),
        _table("place_alias", "place_id position", "place_id position name"),
        _table("drift_dismissed", "contact_id", "contact_id last_day"),
        _table("source_state", "source", "source state"),
    )
}
