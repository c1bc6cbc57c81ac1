"""Contacts as a table of kit's own: a row a person, a column more for each further value.

The header may be in any order and lack columns: `kit id`, `full name`, the parts of the
name, `nicknames`, `email`, `email label`, `email 2`, … and so for `phone`, `address`,
`link`, `im`, `occasion`, `relation`; `birthday`, `company`, `department`, `job title`,
`location`, `how met`, `tags`, `every`, `status`, `importance`, `snoozed until`,
`added on`, `note`, `note 2`, …. A star before a label marks the preferred value.

The table is made for spreadsheets: a byte order mark, and a quote before what would be
taken for a formula. With `raw` it has neither, and `kit id (raw)` says so.
"""

from __future__ import annotations

import codecs
import csv
import io
from itertools import count, takewhile
from typing import TYPE_CHECKING

from keepintouch.formats.csv_layouts import OWN_ID, OWN_RAW_ID, guarded
from keepintouch.formats.csv_values import Label, joined, label_text
from keepintouch.formats.protocols import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from keepintouch.domain.contacts import Contact, Point
    from keepintouch.domain.touchpoints import Note
    from keepintouch.formats import Book
    from keepintouch.formats.drafts import WriteOptions

LOSSES = (
    Loss("touchpoints", "touchpoint"),
    Loss("follow-ups", "follow-up"),
    Loss("places, beside where somebody is", "place"),
    Loss(
        "the days and tags of notes, and notes about several people or nobody",
        "note.id note.day note.tags note.source note.source_id note-about-several"
        " note-about-nobody",
    ),
    Loss("which contact a relation means (the name is kept)", "contact.relations.contact_id"),
    Loss(
        "days of a pause, and the wish to spread what is due",
        "contact.paused_from contact.paused_until contact.spread",
    ),
    Loss("the rhythms of tags, and drifts that were let go", "tag-rhythm dismissed-drift"),
    Loss("photos", "contact.photo"),
    Loss(
        "records as they were imported, and handles",
        "contact.origins contact.slug contact.former_slugs source-progress",
    ),
)

_POINTS = ("email", "phone", "address", "link", "im")
_TEXTS = {
    "name": "full name",
    "given": "first name",
    "additional": "middle name",
    "family": "last name",
    "prefix": "prefix",
    "suffix": "suffix",
    "org": "company",
    "team": "department",
    "title": "job title",
    "place": "location",
    "how_met": "how met",
    "state": "status",
    "importance": "importance",
}

_LAST = ("tags", "every", "snoozed until", "added on")

_Row = dict[str, str]


def write(book: Book, stream: BinaryIO, options: WriteOptions) -> None:
    """Write the contacts; `options.raw` leaves out what is for spreadsheets only."""
    notes = _by_person(book.notes)
    rows = [_row(contact, notes.get(contact.id, [])) for contact in book.contacts]
    header = _header(rows)
    if not options.raw:
        stream.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="")
    table = csv.writer(text)
    table.writerow([OWN_RAW_ID if options.raw else OWN_ID, *header[1:]])
    protect = str if options.raw else guarded
    table.writerows([protect(row.get(column, "")) for column in header] for row in rows)
    text.detach()


def _by_person(notes: Iterable[Note]) -> dict[str, list[str]]:
    """Return the texts of notes about one person alone."""
    texts: dict[str, list[str]] = {}
    for note in notes:
        if len(note.people) == 1:
            texts.setdefault(note.people[0].id, []).append(note.text)
    return texts


def _row(contact: Contact, notes: Sequence[str]) -> _Row:
    said = contact._asdict()
    row = {OWN_ID: contact.id} | {
        header: str(said[field]) for field, header in _TEXTS.items() if said[field] is not None
    }
    row |= {
        "nicknames": joined(contact.nicknames),
        "birthday": contact.birthday.iso if contact.birthday else "",
        "tags": joined(contact.tags),
        "every": contact.cadence.words if contact.cadence else "",
        "snoozed until": contact.snoozed_until.isoformat() if contact.snoozed_until else "",
        "added on": contact.added_on.isoformat() if contact.added_on else "",
    }
    row |= {_column("note", number): text for number, text in enumerate(notes, 1)}
    for field in _POINTS:
        points = (point for point in contact.points if _column_of(point) == field)
        row |= _numbered(
            field, ((each.value, Label(each.label, each.preferred)) for each in points)
        )
    row |= _numbered("occasion", ((day.on.iso, Label(day.kind)) for day in contact.occasions))
    return row | _numbered("relation", ((who.name, Label(who.label)) for who in contact.relations))


def _column_of(point: Point) -> str:
    """Return the column of a way to reach somebody; one of a later kit's is a chat."""
    return point.field if point.field in _POINTS else "im"


def _numbered(field: str, values: Iterable[tuple[str, Label]]) -> _Row:
    row: _Row = {}
    for number, (value, label) in enumerate(values, 1):
        column = _column(field, number)
        row |= {column: value, f"{column} label": label_text(label)}
    return row


def _column(field: str, number: int) -> str:
    return field if number == 1 else f"{field} {number}"


def _header(rows: Iterable[_Row]) -> list[str]:
    """Return the columns that are always there, with as many numbered ones as are needed."""
    used = {column for row in rows for column in row}

    def numbered(field: str) -> list[str]:
        more = takewhile(used.__contains__, (_column(field, number) for number in count(2)))
        return [field, *more]

    pairs = [each for field in (*_POINTS, "occasion", "relation") for each in numbered(field)]
    labelled = [name for column in pairs for name in (column, f"{column} label")]
    names = [*_TEXTS.values()]
    facts = ["birthday", *names[6:], *_LAST, *numbered("note")]
    return [OWN_ID, *names[:6], "nicknames", *labelled, *facts]
