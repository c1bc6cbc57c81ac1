"""The month, or any period: what was kept, revived, drifting, lost, new, worth remembering."""

from __future__ import annotations

from datetime import date, timedelta

from keepintouch.domain.names import fold
from keepintouch.domain.priority import has_drifted
from keepintouch.domain.scoring import SILENCE_DAYS
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.services.drifting import is_let_go, let_go
from keepintouch.services.standings import placed, then
from keepintouch.store import contacts, counting, ranges, standings
from keepintouch.store.counting import Span
from keepintouch.store.facts import stored_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.domain.contacts import Person
    from keepintouch.services.standings import Place
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

MOST = 5
LISTED = 10
MEMORIES = 3
MONTHS = 6
CANDIDATES = 100
FIRST_DAYS = 7


class Period(NamedTuple):
    """A period of a report; `label` is how people say it, `so_far` that it goes on."""

    since: date
    until: date
    label: str
    so_far: bool = False


class Memory(NamedTuple):
    """A line worth remembering."""

    day: date
    name: str | None
    text: str


class Silence(NamedTuple):
    """Somebody one has not been in touch with for `days`."""

    person: Person
    days: int


class Return(NamedTuple):
    """Somebody one is in touch with again, after so many days of silence."""

    person: Person
    on: date
    after: int


class Month(NamedTuple):
    """How many touchpoints a month had."""

    first: date
    touchpoints: int


class Report(NamedTuple):
    """What a period was like; lists are short, the counts beside them are whole."""

    period: Period
    previous: Period
    total: int = 0
    previous_total: int = 0
    by_kind: dict[str, int] = {}  # noqa: RUF012 - a default that is never changed
    by_direction: dict[str, int] = {}  # noqa: RUF012 - as above
    people: int = 0
    new_total: int = 0
    new: tuple[Person, ...] = ()
    on_rhythm: int = 0
    with_rhythm: int = 0
    most: tuple[tuple[Person, int], ...] = ()
    kept: tuple[Person, ...] = ()
    revived: tuple[Return, ...] = ()
    drifting: tuple[Silence, ...] = ()
    lapsed: tuple[Silence, ...] = ()
    memories: tuple[Memory, ...] = ()
    months: tuple[Month, ...] = ()


class Whose(NamedTuple):
    """Whom a report is about: everybody, those with a tag, or one person."""

    tag: str | None = None
    who: str | None = None


ALL = Whose()


def default_period(today: date) -> tuple[date, date]:
    """Return last month in the first seven days of the next, else this month so far."""
    first = today.replace(day=1)
    if today.day <= FIRST_DAYS:
        last = first - timedelta(1)
        return last.replace(day=1), last
    return first, today


def report(store: Store, period: Period, *, today: date, whose: Whose = ALL) -> Report:
    """Return what a period was like."""
    before = previous(period)
    if not store.exists:
        return Report(period, before)
    with store.reading() as connection:
        span = _span(connection, period, whose)
        end = min(period.until, today)
        places = _Places(connection, store, end, today)
        kinds = counting.by_kind(connection, span)
        new_total, new = counting.added(connection, span, MOST)
        kept, tracked = places.on_rhythm(span)
        most = counting.most(connection, span, LISTED)
        return Report(
            period,
            before,
            sum(kinds.values()),
            counting.total(connection, span._replace(since=before.since, until=before.until)),
            kinds,
            counting.by_direction(connection, span),
            counting.people(connection, span),
            new_total,
            tuple(new),
            kept,
            tracked,
            tuple(most[:MOST]),
            tuple(places.kept(most)),
            tuple(places.returned(span)),
            tuple(places.drifting(span)),
            tuple(places.lapsed(span)),
            tuple(_memories(connection, span)),
            tuple(_months(connection, span)),
        )


def previous(period: Period) -> Period:
    """Return the period before, of the same kind: a month before a month, else as many days."""
    last = period.since - timedelta(1)
    if period.since.day == 1 and (period.so_far or (period.until + timedelta(1)).day == 1):
        months = (
            (period.until.year - period.since.year) * 12 + period.until.month - period.since.month
        )
        first = last.replace(day=1)
        for _ in range(months):
            first = (first - timedelta(1)).replace(day=1)
        if period.so_far and not months:
            last = min(last, first + (period.until - period.since))
        return Period(first, last, "", period.so_far)
    return Period(last - (period.until - period.since), last, "")


class _Places:
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
        rows = self.connection.rows(
            "SELECT contact_id FROM standing WHERE n90_max >= 6 AND last_day <= :day"
            f"{_theirs(span)} ORDER BY n90_max DESC, contact_id LIMIT :limit",
            day=self.end.toordinal() - 30,
            limit=CANDIDATES,
            **dict(span.values),
        )
        gone = let_go(self.connection)
        return self._silences(
            [row[0] for row in rows],
            lambda place: (
                has_drifted(place.standing, place.facts.rhythm, self.mu0)
                and not is_let_go(place, gone)
            ),
        )

    def lapsed(self, span: Span) -> list[Silence]:
        """Return whose own rhythm is over by more than itself, the longest silence first."""
        rows = self.connection.rows(
            "SELECT contact_id FROM standing WHERE source <> '' AND due_from <= :day"
            f"{_theirs(span)} ORDER BY due_from, contact_id LIMIT :limit",
            day=self.end.toordinal(),
            limit=CANDIDATES,
            **dict(span.values),
        )
        return self._silences([row[0] for row in rows], _twice_over)

    def _silences(self, ids: list[str], asks: Callable[[Place], bool]) -> list[Silence]:
        found = [
            (contact_id, place.standing.elapsed or 0)
            for contact_id, place in self._of(ids).items()
            if place.standing.elapsed is not None and asks(place)
        ]
        found.sort(key=lambda each: (-each[1], each[0]))
        people = contacts.people(self.connection, (each for each, _ in found[:LISTED]))
        return [Silence(people[each], days) for each, days in found[:LISTED]]

    def _of(self, ids: list[str]) -> dict[str, Place]:
        found = (
            [self.then.facts[each] for each in ids]
            if self.then
            else stored_facts(self.connection, ids, today=self.end, rules=self.rules)
        )
        return {each.id: placed(each, today=self.end, mu0=self.mu0) for each in found}

    def _all(self, span: Span) -> Iterator[Place]:
        rows = self.connection.rows(
            f"SELECT contact_id FROM standing WHERE TRUE{_theirs(span)}", **dict(span.values)
        )
        yield from self._of([row[0] for row in rows]).values()


def _twice_over(place: Place) -> bool:
    days, over = place.standing.interval.days, place.standing.days_over
    return place.standing.is_due and bool(days) and (over or 0) >= (days or 0)


def _theirs(span: Span) -> str:
    return f" AND contact_id IN ({span.ids})" if span.ids else ""


def _span(connection: Connection, period: Period, whose: Whose) -> Span:
    if whose.who:
        person = choosing.person(connection, whose.who)
        return Span(period.since, period.until, ":person", (("person", person.id),))
    if whose.tag:
        ids = "SELECT contact_id FROM contact_tag WHERE tag_key = :tag"
        return Span(period.since, period.until, ids, (("tag", fold(whose.tag.lstrip("+"))),))
    return Span(period.since, period.until)


def _memories(connection: Connection, span: Span) -> list[Memory]:
    """Return what tells most, of different people, the newest first."""
    found: dict[str | None, Memory] = {}
    for day, text, name in counting.telling(connection, span, 10 * MEMORIES):
        found.setdefault(name, Memory(day, name, text))
    return sorted(list(found.values())[:MEMORIES], key=lambda each: each.day, reverse=True)


def _months(connection: Connection, span: Span) -> list[Month]:
    """Return the counts of the last months, up to the period's last one."""
    found: list[Month] = []
    first = span.until.replace(day=1)
    last = span.until
    for _ in range(MONTHS):
        many = counting.total(connection, span._replace(since=first, until=last))
        found.append(Month(first, many))
        last = first - timedelta(1)
        first = last.replace(day=1)
    return found[::-1]
