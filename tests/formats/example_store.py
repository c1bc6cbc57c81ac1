"""A store with something in every field of every record, and what two stores say differently."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Contact, Origin, Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.formats import Book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

DAY = date(2026, 11, 20)
EARLIER = date(2026, 10, 2)
PICTURE = b"\x89PNG\r\n\x1a\n of Ana"
DIGEST = hashlib.sha256(PICTURE).hexdigest()
ID = "0193a1b2-7e4c-7d2a-9f00-00000000000"
A, B = f"{ID}a", f"{ID}b"
ANA, BOB = Person(A, "anita", "Ana Lima"), Person(B, "bob-stone", "Bob Stone")
BARE = {"added_on": EARLIER}

CONTACTS = {
    "contact": (
        Contact(
            A, "anita", "Ana Lima",
            given="Anabela", additional="Sol", family="Lima Costa", prefix="Dr.", suffix="PhD",
            nicknames=("Ani", "Nita"),
            points=(
                Point("email", "ana@work.example", "work", preferred=True),
                Point("phone", "+351 912 345 678", "mobile"),
                Point("address", "Elm 1\nPorto", "home"),
                Point("link", "https://ana.example/"),
                Point("im", "xmpp:ana@chat.example"),
            ),
            birthday=PartialDate(1990, 5, 6),
            occasions=(Occasion("anniversary", PartialDate(2015, 6, 12), "o1"),
                       Occasion("name day", PartialDate(None, 7, 26), "o2")),
            org="=ACME", team="-Research", title="Chemist", place="Porto",
            how_met="+1 for the gym",
            tags=("berlin", "climbing"),
            relations=(Relation("spouse", "Bob Stone", B), Relation("friend", "Jo")),
            state="paused", importance="inner", cadence=Cadence(2, "w"),
            snoozed_until=date(2026, 12, 1), paused_from=EARLIER, paused_until=DAY,
            added_on=date(2020, 1, 2), spread=True, former_slugs=("ana", "ana-old"),
            origins=(Origin("monica-json", "m-1", '{"uuid": "m-1"}', "{}"),),
            photo=DIGEST,
        ),
        Contact(B, "bob-stone", "Bob Stone", **BARE),
    ),
    "archived-contact": (Contact(f"{ID}c", "cy-ek", "Cy Ek", state="archived", **BARE),),
    "deceased-contact": (
        Contact(f"{ID}d", "dee-ek", "Dee Ek", state="deceased", birthday=PartialDate(1940, 1, 2), **BARE),
    ),
    "born-without-year": (
        Contact(f"{ID}e", "eve-ek", "Eve Ek", birthday=PartialDate(None, 2, 29), **BARE),
    ),
    "born-in-year": (Contact(f"{ID}f", "fay-ek", "Fay Ek", birthday=PartialDate(1981), **BARE),),
    "born-in-month": (Contact(f"{ID}g", "gil-ek", "Gil Ek", birthday=PartialDate(1982, 7), **BARE),),
    "born-in-words": (
        Contact(f"{ID}h", "hal-ek", "Hal Ek", birthday=PartialDate(text="in spring"), **BARE),
    ),
    "name-with-marks": (Contact(f"{ID}i", "ina-ek", "Ina (Iny) Ek @home", birthday=PartialDate(None, 3, 4), **BARE),),
    "tag-with-marks": (Contact(f"{ID}j", "jan-ek", "Jan Ek", tags=("r+d & co",), **BARE),),
}  # fmt: skip
RECORDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "contacts": CONTACTS,
    "touchpoints": {
        "touchpoint": (
            Touchpoint("t1", DAY, "met", "coffee with Ana Lima in Paris", (ANA,), (BOB,), ("food",), "me",
                       "12:30", "+02:00", "Paris", "telegram", "chat-1"),
        ),
        "touchpoint-in-lines": (Touchpoint("t2", EARLIER, text="tea with Ana Lima\nat home", people=(ANA,)),),
        "touchpoint-unnamed": (Touchpoint("t4", date(2026, 9, 4), text="a walk", people=(BOB,)),),
        "touchpoint-with-nobody": (Touchpoint("t3", date(2026, 9, 3), text="a quiet day"),),
    },
    "notes": {
        "note": (Note("n1", EARLIER, "Ana Lima is allergic to nuts", (ANA,), ("health",), "telegram", "n-1"),),
        "note-about-several": (Note("n2", EARLIER, "Ana Lima and Bob Stone sing", (ANA, BOB)),),
        "note-about-nobody": (Note("n3", EARLIER, "the gym closes"),),
    },
    "follow_ups": {
        "follow-up": (FollowUp("f1", DAY, "send the list", (ANA,), "open", None, "csv", "f-1"),),
        "follow-up-closed": (FollowUp("f2", EARLIER, "ask about Jo", (BOB,), "done", DAY),),
    },
    "places": {"place": (Place("p1", "Paris", ("City of Light",)),)},
}  # fmt: skip
MAPPINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "tags": ("tag-rhythm", {"berlin": Cadence(1, "m")}),
    "dismissed": ("dismissed-drift", {A: EARLIER}),
    "progress": ("source-progress", {"imap": '{"uid": 7}'}),
}
FIELDS = {
    "contact": Contact, "touchpoint": Touchpoint, "note": Note, "follow-up": FollowUp,
    "place": Place,
}  # fmt: skip
"""The records of which every field must have a value that is not its default."""
ALONE = {
    "archived-contact": {"state"}, "deceased-contact": {"state"}, "born-without-year": {"birthday"},
    "born-in-year": {"birthday"}, "born-in-month": {"birthday"}, "born-in-words": {"birthday"},
    "name-with-marks": {"name"}, "tag-with-marks": {"tags"},
    "touchpoint-in-lines": {"text"}, "touchpoint-unnamed": {"text"}, "touchpoint-with-nobody": set(),
    "note-about-several": {"people"}, "note-about-nobody": set(),
    "follow-up-closed": {"state", "closed_on"},
}  # fmt: skip
"""The fields for which the other records are there."""


class Without(NamedTuple):
    """What to leave out of the example: a label, or one of its fields."""

    label: str = ""
    field: str = ""


NOTHING = Without()


def whole(lost: set[str]) -> set[str]:
    """Return losses without what is part of others: fields, and records of a certain kind."""
    return {
        each
        for each in lost
        if not any(each.startswith((f"{other}.", f"{other}-")) for other in lost)
    }


def book(without: Without = NOTHING) -> Book:
    """Return the example, less one thing."""
    given = {
        name: [
            _less(each, without.field) if label == without.label else each
            for label, records in labelled.items()
            if without != (label, "")
            for each in records
        ]
        for name, labelled in RECORDS.items()
    }
    mappings = {
        name: {} if label == without.label else pairs for name, (label, pairs) in MAPPINGS.items()
    }
    return Book(**given, **mappings, photos={DIGEST: PICTURE}.get)


def paths() -> Iterator[Without]:
    """Yield everything the example tells: each label, and each field of it that has a value."""
    for labelled in RECORDS.values():
        for label, records in labelled.items():
            yield Without(label)
            said = {name for each in records for name in _told(label, each)}
            yield from (Without(label, name) for name in sorted(said))
    yield from (Without(label) for label, _ in MAPPINGS.values())


def _told(label: str, record: Any) -> set[str]:  # noqa: ANN401 - any record
    """Return the fields for which a record stands in the example."""
    defaults = record._field_defaults
    said = {name for name in record._fields if getattr(record, name) != defaults.get(name)}
    return said & ALONE.get(label, said)


def _less(record: Any, field: str) -> Any:  # noqa: ANN401 - any record
    """Return a record without a field, or with another value of one that it must have."""
    old = getattr(record, field)
    if field in record._field_defaults:
        return record._replace(**{field: record._field_defaults[field]})
    other = old.replace(day=old.day + 1) if isinstance(old, date) else f"{old}x"
    return record._replace(**{field: other})


def differences(before: Book, after: Book) -> set[str]:
    """Return what `after` does not say of the example `before`, as labels and `label.field`."""
    lost: set[str] = set()
    for name, labelled in RECORDS.items():
        found = {_key(each): each for each in getattr(after, name)}
        for label, records in labelled.items():
            for record in records:
                other = found.get(_key(record))
                lost |= {label} if other is None else set(_changes(label, record, other))
    names = {each.id: each.name for each in after.contacts}
    for name, (label, _) in MAPPINGS.items():
        if _named(getattr(before, name), {A: ANA.name}) != _named(getattr(after, name), names):
            lost.add(label)
    return lost


def _key(record: Any) -> Any:  # noqa: ANN401 - any record
    """Return by what two records of two stores are the same one."""
    if isinstance(record, Contact | Place):
        return record.name
    return record.day if isinstance(record, Touchpoint) else record.text


def _changes(label: str, record: Any, other: Any) -> Iterator[str]:  # noqa: ANN401 - any record
    for name in _told(label, record) | ({"spread"} if label == "contact" else set()):
        if name == "id":
            if record.id not in {other.id, *_sources(other)}:
                yield f"{label}.id"
        elif name == "relations":
            yield from _relations(label, record, other)
        elif _plain(name, record) != _plain(name, other):
            yield f"{label}.{name}"


def _sources(record: Any) -> Iterable[str]:  # noqa: ANN401 - any record
    """Return the ids that a record remembers from where it came from."""
    if isinstance(record, Contact):
        return (each.source_id for each in record.origins)
    return filter(None, (getattr(record, "source_id", None),))


def _relations(label: str, record: Contact, other: Contact) -> Iterator[str]:
    ours, theirs = ([each[:2] for each in one.relations] for one in (record, other))
    if ours != theirs:
        yield f"{label}.relations"
    elif [bool(each[2]) for each in record.relations] != [
        bool(each[2]) for each in other.relations
    ]:
        yield f"{label}.relations.contact_id"


def _plain(name: str, record: Any) -> Any:  # noqa: ANN401 - any record
    """Return a field without what is a store's own: ids of people and of days, normal forms."""
    value = getattr(record, name)
    if name in {"people", "mentions"}:
        return [each.name for each in value]
    if name == "points":
        return sorted(each[:4] for each in value)
    if name == "occasions":
        return sorted(each[:2] for each in value)
    return sorted(value) if name in {"tags", "nicknames"} else value


def _named(mapping: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(each, each): value for each, value in mapping.items()}
