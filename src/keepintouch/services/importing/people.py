"""Taking people in: new ones are added, known ones get what they lack, nobody is overwritten."""

from __future__ import annotations

import hashlib

from keepintouch.domain.contacts import Contact, Origin
from keepintouch.domain.errors import UsageError
from keepintouch.domain.matching import merged
from keepintouch.domain.names import slugify
from keepintouch.domain.people import Person
from keepintouch.domain.points import normalised
from keepintouch.domain.touchpoints import Note
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats.drafts import PersonDraft
from keepintouch.services.importing.differences import differences
from keepintouch.services.importing.fields import comparable, packed, unpacked
from keepintouch.services.importing.handles import Handles
from keepintouch.services.importing.matching import Known, Roll, Verdict, source_ids
from keepintouch.services.importing.results import Outcome, Suggestion
from keepintouch.services.people import filled, valid
from keepintouch.store import contacts, handles, notes
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from keepintouch.domain.contacts import Point
    from keepintouch.store.writing import Writing


SHARED = tuple(name for name in Contact._fields if name in PersonDraft._fields and name != "photo")


class Intake:
    """Takes people of one source into the store, a batch at a time, within one step."""

    def __init__(
        self,
        writing: Writing,
        source: str,
        *,
        normalise: Callable[[tuple[Point, ...]], tuple[Point, ...]] = normalised,
        decided: Mapping[tuple[str, str], str] = {},
    ) -> None:
        self.writing = writing
        self.source = source
        self.strangers: list[Suggestion] = []
        writing.refresh_names()
        self.roll = Roll(writing.connection, source)
        self._normalise = normalise
        self._decided = decided
        self._made: dict[str, int] = {}
        self._claimed: dict[str, str] = {}
        self._handles = Handles(writing.connection)
        self._slugs: dict[str, str] = {}
        self._new: list[tuple[Contact, PersonDraft]] = []

    def take(self, drafts: Sequence[PersonDraft]) -> list[Outcome]:
        """Take in a batch and say what became of each."""
        drafts = [self._ready(each) for each in drafts]
        ids = source_ids(drafts, self._made, self._claimed)
        self.roll.load(drafts, ids)
        self._slugs = {each.name: slugify(each.name) for each in drafts}
        self._handles.load(self._slugs.values())
        outcomes = [self._one(draft, each) for draft, each in zip(drafts, ids, strict=True)]
        self._flush()
        return outcomes

    def _ready(self, draft: PersonDraft) -> PersonDraft:
        return draft if draft.said is not None else comparable(draft, self._normalise)

    def _one(self, draft: PersonDraft, source_id: str) -> Outcome:
        known = self.roll.origins.get(source_id)
        if known is not None:
            return self._again(draft, source_id, known)
        verdict = self.roll.who(draft)
        if verdict.candidates and not draft.only_if_known:
            return self._doubtful(draft, source_id, verdict)
        if draft.only_if_known:
            return self._seen(draft, source_id, verdict)
        if verdict.contact_id is not None:
            return self._merge(draft, source_id, verdict.contact_id, None, verdict.why)
        return self._add(draft, source_id, verdict.why)

    def _seen(self, draft: PersonDraft, source_id: str, verdict: Verdict) -> Outcome:
        """Give somebody who is here the birthday that a calendar knows; suggest who is not here."""
        if verdict.contact_id is not None and draft.birthday:
            return self._merge(draft, source_id, verdict.contact_id, None, verdict.why)
        if draft.birthday and not verdict.candidates:
            seen = Suggestion(self.source, draft.name, None, None, None, 1, self.writing.today)
            self.strangers.append(seen)
        what = "unchanged" if verdict.contact_id else "skipped"
        why = verdict.why or "nobody here"
        return Outcome(what, draft.name, why, draft.line, contact_id=verdict.contact_id)

    def _doubtful(self, draft: PersonDraft, source_id: str, verdict: Verdict) -> Outcome:
        """Join a record with whom the user said it is; undecided, it is somebody new."""
        self._flush()
        known = handles.people(self.writing.connection, verdict.candidates)
        chosen = self._decided.get((self.source, source_id))
        for each in known.values():
            if each.slug == chosen:
                return self._merge(draft, source_id, each.id, None, "as you said")
        return self._add(draft, source_id, verdict.why)._replace(
            candidates=tuple(sorted(each.slug for each in known.values()))
        )

    def _again(self, draft: PersonDraft, source_id: str, known: Known) -> Outcome:
        """Take a record in again: only if it says or holds something else than the last time."""
        why = "imported before"
        if (known.fields, known.raw) == (packed(draft), draft.raw):
            return Outcome("unchanged", draft.name, why, draft.line, contact_id=known.contact_id)
        return self._merge(draft, source_id, known.contact_id, known.fields, why)

    def _add(self, draft: PersonDraft, source_id: str, why: str) -> Outcome:
        try:
            contact = self._whole(draft, source_id)
        except UsageError as error:
            return Outcome("unreadable", draft.name, error.message, draft.line)
        self._new.append((contact, draft))
        self.roll.add(contact.id, draft, source_id)
        return Outcome(
            "new",
            contact.name,
            why,
            draft.line,
            len(draft.notes),
            _days(contact),
            contact.id,
            source=self.source,
            source_id=source_id,
        )

    def _whole(self, draft: PersonDraft, source_id: str) -> Contact:
        shared = {name: getattr(draft, name) for name in SHARED}
        for name in ("state", "importance"):
            shared[name] = shared[name] or Contact._field_defaults[name]
        shared["added_on"] = draft.added_on or self.writing.today
        origin = Origin(self.source, source_id, draft.raw, packed(draft))
        contact = Contact(
            id=new_id(),
            slug=self._handles.nearest(self._slugs[draft.name]),
            spread=True,
            origins=(origin,),
            **shared,
        )
        whole = filled(valid(contact), today=self.writing.today, name_parts=True)
        return whole if draft.photo is None else whole._replace(photo=self.photo(draft))

    def _merge(
        self, draft: PersonDraft, source_id: str, contact_id: str, fields: str | None, why: str
    ) -> Outcome:
        self._flush()
        before = contacts.get(self.writing.connection, contact_id)
        try:
            after = valid(merged(before, draft, unpacked(fields)))
        except UsageError as error:
            return Outcome("unreadable", draft.name, error.message, draft.line)
        others = tuple(
            each
            for each in before.origins
            if (each.source, each.source_id) != (self.source, source_id)
        )
        origin = Origin(self.source, source_id, draft.raw, packed(draft))
        after = after._replace(photo=before.photo or self.photo(draft))
        contacts.change(self.writing.step, after._replace(origins=(*others, origin)))
        self.roll.add(contact_id, draft, source_id)
        added = self._notes(contact_id, before, draft)
        same = after == before and not added
        return Outcome(
            "unchanged" if same else "merged",
            before.name,
            why,
            draft.line,
            added,
            max(0, _days(after) - _days(before)),
            contact_id,
            (*differences(before, after), *(("+ note",) if added else ())),
        )

    def _notes(self, contact_id: str, contact: Contact, draft: PersonDraft) -> int:
        """Add the notes of a record that are not about its person yet."""
        if not draft.notes:
            return 0
        known = {each.text for each in notes.about(self.writing.connection, contact_id)}
        fresh = [text for text in draft.notes if text not in known]
        person = _person(contact)
        notes.add(
            self.writing.step,
            [Note(new_id(), self.writing.today, text, (person,)) for text in fresh],
        )
        return len(fresh)

    def _flush(self) -> None:
        """Write the new people of this batch, so that what follows can find them.

        Their names are made when others ask for them: those of one source meet by id.
        """
        if not self._new:
            return
        contacts.add(self.writing.step, [contact for contact, _ in self._new])
        notes.add(self.writing.step, self._new_notes())
        self._new = []

    def _new_notes(self) -> Iterator[Note]:
        for contact, draft in self._new:
            for text in draft.notes:
                yield Note(new_id(), self.writing.today, text, (_person(contact),))

    def photo(self, draft: PersonDraft) -> str | None:
        """Keep a picture under the hash of its bytes, and return the hash."""
        if draft.photo is None:
            return None
        digest = hashlib.sha256(draft.photo).hexdigest()
        self.writing.connection.run(
            "INSERT INTO attachment (digest, data) VALUES (:digest, :data) ON CONFLICT DO NOTHING",
            digest=digest,
            data=draft.photo,
        )
        return digest


def _person(contact: Contact) -> Person:
    return Person(contact.id, contact.slug, contact.name)


def _days(contact: Contact) -> int:
    return len(contact.occasions) + (contact.birthday is not None)
