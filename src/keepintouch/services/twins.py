"""Likely twins: pairs of people that may be one, each with the evidence."""

from __future__ import annotations

from keepintouch.domain.matching import evidence, trait
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import contacts, handles

if TYPE_CHECKING:
    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.matching import Trait
    from keepintouch.domain.people import Person
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

LIMIT = 100
SAME_FULL_NAME = 1
"""`name_key.level` up to which a name is whole: the handle, the full name."""

PAIRS = (
    "SELECT one.contact_id, other.contact_id FROM point AS one"
    " JOIN point AS other ON other.normal = one.normal AND other.contact_id > one.contact_id"
    " WHERE one.normal IS NOT NULL"
    " UNION SELECT one.contact_id, other.contact_id FROM name_key AS one"
    " JOIN name_key AS other ON other.key = one.key AND other.contact_id > one.contact_id"
    " WHERE one.level <= :whole AND other.level <= :whole"
    " ORDER BY 1, 2 LIMIT :limit"
)


class Twins(NamedTuple):
    """Two people who may be one, and why; the first was added first."""

    first: Person
    second: Person
    why: str


def likely(store: Store, limit: int = LIMIT) -> list[Twins]:
    """Return pairs of people that may be one, in the order they were added."""
    if not store.exists:
        return []
    with store.reading() as connection:
        pairs = connection.rows(PAIRS, whole=SAME_FULL_NAME, limit=limit)
        ids = {contact_id for pair in pairs for contact_id in pair}
        people = handles.people(connection, sorted(ids))
        known = _traits(connection, ids)
        return [
            Twins(people[one], people[other], why)
            for one, other in pairs
            if (why := evidence(known[one], known[other]))
        ]


def _traits(connection: Connection, ids: set[str]) -> dict[str, Trait]:
    return {each.id: _trait(each) for each in contacts.many(connection, sorted(ids))}


def _trait(contact: Contact) -> Trait:
    return trait(contact.name, (point.normal for point in contact.points), contact.birthday)
