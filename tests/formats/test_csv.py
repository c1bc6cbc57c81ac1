"""Tables of contacts: every file of the fixtures, and whatever people make themselves."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.errors import UnreadableError, UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.formats import csv, find
from keepintouch.formats.drafts import (
    Columns,
    PersonDraft,
    Problem,
    ReadOptions,
    Ref,
    TouchpointDraft,
)

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

ALL = ReadOptions()
EXPECTED = json.loads((Path(__file__).parent / "expected" / "csv.json").read_text("utf-8"))
FILES = sorted(EXPECTED)


def read(text: str | bytes, options: ReadOptions = ALL) -> list[Draft]:
    """Return what a table tells, without what its columns were taken for."""
    content = text.encode() if isinstance(text, str) else text
    found = csv.read(io.BytesIO(content), options)
    return [each for each in found if not isinstance(each, Columns)]


def only(drafts: list[Draft], kind: type) -> list:
    return [each for each in drafts if isinstance(each, kind)]


def one(text: str) -> PersonDraft:
    (draft,) = read(text)
    assert isinstance(draft, PersonDraft)
    return draft


def mails(draft: PersonDraft) -> list[str]:
    return [point.value for point in draft.points if point.field == "email"]


def told(draft: Draft) -> dict[str, object]:
    """Return a draft as the expectations are written: what is known, without hashes and rows."""
    known = {key: value for key, value in draft._asdict().items() if value and key != "raw"}
    if not known.get("uid", "").startswith("linkedin"):
        known.pop("uid", None)
    shown = {
        "points": lambda points: [
            f"{'*' * each.preferred}{each.field}{' ' * bool(each.label)}{each.label or ''}: {each.value}"
            for each in points
        ],
        "birthday": lambda on: on.iso,
        "occasions": lambda days: [f"{each.kind}: {each.on.iso}" for each in days],
        "relations": lambda people: [f"{each.label}: {each.name}" for each in people],
        "people": lambda people: [[each.name, each.uid] for each in people],
    }
    known = {key: shown.get(key, lambda value: value)(value) for key, value in known.items()}
    return json.loads(json.dumps({"is": type(draft).__name__, **known}, default=str))


@pytest.mark.parametrize("name", FILES)
def test_every_fixture_says_what_a_reader_of_it_would(name: str, fixtures: Path) -> None:
    drafts = read((fixtures / "csv" / name).read_bytes())
    assert [told(each) for each in drafts] == EXPECTED[name]


def test_columns_that_hold_anything_come_with_what_they_were_taken_for() -> None:
    text = "Name,Work Email,Shoe size,Fax,Start date\nAna,a@b.org,39,,2020-02-03\n"
    first, person = csv.read(io.BytesIO(text.encode()), ALL)
    assert first == Columns(
        (
            ("Name", "name"),
            ("Work Email", "email:work"),
            ("Shoe size", ""),
            ("Start date", "occasion:work anniversary"),
        )
    )
    assert person.occasions[0].on == PartialDate(2020, 2, 3)
    told = next(csv.read(io.BytesIO(text.encode()), ReadOptions(mapping=(("Shoe size", "note"),))))
    assert ("Shoe size", "note") in told.taken


NAMES_AND_MAILS = {
    "blackbook-gmail2008.csv": [
        ("Joe User", ["joeuser@example.com"]),
        ("Some Guy", ["someguy@example.com"]),
    ],
    "google-2024-authored.csv": [
        (
            "Grace Brewster Hopper",
            ["grace@navy.example", "grace@home.example", "grace2@home.example"],
        ),
        ("山本太郎", []),
        ("Airport Taxi", []),
        ("only.mail@example.net", ["only.mail@example.net"]),
    ],
    "labeldekho-Connections.csv": [
        ("Alice Johnson", ["alice.johnson@techcorp.com"]),
        ("Bob Williams", ["bob@startupxyz.com"]),
        ("Carol Davis", []),
        ("David Brown", ["david.b@anthropic.com"]),
        ("Eve Wilson", ["eve@consulting.io"]),
        ("Frank Miller", []),
        ("Grace Lee", ["grace.lee@meta.com"]),
        ("Henry Taylor", []),
        ("Ivy Martinez", ["ivy@startup.co"]),
        ("Jack Anderson", ["jack.a@openai.com"]),
    ],
    "labeldekho-Messages.csv": [],
    "linkedin-authored-de.csv": [("Hans Beispiel", [])],
    "linkedin-authored-en.csv": [
        ("Max Mustermann", []),
        ("Erika Musterfrau", ["erika@example.com"]),
        ("Solo", []),
    ],
    "outlook-classic-authored.csv": [
        ("Priya Raman", ["priya@widgets.example"]),
        ("Jean-François Müller", ["jf@mueller.example", "jf.work@mueller.example"]),
        ("Only A Company Ltd", []),
    ],
    "roundcube-email.csv": [(f"test{n}@domain.tld", [f"test{n}@domain.tld"]) for n in (1, 2, 3, 4)],
    "roundcube-gmail.csv": [
        (
            "Prefix Firstname Middle Lastname Suffix",
            ["home@aaa.pl", "work@email.pl", "unknown@email.com", "other@email.com"],
        )
    ],
    "roundcube-outlook.csv": [
        ("test1@domain.tld", ["test1@domain.tld", "test2@domain.tld", "test3@domain.tld"])
    ],
    "roundcube-tb_plain.csv": [("Displayname", ["test@domain.tld", "next@domain.tld"])],
    "tb-basic_addressbook.csv": [("John Doe", ["johndoe@host.invalid"])],
    "tb-csv_semicolon.csv": [
        ("John Doe", ["john@doe.invalid"]),
        ("Jane Doe", ["jane@doe.invalid"]),
    ],
    "tb-import.csv": [("contact number one", ["contact1@invalid"])],
    "tb-quote.csv": [("Acer America", [])],
    "tb-utf16_addressbook.csv": [("John Doe", ["johndoe@host.invalid"])],
}


@pytest.mark.parametrize("name", sorted(NAMES_AND_MAILS))
def test_names_and_mails_of_every_fixture_are_those_in_the_file(name: str, fixtures: Path) -> None:
    people = only(read((fixtures / "csv" / name).read_bytes()), PersonDraft)
    assert [(each.name, mails(each)) for each in people] == NAMES_AND_MAILS[name]


def test_no_file_of_the_fixtures_is_without_an_expectation(fixtures: Path) -> None:
    there = sorted(path.name for path in (fixtures / "csv").glob("*.csv"))
    assert there == FILES == sorted(NAMES_AND_MAILS)


@pytest.mark.parametrize("name", ["email", "gmail", "outlook", "tb_plain"])
def test_names_and_mails_are_those_that_roundcube_expects(name: str, fixtures: Path) -> None:
    cards = (fixtures / "csv" / "expected" / f"roundcube-{name}.vcf").read_text("utf-8")
    expected = [
        (re.findall(r"(?m)^FN:(.*)$", card), re.findall(r"(?m)^EMAIL[^:]*:(.*)$", card))
        for card in cards.split("END:VCARD")[:-1]
    ]
    people = only(read((fixtures / "csv" / f"roundcube-{name}.csv").read_bytes()), PersonDraft)
    assert [([each.name], mails(each)) for each in people] == expected


@pytest.mark.parametrize("name", FILES)
def test_every_fixture_is_known_as_a_table(name: str, fixtures: Path) -> None:
    found = find(name, (fixtures / "csv" / name).read_bytes())
    assert found is not None
    assert found.name == "csv"


def test_a_table_is_known_by_its_suffix() -> None:
    found = find("people.tsv", b"Name\tEmail\n")
    assert found is not None
    assert found.reader() is csv
    assert found.writer() is csv


@pytest.mark.parametrize(
    ("head", "is_table"),
    [
        (b"who|b-day|e-mail\nAnn|14 Feb|\n", True),
        ("Name\tE-mail\nAnn\t\n".encode("utf-16"), True),
        (b"Name,E-mail\nAnn,\n", True),
        (b"Dear Ann,\nit was cold; then, a|b.\n", False),
        (b"Phone\ncall Bob\n", False),
    ],
)
def test_a_text_is_a_table_when_it_begins_with_a_row_of_cells(
    head: bytes, *, is_table: bool
) -> None:
    found = find("people.txt", head)
    assert (found is not None and found.name == "csv") == is_table


def test_columns_of_anybodys_own_are_known_by_their_words() -> None:
    draft = one(
        "Where;Full Name;Mobile;Birthday;Tags;How often;How met;Partner;Comments;Shoe size\n"
        "Porto;Ana Lima;912 345 678;5 May 1989;climbing, berlin;every 2 weeks;at Rita's;Jo;nuts!;38\n"
    )
    assert draft == PersonDraft(
        "Ana Lima",
        uid=draft.uid,
        points=(Point("phone", "912 345 678", "mobile"),),
        birthday=PartialDate(1989, 5, 5),
        place="Porto",
        how_met="at Rita's",
        tags=("climbing", "berlin"),
        relations=(Relation("spouse", "Jo"),),
        notes=("nuts!",),
        cadence=Cadence(2, "w"),
        raw=draft.raw,
        line=2,
    )
    assert json.loads(draft.raw or "")["Shoe size"] == "38"


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("Vorname;Name;E-Mail", "Ann;Lima;a@b", "Ann Lima"),
        ("Vorname;Name;E-Mail", "Ann;;a@b", "Ann"),
        ("Nombre;Apellidos", "Ana;Lima", "Ana Lima"),
        ("Name;Surname", "Ann;Lima", "Ann Lima"),
        ("First Name;Full Name", "Ann;Lima, Ann", "Lima, Ann"),
        ("First Name;Middle Name;Last Name;Suffix", "Ann;B.;Lima;Jr.", "Ann B. Lima Jr."),
        ("姓;名", "山本;太郎", "山本太郎"),
        ("Family Name;Given Name", "Lima;Ann", "Ann Lima"),
        ("Nickname;Email", "Annie;a@b", "Annie"),
        ("Name;E-mail", ";a@b", "a@b"),
        ("Name;Company", ";ACME", "ACME"),
        ("Name;Phone", ";+1 555", "+1 555"),
        ("Name;Website", ";https://a.example", "https://a.example"),
    ],
)
def test_somebody_has_a_name_as_soon_as_anything_names_them(
    header: str, cells: str, name: str
) -> None:
    assert one(f"{header}\n{cells}\n").name == name


def test_a_calling_name_that_is_the_given_name_is_no_nickname() -> None:
    header = "First Name,Last Name,Preferred Name\n"
    assert one(f"{header}Clyde,Barrow,Clyde\n").nicknames == ()
    assert one(f"{header}Clyde,Barrow,Pony\n").nicknames == ("Pony",)


def test_a_row_that_names_nobody_is_told() -> None:
    ann, problem = read("Name,Email,Shoe size\nAnn,,1\n,,38\n")
    assert ann.name == "Ann"
    assert problem == Problem(3, "nobody is named in this row: 38")


@pytest.mark.parametrize(
    ("header", "cell", "points"),
    [
        ("Email", "a@b.c; d@e.f", [("email", "a@b.c", None), ("email", "d@e.f", None)]),
        ("Email", "Ann <a@b.c>", [("email", "a@b.c", None)]),
        ("Email", "not yet", [("email", "not yet", None)]),
        ("Phone", "+1 555; +1 556", [("phone", "+1 555", None), ("phone", "+1 556", None)]),
        ("Home Fax", "1", [("phone", "1", "home fax")]),
        ("Work Mobile", "1", [("phone", "1", "work mobile")]),
        ("Skype", "ann", [("im", "ann", None)]),
        ("Work Address", "1 Main St", [("address", "1 Main St", "work")]),
    ],
)
def test_points_have_the_label_of_their_column(
    header: str, cell: str, points: list[tuple[str, str, str | None]]
) -> None:
    draft = one(f'Name,"{header}"\nAnn,"{cell}"\n')
    assert [each[:3] for each in draft.points] == points


@pytest.mark.parametrize(
    ("header", "cells", "text"),
    [
        ("Street,Zip,City,Country", "Elm 1,1234,Porto,Portugal", "Elm 1\n1234 Porto\nPortugal"),
        ("Address,City,State,Zip", "Elm 1,Reno,NV,89501", "Elm 1\nReno, NV 89501"),
        ("Address 1,Address 2,City", "Elm 1,Flat 2,Porto", "Elm 1\nFlat 2\nPorto"),
        ("PO Box,City,Street", "Box 9,Porto,Elm 1", "Box 9\nElm 1\nPorto"),
    ],
)
def test_parts_of_an_address_make_one(header: str, cells: str, text: str) -> None:
    assert one(f"Name,{header}\nAnn,{cells}\n").points == (Point("address", text),)


def test_a_city_alone_is_where_somebody_is() -> None:
    draft = one("Name,City,Country\nAnn,Porto,Portugal\n")
    assert (draft.place, draft.points) == ("Porto, Portugal", ())


def test_bare_labels_are_phones_where_there_are_several() -> None:
    draft = one("First,Last,Email,Home,Work,Mobile\nAnn,Lima,a@b,1,2,3\n")
    assert [each[1:3] for each in draft.points if each.field == "phone"] == [
        ("1", "home"),
        ("2", "work"),
        ("3", "mobile"),
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["3/4/1990", "6/15/1988"], ["1990-03-04", "1988-06-15"]),
        (["3/4/1990", "15/6/1988"], ["1990-04-03", "1988-06-15"]),
        (["3/4/1990", "5/5/1988"], ["3/4/1990", "1988-05-05"]),
        (["3.4.1990", "6/15/1988"], ["1990-04-03", "1988-06-15"]),
        (["3/4/1990", "15/6/1988", "6/15/1988"], ["3/4/1990", "1988-06-15", "1988-06-15"]),
    ],
)
def test_the_order_of_day_and_month_is_proved_by_another_row_or_not_assumed(
    dates: list[str], expected: list[str]
) -> None:
    drafts = read("Name,Birthday\n" + "".join(f"A{n},{day}\n" for n, day in enumerate(dates)))
    assert [each.birthday.iso for each in only(drafts, PersonDraft)] == expected
    kept = [day for day in expected if "/" in day]
    assert [each.what for each in only(drafts, Problem)] == [
        f"birthday kept as a text: {day}" for day in kept
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Nome,Aniversário", "1985-11-05"),
        ("Nome,Data de nascimento", "1985-11-05"),
        ("Vorname,Geburtstag", "1985-11-05"),
        ("Имя,День рождения", "1985-11-05"),
        ("Name,Date of birth", "05/11/1985"),
        ("Name,Data", None),
        ("氏名,誕生日", "05/11/1985"),
    ],
)
def test_a_header_in_a_language_that_writes_the_day_first_says_so(
    header: str, expected: str | None
) -> None:
    person, *_ = only(read(f"{header}\nAna,05/11/1985\n"), PersonDraft)
    assert (person.birthday and person.birthday.iso) == expected


@pytest.mark.parametrize(
    ("header", "born"),
    [
        ("Name,DOB (mm/dd/yyyy)", PartialDate(1985, 5, 11)),
        ("Name,Date of birth (DD/MM/YYYY)", PartialDate(1985, 11, 5)),
        ("Name,Geb. (TT.MM.JJJJ)", PartialDate(1985, 11, 5)),
        ("Name,Birthday,MEMBER_RATING", PartialDate(1985, 5, 11)),
        ("nome,aniversario", PartialDate(1985, 11, 5)),
    ],
)
def test_a_header_may_say_how_its_days_are_written(header: str, born: PartialDate) -> None:
    assert one(f"{header}\nAna,05/11/1985").birthday == born


def test_rows_that_prove_an_order_win_over_the_header() -> None:
    drafts = read("Vorname,Geburtstag\nAna,3/4/1990\nBo,6/15/1988\n")
    days = [each.birthday.iso for each in only(drafts, PersonDraft) if each.birthday]
    assert days == ["1990-03-04", "1988-06-15"]


def test_a_birthday_in_three_columns_is_one() -> None:
    header = "Vorname,Nachname,Geburtsjahr,Geburtsmonat,Geburtstag\n"
    days = ["1970,11,15", ",2,29", "1970,,", "1970,13,1", ",,", "x,2,1", "1970,March,1", "0,0,0"]
    drafts = read(header + "".join(f"A{n},B,{day}\n" for n, day in enumerate(days)))
    told = [each.what for each in drafts if isinstance(each, Problem)]
    assert told == ["no whole birthday: 1970 13 1", "no whole birthday: x 2 1"]
    assert [each.birthday for each in only(drafts, PersonDraft)] == [
        PartialDate(1970, 11, 15),
        PartialDate(None, 2, 29),
        PartialDate(1970),
        None,
        None,
        PartialDate(None, 2, 1),
        PartialDate(1970, 3, 1),
        None,
    ]


def test_a_salutation_and_a_doctors_title_are_both_kept() -> None:
    found = one("Anrede,Titel,Vorname,Nachname\nFrau,Dr.,Ann,Lee\n")
    assert (found.prefix, found.title, found.name) == ("Frau Dr.", None, "Ann Lee")


@pytest.mark.parametrize(
    ("cell", "cadence"),
    [("14", Cadence(14, "d")), ("2w", Cadence(2, "w")), ("0", NEVER), ("monthly", Cadence(1, "m"))],
)
def test_how_often_is_read_as_days_or_as_a_span(cell: str, cadence: Cadence) -> None:
    assert one(f"Name,Frequency\nAnn,{cell}\n").cadence == cadence


@pytest.mark.parametrize(
    ("header", "cell", "what"),
    [
        ("Every", "now and then", "no rhythm, left out"),
        ("Status", "asleep", "not one of active, paused"),
        ("Importance", "huge", "not one of inner, close"),
        ("Added on", "3/4/2020", "no certain day, left out: 3/4/2020"),
        ("Last contact", "summer", "no certain day, left out: summer"),
        ("Anniversary", "3/4/2020", "anniversary kept as a text: 3/4/2020"),
    ],
)
def test_a_value_that_is_none_is_told_and_the_person_kept(
    header: str, cell: str, what: str
) -> None:
    ann, problem = read(f"Name,{header}\nAnn,{cell}\n")
    assert ann.name == "Ann"
    assert problem.line == 2
    assert problem.what.startswith(what)


def test_a_last_contact_is_a_touchpoint() -> None:
    ann, talked, bob = read("Name,Email,Last contacted\nAnn,a@b,2026-11-02 00:00\nBob,,0/0/00\n")
    assert talked == TouchpointDraft(
        date(2026, 11, 2), uid=talked.uid, people=(Ref("Ann", ann.uid, "a@b"),), line=2
    )
    assert bob.name == "Bob"


def test_a_last_contact_outside_the_days_asked_for_is_left() -> None:
    text = "Name,Last contact\nAnn,2026-11-02\nBob,2026-11-03\nCim,2026-11-04\n"
    drafts = read(text, ReadOptions(since=date(2026, 11, 3), until=date(2026, 11, 3)))
    assert [each.people[0].name for each in only(drafts, TouchpointDraft)] == ["Bob"]


def test_two_people_of_one_name_stay_two_and_keep_their_ids() -> None:
    rows = ["Ann,a@b.c", "Ann,d@e.f", "Ann,", "Ann,"]
    ids = [each.uid for each in read("Name,Email\n" + "\n".join(rows))]
    assert len(set(ids)) == 4
    again = [each.uid for each in read("Name,Email\n" + "\n".join(rows[::-1]))]
    assert set(ids) == set(again)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Profile URL\nhttps://www.linkedin.com/in/Ann-Lima/", "URL\nde.linkedin.com/in/ann-lima?x=1", True),
        ("Profile URL\nhttps://linkedin.com/in/j%C3%BCrgen", "URL\nhttps://linkedin.com/in/jürgen", True),
        ("URL\nhttps://linkedin.com/in/ann", "URL\nhttps://linkedin.com/in/anne", False),
        ("URL\nhttps://ann.example", "URL\nhttps://ann.example/", False),
    ],
)  # fmt: skip
def test_a_page_of_linkedin_is_an_id_however_it_is_written(
    first: str, second: str, same: bool
) -> None:
    assert (one(first).uid == one(second).uid) is same


def test_an_id_of_the_file_counts_where_it_can_be_no_other_files() -> None:
    long = "0193a1b2-7e4c-7d2a-9f00-aabbccddeeff"
    assert one(f"ID,Name\n{long},Ann\n").uid == long
    assert one("ID,Name\n1,Ann\n").uid != one("ID,Name\n1,Bob\n").uid


def test_the_whole_row_is_kept_even_of_columns_of_one_name() -> None:
    raw = one("Name,Pet,Pet,,Pet\nAnn,cat,dog,x,\n").raw
    assert json.loads(raw or "") == {"Name": "Ann", "Pet": "cat", "Pet (2)": "dog", "": "x"}


def test_a_mapping_wins_over_what_a_header_suggests() -> None:
    options = ReadOptions(
        mapping=(("Wer", "name"), ("Notes", ""), ("Ruf", "phone:work"), ("Seit", "added on"))
    )
    (draft,) = read("Wer,Notes,Ruf,Seit\nAnn,secret,1,2020-01-02\n", options)
    assert draft[:1] + draft[8:9] == ("Ann", (Point("phone", "1", "work"),))
    assert (draft.notes, draft.known_since) == ((), date(2020, 1, 2))


def test_a_mapping_to_what_there_is_not_is_refused_with_what_there_is() -> None:
    with pytest.raises(UsageError) as refused:
        read("Name\nAnn\n", ReadOptions(mapping=(("Name", "shoe size"),)))
    assert '"shoe size" is nothing that a column can hold' in refused.value.message
    assert "birthday" in refused.value.close


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "begins with nothing"),
        ("\n\n", "begins with nothing"),
        ("Ann,a@b.c\nBob,d@e.f\n", "begins with Ann, a@b.c"),
        ("Birthday,Notes\n1990-01-01,x\n", 'it has "Birthday", "Notes"'),
    ],
)
def test_a_table_without_a_usable_header_is_refused_with_what_it_has(
    content: str, what: str
) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(content)
    assert what in refused.value.message


def test_lines_above_the_header_are_told() -> None:
    above, broken, ann = read('My people in 2026\n\n"a" b",c\nName,Email\nAnn,a@b\n')
    assert above == Problem(1, "above the header, left out: My people in 2026")
    assert broken.what.startswith("the quotes are not paired")
    assert (ann.name, ann.line) == ("Ann", 5)


@pytest.mark.parametrize(
    ("text", "name", "family", "suffix"),
    [
        ('First Name,Last Name,URL,Connected On\nLi,"Wei, PMP®",https://www.linkedin.com/in/l,1 Jan 2026\n',
         "Li Wei", "Wei", "PMP®"),
        ("First Name,Last Name,URL,Connected On\nLi,Wei,https://www.linkedin.com/in/l,1 Jan 2026\n",
         "Li Wei", "Wei", None),
        ("Voornaam,Tussenvoegsel,Achternaam\nJan,van der,Berg\n", "Jan van der Berg", "Berg", None),
        ('First Name,Last Name\nAnn,"Lee, Jr."\n', "Ann Lee, Jr.", "Lee, Jr.", None),
    ],
)  # fmt: skip
def test_what_stands_beside_a_last_name_is_kept_in_its_place(
    text: str, name: str, family: str, suffix: str | None
) -> None:
    found = one(text)
    assert (found.name, found.family, found.suffix) == (name, family, suffix)


@pytest.mark.parametrize(
    ("header", "cell", "name"),
    [
        ("Last name, First name", "Abbott, Charlotte", "Charlotte Abbott"),
        ("Name, Vorname", "Groß, Svenja", "Svenja Groß"),
        ("Nachname, Vorname", "Plato", "Plato"),
        ("Last, First", "Looper, Ann, PhD", "Looper, Ann, PhD"),
        ("Name", "Abbott, Charlotte", "Abbott, Charlotte"),
    ],
)
def test_a_family_name_that_comes_first_is_turned_where_the_header_says_so(
    header: str, cell: str, name: str
) -> None:
    assert one(f'"{header}",Email\n"{cell}",a@b.c\n').name == name


def test_a_manager_may_be_written_with_the_family_name_first() -> None:
    header = "Name,Manager,Children"
    assert one(f'{header}\nAnn,"Caldwell, Jennifer; Cy","Bo, Di"\n').relations == (
        Relation("manager", "Jennifer Caldwell"),
        Relation("manager", "Cy"),
        Relation("child", "Bo"),
        Relation("child", "Di"),
    )


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("+43 660 5550100 / +43 1 5550100", ["+43 660 5550100", "+43 1 5550100"]),
        ("030 555010, 0171 555010", ["030 555010", "0171 555010"]),
        ("66870851776, 89053579666", ["66870851776", "89053579666"]),
        ("034441/ 2 22 67", ["034441/ 2 22 67"]),
        ("030/0555010", ["030/0555010"]),
        ("555 0100, ext. 12", ["555 0100, ext. 12"]),
    ],
)
def test_two_whole_numbers_of_a_cell_are_two(cell: str, numbers: list[str]) -> None:
    assert [point.value for point in one(f'Name,Phone\nAnn,"{cell}"\n').points] == numbers


def test_an_address_may_be_written_as_a_link() -> None:
    assert mails(one("Name,Email\nAna,MAILTO:ana@example.org")) == ["ana@example.org"]


def test_the_questions_of_a_form_are_headers() -> None:
    found = one("#,What's your name?,What is your email?\n1,Ana,ana@example.org")
    assert (found.name, mails(found)) == ("Ana", ["ana@example.org"])


@pytest.mark.parametrize("cell", ["/o=Corp/ou=Group/cn=Recipients/cn=ann", "CN=Ann/O=Corp"])
def test_a_name_of_a_directory_is_no_address(cell: str) -> None:
    draft, problem = read(f"Name,Email\nAnn,{cell}\n")
    assert (mails(draft), problem) == ([], Problem(2, f"no e-mail address: {cell}"))


def test_an_active_employee_is_active_in_any_language() -> None:
    assert one("Name,Status\nAnn,Aktiv\n").state == "active"


def test_two_columns_of_teams_are_one() -> None:
    assert one("Name,Abteilung,Team\nAnn,IT,Web\n").team == "IT, Web"


def test_an_empty_table_is_told_to_be_empty() -> None:
    found = find("people.csv", b"")
    assert found is not None
    assert found.name == "csv"


@pytest.mark.parametrize(
    ("codec", "table", "name"),
    [
        ("gb18030", "姓名,手机,生日\n王小明,138,1990年2月14日\n", "王小明"),
        ("cp949", "이름,전화,생일\n김민준,010,1990. 2. 14.\n", "김민준"),
        ("cp950", "姓名,電話,生日\n陳怡君,091,1990/2/14\n", "陳怡君"),
        ("cp932", "氏名,電話,誕生日\n髙橋次郎,090,1990/2/14\n", "髙橋次郎"),
    ],
)
def test_the_code_pages_of_east_asia_are_seen_in_their_characters(
    codec: str, table: str, name: str
) -> None:
    (draft,) = only(read(table.encode(codec)), PersonDraft)
    assert (draft.name, draft.birthday) == (name, PartialDate(1990, 2, 14))


def test_a_hungarian_date_ends_with_a_dot() -> None:
    assert one("Név,E-mail,Születésnap\n,a@b.c,1966.10.23.\n").birthday == PartialDate(1966, 10, 23)
