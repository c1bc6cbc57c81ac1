"""A book written as friends.md, just as the program's own `clean` would leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from keepintouch.formats import friends_grammar as grammar
from keepintouch.formats.friends_text import Facts, note_written, written
from keepintouch.formats.protocols import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import BinaryIO

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person
    from keepintouch.domain.touchpoints import Note, Place, Touchpoint
    from keepintouch.formats import Book
    from keepintouch.formats.drafts import WriteOptions

LOSSES = (
    Loss(
        "ways to reach people (e-mail, phone, address, links), and pictures",
        "contact.points contact.photo",
    ),
    Loss(
        "birthdays and other days of people",
        "contact.birthday contact.occasions born-without-year.birthday born-in-year.birthday"
        " born-in-month.birthday born-in-words.birthday",
    ),
    Loss("organisations, teams and titles", "contact.org contact.team contact.title"),
    Loss(
        "the parts of names",
        "contact.prefix contact.given contact.additional contact.family contact.suffix",
    ),
    Loss("relations between people", "contact.relations"),
    Loss(
        "how often to keep in touch, snoozes, pauses, importance, archived and deceased",
        "contact.cadence contact.snoozed_until contact.paused_from contact.paused_until"
        " contact.spread contact.importance contact.state archived-contact.state"
        " deceased-contact.state tag-rhythm dismissed-drift",
    ),
    Loss("how and since when people are known", "contact.how_met contact.added_on"),
    Loss("follow-ups", "follow-up"),
    Loss(
        "kind, time and direction of a touchpoint, and who was only mentioned",
        "touchpoint.kind touchpoint.time touchpoint.zone touchpoint.direction touchpoint.mentions",
    ),
    Loss(
        "ids and handles: what was typed in kit comes back as another entry when read into the"
        " same store",
        "contact.id contact.slug contact.former_slugs contact.origins touchpoint.id"
        " touchpoint.source touchpoint.source_id note.id note.source note.source_id place.id"
        " source-progress",
    ),
    Loss(
        "texts to the letter: line breaks go, and people and places that a text does not name"
        " are put behind it",
        "touchpoint-in-lines.text touchpoint-unnamed.text",
    ),
    Loss(
        "in names and tags the characters that are marks of the format",
        "name-with-marks tag-with-marks.tags",
    ),
)

_EMPTY = "(no text)"

_Dated = TypeVar("_Dated", "Touchpoint", "Note")
_Names = dict[str, tuple[str, ...]]


def write(book: Book, stream: BinaryIO, options: WriteOptions) -> None:
    """Write the four sections; nothing in `options` matters to this format."""
    del options
    contacts, places = tuple(book.contacts), tuple(book.places)
    names = _names(contacts)
    activities = _activities(tuple(book.touchpoints), names, _aliases(places))
    notes = _notes(tuple(book.notes), names)
    sections = (
        [grammar.event_line(day, text) for day, text in activities],
        [grammar.event_line(day, text) for day, text in notes],
        _friends(contacts, names, activities + notes),
        _locations(places, activities + notes),
    )
    blocks = (
        "".join(f"{line}\n" for line in (f"### {name}:", *lines))
        for name, lines in zip(grammar.SECTIONS, sections, strict=True)
    )
    stream.write("\n".join(blocks).encode("utf-8", "replace"))


def _activities(
    touchpoints: Sequence[Touchpoint], names: _Names, places: dict[str, str]
) -> list[tuple[date, str]]:
    """Return the touchpoints newest first, those of one day in the order given."""
    lines: list[tuple[date, str]] = []
    here = None
    for each in reversed(_newest_first(touchpoints)):
        place = each.place and _canonical(grammar.as_place(each.place), places)
        facts = Facts(_named(each.people, names), each.tags, place or None, here)
        text = written(each.text.strip() or each.kind.capitalize(), facts)
        lines.append((each.day, text))
        for moved_to in grammar.moves_in(text):
            here = _canonical(moved_to, places)
    return lines[::-1]


def _notes(notes: Sequence[Note], names: _Names) -> list[tuple[date, str]]:
    return [
        (
            each.day,
            note_written(each.text.strip() or _EMPTY, Facts(_named(each.people, names), each.tags)),
        )
        for each in _newest_first(notes)
    ]


def _newest_first(entries: Sequence[_Dated]) -> list[_Dated]:
    return sorted(entries, key=lambda entry: entry.day, reverse=True)


def _friends(
    contacts: Iterable[Contact], names: _Names, events: list[tuple[date, str]]
) -> list[str]:
    entries = [
        grammar.Entry(
            names[each.id][0],
            names[each.id][1:],
            grammar.as_place(each.place or "") or None,
            tuple(dict.fromkeys(filter(None, map(grammar.as_tag, each.tags)))),
        )
        for each in contacts
    ]
    return _sorted_lines(entries, (grammar.people_in(text) for _, text in events))


def _locations(places: Iterable[Place], events: list[tuple[date, str]]) -> list[str]:
    entries = [
        grammar.Entry(grammar.as_place(each.name), _others(each.name, each.aliases))
        for each in places
    ]
    return _sorted_lines(entries, (grammar.places_in(text) for _, text in events))


def _sorted_lines(entries: list[grammar.Entry], marked: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the entries' lines by name, with those that only a text marks, as `clean` adds them."""
    known = {name.casefold() for entry in entries for name in (entry.name, *entry.aliases)}
    unlisted = {
        name: grammar.Entry(name)
        for names in marked
        for name in names
        if name.casefold() not in known
    }
    listed = (entry for entry in (*entries, *unlisted.values()) if entry.name)
    return [entry.line for entry in sorted(listed, key=lambda entry: entry.name)]


def _names(contacts: Iterable[Contact]) -> _Names:
    """Return by id the name, told apart by a number where it is taken, and the other names."""
    names: _Names = {}
    taken: set[str] = set()
    for each in contacts:
        base = name = grammar.as_name(each.name) or each.slug
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} {number}"
        taken.add(name.casefold())
        names[each.id] = (name, *_others(name, each.nicknames))
    return names


def _others(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    cleaned = dict.fromkeys(map(grammar.as_place, aliases))
    return tuple(alias for alias in cleaned if alias and alias != name)


def _named(people: Iterable[Person], names: _Names) -> tuple[tuple[str, ...], ...]:
    return tuple(
        names.get(each.id) or (grammar.as_name(each.name) or each.slug,) for each in people
    )


def _aliases(places: Iterable[Place]) -> dict[str, str]:
    """Return the places' own names by each of their names."""
    own: dict[str, str] = {}
    for each in places:
        for name in (each.name, *each.aliases):
            own.setdefault(name.casefold(), grammar.as_place(each.name))
    return own


def _canonical(name: str, places: dict[str, str]) -> str:
    return places.get(name.casefold(), name)
