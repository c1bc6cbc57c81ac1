"""Counts and extremes over a period, made in SQL so that a month of any size is quick."""

from __future__ import annotations

from datetime import date, timedelta

from keepintouch.domain.people import Person
from keepintouch.domain.periods import month_of
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import months

if TYPE_CHECKING:
    from keepintouch.store.protocol import Connection

UNKNOWN = "unknown"
LOOKED_AT = 300


class Span(NamedTuple):
    """From one day to another, both included; of everybody, or of the people `ids` names.

    `ids` is a query that gives contact ids, with its values in `values`.
    """

    since: date
    until: date
    ids: str | None = None
    values: tuple[tuple[str, object], ...] = ()

    @property
    def bound(self) -> dict[str, object]:
        """Return the values of the statement's parameters."""
        return {"since": self.since, "until": self.until, **dict(self.values)}

    @property
    def touchpoints(self) -> str:
        """Return the condition on `touchpoint`."""
        if self.ids is None:
            return "touchpoint.day BETWEEN :since AND :until"
        return f"touchpoint.id IN (SELECT touchpoint_id FROM participant WHERE {self.participants})"

    @property
    def participants(self) -> str:
        """Return the condition on `participant`."""
        days = "participant.day BETWEEN :since AND :until"
        return days if self.ids is None else f"{days} AND participant.contact_id IN ({self.ids})"


def by_kind_and_direction(connection: Connection, span: Span) -> dict[tuple[str, str], int]:
    """Count touchpoints by kind and by who reached out: `me`, `them`, `unknown`.

    First each day's in the order of their index, so that a busy month need not be sorted.
    """
    rows = connection.rows(
        f"SELECT kind, coalesce(direction, '{UNKNOWN}'), CAST(sum(many) AS INTEGER) FROM"
        " (SELECT kind, direction, count(*) AS many FROM touchpoint"
        f" WHERE {span.touchpoints} GROUP BY touchpoint.day, kind, direction) AS daily"
        " GROUP BY kind, direction",
        **span.bound,
    )
    return {(kind, direction): many for kind, direction, many in rows}


def total(connection: Connection, span: Span) -> int:
    """Count touchpoints: everybody's of whole months are counted already."""
    first = span.since.replace(day=1)
    if span.ids is None and span == span._replace(since=first, until=month_of(span.until).last):
        return months.between(connection, span.since, span.until)
    row = connection.row(f"SELECT count(*) FROM touchpoint WHERE {span.touchpoints}", **span.bound)
    return int(row[0]) if row else 0


def most(connection: Connection, span: Span, limit: int) -> tuple[int, list[tuple[Person, int]]]:
    """Return how many one was in touch with, and with whom most and how often."""
    rows = connection.rows(
        "WITH often AS MATERIALIZED (SELECT contact_id, count(*) AS many FROM participant"
        f" WHERE {span.participants} GROUP BY contact_id)"
        " SELECT contact.id, contact.slug, contact.name, first.many, (SELECT count(*) FROM often)"
        " FROM (SELECT * FROM often ORDER BY many DESC, contact_id LIMIT :limit) AS first"
        " JOIN contact ON contact.id = first.contact_id ORDER BY first.many DESC, contact.slug",
        limit=limit,
        **span.bound,
    )
    return (rows[0][4] if rows else 0), [(Person(*row[:3]), row[3]) for row in rows]


def revived(
    connection: Connection, span: Span, *, silent: int, limit: int
) -> list[tuple[Person, date, int]]:
    """Return who came back after `silent` days or more, on which day and after how many.

    By the days themselves, for any period; `came_back` is quicker for one that goes on.
    """
    gap = (
        "julianday(back) - julianday(before)" if connection.dialect == "sqlite" else "back - before"
    )
    rows = connection.rows(
        "WITH first AS MATERIALIZED (SELECT contact_id, min(day) AS back FROM participant"
        f" WHERE {span.participants} GROUP BY contact_id),"
        " returned AS MATERIALIZED (SELECT contact_id, back, (SELECT max(earlier.day)"
        " FROM participant AS earlier WHERE earlier.contact_id = first.contact_id"
        " AND earlier.day < :since) AS before FROM first)"
        ' SELECT contact.id, contact.slug, contact.name, before AS "before [date]",'
        ' back AS "back [date]" FROM returned JOIN contact ON contact.id = returned.contact_id'
        f" WHERE before <= :latest AND {gap} >= :silent"
        f" ORDER BY {gap} DESC, contact.slug LIMIT :limit",
        latest=span.until - timedelta(silent),
        silent=silent,
        limit=limit,
        **span.bound,
    )
    return [(Person(*row[:3]), row[4], (row[4] - row[3]).days) for row in rows]


def came_back(connection: Connection, span: Span, *, limit: int) -> list[tuple[Person, date, int]]:
    """Return whose last return after a long silence was in the period, by the standings."""
    theirs = f" AND contact_id IN ({span.ids})" if span.ids else ""
    rows = connection.rows(
        "WITH back AS MATERIALIZED (SELECT contact_id, returned_on, returned_after FROM standing"
        f" WHERE returned_on BETWEEN :first AND :last{theirs}),"
        " longest AS (SELECT returned_after FROM back ORDER BY returned_after DESC LIMIT :limit)"
        " SELECT contact.id, contact.slug, contact.name, returned_on, returned_after"
        " FROM back JOIN contact ON contact.id = back.contact_id"
        " WHERE returned_after >= (SELECT min(returned_after) FROM longest)"
        " ORDER BY returned_after DESC, contact.slug LIMIT :limit",
        first=span.since.toordinal(),
        last=span.until.toordinal(),
        limit=limit,
        **dict(span.values),
    )
    return [(Person(*row[:3]), date.fromordinal(row[3]), row[4]) for row in rows]


def added(connection: Connection, span: Span, limit: int) -> tuple[int, list[Person]]:
    """Return how many people are new in the period, and the first of them."""
    theirs = f" AND id IN ({span.ids})" if span.ids else ""
    where = f"added_on BETWEEN :since AND :until{theirs}"
    row = connection.row(f"SELECT count(*) FROM contact WHERE {where}", **span.bound)
    rows = connection.rows(
        f"SELECT id, slug, name FROM contact WHERE {where} ORDER BY added_on, id LIMIT :limit",
        limit=limit,
        **span.bound,
    )
    return (int(row[0]) if row else 0), [Person(*each) for each in rows]


def telling(connection: Connection, span: Span, limit: int) -> list[tuple[date, str, str | None]]:
    """Return the lines of a period that tell most (day, text, one person's name), longest first.

    Of the newest `LOOKED_AT` that have words, so that a busy month is no slower.
    """
    rows = connection.rows(
        'SELECT day AS "day [date]", text, (SELECT min(contact.name) FROM participant'
        " JOIN contact ON contact.id = participant.contact_id"
        " WHERE participant.touchpoint_id = longest.id) FROM (SELECT * FROM"
        f" (SELECT id, day, text FROM touchpoint WHERE {span.touchpoints} AND text <> ''"
        f" ORDER BY day DESC, id DESC LIMIT {LOOKED_AT}) AS newest"
        " ORDER BY length(text) DESC, id LIMIT :limit) AS longest ORDER BY length(text) DESC, id",
        limit=limit,
        **span.bound,
    )
    return [(row[0], row[1], row[2]) for row in rows]
