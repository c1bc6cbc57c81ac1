"""abook's own file, the CSV files it writes, and mutt's aliases."""

from __future__ import annotations

import io

import pytest

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import abook, abook_csv, find, mutt_aliases, palm_csv
from keepintouch.formats.drafts import Draft, PersonDraft, Problem, ReadOptions

FILE = "# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n"


def read(reader: object, text: str) -> list[Draft]:
    return list(reader.read(io.BytesIO(text.encode()), ReadOptions()))  # type: ignore[attr-defined]


def people(reader: object, text: str) -> list[PersonDraft]:
    return [each for each in read(reader, text) if isinstance(each, PersonDraft)]


def emails(person: PersonDraft) -> list[str]:
    return [each.value for each in person.points if each.field == "email"]


def test_a_section_is_a_person_with_the_users_own_fields_as_notes() -> None:
    [found] = people(
        abook,
        f"{FILE}[0]\nname=Ann = Lee\naddress=Road 1\naddress2=Flat 2\nstate=CA\nzip=90210\n"
        "city=Oslo\ngroups=family, work\nanniversary=02-30\nfax=1\nxmpp=ann@im\nnotes=\n\n",
    )
    assert found._replace(raw=None) == PersonDraft(
        "Ann = Lee",
        points=(Point("phone", "1", "fax"), Point("address", "Road 1\nFlat 2\nOslo, CA 90210")),
        birthday=PartialDate(text="02-30"),
        tags=("family", "work"),
        notes=("xmpp: ann@im",),
        line=7,
    )
    assert (found.raw or "").startswith("[0]\nname=Ann = Lee\n")


def test_nobody_needs_a_name_who_has_a_nickname_or_an_address() -> None:
    drafts = read(abook, f"{FILE}stray\n[0]\nnick=Ace\n[1]\nemail=b@x\n[2]\ncity=\n[3]\nwhat\n")
    assert [each.name for each in drafts if isinstance(each, PersonDraft)] == ["Ace", "b@x"]
    assert [each for each in drafts if isinstance(each, Problem)] == [
        Problem(7, "not a field of anybody: left out"),
        Problem(12, "somebody without a name is left out"),
        Problem(15, "not a field of anybody: left out"),
        Problem(14, "somebody without a name is left out"),
    ]


def test_a_section_too_long_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(abook, "LARGEST_SECTION", 30)
    drafts = read(abook, f"{FILE}[0]\nname=Ann\nnotes={'x' * 30}\n[1]\nname=Bo\n")
    assert [type(each) for each in drafts] == [Problem, PersonDraft, PersonDraft]


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (abook, ""),
        (abook, "name=Ann\n"),
        (abook_csv, ""),
        (abook_csv, "a,b,c\n"),
        (palm_csv, '"a","b"\n'),
        (mutt_aliases, "set x=y\n"),
        (mutt_aliases, ""),
    ],
)
def test_another_file_is_refused(reader: object, text: str) -> None:
    with pytest.raises(UnreadableError):
        read(reader, text)


def test_a_csv_with_all_fields_has_a_header_of_its_own() -> None:
    text = (
        '#"NAME","EMAIL","ADDRESS","ADDRESS2","CITY","STATE","ZIP","COUNTRY","PHONE","WORKPHONE",'
        '"FAX","MOBILEPHONE","NICK","URL","NOTES","ANNIVERSARY","GROUPS"\n'
        '"Ann","a@x,a@y","Road 1","","Oslo","","0154","","","2","","3","Annie","","","--05-06","x"\n'
        '"Bo","short"\n\n'
    )
    [found, problem] = read(abook_csv, text)
    assert isinstance(found, PersonDraft)
    assert found.birthday == PartialDate(None, 5, 6)
    assert emails(found) == ["a@x", "a@y"]
    assert found.tags == ("x",)
    assert problem == Problem(3, "a line without 17 values in quotes is left out")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"a","b"', ["a", "b"]),
        ('"a "b" c","","d"', ['a "b" c', "", "d"]),
        ('"","",""', ["", "", ""]),
        ('""Quoted",","x"', ['"Quoted",', "x"]),
        ("a,b", []),
        ('"', []),
        (None, []),
    ],
)
def test_quotes_that_are_not_doubled(line: str | None, cells: list[str]) -> None:
    assert abook_csv.cells(line) == cells


def test_palm_has_work_and_a_name_of_one_word_too() -> None:
    cells = ["Lee", "Ann", "Pilot", "Air", *[""] * 15, "0", "abook"]
    one = ["Cher", *[""] * 17, "0", "abook"]
    none = ["", *[""] * 18, "0", "abook"]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (cells, one, none))
    [first, second, third, fourth] = read(palm_csv, f"{text}\nnonsense\n\n")
    assert isinstance(first, PersonDraft)
    assert (first.name, first.org, first.title) == ("Ann Lee", "Air", "Pilot")
    assert isinstance(second, PersonDraft)
    assert second.name == "Cher"
    assert third == Problem(3, "somebody without a name is left out")
    assert fourth == Problem(4, "a line without 21 values in quotes is left out")


@pytest.mark.parametrize(
    ("line", "name", "addresses", "tags", "nicknames"),
    [
        ("alias ann Ann Lee <a@x>", "Ann Lee", ["a@x"], (), ()),
        ("alias lee Ann Lee <a@x> # a pal", "Ann Lee", ["a@x"], (), ("lee",)),
        ('alias a "Lee, Ann" <a@x>', "Lee, Ann", ["a@x"], (), ("a",)),
        ("alias a a@x (Ann Lee)", "Ann Lee", ["a@x"], (), ("a",)),
        ("alias ann a@x", "ann", ["a@x"], (), ()),
        ("alias z =?utf-8?Q?Zo=C3=AB_Lee?= <a@x>", "Zoë Lee", ["a@x"], (), ("z",)),
        ("alias ann root", "ann", ["root"], (), ()),
        ("  alias -group pals -group all ann Ann <a@x>", "Ann", ["a@x"], ("pals", "all"), ()),
        ("alias ann \\\n  Ann \\\n  <a@x>", "Ann", ["a@x"], (), ()),
        (
            "alias ann Ann Lee <a@x>\nalias lee Ann Lee <A@X>",
            "Ann Lee",
            ["a@x", "A@X"],
            (),
            ("lee",),
        ),
    ],
)
def test_an_alias_is_a_person(
    line: str, name: str, addresses: list[str], tags: tuple, nicknames: tuple
) -> None:
    [found] = people(mutt_aliases, f"# my pals\n{line}\n")
    assert (found.name, emails(found), found.tags, found.nicknames) == (
        name,
        addresses,
        tags,
        nicknames,
    )


MAILX = """ source aliases/friends
 alias joe     "Joe Smith <joe@x>"
 alias bill    "bill@x"  # of old
\talias both  "Ann <a@x>" "Lee, Bo <b@x>"
 alias odd     "al@x" <al@y>
 alias friends joe,bill
"""


def test_aliases_of_mailx_hold_whole_addresses_in_quotes_and_may_be_indented() -> None:
    found = find("mailrc", MAILX.encode())
    assert found
    assert found.name == "mutt-aliases"
    assert [(each.name, emails(each), each.tags) for each in people(mutt_aliases, MAILX)] == [
        ("Joe Smith", ["joe@x"], ("friends",)),
        ("bill", ["bill@x"], ("friends",)),
        ("Ann", ["a@x"], ("both",)),
        ("Lee, Bo", ["b@x"], ("both",)),
        ("al@x", ["al@y"], ()),
    ]


def test_an_alias_of_several_addresses_or_aliases_is_a_tag_of_theirs() -> None:
    drafts = read(
        mutt_aliases,
        "set sort=threads\nalias ann Ann <a@x>\nalias team ann, Bo <b@x>, c@x, gone\nmailboxes +x\\",
    )
    assert {each.name: each.tags for each in drafts if isinstance(each, PersonDraft)} == {
        "Ann": ("team",),
        "Bo": ("team",),
        "team": (),
    }
    assert drafts[-1] == Problem(1, "2 lines that are no aliases are left out")


@pytest.mark.parametrize(
    "head",
    [b"alias ll='ls -l'\n", b"alias foo bar\n", b'"name","email"\n"Ann","a@x"\n', b"[a]\nb=c\n"],
)
def test_files_that_only_look_alike_are_left_to_others(head: bytes) -> None:
    found = find("some.txt", head)
    assert found is None or found.name not in {"abook", "abook-csv", "palm-csv", "mutt-aliases"}


def test_a_birthday_of_ones_own_leaves_the_anniversary_what_it_is_called() -> None:
    [both] = people(abook, f"{FILE}[0]\nname=Ann\nbirthday=1970-05-04\nanniversary=2001-06-07\n")
    assert both.birthday == PartialDate(1970, 5, 4)
    assert both.occasions == (Occasion("anniversary", PartialDate(2001, 6, 7)),)
    [one] = people(abook, f"{FILE}[0]\nname=Ann\nanniversary=1970-05-04\n")
    assert (one.birthday, one.occasions) == (PartialDate(1970, 5, 4), ())


def test_aliases_may_stand_below_other_commands() -> None:
    found = find("some.txt", b"# mine\nset sort=threads\nalias ann Ann <ann@example.org>\n")
    assert found is not None
    assert found.name == "mutt-aliases"
