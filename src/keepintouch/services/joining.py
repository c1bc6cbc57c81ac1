"""Two people into one, and people who go: what was shared with others always stays."""

from __future__ import annotations

from keepintouch.domain.errors import KitError, UsageError
from keepintouch.domain.names import fold
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import choosing
from keepintouch.store import (
    backups,
    contacts,
    followups,
    forgetting,
    handles,
    notes,
    searching,
    touchpoints,
)

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person
    from keepintouch.domain.touchpoints import FollowUp, Note, Touchpoint
    from keepintouch.store import Store
    from keepintouch.store.protocol import Connection
    from keepintouch.store.writing import Writing


class Joined(NamedTuple):
    """Two people and the one they became, or would become."""

    gone: Contact
    kept: Contact
    joined: Contact
    touchpoints: int


class Removed(NamedTuple):
    """Who went, and how much that was only theirs went with them."""

    contact: Contact
    touchpoints: int
    notes: int
    purged: bool


def merge(store: Store, gone: str, kept: str, *, today: date, dry_run: bool = False) -> Joined:
    """Join one person into another, who keeps the name; the old handle goes on working."""
    with choosing.inhabited(store).writing(today) as writing:
        connection = writing.connection
        first, second = (choosing.person(connection, each) for each in (gone, kept))
        if first == second:
            raise UsageError("these are the same person. Nothing was changed.")
        one, two = contacts.get(connection, first.id), contacts.get(connection, second.id)
        joined = together(one, two)
        moved = _move(writing, first, second)
        contacts.point_elsewhere(writing.step, one.id, two.id)
        contacts.remove(writing.step, one.id)
        contacts.change(writing.step, joined)
        writing.done("merge", f"{one.name} into {two.name}")
        if dry_run:
            writing.drop()
    return Joined(one, two, joined, moved)


def together(gone: Contact, kept: Contact) -> Contact:
    """Return `kept` with everything that `gone` has beside it."""
    values = {
        name: getattr(kept, name) if getattr(kept, name) is not None else getattr(gone, name)
        for name in (
            "birthday",
            "org",
            "team",
            "title",
            "place",
            "how_met",
            "cadence",
            "snoozed_until",
            "photo",
        )
    }
    names = [*kept.nicknames, *gone.nicknames]
    if fold(gone.name) != fold(kept.name):
        names.append(gone.name)
    known = {(each.field, each.normal or each.value) for each in kept.points}
    days = {(each.kind, each.on) for each in kept.occasions}
    return kept._replace(
        **values,
        nicknames=tuple({fold(each): each for each in names}.values()),
        points=kept.points
        + tuple(
            each for each in gone.points if (each.field, each.normal or each.value) not in known
        ),
        tags=tuple({fold(each): each for each in (*gone.tags, *kept.tags)}.values()),
        relations=tuple(dict.fromkeys((*kept.relations, *gone.relations))),
        occasions=kept.occasions
        + tuple(each for each in gone.occasions if (each.kind, each.on) not in days),
        former_slugs=tuple(sorted({*kept.former_slugs, *gone.former_slugs, gone.slug})),
        origins=tuple(sorted({*kept.origins, *gone.origins})),
        added_on=min(filter(None, (kept.added_on, gone.added_on))),
    )


def remove(store: Store, who: str, *, today: date, dry_run: bool = False) -> Removed:
    """Remove a person with all that is only theirs; undo brings them back."""
    with choosing.inhabited(store).writing(today) as writing:
        contact = contacts.get(writing.connection, choosing.person(writing.connection, who).id)
        removed = _remove(writing, contact)
        writing.done("rm", contact.name)
        if dry_run:
            writing.drop()
    return removed


def purge(store: Store, who: str, *, today: date) -> Removed:
    """Remove a person for good: from the store, from what undo remembers, from every copy.

    Steps that touched them can no longer be undone, and say so.
    """
    with choosing.inhabited(store).writing(today) as writing:
        person = choosing.person(writing.connection, who)
        removed = _forget(writing, person.id)
    if not store.on_server:
        for copy in backups.listed(store.place):
            _forget_in_copy(store, copy.path, removed.contact, today)
    return removed


def _forget(writing: Writing, contact_id: str) -> Removed:
    connection = writing.connection
    contact = contacts.get(connection, contact_id)
    searching.overwrite_deleted(connection)
    forgetting.scrub(writing.step, contact.id, _words(contact))
    removed = _remove(writing, contact)
    forgetting.drop_photo(connection, contact.photo)
    writing.forget()
    searching.rebuild(connection)
    return removed._replace(purged=True)


def _forget_in_copy(store: Store, path: str, gone: Contact, today: date) -> None:
    """Take somebody out of a copy too; one that cannot be written is told, not passed over."""
    contact_id, words = gone.id, _words(gone)
    copy = store.at(path)
    try:
        with copy.writing(today) as writing:
            if handles.people(writing.connection, [contact_id]):
                _forget(writing, contact_id)
            else:
                searching.overwrite_deleted(writing.connection)
                forgetting.scrub(writing.step, contact_id, words)
    except KitError as error:
        store.notices.append(f"{error.message} Delete it if nobody is to be found in it.")
    finally:
        copy.close()


def _remove(writing: Writing, contact: Contact) -> Removed:
    own = [each for each in _touchpoints(writing.connection, contact.id) if len(_all(each)) == 1]
    kept = [each for each in notes.about(writing.connection, contact.id) if len(each.people) == 1]
    promised = followups.about(writing.connection, contact.id)
    for each in own:
        touchpoints.remove(writing.step, each.id)
    for note in kept:
        notes.remove(writing.step, note.id)
    for promise in promised:
        if len(promise.people) == 1:
            followups.remove(writing.step, promise.id)
    contacts.remove(writing.step, contact.id)
    return Removed(contact, len(own), len(kept), purged=False)


def _move(writing: Writing, gone: Person, kept: Person) -> int:
    """Put one person in another's place in everything that links to them."""
    moved = _touchpoints(writing.connection, gone.id)
    for each in moved:
        people = _swapped(each.people, gone, kept)
        mentions = tuple(who for who in _swapped(each.mentions, gone, kept) if who not in people)
        touchpoints.change(
            writing.step, each._replace(people=people, mentions=mentions), writing.rules
        )
    for note in notes.about(writing.connection, gone.id):
        notes.change(writing.step, note._replace(people=_swapped(note.people, gone, kept)))
    for promise in followups.about(writing.connection, gone.id):
        people = _swapped(promise.people, gone, kept)
        followups.change(writing.step, promise._replace(people=people))
    return len(moved)


def _touchpoints(connection: Connection, contact_id: str) -> list[Touchpoint]:
    return touchpoints.history(connection, contact_id)


def _all(each: Touchpoint | Note | FollowUp) -> set[Person]:
    return {*each.people, *getattr(each, "mentions", ())}


def _swapped(people: tuple[Person, ...], gone: Person, kept: Person) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(kept if who.id == gone.id else who for who in people))


def _words(contact: Contact) -> tuple[str, ...]:
    """Return the words of a step's summary that would give somebody away."""
    return (contact.name, contact.slug, *contact.former_slugs, *contact.nicknames)
