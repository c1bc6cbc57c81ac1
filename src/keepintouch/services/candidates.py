"""Who may be on today's list: found by bounds in SQL, ranked exactly, counted by an index."""

from __future__ import annotations

from keepintouch.domain.names import fold
from keepintouch.domain.priority import BELATED, LEAD_DAYS, Candidate, date_signal, ranked
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services.cases import cases
from keepintouch.store import handles, occasions, ranges
from keepintouch.store.ranges import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from keepintouch.domain.reasons import Case
    from keepintouch.services.cases import Day
    from keepintouch.store.protocol import Connection
    from keepintouch.store.ranges import Dated

LIMIT = 5
SHORTLIST = 16
WIDER = 4
EVERYBODY = 2**31

Ranked = list[tuple[Candidate, "Case"]]


class Asked(NamedTuple):
    """What a list of due people is asked for.

    `limit` is today's capacity, `rows` how many to return (None: everybody); `until`
    also brings those who become due by that day; `shown` says on how many of the last
    seven days somebody was on the list in vain, by id.
    """

    limit: int = LIMIT
    rows: int | None = LIMIT
    tag: str | None = None
    until: date | None = None
    shown: Mapping[str, int] = {}
    lead: int = LEAD_DAYS
    leap_day: str = "feb28"

    @property
    def tag_key(self) -> str | None:
        """Return the tag as tags are compared."""
        return fold(self.tag.lstrip("+")) if self.tag else None


def ranked_for(connection: Connection, day: Day, asked: Asked, kept: Sequence[Dated]) -> Ranked:
    """Return those who are due in their order: at least as many as are asked for, if there are.

    `kept` are those with a day to be kept, as `dated` finds them.
    Candidates come by a bound that their score never exceeds and are scored from the top,
    fourfold more each time, until nobody left out could be among the first.
    """
    wanted = EVERYBODY if asked.rows is None else max(asked.rows, asked.limit)
    size = EVERYBODY if asked.rows is None else max(SHORTLIST, 2 * wanted)
    certain = [
        *(each.contact_id for each in kept if each.today),
        *_promised(connection, day, asked),
    ]
    scored: dict[str, Case] = {}
    while True:
        bounds = _bounds(connection, day, asked, kept, size)
        ids = list(bounds.points)
        first = dict.fromkeys((*ids[:size], *certain))
        fresh = [each for each in first if each not in scored]
        scored.update((each.facts.id, each) for each in cases(connection, day, fresh, asked.shown))
        found = in_order(scored.values(), connection)
        left = max(bounds.beyond, *(bounds.points[each] for each in ids[size : size + 1]), 0.0)
        if not left:
            return found
        if len(found) >= wanted and _beats(found[wanted - 1][0], left):
            musts = sum(each.signals.must for each, _ in found)
            return found[: max(wanted, musts)]
        size *= WIDER


def _beats(last: Candidate, bound: float) -> bool:
    """Say whether nobody within a bound can come before: all must-dos are among those ranked."""
    return last.signals.must or last.points >= bound


def _bounds(
    connection: Connection, day: Day, asked: Asked, kept: Sequence[Dated], size: int
) -> Bounds:
    """Return bounds of the points of those who may be due, the highest first."""
    plain = ranges.candidates(
        connection, day.today, limit=size, weights=day.rules.weights, tag=asked.tag_key
    )
    calendar = occasions.calendar(day.belated_from, day.until, day.leap_day)
    near = {
        (month, of_month): date_signal((each - day.today).days, day.lead)
        for each, month, of_month in calendar
    }
    points = dict(plain.points)
    for contact_id, lift in ranges.lifted(connection, day.today, near, tag=asked.tag_key).items():
        points[contact_id] = max(points.get(contact_id, 0.0), lift)
    for each in kept:
        belated = 100 * each.importance * BELATED
        points[each.contact_id] = max(points.get(each.contact_id, 0.0), belated)
    in_order = sorted(points.items(), key=lambda each: -each[1])
    return Bounds(dict(in_order), plain.beyond)


def dated(connection: Connection, day: Day, asked: Asked) -> list[Dated]:
    """Return who has a birthday or other day to be kept."""
    days = {
        (month, of_month): each.toordinal()
        for each, month, of_month in occasions.calendar(day.belated_from, day.today, day.leap_day)
    }
    return ranges.kept_days(connection, day.today, days, tag=asked.tag_key)


def _promised(connection: Connection, day: Day, asked: Asked) -> list[str]:
    """Return whom a promise puts on the list, or lifts on it."""
    ids = {who.id for each in day.follow_ups for who in each.people}
    if asked.tag_key is not None and ids:
        rows = connection.rows(
            "SELECT contact_id FROM contact_tag WHERE tag_key = :tag", tag=asked.tag_key
        )
        ids &= {row[0] for row in rows}
    return sorted(ids)


def in_order(found: Iterable[Case], connection: Connection) -> Ranked:
    """Return those who ask, in their order."""
    by_id = {case.facts.id: case for case in found if case.signals.asks}
    people = handles.people(connection, by_id)
    order = ranked(candidate(case, fold(people[case.facts.id].name)) for case in by_id.values())
    return [(each, by_id[each.id]) for each in order]


def candidate(case: Case, name: str = "") -> Candidate:
    """Return somebody as they are ranked; `name` folded."""
    return Candidate(
        case.facts.id,
        name,
        case.signals,
        case.standing.days_over or 0,
        case.importance,
        case.shown,
        case.facts.rules.weights,
    )


def count(connection: Connection, day: Day, asked: Asked, kept: Sequence[Dated]) -> int:
    """Count those who are due: most by the index alone, the doubtful ones and must-dos exactly."""
    sure, doubtful = ranges.counted(connection, day.today, tag=asked.tag_key)
    unsure = set(doubtful)
    others = [each for each in kept if not each.due and each.contact_id not in unsure]
    exact = unsure.union(
        (each.contact_id for each in others if not each.open), _promised(connection, day, asked)
    )
    plain = {each.contact_id for each in others if each.open} - exact
    asks = [case for case in cases(connection, day, sorted(exact), {}) if case.signals.asks]
    return (
        sure
        + len(plain)
        + sum(case.facts.id in unsure or not case.standing.is_due for case in asks)
    )
