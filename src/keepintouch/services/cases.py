"""What speaks for a person on a day, put together for the rules to decide."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from keepintouch.domain.priority import BELATED_DAYS, LEAD_DAYS, rhythm_signal, signals
from keepintouch.domain.reasons import Case, Coming, Promised
from keepintouch.domain.standing import standing
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import followups, occasions, standings
from keepintouch.store.connection import batches, placeholders
from keepintouch.store.facts import stored_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from keepintouch.domain.standing import Facts, Rules
    from keepintouch.domain.touchpoints import FollowUp
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection


class Day(NamedTuple):
    """A day and what its lists are decided by; `follow_ups` are those that press or come soon."""

    today: date
    rules: Rules
    mu0: float
    lead: int
    leap_day: str
    follow_ups: tuple[FollowUp, ...]

    @property
    def on(self) -> int:
        """Return the day as an ordinal."""
        return self.today.toordinal()

    @property
    def until(self) -> date:
        """Return the last day that counts as soon."""
        return self.today + timedelta(self.lead)

    @property
    def belated_from(self) -> date:
        """Return the first day of which an occasion may still be kept."""
        return self.today - timedelta(BELATED_DAYS)


def day_of(
    connection: Connection,
    store: Store,
    today: date,
    *,
    lead: int = LEAD_DAYS,
    leap_day: str = "feb28",
) -> Day:
    """Return what the lists of a day are decided by."""
    promised = followups.open_until(connection, today + timedelta(lead))
    mu0 = standings.population(connection).mu0
    return Day(today, store.rules, mu0, lead, leap_day, tuple(promised))


def cases(
    connection: Connection, day: Day, ids: Iterable[str], shown: Mapping[str, int]
) -> Iterator[Case]:
    """Yield what speaks for each person."""
    found = stored_facts(connection, list(ids), today=day.today, rules=day.rules)
    yield from of_facts(connection, day, found, shown)


def of_facts(
    connection: Connection, day: Day, found: Iterable[Facts], shown: Mapping[str, int]
) -> Iterator[Case]:
    """Yield what speaks for each person, from their facts."""
    known = list(found)
    ids = [each.id for each in known]
    importance = _importance(connection, ids)
    promises, days = _promises(day), _days(connection, day, ids)
    for facts in known:
        case = Case(
            facts,
            standing(facts, on=day.on, mu0=day.mu0),
            day.on,
            day.mu0,
            promises=promises.get(facts.id, ()),
            days=tuple(each for each in days.get(facts.id, ()) if _is_open(each, facts, day.on)),
            importance=importance[facts.id],
            shown=shown.get(facts.id, 0),
            lead=day.lead,
        )
        yield case._replace(
            signals=signals(
                case.standing,
                rhythm_signal(case.standing, facts.rhythm, day.mu0),
                dates=(each.days_until for each in case.days),
                promises=(each.days_over for each in case.promises),
                lead=day.lead,
            )
        )


def _is_open(coming: Coming, facts: Facts, on: int) -> bool:
    """Say whether a day is still to be kept: a touchpoint on it or after it clears it."""
    last = facts.rhythm.last_day
    return coming.days_until > 0 or last is None or last < on + coming.days_until


def _promises(day: Day) -> dict[str, tuple[Promised, ...]]:
    found: dict[str, tuple[Promised, ...]] = defaultdict(tuple)
    for each in day.follow_ups:
        over = day.on - each.due_on.toordinal()
        for who in each.people:
            found[who.id] += (Promised(each.text, over),)
    return found


def _days(connection: Connection, day: Day, ids: list[str]) -> dict[str, tuple[Coming, ...]]:
    found: dict[str, tuple[Coming, ...]] = defaultdict(tuple)
    for each in occasions.of_people(
        connection, ids, day.belated_from, day.until, leap_day=day.leap_day
    ):
        until = each.day.toordinal() - day.on
        found[each.person.id] += (Coming(each.occasion.kind, until, each.turns),)
    return found


def _importance(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in batches(ids):
        slots, values = placeholders("id", batch)
        found.update(
            connection.rows(f"SELECT id, importance FROM contact WHERE id IN ({slots})", **values)
        )
    return found
