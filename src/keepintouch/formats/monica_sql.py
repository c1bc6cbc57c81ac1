"""Monica 4's SQL export: a dump of tables, of which only those about people are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats import loose, monica
from keepintouch.formats.bounds import within
from keepintouch.formats.drafts import Draft, NoteDraft, Problem, Ref
from keepintouch.formats.monica_dump import Dump, Values, uid
from keepintouch.formats.monica_dump_people import people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

_KINDS = {
    "calls": "call",
    "activities": "activity",
    "conversations": "conversation",
    "notes": "note",
    "gifts": "gift",
    "debts": "debt",
    "life_events": "life_event",
    "pets": "pet",
    "reminders": "reminder",
    "tasks": "task",
    "entries": "journal_entry",
    "days": "journal_entry",
    "documents": "document",
}
_TYPES = {
    "activities": ("activity_type_id", "activity_types"),
    "conversations": ("contact_field_type_id", "contact_field_types"),
    "life_events": ("life_event_type_id", "life_event_types"),
}


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield people, then what happened with them (heeds since, until), then what was left out."""
    dump = Dump(stream)
    yield from people(dump)
    for table, kind in _KINDS.items():
        yield from within(_happened(dump, table, kind), options)
    yield from within(_work(dump), options)
    yield from dump.problems
    if photos := len(dump["photos"]):
        yield Problem(0, f"{photos} photos are left out: a dump holds only their names")


def _happened(dump: Dump, table: str, kind: str) -> Iterator[Draft]:
    more = _MORE.get(table, _nothing)(dump)
    took_part = _participants(dump) if table == "activities" else {}
    key, types_table = _TYPES.get(table, ("", ""))
    types = dump.by_id(types_table) if key else {}
    for row, line in dump[table]:
        contact = dump.contacts.get(row.get("contact_id") or "")
        refs = took_part.get(row.get("id"), [contact.ref] if contact else [])
        named = {"type_name": _type_name(types.get(row.get(key), {}))}
        record = monica.Record(uid(table, row), {**row, **named, **more(row)}, tuple(refs), line)
        if draft := monica.draft(kind, record):
            yield draft


def _type_name(kind: Values) -> str | None:
    return (
        kind.get("name") or kind.get("translation_key") or kind.get("default_life_event_type_key")
    )


def _participants(dump: Dump) -> dict[str | None, list[Ref]]:
    found: dict[str | None, list[Ref]] = {}
    for row, _ in dump["activity_contact"]:
        if contact := dump.contacts.get(row.get("contact_id") or ""):
            found.setdefault(row.get("activity_id"), []).append(contact.ref)
    return found


def _nothing(_dump: Dump) -> Callable[[Values], dict[str, object]]:
    return lambda _row: {}


def _messages(dump: Dump) -> Callable[[Values], dict[str, object]]:
    messages = dump.by("conversation_id", "messages")
    return lambda row: {"messages": [each.values for each in messages.get(row.get("id"), ())]}


def _amount(_dump: Dump) -> Callable[[Values], dict[str, object]]:
    # The dump has no table of currencies, without which 1500 may be 15 of them or 1500.
    def more(row: Values) -> dict[str, object]:
        amount = loose.text(row.get("amount"))
        return {"amount": f"{amount} (in its currency's smallest unit)" if amount else None}

    return more


def _journal_days(dump: Dump) -> Callable[[Values], dict[str, object]]:
    days = {
        row.get("journalable_id"): row.get("date")
        for row, _ in dump["journal_entries"]
        if (row.get("journalable_type") or "").endswith("Entry")
    }
    return lambda row: {"date": days.get(row.get("id"))}


_MORE: dict[str, Callable[[Dump], Callable[[Values], dict[str, object]]]] = {
    "conversations": _messages,
    "gifts": _amount,
    "debts": _amount,
    "entries": _journal_days,
}


def _work(dump: Dump) -> Iterator[Draft]:
    """Yield the places somebody has worked at; only the present one is a field of the person."""
    companies = dump.by_id("companies")
    for row, line in dump["occupations"]:
        contact = dump.contacts.get(row.get("contact_id") or "")
        company = loose.text(companies.get(row.get("company_id"), {}).get("name"))
        what = " at ".join(part for part in (loose.text(row.get("title")), company) if part)
        span = " to ".join(
            str(day)
            for day in (loose.day(row.get("start_date")), loose.day(row.get("end_date")))
            if day
        )
        said = f"Work: {what or 'unnamed'}" + (f", {span}" if span else "")
        text = loose.lines(said, loose.text(row.get("description"))) or said
        refs = (contact.ref,) if contact else ()
        yield NoteDraft(
            text, loose.day(row.get("created_at")), uid("occupations", row), refs, line=line
        )
