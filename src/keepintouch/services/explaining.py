"""Why somebody is, or is not, on the list: every number behind it."""

from __future__ import annotations

from keepintouch.domain.explanations import explain
from keepintouch.domain.priority import LEAD_DAYS
from keepintouch.domain.reasons import why
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.services.candidates import candidate
from keepintouch.services.cases import cases, day_of
from keepintouch.services.looking import reading
from keepintouch.services.standings import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.domain.reasons import Case
    from keepintouch.services.standings import Place
    from keepintouch.store import Store


class Explained(NamedTuple):
    """One person's standing: the sentence, every line behind it, and the values themselves."""

    person: Person
    why: str
    lines: tuple[tuple[str, str], ...]
    case: Case
    place: Place
    points: float


def explained(
    store: Store,
    who: str,
    *,
    today: date,
    shown: Mapping[str, int],
    lead: int = LEAD_DAYS,
    leap_day: str = "feb28",
) -> Explained:
    """Return why somebody is, or is not, on today's list."""
    with reading(store) as connection:
        person = choosing.person(connection, who)
        day = day_of(connection, store, today, lead=lead, leap_day=leap_day)
        (case,) = cases(connection, day, [person.id], shown)
        place = place_of(connection, person.id, today=today, rules=store.rules)
        return Explained(person, why(case), explain(case), case, place, candidate(case).points)
