"""Changing details and deleting, in a form or with flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from keepintouch.cli import choosing, details, forms, options, rewriting
from keepintouch.cli.editing import until_understood
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.errors import CancelledError, NeedsAnswerError, UsageError
from keepintouch.domain.partialdates import read_partial
from keepintouch.domain.people import Person
from keepintouch.render import changes
from keepintouch.services import joining, people
from keepintouch.store import contacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.cli.kit import Kit


def edit(
    ctx: typer.Context,
    who: options.Who,
    name: details.Name = None,
    nick: details.Nick = None,
    email: details.Email = None,
    phone: details.Phone = None,
    birthday: details.Birthday = None,
    org: details.Org = None,
    team: details.Team = None,
    title: details.Title = None,
    place: details.Place = None,
    met: details.Met = None,
    importance: details.Importance = None,
    state: details.State = None,
    until: details.Until = None,
) -> None:
    """Change details: with flags at once, without any in a form in your editor.

    `kit edit 2` after `kit history ana` changes that conversation, note or day.
    """
    kit: Kit = ctx.obj
    entry = choosing.entry(kit, who)
    if entry and entry.kind in rewriting.KINDS:
        rewriting.edit(kit, entry)
        return
    person = choosing.who(kit, who)
    values = _said(
        name=name,
        org=org,
        team=team,
        title=title,
        place=place,
        how_met=met,
        importance=importance,
        state=state,
    )
    values |= _days(kit, birthday, state, until)
    found = details.points_of(kit, email, phone)
    if values or nick or found:
        change = _with_flags(values, tuple(nick or ()), found)
    else:
        change = _in_form(kit, person)
    changed = people.change(
        kit.store, choosing.handle(person), change, today=kit.today, command="edit"
    )
    kit.memory.forget_shown([person.id])
    kit.show(changes.answer([changes.edited(changed)]))


def remove(
    ctx: typer.Context,
    who: options.Who,
    purge: Annotated[
        bool, typer.Option("--purge", help="Leave no trace: cannot be undone.")
    ] = False,
) -> None:
    """Delete a person, or a conversation, note or day by its number in `kit history`.

    `kit undo` brings them back. What others shared with them stays with the others.
    """
    kit: Kit = ctx.obj
    entry = choosing.entry(kit, who)
    if entry and entry.kind in rewriting.KINDS:
        rewriting.remove(kit, entry)
    elif purge:
        forget(ctx, who)
    else:
        person = choosing.who(kit, who)
        removed = joining.remove(kit.store, choosing.handle(person), today=kit.today)
        kit.show(changes.answer([changes.removed(removed)]))


def forget(ctx: typer.Context, who: options.Who) -> None:
    """Delete a person for good, out of the journal and the copies too. This cannot be undone."""
    kit: Kit = ctx.obj
    person = choosing.who(kit, who)
    if not kit.flags.yes:
        if not kit.asker.may_ask:
            raise NeedsAnswerError(
                f"forgetting {person.name} for good needs a yes.",
                attempt=(f"kit forget {person.slug} -y",),
            )
        said = kit.asker.line(
            f"This cannot be undone. Type {person.slug} to forget {person.name}: "
        )
        if said.strip() != person.slug:
            raise CancelledError("not forgotten. Nothing was changed.")
    removed = joining.purge(kit.store, choosing.handle(person), today=kit.today)
    kit.show(changes.answer([changes.removed(removed)], undo=False))


def _said(**given: str | None) -> dict[str, Any]:
    return {field: value for field, value in given.items() if value is not None}


def _days(kit: Kit, birthday: str | None, state: str | None, until: str | None) -> dict[str, Any]:
    """Return the fields that days set: the birthday, and a pause from today."""
    values: dict[str, Any] = {}
    if birthday is not None:
        values["birthday"] = read_partial(birthday, kit.today, order=options.order(kit))
    if until is not None and state != "paused":
        raise UsageError("--until goes with --state paused.")
    if state == "paused":
        end = options.day(kit, until, looking="ahead")
        values |= {"paused_from": kit.today, "paused_until": end}
    return values


def _with_flags(
    values: dict[str, Any], nicknames: tuple[str, ...], found: tuple[Point, ...]
) -> Callable[[Contact], Contact]:
    def change(contact: Contact) -> Contact:
        known = {each.value for each in contact.points}
        return contact._replace(
            **values,
            nicknames=tuple(dict.fromkeys((*contact.nicknames, *nicknames))),
            points=(*contact.points, *(each for each in found if each.value not in known)),
        )

    return change


def _in_form(kit: Kit, person: Person) -> Callable[[Contact], Contact]:
    with kit.store.reading() as connection:
        before = contacts.get(connection, person.id)
    after = until_understood(
        kit,
        forms.of_contact(before),
        lambda text: people.valid(forms.contact_of(text, before, kit.today)),
    )
    return lambda _contact: after
