"""A calendar file as its components, one at a time, whatever state it is in.

Only the properties of which touchpoints are made are kept: an attachment of 50 MB or a
storm of alarms costs time, not memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.contentline import text_of, unfold
from keepintouch.formats.unfolding import chunks, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

LONGEST_LINE = 2**21
MAIN = frozenset(("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"))
ZONE_PARTS = frozenset(("STANDARD", "DAYLIGHT"))
KEPT = frozenset(
    (
        *("ATTENDEE", "CATEGORIES", "CONFERENCE", "DESCRIPTION", "DTSTAMP", "DTSTART", "EXDATE"),
        "EXRULE",
        *("LAST-MODIFIED", "LOCATION", "METHOD", "ORGANIZER", "PRODID", "RDATE", "RECURRENCE-ID"),
        "RRULE",
        *("SEQUENCE", "STATUS", "SUMMARY", "TZID", "TZOFFSETTO", "UID", "URL", "X-LIC-LOCATION"),
        *("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-WR-CALNAME"),
        "X-WR-TIMEZONE",
    )
)
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_VALUE = re.compile(r'((?:[^":]|"[^"]*")*+):(.*)', re.DOTALL)
_ESCAPED_HEAD = re.compile(r'[^":]*(?:"(?:[^"\\]|\\.)*"[^":]*)+:')
_EDGE = re.compile(r"(?i)(BEGIN|END)\s*:\s*(\S*)")


class Component(NamedTuple):
    """A component's kind, its first line's number, its kept lines by the name of the property.

    It is `whole` if it was ended. A `VCALENDAR` comes with the properties above its parts.
    """

    kind: str
    line: int
    lines: Mapping[str, Sequence[str]]
    whole: bool = True

    def values(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the parameters (as one text) and the raw value of each property called so."""
        for line in self.lines.get(name, ()):
            rest = line[len(name) :]
            found = _VALUE.match(rest)
            yield (found[1], found[2]) if found else (rest, "")

    def value(self, name: str) -> str | None:
        """Return the first raw value of a property, None if there is none."""
        return next((value.strip() for _, value in self.values(name)), None)


def components(stream: BinaryIO) -> Iterator[Component]:
    """Yield what a calendar holds, in its order; a part that is never ended is not `whole`."""
    part: _Open | None = None
    for number, line in content_lines(stream):
        word, kind = _edge(line)
        if word == "BEGIN" and (kind in MAIN or kind == "VCALENDAR" or _opens(part, kind)):
            if part:
                yield part.closed(whole=part.kind == "VCALENDAR")
            part = _Open(kind, number)
        elif part and word == "END" and kind in {part.kind, "VCALENDAR"}:
            yield part.closed(whole=kind == part.kind)
            part = None
        elif part and word:
            part.nested += 1 if word == "BEGIN" else -1
        elif part:
            part.take(line)
    if part:
        yield part.closed(whole=part.kind == "VCALENDAR")


def _opens(part: _Open | None, kind: str) -> bool:
    """Tell a part of a kind of its own in a calendar from one nested in an event."""
    return bool(kind) and kind not in ZONE_PARTS and (part is None or part.kind == "VCALENDAR")


class _Open:
    """A component that is still being read; what is nested in it (alarms) is passed over."""

    __slots__ = ("kind", "line", "lines", "nested")

    def __init__(self, kind: str, line: int) -> None:
        self.kind = kind
        self.line = line
        self.lines: dict[str, list[str]] = {}
        self.nested = 0

    def take(self, line: str) -> None:
        # The offsets of a time zone stand one level down.
        if self.nested > 0 and self.kind != "VTIMEZONE":
            return
        if '\\"' in line:
            line = _unescaped(line)
        found = _NAME.match(line)
        if found and (name := found[0].upper()) in KEPT:
            self.lines.setdefault(name, []).append(line)

    def closed(self, *, whole: bool) -> Component:
        return Component(self.kind, self.line, self.lines, whole)


def content_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield each unfolded line with its number; one beyond 2 MB can only be an attachment."""
    for number, raw in whole_lines(chunks(stream), LONGEST_LINE):
        if raw is not None:
            yield number, text_of(unfold(raw.rstrip(b"\r\n")))


def _unescaped(line: str) -> str:
    r"""Return a line with quotes in a parameter as RFC 6868 writes them, not as `\"`."""
    head = _ESCAPED_HEAD.match(line)
    return head[0].replace('\\"', "^'") + line[head.end() :] if head else line


def _edge(line: str) -> tuple[str, str]:
    """Return (`BEGIN` or `END`, the kind) if the line is one, else two empty texts."""
    found = _EDGE.match(line)
    return (found[1].upper(), found[2].upper()) if found else ("", "")
