"""What TAB may offer: people by the start of a name, and tags."""

from __future__ import annotations

from keepintouch.domain import names as naming
from keepintouch.domain.cadence import from_iso
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import contacts, names

if TYPE_CHECKING:
    from keepintouch.domain.cadence import Cadence
    from keepintouch.store import Store

LIMIT = 30


class Suggestion(NamedTuple):
    """Somebody whose name begins as typed."""

    slug: str
    name: str
    cadence: Cadence | None


def people(store: Store, start: str, limit: int = LIMIT) -> list[Suggestion]:
    """Return people one of whose names begins with `start`, by handle."""
    if not store.exists:
        return []
    with store.reading() as connection:
        found = names.starting(connection, naming.key(start), limit)
        cadences = contacts.cadences(connection, [each.id for each in found])
        return [
            Suggestion(each.slug, each.name, from_iso(iso) if (iso := cadences[each.id]) else None)
            for each in found
        ]


def tags(store: Store, start: str, limit: int = LIMIT) -> list[str]:
    """Return tags that begin with `start`."""
    if not store.exists:
        return []
    with store.reading() as connection:
        return contacts.tags_starting(connection, naming.fold(start), limit)
