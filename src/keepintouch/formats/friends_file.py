"""A file friends.md taken apart into the entries of its sections, with what is wrong in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import friends_grammar as grammar
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LONGEST_QUOTE = 200
_HEADER = "### "
_NOTES = re.compile(r"(?m)^### Notes:\s*$")

_Kind = TypeVar("_Kind", grammar.Entry, grammar.Event)


class Lined(NamedTuple):
    """A text and the line it stands on."""

    line: int
    text: str


class Journal(NamedTuple):
    """The entries of a file in its order, each with its line, and the problems by line.

    After the friends and locations that are listed stand those that only an activity
    or a note names, with that one's line: `friends clean` adds them likewise.
    """

    friends: tuple[tuple[int, grammar.Entry], ...]
    locations: tuple[tuple[int, grammar.Entry], ...]
    activities: tuple[tuple[int, grammar.Event], ...]
    notes: tuple[tuple[int, grammar.Event], ...]
    problems: tuple[Problem, ...]


def parsed(content: bytes) -> Journal:
    """Take a file apart; without any of the four headers it is an `UnreadableError`."""
    problems: list[Problem] = []
    sections = _sections(_text(content, problems), problems)
    if not sections:
        raise UnreadableError(
            "This is no friends.md: it has none of the headers "
            + ", ".join(f'"{_HEADER}{name}:"' for name in grammar.SECTIONS)
            + ". Nothing was read."
        )

    def entries(section: str, read: Callable[[str], _Kind | str]) -> tuple[tuple[int, _Kind], ...]:
        return tuple(_entries(sections.get(section, []), read, problems))

    activities, notes = entries("Activities", grammar.event), entries("Notes", grammar.event)
    events = (*activities, *notes)
    people = [(line, grammar.people_in(event.text)) for line, event in events]
    places = [(line, grammar.places_in(event.text)) for line, event in events]
    return Journal(
        _completed(entries("Friends", grammar.friend), people),
        _completed(entries("Locations", grammar.location), places),
        activities,
        notes,
        tuple(sorted(problems)),
    )


def _completed(
    listed: tuple[tuple[int, grammar.Entry], ...], named: list[tuple[int, tuple[str, ...]]]
) -> tuple[tuple[int, grammar.Entry], ...]:
    """Return the listed entries and one for each further name, whatever its case."""
    known = {name.casefold() for _, entry in listed for name in (entry.name, *entry.aliases)}
    new: dict[str, tuple[int, grammar.Entry]] = {}
    for line, names in named:
        for name in names:
            if name.casefold() not in known:
                new.setdefault(name.casefold(), (line, grammar.Entry(name)))
    return (*listed, *new.values())


def _text(content: bytes, problems: list[Problem]) -> str:
    """Decode a file; the `#tags` that friends wrote until May 2016 become `@tags`.

    Such a file has no `@tags` and no notes, which came in January 2018.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(line, "not UTF-8; what could not be read shows as \ufffd"))
        text = content.decode("utf-8-sig", "replace")
    newer = _NOTES.search(text) or grammar.TAG.search(text)
    return text if newer else grammar.OLD_TAG.sub(r"@\1", text)


def _sections(text: str, problems: list[Problem]) -> dict[str, list[Lined]]:
    """Return the lines below each header; a section ends at an empty line or the next header."""
    headers = {f"{_HEADER}{name}:": name for name in grammar.SECTIONS}
    sections: dict[str, list[Lined]] = {}
    current: list[Lined] | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip():
            current = None
        elif line.rstrip() in headers:
            current = sections.setdefault(headers[line.rstrip()], [])
        elif current is None or line.startswith(_HEADER):
            current = None
            problems.append(Problem(number, f"not below a known header, left out: {_quoted(line)}"))
        else:
            current.append(Lined(number, line))
    return sections


def _entries(
    lines: list[Lined], read: Callable[[str], _Kind | str], problems: list[Problem]
) -> Iterator[tuple[int, _Kind]]:
    for number, line in lines:
        entry = read(line)
        if isinstance(entry, str):
            problems.append(Problem(number, f"{entry}: {_quoted(line)}"))
        else:
            yield number, entry


def _quoted(line: str) -> str:
    line = line.replace("\0", " ")
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"
