"""Where people stand: the exact standing of a few, from what the store keeps."""

from __future__ import annotations

from datetime import date

from keepintouch.domain.intervals import prior
from keepintouch.domain.scoring import population, score
from keepintouch.domain.standing import OUT, standing
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import standings
from keepintouch.store.facts import live_facts, stored_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.scoring import Score
    from keepintouch.domain.standing import Facts, Rules, Standing
    from keepintouch.store.protocol import Connection


class Place(NamedTuple):
    """Where somebody stands on a day, and what that rests on."""

    facts: Facts
    standing: Standing
    score: Score

    @property
    def last_on(self) -> date | None:
        """Return the day of the last touchpoint that counts."""
        last = self.facts.rhythm.last_day
        return None if last is None else date.fromordinal(last)

    @property
    def due_on(self) -> date | None:
        """Return the day on which they are, or were, next due."""
        due = self.standing.due_on
        return None if due is None else date.fromordinal(due)


def place_of(connection: Connection, contact_id: str, *, today: date, rules: Rules) -> Place:
    """Return where one person stands."""
    return places_of(connection, [contact_id], today=today, rules=rules)[contact_id]


def places_of(
    connection: Connection, ids: Iterable[str], *, today: date, rules: Rules
) -> dict[str, Place]:
    """Return where people stand, by id."""
    mu0 = standings.population(connection).mu0
    found = stored_facts(connection, list(ids), today=today, rules=rules)
    return {each.id: placed(each, today=today, mu0=mu0) for each in found}


class Then(NamedTuple):
    """What everybody's standing rested on at the end of a past day, and the mean log gap of then.

    Touchpoints are those up to that day; rhythms set, pauses and snoozes are those of now.
    """

    facts: dict[str, Facts]
    mu0: float


def then(connection: Connection, *, on: date, rules: Rules) -> Then:
    """Return what is known of a past day, from the touchpoints alone."""
    ids = (row[0] for row in connection.rows("SELECT id FROM contact ORDER BY id"))
    facts = {
        each.id: each for each in live_facts(connection, ids, today=on, rules=rules, upto=True)
    }
    known = (each.rhythm.mean_log_gap for each in facts.values() if each.state not in OUT)
    means = [mean for mean in known if mean is not None]
    return Then(facts, population(sum(means), len(means)))


def placed(facts: Facts, *, today: date, mu0: float) -> Place:
    """Return where somebody stands who has these facts."""
    stands = standing(facts, on=today.toordinal(), mu0=mu0)
    scored = score(facts.rhythm, elapsed=stands.elapsed or 0, mu0=prior(facts, mu0))
    return Place(facts, stands, scored)
