"""Who is meant: one person, a question, or near misses; never a silent choice."""

from __future__ import annotations

from keepintouch.domain import names as naming
from keepintouch.domain.errors import AmbiguousError, UnknownError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import handles, names
from keepintouch.store.connection import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

LONGEST_NAME = 6
MOST = 100


class Candidate(NamedTuple):
    """One of several who could be meant, with what tells them apart."""

    person: Person
    last_on: date | None
    tags: tuple[str, ...]
    place: str | None


def inhabited(store: Store) -> Store:
    """Return the store; where there is none nobody is here yet, and naming somebody makes none."""
    if not store.exists:
        raise UnknownError("no one is here yet.", attempt=('kit add "Ana Lima"', "kit import FILE"))
    return store


def person(connection: Connection, text: str) -> Person:
    """Return whom `text` names: a handle, a name at its best level, or the start of one.

    Several are an `AmbiguousError`, none an `UnknownError` with close spellings.
    """
    start = naming.key(text.removeprefix("@"))
    found = _named(connection, text) or (names.starting(connection, start) if start else [])
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(connection, text, found)
    raise unknown(connection, text)


def people(connection: Connection, texts: Iterable[str]) -> tuple[Person, ...]:
    """Return whom each text names, each person once, in order."""
    return tuple(dict.fromkeys(person(connection, text) for text in texts))


def leading(connection: Connection, words: Sequence[str]) -> tuple[Person, list[str]]:
    """Return whom the first words name, by the longest name there is, and the other words."""
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        phrase = " ".join(words[:length])
        found = _named(connection, phrase)
        if len(found) == 1:
            return found[0], list(words[length:])
        if found:
            raise _ambiguous(connection, phrase, found)
    return person(connection, words[0]), list(words[1:])


def candidates(connection: Connection, people: Iterable[Person]) -> list[Candidate]:
    """Return people with what tells them apart, those talked to last first."""
    from keepintouch.store import contacts

    by_id = {each.id: each for each in people}
    slots, values = placeholders("id", list(by_id))
    last: dict[str, int | None] = dict(
        connection.rows(
            f"SELECT contact_id, last_day FROM standing WHERE contact_id IN ({slots})", **values
        )
    )
    known = {each.id: each for each in contacts.many(connection, by_id)}
    order = sorted(by_id.values(), key=lambda each: (-(last.get(each.id) or 0), each.slug))
    return [
        Candidate(each, _day(last.get(each.id)), known[each.id].tags, known[each.id].place)
        for each in order
    ]


def unknown(connection: Connection, text: str) -> UnknownError:
    """Return the error for a name that is nobody's, with close spellings and how to add them."""
    if text.startswith("+"):
        return UnknownError(
            f'"{text}" is a tag, and this is for one person.',
            attempt=(f"kit list --tag {text[1:]}",),
        )
    close = names.close(connection, text)
    attempts = [f"kit show {each.slug}" for each in close[:1]]
    return UnknownError(
        f'no one here is called "{text}".',
        close=tuple(f"{each.name} ({each.slug})" for each in close),
        attempt=(*attempts, f"kit add {_quoted(text)}"),
    )


def _named(connection: Connection, text: str) -> list[Person]:
    if text.startswith("@"):
        found = handles.by_slug(connection, naming.fold(text[1:]))
        return [found] if found else []
    key = naming.key(text)
    matches = names.matches(connection, [key]).get(key, ())
    return [match.person for match in naming.best(matches, exact=True)]


def _ambiguous(connection: Connection, text: str, found: Sequence[Person]) -> AmbiguousError:
    order = candidates(connection, found)
    slugs = tuple(each.person.slug for each in order)
    return AmbiguousError(
        f'"{text}" could be {len(found)} people. Nothing was changed.',
        candidates=slugs[:MOST],
        attempt=(f"name one of them by the handle, as {slugs[0]}",),
    )


def _day(ordinal: int | None) -> date | None:
    from datetime import date

    return None if ordinal is None else date.fromordinal(ordinal)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
