"""Steps and changes: what undo, redo and the audit trail read.

One command is one step. A change is `["+", table, key, image]`, `["~", table, key,
before, after]` or `["-", table, key, image]`; an inserted row's image is left out
until undo saves it for redo. Changes are packed in chunks (`chunks.py`).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import chunks, months
from keepintouch.store.connection import well_formed
from keepintouch.store.ids import new_id
from keepintouch.store.tables import TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from keepintouch.store.chunks import Change
    from keepintouch.store.protocol import Connection, Row

PACKED = 5_000
KEPT_STEPS = 500
KEPT_DAYS = 366


NAMING = frozenset({"contact", "nickname", "former_slug"})
MOVING = frozenset({"contact", "participant", "contact_tag"})
COUNTED = "touchpoint"


class StepRow(NamedTuple):
    """A step as the journal lists it; `at` is an instant in UTC, RFC 3339."""

    seq: int
    id: str
    at: str
    command: str
    summary: str
    state: str
    undoable: bool


class Step:
    """The changes of one command, each written at once and remembered for undo.

    All user data is written through here. `renamed` and `moved` collect the people whose
    derived rows (`names`, `standings`) must be made anew, `tags` the tags whose rhythm
    changed, `months` by how much the counts of touchpoints did.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.seq = int((connection.row("SELECT max(seq) FROM step") or (0,))[0] or 0) + 1
        self.renamed: set[str] = set()
        self.moved: set[str] = set()
        self.tags: set[str] = set()
        self.months: dict[str, int] = {}
        self._changes: list[Change] = []
        self._chunks = 0
        self._recorded = False

    @property
    def empty(self) -> bool:
        """Say whether nothing has changed."""
        return not self._changes and not self._chunks

    def insert(self, table: str, **row: object) -> None:
        """Add one row; columns left out are NULL."""
        self.insert_many(table, [row])

    def insert_many(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Add rows of one table."""
        columns = TABLES[table].columns
        self.insert_rows(table, [tuple(map(row.get, columns)) for row in rows])

    def insert_rows(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows of one table, each with all its columns in their order."""
        about = TABLES[table]
        self.connection.insert(table, about.columns, rows)
        if table == COUNTED:
            self.count(table, [dict(zip(about.columns, row, strict=True)) for row in rows], 1)
        places = [about.columns.index(name) for name in about.key]
        self._note([["+", table, [row[at] for at in places]] for row in rows])

    def update(self, table: str, key: tuple[object, ...], **values: object) -> bool:
        """Change columns of one row; say whether any value is new."""
        about = TABLES[table]
        before = self.image(about, key)
        if before is None:
            return False
        new = {name: each for name, each in _kept(values).items() if before[name] != each}
        if not new:
            return False
        self.connection.run(about.update(tuple(new)), **new, **keyed(about, key))
        old = {name: before[name] for name in new}
        self.count(table, [old], -1)
        self.count(table, [new], 1)
        self._note([["~", table, list(key), old, new]])
        return True

    def delete(self, table: str, key: tuple[object, ...]) -> None:
        """Remove one row, if it is there."""
        about = TABLES[table]
        image = self.image(about, key)
        if image is not None:
            self.connection.run(about.delete, **keyed(about, key))
            self.count(table, [image], -1)
            self._note([["-", table, list(key), image]])

    def replace(self, table: str, rows: Iterable[Mapping[str, object]], **owner: object) -> None:
        """Make `rows` the only rows of `table` that belong to `owner`, touching only what differs."""
        about = TABLES[table]
        where = " AND ".join(f"{name} = :{name}" for name in owner)
        found = self.connection.rows(
            f"SELECT {', '.join(about.columns)} FROM {table} WHERE {where}", **owner
        )
        old = {tuple(row[about.columns.index(name)] for name in about.key): row for row in found}
        new = {}
        for row in rows:
            whole = {**dict.fromkeys(about.columns), **owner, **_kept(row)}
            new[tuple(whole[name] for name in about.key)] = whole
        for key in old.keys() - new.keys():
            self.delete(table, key)
        for key in new.keys() & old.keys():
            self.update(table, key, **new[key])
        self.insert_many(table, [row for key, row in new.items() if key not in old])

    def image(self, about: Table, key: tuple[object, ...]) -> dict[str, Any] | None:
        """Return a row by its key."""
        row = self.connection.row(about.select, **keyed(about, key))
        return None if row is None else dict(zip(about.columns, row, strict=True))

    def finish(self, command: str, summary: str) -> StepRow:
        """Write the step itself; what had been undone before can no longer be redone."""
        self._record()
        run = self.connection.run
        run("UPDATE step SET state = 'dropped' WHERE state = 'undone'")
        run(
            "UPDATE step SET command = :command, summary = :summary WHERE seq = :seq",
            command=command,
            summary=summary,
            seq=self.seq,
        )
        self._flush()
        _forget_old(self.connection, self.seq)
        return steps(self.connection, seq=self.seq)[0]

    def discard(self) -> None:
        """Forget the changes so far, as if the step had never begun; the rows stay changed."""
        for table in ("chunk", "step"):
            self.connection.run(f"DELETE FROM {table} WHERE seq = :seq", seq=self.seq)
        self._changes, self._chunks, self._recorded = [], 0, False

    def _note(self, changes: list[Change]) -> None:
        self._changes += changes
        self.touch(changes)
        if len(self._changes) >= PACKED:
            self._flush()

    def touch(self, changes: list[Change]) -> None:
        """Remember whose derived rows changes of one table make stale."""
        name = changes[0][1] if changes else ""
        if name in NAMING:
            self.renamed.update(key[0] for _, _, key, *_ in changes)
        if name in MOVING:
            self.moved.update(key[0] for _, _, key, *_ in changes)
        elif name == "tag":
            self.tags.update(key[0] for _, _, key, *_ in changes)

    def count(self, table: str, images: Iterable[Mapping[str, Any]], by: int) -> None:
        """Remember in which months there are more touchpoints now, or fewer."""
        if table == COUNTED:
            months.moved(self.months, images, by)

    def _record(self) -> None:
        if not self._recorded:
            self._recorded = True
            self.connection.run(
                "INSERT INTO step (seq, id, at, command, summary, state, undoable)"
                " VALUES (:seq, :id, :at, '', '', 'done', TRUE)",
                seq=self.seq,
                id=new_id(),
                at=datetime.now(UTC).isoformat(timespec="seconds"),
            )

    def _flush(self) -> None:
        if self._changes:
            self._record()
            chunks.write(self.connection, self.seq, self._chunks, self._changes)
            self._chunks += 1
            self._changes = []


def _kept(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row as the store can hold it."""
    return {name: well_formed(value) for name, value in row.items()}


def keyed(about: Table, key: Iterable[object]) -> dict[str, object]:
    """Return the parameters that name a row."""
    return {f"key_{name}": value for name, value in zip(about.key, key, strict=True)}


def steps(
    connection: Connection, *, seq: int | None = None, state: str = "done", limit: int = 1
) -> list[StepRow]:
    """Return the newest steps in a state, or the one numbered `seq`."""
    columns = "SELECT seq, id, at, command, summary, state, undoable FROM step"
    if seq is not None:
        found = connection.rows(f"{columns} WHERE seq = :seq", seq=seq)
    else:
        found = connection.rows(
            f"{columns} WHERE state = :state ORDER BY seq DESC LIMIT :limit",
            state=state,
            limit=limit,
        )
    return [StepRow(*row) for row in found]


def next_to_redo(connection: Connection) -> StepRow | None:
    """Return the step that was undone last."""
    row = connection.row("SELECT min(seq) FROM step WHERE state = 'undone'")
    return None if row is None or row[0] is None else steps(connection, seq=row[0])[0]


def _forget_old(connection: Connection, seq: int) -> None:
    """Drop steps that are neither among the newest 500 nor of the last year."""
    if seq <= KEPT_STEPS:
        return
    oldest = datetime.now(UTC) - timedelta(days=KEPT_DAYS)
    old = {"seq": seq - KEPT_STEPS, "at": oldest.isoformat(timespec="seconds")}
    gone = "SELECT seq FROM step WHERE seq <= :seq AND at < :at"
    connection.run(f"DELETE FROM chunk WHERE seq IN ({gone})", **old)
    connection.run("DELETE FROM step WHERE seq <= :seq AND at < :at", **old)
