"""Adding and changing people; each function is one step that undo takes back."""

from __future__ import annotations

from keepintouch.domain import details
from keepintouch.domain import names as naming
from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import IMPORTANCE, STATES, Contact
from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.people import Person
from keepintouch.domain.points import normalised
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.services.standings import Place, place_of
from keepintouch.store import contacts, handles, places
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Any

    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection

LONGEST_NAME = 500


class Changed(NamedTuple):
    """What became of one person: as they were, as they are, and where they stand now."""

    before: Contact | None
    contact: Contact
    place: Place
    changed: bool = True


def add(
    store: Store, contact: Contact, *, today: date, name_parts: bool = True
) -> tuple[Changed, Person | None]:
    """Add somebody; a namesake who is here already comes back beside them.

    Id, slug, parts of the name and day of adding are filled in where `contact` lacks them.
    """
    checked = valid(contact)
    with store.writing(today) as writing:
        connection = writing.connection
        twin = _namesake(connection, checked.name)
        whole = complete(connection, checked, today=today, name_parts=name_parts)
        contacts.add(writing.step, [whole])
        writing.done("add", whole.name)
        writing.refresh()
        place = place_of(connection, whole.id, today=today, rules=store.rules)
    return Changed(None, whole, place), twin


def change(
    store: Store,
    who: str,
    edit: Callable[[Contact], Contact],
    *,
    today: date,
    command: str,
) -> Changed:
    """Replace one person by what `edit` makes of them; a new name makes a new handle."""
    with choosing.inhabited(store).writing(today) as writing:
        connection = writing.connection
        before = contacts.get(connection, choosing.person(connection, who).id)
        after = valid(edit(before))
        if after.slug != before.slug:
            after = _with_handle(connection, before, after)
        elif after.name != before.name:
            after = renamed(connection, before, after)
        contacts.change(writing.step, after)
        changed = not writing.step.empty
        writing.done(command, f"{after.name}{_difference(before, after)}")
        writing.refresh()
        place = place_of(connection, after.id, today=today, rules=store.rules)
        after = contacts.get(connection, after.id)
    return Changed(before, after, place, changed)


def set_rhythm(store: Store, who: str, cadence: Cadence | None, *, today: date) -> Changed:
    """Set how often one would like to talk; `NEVER` is never due, None goes back to the default."""
    return change(
        store, who, lambda contact: contact._replace(cadence=cadence), today=today, command="every"
    )


def set_tag_rhythm(store: Store, tag: str, cadence: Cadence | None, *, today: date) -> int:
    """Give everybody with a tag a rhythm, and return how many have it."""
    key = naming.fold(tag)
    with choosing.inhabited(store).writing(today) as writing:
        row = writing.connection.row(
            "SELECT count(*), min(tag) FROM contact_tag WHERE tag_key = :key", key=key
        )
        if row is None or not row[0]:
            raise UnknownError(
                f'nobody has the tag "{tag}". Nothing was changed.',
                close=tuple(f"+{each}" for each in tags_of(writing.connection)[:5]),
                attempt=(f"kit tag WHO +{tag}",),
            )
        places.set_rhythm(writing.step, row[1], None if cadence == NEVER else cadence)
        writing.done("every", f"+{row[1]} {cadence.words if cadence else 'off'}")
    return int(row[0])


def tag(store: Store, who: str, *, add: Iterable[str], drop: Iterable[str], today: date) -> Changed:
    """Add tags to somebody and drop others; case and accents do not matter."""
    gone = {naming.fold(each) for each in drop}
    added = tuple(add)

    def edit(contact: Contact) -> Contact:
        kept = [each for each in contact.tags if naming.fold(each) not in gone]
        known = {naming.fold(each) for each in kept}
        fresh = {naming.fold(each): each for each in added if naming.fold(each) not in known}
        return contact._replace(tags=(*kept, *fresh.values()))

    return change(store, who, edit, today=today, command="tag")


def archive(store: Store, who: str, *, today: date, off: bool = False) -> Changed:
    """Stop tracking somebody, or bring them back."""
    state = "active" if off else "archived"
    return change(
        store, who, lambda contact: contact._replace(state=state), today=today, command="archive"
    )


def snooze(store: Store, who: str, until: date, *, today: date) -> Changed:
    """Put somebody off until a day to come."""
    if until <= today:
        raise UsageError(f"{until.isoformat()} is not ahead. Nothing was changed.")
    return change(
        store,
        who,
        lambda contact: contact._replace(snoozed_until=until),
        today=today,
        command="snooze",
    )


def valid(contact: Contact) -> Contact:
    """Return `contact` with its name tidied, or raise a `UsageError` for what cannot be."""
    name = " ".join(contact.name.split())
    if not name:
        raise UsageError(
            "a person needs a name. Nothing was saved.", attempt=('kit add "Ana Lima"',)
        )
    if len(name) > LONGEST_NAME:
        raise UsageError(f"a name has at most {LONGEST_NAME} characters. Nothing was saved.")
    if contact.state not in STATES:
        raise UsageError(f'there is no state "{contact.state}".', close=STATES)
    if contact.importance not in IMPORTANCE:
        raise UsageError(f'there is no importance "{contact.importance}".', close=IMPORTANCE)
    tags = {naming.fold(each): each for each in contact.tags if each.strip()}
    tidy = (name, tuple(tags.values()), normalised(contact.points))
    if tidy == (contact.name, contact.tags, contact.points):
        return contact
    return contact._replace(name=tidy[0], tags=tidy[1], points=tidy[2])


def complete(connection: Connection, contact: Contact, *, today: date, name_parts: bool) -> Contact:
    """Fill in what a new person lacks: id, a free handle, the parts of the name, the day."""
    slug = handles.free(connection, contact.slug or naming.slugify(contact.name))
    return filled(contact._replace(slug=slug), today=today, name_parts=name_parts)


def filled(contact: Contact, *, today: date, name_parts: bool) -> Contact:
    """Fill in what a new person with a handle lacks: id, the parts of the name, the day."""
    lacking: dict[str, Any] = {}
    if not contact.id:
        lacking["id"] = new_id()
    if not contact.added_on:
        lacking["added_on"] = today
    if name_parts and not (contact.given or contact.family):
        lacking |= naming.split_name(contact.name)._asdict()
    return contact._replace(**lacking) if lacking else contact


def renamed(connection: Connection, before: Contact, after: Contact) -> Contact:
    """Give a renamed person the handle of the new name; the old one goes on working."""
    slug = naming.slugify(after.name)
    if slug == before.slug:
        return after
    prefix, given, additional, family, suffix = naming.split_name(after.name)
    same_parts = after[3:8] == before[3:8]
    if same_parts:
        after = after._replace(
            prefix=prefix, given=given, additional=additional, family=family, suffix=suffix
        )
    if slug not in before.former_slugs:
        slug = handles.free(connection, slug)
    return _moved(before, after, slug)


def _with_handle(connection: Connection, before: Contact, after: Contact) -> Contact:
    """Give somebody the handle the user chose, unless it is or was somebody else's."""
    slug = naming.slugify(after.slug)
    if slug not in before.former_slugs and handles.free(connection, slug) != slug:
        raise UsageError(f'the handle "{slug}" is taken. Nothing was changed.')
    return _moved(before, after, slug)


def _moved(before: Contact, after: Contact, slug: str) -> Contact:
    """Return `after` under a new handle; the old ones go on working."""
    former = {*before.former_slugs, before.slug} - {slug}
    return after._replace(slug=slug, former_slugs=tuple(sorted(former)))


def tags_of(connection: Connection) -> list[str]:
    """Return all tags on people, those on most first."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT min(tag) FROM contact_tag GROUP BY tag_key ORDER BY count(*) DESC, tag_key"
        )
    ]


def check_tag(store: Store, tag: str | None) -> None:
    """Raise where people are asked for by a tag that nobody has."""
    if not tag or not store.exists:
        return
    key = naming.fold(tag.strip().lstrip("+"))
    with store.reading() as connection:
        if connection.row("SELECT 1 FROM contact_tag WHERE tag_key = :key LIMIT 1", key=key):
            return
        known = tags_of(connection)
    from difflib import get_close_matches

    close = get_close_matches(key, known, n=3) or known[:5]
    raise UnknownError(
        f'nobody has the tag "{tag}".',
        close=tuple(f"+{each}" for each in close),
        attempt=(f"kit tag WHO +{key}",),
    )


def _namesake(connection: Connection, name: str) -> Person | None:
    row = connection.row(
        "SELECT contact.id, contact.slug, contact.name FROM name_key"
        " JOIN contact ON contact.id = name_key.contact_id"
        " WHERE name_key.key = :key AND name_key.level <= 1 ORDER BY contact.slug LIMIT 1",
        key=naming.key(name),
    )
    return None if row is None else Person(*row)


def _difference(before: Contact, after: Contact) -> str:
    """Say in a few words what changed, for `kit undo --list`."""
    words: list[str] = []
    if after.cadence != before.cadence:
        words.append(f"{_short(before.cadence)} → {_short(after.cadence)}")
    words += [f"+{each}" for each in after.tags if each not in before.tags]
    words += [f"-{each}" for each in before.tags if each not in after.tags]
    if after.state != before.state:
        words.append(after.state)
    if after.snoozed_until != before.snoozed_until and after.snoozed_until:
        words.append(f"until {after.snoozed_until.isoformat()}")
    if words:
        return f" {' '.join(words)}"
    named = details.changed(before, after)
    return f": {', '.join(named)}" if named else ""


def _short(cadence: Cadence | None) -> str:
    if cadence is None:
        return "default"
    return (
        f"{cadence.number}{'mo' if cadence.unit == 'm' else cadence.unit}"
        if cadence.number
        else "off"
    )
