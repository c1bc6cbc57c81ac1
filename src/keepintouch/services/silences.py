"""Where people stood at the end of a period: on rhythm, back again, drifting, lapsed."""

from __future__ import annotations

from keepintouch.domain.intervals import EXPLICIT
from keepintouch.domain.priority import has_drifted
from keepintouch.domain.scoring import SILENCE_DAYS
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services.drifting import is_let_go, let_go
from keepintouch.services.standings import placed, then
from keepintouch.store import counting, handles, ranges, standings
from keepintouch.store.facts import stored_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.services.standings import Place
    from keepintouch.store import Store
    from keepintouch.store.counting import Span
    from keepintouch.store.protocol import Connection

LISTED = 10
CANDIDATES = 40


class Silence(NamedTuple):
    """Somebody one has not been in touch with for `days`."""

    person: Person
    days: int


class Return(NamedTuple):
    """Somebody one is in touch with again, after so many days of silence."""

    person: Person
    on: date
    after: int


class Places:
    """Where people stood at the end of the period: today by the index, earlier from the days."""

    def __init__(self, connection: Connection, store: Store, end: date, today: date) -> None:
        self.connection = connection
        self.rules = store.rules
        self.end = end
        self.then = None if end == today else then(connection, on=end, rules=store.rules)
        self.mu0 = self.then.mu0 if self.then else standings.population(connection).mu0

    def on_rhythm(self, span: Span) -> tuple[int, int]:
        """Return how many were on rhythm, of how many who have one."""
        if self.then is None and span.ids is None:
            return ranges.tracked(self.connection, self.end)
        kept = tracked = 0
        for place in self._all(span):
            if place.standing.due_on is not None and place.facts.added_on <= self.end.toordinal():
                tracked += 1
                kept += not place.standing.is_due and place.standing.status != "faded"
        return kept, tracked

    def kept(self, most: list[tuple[Person, int]]) -> Iterator[Person]:
        """Yield those in touch who have a rhythm and are not due."""
        places = self._of([person.id for person, _ in most])
        for person, _ in most:
            place = places[person.id]
            if place.standing.due_on is not None and not place.standing.is_due:
                yield person

    def returned(self, span: Span) -> Iterator[Return]:
        """Yield who came back after a long silence, the longest first."""
        found = (
            counting.came_back(self.connection, span, limit=LISTED)
            if self.then is None
            else counting.revived(self.connection, span, silent=SILENCE_DAYS, limit=LISTED)
        )
        for person, back, after in found:
            yield Return(person, back, after)

    def drifting(self, span: Span) -> list[Silence]:
        """Return who was close once and is silent beyond their rhythm, the longest first."""
        gone = let_go(self.connection)
        return self._silences(
            self._candidates(
                span, "n90_max >= 6 AND last_day <= :day - 30", "n90_max DESC, contact_id"
            ),
            lambda place: (
                has_drifted(place.standing, place.facts.rhythm, self.mu0)
                and not is_let_go(place, gone)
            ),
        )

    def lapsed(self, span: Span) -> list[Silence]:
        """Return whose own rhythm is over by more than itself, the longest silence first."""
        found = self._candidates(span, "source <> '' AND due_from <= :day", "due_from, contact_id")
        return self._silences(found, _twice_over)

    def _candidates(self, span: Span, where: str, order: str) -> list[str]:
        """Return who may be silent: today by an index, on a past day everybody."""
        if self.then:
            return self._ids(span)
        rows = self.connection.rows(
            f"SELECT contact_id FROM standing WHERE {where}{_theirs(span)}"
            f" ORDER BY {order} LIMIT :limit",
            day=self.end.toordinal(),
            limit=CANDIDATES,
            **dict(span.values),
        )
        return [row[0] for row in rows]

    def _ids(self, span: Span) -> list[str]:
        rows = self.connection.rows(
            f"SELECT contact_id FROM standing WHERE TRUE{_theirs(span)}", **dict(span.values)
        )
        return [row[0] for row in rows]

    def _silences(self, ids: list[str], asks: Callable[[Place], bool]) -> list[Silence]:
        found = [
            (contact_id, place.standing.elapsed or 0)
            for contact_id, place in self._of(ids).items()
            if place.standing.elapsed is not None and asks(place)
        ]
        found.sort(key=lambda each: (-each[1], each[0]))
        people = handles.people(self.connection, (each for each, _ in found[:LISTED]))
        return [Silence(people[each], days) for each, days in found[:LISTED]]

    def _of(self, ids: list[str]) -> dict[str, Place]:
        found = (
            [self.then.facts[each] for each in ids]
            if self.then
            else stored_facts(self.connection, ids, today=self.end, rules=self.rules)
        )
        return {each.id: placed(each, today=self.end, mu0=self.mu0) for each in found}

    def _all(self, span: Span) -> Iterator[Place]:
        yield from self._of(self._ids(span)).values()


def _twice_over(place: Place) -> bool:
    days, over = place.standing.interval.days, place.standing.days_over
    explicit = place.standing.interval.source in EXPLICIT
    return explicit and place.standing.is_due and bool(days) and (over or 0) >= (days or 0)


def _theirs(span: Span) -> str:
    return f" AND contact_id IN ({span.ids})" if span.ids else ""
