"""Follow-ups: promises for a day, and whom they concern."""

from __future__ import annotations

from collections import defaultdict

from keepintouch.domain.errors import UnknownError
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import FollowUp
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import links
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from keepintouch.store.journal import Step
    from keepintouch.store.protocol import Connection, Row

COLUMNS = "id, due_on, text, state, closed_on, source, source_id"
PLAIN = tuple(COLUMNS.split(", "))


def add(step: Step, follow_ups: Iterable[FollowUp]) -> None:
    """Add promises."""
    new = list(follow_ups)
    step.insert_many("follow_up", [{name: getattr(each, name) for name in PLAIN} for each in new])
    linked = [row for each in new for row in links.of_people(each.people, follow_up_id=each.id)]
    step.insert_many("follow_up_about", linked)


def change(step: Step, follow_up: FollowUp) -> None:
    """Make the stored promise equal to `follow_up`."""
    step.update("follow_up", (follow_up.id,), **{name: getattr(follow_up, name) for name in PLAIN})
    step.replace("follow_up_about", links.of_people(follow_up.people), follow_up_id=follow_up.id)


def remove(step: Step, follow_up_id: str) -> None:
    """Remove a promise."""
    step.replace("follow_up_about", (), follow_up_id=follow_up_id)
    step.delete("follow_up", (follow_up_id,))


def open_until(connection: Connection, day: date) -> list[FollowUp]:
    """Return the open promises due by `day`, oldest first."""
    return _whole(
        connection,
        connection.rows(
            f"SELECT {COLUMNS} FROM follow_up WHERE state = 'open' AND due_on <= :day"
            " ORDER BY due_on, id",
            day=day,
        ),
    )


def about(connection: Connection, contact_id: str, *, state: str | None = None) -> list[FollowUp]:
    """Return the promises that concern somebody, in the order of their days."""
    only = "" if state is None else " AND state = :state"
    return _whole(
        connection,
        connection.rows(
            f"SELECT {COLUMNS} FROM follow_up WHERE id IN (SELECT follow_up_id FROM"
            f" follow_up_about WHERE contact_id = :contact_id){only} ORDER BY due_on, id",
            contact_id=contact_id,
            **({} if state is None else {"state": state}),
        ),
    )


def everything(connection: Connection) -> Iterator[FollowUp]:
    """Yield all promises in the order of their ids."""
    yield from _whole(connection, connection.rows(f"SELECT {COLUMNS} FROM follow_up ORDER BY id"))


def get(connection: Connection, follow_up_id: str) -> FollowUp:
    """Return one promise; one that is gone is an `UnknownError`."""
    rows = connection.rows(f"SELECT {COLUMNS} FROM follow_up WHERE id = :id", id=follow_up_id)
    if not rows:
        raise UnknownError("this follow-up is not here any more. Nothing was changed.")
    return _whole(connection, rows)[0]


def _whole(connection: Connection, rows: list[Row]) -> list[FollowUp]:
    people: dict[str, list[Person]] = defaultdict(list)
    for batch in batches(row[0] for row in rows):
        names, values = placeholders("id", batch)
        for follow_up_id, *who in connection.rows(
            "SELECT link.follow_up_id, contact.id, contact.slug, contact.name"
            " FROM follow_up_about AS link JOIN contact ON contact.id = link.contact_id"
            f" WHERE link.follow_up_id IN ({names}) ORDER BY link.position",
            **values,
        ):
            people[follow_up_id].append(Person(*who))
    return [
        FollowUp(**dict(zip(PLAIN, row, strict=True)), people=tuple(people[row[0]])) for row in rows
    ]
