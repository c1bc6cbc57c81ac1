"""LDIF address books (RFC 2849): Thunderbird's, abook's, and those of LDAP directories."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion
from keepintouch.formats import fields, loose
from keepintouch.formats.drafts import Draft, PersonDraft, Problem
from keepintouch.formats.ldif_entries import Entry, entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.domain.occasions import PartialDate
    from keepintouch.formats.drafts import ReadOptions

LARGEST_PHOTO = 10 << 20

_MAILS = ("mail", "mozillasecondemail", "xmozillasecondemail", "email", "rfc822mailbox")
_PHONES = {
    "homephone": "home",
    "hometelephonenumber": "home",
    "telephonenumber": "work",
    "mobile": "mobile",
    "cellphone": "mobile",
    "mobiletelephonenumber": "mobile",
    "fax": "fax",
    "facsimiletelephonenumber": "fax",
    "pager": "pager",
    "pagerphone": "pager",
}
_LINKS = {
    "mozillahomeurl": "home",
    "homeurl": "home",
    "mozillaworkurl": "work",
    "workurl": "work",
    "labeleduri": None,
    "url": None,
}
_HANDLES = {"nsaimid": "aim", "mozillaaimscreenname": "aim", "xmozillaaimscreenname": "aim"}
_NOTES = ("description", "notes", "note", "info", "comment")
_CUSTOM = re.compile(r"(?:mozilla)?custom(\d)")
# Street, second line, place, region, code, country; Thunderbird's bare names mean work.
_ADDRESSES = (
    (
        "home",
        (
            "mozillahomestreet",
            "mozillahomestreet2",
            "mozillahomelocalityname",
            "mozillahomestate",
            "mozillahomepostalcode",
            "mozillahomecountryname",
        ),
    ),
    ("work", ("street", "mozillaworkstreet2", "l", "st", "postalcode", "c")),
    (None, ("streetaddress", "streetaddress2", "locality", "region", "postalcode", "countryname")),
)
_WHOLE_ADDRESSES = {"homepostaladdress": "home", "postaladdress": "work"}
_RELATIVES = {
    "manager": "manager",
    "managername": "manager",
    "secretary": "assistant",
    "assistantname": "assistant",
    "mozillaspousename": "spouse",
    "spousename": "spouse",
}
# What betrays a list: its class, a class in base64, or UTF-16, in which all names look different.
_LIST_SIGNS = (b"groupof", b"posixgroup", b"objectclass::", b"\0")
# What betrays somebody who is named by where they stand, `uid=ann,ou=people`, not by a name.
_PLACE_SIGNS = (b"manager: uid=", b"secretary: uid=", b"assistant: uid=")
_LIST_CLASSES = frozenset({"groupofnames", "groupofuniquenames", "posixgroup"})
# Of these a directory is made; whoever has an e-mail address beside them is nobody.
_NO_PERSONS = frozenset(
    {"organization", "organizationalunit", "organizationalrole", "dcobject", "domain", "locality"}
    | {"country", "device", "applicationprocess", "alias", "referral", "room", "container"}
)
_OWN_NAME = re.compile(r"(?i)\s*(?:cn|displayname)\s*=\s*((?:[^,+\\]|\\.)+)")


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the file; a mailing list is a tag of its members.

    A list may stand before its members or behind them: a file with lists is walked twice.
    """
    if not stream.seekable():
        stream = io.BytesIO(stream.read())
    start = stream.tell()
    named = _names_others(stream)
    stream.seek(start)
    others = _others(stream) if named else _Others({}, {})
    stream.seek(start)
    found = False
    for each in entries(stream):
        found = found or isinstance(each, Entry)
        if isinstance(each, Problem):
            yield each
        elif not _is_list(each):
            yield _draft(each, others)
            if len(_photo(each) or b"") > LARGEST_PHOTO:
                yield Problem(each.line, "a photo of more than 10 MB is left out")
    if not found:
        raise UnreadableError("this is no LDIF file: it has no entry.")


def _classes(entry: Entry) -> frozenset[str]:
    return frozenset(each.lower() for each in entry.every("objectclass"))


def _is_list(entry: Entry) -> bool:
    return not _LIST_CLASSES.isdisjoint(_classes(entry))


def _key(dn: str) -> str:
    return " ".join(dn.casefold().split())


class _Others(NamedTuple):
    """What the rest of the file says of an entry, by its key: the lists it is on, and its name."""

    tags: dict[str, list[str]]
    names: dict[str, str]


def _names_others(stream: BinaryIO) -> bool:
    """Return whether an entry could name others, at a tenth of the cost of looking for them."""
    before = b""
    while block := stream.read(1 << 20):
        said = before + block.lower()
        if any(sign in said for sign in (*_LIST_SIGNS, *_PLACE_SIGNS)):
            return True
        before = said[-20:]
    return False


def _others(stream: BinaryIO) -> _Others:
    found = _Others({}, {})
    for each in entries(stream):
        if isinstance(each, Problem):
            continue
        if not _is_list(each):
            if name := _shown(each):
                found.names[_key(each.dn)] = name
            continue
        name = each.first("cn", "mozillanickname") or each.dn
        for member in (*each.every("member"), *each.every("uniquemember")):
            found.tags.setdefault(_key(member), []).append(name)
    return found


def _shown(entry: Entry) -> str | None:
    """Return the name to be shown; Active Directory's own is often sorted: `Greer, Hollis`."""
    given, family = entry.first("givenname", "gn"), entry.first("sn", "surname")
    name = entry.first("displayname", "cn", "commonname")
    turned = name is None or (given and family and name == f"{family}, {given}")
    full = fields.east_asian_name(given, family) or " ".join(filter(None, (given, family)))
    return full if turned else name


def _draft(entry: Entry, others: _Others) -> Draft:
    points = tuple(dict.fromkeys(_points(entry)))
    photo = _photo(entry)
    parts = (entry.first("givenname", "gn"), entry.first("sn", "surname"))
    nickname = entry.first("mozillanickname", "xmozillanickname")
    name = _shown(entry) or nickname or _own_name(entry)
    name = name or entry.first("o", "company") or next((each.value for each in points), None)
    if name is None or not _is_person(entry):
        return Problem(entry.line, f'an entry that is no person is left out: "{entry.dn}"')
    return PersonDraft(
        name,
        entry.first("entryuuid") or entry.dn or None,
        given=parts[0],
        family=parts[1],
        prefix=entry.first("personaltitle"),
        suffix=entry.first("generationqualifier"),
        nicknames=(nickname,) if nickname and nickname != name else (),
        points=points,
        birthday=_birthday(entry),
        occasions=tuple(_occasions(entry)),
        org=entry.first("o", "company", "organizationname"),
        team=entry.first("ou", "department", "orgunit", "departmentnumber"),
        title=entry.first("title"),
        tags=tuple(others.tags.get(_key(entry.dn), ())),
        relations=tuple(_relations(entry, others.names)),
        notes=tuple(_notes(entry)),
        raw=entry.raw,
        line=entry.line,
        photo=photo if photo and len(photo) <= LARGEST_PHOTO else None,
    )


def _is_person(entry: Entry) -> bool:
    """Tell a person by the class; where that says nothing, by an address or a given name."""
    classes = _classes(entry)
    if "computer" in classes:  # to Active Directory, one of its users
        return False
    if not classes or any("person" in each or "contact" in each for each in classes):
        return True
    told = entry.first(*_MAILS, *_PHONES, "givenname", "gn")
    return told is not None and _NO_PERSONS.isdisjoint(classes)


def _own_name(entry: Entry) -> str | None:
    """Return the name that an entry is filed under (RFC 4514), where no attribute repeats it."""
    found = _OWN_NAME.match(entry.dn)
    return re.sub(r"\\(.)", r"\1", found[1]).strip() or None if found else None


def _points(entry: Entry) -> Iterator[Point]:
    for name in entry.attributes:
        for text in entry.every(name):
            if name in _MAILS:
                yield Point("email", text)
            elif name in _PHONES:
                yield Point("phone", text, _PHONES[name])
            elif name in _LINKS:
                yield Point("link", text, _LINKS[name])
            elif name in _HANDLES:
                yield Point("im", text, _HANDLES[name])
            elif name in _WHOLE_ADDRESSES:
                # RFC 4517 3.3.28 separates the lines of an address with dollars.
                lines = loose.lines(*(each.strip() for each in text.split("$")))
                yield Point("address", lines or text, _WHOLE_ADDRESSES[name])
    yield from _addresses(entry)


def _addresses(entry: Entry) -> Iterator[Point]:
    for label, names in _ADDRESSES:
        first, second, city, region, code, country = names
        has_own = any(name in entry.attributes for name in (first, second, city, region, country))
        street = loose.lines(entry.first(first), entry.first(second))
        rest = (entry.first(name) for name in (city, region, code, country))
        text = fields.address(street, *rest)
        if has_own and text:
            yield Point("address", text, label)


def _own_anniversary(entry: Entry) -> bool:
    """Return whether `anniversary` is a birthday: abook has one date, which its vCards call BDAY."""
    return not entry.first("birthdate", "birthday") and "evolutionperson" not in _classes(entry)


def _birthday(entry: Entry) -> PartialDate | None:
    year, month, day = (
        loose.number(entry.first(name)) for name in ("birthyear", "birthmonth", "birthday")
    )
    if year or month or day:
        said = "-".join(str(each) for each in (year, month, day) if each)
        return fields.date_of(year, month, day) or fields.partial_date(said)
    given = entry.first("birthdate", "dateofbirth", "birthday")
    if given is None and _own_anniversary(entry):
        given = entry.first("anniversary")
    return fields.partial_date(given)


def _occasions(entry: Entry) -> Iterator[Occasion]:
    if not _own_anniversary(entry) and (on := fields.partial_date(entry.first("anniversary"))):
        yield Occasion("anniversary", on)


def _relations(entry: Entry, names: dict[str, str]) -> Iterator[Relation]:
    for name, label in _RELATIVES.items():
        for text in entry.every(name):
            who = re.match(r"(?i)cn=((?:[^,\\]|\\.)+)", text)
            yield Relation(label, names.get(_key(text)) or (who[1].strip() if who else text))


def _notes(entry: Entry) -> Iterator[str]:
    for name in _NOTES:
        yield from entry.every(name)
    for name in entry.attributes:
        if found := _CUSTOM.fullmatch(name):
            for text in entry.every(name):
                yield f"Custom {found[1]}: {text}"


def _photo(entry: Entry) -> bytes | None:
    photos = (*entry.attributes.get("jpegphoto", ()), *entry.attributes.get("photo", ()))
    return next((each.data for each in photos if each.data), None)
