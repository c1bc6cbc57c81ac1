"""Tables without a header, and cells that hold what their column does not say."""

from __future__ import annotations

import io

import pytest

from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import PartialDate
from keepintouch.formats import csv
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions

YAHOO = "First,Last,Email,Yahoo! Phone,Home ZIP,Birthday"
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def read(text: str) -> tuple[list[PersonDraft], list[str]]:
    drafts = list(csv.read(io.BytesIO(text.encode()), ReadOptions()))
    people = [each for each in drafts if isinstance(each, PersonDraft)]
    return people, [each.what for each in drafts if isinstance(each, Problem)]


def emails(person: PersonDraft) -> list[str]:
    return [each.value for each in person.points if each.field == "email"]


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("Ann Lee,ann@example.org\nBo O'Dea,bo@example.org\n", "Ann Lee", (None, None)),
        ("Ann Lee,Ann,Lee,ann@example.org\n", "Ann Lee", ("Ann", "Lee")),
        ("ann@example.org,Lee,Ann,Ann Lee,7\n", "Ann Lee", ("Ann", "Lee")),
        ('Ann,"Lee, Ann",Lee,+49 731 123456\n', "Lee, Ann", ("Ann", "Lee")),
        ("Zoë Ann-Lee;+49 731 123456;\n", "Zoë Ann-Lee", (None, None)),
    ],
)
def test_columns_without_a_header_are_told_by_what_they_hold(
    text: str, name: str, parts: tuple[str | None, str | None]
) -> None:
    people, told = read(text)
    assert (people[0].name, (people[0].given, people[0].family)) == (name, parts)
    assert told == ["the table has no header; what its columns hold says what they are"]
    assert people[0].points


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee,Paris,x17@example.org\n",  # the name of a person, or of a town
        "Ann Lee,Lee,Paris,x17@example.org\n",
        "Ann Lee,Lee,Paris,ann.lee@example.org\n",
        "Ann Lee\nBo Dea\n",
        "Ann Lee,one,two,three,four,x17@example.org\n",
        "Ann Lee,ann@example.org\nBo Dea\n",
        "17,18\n19,20\n",
    ],
)
def test_columns_in_doubt_are_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="Nothing was read"):
        read(text)


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("Ann Lee,Paris,ann@example.org\n", "Ann Lee", (None, None)),
        ("Zoë;Möwibi;0462/3382115;zoe.moewibi@example.org\n", "Zoë Möwibi", ("Zoë", "Möwibi")),
        ("Ann,ann@example.org,+49 731 1234,Bo\nBo,bo7@example.org,,\n", "Ann", (None, None)),
    ],
)
def test_of_several_names_those_are_somebodys_that_the_addresses_say_again(
    text: str, name: str, parts: tuple[str | None, str | None]
) -> None:
    people, _ = read(text)
    assert (people[0].name, (people[0].given, people[0].family)) == (name, parts)


@pytest.mark.parametrize(
    ("days", "file", "expected"),
    [
        (("16/08/1989", "12/05/1990"), "", PartialDate(1989, 8, 16)),
        (("2019-08-16", "2020-05-12"), "", None),
        (("2019-08-16", "2020-05-12"), "birthdays.csv", PartialDate(2019, 8, 16)),
    ],
)
def test_days_of_years_long_ago_are_birthdays(
    days: tuple[str, str], file: str, expected: PartialDate | None
) -> None:
    text = f"Ann,ann@example.org,{days[0]}\nBo,bo@example.org,{days[1]}\n"
    drafts = list(csv.read(io.BytesIO(text.encode()), ReadOptions(name=file)))
    assert next(each.birthday for each in drafts if isinstance(each, PersonDraft)) == expected


def test_a_row_with_an_address_is_no_header() -> None:
    people, _ = read("Name,name@example.org\n")
    assert [each.name for each in people] == ["Name"]


def test_a_label_that_stands_where_an_address_should_is_told() -> None:
    text = "First Name,Labels,E-mail 1 - Label,E-mail 1 - Value\nAnn,* myContacts,,* Other\n"
    people, told = read(text)
    assert emails(people[0]) == []
    assert told == ["no e-mail address: * Other"]


def test_a_closed_account_of_linkedin_is_nobody_called_as_a_company() -> None:
    people, told = read(f"{LINKEDIN}\n,,https://www.linkedin.com/in/gone,,Acme,Boss,07 Dec 2025\n")
    assert people == []
    assert told[0].startswith("nobody is named in this row")


def test_the_american_yahoo_writes_the_month_first() -> None:
    [ann], told = read(f"{YAHOO}\nAnn,Lee,ann@example.org,,90210,7/4/1976\n")
    assert (ann.birthday, told) == (PartialDate(1976, 7, 4), [])
    british = YAHOO.replace("Home ZIP", "Home Post Code")
    [ann], told = read(f"{british}\nAnn,Lee,ann@example.org,,SW1,7/4/1976\n")
    assert (ann.birthday, len(told)) == (PartialDate(text="7/4/1976"), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name,Number\nAnn,0731 123456\nBo,\n", ["phone"]),
        ("Name,Contact 1: Value,Contact 2: Value\nAnn,+49731123456,a@x.org\n", ["email", "phone"]),
        ("Name,Number\nAnn,1001234\n", []),
        ("Name,Number,Phone\nAnn,0731 123456,0731 654321\n", ["phone"]),
        ("Name,Lucky\nAnn,0731 123456\n", []),
        ("Name,Number\nAnn,0731 123456\nBo,none\n", []),
    ],
)
def test_a_header_that_leaves_open_what_a_number_is_goes_by_the_cells(
    text: str, expected: list[str]
) -> None:
    people, _ = read(text)
    assert [point.field for point in people[0].points] == expected


def test_what_a_user_says_of_a_column_wins_over_its_cells() -> None:
    options = ReadOptions(mapping=(("Number", "note"),))
    text = b"Name,Number\nAnn,0731 123456\n"
    (ann,) = (each for each in csv.read(io.BytesIO(text), options) if isinstance(each, PersonDraft))
    assert (ann.points, ann.notes) == ((), ("0731 123456",))


def test_the_names_of_both_families_are_kept() -> None:
    text = "Nombre,Apellido materno,Apellido paterno\nAna,Ruiz,Gil\nLeo,,Gil\nEva,Ruiz,\n"
    people, _ = read(text)
    assert [each.name for each in people] == ["Ana Gil Ruiz", "Leo Gil", "Eva Ruiz"]


def test_a_childs_contacts_are_not_the_child() -> None:
    text = (
        "First Name,Last Name,Contact 1 First Name,Contact 1 Last Name,Contact 1 Email,"
        "Contact 2 Name,Contact 2 Phone,Email\n"
        "Ava,Rolle,Kim,Rolle,kim@example.com,Tom,2425550102,ava@example.com\n"
    )
    (ava,), _ = read(text)
    assert (ava.name, [point.value for point in ava.points]) == ("Ava Rolle", ["ava@example.com"])
    alone, _ = read("Company,Contact 1 First Name,Contact 1 Email\nAcme,Kim,kim@example.com\n")
    assert (alone[0].name, emails(alone[0])) == ("Kim", ["kim@example.com"])


def test_a_number_that_a_spreadsheet_shall_leave_alone_is_one() -> None:
    (ann,), _ = read('Name,Phone\nAnn,"=""+79990000000"""\n')
    assert [point.value for point in ann.points] == ["+79990000000"]
