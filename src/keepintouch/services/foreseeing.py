"""Foreseeing: the day on which each rhythm asks for its person, for a calendar."""

from __future__ import annotations

from keepintouch.domain.priority import select
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.services import candidates
from keepintouch.services.cases import day_of
from keepintouch.services.standings import places_of
from keepintouch.store.connection import batches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.services.candidates import Asked
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

SILENT = frozenset({"archived", "faded", "paused"})


def days(
    connection: Connection, store: Store, *, today: date, asked: Asked
) -> Iterator[tuple[str, date]]:
    """Yield by id who a rhythm asks for, and when, in the order of the ids.

    Whom today's list has stands on today, however late; who is due and has to wait for a
    day with room stands where they became due.
    """
    now = _on_the_list(connection, store, today, asked)
    rows = connection.rows(
        "SELECT contact_id FROM standing WHERE due_from IS NOT NULL ORDER BY contact_id"
    )
    for batch in batches(row[0] for row in rows):
        found = places_of(connection, batch, today=today, rules=store.rules)
        for contact_id in batch:
            place = found[contact_id]
            if place.standing.status in SILENT or place.due_on is None:
                continue
            yield contact_id, today if contact_id in now else place.due_on


def _on_the_list(connection: Connection, store: Store, today: date, asked: Asked) -> set[str]:
    day = day_of(connection, store, today, lead=asked.lead, leap_day=asked.leap_day)
    kept = candidates.dated(connection, day, asked)
    found = candidates.ranked_for(connection, day, asked, kept)
    chosen = {each.id for each in select([one for one, _ in found], asked.limit)}
    return {case.facts.id for _, case in found if case.facts.id in chosen and case.standing.is_due}
