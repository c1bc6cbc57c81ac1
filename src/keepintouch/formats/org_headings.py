"""Headings of an Org file: title, tags (also those inherited), properties and the text below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keepintouch.formats import textlines
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LARGEST_HEADING = 4 << 20  # characters
_STARS = re.compile(r"(\*+)[ \t]+(.*)", re.DOTALL)
_TAGS = re.compile(r"\s:([\w@#%:]+):\s*$")
_BEFORE = re.compile(r"(?:(?:TODO|DONE|NEXT|WAITING|COMMENT)\s+)?(?:\[#\w\]\s*)?")
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):")
_PROPERTY = re.compile(r"\s*:([^\s:]+):(?:\s+(.*))?", re.DOTALL)
_LINK = re.compile(r"\[\[([^\[\]]*)\](?:\[([^\[\]]*)\])?\]")


class Heading:
    """A heading; `properties` by upper-case name, each with its values in order."""

    def __init__(self, level: int, title: str, tags: tuple[str, ...], line: int) -> None:
        self.level = level
        self.title = title
        self.tags = tags
        self.line = line
        self.properties: dict[str, list[str]] = {}
        self.body: list[str] = []
        self.raw: list[str] = []

    def take(self, text: str, drawer: str) -> str:
        """Add a line below the heading, and return the drawer that it leaves open."""
        self.raw.append(text)
        word = text.strip().upper()
        if drawer:
            found = _PROPERTY.fullmatch(text) if drawer == ":PROPERTIES:" else None
            if found and word != ":END:":
                self._add(found[1], found[2] or "")
            return "" if word == ":END:" else drawer
        at_top = not self.properties and not any(each.strip() for each in self.body)
        if word == ":PROPERTIES:" and at_top:
            return word
        if not (at_top and _PLANNED.match(text)):
            self.body.append(text)
        return ""

    def _add(self, name: str, value: str) -> None:
        if value.strip():
            self.properties.setdefault(name.rstrip("+").upper(), []).append(value.strip())


def headings(stream: BinaryIO) -> Iterator[Heading | Problem]:
    """Yield the headings in order; text before the first is of nobody."""
    heading: Heading | None = None
    drawer, size = "", 0
    above: list[Heading] = []
    for number, text in textlines.lines(stream):
        if text is None or size > LARGEST_HEADING:
            yield Problem(
                number, "a heading with more than 4 million characters: the rest is left out"
            )
            size = 0
            continue
        if found := _STARS.fullmatch(text):
            if heading:
                yield heading
            above = [each for each in above if each.level < len(found[1])]
            heading = _heading(found, above, number)
            heading.raw.append(text)
            above.append(heading)
            drawer, size = "", 0
        elif heading:
            drawer = heading.take(text, drawer)
            size += len(text)
    if heading:
        yield heading


def _heading(found: re.Match[str], above: list[Heading], line: int) -> Heading:
    title, tags = found[2], tuple[str, ...]()
    if tagged := _TAGS.search(title):
        title = title[: tagged.start()]
        tags = tuple(each for each in tagged[1].split(":") if each)
    inherited = above[-1].tags if above else ()
    title = _BEFORE.sub("", title.strip(), count=1)
    return Heading(len(found[1]), plain(title), tuple(dict.fromkeys((*inherited, *tags))), line)


def plain(text: str) -> str:
    """Return a text with its links as what they show."""
    return _LINK.sub(lambda found: found[2] or target(found[1]), text).strip()


def linked(text: str) -> str:
    """Return a text with its links as where they lead, without `mailto:` and `tel:`."""
    return target(_LINK.sub(lambda found: target(found[1]), text))


def target(text: str) -> str:
    """Return where a link leads, without the scheme of a mail or a telephone."""
    return re.sub(r"(?i)^(?:mailto|tel):", "", text.strip())
