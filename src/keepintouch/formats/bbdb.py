"""BBDB, the Insidious Big Brother Database of Emacs: one vector a person, versions 2 to 9.

The number of a vector's fields tells its layout: nine up to version 6, ten with affixes
in 7 and 8, thirteen with an id and times in 9.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion
from keepintouch.formats import elisp, fields, loose, textlines
from keepintouch.formats.drafts import Draft, PersonDraft, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.domain.occasions import PartialDate
    from keepintouch.formats.drafts import ReadOptions

LARGEST_RECORD = 4 << 20  # characters
_OLD = ("first", "last", "aka", "org", "phones", "addresses", "mails", "more", "cache")
_AFFIXED = ("first", "last", "affix", *_OLD[2:])
_DATED = (*_AFFIXED[:-1], "uuid", "created", "changed", "cache")
_LAYOUTS = {len(layout): layout for layout in (_OLD, _AFFIXED, _DATED)}
_LINKS = frozenset({"www", "url", "web", "homepage", "facebook", "linkedin", "github"})
_HANDLES = frozenset(
    {"irc", "jabber", "xmpp", "skype", "aim", "icq", "twitter", "mastodon", "matrix"}
)
_TIMES = frozenset({"creation-date", "timestamp", "uuid"})
_LABELS = {"cell": "mobile"}


class _Record(NamedTuple):
    """A record by field, its extra fields by name, and how it stood."""

    said: dict[str, object]
    more: dict[str, str]
    raw: str
    line: int


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the file."""
    found = False
    for number, text in _blocks(stream):
        record = _record(text, number)
        found = found or not isinstance(record, Problem)
        yield record if isinstance(record, Problem) else _person(record)
    if not found:
        raise UnreadableError("this is no BBDB file: it has no record.")


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield records; BBDB writes each on a line of its own, that others may have wrapped."""
    start, held, size = 0, list[str](), 0
    for number, text in textlines.lines(stream):
        said = text or ""
        if said.startswith(("[", ";")) or size > LARGEST_RECORD:
            if held:
                yield start, "\n".join(held)
            start, held, size = number, [], 0
        if said.strip() and not said.startswith(";"):
            start = start if held else number
            held.append(said)
            size += len(said)
    if held:
        yield start, "\n".join(held)


def _record(text: str, line: int) -> _Record | Problem:
    try:
        datum = elisp.read(text)
    except ValueError:
        return Problem(line, "a record that is no Lisp vector is left out")
    layout = _LAYOUTS.get(len(datum)) if isinstance(datum, tuple) else None
    if layout is None or not isinstance(datum, tuple):
        return Problem(line, "a record of a layout that is not known is left out")
    said = dict(zip(layout, datum, strict=True))
    return _Record(said, _more(said["more"]), text, line)


def _more(alist: object) -> dict[str, str]:
    """Return the extra fields; before version 7 notes alone could stand for them."""
    if isinstance(alist, str):
        return {"notes": alist}
    found: dict[str, str] = {}
    for each in elisp.items(alist):
        name, value = elisp.text(elisp.first(each)), elisp.rest(each)
        said = elisp.text(value) or ", ".join(elisp.texts(value))
        if name and said:
            found[name.lower()] = said
    return found


def _person(record: _Record) -> PersonDraft | Problem:
    said, more = record.said, record.more
    given, family = elisp.text(said["first"]), elisp.text(said["last"])
    affix = ", ".join(elisp.texts(said.get("affix")))
    points = tuple(dict.fromkeys(_points(record)))
    orgs = elisp.texts(said["org"])
    name = " ".join(part for part in (given, family, affix) if part)
    name = name or next(iter((*orgs, *(point.value for point in points))), "")
    if not name:
        return Problem(record.line, "a record without a name is left out")
    days = list(_days(more.get("anniversary")))
    return PersonDraft(
        name,
        elisp.text(said.get("uuid")) or more.get("uuid"),
        given=given,
        family=family,
        suffix=affix or None,
        nicknames=_nicknames(said["aka"]),
        points=points,
        birthday=next((on for kind, on in days if kind == "birthday"), None)
        or fields.partial_date(more.get("birthday")),
        occasions=tuple(Occasion(kind, on) for kind, on in days if kind != "birthday"),
        org=orgs[0] if orgs else None,
        title=more.get("title"),
        tags=fields.several(more.get("mail-alias")),
        notes=tuple(_notes(record)),
        known_since=loose.day(elisp.text(said.get("created")) or more.get("creation-date")),
        raw=record.raw,
        line=record.line,
    )


def _nicknames(aka: object) -> tuple[str, ...]:
    return fields.several(aka, ";") if isinstance(aka, str) else elisp.texts(aka)


def _points(record: _Record) -> Iterator[Point]:
    for mail in elisp.texts(record.said["mails"]):
        inside = re.search(r"<([^<>]+)>", mail)
        yield Point("email", inside[1] if inside else mail)
    for each in elisp.items(record.said["phones"]):
        yield from _phone(elisp.items(each))
    for each in elisp.items(record.said["addresses"]):
        yield from _address(elisp.items(each))
    for name, value in record.more.items():
        if name in _LINKS:
            yield Point("link", value, None if name in {"www", "url", "web"} else name)
        elif name in _HANDLES:
            yield Point("im", value, name)


def _label(items: list[object]) -> str | None:
    label = (elisp.text(items[0]) or "").lower() if items else ""
    return _LABELS.get(label, label) or None


def _phone(items: list[object]) -> Iterator[Point]:
    """Yield a number: one text, or the area, exchange, suffix and extension of North America."""
    parts = items[1:]
    if parts and all(isinstance(each, int) for each in parts):
        area, exchange, suffix, extension = (*(str(each) for each in parts), *"0000")[:4]
        number = f"{exchange.zfill(3)}-{suffix.zfill(4)}"
        number = number if area == "0" else f"({area}) {number}"
        yield Point(
            "phone", number if extension == "0" else f"{number} x{extension}", _label(items)
        )
    elif number := (elisp.text(parts[0]) or "" if parts else ""):
        yield Point("phone", number, _label(items))


def _address(items: list[object]) -> Iterator[Point]:
    """Yield an address; before version 5 its streets were three fields instead of a list."""
    parts = items[1:]
    if parts and not isinstance(parts[0], list) and len(parts) > 5:  # noqa: PLR2004 - streets are one field since
        parts = [parts[:3], *parts[3:]]
    streets = "\n".join(elisp.texts(parts[0])) if parts else ""
    city, state, code, country = (*(" ".join(elisp.texts(each)) for each in parts[1:5]), *[""] * 4)[
        :4
    ]
    # Versions 5 and before wrote a postcode of no digits as 0.
    text = fields.address(streets, city, state, "" if code == "0" else code, country)
    if text:
        yield Point("address", text, _label(items))


def _days(text: str | None) -> Iterator[tuple[str, PartialDate]]:
    """Yield what each line of an anniversary field says: a date and of what, else a birthday."""
    for line in (text or "").splitlines():
        found = re.fullmatch(r"(?:(\d{4})-)?(\d\d?)-(\d\d?)(?:\s+(.+))?", line.strip())
        on = found and fields.date_of(int(found[1] or 0), int(found[2]), int(found[3]))
        if found and on:
            yield (found[4] or "birthday").strip().lower(), on
        elif said := fields.partial_date(line):
            yield "anniversary", said


def _notes(record: _Record) -> Iterator[str]:
    for org in elisp.texts(record.said["org"])[1:]:
        yield f"Also at: {org}"
    if "notes" in record.more:
        yield record.more["notes"]
    shown = {"notes", "anniversary", "birthday", "mail-alias", "title"}
    for name, value in record.more.items():
        if name not in shown | _TIMES | _LINKS | _HANDLES:
            yield f"{name}: {value}"
