"""What speaks for a person on a day, put together for the rules to decide."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.priority import BELATED_DAYS, LEAD_DAYS, rhythm_signal, signals
from keepintouch.domain.reasons import Case, Coming, Promised
from keepintouch.domain.standing import standing
from keepintouch.store import followups, occasions, standings
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from keepintouch.domain.standing import Facts, Rules
    from keepintouch.domain.touchpoints import FollowUp
    from keepintouch.store import Store
    from keepintouch.store.connection import Connection
    from keepintouch.store.occasions import Coming as ComingDay


class Day(NamedTuple):
    """What a day brings beside the rhythms: promises that press, and days that are near."""

    today: date
    rules: Rules
    mu0: float
    lead: int
    follow_ups: tuple[FollowUp, ...]
    coming: tuple[ComingDay, ...]

    @property
    def on(self) -> int:
        """Return the day as an ordinal."""
        return self.today.toordinal()

    @property
    def people(self) -> set[str]:
        """Return the ids of those whom a promise or a near day concerns."""
        promised = {who.id for each in self.follow_ups for who in each.people}
        return promised | {each.person.id for each in self.coming}


def day_of(
    connection: Connection,
    store: Store,
    today: date,
    *,
    lead: int = LEAD_DAYS,
    leap_day: str = "feb28",
) -> Day:
    """Return what a day brings beside the rhythms."""
    since, until = today - timedelta(BELATED_DAYS), today + timedelta(lead)
    return Day(
        today,
        store.rules,
        standings.population(connection).mu0,
        lead,
        tuple(followups.open_until(connection, until)),
        tuple(occasions.between(connection, since, until, leap_day=leap_day)),
    )


def cases(
    connection: Connection, day: Day, ids: Iterable[str], shown: Mapping[str, int]
) -> Iterator[Case]:
    """Yield what speaks for each person."""
    found = standings.stored_facts(connection, list(ids), today=day.today, rules=day.rules)
    yield from of_facts(connection, day, found, shown)


def of_facts(
    connection: Connection, day: Day, found: Iterable[Facts], shown: Mapping[str, int]
) -> Iterator[Case]:
    """Yield what speaks for each person, from their facts."""
    known = list(found)
    importance = _importance(connection, (each.id for each in known))
    promises, days = _promises(day), _days(day)
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


def _days(day: Day) -> dict[str, tuple[Coming, ...]]:
    found: dict[str, tuple[Coming, ...]] = defaultdict(tuple)
    for each in day.coming:
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
