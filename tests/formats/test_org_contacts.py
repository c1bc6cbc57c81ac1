"""org-contacts: which headings are people, and what their properties and text say."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import find, org_contacts, org_headings
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft


def read(text: str) -> list[Draft]:
    return list(org_contacts.read(io.BytesIO(text.encode()), ReadOptions()))


def people(text: str) -> list[PersonDraft]:
    return [each for each in read(text) if isinstance(each, PersonDraft)]


def ann(*properties: str, title: str = "Ann") -> PersonDraft:
    drawer = "\n".join(f":{each}" for each in properties)
    [found] = people(f"* {title}\n:PROPERTIES:\n:EMAIL: a@x\n{drawer}\n:END:\n")
    return found


def test_a_person_and_what_stands_around() -> None:
    text = (
        "#+TITLE: Pals\nPreamble\n"
        "* People :pals:\nAbout people\n"
        "** TODO [#A] [[id:1][Ann Lee]]   :work:\n"
        "SCHEDULED: <2024-01-01 Mon>\n"
        "  :PROPERTIES:\n  :ID:       1-2-3\n  :EMAIL:    a@x b@x\n  :EMAIL+: c@x\n"
        "  :PHONE: +47 1, +47 2; [[tel:+473][call]]\n  :CREATED: [2020-01-02 Thu]\n"
        "  :LAST_READ_MAIL: [[gnus:x][y]]\n  :Company: Air; Ops\n  :END:\n"
        "Likes tea.\n:LOGBOOK:\n- Note taken on [2024-01-02]\n:END:\n"
        "*** Children\nCy and Di\n"
        "** Places\nOslo\n*** Not a person\n"
        "** Bo\n:PROPERTIES:\n:BIRTHDAY: 1984-02-29\n"
    )
    [first, second] = people(text)
    assert first._replace(raw=None) == PersonDraft(
        "Ann Lee",
        "1-2-3",
        points=(
            Point("email", "a@x"),
            Point("email", "b@x"),
            Point("email", "c@x"),
            Point("phone", "+47 1"),
            Point("phone", "+47 2"),
            Point("phone", "+473"),
        ),
        org="Air",
        team="Ops",
        tags=("pals", "work"),
        notes=("Likes tea.\n:LOGBOOK:\n- Note taken on [2024-01-02]\n:END:\nChildren\nCy and Di",),
        known_since=date(2020, 1, 2),
        line=5,
    )
    assert (second.name, second.birthday, second.tags) == (
        "Bo",
        PartialDate(1984, 2, 29),
        ("pals",),
    )
    assert (first.raw or "").endswith("*** Children\nCy and Di")


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("EMAIL_WORK: [[mailto:w@x][Work]]", Point("email", "w@x", "work")),
        ("MAIL: root", Point("email", "root")),
        ("MOBILE: 1", Point("phone", "1", "mobile")),
        ("CELL_WORK: 1", Point("phone", "1", "work mobile")),
        ("LANDLINE: 1", Point("phone", "1", "landline")),
        ("TEL-HOME: 1", Point("phone", "1", "home")),
        ("FAX: 1", Point("phone", "1", "fax")),
        ("ADDRESS: Road 1, Oslo", Point("address", "Road 1, Oslo")),
        (
            "ADDRESS_HOME: ;;Road 1;Oslo;;0154;Norway",
            Point("address", "Road 1\nOslo\n0154\nNorway", "home"),
        ),
        ("URL: [[https://x.example][Home page]]", Point("link", "https://x.example")),
        ("BLOG_OLD: https://y.example", Point("link", "https://y.example", "old")),
    ],
)
def test_a_way_to_reach_somebody(line: str, point: Point) -> None:
    assert ann(line).points == (Point("email", "a@x"), point)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BIRTHDAY: 1984-02-29", PartialDate(1984, 2, 29)),
        ("BIRTHDAY: <1984-02-29 Wed>", PartialDate(1984, 2, 29)),
        ("BIRTHDAY: 1984-02-29 of a leap year", PartialDate(1984, 2, 29)),
        ("BORN: --02-29", PartialDate(None, 2, 29)),
        ("BDAY: nil-02-29 Birthday", PartialDate(None, 2, 29)),
        ("BIRTHDAY: 1984", PartialDate(1984)),
        ("BIRTHDAY: in spring", PartialDate(text="in spring")),
    ],
)
def test_a_birthday(line: str, expected: PartialDate) -> None:
    assert ann(line).birthday == expected


def test_the_other_properties() -> None:
    found = ann(
        "ANNIVERSARY: 2010-06-05 Wedding",
        "NICKNAME: Annie, Al",
        "AKA: A",
        "TITLE: Pilot",
        "ROLE: Captain",
        "CATEGORIES: pals, work",
        "NOTE: Tall",
        "CHILDREN: Cy",
        "EMPTY:",
    )
    assert found.occasions == (Occasion("anniversary", PartialDate(2010, 6, 5)),)
    assert found.nicknames == ("Annie", "Al", "A")
    assert found.title == "Pilot"
    assert found.tags == ("pals", "work")
    assert found.notes == ("Tall", "Children: Cy")


def test_the_tree_style_of_org_vcard_has_a_heading_a_field() -> None:
    def field(kind: str) -> str:
        return f"\n:PROPERTIES:\n:FIELDTYPE: {kind}\n:END:\n"

    [found] = people(
        f"* People\n** Joan{field('name')}*** j@x{field('email-home')}*** 1{field('mobile')}"
    )
    assert (found.name, found.points) == (
        "Joan",
        (Point("email", "j@x", "home"), Point("phone", "1", "mobile")),
    )


def test_nobody_needs_a_title_who_has_an_address() -> None:
    assert ann(title="").name == "a@x"


def test_a_heading_without_anything_to_call_it_is_a_problem() -> None:
    drafts = read("* [[]]\n:PROPERTIES:\n:BIRTHDAY: 1984\n:END:\n")
    assert drafts == [Problem(1, "a heading without a name is left out")]


def test_a_heading_too_long_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(org_headings, "LARGEST_HEADING", 40)
    drafts = read("* Ann\n:PROPERTIES:\n:EMAIL: a@x\n:END:\n" + "text\n" * 20)
    assert isinstance(drafts[-1], PersonDraft)
    assert all(isinstance(each, Problem) for each in drafts[:-1])
    assert drafts[:-1]


@pytest.mark.parametrize(
    "text", ["", "* Ann\n", "no heading\n", "* A\n:PROPERTIES:\n:ID: 1\n:END:\n"]
)
def test_a_file_without_people_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("* Ann\n:PROPERTIES:\n:ID: 1\n:EMAIL: a@x\n:END:\n", True),
        ("x\n* People\n** Ann\nDEADLINE: <2024-01-01>\n  :PROPERTIES:\n  :BIRTHDAY: 1984\n", True),
        ("* Ann\n:PROPERTIES:\n:ID: 1\n:END:\n:EMAIL: a@x\n", False),
        ("* A list in Markdown\n* EMAIL: x\n", False),
    ],
)
def test_a_file_is_known_by_a_heading_with_an_address(head: str, known: bool) -> None:
    found = find("some.txt", head.encode())
    assert (found is not None and found.name == "org-contacts") is known


@pytest.mark.parametrize("word", ["GEBURTSTAG", "ANNIVERSAIRE", "CUMPLEAÑOS", "BIRTHDATE"])
def test_a_birthday_goes_by_the_word_of_the_users_language(word: str) -> None:
    assert ann(f"{word}: 1970-05-04").birthday == PartialDate(1970, 5, 4)


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("ADRESSE: Weg 1; Ulm", Point("address", "Weg 1\nUlm")),
        ("TELEFON: 0731 1", Point("phone", "0731 1")),
        ("HANDY: 0170 1", Point("phone", "0170 1", "mobile")),
    ],
)
def test_so_do_the_ways_to_reach_somebody(line: str, point: Point) -> None:
    assert ann(line).points[1:] == (point,)
