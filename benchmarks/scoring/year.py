"""A year of mornings: what the list does to a user who follows it, half follows it, or is away.

Run from the project's folder: python -m benchmarks.scoring.year [--check]
"""

from __future__ import annotations

import sys
from math import ceil
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.scoring import pages
from benchmarks.scoring.people import CIRCLES, START, Person, everybody
from keepintouch.domain.priority import (
    Candidate,
    load,
    ranked,
    rhythm_signal,
    select,
    signals,
    stretch,
)
from keepintouch.domain.scoring import population
from keepintouch.domain.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.scoring.people import Circle
    from keepintouch.domain.standing import Standing

DAYS = 365
WEEKLY = CIRCLES[0].name
CLOSE_FRIENDS = frozenset(f"{at:04d}" for at in range(4, 9))
LIMIT = 5
PROMISES_A_WEEK = 1
WEEK = 7


class User(NamedTuple):
    """How many people a day the user is in touch with, when not at all, and whom never.

    `rotates` lets those who were shown in vain step back, as the product does.
    """

    name: str
    a_day: int
    away: range = range(0)
    avoids: frozenset[str] = frozenset()
    rotates: bool = True


STEADY = User("does five a day", 5)
BUSY = User("does two a day", 2)
AWAY = User("does five, is away for six weeks", 5, away=range(150, 192))
SHY = User("does five, but never those five close friends", 5, avoids=CLOSE_FRIENDS)
USERS = (STEADY, BUSY, AWAY, SHY)


class Morning(NamedTuple):
    """One day: who asked and was shown, and, at its end, by how many days each circle is over."""

    asked: int
    musts: int
    due: int
    shown: tuple[str, ...]
    done: int
    load: float
    over: dict[str, list[int]]


def main(arguments: Sequence[str]) -> int:
    """Print the figures, check what must hold, and write the page."""
    years = {user: live(user) for user in USERS}
    figures = "\n\n".join((_circles(years), "\n".join(_sentences(years))))
    print(figures)
    broken = [sentence for user in USERS for sentence in broken_promises(user, years[user])]
    for sentence in broken:
        print(sentence, file=sys.stderr)
    if "--check" not in arguments:
        pages.write({"year": figures})
    return 1 if broken else 0


def live(user: User, *, days: int = DAYS, seed: int = 2026) -> list[Morning]:
    """Live a year with the list; people also call by themselves, and promises are made."""
    random = Random(seed)
    people = everybody(random)
    return [_morning(user, people, day, random) for day in range(days)]


def _morning(user: User, people: list[Person], day: int, random: Random) -> Morning:
    on = START + day
    for person in people:
        if random.random() < 1 / person.pace:
            person.touch(on)
    if random.random() < PROMISES_A_WEEK / WEEK:
        random.choice(people).promised = on + random.randrange(1, 15)
    mu0 = _mu0(people)
    by_id = {person.facts.id: person for person in people}
    stands = {each.facts.id: standing(each.facts, on=on, mu0=mu0) for each in people}
    order = ranked(_candidate(by_id[who], found, on, mu0) for who, found in stands.items())
    if not user.rotates:
        order = ranked(each._replace(shown=0) for each in order)
    chosen = select(order, LIMIT)
    for each in chosen:
        by_id[each.id].shown.append(on)
    willing = [each for each in chosen if each.id not in user.avoids]
    done = () if day in user.away else willing[: user.a_day]
    for each in done:
        by_id[each.id].touch(on)
    return Morning(
        asked=len(order),
        musts=sum(each.signals.must for each in order),
        due=sum(found.is_due for found in stands.values()),
        shown=tuple(each.id for each in chosen),
        done=len(done),
        load=load(found.interval.days for found in stands.values()),
        over=_over(people, on, mu0),
    )


def _mu0(people: list[Person]) -> float:
    means = [mean for each in people if (mean := each.facts.rhythm.mean_log_gap) is not None]
    return population(sum(means), len(means))


def _candidate(person: Person, found: Standing, on: int, mu0: float) -> Candidate:
    birthday = person.days_until_birthday(on)
    return Candidate(
        id=person.facts.id,
        name=person.facts.id,
        signals=signals(
            found,
            rhythm_signal(found, person.facts.rhythm, mu0),
            dates=() if birthday is None else (birthday,),
            promises=() if person.promised is None else (on - person.promised,),
        ),
        days_over=found.days_over or 0,
        importance=person.circle.importance,
        shown=sum(on - WEEK <= day < on for day in person.shown),
    )


def _over(people: list[Person], on: int, mu0: float) -> dict[str, list[int]]:
    """Return by how many days each circle's people are over at the day's end (0: not at all)."""
    found: dict[str, list[int]] = {circle.name: [] for circle in CIRCLES}
    for person in people:
        stands = standing(person.facts, on=on, mu0=mu0)
        found[person.circle.name].append((stands.days_over or 0) if stands.is_due else 0)
    return found


def broken_promises(user: User, mornings: Sequence[Morning]) -> Iterator[str]:
    """Say on which days the list was a wall, empty for nothing, wasteful, or late for no reason."""
    for day, each in enumerate(mornings):
        if len(each.shown) > max(LIMIT, each.musts):
            yield f"{user.name}, day {day}: more were shown than the limit allows"
        if each.due and not each.shown:
            yield f"{user.name}, day {day}: somebody is due and nobody was shown"
        if user in {STEADY, AWAY} and day not in user.away:
            if each.done < min(user.a_day, each.asked):
                yield f"{user.name}, day {day}: places were wasted"
            if day - 1 not in user.away and any(each.over[WEEKLY]):
                yield f"{user.name}, day {day}: somebody weekly waits though there is room"
    if user is AWAY and len(mornings) == DAYS and cleared_after(mornings) > arithmetic(mornings):
        yield f"{user.name}: the backlog stays longer than arithmetic asks"


def cleared_after(mornings: Sequence[Morning]) -> int:
    """Return after how many days the list of somebody back again is one day's work."""
    return next(day for day, each in enumerate(mornings[AWAY.away.stop :]) if each.asked <= LIMIT)


def arithmetic(mornings: Sequence[Morning]) -> int:
    """Return how long the backlog lasts when each day does five and the load goes on."""
    back = mornings[AWAY.away.stop]
    return ceil(back.asked / (LIMIT - back.load))


def _circles(years: dict[User, list[Morning]]) -> str:
    """Return each circle's share of days on rhythm, and the longest anybody was over."""
    rows = (
        [f"{circle.count} {circle.name}", *(_kept(circle, years[user]) for user in USERS)]
        for circle in CIRCLES
    )
    return pages.table(("", *(user.name for user in USERS)), rows)


def _kept(circle: Circle, mornings: Sequence[Morning]) -> str:
    over = [days for each in mornings for days in each.over[circle.name]]
    return f"{over.count(0) / len(over):.0%} (worst {max(over)} days)"


def _sentences(years: dict[User, list[Morning]]) -> Iterator[str]:
    yield f"- The rhythms of the 300 ask for {years[BUSY][-1].load:.1f} contacts a day in the end."
    factor = stretch(years[BUSY][-1].load, BUSY.a_day)
    yield f"- With two a day that is {factor:.1f} times too much: what `kit plan` says."
    away = years[AWAY]
    back = away[AWAY.away.stop]
    yield (
        f"- Back after six weeks, {back.asked} people ask; the list is one day's work again"
        f" {cleared_after(away)} days later (arithmetic: {arithmetic(away)})."
    )
    most = max(len(each.shown) for mornings in years.values() for each in mornings)
    yield f"- The longest list of all {len(USERS) * DAYS:,} mornings had {most} people on it."
    stubborn = live(SHY._replace(rotates=False))
    yield (
        f"- The five whom one user never calls take {_places(years[SHY]):.0%} of that year's places;"
        f" without rotation {_places(stubborn):.0%}."
    )


def _places(mornings: Sequence[Morning]) -> float:
    """Return the share of the list's places that went to people who are never called."""
    places = [who for each in mornings for who in each.shown]
    return sum(who in SHY.avoids for who in places) / len(places)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
