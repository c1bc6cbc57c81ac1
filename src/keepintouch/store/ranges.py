"""Who may be due: indexed ranges over the standings, and a bound of each one's score.

The bound is `priority.closest_bound`. A store only asks, in the four operations that every
SQL has, who may reach the points of the first ones: `priority.Reach` says what that takes.
Of those whose planned day has come since their range was made nothing is known: they are
always among those who may be due, and never among those who surely are.
"""

from __future__ import annotations

from keepintouch.domain.priority import closest_bound, reach
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store.connection import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from keepintouch.store.protocol import Connection, Row

WIDER = 4
_MAY_BE_DUE = "due_from <= :day AND (fades_by IS NULL OR fades_by > :day)"
_SURELY_DUE = (
    "due_by <= :day AND (fades_from IS NULL OR fades_from > :day)"
    " AND (planned_on IS NULL OR planned_on > :day)"
)
_TAGGED = " AND standing.contact_id IN (SELECT contact_id FROM contact_tag WHERE tag_key = :tag)"
_BOUND = "standing.contact_id, importance, :day - anchor, interval, power, h0, hg"
_OPEN = f"{_MAY_BE_DUE} AND (planned_on IS NULL OR planned_on > :day)"
_REACHES = (
    "(:day - anchor) >= interval * (CASE{levels} ELSE 0 END)"
    " AND (power < 1 OR :least * (interval * (1 + h0) + hg * (interval + power"
    " * (:day - anchor - interval))) <= 100 * importance * interval)"
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


def candidates(
    connection: Connection,
    day: date,
    *,
    limit: int,
    weights: Iterable[float],
    tag: str | None = None,
) -> Bounds:
    """Return who may be due on a day, at least the first `limit`, and whose planned day has come.

    Those who are due the longest and the shortest time set a mark. Whoever may reach it is
    looked at, and while those are many, the mark is set anew. `weights` are those there are.
    """
    where, values = f"{_OPEN}{_TAGGED if tag else ''}", _values(day, tag)
    ends = f"SELECT {_BOUND} FROM standing WHERE {where} ORDER BY due_from {{way}} LIMIT :limit"
    found = Bounds(_points(connection.rows(ends.format(way=""), limit=limit, **values)))
    if len(found.points) == limit:
        shortest = connection.rows(ends.format(way="DESC"), limit=limit, **values)
        points = found.points | _points(shortest)
        found = _first(connection, points, (where, values), limit=limit, weights=weights)
    found.points.update(dict.fromkeys(_arrived(connection, day, tag), 100.0))
    return found


def _first(
    connection: Connection,
    points: dict[str, float],
    among: tuple[str, dict[str, object]],
    *,
    limit: int,
    weights: Iterable[float],
) -> Bounds:
    """Add to the points of some those of all who may have more than the `limit` first of these."""
    where, values = among
    weights = sorted(set(weights))
    least, most, many = 0.0, limit, limit
    while many >= most:
        least, most = sorted(points.values())[-limit], WIDER * most
        condition, marks = _reaching(least, weights)
        rows = connection.rows(
            f"SELECT {_BOUND} FROM standing WHERE {condition} AND {where} LIMIT :most",
            most=most,
            **marks,
            **values,
        )
        points, many = points | _points(rows), len(rows)
    return Bounds(points, least)


def _reaching(least: float, weights: Iterable[float]) -> tuple[str, dict[str, float]]:
    """Return a condition that holds for all whose bound is `least` or more, and its parameters."""
    marks, levels = {"least": least}, ""
    for at, weight in enumerate(weights):
        whole, part = reach(least, weight)
        marks |= {f"weight{at}": weight, f"whole{at}": whole, f"part{at}": part}
        levels += f" WHEN importance = :weight{at} THEN :whole{at} + :part{at} * power"
    return _REACHES.format(levels=levels), marks


def _points(rows: Sequence[Row]) -> dict[str, float]:
    return {
        contact_id: 100 * importance * closest_bound(elapsed, interval, power, h0=h0, hg=hg)
        for contact_id, importance, elapsed, interval, power, h0, hg in rows
    }


def lifted(
    connection: Connection,
    day: date,
    days: Mapping[tuple[int, int], float],
    *,
    tag: str | None = None,
) -> dict[str, float]:
    """Return bounds of those who may be due and have a day near; `days`: signals by month and day."""
    found: dict[str, float] = {}
    condition, values = _falls_on(days)
    for month, of_month, *row in connection.rows(
        f"SELECT occasion.month, occasion.day, {_BOUND} FROM occasion"
        " JOIN standing ON standing.contact_id = occasion.contact_id"
        f" WHERE {condition} AND {_OPEN}{_TAGGED if tag else ''}",
        **values,
        **_values(day, tag),
    ):
        signal = days.get((month, of_month), 0.0)
        most = 100 * float(row[1])
        for contact_id, points in _points([tuple(row)]).items():
            lift = most - (most - points) * (1 - signal)
            found[contact_id] = max(found.get(contact_id, 0.0), lift)
    return found


def kept_days(
    connection: Connection,
    day: date,
    days: Mapping[tuple[int, int], int],
    *,
    tag: str | None = None,
) -> list[Dated]:
    """Return who has a day to be kept and has not been in touch since.

    `days`: ordinals by month and day, of today and of the days before that still count.
    """
    found: dict[str, Dated] = {}
    condition, values = _falls_on(days)
    rows = connection.rows(
        "SELECT occasion.month, occasion.day, last_day, standing.contact_id, standing.importance,"
        f" state = 'active' AND snoozed_until IS NULL, coalesce({_SURELY_DUE}, FALSE)"
        " FROM occasion JOIN standing ON standing.contact_id = occasion.contact_id"
        " JOIN contact ON contact.id = occasion.contact_id"
        f" WHERE {condition}{_TAGGED if tag else ''}",
        **values,
        **_values(day, tag),
    )
    for month, of_month, last, contact_id, importance, is_open, due in rows:
        on = days.get((month, of_month))
        if on is not None and (last is None or last < on):
            today = on == day.toordinal() or (contact_id in found and found[contact_id].today)
            found[contact_id] = Dated(contact_id, importance, today, bool(is_open), bool(due))
    return list(found.values())


def _falls_on(days: Iterable[tuple[int, int]]) -> tuple[str, dict[str, object]]:
    """Return a condition that occasions of these months and days fulfil, and some others may."""
    months, of_months = (sorted(set(each)) for each in zip(*days, strict=True))
    in_months, values = placeholders("month", months)
    in_days, others = placeholders("of_month", of_months)
    condition = f"occasion.month IN ({in_months}) AND occasion.day IN ({in_days})"
    return condition, {**values, **others}


def counted(connection: Connection, day: date, *, tag: str | None = None) -> tuple[int, list[str]]:
    """Return how many are due whatever the population's mean within its tolerance, and who may be.

    The latter are to be decided exactly.
    """
    values, tagged = _values(day, tag), _TAGGED if tag else ""
    row = connection.row(f"SELECT count(*) FROM standing WHERE {_MAY_BE_DUE}{tagged}", **values)
    rows = connection.rows(
        f"SELECT contact_id, TRUE FROM standing WHERE {_MAY_BE_DUE}"
        f" AND (due_by > :day OR fades_from <= :day){tagged} UNION"
        f" SELECT contact_id, coalesce({_MAY_BE_DUE}, FALSE) FROM standing"
        f" WHERE planned_on <= :day{tagged}",
        **values,
    )
    sure = (int(row[0]) if row else 0) - sum(may for _, may in rows)
    return sure, [contact_id for contact_id, _ in rows]


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
