"""The lines of friends.md: what its four sections allow, and the marks inside a text.

After the Ruby program friends 0.55 (`introvert.rb`, `friend.rb`, `event.rb`,
`location.rb`, `tag_regex.rb`). Its patterns are unanchored and so take almost
anything; here a line must be wholly of its section's form.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SECTIONS = ("Activities", "Notes", "Friends", "Locations")

# Ruby's \p{Alnum} has the marks of letters (accents, Indic and Thai vowels), Python's \w lacks them.
_VOWELS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
_LETTER = rf"(?:[^\W_]|[{_VOWELS}])"
_WORD = rf"{_LETTER}+"
_TAG_WORDS = rf"{_WORD}(?:[:-]{_WORD})*"
TAG = re.compile(rf"(?<![^\W_])@({_TAG_WORDS})")
OLD_TAG = re.compile(rf"(?<![^\W_])#([^\W\d_]{_LETTER}*(?:[:-]{_WORD})*)")
PERSON = re.compile(r"\*\*([^*\s][^*]*)\*\*")
PLACE = re.compile(r"_([^_\s][^_]*)_")
_TO = re.compile(r"\b[Tt]o $")

_ALIASES = r"(?:\s+\(a\.k\.a\. (?P<aliases>.+)\))?"
_FRIEND = re.compile(
    rf"(?P<name>[^(\[@]*[^(\[@\s]){_ALIASES}"
    rf"(?:\s+\[(?P<place>[^\]]+)\])?(?P<tags>(?:\s+@{_TAG_WORDS})*)"
)
_LOCATION = re.compile(rf"(?P<name>[^(]*[^(\s]){_ALIASES}")
_EVENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?::\s*(.*))?", re.ASCII | re.DOTALL)
_MARKS = re.compile(rf"{PERSON.pattern}|{PLACE.pattern}")
_NOT_IN_NAMES = re.compile(r"[()\[\]@*]")
_NOT_IN_PLACES = re.compile(r"[()\[\]*_]")
_NOT_IN_TAGS = re.compile(rf"(?:(?!{_LETTER}).)+", re.DOTALL)


class Entry(NamedTuple):
    """A line of the sections Friends or Locations; a location has no place and no tags."""

    name: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Return the entry as the program writes it."""
        aliases = " ".join(f"a.k.a. {alias}" for alias in self.aliases)
        parts = [self.name, f"({aliases})" if aliases else "", f"[{self.place}]" * bool(self.place)]
        return "- " + " ".join([*filter(None, parts), *(f"@{tag}" for tag in self.tags)])


class Event(NamedTuple):
    """A line of the sections Activities or Notes."""

    day: date
    text: str


def event_line(day: date, text: str) -> str:
    """Return a line of Activities or Notes as the program writes it."""
    return f"- {day.isoformat()}: {text}"


def item(line: str) -> str:
    """Return a line without its bullet and the spaces around it."""
    return line.strip().removeprefix("- ").strip()


def friend(line: str) -> Entry | str:
    """Read a line of the section Friends, or say what is wrong with it."""
    found = _FRIEND.fullmatch(item(line))
    if not found:
        return "not of the form Name (a.k.a. Nickname) [Place] @tag"
    tags = tuple(TAG.findall(found["tags"]))
    return Entry(found["name"], _aliases(found["aliases"]), found["place"], tags)


def location(line: str) -> Entry | str:
    """Read a line of the section Locations, or say what is wrong with it."""
    found = _LOCATION.fullmatch(item(line))
    if not found:
        return "not of the form Place (a.k.a. Other Name)"
    return Entry(found["name"], _aliases(found["aliases"]))


def event(line: str) -> Event | str:
    """Read a line of Activities or Notes, or say what is wrong with it."""
    found = _EVENT.fullmatch(item(line))
    if not found:
        return "no date as 2018-01-31 at its start"
    if not found[2]:
        return "no text after the date"
    try:
        return Event(date.fromisoformat(found[1]), found[2])
    except ValueError:
        return "no day of the calendar"


def _aliases(text: str | None) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in text.split(" a.k.a. ")) if text else ()


def people_in(text: str) -> tuple[str, ...]:
    """Return the names marked in a text, each once, in its order."""
    return tuple(dict.fromkeys(filter(None, map(as_name, PERSON.findall(text)))))


def places_in(text: str) -> tuple[str, ...]:
    """Return the places marked in a text, each once, in its order."""
    found = PLACE.findall(PERSON.sub("", text))
    return tuple(dict.fromkeys(filter(None, map(as_place, found))))


def moves_in(text: str) -> tuple[str, ...]:
    """Return the places that follow the word "to": where one is from then on."""
    text = PERSON.sub("", text)
    moves = (
        each[1]
        for each in PLACE.finditer(text)
        if _TO.search(text[max(each.start() - 4, 0) : each.start()])
    )
    return tuple(filter(None, map(as_place, moves)))


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags in a text, each once whatever its case, in its order."""
    tags: dict[str, str] = {}
    for tag in TAG.findall(text):
        tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def plain(text: str) -> str:
    """Return a text without the marks around people and places."""
    return _MARKS.sub(lambda found: found[1] or found[2], text)


def unnamed(text: str) -> str:
    """Return a text without the marks around people."""
    return PERSON.sub(r"\1", text)


def untagged(text: str) -> str:
    """Return a text without the tags at its end."""
    words = text.rsplit(None, 1)
    while len(words) > 1 and TAG.fullmatch(words[1]):
        text = words[0]
        words = text.rsplit(None, 1)
    return text


def one_line(text: str) -> str:
    """Return a text with its line breaks made spaces; a line is all that the format has."""
    return " ".join(filter(None, map(str.strip, re.split(r"[\r\n]+", text))))


def as_name(text: str) -> str:
    """Return a name without the characters that would end it, or begin a mark."""
    return " ".join(_NOT_IN_NAMES.sub(" ", text).split())


def as_place(text: str) -> str:
    """Return a place's name without the characters that would end it, or begin a mark."""
    return " ".join(_NOT_IN_PLACES.sub(" ", text).split())


def as_tag(text: str) -> str:
    """Return a tag of letters and digits, with hyphens for what else it had; colons stay."""
    parts = (_NOT_IN_TAGS.sub("-", part).strip("-") for part in text.split(":"))
    return ":".join(filter(None, parts))


def marked(text: str, names: Iterable[str], sign: str, count: int = 0) -> str:
    """Put `sign` around the whole names in a text, longest first; what is marked stays as it is."""
    known = sorted((name for name in set(names) if name and name in text), key=len, reverse=True)
    if not known:
        return text
    choice = "|".join(re.escape(name) for name in known)
    pattern = rf"(\*\*[^*]+\*\*|_[^_]+_)|(?<![^\W_])(?:{choice})(?![^\W_])"
    left = count or len(text)

    def mark(found: re.Match[str]) -> str:
        nonlocal left
        if found[1] or not left:
            return found[0]
        left -= 1
        return f"{sign}{found[0]}{sign}"

    return re.sub(pattern, mark, text)
