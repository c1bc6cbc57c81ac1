"""A card in another version than it was in, with every line that we do not write ourselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats.contentline import fold_all, param
from keepintouch.formats.vcard_properties import HANDLERS
from keepintouch.formats.vcard_sheet import GROUP_LABELS, SILENT, Sheet, head_of, only_card
from keepintouch.formats.vcard_writing import Pen, parts_of, uid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.domain.contacts import Contact
    from keepintouch.formats.contentline import ContentLine
    from keepintouch.formats.vcard_cards import Card

PRODID = "-//keepintouch//kit//EN"
_OF_THE_CARD = {"", "BEGIN", "END", "VERSION", "PRODID", "LABEL", *GROUP_LABELS}
_OF_MEDIA = frozenset({"ENCODING", "VALUE", "TYPE", "MEDIATYPE", "CHARSET"})
_OF_TEXT = frozenset({"ENCODING", "CHARSET"})
_MEDIA = {
    "PHOTO": ("image", "jpeg"),
    "LOGO": ("image", "jpeg"),
    "SOUND": ("audio", "basic"),
    "KEY": ("application", "pgp-keys"),
}


def fresh(contact: Contact, version: str) -> Card:
    """Return the beginning of a new card for a contact that has none."""
    pen = Pen(version)
    company = contact.org == contact.name and not any(parts_of(contact))
    marks = [pen.line("X-ABShowAs", "COMPANY")] if company else []
    if contact.added_on:
        marks.append(pen.line("X-KIT-ADDED", contact.added_on.isoformat()))
    return _skeleton(contact, version, uid(contact.id, version), marks)


def converted(card: Card, contact: Contact, version: str) -> Card:
    """Return the beginning of a card anew: its UID, and what it says that a contact cannot hold."""
    sheet = Sheet(card)
    own = uid(sheet.draft.uid or contact.id, version)
    return _skeleton(contact, version, own, list(_carried(sheet, version)))


def _skeleton(contact: Contact, version: str, own: str, carried: list[bytes]) -> Card:
    pen = Pen(version)
    head = ["BEGIN:VCARD", f"VERSION:{version}", f"PRODID:{PRODID}", f"UID:{pen.uri(own)}"]
    # FN is required (RFC 2426 3.1.1, RFC 6350 6.2.1): servers refuse a card without it.
    named = [*pen.name(contact), pen.line("FN", pen.text(contact.name))]
    data = b"".join([fold_all(head), *named, *carried, b"END:VCARD\r\n"])
    return only_card(data)


def _carried(sheet: Sheet, version: str) -> Iterator[bytes]:
    """Yield the lines of a card that say nothing a contact holds, and the labels of their groups."""
    pen = Pen(version)
    lines = [sheet.lines[index] for index in sheet.own if _is_foreign(sheet, index)]
    groups = {line.group for line in lines if line.group}
    for index in sheet.own:
        line = sheet.lines[index]
        if line in lines or (line.name in GROUP_LABELS and line.group in groups):
            yield _in_version(sheet, pen, line)


def _is_foreign(sheet: Sheet, index: int) -> bool:
    line = sheet.lines[index]
    if line.name in _OF_THE_CARD or not line.value.strip(b" ;"):
        return False
    return (
        line.name not in HANDLERS
        or line.name == "NOTE"
        or sheet.solo[index]._replace(photo=None) == SILENT
    )


def _in_version(sheet: Sheet, pen: Pen, line: ContentLine) -> bytes:
    """Return a line in the words of another version: binary values and quoted-printable differ."""
    inline = line.value.partition(b"base64,")[2] if line.value[:5].lower() == b"data:" else b""
    if line.name in _MEDIA and pen.version == "4.0" and "B" in {e[:1] for e in line.encodings}:
        kind = next((each for each in line.types if each not in ("home", "work", "pref")), "")
        family, usual = _MEDIA[line.name]
        media = f"{family}/{kind or usual}"
        data = b"".join(line.value.split()).decode("ascii", "replace")
        return pen.line(head_of(line, pen.version, _OF_MEDIA), f"data:{media};base64,{data}")
    if line.name in _MEDIA and pen.version != "4.0" and inline:
        media = line.value[5:].partition(b";")[0].decode("ascii", "replace")
        head = head_of(line, pen.version, _OF_MEDIA) + param("ENCODING", "b")
        kind = media.rpartition("/")[2].upper()
        return pen.line(
            head + (param("TYPE", kind) if kind else ""), inline.decode("ascii", "replace")
        )
    if sheet.facts.version != "2.1":
        return line.raw.rstrip(b"\r\n") + b"\r\n"
    return pen.line(head_of(line, pen.version, _OF_TEXT), line.decoded.replace("\n", "\\n"))
