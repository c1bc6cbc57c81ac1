"""kit's own JSON Lines: the lossless format, one record of the store a line.

The first line is `{"schema": "kit.store/1"}`; every other has `record`, which names its
kind, and the fields of that kind (`docs/json.md`, `schemas/kit.store-1.json`). People come
before what refers to them; all is in the order of the ids, so equal stores give equal
bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from keepintouch.domain.cadence import from_iso
from keepintouch.domain.contacts import Contact, Origin, Point, Relation
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.formats.drafts import Problem
from keepintouch.formats.kit_shape import check, check_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.formats import Book
    from keepintouch.formats.drafts import ReadOptions, WriteOptions
    from keepintouch.formats.protocols import Loss

SCHEMA = "kit.store/1"
LOSSES: tuple[Loss, ...] = ()
LONGEST_LINE = 64 * 1024 * 1024
DAYS = ("day", "due_on", "closed_on", "snoozed_until", "paused_from", "paused_until", "added_on")


class Photo(NamedTuple):
    """A picture, under the SHA-256 of its bytes."""

    digest: str
    data: bytes


class TagRhythm(NamedTuple):
    """A tag that has a rhythm, as ISO 8601."""

    tag: str
    cadence: str


class Dismissed(NamedTuple):
    """A drift let go: whose, and the last day it spoke of."""

    contact_id: str
    day: date


class Progress(NamedTuple):
    """How far a source of touchpoints was read (JSON of its own)."""

    source: str
    state: str


Record = Contact | Touchpoint | Note | FollowUp | Place | Photo | TagRhythm | Dismissed | Progress


def write(book: Book, stream: BinaryIO, _options: WriteOptions) -> None:
    """Write the whole store."""
    stream.write(_line({"schema": SCHEMA}))
    for kind, records in (
        ("tag", (TagRhythm(tag, cadence.iso) for tag, cadence in book.tags.items())),
        ("place", book.places),
        ("contact", book.contacts),
        ("touchpoint", book.touchpoints),
        ("note", book.notes),
        ("follow_up", book.follow_ups),
        ("dismissed", (Dismissed(*each) for each in book.dismissed.items())),
        ("progress", (Progress(*each) for each in book.progress.items())),
    ):
        _write_all(stream, kind, records, book)


def read(stream: BinaryIO, _options: ReadOptions) -> Iterator[Record | Problem]:
    """Yield the records of a store, as they were; a line that is none is a problem."""
    head = stream.readline(LONGEST_LINE)
    _check_schema(head)
    number = 1
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if line.strip():
            yield _record(line, number)


def _check_schema(head: bytes) -> None:
    try:
        found = json.loads(head).get("schema")
    except (ValueError, AttributeError):
        found = None
    if found != SCHEMA:
        raise UnreadableError(
            f'this is no export of kit: its first line should be {{"schema": "{SCHEMA}"}}.'
            " Nothing was imported."
        )


def _write_all(stream: BinaryIO, kind: str, records: Iterable[Any], book: Book) -> None:
    written: set[str] = set()
    for record in records:
        digest = getattr(record, "photo", None)
        if digest and digest not in written and (data := book.photos(digest)) is not None:
            written.add(digest)
            text = base64.b64encode(data).decode()
            stream.write(_line({"record": "photo", "digest": digest, "data": text}))
        stream.write(_line({"record": kind, **PACK[kind](record)}))


def _line(document: dict[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(", ", ": ")).encode() + b"\n"


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        **_plain(contact),
        "birthday": _day(contact.birthday),
        "occasions": [
            {"id": each.id, "kind": each.kind, "on": _day(each.on)} for each in contact.occasions
        ],
        "points": [_short(each, without=("normal",)) for each in contact.points],
        "relations": [_short(each) for each in contact.relations],
        "origins": [_short(each) for each in contact.origins],
        "cadence": contact.cadence.iso if contact.cadence else None,
    }


def _event(event: Touchpoint | Note | FollowUp) -> dict[str, Any]:
    linked = {
        name: [person.id for person in getattr(event, name)]
        for name in ("people", "mentions")
        if name in event._fields
    }
    return {**_plain(event), **linked}


def _plain(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the records
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in record._asdict().items()
    }


def _short(record: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:  # noqa: ANN401 - as above
    return {name: value for name, value in record._asdict().items() if name not in without}


def _day(on: PartialDate | None) -> str | dict[str, str] | None:
    if on is None:
        return None
    return on.iso if on.text is None else {"text": on.text}


PACK: dict[str, Callable[[Any], dict[str, Any]]] = {
    "tag": _plain,
    "place": _plain,
    "contact": _contact,
    "touchpoint": _event,
    "note": _event,
    "follow_up": _event,
    "dismissed": _plain,
    "progress": _plain,
}


def _record(line: bytes, number: int) -> Record | Problem:
    try:
        fields = _parsed(line)
        kind = fields.pop("record")
        check(kind, fields)
        for name in DAYS:
            if fields.get(name):
                fields[name] = date.fromisoformat(fields[name])
        return UNPACK[kind](fields)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return Problem(number, f"not a record of kit ({type(error).__name__}: {error})")


def _parsed(line: bytes) -> dict[str, Any]:
    """Return a line's object; surrogates that were escaped in it are joined, or replaced."""
    text = line.decode()
    if "\\ud" in text.lower():
        whole = json.dumps(json.loads(text), ensure_ascii=False)
        text = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    found: dict[str, Any] = json.loads(text)
    return found


def _only(made: type[Any], fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that this kit knows; a later one may write more."""
    return {name: value for name, value in fields.items() if name in made._fields}


def _to_contact(fields: dict[str, Any]) -> Contact:
    return Contact(
        **{
            **_only(Contact, fields),
            "nicknames": tuple(fields["nicknames"]),
            "tags": tuple(fields["tags"]),
            "former_slugs": tuple(fields["former_slugs"]),
            "birthday": _to_day(fields["birthday"]),
            "occasions": tuple(
                Occasion(each["kind"], _known_day(each["on"]), each["id"])
                for each in fields["occasions"]
            ),
            "points": tuple(Point(**_only(Point, each)) for each in fields["points"]),
            "relations": tuple(Relation(**_only(Relation, each)) for each in fields["relations"]),
            "origins": tuple(Origin(**_only(Origin, each)) for each in fields["origins"]),
            "cadence": from_iso(fields["cadence"]) if fields["cadence"] else None,
        }
    )


def _to_touchpoint(fields: dict[str, Any]) -> Touchpoint:
    people, mentions = _people(fields["people"]), _people(fields["mentions"])
    linked = {"people": people, "mentions": mentions, "tags": tuple(fields["tags"])}
    return Touchpoint(**{**_only(Touchpoint, fields), **linked})


def _to_note(fields: dict[str, Any]) -> Note:
    linked = {"people": _people(fields["people"]), "tags": tuple(fields["tags"])}
    return Note(**{**_only(Note, fields), **linked})


def _to_follow_up(fields: dict[str, Any]) -> FollowUp:
    return FollowUp(**{**_only(FollowUp, fields), "people": _people(fields["people"])})


def _to_photo(fields: dict[str, Any]) -> Photo:
    data = base64.b64decode(fields["data"], validate=True)
    if hashlib.sha256(data).hexdigest() != fields["digest"]:
        raise ValueError("the picture is not the one its digest names")
    return Photo(fields["digest"], data)


def _to_place(fields: dict[str, Any]) -> Place:
    return Place(fields["id"], fields["name"], tuple(fields["aliases"]))


def _people(ids: list[str]) -> tuple[Person, ...]:
    """Return people of whom only the id is known; the store has the rest."""
    return tuple(Person(each, "", "") for each in ids)


def _to_day(on: str | dict[str, str] | None) -> PartialDate | None:
    return None if on is None else _known_day(on)


def _known_day(on: str | dict[str, str]) -> PartialDate:
    """Read what `PartialDate.iso` writes: `1990-05-05`, `--05-05`, `1990-05` or `1990`."""
    if isinstance(on, dict):
        return PartialDate(text=on["text"])
    yearless = on.startswith("--")
    parts = [int(part) for part in on.removeprefix("--").split("-")]
    year, month, day = (None, *parts, None)[:3] if yearless else (*parts, None, None)[:3]
    check_day(year, month, day)
    return PartialDate(year, month, day)


UNPACK: dict[str, Callable[[dict[str, Any]], Record]] = {
    "tag": lambda fields: TagRhythm(fields["tag"], fields["cadence"]),
    "place": _to_place,
    "photo": _to_photo,
    "contact": _to_contact,
    "touchpoint": _to_touchpoint,
    "note": _to_note,
    "follow_up": _to_follow_up,
    "dismissed": lambda fields: Dismissed(fields["contact_id"], fields["day"]),
    "progress": lambda fields: Progress(fields["source"], fields["state"]),
}
