"""The scripts that make a new store, as the revisions of the schema would make it."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from keepintouch.store import creating

HEAD = "-- Made from the revisions by `make docs-write`: a new store begins with this, not with them.\n"
OF_SEARCH = "name GLOB 'find_*'"
OWN = f"type = 'trigger' OR sql LIKE 'CREATE VIRTUAL %' OR NOT ({OF_SEARCH})"
"""What is to be said: an FTS5 table makes the tables behind it itself."""


def text() -> str:
    """Return the script that makes every table but those of the full-text search."""
    return _script(f"NOT ({OF_SEARCH})", with_marks=True)


def search() -> str:
    """Return the script that makes the full-text indexes."""
    return _script(OF_SEARCH, with_marks=False)


def _script(which: str, *, with_marks: bool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "kit.db"
        creating.migrate(f"sqlite:///{place}")
        raw = sqlite3.connect(place)
        try:
            rows = raw.execute(
                f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND ({which}) AND ({OWN})"
                " ORDER BY rowid"
            )
            statements = [_tidied(sql) for (sql,) in rows]
            if with_marks:
                statements += _marks(raw)
        finally:
            raw.close()
    return HEAD + "".join(f"{each};\n" for each in statements)


def _tidied(sql: str) -> str:
    return "\n".join(
        line.rstrip().replace("\t", "    ") for line in sql.splitlines() if line.strip()
    )


def _marks(raw: sqlite3.Connection) -> list[str]:
    (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    pragmas = [
        f"PRAGMA {name} = {raw.execute(f'PRAGMA {name}').fetchone()[0]}"
        for name in ("application_id", "user_version")
    ]
    return [f"INSERT INTO alembic_version (version_num) VALUES ('{revision}')", *pragmas]
