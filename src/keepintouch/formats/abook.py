"""abook's own address book: a section a person, fields of abook's names and of the user's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion
from keepintouch.formats import fields, textlines
from keepintouch.formats.drafts import Draft, PersonDraft, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

LARGEST_SECTION = 4 << 20  # characters
PHONES = {"phone": "home", "workphone": "work", "fax": "fax", "mobile": "mobile"}
_KNOWN = frozenset(
    {"name", "email", "address", "address2", "city", "state", "zip", "country", "nick", "url"}
    | {"notes", "anniversary", "birthday", "groups", *PHONES}
)
_SECTION = re.compile(r"\s*\[([^\]]*)\]\s*")


class _Section(NamedTuple):
    """A section of the file: its title, what it says by lower-case field, and how it stood."""

    title: str
    said: dict[str, str]
    raw: list[str]
    line: int


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the file."""
    found = False
    for section in _sections(stream):
        if isinstance(section, Problem):
            yield section
            continue
        found = True
        if section.title.lower() != "format":
            yield person(section.said, "\n".join(section.raw), section.line)
    if not found:
        raise UnreadableError("this is no abook address book: it has no section.")


def _sections(stream: BinaryIO) -> Iterator[_Section | Problem]:
    section: _Section | None = None
    size = 0
    for number, text in textlines.lines(stream):
        if found := _SECTION.fullmatch(text or ""):
            if section:
                yield section
            section, size = _Section(found[1], {}, [found[0]], number), 0
        elif text is None or (text.strip() and not text.lstrip().startswith("#")):
            size += len(text or "")
            if text is None or section is None or "=" not in text or size > LARGEST_SECTION:
                yield Problem(number, "not a field of anybody: left out")
            else:
                _add(section, text)
    if section:
        yield section


def _add(section: _Section, line: str) -> None:
    name, _, value = line.partition("=")
    section.raw.append(line)
    if value.strip():
        section.said[name.strip().lower()] = value.strip()


def person(said: dict[str, str], raw: str | None, line: int) -> PersonDraft | Problem:
    """Return the person that fields of abook's names describe.

    abook knows one date; it calls it anniversary, and BDAY in the vCards it writes. Only
    beside a birthday of the user's own it is what it is called.
    """
    days = [fields.partial_date(said[each]) for each in ("birthday", "anniversary") if each in said]
    points = tuple(dict.fromkeys(_points(said)))
    name = said.get("name") or said.get("nick") or next((each.value for each in points), None)
    if name is None:
        return Problem(line, "somebody without a name is left out")
    more = (f"{key}: {value}" for key, value in said.items() if key not in _KNOWN)
    return PersonDraft(
        name,
        nicknames=tuple(each for each in (said.get("nick"),) if each and each != name),
        points=points,
        birthday=next(iter(days), None),
        occasions=tuple(Occasion("anniversary", on) for on in days[1:] if on),
        tags=fields.several(said.get("groups")),
        notes=tuple(each for each in (said.get("notes"), *more) if each),
        raw=raw,
        line=line,
    )


def _points(said: dict[str, str]) -> Iterator[Point]:
    for email in fields.several(said.get("email")):
        yield Point("email", email)
    for field, label in PHONES.items():
        if field in said:
            yield Point("phone", said[field], label)
    street = "\n".join(said[each] for each in ("address", "address2") if each in said)
    rest = (said.get(each) for each in ("city", "state", "zip", "country"))
    if address := fields.address(street or None, *rest):
        yield Point("address", address)
    if "url" in said:
        yield Point("link", said["url"])
