"""Change in a card what changed in a contact, and leave every other byte as it stood."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from keepintouch.formats.contentline import escape
from keepintouch.formats.rawtext import to_bytes, to_text
from keepintouch.formats.vcard_facets import FACETS, Many, Single, changed
from keepintouch.formats.vcard_reading import display_name, gathered, person
from keepintouch.formats.vcard_sheet import SILENT, Sheet, only_card

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from keepintouch.domain.contacts import Contact, Point
    from keepintouch.formats.vcard_cards import Card

_LISTS = {"NICKNAME", "X-NICKNAME", "CATEGORIES"}
_REPLACEABLE = {
    "EMAIL", "TEL", "ADR", "URL", "IMPP", "NOTE", "X-ABRELATEDNAMES", "X-ABDATE", "ANNIVERSARY",
}  # fmt: skip


def patch(raw: str, contact: Contact, notes: Sequence[str] | None = None) -> str:
    """Return the card `raw` with what `contact` says; without `notes` its NOTEs stay.

    `raw` is text as `rawtext.to_text` makes it. Lines whose value is unchanged, and lines
    of which we know nothing, come back untouched and in their order. Text that is not
    exactly one card is an `UnreadableError`.
    """
    return to_text(patched(only_card(to_bytes(raw)), contact, notes))


def patched(
    card: Card,
    contact: Contact,
    notes: Sequence[str] | None = None,
    photos: Callable[[str], bytes | None] = lambda _digest: None,
) -> bytes:
    """Return the bytes of `card` with what `contact` and `notes` say, and another photo if so."""
    if _says_it_all(card, contact, notes):
        return card.raw
    sheet = Sheet(card)
    if contact.photo and contact.photo != _digest(sheet.draft.photo):
        _patch_photo(sheet, photos(contact.photo))
    for facet in FACETS:
        if isinstance(facet, Single):
            _patch_single(sheet, facet, contact)
        elif facet.attribute != "notes":
            _patch_many(sheet, facet, getattr(contact, facet.attribute))
        elif notes is not None:
            _patch_many(sheet, facet, notes)
    return sheet.dump()


def _patch_single(sheet: Sheet, facet: Single, contact: Contact) -> None:
    # a name made of other lines would change with them
    nameless = facet.name == "FN" and "FN" not in sheet.facts.first
    if not nameless and not changed(facet, sheet.draft, contact):
        return
    lines = facet.write(sheet.pen, contact)
    if any(getattr(contact, each) for each in facet.attributes):
        index = sheet.named(facet.name)
        if index is None:
            sheet.add(None, lines)
        else:
            sheet.replace(index, lines)
        return
    for index, solo in sheet.solo.items():
        if any(getattr(solo, each) for each in facet.attributes):
            sheet.replace(index, [])


def _patch_many(sheet: Sheet, facet: Many, values: Sequence[Any]) -> None:
    wanted = {facet.key(each): each for each in values}
    if facet.attribute == "points":
        _drop_stale_labels(sheet, values)
    missing = dict(wanted)
    saying = {
        i: found for i, solo in sheet.solo.items() if (found := getattr(solo, facet.attribute))
    }
    stale = []
    for index, found in saying.items():
        if any(facet.key(each) not in wanted for each in found):
            stale.append(index)
        else:
            for each in found:
                missing.pop(facet.key(each), None)
    if missing and facet.listed and not stale:
        stale = [index for index in saying if sheet.lines[index].name in _LISTS][-1:]
        said = [facet.key(each) for index in stale for each in saying[index]]
        missing = {key: wanted[key] for key in dict.fromkeys((*said, *missing))}
    for index in stale:
        _rewrite(sheet, facet, index, missing)
    rest = list(missing.values())
    for batch in [rest] if facet.listed and rest else [[each] for each in rest]:
        near = [i for i, found in saying.items() if facet.slot(found[-1]) == facet.slot(batch[0])]
        after = max(near or saying, default=None)
        sheet.add(after, facet.write(sheet.pen, batch))


def _says_it_all(card: Card, contact: Contact, notes: Sequence[str] | None) -> bool:
    """Say whether nothing changed, the usual case, without looking at lines one by one."""
    facts = gathered(card.lines())
    draft = person(facts, display_name(facts), None, 0)
    if contact.photo and contact.photo != _digest(draft.photo):
        return False
    if notes is not None and set(notes) != set(draft.notes):
        return False
    return not any(changed(facet, draft, contact) for facet in FACETS)


def _digest(photo: bytes | None) -> str:
    return hashlib.sha256(photo or b"").hexdigest()


def _patch_photo(sheet: Sheet, picture: bytes | None) -> None:
    if not picture:
        return
    for index in sheet.own:
        if sheet.lines[index].name == "PHOTO":
            sheet.replace(index, [])
    sheet.add(None, sheet.pen.photo(picture))


def _drop_stale_labels(sheet: Sheet, points: Sequence[Point]) -> None:
    """Drop LABELs (an ADR once more, as one text) when the addresses are no longer these."""
    said = {each[:4] for each in sheet.draft.points if each.field == "address"}
    if said == {each[:4] for each in points if each.field == "address"}:
        return
    for index in sheet.own:
        if sheet.lines[index].name == "LABEL":
            sheet.replace(index, [])
            sheet.solo[index] = SILENT


def _rewrite(sheet: Sheet, facet: Many, index: int, missing: dict[Any, Any]) -> None:
    """Write a line anew for what it still says, and for what is missing and fits its place."""
    line = sheet.lines[index]
    found = getattr(sheet.solo[index], facet.attribute)
    kept = [
        missing.pop(facet.key(each)) for each in dict.fromkeys(found) if facet.key(each) in missing
    ]
    if line.name in _LISTS:
        kept += missing.values()
        missing.clear()
        value = ",".join(escape(each) for each in kept)
        sheet.replace(index, [sheet.with_value(line, value)] if value else [], keeps_group=True)
        return
    if kept:
        sheet.replace(index, facet.write(sheet.pen, kept))
        return
    old = found[0]
    same = [key for key, each in missing.items() if facet.slot(each) == facet.slot(old)]
    close = [key for key in same if _label(missing[key]) == _label(old)]
    if close and line.name in _REPLACEABLE:
        params, value = facet.value(sheet.pen, missing.pop(close[0]))
        sheet.replace(index, [sheet.with_value(line, value, params)], keeps_group=True)
    elif same:
        sheet.replace(index, facet.write(sheet.pen, [missing.pop((close or same)[0])]))
    else:
        sheet.replace(index, [])


def _label(value: Any) -> tuple[str | None, bool]:  # noqa: ANN401 - a value of any facet
    return getattr(value, "label", None), getattr(value, "preferred", False)
