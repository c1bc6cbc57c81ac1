"""Kit's own table: nothing a row can hold is lost, and nothing in it is computed."""

from __future__ import annotations

import csv as tables
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import IMPORTANCE, STATES, Contact, Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Note
from keepintouch.formats import Book, csv
from keepintouch.formats.drafts import Columns, PersonDraft, ReadOptions, WriteOptions

ALL = ReadOptions()
ANN = Contact(
    "0193a1b2-7e4c-7d2a-9f00-aabbccddeeff",
    "ann-lima",
    "Ann Lima",
    given="Ann",
    family="Lima",
    nicknames=("Annie", "A; B"),
    points=(
        Point("email", "ann@work.example", "work"),
        Point("phone", "+351 912 345 678", "mobile", preferred=True),
        Point("email", "ann@home.example", preferred=True),
        Point("address", "Elm 1\nPorto", "home"),
    ),
    birthday=PartialDate(None, 5, 5),
    occasions=(Occasion("anniversary", PartialDate(2020, 6)),),
    org="=ACME",
    place="Porto",
    tags=("climbing", "berlin"),
    relations=(Relation("spouse", "Jo"),),
    cadence=Cadence(2, "w"),
    snoozed_until=date(2026, 12, 1),
    added_on=date(2020, 1, 2),
)


def written(book: Book, *, raw: bool = False) -> bytes:
    stream = io.BytesIO()
    csv.write(book, stream, WriteOptions(raw=raw))
    return stream.getvalue()


def read(content: bytes) -> list:
    found = csv.read(io.BytesIO(content), ALL)
    return [each for each in found if not isinstance(each, Columns)]


def draft(contact: Contact, *notes: str) -> PersonDraft:
    """Return what a table of ours tells of a contact."""
    ours, theirs = contact._asdict(), PersonDraft._fields
    same = {field: ours[field] for field in theirs if field in ours and field != "photo"}
    order = ("email", "phone", "link", "im", "address")
    points = tuple(sorted(contact.points, key=lambda point: order.index(point.field)))
    return PersonDraft(**(same | {"uid": contact.id, "points": points, "notes": notes}))


def test_a_table_reads_as_it_is_documented() -> None:
    header, row = tables.reader(io.StringIO(written(Book([ANN])).decode("utf-8-sig"), newline=""))
    assert {name: cell for name, cell in zip(header, row, strict=True) if cell} == {
        "kit id": "0193a1b2-7e4c-7d2a-9f00-aabbccddeeff",
        "full name": "Ann Lima",
        "first name": "Ann",
        "last name": "Lima",
        "nicknames": "Annie; A\\; B",
        "email": "ann@work.example",
        "email label": "work",
        "email 2": "ann@home.example",
        "email 2 label": "*",
        "phone": "'+351 912 345 678",
        "phone label": "* mobile",
        "address": "Elm 1\nPorto",
        "address label": "home",
        "occasion": "2020-06",
        "occasion label": "anniversary",
        "relation": "Jo",
        "relation label": "spouse",
        "birthday": "'--05-05",
        "company": "'=ACME",
        "location": "Porto",
        "status": "active",
        "importance": "normal",
        "tags": "climbing; berlin",
        "every": "every 2 weeks",
        "snoozed until": "2026-12-01",
        "added on": "2020-01-02",
    }


def test_raw_cells_have_no_guards_and_the_file_no_mark() -> None:
    content = written(Book([ANN]), raw=True)
    assert content.startswith(b"kit id (raw),full name")
    assert b",+351 912 345 678," in content


@pytest.mark.parametrize("raw", [False, True])
def test_what_was_written_reads_back_the_same(raw: bool) -> None:
    (found,) = read(written(Book([ANN]), raw=raw))
    assert found._replace(raw=None, line=0) == draft(ANN)


@pytest.mark.parametrize("raw", [False, True])
def test_columns_may_be_in_any_order_or_lack(raw: bool) -> None:
    rows = list(
        tables.reader(io.StringIO(written(Book([ANN]), raw=raw).decode("utf-8-sig"), newline=""))
    )
    stream = io.StringIO()
    tables.writer(stream, delimiter=";").writerows(row[::-1] for row in rows)
    (found,) = read(stream.getvalue().encode("utf-16"))
    assert found._replace(raw=None, line=0) == draft(ANN)
    named = [row[:2] + row[4:5] for row in rows]
    stream = io.StringIO()
    tables.writer(stream).writerows(named)
    (found,) = read(stream.getvalue().encode())
    assert (found.name, found.family, found.uid) == ("Ann Lima", "Lima", ANN.id)


def test_notes_about_one_person_stand_in_their_row() -> None:
    ann, bob = Person(ANN.id, "ann-lima", "Ann Lima"), Person("2", "bob", "Bob")
    day = date(2026, 1, 1)
    notes = [
        Note("1", day, "allergic to nuts", (ann,)),
        Note("2", day, "met Bob", (ann, bob)),
        Note("3", day, "of nobody"),
        Note("4", day, "- likes tea", (ann,)),
    ]
    (found,) = read(written(Book([ANN], notes=notes)))
    assert found.notes == ("allergic to nuts", "- likes tea")


def test_a_table_of_nobody_has_its_header() -> None:
    assert read(written(Book())) == []
    assert csv.LOSSES


TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\r\n\0'\";,*\\ :"),
    min_size=1,
    max_size=8,
)
MAYBE = st.none() | TEXT
MONTHS = st.tuples(st.none() | st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
DATES = (
    MONTHS.map(lambda parts: PartialDate(*parts))
    | st.builds(PartialDate, st.integers(1, 9999))
    | st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12))
    | st.builds(PartialDate, st.none(), st.integers(1, 12))
    | st.sampled_from(["summer", "=1+1", "3/4/1990"]).map(lambda text: PartialDate(text=text))
).filter(lambda on: on.year != 1604)
FIELDS = st.sampled_from(["email", "phone", "address", "link", "im"])
CONTACTS = st.builds(
    Contact,
    TEXT.filter(str.strip),
    st.just("slug"),
    TEXT,
    **dict.fromkeys(
        ["given", "additional", "family", "prefix", "suffix", "org", "team", "title", "place"],
        MAYBE,
    ),
    how_met=MAYBE,
    nicknames=st.lists(TEXT, max_size=2, unique=True).map(tuple),
    points=st.lists(
        st.builds(Point, FIELDS, TEXT, MAYBE, st.booleans()),
        max_size=4,
        unique_by=lambda point: point[:2],
    ).map(tuple),
    birthday=st.none() | DATES,
    occasions=st.lists(st.builds(Occasion, TEXT, DATES), max_size=2).map(tuple),
    tags=st.lists(TEXT, max_size=3, unique=True).map(tuple),
    relations=st.lists(st.builds(Relation, TEXT, TEXT), max_size=2, unique=True).map(tuple),
    state=st.sampled_from(STATES),
    importance=st.sampled_from(IMPORTANCE),
    cadence=st.sampled_from([None, NEVER, Cadence(1, "d"), Cadence(3, "m"), Cadence(100, "y")]),
    snoozed_until=st.none() | st.dates(),
    added_on=st.none() | st.dates(),
)


@given(st.lists(CONTACTS, min_size=1, max_size=3, unique_by=lambda each: each.id), st.booleans())
@settings(max_examples=80)
def test_whatever_a_row_can_hold_comes_back(contacts: list[Contact], raw: bool) -> None:
    found = [each._replace(raw=None, line=0) for each in read(written(Book(contacts), raw=raw))]
    assert found == [draft(each) for each in contacts]


@given(CONTACTS)
@settings(max_examples=60)
def test_no_cell_of_a_table_for_spreadsheets_is_a_formula(contact: Contact) -> None:
    text = written(Book([contact])).decode("utf-8-sig")
    for row in tables.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0")) for cell in row)
