"""Changing and dropping what a number of the timeline stands for: a conversation, a note or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.cli import choosing, forms, options
from keepintouch.cli.editing import until_understood
from keepintouch.domain.partialdates import read_partial
from keepintouch.render import changes, remembered
from keepintouch.services import logging, remembering
from keepintouch.store import contacts, touchpoints

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit
    from keepintouch.cli.memory import Row
    from keepintouch.domain.occasions import PartialDate
    from keepintouch.domain.touchpoints import Touchpoint
    from keepintouch.render.changes import Change

KINDS = ("touchpoint", "note", "date")


def edit(kit: Kit, row: Row) -> None:
    """Open it in the editor, and keep what is saved."""
    kit.show(changes.answer([EDITS[row.kind](kit, row.id)]))


def remove(kit: Kit, row: Row) -> None:
    """Drop it; `kit undo` brings it back."""
    kit.show(changes.answer([REMOVALS[row.kind](kit, row.id)]))


def _edit_touchpoint(kit: Kit, touchpoint_id: str) -> Change:
    with kit.store.reading() as connection:
        before = touchpoints.get(connection, touchpoint_id)

    def read(text: str) -> Touchpoint:
        after, took_part, mentioned = forms.touchpoint_of(text, before)
        return after._replace(
            people=tuple(choosing.who(kit, each.split()) for each in took_part),
            mentions=tuple(choosing.who(kit, each.split()) for each in mentioned),
        )

    after = until_understood(kit, forms.of_touchpoint(before), read)
    logging.change_touchpoint(kit.store, after, today=kit.today)
    return changes.conversation_changed(after, kit.today)


def _edit_note(kit: Kit, note_id: str) -> Change:
    from keepintouch.cli.editor import edited

    before = remembering.note_of(kit.store, note_id)
    text = edited(kit, before.text, suffix=".txt").strip()
    after = before._replace(text=text)
    return remembered.changed(remembering.change_note(kit.store, after, today=kit.today))


def _edit_date(kit: Kit, whose: str) -> Change:
    slug, _, kind = whose.partition(" ")
    person = choosing.who(kit, [f"@{slug}"])
    with kit.store.reading() as connection:
        contact = contacts.get(connection, person.id)
    days = {each.kind: each.on for each in contact.occasions}
    before = contact.birthday if kind == contacts.BIRTHDAY else days.get(kind)

    def read(text: str) -> PartialDate:
        form = forms.parsed(text, forms.written({"on": ""}))
        return read_partial(form["on"], kit.today, order=options.order(kit))

    on = until_understood(kit, forms.written({"on": before.iso if before else ""}), read)
    dated = remembering.date_of(kit.store, f"@{slug}", kind, on, today=kit.today)
    return remembered.dated(dated, kit.today, kit.settings.scoring_leap_day)


def _remove_touchpoint(kit: Kit, touchpoint_id: str) -> Change:
    gone = logging.remove_touchpoint(kit.store, touchpoint_id, today=kit.today)
    return changes.conversation_removed(gone, kit.today)


def _remove_note(kit: Kit, note_id: str) -> Change:
    return remembered.forgotten(remembering.drop_note(kit.store, note_id, today=kit.today))


def _remove_date(kit: Kit, whose: str) -> Change:
    slug, _, kind = whose.partition(" ")
    person = remembering.drop_date(kit.store, f"@{slug}", kind, today=kit.today)
    return remembered.day_dropped(person, kind)


EDITS = {"touchpoint": _edit_touchpoint, "note": _edit_note, "date": _edit_date}
REMOVALS = {"touchpoint": _remove_touchpoint, "note": _remove_note, "date": _remove_date}
