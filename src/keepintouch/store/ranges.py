"""Who may be due: indexed ranges over the standings, ordered by a bound of their score.

The bound is `priority.upper_bound`, in the four operations that every SQL has. The first by
it get `priority.closest_bound`, and the first by that are scored exactly, so that the work
grows with the list, not the store.
Of those whose planned day has come since their range was made nothing is known: they are
always among those who may be due, and never among those who surely are.
"""

from __future__ import annotations

from keepintouch.domain.priority import SLACK, closest_bound
from keepintouch.domain.scoring import DUE_ODDS
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from keepintouch.store.protocol import Connection, Row

EVERY = 2**62
"""A limit that is none: it keeps SQLite from working x out again in every place it stands."""

_ABOVE = (
    "CASE WHEN power < 1 THEN 1 - power + power * x"
    " WHEN power < 2 THEN x * (2 - power + (power - 1) * x)"
    " ELSE x * x * (3 - power + (power - 2) * x) END"
)
_BELOW = "CASE WHEN power < 1 THEN x / ((1 - power) * x + power) ELSE 1 + power * (x - 1) END"
_BOUND = f"{SLACK!r} * (1 - 1 / (1 + {DUE_ODDS} * ({_ABOVE}))) / (1 + h0 + hg * ({_BELOW}))"
_MAY_BE_DUE = "due_from <= :day AND (fades_by IS NULL OR fades_by > :day)"
_SURELY_DUE = (
    "due_by <= :day AND (fades_from IS NULL OR fades_from > :day)"
    " AND (planned_on IS NULL OR planned_on > :day)"
)
_TAGGED = " AND contact_id IN (SELECT contact_id FROM contact_tag WHERE tag_key = :tag)"
_BOUNDED = (
    "SELECT contact_id, :day - anchor AS elapsed, interval, power, h0, hg, importance,"
    f" {_BOUND} AS bound FROM"
    " (SELECT contact_id, importance, power, h0, hg, anchor, interval,"
    " (:day - anchor) * 1.0 / interval AS x FROM standing"
    f" WHERE {_MAY_BE_DUE} AND (planned_on IS NULL OR planned_on > :day)"
)


class Bounds(NamedTuple):
    """Points that nobody's exceed, by contact id; `beyond`: those of everybody left out."""

    points: dict[str, float]
    beyond: float = 0.0


class Dated(NamedTuple):
    """Somebody with a day to be kept: today or lately, certainly on the list, or by rhythm anyway.

    `open` is False for the snoozed and paused, of whom the exact rules must decide;
    `due` says that the rhythm surely asks for them too.
    """

    contact_id: str
    importance: float
    today: bool
    open: bool
    due: bool


def candidates(connection: Connection, day: date, *, limit: int, tag: str | None = None) -> Bounds:
    """Return who may be due on a day, at most `limit`, and those whose planned day has come."""
    rows = connection.rows(
        f"SELECT *, 100 * importance * bound AS points FROM"
        f" ({_BOUNDED}{_TAGGED if tag else ''} LIMIT {EVERY}) AS due) AS bounded"
        " ORDER BY points DESC, contact_id LIMIT :limit",
        limit=limit,
        **_values(day, tag),
    )
    found = _bounds(rows, limit)
    found.points.update(dict.fromkeys(_arrived(connection, day, tag), 100.0))
    return found


def lifted(
    connection: Connection,
    day: date,
    days: Iterable[tuple[int, int, float]],
    *,
    limit: int,
    tag: str | None = None,
) -> Bounds:
    """Return who may be due and has a day near.

    `days` are month, day and signal of each near day; at most `limit` of each.
    """
    points: dict[str, float] = {}
    beyond = 0.0
    for month, of_month, signal in days:
        rows = connection.rows(
            "SELECT *, 100 * importance * (1 - (1 - bound) * :rest) AS points FROM"
            f" ({_BOUNDED}{_TAGGED if tag else ''} AND contact_id IN"
            " (SELECT contact_id FROM occasion WHERE month = :month AND day = :of_month)"
            f" LIMIT {EVERY}) AS due) AS bounded ORDER BY points DESC, contact_id LIMIT :limit",
            month=month,
            of_month=of_month,
            rest=1 - signal,
            limit=limit,
            **_values(day, tag),
        )
        found = _bounds(rows, limit, rest=1 - signal)
        points.update(found.points)
        beyond = max(beyond, found.beyond)
    return Bounds(points, beyond)


def _bounds(rows: Sequence[Row], limit: int, *, rest: float = 1.0) -> Bounds:
    points = {}
    for contact_id, elapsed, interval, power, h0, hg, importance, *_ in rows:
        bound = closest_bound(elapsed, interval, power, h0=h0, hg=hg)
        points[contact_id] = 100 * importance * (1 - (1 - bound) * rest)
    return Bounds(points, rows[-1][-1] if len(rows) >= limit else 0.0)


def kept_days(
    connection: Connection,
    day: date,
    days: Iterable[tuple[int, int, int]],
    *,
    tag: str | None = None,
) -> list[Dated]:
    """Return who has a day to be kept and has not been in touch since.

    `days` are month, day and ordinal of today and of the days before that still count.
    """
    found: dict[str, Dated] = {}
    for month, of_month, ordinal in days:
        rows = connection.rows(
            "SELECT contact_id, standing.importance, :ordinal = :day,"
            " state = 'active' AND snoozed_until IS NULL,"
            f" coalesce({_SURELY_DUE}, FALSE)"
            " FROM standing JOIN contact ON contact.id = contact_id WHERE contact_id IN"
            " (SELECT contact_id FROM occasion WHERE month = :month AND day = :of_month)"
            f" AND (last_day IS NULL OR last_day < :ordinal){_TAGGED if tag else ''}",
            month=month,
            of_month=of_month,
            ordinal=ordinal,
            **_values(day, tag),
        )
        found.update({row[0]: Dated(*row) for row in rows})
    return list(found.values())


def surely_due(connection: Connection, day: date, *, tag: str | None = None) -> int:
    """Return how many are due on a day whatever the population's mean within its tolerance."""
    row = connection.row(
        f"SELECT count(*) FROM standing WHERE due_from <= :day AND {_SURELY_DUE}"
        f"{_TAGGED if tag else ''}",
        **_values(day, tag),
    )
    return int(row[0]) if row else 0


def doubtful(connection: Connection, day: date, *, tag: str | None = None) -> list[str]:
    """Return ids of who may be due on a day, or may not: to be decided exactly."""
    rows = connection.rows(
        f"SELECT contact_id FROM standing WHERE {_MAY_BE_DUE} AND NOT ({_SURELY_DUE})"
        f"{_TAGGED if tag else ''}",
        **_values(day, tag),
    )
    return list(dict.fromkeys((*(row[0] for row in rows), *_arrived(connection, day, tag))))


def coming(
    connection: Connection, after: date, until: date, *, limit: int, tag: str | None = None
) -> list[str]:
    """Return ids of who may become due after one day and until another, about in that order."""
    rows = connection.rows(
        "SELECT contact_id FROM standing WHERE due_by > :day AND due_from <= :until"
        f"{_TAGGED if tag else ''} ORDER BY due_from, contact_id LIMIT :limit",
        until=until.toordinal(),
        limit=limit,
        **_values(after, tag),
    )
    return list(dict.fromkeys((*(row[0] for row in rows), *_arrived(connection, after, tag))))


def tracked(connection: Connection, day: date) -> tuple[int, int]:
    """Return how many have a rhythm that is not surely asking on a day, and how many have one."""
    row = connection.row(
        "SELECT count(CASE WHEN due_by > :day THEN 1 END), count(*) FROM standing"
        " WHERE due_from IS NOT NULL",
        day=day.toordinal(),
    )
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _arrived(connection: Connection, day: date, tag: str | None) -> list[str]:
    """Return ids of those whose planned day has come since their standing was made."""
    rows = connection.rows(
        f"SELECT contact_id FROM standing WHERE planned_on <= :day{_TAGGED if tag else ''}",
        **_values(day, tag),
    )
    return [row[0] for row in rows]


def _values(day: date, tag: str | None) -> dict[str, object]:
    return {"day": day.toordinal(), **({"tag": tag} if tag else {})}
