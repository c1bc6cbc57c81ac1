"""Reading, writing and comparing vCards in tests."""

from __future__ import annotations

import io
from datetime import date

from keepintouch.domain.contacts import Contact, Origin
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Note
from keepintouch.formats import Book
from keepintouch.formats.drafts import Draft, PersonDraft, Problem, ReadOptions, WriteOptions
from keepintouch.formats.vcard import read, write

DAY = date(2026, 5, 5)
UNHELD = {"raw": None, "line": 0, "photo": None}


def everything(data: bytes) -> list[Draft]:
    return list(read(io.BytesIO(data), ReadOptions()))


def people(data: bytes) -> list[PersonDraft]:
    return [each for each in everything(data) if isinstance(each, PersonDraft)]


def problems(data: bytes) -> list[tuple[int, str]]:
    return [tuple(each) for each in everything(data) if isinstance(each, Problem)]


def card(*lines: str, version: str = "3.0") -> bytes:
    """Return a card of these lines, with a name unless one is among them."""
    name = [] if any(line.startswith("FN") for line in lines) else ["FN:Ann"]
    whole = ["BEGIN:VCARD", f"VERSION:{version}", *name, *lines, "END:VCARD", ""]
    return "\r\n".join(whole).encode()


def person(*lines: str, version: str = "3.0") -> PersonDraft:
    """Return the one person of such a card."""
    (found,) = people(card(*lines, version=version))
    return found


def contact_of(draft: PersonDraft, *, raw: bool = False, contact_id: str = "c1") -> Contact:
    """Return the contact that an import makes of a draft, with its card or without."""
    shared = set(PersonDraft._fields) & set(Contact._fields) - {"photo"}
    fields = {name: getattr(draft, name) for name in shared}
    fields["state"] = draft.state or "active"
    fields["importance"] = draft.importance or "normal"
    origins = (Origin("vcard", draft.uid or "", draft.raw),) if raw else ()
    return Contact(id=contact_id, slug=contact_id, origins=origins, **fields)


def notes_of(contact: Contact, texts: tuple[str, ...]) -> list[Note]:
    about = (Person(contact.id, contact.slug, contact.name),)
    return [Note(str(number), DAY, text, about) for number, text in enumerate(texts)]


def written(*contacts: Contact, notes: tuple[str, ...] = (), version: str | None = None) -> bytes:
    """Return the file of these contacts, the notes being about the first of them."""
    stream = io.BytesIO()
    texts = notes_of(contacts[0], notes)
    write(Book(contacts, notes=texts), stream, WriteOptions(version=version))
    return stream.getvalue()


def held(draft: PersonDraft) -> PersonDraft:
    """Return a draft without what says only how it stood in a file."""
    return draft._replace(**UNHELD, uid=None)
