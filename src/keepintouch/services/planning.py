"""Who to reach out to today: few, in the right order, each with a reason."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from keepintouch.domain.intervals import prior
from keepintouch.domain.priority import select
from keepintouch.domain.reasons import reason, why
from keepintouch.domain.scoring import score
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import candidates
from keepintouch.services.candidates import EVERYBODY, Asked, Ranked
from keepintouch.services.cases import Day, cases, day_of
from keepintouch.store import handles, occasions, ranges
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from keepintouch.domain.people import Person
    from keepintouch.domain.reasons import Case
    from keepintouch.domain.scoring import Score
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

__all__ = ["Asked", "Due", "Item", "Soon", "count", "due"]

NEXT = 3
SOON = 6
YEARS_AHEAD = timedelta(3660)


class Item(NamedTuple):
    """Somebody on the list; `last_note` is what to talk about, `warmth` 0 to 100 if known."""

    person: Person
    case: Case
    points: float
    tags: tuple[str, ...]
    reason: str
    why: str
    warmth: float | None
    selected: bool
    last_note: str | None
    score: Score

    @property
    def due_on(self) -> date | None:
        """Return the day on which the rhythm asks, or asked, for them."""
        due = self.case.standing.due_on
        return None if due is None else date.fromordinal(due)

    @property
    def last_on(self) -> date | None:
        """Return the day of the last touchpoint that counts."""
        last = self.case.facts.rhythm.last_day
        return None if last is None else date.fromordinal(last)


class Soon(NamedTuple):
    """A birthday, other day or promise that comes; `kind` is `follow-up` for a promise."""

    people: tuple[Person, ...]
    kind: str
    day: date
    turns: int | None = None
    text: str | None = None


class Due(NamedTuple):
    """The list of a day; `total` counts everybody due, listed or not.

    `next` are the first to come, and `kept` of `tracked` are on rhythm, when nobody is due;
    `anybody` says whether there are people at all.
    """

    today: date
    items: tuple[Item, ...] = ()
    total: int = 0
    soon: tuple[Soon, ...] = ()
    next: tuple[Item, ...] = ()
    kept: int = 0
    tracked: int = 0
    anybody: bool = False


PLAIN = Asked()


def due(store: Store, *, today: date, asked: Asked = PLAIN) -> Due:
    """Return who is due, and what is coming; where there is no store yet, nothing."""
    if not store.exists:
        return Due(today)
    with store.reading() as connection:
        day = day_of(connection, store, today, lead=asked.lead, leap_day=asked.leap_day)
        kept_days = candidates.dated(connection, day, asked)
        found = candidates.ranked_for(connection, day, asked, kept_days)
        whole = asked.rows is None
        total = len(found) if whole else candidates.count(connection, day, asked, kept_days)
        kept, tracked = (0, 0) if total else ranges.tracked(connection, today)
        becoming = [] if asked.until is None else _becoming(connection, day, asked)
        anybody = connection.row("SELECT 1 FROM contact LIMIT 1") is not None
        return Due(
            today,
            tuple(items(connection, found, asked, becoming)),
            total,
            tuple(coming(connection, day, None if asked.rows is None else SOON)),
            () if total else tuple(_next(connection, day)),
            kept,
            tracked,
            anybody,
        )


def count(store: Store, *, today: date, asked: Asked = PLAIN) -> int:
    """Return how many are due, by one range of an index."""
    if not store.exists:
        return 0
    with store.reading() as connection:
        day = day_of(connection, store, today, lead=asked.lead, leap_day=asked.leap_day)
        return candidates.count(connection, day, asked, candidates.dated(connection, day, asked))


def items(
    connection: Connection, found: Ranked, asked: Asked, becoming: Iterable[Case] = ()
) -> Iterator[Item]:
    """Yield the people of a list, those who are not due yet at its end."""
    chosen = {each.id for each in select([one for one, _ in found], asked.limit)}
    rows = found if asked.rows is None else found[: max(asked.rows, len(chosen))]
    whole = [(each.points, case, each.id in chosen) for each, case in rows]
    whole += [(0.0, case, False) for case in becoming]
    ids = [case.facts.id for _, case, _ in whole]
    people, tags = handles.people(connection, ids), _tags(connection, ids)
    talk = _talk(connection, [case for _, case, _ in whole])
    for points, case, selected in whole:
        scored = _scored(case)
        yield Item(
            people[case.facts.id],
            case,
            points,
            tags[case.facts.id],
            reason(case),
            why(case),
            scored.warmth,
            selected,
            talk[case.facts.id],
            scored,
        )


def _becoming(connection: Connection, day: Day, asked: Asked) -> list[Case]:
    """Return those who are not due yet but will be by the day asked for, the first first."""
    until = asked.until or day.today
    ids = ranges.coming(connection, day.today, until, limit=EVERYBODY, tag=asked.tag_key)
    found = [
        case
        for case in cases(connection, day, ids, {})
        if not case.signals.asks and (case.standing.due_on or EVERYBODY) <= until.toordinal()
    ]
    return sorted(found, key=lambda case: (case.standing.due_on or 0, case.facts.id))


def _next(connection: Connection, day: Day) -> Iterator[Item]:
    """Yield who comes next when nobody is due."""
    ids = ranges.coming(connection, day.today, day.today + YEARS_AHEAD, limit=2 * NEXT)
    found = [case for case in cases(connection, day, ids, {}) if case.standing.due_on]
    found.sort(key=lambda case: (case.standing.due_on or 0, case.facts.id))
    yield from items(connection, [], PLAIN, found[:NEXT])


def coming(connection: Connection, day: Day, limit: int | None) -> list[Soon]:
    """Return what comes within the lead time, by day; what is today's is on the list already."""
    tomorrow = day.today + timedelta(1)
    days = [
        Soon((each.person,), each.occasion.kind, each.day, each.turns)
        for each in occasions.between(
            connection, tomorrow, day.until, leap_day=day.leap_day, limit=limit
        )
    ]
    promises = [
        Soon(each.people, "follow-up", each.due_on, None, each.text)
        for each in day.follow_ups
        if each.due_on > day.today or not each.people
    ]
    return sorted(days + promises, key=lambda each: each.day)[:limit]


def _tags(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for batch in batches(ids):
        slots, values = placeholders("id", batch)
        for contact_id, tag in connection.rows(
            f"SELECT contact_id, tag FROM contact_tag WHERE contact_id IN ({slots})"
            " ORDER BY tag_key",
            **values,
        ):
            found[contact_id] += (tag,)
    return found


def _scored(case: Case) -> Score:
    rhythm, elapsed = case.facts.rhythm, case.standing.elapsed or 0
    return score(rhythm, elapsed=elapsed, mu0=prior(case.facts, case.mu0))


def _talk(connection: Connection, rows: Sequence[Case]) -> dict[str, str | None]:
    """Return what to talk about: an open promise, the newest note, else what was said last."""
    found: dict[str, str | None] = {}
    for batch in batches(case.facts.id for case in rows):
        slots, values = placeholders("id", batch)
        found.update(
            connection.rows(
                "SELECT id, coalesce((SELECT note.text FROM note_about JOIN note"
                " ON note.id = note_about.note_id WHERE note_about.contact_id = contact.id"
                " ORDER BY note_about.day DESC, note_about.note_id DESC LIMIT 1),"
                " (SELECT touchpoint.text FROM participant JOIN touchpoint"
                " ON touchpoint.id = participant.touchpoint_id"
                " WHERE participant.contact_id = contact.id AND touchpoint.text <> ''"
                " ORDER BY participant.day DESC, participant.touchpoint_id DESC LIMIT 1))"
                f" FROM contact WHERE id IN ({slots})",
                **values,
            )
        )
    for case in rows:
        promised = [each.text for each in case.promises if each.days_over >= 0]
        if promised:
            found[case.facts.id] = promised[0]
    return found
