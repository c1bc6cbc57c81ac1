"""Whom of the store a file means when it only refers to somebody."""

from __future__ import annotations

from keepintouch.domain.contacts import Point
from keepintouch.domain.names import best, key
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services.importing.matching import Roll
from keepintouch.store import handles, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from keepintouch.domain.names import Match
    from keepintouch.domain.people import Person
    from keepintouch.formats.drafts import Ref
    from keepintouch.store.writing import Writing

    Normalise = Callable[[tuple[Point, ...]], tuple[Point, ...]]

WHOLE = frozenset({"slug", "full"})
CALLED = frozenset({"slug", "full", "nickname", "first", "initial"})
"""The levels of a name by which a file may mean somebody; a family name is a family's."""


class Meant(NamedTuple):
    """The one person a reference means, or the several it may mean."""

    person: Person | None
    several: tuple[Person, ...] = ()


class Directory:
    """Finds people by the ids, addresses and names of a batch of references."""

    def __init__(self, writing: Writing, source: str, normalise: Normalise) -> None:
        self._writing = writing
        self._normalise = normalise
        self._roll = Roll(writing.connection, source)
        self._named: dict[str, tuple[Match, ...]] = {}
        self._people: dict[str, Person] = {}

    def load(self, refs: Iterable[Ref]) -> None:
        """Look up, in a few queries, everybody these references may mean."""
        self._writing.refresh_names()
        refs = list(refs)
        self._roll.load_origins(sorted({ref.uid for ref in refs if ref.uid}))
        self._roll.by_normal.clear()
        self._roll.load_normals(each for ref in refs for each in self._normals(ref))
        wanted = dict.fromkeys(key(ref.name) for ref in refs if ref.name)
        self._named = names.matches(self._writing.connection, wanted)
        ids = {known.contact_id for known in self._roll.origins.values()}
        for found in self._roll.by_normal.values():
            ids |= found
        self._people = handles.people(self._writing.connection, sorted(ids))

    def who(self, ref: Ref) -> Meant:
        """Return whom a reference means: by id, then address, then name.

        A nickname or a given name is enough only where nothing else is said: the sender
        of a mail from an address that nobody here has is not the one Ana who is here.
        """
        known = self._roll.origins.get(ref.uid or "")
        if known:
            return Meant(self._people[known.contact_id])
        for each in self._normals(ref):
            found = self._roll.by_normal.get(each, set())
            if len(found) == 1:
                return Meant(self._people[next(iter(found))])
        return self._by_name(ref)

    def _by_name(self, ref: Ref) -> Meant:
        levels = WHOLE if ref.email or ref.phone else CALLED
        matches = self._named.get(key(ref.name), ()) if ref.name else ()
        found = best((each for each in matches if each.level in levels), exact=False)
        people = tuple(each.person for each in found)
        return Meant(people[0]) if len(people) == 1 else Meant(None, people)

    def _normals(self, ref: Ref) -> list[str]:
        pairs = (("email", ref.email), ("phone", ref.phone))
        points = tuple(Point(field, value) for field, value in pairs if value)
        return [each.normal for each in self._normalise(points) if each.normal]
