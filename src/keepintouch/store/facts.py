"""What standings rest on: rhythms, cadences, tags and pauses, as stored or from the touchpoints."""

from __future__ import annotations

from collections import defaultdict

from keepintouch.domain.cadence import from_iso
from keepintouch.domain.scoring import Rhythm
from keepintouch.domain.standing import Facts
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.pauses import Pause
    from keepintouch.domain.standing import Rules
    from keepintouch.store.protocol import Connection, Row

    Values = dict[str, object]

RHYTHM = (
    "k", "first_day", "last_day", "n", "l1", "l2", "sum_y", "n90", "n90_max", "returned_on",
    "returned_after",
)  # fmt: skip


def live_facts(
    connection: Connection, ids: Iterable[str], *, today: date, rules: Rules, upto: bool = False
) -> Iterator[Facts]:
    """Yield what the standings of people rest on, from their touchpoints.

    With `upto` touchpoints after `today` do not exist; else the first of them is planned.
    """
    on = today.toordinal()
    for batch in batches(ids):
        slots, values = placeholders("id", batch)
        people = _people(connection, slots, values)
        days = _days(connection, slots, values)
        rhythms = {
            row[0]: Rhythm.from_days(
                (day for day in days[row[0]] if day <= on), paused=_pauses(row)
            )
            for row in people
            if row[0] in days
        }
        plans = {} if upto else _plans(days, on)
        yield from _facts(connection, people, rhythms, plans, rules)


def stored_facts(
    connection: Connection, ids: Sequence[str], *, today: date, rules: Rules
) -> list[Facts]:
    """Return what the standings of people rest on, from the stored rhythms.

    Where they were made on a day from which the touchpoints looked different (a planned one
    has come, or the day is pretended), the rhythm is made anew from the touchpoints.
    """
    found: list[Facts] = []
    for batch in batches(ids):
        slots, values = placeholders("id", batch)
        rhythms, plans = {}, {}
        stale = []
        for contact_id, planned_on, *row in connection.rows(
            f"SELECT contact_id, planned_on, {', '.join(RHYTHM)} FROM standing"
            f" WHERE contact_id IN ({slots})",
            **values,
        ):
            rhythms[contact_id] = rhythm = Rhythm.from_row(tuple(row))
            if planned_on is not None:
                plans[contact_id] = planned_on
            if is_stale(planned_on, rhythm.last_day, today):
                stale.append(contact_id)
        fresh = {each.id: each for each in live_facts(connection, stale, today=today, rules=rules)}
        people = _people(connection, slots, values)
        found += [
            fresh.get(each.id, each) for each in _facts(connection, people, rhythms, plans, rules)
        ]
    return found


def is_stale(planned_on: int | None, last_day: int | None, today: date) -> bool:
    """Say whether a rhythm was made on a day from which the touchpoints looked different."""
    on = today.toordinal()
    return (planned_on is not None and planned_on <= on) or (last_day is not None and last_day > on)


def _people(connection: Connection, slots: str, values: Values) -> list[Row]:
    return connection.rows(
        "SELECT id, added_on, cadence, state, spread, snoozed_until, paused_from, paused_until"
        f" FROM contact WHERE id IN ({slots}) ORDER BY id",
        **values,
    )


def _pauses(person: Row) -> tuple[Pause, ...]:
    start, end = person[6:]
    return ((start.toordinal(), end.toordinal() if end else None),) if start else ()


def _days(connection: Connection, slots: str, values: Values) -> dict[str, list[int]]:
    days: dict[str, list[int]] = defaultdict(list)
    for contact_id, day in connection.rows(
        f"SELECT contact_id, day FROM participant WHERE contact_id IN ({slots}) AND counts",
        **values,
    ):
        days[contact_id].append(day.toordinal())
    return days


def _plans(days: dict[str, list[int]], today: int) -> dict[str, int]:
    return {
        contact_id: min(later)
        for contact_id, found in days.items()
        if (later := [day for day in found if day > today])
    }


def _facts(
    connection: Connection,
    people: list[Row],
    rhythms: dict[str, Rhythm],
    plans: dict[str, int],
    rules: Rules,
) -> Iterator[Facts]:
    tags = _tag_rhythms(connection, people) if people else {}
    for person in people:
        contact_id, added, cadence, state, spread, snoozed = person[:6]
        yield Facts(
            id=contact_id,
            added_on=added.toordinal(),
            rhythm=rhythms.get(contact_id) or Rhythm(),
            cadence=from_iso(cadence) if cadence else None,
            tags=tags.get(contact_id, ()),
            rules=rules,
            state=state,
            spread=bool(spread),
            snoozed_until=snoozed.toordinal() if snoozed else None,
            paused=_pauses(person),
            planned_on=plans.get(contact_id),
        )


def _tag_rhythms(
    connection: Connection, people: list[Row]
) -> dict[str, tuple[tuple[str, Cadence], ...]]:
    slots, values = placeholders("id", (row[0] for row in people))
    found: dict[str, tuple[tuple[str, Cadence], ...]] = {}
    for contact_id, tag, cadence in connection.rows(
        "SELECT contact_tag.contact_id, tag.tag, tag.cadence FROM contact_tag"
        " JOIN tag ON tag.tag_key = contact_tag.tag_key"
        f" WHERE contact_tag.contact_id IN ({slots}) AND tag.cadence IS NOT NULL"
        " ORDER BY tag.tag_key",
        **values,
    ):
        found[contact_id] = (*found.get(contact_id, ()), (tag, from_iso(cadence)))
    return found
