"""Three hundred made-up people with rhythms, birthdays and a will of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.scoring import Rhythm
from keepintouch.domain.standing import Facts

if TYPE_CHECKING:
    from random import Random

START = 739_000
WITH_BIRTHDAY = 0.6
WITH_PAST = 1 / 3


class Circle(NamedTuple):
    """How many people are how dear, how often to talk (None: unsaid), and about how many days."""

    name: str
    count: int
    importance: str
    cadence: Cadence | None
    days: int


CIRCLES = (
    Circle("inner, every week", 4, "inner", Cadence(1, "w"), 7),
    Circle("close, every 2 weeks", 10, "close", Cadence(2, "w"), 14),
    Circle("normal, every month", 24, "normal", Cadence(1, "m"), 30),
    Circle("normal, every 3 months", 62, "normal", Cadence(3, "m"), 91),
    Circle("normal, nothing said", 100, "normal", None, 90),
    Circle("wider, every 6 months", 100, "wider", Cadence(6, "m"), 182),
)


class Person:
    """Somebody in the simulation; `pace` is the mean number of days until they call themselves."""

    __slots__ = ("birthday", "circle", "facts", "pace", "promised", "shown")

    def __init__(self, facts: Facts, circle: Circle, pace: float, birthday: int | None) -> None:
        self.facts = facts
        self.circle = circle
        self.pace = pace
        self.birthday = birthday
        self.promised: int | None = None
        self.shown: list[int] = []

    def touch(self, day: int) -> None:
        """Be in touch: the clock begins anew, promises that were due are kept."""
        self.facts.rhythm.add(day)
        self.shown.clear()
        if self.promised is not None and self.promised <= day:
            self.promised = None

    def days_until_birthday(self, day: int) -> int | None:
        """Return the days to the birthday, negative just after; None when unknown or cleared."""
        if self.birthday is None:
            return None
        until = (self.birthday - day + 180) % 365 - 180
        last = self.facts.rhythm.last_day
        return None if until <= 0 and last is not None and last >= day + until else until


def everybody(random: Random) -> list[Person]:
    """Return the 300, two in three of them imported without a word about the past."""
    circles = [circle for circle in CIRCLES for _ in range(circle.count)]
    return [_somebody(f"{at:04d}", circle, random) for at, circle in enumerate(circles)]


def _somebody(name: str, circle: Circle, random: Random) -> Person:
    rhythm = Rhythm()
    if random.random() < WITH_PAST:
        rhythm.add(START - random.randrange(circle.days))
    facts = Facts(name, START, rhythm, cadence=circle.cadence, spread=True)
    birthday = random.randrange(365) if random.random() < WITH_BIRTHDAY else None
    return Person(facts, circle, circle.days * random.uniform(2, 10), birthday)
