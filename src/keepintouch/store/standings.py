"""Standings: where each relationship stands, kept so that what is due is one indexed range.

Derived from contacts, tags and touchpoints; made anew in the transaction that changes
them. Reading a range is exact: whoever is in it is decided by `domain.standing` with the
population's mean of that moment.
"""

from __future__ import annotations

from keepintouch.domain import scoring
from keepintouch.domain.standing import MU0_TOLERANCE, OUT, DueRange, due_range
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import meta
from keepintouch.store.connection import batches, placeholders
from keepintouch.store.facts import RHYTHM, is_stale, live_facts, stored_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from keepintouch.domain.standing import Facts, Rules
    from keepintouch.store.protocol import Connection, Row

COLUMNS = (
    "contact_id", *RHYTHM, "source", "mean_counts", *DueRange._fields, "importance", "planned_on"
)  # fmt: skip
K, LAST_DAY, SUM_Y, MEAN_COUNTS, PLANNED_ON = map(
    COLUMNS.index, ("k", "last_day", "sum_y", "mean_counts", "planned_on")
)


class Population(NamedTuple):
    """The sums behind the population's mean log gap, and the mean that ranges were made with."""

    total: float = 0.0
    people: int = 0
    base: float = scoring.population(0.0, 0)

    @property
    def mu0(self) -> float:
        """Return the mean of this moment."""
        return scoring.population(self.total, self.people)


def population(connection: Connection) -> Population:
    """Return the sums behind the population's mean."""
    text = meta.get(connection, "population")
    if text is None:
        return Population()
    total, people, base = text.split()
    return Population(float(total), int(people), float(base))


def mark_of(rules: Rules) -> str:
    """Return what standings depend on beside the data, as text."""
    silent = ",".join(sorted(rules.uncounted))
    weights = " ".join(map(str, rules.weights))
    return f"{rules.default.iso} {rules.learning} {rules.crowd} {rules.quantile} {weights} {silent}"


def are_of(connection: Connection, rules: Rules) -> bool:
    """Say whether the standings were made by these rules."""
    return meta.get(connection, "rules") in (None, mark_of(rules))


def refresh(
    connection: Connection,
    moved: Iterable[str],
    tags: Iterable[str] = (),
    *,
    today: date,
    rules: Rules,
) -> None:
    """Make standings anew for people who changed, and for those who have a changed tag.

    And for those whose planned day has come: what was planned is from now on a fact.
    """
    ids = {*moved, *_tagged(connection, tags)}
    if not ids:
        return
    ids |= _arrived(connection, today)
    if not are_of(connection, rules):
        _recount(connection, rules)
        ids |= {row[0] for row in connection.rows("SELECT id FROM contact")}
    meta.put(connection, "rules", mark_of(rules))
    before = after = population(connection)
    for batch in batches(sorted(ids)):
        after = _replace(connection, batch, after, today=today, rules=rules)
    if abs(after.mu0 - after.base) > MU0_TOLERANCE:
        after = after._replace(base=after.mu0)
        _range_anew(connection, after, today=today, rules=rules)
    if after != before:
        meta.put(connection, "population", f"{after.total!r} {after.people} {after.base!r}")


def rebuild(connection: Connection, *, today: date, rules: Rules) -> None:
    """Make all standings anew, as after a change of the rules."""
    connection.run("DELETE FROM standing")
    connection.run("DELETE FROM meta WHERE name IN ('population', 'rules')")
    _recount(connection, rules)
    ids = [row[0] for row in connection.rows("SELECT id FROM contact")]
    refresh(connection, ids, today=today, rules=rules)


def compared(
    connection: Connection, ids: list[str], people: Population, *, today: date, rules: Rules
) -> Iterator[tuple[bool, float | None]]:
    """Yield, for each person, whether the stored standing is off, and their mean log gap if it counts.

    A row that was written on a day from which the touchpoints looked different is no fault.
    """
    slots, values = placeholders("id", ids)
    stored = {
        row[0]: row
        for row in connection.rows(
            f"SELECT {', '.join(COLUMNS)} FROM standing WHERE contact_id IN ({slots})", **values
        )
    }
    importance = _importance(connection, slots, values)
    for each in live_facts(connection, ids, today=today, rules=rules):
        row = row_of(each, importance[each.id], people.base)
        kept = stored.get(each.id)
        stale = kept is not None and is_stale(kept[PLANNED_ON], kept[LAST_DAY], today)
        counted = kept if kept is not None and stale else row
        yield (kept != row and not stale), _mean(counted)


def row_of(each: Facts, importance: str, base: float) -> Row:
    """Return the stored form of a standing, in the order of `COLUMNS`."""
    rhythm = each.rhythm
    return (
        each.id,
        *rhythm.as_row(),
        "contact" if each.cadence else "tag" if each.tags else "",
        rhythm.k > 1 and each.state not in OUT,
        *due_range(each, mu0=base),
        each.rules.weights.of(importance),
        each.planned_on,
    )


def _mean(row: Row) -> float | None:
    """Return the mean log gap of a standing, None where it does not count."""
    return row[SUM_Y] / (row[K] - 1) if row[MEAN_COUNTS] else None


def _replace(
    connection: Connection, ids: list[str], people: Population, *, today: date, rules: Rules
) -> Population:
    """Replace the standings of some people, and return the population with their new means."""
    slots, values = placeholders("id", ids)
    total, number = people.total, people.people
    for k, sum_y in connection.rows(
        f"SELECT k, sum_y FROM standing WHERE contact_id IN ({slots}) AND mean_counts", **values
    ):
        total, number = total - sum_y / (k - 1), number - 1
    connection.run(f"DELETE FROM standing WHERE contact_id IN ({slots})", **values)
    importance = _importance(connection, slots, values)
    rows = [
        row_of(each, importance[each.id], people.base)
        for each in live_facts(connection, ids, today=today, rules=rules)
    ]
    connection.insert("standing", COLUMNS, rows)
    for mean in map(_mean, rows):
        if mean is not None:
            total, number = total + mean, number + 1
    return Population(total if number else 0.0, number, people.base)


def _range_anew(connection: Connection, people: Population, *, today: date, rules: Rules) -> None:
    """Make the ranges of learned rhythms anew around the population's mean of now."""
    ids = [
        row[0]
        for row in connection.rows("SELECT contact_id FROM standing WHERE source = '' AND k > 2")
    ]
    update = f"UPDATE standing SET {', '.join(f'{name} = :{name}' for name in DueRange._fields)}"
    for batch in batches(ids):
        connection.run_many(
            f"{update} WHERE contact_id = :contact_id",
            [
                {"contact_id": each.id, **due_range(each, mu0=people.base)._asdict()}
                for each in stored_facts(connection, batch, today=today, rules=rules)
            ],
        )


def _recount(connection: Connection, rules: Rules) -> None:
    """Set anew which touchpoints count, as the rules now have it."""
    silent, values = placeholders("kind", sorted(rules.uncounted) or [""])
    connection.run(
        f"UPDATE participant SET counts = ((SELECT kind FROM touchpoint WHERE id = touchpoint_id)"
        f" NOT IN ({silent}) AND (SELECT count(*) FROM participant AS other"
        " WHERE other.touchpoint_id = participant.touchpoint_id) <= :crowd)",
        crowd=rules.crowd,
        **values,
    )


def _arrived(connection: Connection, today: date) -> set[str]:
    """Return whose planned day has come since their standing was made."""
    rows = connection.rows(
        "SELECT contact_id FROM standing WHERE planned_on <= :day", day=today.toordinal()
    )
    return {row[0] for row in rows}


def _importance(connection: Connection, slots: str, values: dict[str, object]) -> dict[str, str]:
    return dict(
        connection.rows(f"SELECT id, importance FROM contact WHERE id IN ({slots})", **values)
    )


def _tagged(connection: Connection, tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        for row in connection.rows(
            "SELECT contact_id FROM contact_tag WHERE tag_key = :tag", tag=tag
        ):
            yield row[0]
