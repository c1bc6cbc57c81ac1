"""What `kit check` looks at: the file's structure, its rows, and everything derived."""

from __future__ import annotations

from datetime import UTC, datetime

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import months, names, searching, standings
from keepintouch.store.connection import batches
from keepintouch.store.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.domain.standing import Rules
    from keepintouch.store.protocol import Connection

ORPHANS = (
    ("participant", "touchpoint_id", "touchpoint"),
    ("mention", "touchpoint_id", "touchpoint"),
    ("touchpoint_tag", "touchpoint_id", "touchpoint"),
    ("note_about", "note_id", "note"),
    ("note_tag", "note_id", "note"),
    ("follow_up_about", "follow_up_id", "follow_up"),
    ("place_alias", "place_id", "place"),
)
RESTORE = "kit restore --list"
DRIFT = 1e-6
"""How far a sum kept by adding and taking away may stray from the same sum made anew."""


class Finding(NamedTuple):
    """Something that is not as it should be: its name, what was found, what to do next."""

    id: str
    what: str
    next: str


def findings(connection: Connection, *, today: date, rules: Rules) -> list[Finding]:
    """Return everything that is not as it should be, structure first."""
    broken = list(_structure(connection))
    if broken:
        return broken
    return [
        *_orphans(connection),
        *_links(connection),
        *_names(connection),
        *_texts(connection),
        *_standings(connection, today=today, rules=rules),
        *_months(connection),
    ]


def damage(connection: Connection, *, rules: Rules) -> Finding | None:
    """Return the first thing that is not as it should be; to be asked after an unexpected error."""
    try:
        found = findings(connection, today=datetime.now(UTC).date(), rules=rules)
    except Exception as error:  # noqa: BLE001 - values so broken that even looking at them fails
        return Finding("values", f"a value cannot be read ({type(error).__name__})", RESTORE)
    return found[0] if found else None


def repair(connection: Connection, *, today: date, rules: Rules) -> None:
    """Make everything derived anew, and sweep photos that nobody has."""
    ids = [row[0] for row in connection.rows("SELECT id FROM contact")]
    connection.run("DELETE FROM name_key")
    connection.run("DELETE FROM name_gram")
    names.refresh(connection, ids)
    searching.rebuild(connection)
    standings.rebuild(connection, today=today, rules=rules)
    months.rebuild(connection)
    connection.run(
        "DELETE FROM attachment WHERE digest NOT IN"
        " (SELECT photo FROM contact WHERE photo IS NOT NULL)"
    )


def _structure(connection: Connection) -> Iterator[Finding]:
    if connection.dialect != "sqlite":
        return
    for (answer,) in connection.rows("PRAGMA integrity_check"):
        if answer != "ok":
            yield Finding("structure", str(answer), RESTORE)
    for table, *_ in connection.rows("PRAGMA foreign_key_check"):
        yield Finding("reference", f"a row of {table} refers to nothing", RESTORE)


def _orphans(connection: Connection) -> Iterator[Finding]:
    owned = [(name, "contact_id", "contact") for name in TABLES if _has_owner(name)]
    for table, column, owner in (*owned, *ORPHANS):
        (count,) = connection.row(
            f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT id FROM {owner})"
        ) or (0,)
        if count:
            yield Finding("orphan", f"{count} of {table} belong to nobody", RESTORE)


def _has_owner(name: str) -> bool:
    return name != "contact" and "contact_id" in TABLES[name].columns


def _links(connection: Connection) -> Iterator[Finding]:
    for link in ("participant", "mention"):
        (count,) = connection.row(
            f"SELECT count(*) FROM {link} JOIN touchpoint ON touchpoint.id = {link}.touchpoint_id"
            f" WHERE touchpoint.day <> {link}.day"
        ) or (0,)
        if count:
            yield Finding("day", f"{count} of {link} stand on another day", RESTORE)


def _names(connection: Connection) -> Iterator[Finding]:
    ids = [row[0] for row in connection.rows("SELECT id FROM contact ORDER BY id")]
    keys, grams = names.expected(connection, ids)
    off = len(keys ^ set(connection.rows("SELECT key, level, contact_id FROM name_key")))
    off += len(grams ^ set(connection.rows("SELECT gram, word FROM name_gram")))
    if off:
        yield Finding("names", f"{off} names are not as they should be", "kit check --repair")


def _texts(connection: Connection) -> Iterator[Finding]:
    off = searching.missing(connection)
    if off:
        yield Finding("search", f"{off} texts cannot be found by their words", "kit check --repair")


def _standings(connection: Connection, *, today: date, rules: Rules) -> Iterator[Finding]:
    ids = [row[0] for row in connection.rows("SELECT id FROM contact ORDER BY id")]
    people = standings.population(connection)
    off = total = number = 0.0
    for batch in batches(ids):
        for different, mean in standings.compared(
            connection, batch, people, today=today, rules=rules
        ):
            off += different
            total, number = total + (mean or 0.0), number + (mean is not None)
    (rows,) = connection.row("SELECT count(*) FROM standing") or (0,)
    if off or rows != len(ids):
        what = f"{int(off) or abs(rows - len(ids))} standings are not as they should be"
        yield Finding("standings", what, "kit check --repair")
    if number != people.people or abs(total - people.total) > DRIFT * max(1.0, abs(total)):
        yield Finding("population", "the usual gap of everybody is off", "kit check --repair")


def _months(connection: Connection) -> Iterator[Finding]:
    off = months.off(connection)
    if off:
        yield Finding("months", f"{off} months are counted wrong", "kit check --repair")
