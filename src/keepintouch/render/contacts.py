"""People as programs read them, and the list of everyone."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTH_NAMES, echo, relative
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Span, Table, dim, told_apart
from keepintouch.render.words import NOTHING, counted, rhythm

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.contacts import Contact
    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Screen, Text
    from keepintouch.services.looking import People, Row
    from keepintouch.services.standings import Place

A_YEAR = 365


def everyone(found: People, today: date) -> Answer:
    """List people with their rhythm, the last touchpoint and the due day."""
    return Answer(
        lambda _look: _list(found, today),
        lambda: {
            "schema": "kit.contacts/1",
            "items": [item(row.contact, row.place) for row in found.rows],
        },
    )


def item(contact: Contact, place: Place) -> Document:
    """Return a person as `kit.contacts/1` has it."""
    cadence = contact.cadence
    return {
        "id": contact.id,
        "slug": contact.slug,
        "name": contact.name,
        "nicknames": list(contact.nicknames),
        "emails": _values(contact, "email"),
        "phones": _values(contact, "phone"),
        "birthday": contact.birthday.iso if contact.birthday else None,
        "org": contact.org,
        "team": contact.team,
        "title": contact.title,
        "place": contact.place,
        "tags": list(contact.tags),
        "every": cadence.iso if cadence and cadence.number else None,
        "last": place.last_on.isoformat() if place.last_on else None,
        "due": place.due_on.isoformat() if place.due_on else None,
        "state": contact.state,
    }


def short_day(day: date, today: date) -> str:
    """Return `21 Nov`, and `8 months ago` for what is long past."""
    if today.toordinal() - day.toordinal() > A_YEAR // 2:
        return relative(day, today)
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def _values(contact: Contact, field: str) -> list[str]:
    return [point.value for point in contact.points if point.field == field]


def _list(found: People, today: date) -> Screen:
    if not found.rows:
        return ["Nobody. kit add NAME adds someone."]
    names = told_apart(row.contact for row in found.rows)
    rows = [[names[row.contact.id], *_row(row, today)] for row in found.rows]
    number = len(found.rows)
    total = counted(number, "person", "people")
    end = total if number == found.total else f"{number} of {found.total} people"
    return [Table(rows, indent=0, header=("Name", "Every", "Last talked", "Due")), end]


def _row(row: Row, today: date) -> list[Text]:
    place = row.place
    last = NOTHING
    if place.last_on:
        kind = f", {row.last_kind}" if row.last_kind else ""
        last = f"{short_day(place.last_on, today)}{kind}"
    return [
        rhythm(row.contact.cadence or _of_a_tag(place)),
        dim(last),
        _due(place, today) if row.contact.state == "active" else dim(row.contact.state),
    ]


def _of_a_tag(place: Place) -> Cadence | None:
    interval = place.standing.interval
    return interval.cadence if interval.source == "tag" else None


def _due(place: Place, today: date) -> Text:
    if place.due_on is None:
        return dim(NOTHING)
    return Span(echo(place.due_on, today), "due" if place.standing.is_due else "dim")
