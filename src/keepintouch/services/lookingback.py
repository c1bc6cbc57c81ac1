"""Who was due on a past day: the same rules, on the touchpoints up to that day."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.services import candidates, planning
from keepintouch.services.cases import day_of, of_facts
from keepintouch.services.planning import SOON, Due
from keepintouch.services.standings import then

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.services.candidates import Asked
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection


def due(store: Store, *, on: date, asked: Asked) -> Due:
    """Return who was due on a day; rhythms, pauses and promises are taken as they are now."""
    if not store.exists:
        return Due(on)
    with store.reading() as connection:
        past = then(connection, on=on, rules=store.rules)
        day = day_of(connection, store, on, lead=asked.lead, leap_day=asked.leap_day)
        day = day._replace(mu0=past.mu0)
        known = [past.facts[each] for each in _ids(connection, asked) if each in past.facts]
        found = candidates.in_order(of_facts(connection, day, known, {}), connection)
        return Due(
            on,
            tuple(planning.items(connection, found, asked)),
            len(found),
            tuple(planning.coming(connection, day, None if asked.rows is None else SOON)),
            anybody=bool(past.facts),
        )


def _ids(connection: Connection, asked: Asked) -> list[str]:
    if asked.tag is None:
        return [row[0] for row in connection.rows("SELECT id FROM contact ORDER BY id")]
    return [
        row[0]
        for row in connection.rows(
            "SELECT contact_id FROM contact_tag WHERE tag_key = :tag", tag=asked.tag_key
        )
    ]
