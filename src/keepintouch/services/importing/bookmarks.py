"""How far each source was read: what is imported daily is read on from there."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.store.writing import Writing

    State = dict[str, Any]


class Bookmarks:
    """The states of sources, as JSON in the store; `keep` writes what was noted.

    Without a bookmark all is read again, and adds nothing: it saves time, no more.
    """

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._noted: dict[str, State] = {}

    def of(self, source: str) -> State:
        """Return what was noted of a source the last time, nothing the first time."""
        row = self._writing.connection.row(
            "SELECT state FROM source_state WHERE source = :source", source=source
        )
        try:
            found = json.loads(row[0]) if row else {}
        except ValueError:
            found = {}
        return found if isinstance(found, dict) else {}

    def note(self, source: str, state: State) -> None:
        """Note how far a source was read."""
        self._noted[source] = state

    def keep(self) -> None:
        """Write the notes into the step, unless it would have nothing else in it."""
        step = self._writing.step
        if step.empty:
            return
        for source, state in self._noted.items():
            row = {"state": json.dumps(state, ensure_ascii=False, sort_keys=True)}
            step.replace("source_state", [row], source=source)

    def people(self) -> str:
        """Return a mark of everybody who can be recognised now: for others, all is read again."""
        mark = hashlib.sha256()
        for table in ("contact", "nickname", "point"):
            column = "normal" if table == "point" else "name"
            owner = "id" if table == "contact" else "contact_id"
            for row in self._writing.connection.rows(
                f"SELECT {owner}, {column} FROM {table} WHERE {column} IS NOT NULL"
                f" ORDER BY {owner}, {column}"
            ):
                mark.update("\0".join(row).encode("utf-8", "replace"))
        return mark.hexdigest()[:32]


def name_of(kind: str, path: str) -> str:
    """Return the name under which a path's state is kept."""
    return f"{kind}:{os.path.abspath(path)}"
