"""What the rhythms ask for and what one can do: the arithmetic behind `kit plan`."""

from __future__ import annotations

from datetime import date, timedelta

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.priority import load
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services.standings import places_of
from keepintouch.store import handles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from keepintouch.domain.people import Person
    from keepintouch.services.standings import Place
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

WINDOW_DAYS = 28
WEEK = 7
SLOWER = (Cadence(1, "m"), Cadence(2, "m"), Cadence(3, "m"), Cadence(6, "m"), Cadence(1, "y"))
LEAST = {"inner": 3, "close": 2, "normal": 1, "wider": 0}
"""Whose rhythm is stretched last."""
LEFT_OUT = frozenset({"faded", "paused"})


class Stretch(NamedTuple):
    """A rhythm that could be slower: whose, as it is in days, and as it might be."""

    person: Person
    days: int
    now: Cadence | None
    to: Cadence

    @property
    def saved(self) -> float:
        """Return how many conversations a week that spares."""
        return WEEK / self.days - WEEK / _days(self.to)


class Plan(NamedTuple):
    """Conversations a week: what rhythms ask for, what was done lately, what the limit allows.

    `stretches` close the gap between asked and what one does, the fewest people that
    suffice; `gap_left` is what they cannot close.
    """

    asked: float
    did: float
    allowed: float
    people: int
    stretches: tuple[Stretch, ...]
    gap_left: float

    @property
    def aim(self) -> float:
        """Return how many conversations a week one can be expected to have."""
        return _aim(self.did, self.allowed)


class Forecast(NamedTuple):
    """Conversations a week: what rhythms ask for, and what one does."""

    asked: float
    did: float


def forecast(store: Store, *, today: date, limit: int) -> Forecast | None:
    """Return what is asked and done where that is too much; None where it fits, or is not known yet.

    From the stored standings alone, by one sum; not before four weeks of conversations.
    """
    with store.reading() as connection:
        if _began(connection) > today - timedelta(WINDOW_DAYS):
            return None
        found = Forecast(WEEK * _load(connection, today), _did(connection, today))
        return found if found.asked > _aim(found.did, float(limit * WEEK)) else None


def plan(store: Store, *, today: date, limit: int) -> Plan:
    """Return what the rhythms ask for, what was done in the last four weeks, and what would fit."""
    if not store.exists:
        return Plan(0.0, 0.0, float(limit * WEEK), 0, (), 0.0)
    with store.reading() as connection:
        places = _tracked(connection, store, today)
        asked = WEEK * load(place.standing.interval.days for place in places)
        drafted = Plan(asked, _did(connection, today), float(limit * WEEK), len(places), (), 0.0)
        return _closed(connection, drafted, places)


def apply(store: Store, stretches: Sequence[Stretch], *, today: date) -> int:
    """Set the slower rhythms, as one step; return how many were set."""
    with store.writing(today) as writing:
        for each in stretches:
            writing.step.update("contact", (each.person.id,), cadence=each.to.iso)
        writing.done("plan", f"slower rhythms for {len(stretches)} people")
    return len(stretches)


def slower_than(days: int) -> Cadence | None:
    """Return the next usual rhythm that is at least half as slow again; None beyond a year."""
    return next((each for each in SLOWER if _days(each) >= 1.5 * days), None)


def _aim(did: float, allowed: float) -> float:
    return min(allowed, max(did, 1.0))


def _began(connection: Connection) -> date:
    """Return when there were both people and conversations: people may bring older days along."""
    added = connection.row("SELECT added_on FROM contact ORDER BY added_on LIMIT 1")
    talked = connection.row("SELECT day FROM participant WHERE counts ORDER BY day LIMIT 1")
    return max(added[0], talked[0]) if added and talked else date.max


def _load(connection: Connection, today: date) -> float:
    """Return how many contacts a day the rhythms ask for that have not faded; pauses may count."""
    row = connection.row(
        "SELECT sum(1.0 / interval) FROM standing WHERE due_from IS NOT NULL"
        " AND (fades_from IS NULL OR fades_from > :day)",
        day=today.toordinal(),
    )
    return float(row[0] or 0) if row else 0.0


def _tracked(connection: Connection, store: Store, today: date) -> list[Place]:
    """Return where everybody stands whose rhythm asks at all."""
    ids = [
        row[0]
        for row in connection.rows("SELECT contact_id FROM standing WHERE due_from IS NOT NULL")
    ]
    found = places_of(connection, ids, today=today, rules=store.rules)
    return [place for place in found.values() if place.standing.status not in LEFT_OUT]


def _did(connection: Connection, today: date) -> float:
    """Return how many conversations a week there were lately: people times days that count."""
    row = connection.row(
        "SELECT count(*) FROM (SELECT DISTINCT day, contact_id FROM participant"
        " WHERE day > :since AND day <= :today AND counts) AS had",
        since=today - timedelta(WINDOW_DAYS),
        today=today,
    )
    return (row[0] if row else 0) * WEEK / WINDOW_DAYS


def _closed(connection: Connection, drafted: Plan, places: list[Place]) -> Plan:
    """Add the stretches that bring what is asked for down to what one does.

    Those who matter least to the user come first, of them those who ask most often.
    """
    gap = drafted.asked - drafted.aim
    chosen: list[Stretch] = []
    importance: dict[str, str] = dict(connection.rows("SELECT id, importance FROM contact"))
    possible = sorted(
        _possible(connection, places),
        key=lambda each: (LEAST[importance[each.person.id]], -each.saved, each.person.slug),
    )
    for each in possible:
        if gap <= 0:
            break
        chosen.append(each)
        gap -= each.saved
    return drafted._replace(stretches=tuple(chosen), gap_left=max(0.0, gap))


def _possible(connection: Connection, places: list[Place]) -> Iterator[Stretch]:
    """Yield the next slower rhythm of everybody who could have one."""
    people = handles.people(connection, (place.facts.id for place in places))
    for place in places:
        days = place.standing.interval.days or 0
        to = slower_than(days)
        if days and to is not None:
            yield Stretch(people[place.facts.id], days, place.standing.interval.cadence, to)


def _days(cadence: Cadence) -> int:
    return {"d": 1, "w": 7, "m": 30, "y": 365}[cadence.unit] * cadence.number
