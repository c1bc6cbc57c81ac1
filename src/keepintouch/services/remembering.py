"""Facts, days and promises: what is remembered about people beside the conversations."""

from __future__ import annotations

from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import names_of
from keepintouch.domain.touchpoints import FollowUp, Note
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.store import contacts, followups, notes
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.store import Store

BIRTHDAY = "birthday"


class Dated(NamedTuple):
    """A day of somebody's that was set."""

    person: Person
    occasion: Occasion


def note(
    store: Store, who: Sequence[str], text: str, *, today: date, tags: tuple[str, ...] = ()
) -> Note:
    """Keep a fact about none, one or several people; nobody's clock moves."""
    _needs_text(text)
    with store.writing(today) as writing:
        people = choosing.people(writing.connection, who)
        kept = Note(new_id(), today, text, people, tags)
        notes.add(writing.step, [kept])
        writing.done("note", f"{names_of(people) or 'nobody'}: {_brief(text)}")
    return kept


def change_note(store: Store, kept: Note, *, today: date) -> Note:
    """Make a kept fact equal to `kept`."""
    _needs_text(kept.text)
    with choosing.inhabited(store).writing(today) as writing:
        notes.change(writing.step, kept)
        writing.done("edit", f"{names_of(kept.people) or 'nobody'}: {_brief(kept.text)}")
    return kept


def note_of(store: Store, note_id: str) -> Note:
    """Return a kept fact."""
    with choosing.inhabited(store).reading() as connection:
        return notes.get(connection, note_id)


def drop_note(store: Store, note_id: str, *, today: date) -> Note:
    """Forget a fact."""
    with choosing.inhabited(store).writing(today) as writing:
        gone = notes.get(writing.connection, note_id)
        notes.remove(writing.step, note_id)
        writing.done("rm", f"{names_of(gone.people) or 'nobody'}: {_brief(gone.text)}")
    return gone


def remind(store: Store, who: Sequence[str], on: date, text: str, *, today: date) -> FollowUp:
    """Promise something for a day; it puts its people on the list when it comes."""
    _needs_text(text)
    with store.writing(today) as writing:
        people = choosing.people(writing.connection, who)
        kept = FollowUp(new_id(), on, text, people)
        followups.add(writing.step, [kept])
        writing.done("remind", f"{names_of(people)} {on.isoformat()}: {_brief(text)}")
    return kept


def close_follow_up(store: Store, follow_up_id: str, state: str, *, today: date) -> FollowUp:
    """Say that a promise is `done` or `cancelled`."""
    with choosing.inhabited(store).writing(today) as writing:
        kept = followups.get(writing.connection, follow_up_id)
        kept = kept._replace(state=state, closed_on=today)
        followups.change(writing.step, kept)
        writing.done("remind", f"{state} {_brief(kept.text)}")
    return kept


def date_of(store: Store, who: str, kind: str, on: PartialDate, *, today: date) -> Dated:
    """Set somebody's birthday or other day; a kind they have is replaced."""
    if on.text is None and on.year is not None and on.year > today.year:
        raise UsageError(f"{on.iso} is in the future. Nothing was saved.")
    with choosing.inhabited(store).writing(today) as writing:
        person = choosing.person(writing.connection, who)
        contact = contacts.get(writing.connection, person.id)
        kept = Occasion(
            kind, on, next((each.id for each in contact.occasions if each.kind == kind), new_id())
        )
        if kind == BIRTHDAY:
            contact = contact._replace(birthday=on)
        else:
            others = tuple(each for each in contact.occasions if each.kind != kind)
            contact = contact._replace(occasions=(*others, kept))
        contacts.change(writing.step, contact)
        writing.done("date", f"{person.name} {kind} {on.iso}")
    return Dated(person, kept)


def drop_date(store: Store, who: str, kind: str, *, today: date) -> Person:
    """Forget a day of somebody's."""
    with choosing.inhabited(store).writing(today) as writing:
        person = choosing.person(writing.connection, who)
        contact = contacts.get(writing.connection, person.id)
        left = tuple(each for each in contact.occasions if each.kind != kind)
        birthday = None if kind == BIRTHDAY else contact.birthday
        contacts.change(writing.step, contact._replace(occasions=left, birthday=birthday))
        if writing.step.empty:
            raise UsageError(f"{person.name} has no {kind}. Nothing was changed.")
        writing.done("date", f"{person.name}: dropped {kind}")
    return person


def follow_ups(store: Store, *, until: date) -> list[FollowUp]:
    """Return the open promises due by a day."""
    if not store.exists:
        return []
    with store.reading() as connection:
        return followups.open_until(connection, until)


def _needs_text(text: str) -> None:
    if not text.strip():
        raise UsageError("there is no text. Nothing was saved.")


def _brief(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
