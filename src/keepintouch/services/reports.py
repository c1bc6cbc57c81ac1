"""The month, or any period: what was kept, revived, drifting, lost, new, worth remembering."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from keepintouch.domain.names import fold
from keepintouch.domain.periods import month_of
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.services.silences import LISTED, Places, Return, Silence
from keepintouch.store import counting
from keepintouch.store.counting import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.domain.people import Person
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

MOST = 5
MEMORIES = 3
MONTHS = 6
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
        places = Places(connection, store, end, today)
        counts = counting.by_kind_and_direction(connection, span)
        total = sum(counts.values())
        new_total, new = counting.added(connection, span, MOST)
        kept, tracked = places.on_rhythm(span)
        people, most = counting.most(connection, span, LISTED)
        return Report(
            period,
            before,
            total,
            counting.total(connection, span._replace(since=before.since, until=before.until)),
            _by_kind(counts),
            _by_direction(counts),
            people,
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
            tuple(_months(connection, span, total)),
        )


def previous(period: Period) -> Period:
    """Return the period before, of the same kind: a month before a month, else as many days.

    What goes on is held against as many days of the month, quarter or year before.
    """
    since, until = period.since, period.until
    if since == date.min:
        return Period(since, since, "")
    last = since - timedelta(1)
    days = until - since
    months = 12 * (until.year - since.year) + until.month - since.month + 1
    if since.day == 1 and period.so_far:
        first = _back(since, _whole(since, months))
        return Period(first, min(last, first + days), "", so_far=True)
    if since.day == 1 and month_of(until).last == until:
        return Period(_back(since, months), last, "")
    return Period(last - min(days, last - date.min), last, "")


def _whole(since: date, months: int) -> int:
    """Return how many months there will be when what goes on is over: of a year, a quarter."""
    if months == 1:
        return 1
    return 12 if since.month == 1 else max(months, 3)


def _back(day: date, months: int) -> date:
    """Return the first of a month so many months before."""
    at = max(12 * day.year + day.month - 1 - months, 12)
    return date(at // 12, at % 12 + 1, 1)


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


def _by_kind(counts: dict[tuple[str, str], int]) -> dict[str, int]:
    """Return the counts by kind, the most first."""
    found: dict[str, int] = defaultdict(int)
    for (kind, _), many in counts.items():
        found[kind] += many
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _by_direction(counts: dict[tuple[str, str], int]) -> dict[str, int]:
    found = {"me": 0, "them": 0, counting.UNKNOWN: 0}
    for (_, direction), many in counts.items():
        found[direction] += many
    return found


def _months(connection: Connection, span: Span, total: int) -> Iterator[Month]:
    """Yield the counts of the last months, up to the period's last one; `total` is the period's."""
    last = span.until.replace(day=1)
    for first in dict.fromkeys(_back(last, back) for back in range(MONTHS - 1, -1, -1)):
        month = span._replace(since=first, until=min(month_of(first).last, span.until))
        yield Month(first, total if month == span else counting.total(connection, month))
