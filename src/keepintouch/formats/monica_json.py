"""Monica 4's JSON export, whose schema calls itself `1.0-preview.1`.

The types that contacts point at come last, so everything waits for the end of the file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import loose, monica, monica_people
from keepintouch.formats.bounds import within
from keepintouch.formats.drafts import Draft, Ref
from keepintouch.formats.monica import Record
from keepintouch.formats.monica_export import Entity, Export, collected, collections, photo_uid
from keepintouch.formats.monica_people import Kinship, Known, Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from keepintouch.domain.contacts import Point
    from keepintouch.domain.occasions import PartialDate
    from keepintouch.formats.drafts import ReadOptions

# Parts of a person, and lists of uuids that point at the account's own collections.
_OF_THE_PERSON = frozenset({"contact_field", "address", "activity", "photo", "document"})


class _Contact(NamedTuple):
    """A contact, and the name by which others point at it."""

    entity: Entity
    uid: str
    name: str | None

    @property
    def ref(self) -> Ref:
        return Ref(self.name, self.uid)


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield people, then what happened with them (heeds since, until), then what was left out."""
    export = collected(stream)
    contacts = [
        _Contact(each, each.uid, monica_people.name_of(each.row)) for each in export.kept["contact"]
    ]
    yield from _people(export, contacts)
    yield from within(_happened(export, contacts), options)
    yield from export.left_out()


def _happened(export: Export, contacts: list[_Contact]) -> Iterator[Draft]:
    by_uid = {each.uid: each for each in contacts}
    for contact in contacts:
        yield from _of_contact(export, contact, by_uid)
    yield from _of_account(export, contacts)


def _people(export: Export, contacts: list[_Contact]) -> Iterator[Draft]:
    by_uid = {each.uid: each for each in contacts}
    parties = {each.uid: _party(each) for each in contacts}
    rows = [_kinship(each) for each in export.kept["relationship"]]
    relations = monica_people.relations(rows, parties)
    for contact in contacts:
        known = _known(export, contact, by_uid)
        yield monica_people.person(known._replace(relations=relations.get(contact.uid, ())))
    yield from monica_people.strays(rows, parties)


def _party(contact: _Contact) -> Party:
    born = _special_date(contact, "birthdate")
    return Party(contact.name or "somebody", born.year if born else None)


def _special_date(contact: _Contact, which: str) -> PartialDate | None:
    return monica_people.special_date(loose.mapping(contact.entity.row.get(which)))


def _kinship(entity: Entity) -> Kinship:
    label, here, there = (
        loose.text(entity.row.get(key)) or "" for key in ("type", "contact_is", "of_contact")
    )
    return Kinship(label or "related", here, there, line=entity.line)


def _known(export: Export, contact: _Contact, by_uid: Mapping[str, _Contact]) -> Known:
    row = contact.entity.row
    introducer = by_uid.get(loose.text(row.get("first_met_through")) or "")
    tags = (loose.text(each) for each in loose.items(row.get("tags")))
    return Known(
        contact.uid,
        row,
        points=tuple(_points(export, contact)),
        birthday=_special_date(contact, "birthdate"),
        died=_special_date(contact, "deceased_date"),
        met=_special_date(contact, "first_met_date"),
        introducer=introducer.name if introducer else None,
        reminders=tuple(each.row for each in _reminders(contact)),
        tags=tuple(each for each in tags if each),
        photo=export.photos.get(photo_uid(contact.entity.value) or ""),
        raw=loose.whole(json.dumps(contact.entity.value, ensure_ascii=False)),
        line=contact.entity.line,
        is_user=contact.uid in export.own,
    )


def _entities(contact: _Contact, kind: str) -> Iterator[Entity]:
    for found in collections(contact.entity.value):
        if found.kind == kind:
            for each in found.values:
                yield Entity(loose.mapping(each), contact.entity.line)


def _points(export: Export, contact: _Contact) -> Iterator[Point]:
    for each in _entities(contact, "contact_field"):
        kind = export.types.get(loose.text(each.row.get("type")) or "", {})
        if point := monica_people.point(each.row.get("data"), kind):
            yield point
    for each in _entities(contact, "address"):
        if address := monica_people.address(each.row):
            yield address


def _reminders(contact: _Contact) -> Iterator[Entity]:
    """Yield reminders but that of a day of death that is known: an occasion of its own."""
    told = _special_date(contact, "deceased_date") is not None
    died = loose.mapping(contact.entity.row.get("deceased_reminder")) if told else {}
    for each in _entities(contact, "reminder"):
        if each.uid != loose.text(died.get("uuid")):
            yield each


def _of_contact(
    export: Export, contact: _Contact, by_uid: Mapping[str, _Contact]
) -> Iterator[Draft]:
    for found in collections(contact.entity.value):
        if found.kind in _OF_THE_PERSON:
            continue
        for each in found.values:
            entity = Entity(loose.mapping(each), contact.entity.line)
            row = {**entity.row, **_words(export, found.kind, entity.row, by_uid)}
            record = Record(entity.uid, row, (contact.ref,), entity.line)
            if draft := monica.draft(found.kind, record):
                yield draft


def _words(
    export: Export, kind: str, row: Mapping[str, object], by_uid: Mapping[str, _Contact]
) -> dict[str, object]:
    """Return the words behind a row's uuids."""
    if kind == "gift":
        recipient = by_uid.get(loose.text(row.get("recipient")) or "")
        return {"recipient_name": recipient.name} if recipient else {}
    key = "contact_field_type" if kind == "conversation" else "type"
    found = export.types.get(loose.text(row.get(key)) or "", {})
    return {"type_name": found.get("name") or found.get("translation_key")}


def _of_account(export: Export, contacts: list[_Contact]) -> Iterator[Draft]:
    took_part = _participants(contacts)
    for kind in ("activity", "document", "journal_entry"):
        for entity in export.kept[kind]:
            row = {**entity.row, **_words(export, kind, entity.row, {})}
            refs = tuple(took_part.get(entity.uid, ()))
            if draft := monica.draft(kind, Record(entity.uid, row, refs, entity.line)):
                yield draft


def _participants(contacts: list[_Contact]) -> dict[str, list[Ref]]:
    """Return who took part in each activity: Monica lists activities by contact instead."""
    found: dict[str, list[Ref]] = {}
    for contact in contacts:
        for each in collections(contact.entity.value):
            if each.kind in {"activity", "document"}:
                for uid in each.values:
                    found.setdefault(loose.text(uid) or "", []).append(contact.ref)
    return found
