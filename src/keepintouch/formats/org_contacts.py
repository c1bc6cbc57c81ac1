"""org-contacts: a person is an Org heading whose properties say how to reach them.

The property names of org-contacts and of org-vcard's two styles are known, with a
label behind them (`EMAIL_WORK`); others become notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion
from keepintouch.formats import fields, loose
from keepintouch.formats.drafts import Draft, PersonDraft, Problem
from keepintouch.formats.org_headings import Heading, headings, linked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.domain.occasions import PartialDate
    from keepintouch.formats.drafts import ReadOptions

_POINT = re.compile(
    r"(?P<what>(?:E-?)?MAIL|(?:TELE)?PHONE|TELEFON|TEL|LANDLINE|MOBILE|CELL|HANDY|FAX|PAGER"
    r"|ADDRESSE?|ADDR|ADRESSE"
    r"|URL|WEBSITE|WEB|HOMEPAGE|BLOG)(?:[_-](?P<label>\w+))?"
)
_PHONES = {
    "PHONE": "",
    "TEL": "",
    "TELEPHONE": "",
    "TELEFON": "",
    "LANDLINE": "landline",
    "MOBILE": "mobile",
    "CELL": "mobile",
    "HANDY": "mobile",
    "FAX": "fax",
    "PAGER": "pager",
}
_NAMES = ("NICKNAME", "NICKNAMES", "ALIAS", "AKA")
_ORGS = ("ORG", "ORGANIZATION", "ORGANISATION", "COMPANY")
_TITLES = ("TITLE", "ROLE", "JOB")
_TAGS = ("CATEGORIES", "GROUP", "GROUPS")
_NOTES = ("NOTE", "NOTES", "COMMENT")
# org-contacts lets its users name the property; these are the words of their languages.
_DAYS = (
    *("BIRTHDAY", "BIRTHDATE", "BORN", "BDAY", "DOB", "GEBURTSTAG", "GEBURTSDATUM", "ANNIVERSAIRE"),
    *("NAISSANCE", "CUMPLEAÑOS", "COMPLEANNO", "NASCIMENTO", "VERJAARDAG", "ANNIVERSARY"),
)
_SILENT = frozenset(
    {"ID", "UID", "CUSTOM_ID", "CATEGORY", "CREATED", "VISIBILITY", "COLUMNS", "ORDERED"}
    | {"LAST_READ_MAIL", "IGNORE", "LOGGING", "KIND", "FIELDTYPE", "PREFERRED", "REV", "PRODID"}
    | {"VERSION", "N", "FN", "LAST_REPEAT", "COOKIE_DATA"}
)
_SHOWN = frozenset({*_NAMES, *_ORGS, *_TITLES, *_TAGS, *_NOTES, *_DAYS})
_DATE = re.compile(r"[<\[]?((?:\d{4}|-)-\d\d-\d\d)(?!\d)")


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the file; headings below a person without properties are notes."""
    person: Heading | None = None
    found = False
    for each in headings(stream):
        if isinstance(each, Problem):
            yield each
        elif _is_person(each):
            if person:
                yield _draft(person)
            person, found = each, True
        elif person and each.level > person.level:
            _add(person, each)
        elif person:
            yield _draft(person)
            person = None
    if person:
        yield _draft(person)
    if not found:
        raise UnreadableError("this is no file of org-contacts: no heading has an address.")


def _is_person(heading: Heading) -> bool:
    field = heading.properties.get("FIELDTYPE")
    if field:
        return field[0].lower() == "name"
    names = heading.properties
    return any(_POINT.fullmatch(name) or name in {*_NAMES, *_DAYS} for name in names)


def _add(person: Heading, below: Heading) -> None:
    """Add a heading below a person: one of org-vcard's tree style is a field, others are text."""
    person.raw += below.raw
    if field := below.properties.get("FIELDTYPE"):
        person.properties.setdefault(field[0].upper().replace("-", "_"), []).append(below.title)
    else:
        person.body += [below.title, *below.body]


def _draft(heading: Heading) -> Draft:
    properties = heading.properties
    points = tuple(dict.fromkeys(_points(heading)))
    name = heading.title or next((each.value for each in points), "")
    if not name:
        return Problem(heading.line, "a heading without a name is left out")
    orgs = fields.several(_first(heading, *_ORGS), ";")
    days = {name: _date(values[0]) for name, values in properties.items() if name in _DAYS}
    tags = [each for name in _TAGS for text in properties.get(name, ()) for each in _list(text)]
    return PersonDraft(
        name,
        _first(heading, "UID", "ID"),
        nicknames=tuple(
            each for key in _NAMES for text in properties.get(key, ()) for each in _list(text)
        ),
        points=points,
        birthday=next((on for name, on in days.items() if name != "ANNIVERSARY"), None),
        occasions=tuple(Occasion("anniversary", on) for on in (days.get("ANNIVERSARY"),) if on),
        org=orgs[0] if orgs else None,
        team=", ".join(orgs[1:]) or None,
        title=_first(heading, *_TITLES),
        tags=tuple(dict.fromkeys((*heading.tags, *tags))),
        notes=tuple(_notes(heading)),
        known_since=loose.day((_first(heading, "CREATED") or "").strip("[<")),
        raw="\n".join(heading.raw),
        line=heading.line,
    )


def _first(heading: Heading, *names: str) -> str | None:
    return next((text for name in names for text in heading.properties.get(name, ())), None)


def _list(text: str) -> tuple[str, ...]:
    return fields.several(text, ",;")


def _points(heading: Heading) -> Iterator[Point]:
    for name, values in heading.properties.items():
        found = _POINT.fullmatch(name)
        for text in values if found else ():
            what, label = str(found and found["what"]), (found and found["label"]) or ""
            yield from _point(what, label.lower().replace("_", " "), text)


def _point(what: str, label: str, text: str) -> Iterator[Point]:
    if what.endswith("MAIL"):
        found = [each.strip("<>,;") for each in linked(text).split() if "@" in each]
        yield from (Point("email", each, label or None) for each in found or [linked(text)])
    elif what in _PHONES:
        words = " ".join(each for each in (label, _PHONES[what]) if each)
        yield from (Point("phone", each, words or None) for each in _list(linked(text)))
    elif what.startswith(("ADDR", "ADR")):
        lines = fields.several(text, ";") if ";" in text else (text,)
        if address := loose.lines(*lines):
            yield Point("address", address, label or None)
    else:
        yield from (Point("link", each, label or None) for each in linked(text).split())


def _date(text: str) -> PartialDate | None:
    """Read a date with or without a description behind it; `nil` stands for no year."""
    said = re.sub(r"^nil-", "--", text)
    found = _DATE.match(said)
    return fields.partial_date(found[1] if found else said)


def _notes(heading: Heading) -> Iterator[str]:
    for name in _NOTES:
        yield from heading.properties.get(name, ())
    for name, values in heading.properties.items():
        if name not in _SILENT | _SHOWN and not _POINT.fullmatch(name):
            yield from (f"{name.replace('_', ' ').capitalize()}: {linked(text)}" for text in values)
    if body := "\n".join(heading.body).strip():
        yield body
