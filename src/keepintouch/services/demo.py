"""Made-up people to look around with, their days counted from today."""

from __future__ import annotations

from datetime import date, timedelta

from keepintouch.domain.cadence import from_iso
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import FollowUp, Note, Touchpoint
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services.people import complete
from keepintouch.store import contacts, followups, notes, touchpoints
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.store import Store
    from keepintouch.store.writing import Writing


class _Made(NamedTuple):
    """Somebody made up: every `gap` days a touchpoint, the last `silent` days ago."""

    name: str
    every: str | None
    tags: tuple[str, ...]
    gap: int
    silent: int
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    birthday_in: int | None = None
    born: int | None = None
    note: str | None = None
    place: str | None = None
    nick: str | None = None


PEOPLE = (
    _Made("Ana Lima", "P2W", ("berlin", "climbing"), 12, 23, ("met", "message"),
          ("coffee, the Berlin move is on", "climbing at the new hall", "sent photos of the wall"),
          164, 1990, "partner is Jo; allergic to nuts", "Porto", "Ani"),
    _Made("Ruth Stone", "P1W", ("family",), 7, 9, ("call",),
          ("her hip is better", "the garden, and the neighbours", "first walk after the hip"),
          80, 1941, "call on Sundays after lunch", "Bath", "Grandma"),
    _Made("Bob Stone", "P1M", ("family",), 31, 31, ("met", "call"),
          ("got the job at Acme", "lunch in town"), 40, 1988, "new job at Acme", "Leeds", "Bobby"),
    _Made("Sam Okafor", "P2W", ("work", "books"), 14, 1, ("met", "email"),
          ("book club", "wrote about the reading list"), None, None,
          "knows a landlord in Berlin", "Berlin"),
    _Made("José Ávila", "P2M", ("work",), 55, 20, ("video",),
          ("planning the workshop",), 2, 1990, None, "Sevilla"),
    _Made("Priya Nair", "P3W", ("work",), 20, 18, ("call", "message"),
          ("starts her physio course", "how to rest a knee"), 200, None, "starts physio course", None),
    _Made("Lena Vogt", None, ("berlin",), 9, 120, ("met", "message"),
          ("concert", "walk along the canal", "cooked together"), None, None, None, "Berlin"),
    _Made("Mia Rossi", None, (), 30, 12, ("message",), ("wedding plans",), 90, 1992),
    _Made("Tom Ek", None, ("work",), 45, 100, ("email",), ("sent the notes",)),
    _Made("Dana Koh", "P3M", ("school",), 90, 110, ("call",), ("her new flat",), 300, 1989),
)  # fmt: skip
MOST = 12
LEAP_DAY = (2, 29)
"""No year of birth has one but every fourth."""
PROMISES = (("Sam Okafor", 4, "send the book list"), ("Ana Lima", 5, "ask about the flat"))


def fill(store: Store, today: date) -> int:
    """Fill a new store with made-up people, as one step, and return how many there are."""
    with store.writing(today) as writing:
        known = {made.name: _add(writing, made, today) for made in PEOPLE}
        promised = [
            FollowUp(new_id(), today + timedelta(days), text, (known[name],))
            for name, days, text in PROMISES
        ]
        followups.add(writing.step, promised)
        writing.done("demo", f"{len(PEOPLE)} made-up people")
    return len(PEOPLE)


def _add(writing: Writing, made: _Made, today: date) -> Person:
    contact = complete(writing.connection, _contact(made, today), today=today, name_parts=True)
    contacts.add(writing.step, [contact])
    person = Person(contact.id, contact.slug, contact.name)
    touchpoints.add(writing.step, _history(made, person, today), writing.rules)
    if made.note:
        day = today - timedelta(made.silent)
        notes.add(writing.step, [Note(new_id(), day, made.note, (person,))])
    return person


def _contact(made: _Made, today: date) -> Contact:
    handle = made.name.split()[0].lower()
    mail = f"{handle if handle.isascii() else 'jose'}@example.org"
    return Contact(
        id="",
        slug="",
        name=made.name,
        nicknames=(made.nick,) if made.nick else (),
        points=(Point("email", mail, normal=mail),),
        birthday=_birthday(made, today),
        place=made.place,
        tags=made.tags,
        cadence=from_iso(made.every) if made.every else None,
        added_on=today - timedelta(400),
    )


def _birthday(made: _Made, today: date) -> PartialDate | None:
    if made.birthday_in is None:
        return None
    day = today + timedelta(made.birthday_in)
    if (day.month, day.day) == LEAP_DAY:
        day -= timedelta(1)
    return PartialDate(made.born, day.month, day.day)


def _history(made: _Made, person: Person, today: date) -> Iterator[Touchpoint]:
    for at in range(MOST):
        days = made.silent + at * made.gap
        yield Touchpoint(
            new_id(),
            today - timedelta(days),
            made.kinds[at % len(made.kinds)],
            made.texts[at % len(made.texts)],
            (person,),
            direction=("me", "them", None)[at % 3],
        )
