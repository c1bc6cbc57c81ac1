"""Texts of friends.md and texts of ours: the two sides of one promise.

`kept` is what we store of a description: the plainest text from which `written`
makes the very same description again, so that a file read and written is the same
to the byte, and what a person reads is free of marks wherever that can be.
"""

from __future__ import annotations

from typing import NamedTuple

from keepintouch.formats.friends_grammar import (
    as_tag,
    marked,
    one_line,
    people_in,
    places_in,
    plain,
    tags_in,
    unnamed,
    untagged,
)


class Facts(NamedTuple):
    """What a text must tell: people (a name, then nicknames), tags, a place.

    `implied` is the place one is at anyway, because of an earlier "to _Place_".
    """

    people: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    place: str | None = None
    implied: str | None = None


def written(text: str, facts: Facts) -> str:
    """Return the description that tells the text and the facts.

    People named in the text are marked there, the others follow as `with **Name**`;
    so does a place as `in _Place_`, and so do tags.
    """
    line = _with_people(_with_marks(text, facts), facts)
    line = _with_place(line, facts)
    return _with_tags(line, facts)


def note_written(text: str, facts: Facts) -> str:
    """Return a note's description: as `written`, but the people it lacks stand before it."""
    line = _with_marks(text, facts)
    line = ": ".join(
        filter(None, (", ".join(f"**{name}**" for name in _missing(line, facts)), line))
    )
    return _with_tags(line, facts)


def kept(description: str, facts: Facts) -> str:
    """Return the plainest text that is written as this description again."""
    bare = untagged(description)
    for text in (plain(bare), unnamed(bare), plain(description), unnamed(description)):
        if text and written(text, facts) == description:
            return text
    return description


def _missing(line: str, facts: Facts) -> list[str]:
    """Return the people whom no mark in the line names, neither so nor by a nickname."""
    marks = {name.casefold() for name in people_in(line)}
    return [
        names[0] for names in facts.people if not any(name.casefold() in marks for name in names)
    ]


def _with_marks(text: str, facts: Facts) -> str:
    line = one_line(text)
    return marked(line, _missing(line, facts), "**")


def _with_people(line: str, facts: Facts) -> str:
    names = [f"**{name}**" for name in _missing(line, facts)]
    if not names:
        return line
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{line} with {listed}"


def _with_place(line: str, facts: Facts) -> str:
    if facts.place in {None, facts.implied} or places_in(line):
        return line
    with_mark = marked(line, (str(facts.place),), "_", count=1)
    return with_mark if with_mark != line else f"{line} in _{facts.place}_"


def _with_tags(line: str, facts: Facts) -> str:
    there = {tag.casefold() for tag in tags_in(line)}
    new = {tag for tag in map(as_tag, facts.tags) if tag and tag.casefold() not in there}
    return " ".join([line, *(f"@{tag}" for tag in sorted(new))])
