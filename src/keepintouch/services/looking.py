"""Looking somebody up: one person on a screen, everyone in a list, the timeline, a search."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import Occasion
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.services.cases import cases, day_of
from keepintouch.services.standings import place_of, places_of
from keepintouch.store import contacts, followups, handles, listing, notes, searching, touchpoints
from keepintouch.store.listing import Wanted

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person
    from keepintouch.domain.reasons import Case
    from keepintouch.domain.touchpoints import FollowUp, Note, Touchpoint
    from keepintouch.services.standings import Place
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection
    from keepintouch.store.searching import Hit

__all__ = ["Wanted", "everyone", "find", "history", "reading", "remembered", "show"]

NEWEST = 10
MONTHS = 12


class Card(NamedTuple):
    """One person on one screen; `months` counts touchpoints in the last twelve, oldest first."""

    contact: Contact
    place: Place
    case: Case
    history: tuple[Touchpoint, ...]
    touchpoints: int
    months: tuple[int, ...]
    notes: tuple[Note, ...]
    follow_ups: tuple[FollowUp, ...]


class Row(NamedTuple):
    """Somebody in the list of everyone; `last_kind` is how one was last in touch."""

    contact: Contact
    place: Place
    last_kind: str | None


class People(NamedTuple):
    """A list of people, and how many there are without its limit."""

    rows: tuple[Row, ...]
    total: int


class Found(NamedTuple):
    """A place where the text stands, and whose it is."""

    person: Person | None
    hit: Hit


EVERYBODY = Wanted()


def show(store: Store, who: str, *, today: date) -> Card:
    """Return everything worth knowing before one calls somebody."""
    with reading(store) as connection:
        person = choosing.person(connection, who)
        (total,) = connection.row(
            "SELECT count(*) FROM participant WHERE contact_id = :id", id=person.id
        ) or (0,)
        day = day_of(connection, store, today)
        (case,) = cases(connection, day, [person.id], {})
        return Card(
            contacts.get(connection, person.id),
            place_of(connection, person.id, today=today, rules=store.rules),
            case,
            tuple(touchpoints.history(connection, person.id, limit=NEWEST)),
            total,
            _months(connection, person.id, today),
            tuple(notes.about(connection, person.id)),
            tuple(followups.about(connection, person.id, state="open")),
        )


def everyone(store: Store, *, today: date, wanted: Wanted = EVERYBODY) -> People:
    """Return people in an order: by `name`, `last` (newest first), `due` or `added`."""
    if wanted.sort not in listing.ORDERS:
        raise UsageError(f'there is no order "{wanted.sort}".', close=tuple(listing.ORDERS))
    if not store.exists:
        return People((), 0)
    with store.reading() as connection:
        ids = listing.ids(connection, wanted)
        places = places_of(connection, ids, today=today, rules=store.rules)
        kinds = listing.last_kinds(connection, ids)
        rows = tuple(
            Row(contact, places[contact.id], kinds.get(contact.id))
            for contact in contacts.many(connection, ids)
        )
        return People(rows, listing.total(connection, wanted) if wanted.limit else len(rows))


def history(
    store: Store,
    who: str | None,
    *,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> tuple[Person | None, list[Touchpoint]]:
    """Return somebody's touchpoints, or everybody's, newest first."""
    if not store.exists and who is None:
        return None, []
    with reading(store) as connection:
        if who is None:
            return None, touchpoints.timeline(connection, limit=limit, since=since, until=until)
        person = choosing.person(connection, who)
        found = touchpoints.history(connection, person.id, limit=limit, since=since, until=until)
        return person, found


def remembered(
    store: Store, who: str, *, since: date | None = None, until: date | None = None
) -> tuple[list[Note], list[Occasion]]:
    """Return the notes about somebody, newest first, and their days, the birthday first."""
    with reading(store) as connection:
        person = choosing.person(connection, who)
        contact = contacts.get(connection, person.id)
        about = [
            each
            for each in notes.about(connection, person.id)
            if (since or each.day) <= each.day <= (until or each.day)
        ]
    born = [Occasion(contacts.BIRTHDAY, contact.birthday)] if contact.birthday else []
    return about, [*born, *contact.occasions]


def find(store: Store, text: str, *, who: str | None = None, limit: int = 100) -> list[Found]:
    """Return where a text stands, in everything that is kept."""
    if not store.exists:
        return []
    with store.reading() as connection:
        person = choosing.person(connection, who) if who else None
        hits = searching.find(connection, text, who=person.id if person else None, limit=limit)
        people = handles.people(connection, {hit.contact_id for hit in hits if hit.contact_id})
        return [Found(people.get(hit.contact_id or ""), hit) for hit in hits]


def reading(store: Store) -> AbstractContextManager[Connection]:
    """Open the store for reading about somebody; where there is none, nobody is here yet."""
    return choosing.inhabited(store).reading()


def _months(connection: Connection, contact_id: str, today: date) -> tuple[int, ...]:
    """Count touchpoints by month, for the last twelve, this one last."""
    first = _months_before(today, MONTHS - 1)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for (day,) in connection.rows(
        "SELECT day FROM participant WHERE contact_id = :id AND day >= :first AND day <= :today",
        id=contact_id,
        first=first,
        today=today,
    ):
        counts[day.year, day.month] += 1
    months = [_months_before(today, back) for back in range(MONTHS - 1, -1, -1)]
    return tuple(counts[each.year, each.month] for each in months)


def _months_before(today: date, back: int) -> date:
    day = today.replace(day=1)
    for _ in range(back):
        day = (day - timedelta(1)).replace(day=1)
    return day
