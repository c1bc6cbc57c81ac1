"""Values of ours as vCard lines, in the words of the version that the card has."""

from __future__ import annotations

import binascii
import re
from itertools import count
from typing import TYPE_CHECKING

from keepintouch.formats.contentline import escape, fold, param
from keepintouch.formats.vcard_values import PICTURES, date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.domain.contacts import Contact, Point, Relation
    from keepintouch.domain.occasions import Occasion

_PROPERTIES = {"email": "EMAIL", "phone": "TEL", "address": "ADR", "link": "URL", "im": "IMPP"}
_PLACES = {"home": ("HOME",), "work": ("WORK",)}
_PHONES = {
    **_PLACES,
    "mobile": ("CELL",),
    "fax": ("FAX",),
    "home fax": ("HOME", "FAX"),
    "work fax": ("WORK", "FAX"),
    "pager": ("PAGER",),
}
_APPLE = {
    **{each: each.title() for each in (
        "anniversary", "other", "father", "mother", "parent", "brother", "sister", "child", "son",
        "daughter", "friend", "spouse", "partner", "assistant", "manager",
    )},
    "homepage": "HomePage",
}  # fmt: skip
# RFC 6350 6.6.6, and the nearest of its words for finer ones of ours
_RELATED = {
    **{each: each for each in (
        "contact", "acquaintance", "friend", "met", "co-worker", "colleague", "co-resident",
        "neighbor", "child", "parent", "sibling", "spouse", "kin", "muse", "crush", "date",
        "sweetheart", "me", "agent", "emergency",
    )},
    "mother": "parent", "father": "parent", "son": "child", "daughter": "child",
    "brother": "sibling", "sister": "sibling", "wife": "spouse", "husband": "spouse",
    "relative": "kin",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\;]")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class Pen:
    """Writes lines of one version, numbering item groups from `first_item` on."""

    __slots__ = ("items", "version", "wedded")

    def __init__(self, version: str, first_item: int = 1, *, wedded: bool = False) -> None:
        self.version = version
        self.items = count(first_item)
        self.wedded = wedded  # a card has one ANNIVERSARY at most (RFC 6350 6.2.6)

    def text(self, value: str) -> str:
        """Return a text value escaped; line ends of 2.1 are left to quoted-printable."""
        if self.version != "2.1":
            return escape(value)
        return "\r\n".join(_SPECIAL.sub(r"\\\g<0>", each) for each in _LINE_ENDS.split(value))

    def uri(self, value: str) -> str:
        """Return an address of the web, in which commas and semicolons stand as they are."""
        return _LINE_ENDS.sub(r"\\n", value.replace("\\", "\\\\"))

    def line(self, head: str, value: str) -> bytes:
        """Return a line folded; in 2.1 what is not plain ASCII is quoted-printable."""
        value = value.replace("\0", "")
        if self.version != "2.1" or (value.isascii() and not _LINE_ENDS.search(value)):
            return fold(f"{head}:{value}")
        data = binascii.b2a_qp(value.encode("utf-8", "replace"), istext=False)
        head = f"{head};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        return head.encode() + data.replace(b"=\n", b"=\r\n") + b"\r\n"

    def types(self, words: Iterable[str], *, preferred: bool) -> str:
        """Return the parameters that say what a line is for."""
        words = list(words)
        if self.version == "4.0":
            kinds = ",".join(each.lower() for each in words)
            return (f';TYPE="{kinds}"' if "," in kinds else f";TYPE={kinds}" if kinds else "") + (
                ";PREF=1" if preferred else ""
            )
        words += ["PREF"] if preferred else []
        if self.version == "2.1":
            return "".join(f";{each}" for each in words)
        return f";TYPE={','.join(words)}" if words else ""

    def labelled(self, head: str, value: str, label: str) -> list[bytes]:
        """Return a line in a group of its own, and the label of that group."""
        group = f"item{next(self.items)}"
        word = f"_$!<{_APPLE[label]}>!$_" if label in _APPLE else self.text(label)
        return [self.line(f"{group}.{head}", value), self.line(f"{group}.X-ABLabel", word)]

    def point(self, point: Point) -> list[bytes]:
        """Return the lines of a way to reach somebody; of a kind of a later kit's, as a chat."""
        name = _PROPERTIES.get(point.field, "IMPP")
        known = (_PHONES if point.field == "phone" else _PLACES).get(point.label or "")
        base = ("INTERNET",) if name == "EMAIL" and self.version != "4.0" else ()
        head = name + self.types((*base, *(known or ())), preferred=point.preferred)
        value = self.point_value(point)
        if point.label and not known:
            return self.labelled(head, value, point.label)
        return [self.line(head, value)]

    def point_value(self, point: Point) -> str:
        """Return the value of a way to reach somebody; an address goes into the street."""
        if point.field not in ("email", "phone", "address"):
            return self.uri(point.value)
        value = self.text(point.value)
        return f";;{value};;;;" if point.field == "address" else value

    def birthday(self, contact: Contact) -> list[bytes]:
        """Return BDAY, or nothing."""
        if contact.birthday is None:
            return []
        params, value = date_text(contact.birthday, self.version)
        return [self.line(f"BDAY{params}", self.text(value))]

    def occasion(self, occasion: Occasion) -> list[bytes]:
        """Return the lines of a day: ANNIVERSARY of 4.0, else Apple's X-ABDATE and its label."""
        params, value = date_text(occasion.on, self.version)
        if self.version == "4.0" and occasion.kind == "anniversary" and not self.wedded:
            self.wedded = True
            return [self.line(f"ANNIVERSARY{params}", self.text(value))]
        return self.labelled(f"X-ABDATE{params}", self.text(value), occasion.kind)

    def relation(self, relation: Relation) -> list[bytes]:
        """Return the lines of a relation: RELATED of 4.0, else Apple's X-ABRELATEDNAMES.

        By name: which UID somebody's own card has is not known while others are written.
        """
        if self.version != "4.0":
            return self.labelled("X-ABRELATEDNAMES", self.text(relation.name), relation.label)
        kind = _RELATED.get(relation.label)
        head = "RELATED" + (f";TYPE={kind}" if kind else "")
        if kind != relation.label:
            head += param("X-KIT-REL", relation.label)
        if relation.name.startswith("urn:uuid:"):
            return [self.line(head, self.uri(relation.name))]
        return [self.line(f"{head};VALUE=text", self.text(relation.name))]

    def name(self, contact: Contact) -> list[bytes]:
        """Return N; a name of which the parts are unknown is marked and stands in the given."""
        parts = parts_of(contact)
        if not any(parts):
            if contact.org == contact.name:
                return [self.line("N", ";;;;")]
            return [self.line("N;X-KIT-UNSPLIT=1", f";{self.text(contact.name)};;;")]
        return [self.line("N", ";".join(self.text(each) for each in parts))]

    def photo(self, picture: bytes) -> list[bytes]:
        """Return PHOTO with the picture in it."""
        data = binascii.b2a_base64(picture, newline=False).decode()
        kind = next((kind for mark, kind in PICTURES.items() if picture.startswith(mark)), "jpeg")
        if self.version == "4.0":
            return [self.line("PHOTO", f"data:image/{kind};base64,{data}")]
        if self.version == "2.1":
            return [self.line(f"PHOTO;ENCODING=BASE64;{kind.upper()}", data), b"\r\n"]
        return [self.line(f"PHOTO;ENCODING=b;TYPE={kind.upper()}", data)]

    def listed(self, head: str, values: Iterable[str]) -> list[bytes]:
        """Return one line of several values, or nothing."""
        joined = ",".join(escape(each) for each in values)
        return [self.line(head, joined)] if joined else []


def parts_of(contact: Contact) -> Sequence[str]:
    """Return the parts of a name in the order of N."""
    named = (contact.family, contact.given, contact.additional, contact.prefix, contact.suffix)
    return tuple(each or "" for each in named)


def uid(contact_id: str, version: str) -> str:
    """Return the UID of a contact of ours: `urn:uuid:` in 4.0 where the id is one."""
    is_uuid = re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", contact_id)
    return f"urn:uuid:{contact_id}" if version == "4.0" and is_uuid else contact_id
