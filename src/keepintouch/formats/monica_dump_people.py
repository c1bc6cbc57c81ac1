"""The contacts of Monica's SQL export, with what the dump keeps of them in other tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from keepintouch.formats import loose, monica_people
from keepintouch.formats.monica_people import Kinship, Known, Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from keepintouch.domain.contacts import Point
    from keepintouch.domain.occasions import PartialDate
    from keepintouch.formats.drafts import Draft
    from keepintouch.formats.monica_dump import Contact, Dump, Values


def people(dump: Dump) -> Iterator[Draft]:
    """Yield people, and the relationships that nobody in the dump has."""
    dates = dump.by_id("special_dates")
    tables = _OfContacts(dump)
    parties = {each.uid: _party(each, dates) for each in dump.contacts.values()}
    rows = list(_kinships(dump))
    relations = monica_people.relations(rows, parties)
    for contact in dump.contacts.values():
        known = tables.known(contact, dates)
        yield monica_people.person(known._replace(relations=relations.get(contact.uid, ())))
    yield from monica_people.strays(rows, parties)


def _party(contact: Contact, dates: Mapping[str | None, Values]) -> Party:
    born = _special_date(contact, "birthday", dates)
    return Party(contact.name or "somebody", born.year if born else None)


def _special_date(
    contact: Contact, which: str, dates: Mapping[str | None, Values]
) -> PartialDate | None:
    row = dates.get(contact.row.values.get(f"{which}_special_date_id") or "")
    return monica_people.special_date(row) if row else None


def _kinships(dump: Dump) -> Iterator[Kinship]:
    types = dump.by_id("relationship_types")
    for row, line in dump["relationships"]:
        kind = types.get(row.get("relationship_type_id"), {})
        here, there = (_uid_of(dump, row.get(column)) for column in ("contact_is", "of_contact"))
        label = loose.text(kind.get("name")) or "related"
        reverse = loose.text(kind.get("name_reverse_relationship"))
        yield Kinship(label, here, there, reverse, line)


def _uid_of(dump: Dump, contact_id: str | None) -> str:
    contact = dump.contacts.get(contact_id or "")
    return contact.uid if contact else ""


class _OfContacts:
    """What the dump keeps of each contact in other tables than contacts."""

    def __init__(self, dump: Dump) -> None:
        self._contacts = dump.contacts
        self._own = dump.own
        self._fields = dump.by("contact_id", "contact_fields")
        self._field_types = dump.by_id("contact_field_types")
        self._addresses = dump.by("contact_id", "addresses")
        self._places = dump.by_id("places")
        self._tagged = dump.by("contact_id", "contact_tag")
        self._tags = dump.by_id("tags")
        self._reminders = dump.by("contact_id", "reminders")
        self._jobs = dump.by("contact_id", "occupations")
        self._companies = dump.by_id("companies")

    def known(self, contact: Contact, dates: Mapping[str | None, Values]) -> Known:
        """Return a contact with everything the tables say of it, but relations."""
        row, line = contact.row
        introducer = self._contacts.get(row.get("first_met_through_contact_id") or "")
        said = {column: value for column, value in row.items() if value is not None}
        return Known(
            contact.uid,
            {**self._work(contact), **said},
            points=tuple(self._points(row.get("id"))),
            birthday=_special_date(contact, "birthday", dates),
            died=_special_date(contact, "deceased", dates),
            met=_special_date(contact, "first_met", dates),
            introducer=introducer.name if introducer else None,
            reminders=tuple(self._reminders_of(row)),
            tags=tuple(self._tags_of(row.get("id"))),
            raw=json.dumps(said, ensure_ascii=False),
            line=line,
            is_user=row.get("id") in self._own,
        )

    def _points(self, contact_id: str | None) -> Iterator[Point]:
        for row, _ in self._fields.get(contact_id, ()):
            kind = self._field_types.get(row.get("contact_field_type_id"), {})
            if point := monica_people.point(row.get("data"), kind):
                yield point
        for row, _ in self._addresses.get(contact_id, ()):
            place = self._places.get(row.get("place_id"), {})
            if address := monica_people.address({**place, "name": row.get("name")}):
                yield address

    def _tags_of(self, contact_id: str | None) -> Iterator[str]:
        for row, _ in self._tagged.get(contact_id, ()):
            if tag := loose.text(self._tags.get(row.get("tag_id"), {}).get("name")):
                yield tag

    def _reminders_of(self, contact: Values) -> Iterator[Values]:
        # That of a day of death is an occasion of its own, if the day is known.
        told = contact.get("deceased_special_date_id") is not None
        for row, _ in self._reminders.get(contact.get("id"), ()):
            if not told or row.get("id") != contact.get("deceased_reminder_id"):
                yield row

    def _work(self, contact: Contact) -> dict[str, object]:
        for row, _ in self._jobs.get(contact.row.values.get("id"), ()):
            if loose.flag(row.get("currently_works_here")):
                company = self._companies.get(row.get("company_id"), {})
                return {"company": company.get("name"), "job": row.get("title")}
        return {}
