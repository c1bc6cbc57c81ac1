"""Writing down a conversation: read a line, settle what is not certain, keep it as one step."""

from __future__ import annotations

from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.people import Person, names_of
from keepintouch.domain.readings import Given
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.services.standings import places_of
from keepintouch.store import handles, names, touchpoints
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from keepintouch.domain.readings import Reading
    from keepintouch.domain.writtendates import Order
    from keepintouch.services.standings import Place
    from keepintouch.store import Store
    from keepintouch.store.writing import Writing

OLDEST_YEAR = 1900


class Flags(NamedTuple):
    """What flags of `kit log` say, which wins over the text; `people` are names or handles."""

    people: tuple[str, ...] | None = None
    day: date | None = None
    kind: str | None = None
    tags: tuple[str, ...] = ()
    order: Order | None = None


class Settled(NamedTuple):
    """What the user answered: who took part, who was mentioned, and whom to add by name."""

    people: tuple[Person, ...]
    mentions: tuple[Person, ...] = ()
    added: tuple[str, ...] = ()


class Logged(NamedTuple):
    """A touchpoint that was kept, who was added for it, and where those who took part stand now."""

    touchpoint: Touchpoint
    added: tuple[Person, ...]
    places: tuple[tuple[Person, Place], ...]


NO_FLAGS = Flags()


def understand(store: Store, text: str, *, today: date, flags: Flags = NO_FLAGS) -> Reading:
    """Read a log line; nothing is written."""
    from keepintouch.domain import logline  # brings re, which `kit done` does without

    if not store.exists:
        if flags.people:
            raise UnknownError(
                f'no one here is called "{flags.people[0]}". Nothing was saved.',
                attempt=(f'kit add "{flags.people[0]}"',),
            )
        return logline.read(text, today, {}, _given(flags, None))
    with store.reading() as connection:
        people = None
        if flags.people is not None:
            people = choosing.people(connection, flags.people)
        known = names.matches(connection, logline.phrases(text))
        return logline.read(text, today, known, _given(flags, people))


def settled(reading: Reading) -> Settled:
    """Return who took part in a line that leaves nothing to ask."""
    return Settled(
        tuple(each.person for each in reading.participants if each.person),
        tuple(each.person for each in reading.mentions if each.person),
    )


def keep(store: Store, reading: Reading, answer: Settled, *, today: date) -> Logged:
    """Keep a line that was read, with what the user answered, as one step."""
    return record(
        store,
        Touchpoint(
            id="",
            day=reading.day,
            kind=reading.kind,
            text=reading.text,
            people=answer.people,
            mentions=answer.mentions,
            tags=reading.tags,
            direction=reading.direction,
        ),
        today=today,
        command="log",
        added=answer.added,
    )


def done(
    store: Store,
    who: Sequence[str],
    *,
    today: date,
    day: date | None = None,
    kind: str = "talked",
    tags: tuple[str, ...] = (),
) -> Logged:
    """Mark that one was in touch with people, without words."""
    with choosing.inhabited(store).reading() as connection:
        people = choosing.people(connection, who)
    touchpoint = Touchpoint(id="", day=day or today, kind=kind, people=people, tags=tags)
    return record(store, touchpoint, today=today, command="done")


def record(
    store: Store,
    touchpoint: Touchpoint,
    *,
    today: date,
    command: str,
    added: Iterable[str] = (),
) -> Logged:
    """Keep a touchpoint, adding people by name first; who took part is due a rhythm later."""
    _check_day(touchpoint.day, today, touchpoint.people)
    with store.writing(today) as writing:
        _check_here(writing, (*touchpoint.people, *touchpoint.mentions))
        new = _added(writing, added)
        whole = touchpoint._replace(
            id=new_id(), people=tuple(dict.fromkeys((*touchpoint.people, *new)))
        )
        touchpoints.add(writing.step, [whole], writing.rules)
        _end_snoozes(writing, whole)
        who = names_of(whole.people) or "nobody"
        writing.done(command, f"{who}, {whole.kind}, {whole.day.isoformat()}")
        writing.refresh()
        places = places_of(
            writing.connection, (each.id for each in whole.people), today=today, rules=store.rules
        )
    return Logged(whole, new, tuple((each, places[each.id]) for each in whole.people))


def change_touchpoint(store: Store, touchpoint: Touchpoint, *, today: date) -> Touchpoint:
    """Make a kept touchpoint equal to `touchpoint`."""
    _check_day(touchpoint.day, today, touchpoint.people)
    with choosing.inhabited(store).writing(today) as writing:
        _check_here(writing, (*touchpoint.people, *touchpoint.mentions))
        touchpoints.change(writing.step, touchpoint, writing.rules)
        writing.done("edit", f"{names_of(touchpoint.people)}, {touchpoint.kind}, {touchpoint.day}")
    return touchpoint


def remove_touchpoint(store: Store, touchpoint_id: str, *, today: date) -> Touchpoint:
    """Remove a touchpoint; clocks go back to the one before."""
    with choosing.inhabited(store).writing(today) as writing:
        found = touchpoints.get(writing.connection, touchpoint_id)
        touchpoints.remove(writing.step, touchpoint_id)
        writing.done("rm", f"{names_of(found.people)}, {found.kind}, {found.day}")
    return found


def _given(flags: Flags, people: tuple[Person, ...] | None) -> Given:
    return Given(people, flags.day, flags.kind, flags.tags, flags.order)


def _check_day(day: date, today: date, people: Sequence[Person]) -> None:
    if day > today:
        who = people[0].slug if people else "WHO"
        raise UsageError(
            f"{day.isoformat()} has not come yet: a log looks back. Nothing was saved.",
            attempt=(f"kit remind {who} {day.isoformat()} …",),
        )
    if day.year < OLDEST_YEAR:
        raise UsageError(f"{day.isoformat()} is too long ago. Nothing was saved.")


def _check_here(writing: Writing, people: Sequence[Person]) -> None:
    """Raise where somebody was removed by another program since they were chosen."""
    here = handles.people(writing.connection, (each.id for each in people))
    for each in people:
        if each.id not in here:
            raise UnknownError(f"{each.name or each.id} is not here any more. Nothing was saved.")


def _added(writing: Writing, added: Iterable[str]) -> tuple[Person, ...]:
    if not added:
        return ()
    from keepintouch.domain.contacts import Contact
    from keepintouch.services import people
    from keepintouch.store import contacts

    found = []
    for name in added:
        contact = people.complete(
            writing.connection,
            people.valid(Contact(id="", slug="", name=name)),
            today=writing.today,
            name_parts=True,
        )
        contacts.add(writing.step, [contact])
        found.append(Person(contact.id, contact.slug, contact.name))
    return tuple(found)


def _end_snoozes(writing: Writing, touchpoint: Touchpoint) -> None:
    """Being in touch ends a snooze, whatever day it was for."""
    if not writing.rules.counts(touchpoint.kind, len(touchpoint.people)):
        return
    for each in touchpoint.people:
        writing.step.update("contact", (each.id,), snoozed_until=None)
