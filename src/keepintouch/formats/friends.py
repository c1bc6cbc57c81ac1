"""friends.md, the journal of the Ruby program friends: read and written as it writes it.

The file has no ids: a name is the id of a person, and an entry is known by its day,
its text and its number among equal ones. Texts lose their marks (`**Name**`,
`_Place_`, `@tags` at the end) where writing puts the same ones back (`friends_text`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from keepintouch.formats import friends_grammar as grammar
from keepintouch.formats.drafts import NoteDraft, PersonDraft, PlaceDraft, Ref, TouchpointDraft
from keepintouch.formats.friends_file import parsed
from keepintouch.formats.friends_text import Facts, kept
from keepintouch.formats.friends_writing import LOSSES, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions
    from keepintouch.formats.friends_file import Journal

__all__ = ["LOSSES", "read", "write"]


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield people and places first, then what happened in the file's order, then problems."""
    journal = parsed(stream.read())
    yield from _people(journal)
    yield from (PlaceDraft(place.name, place.aliases, line) for line, place in journal.locations)
    yield from (each for each in _touchpoints(journal) if _within(each.day, options))
    yield from (each for each in _notes(journal) if _within(each.day, options))
    yield from journal.problems


def _within(day: date | None, options: ReadOptions) -> bool:
    return day is None or (options.since or day) <= day <= (options.until or day)


def _people(journal: Journal) -> Iterator[PersonDraft]:
    seen: Counter[str] = Counter()
    for line, friend in journal.friends:
        seen[friend.name] += 1
        number = seen[friend.name]
        yield PersonDraft(
            friend.name,
            uid=friend.name if number == 1 else f"{friend.name} #{number}",
            nicknames=friend.aliases,
            place=friend.place,
            tags=friend.tags,
            line=line,
        )


def _touchpoints(journal: Journal) -> Iterator[TouchpointDraft]:
    """Yield the activities; one that names nobody is a line of the journal."""
    friends, places, at = _lookup(journal.friends), _lookup(journal.locations), _at(journal)
    uids: Counter[str] = Counter()
    for line, event in journal.activities:
        named = next((places[name.casefold()].name for name in grammar.places_in(event.text)), None)
        facts = _facts(event, friends, named or at[line], at[line])
        yield TouchpointDraft(
            event.day,
            uid=_uid("activity", event, uids),
            text=kept(event.text, facts),
            people=_refs(facts),
            tags=facts.tags,
            place=facts.place,
            line=line,
        )


def _notes(journal: Journal) -> Iterator[NoteDraft]:
    friends = _lookup(journal.friends)
    uids: Counter[str] = Counter()
    for line, event in journal.notes:
        facts = _facts(event, friends)
        yield NoteDraft(
            kept(event.text, facts),
            event.day,
            uid=_uid("note", event, uids),
            people=_refs(facts),
            tags=facts.tags,
            line=line,
        )


def _at(journal: Journal) -> dict[int, str | None]:
    """Return, by an activity's line, the place one had gone "to _Place_" before it."""
    places = _lookup(journal.locations)
    at: dict[int, str | None] = {}
    here = None
    newest_first = sorted(journal.activities, key=lambda each: each[1].day, reverse=True)
    for line, event in reversed(newest_first):
        at[line] = here
        for name in grammar.moves_in(event.text):
            here = places[name.casefold()].name
    return at


def _facts(
    event: grammar.Event,
    friends: dict[str, grammar.Entry],
    place: str | None = None,
    implied: str | None = None,
) -> Facts:
    named = (friends[name.casefold()] for name in grammar.people_in(event.text))
    people = tuple(dict.fromkeys((entry.name, *entry.aliases) for entry in named))
    return Facts(people, grammar.tags_in(event.text), place, implied)


def _refs(facts: Facts) -> tuple[Ref, ...]:
    return tuple(Ref(name=names[0], uid=names[0]) for names in facts.people)


def _lookup(entries: Iterable[tuple[int, grammar.Entry]]) -> dict[str, grammar.Entry]:
    """Return entries by name, whatever its case, and by the other names that are nobody's own."""
    known: dict[str, grammar.Entry] = {}
    listed = [entry for _, entry in entries]
    for entry in listed:
        known.setdefault(entry.name.casefold(), entry)
    for entry in listed:
        for alias in entry.aliases:
            known.setdefault(alias.casefold(), entry)
    return known


def _uid(kind: str, event: grammar.Event, seen: Counter[str]) -> str:
    """Return an id that neither the order of the lines nor other lines change."""
    text = f"{kind}\n{event.day}\n{event.text}"
    seen[text] += 1
    return hashlib.sha256(f"{text}\n{seen[text]}".encode()).hexdigest()[:32]
