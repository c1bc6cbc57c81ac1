"""The lossless format: every record comes back as it was, and no line can do harm."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Contact, Origin, Point, Relation
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.formats import Book, kit
from keepintouch.formats.drafts import Problem, ReadOptions, WriteOptions
from keepintouch.formats.kit import Dismissed, Photo, Progress, TagRhythm

HEAD = b'{"schema": "kit.store/1"}\n'
DAY = date(2026, 11, 22)
PICTURE = b"\xff\xd8picture"
DIGEST = hashlib.sha256(PICTURE).hexdigest()
ANA = Contact(
    id="a",
    slug="ana-lima",
    name="Ana Lima",
    given="Ana",
    family="Lima",
    nicknames=("Ani",),
    points=(Point("email", "Ana@Example.org", "work", preferred=True),),
    birthday=PartialDate(1990, 5, 5),
    occasions=(Occasion("anniversary", PartialDate(None, 2, 29), "o"),),
    tags=("berlin",),
    relations=(Relation("spouse", "Jo"), Relation("friend", "Bob", "b")),
    cadence=Cadence(2, "w"),
    snoozed_until=DAY,
    paused_from=DAY,
    added_on=DAY,
    spread=True,
    former_slugs=("ana",),
    origins=(Origin("vcard", "uid-1", "BEGIN:VCARD\r\n", "{}"),),
    photo=DIGEST,
)
BOB = Contact(id="b", slug="bob", name="Bob", added_on=DAY, birthday=PartialDate(text="in spring"))


def read(text: bytes) -> list[Any]:
    return list(kit.read(io.BytesIO(text), ReadOptions()))


def written(book: Book) -> bytes:
    stream = io.BytesIO()
    kit.write(book, stream, WriteOptions())
    return stream.getvalue()


def one(record: dict[str, Any]) -> Any:  # noqa: ANN401 - any record, or a problem
    (found,) = read(HEAD + json.dumps(record).encode())
    return found


def fields(record: Contact) -> dict[str, Any]:
    (line,) = written(Book(contacts=[record])).splitlines()[1:]
    return dict(json.loads(line))


def test_every_record_comes_back_as_it_was() -> None:
    ana = Person("a", "", "")
    records = {
        "contacts": [ANA, BOB],
        "touchpoints": [
            Touchpoint("t", DAY, "met", "a\nb", (ana,), (Person("b", "", ""),), ("x",), "me",
                       "12:30", "+02:00", "Paris", "ics", "u"),
        ],
        "notes": [Note("n", DAY, "text", (ana,), ("x",), "friends", "u")],
        "follow_ups": [FollowUp("f", DAY, "text", (ana,), "done", DAY, "csv", "u")],
        "places": [Place("p", "Paris", ("City of Light",))],
    }  # fmt: skip
    book = Book(
        **records,
        tags={"family": Cadence(1, "m")},
        photos=lambda digest: PICTURE if digest == DIGEST else None,
        dismissed={"a": DAY},
        progress={"imap": "{}"},
    )
    found = read(written(book))
    bare = tuple(point._replace(normal=None) for point in ANA.points)
    expected = [
        TagRhythm("family", "P1M"),
        *records["places"],
        Photo(DIGEST, PICTURE),
        ANA._replace(points=bare),
        BOB,
        *records["touchpoints"],
        *records["notes"],
        *records["follow_ups"],
        Dismissed("a", DAY),
        Progress("imap", "{}"),
    ]
    assert found == expected


@pytest.mark.parametrize(
    "head", [b"", b"[]", b"{}", b"BEGIN:VCARD\r\n", b'{"schema": "kit.store/2"}']
)
def test_another_file_is_refused(head: bytes) -> None:
    with pytest.raises(UnreadableError, match="this is no export of kit"):
        read(head)


def test_fields_of_a_later_kit_are_passed_over() -> None:
    record = {"record": "contact", **fields(BOB), "mood": "sunny"}
    record["points"] = [{"field": "email", "value": "b@example.org", "verified": True}]
    found = one(record)
    assert found == BOB._replace(points=(Point("email", "b@example.org"),))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"record": "poem"}, "KeyError"),
        ({"id": None}, "id missing"),
        ({"name": 5}, "name is not what it should be"),
        ({"added_on": "yesterday"}, "Invalid isoformat"),
        ({"added_on": None}, "added_on missing"),
        ({"nicknames": "Ani"}, "nicknames is not what it should be"),
        ({"tags": [1]}, "tags is not what it should be"),
        ({"spread": "yes"}, "spread is not what it should be"),
        ({"cadence": "P2X"}, "cadence is no rhythm"),
        ({"cadence": "P-2W"}, "cadence is no rhythm"),
        ({"birthday": "1990-99999999999999999999-01"}, "in no calendar"),
        ({"birthday": "1990-13-01"}, "month must be in 1..12"),
        ({"birthday": "1990-02-30"}, "day is out of range"),
        ({"birthday": {"words": "spring"}}, "birthday is not what it should be"),
        ({"points": [5]}, "points is not what it should be"),
        ({"points": [{"field": "email"}]}, "value missing"),
        ({"points": [{"field": "email", "value": "x", "preferred": 1}]}, "points is not"),
        ({"origins": [{"source": "x", "source_id": None}]}, "source_id missing"),
        ({"occasions": [{"id": "o", "kind": "x", "on": "--02-30"}]}, "day is out of range"),
    ],
)
def test_what_is_no_person_is_a_problem(change: dict[str, Any], words: str) -> None:
    found = one({"record": "contact", **fields(ANA), **change})
    assert isinstance(found, Problem)
    assert found.line == 2
    assert words in found.what


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"record": "photo", "digest": DIGEST, "data": "???"}, "Only base64 data is allowed"),
        (
            {"record": "photo", "digest": "0" * 64, "data": base64.b64encode(PICTURE).decode()},
            "not the one its digest names",
        ),
        ({"record": "tag", "tag": "x", "cadence": "weekly"}, "cadence is no rhythm"),
        ({"record": "dismissed", "contact_id": "a"}, "day missing"),
        ({"record": "progress", "source": "imap", "state": 5}, "state is not what it should be"),
        (
            {"record": "touchpoint", "id": "t", "day": "2026-11-22", "kind": "met", "text": "",
             "people": [], "mentions": [], "tags": [], "direction": "sideways"},
            "direction is none of me, them",
        ),
        (
            {"record": "follow_up", "id": "f", "due_on": "2026-11-22", "text": "", "people": [],
             "state": "late"},
            "state is none of open, done, cancelled",
        ),
    ],
)  # fmt: skip
def test_what_is_no_record_is_a_problem(record: dict[str, Any], words: str) -> None:
    found = one(record)
    assert isinstance(found, Problem)
    assert words in found.what


def test_a_leap_day_needs_no_leap_year_where_the_year_is_unknown() -> None:
    found = one({"record": "contact", **fields(BOB), "birthday": "--02-29"})
    assert found.birthday == PartialDate(None, 2, 29)


def test_escaped_surrogates_are_joined_or_replaced() -> None:
    record = json.dumps({"record": "progress", "source": "\U0001f600", "state": "X"})
    found = read(HEAD + record.replace("X", r"a\ud800b").encode())
    assert found == [Progress("\U0001f600", "a\N{REPLACEMENT CHARACTER}b")]


@pytest.mark.parametrize(
    "line", [b"\xff", b"5", b"null", b"[" * 100_000, b'{"record": []}', b'{"record": {}}', b"{}"]
)
def test_a_line_that_is_no_record_is_a_problem(line: bytes) -> None:
    good = b'{"record": "progress", "source": "imap", "state": "x"}'
    problem, after = read(HEAD + line + b"\n\n" + good)
    assert isinstance(problem, Problem)
    assert after == Progress("imap", "x")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(name=st.sampled_from(sorted(fields(ANA))), value=JSON)
def test_no_value_of_any_field_raises(name: str, value: object) -> None:
    assert isinstance(one({"record": "contact", **fields(ANA), name: value}), Contact | Problem)
