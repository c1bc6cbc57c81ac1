"""Once close, now silent: who drifted, with what it was and since when."""

from __future__ import annotations

from keepintouch.domain.priority import DRIFT_BEST, has_drifted
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.services.candidates import EVERYBODY
from keepintouch.services.standings import Place, places_of
from keepintouch.store import handles, listing, standings
from keepintouch.store.connection import batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

QUIET_DAYS = 30
CLOSEST = 50


class Drift(NamedTuple):
    """Somebody once close: how often and between which days at the best time, and how it is now.

    `days` of silence since `last_on`; `usual` is the gap it used to have, in days.
    """

    person: Person
    met: int
    first_on: date
    last_on: date
    days: int
    usual: float
    alive: float
    warmth: float


def drifted(
    store: Store, *, today: date, limit: int | None = None, tag: str | None = None
) -> list[Drift]:
    """Return who drifted and was not let go, those who were closest first; or those with a tag."""
    if not store.exists:
        return []
    with store.reading() as connection:
        among = set(listing.ids(connection, listing.Wanted(tag=tag))) if tag else None
        found = sorted(
            (
                place
                for place in _found(connection, store, today)
                if among is None or place.facts.id in among
            ),
            key=lambda place: (-place.facts.rhythm.n90_max, place.facts.id),
        )[:limit]
        people = handles.people(connection, (place.facts.id for place in found))
        return [_drift(connection, people[place.facts.id], place) for place in found]


def offered(store: Store, *, today: date) -> Drift | None:
    """Return the one to be offered this week, out of those who were closest; each has their turn."""
    if not store.exists:
        return None
    with store.reading() as connection:
        found = list(_found(connection, store, today, most=CLOSEST))
        if not found:
            return None
        place = found[today.toordinal() // 7 % len(found)]
        people = handles.people(connection, [place.facts.id])
        return _drift(connection, people[place.facts.id], place)


def dismiss(store: Store, who: str, *, today: date) -> Person:
    """Let a drift go: it is not raised again, unless they are in touch and drift anew."""
    with choosing.inhabited(store).writing(today) as writing:
        person = choosing.person(writing.connection, who)
        place = places_of(writing.connection, [person.id], today=today, rules=store.rules)[
            person.id
        ]
        if place.last_on is not None:
            row = {"last_day": place.last_on}
            writing.step.replace("drift_dismissed", [row], contact_id=person.id)
        writing.done("drift", f"{person.name}, let go")
    return person


def let_go(connection: Connection) -> dict[str, date]:
    """Return the last day of contact that a drift was dismissed for, by id."""
    return dict(connection.rows("SELECT contact_id, last_day FROM drift_dismissed"))


def is_let_go(place: Place, gone: Mapping[str, date]) -> bool:
    """Say whether somebody's drift was dismissed, and there was no contact since."""
    last, dismissed = place.last_on, gone.get(place.facts.id)
    return dismissed is not None and last is not None and last <= dismissed


def _found(
    connection: Connection, store: Store, today: date, most: int = EVERYBODY
) -> Iterator[Place]:
    rows = connection.rows(
        f"SELECT contact_id FROM standing WHERE n90_max >= {DRIFT_BEST} AND last_day <= :day AND source = ''"
        " ORDER BY n90_max DESC, contact_id LIMIT :most",
        day=today.toordinal() - QUIET_DAYS,
        most=most,
    )
    gone = let_go(connection)
    mu0 = standings.population(connection).mu0
    for batch in batches(row[0] for row in rows):
        for place in places_of(connection, batch, today=today, rules=store.rules).values():
            if has_drifted(place.standing, place.facts.rhythm, mu0) and not is_let_go(place, gone):
                yield place


def _drift(connection: Connection, person: Person, place: Place) -> Drift:
    first, last, met = _best_time(connection, person.id)
    return Drift(
        person,
        met,
        first,
        last,
        place.standing.elapsed or 0,
        place.score.usual,
        place.score.alive,
        place.score.warmth or 0.0,
    )


def _best_time(connection: Connection, contact_id: str) -> tuple[date, date, int]:
    """Return the first and the last day of the close time, and how often one was in touch in it.

    It is the run of days up to the last that no gap of over 90 days interrupts.
    """
    days = [
        row[0]
        for row in connection.rows(
            "SELECT DISTINCT day FROM participant WHERE contact_id = :id AND counts"
            " ORDER BY day DESC",
            id=contact_id,
        )
    ]
    run = [days[0]]
    for day in days[1:]:
        if (run[-1] - day).days > 90:  # noqa: PLR2004 - the memory of `n90`
            break
        run.append(day)
    return run[-1], run[0], len(run)
