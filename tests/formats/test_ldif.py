"""LDIF: folds, base64, changes, lists, and the address books of Thunderbird, abook and LDAP."""

from __future__ import annotations

import base64
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import find, ldif, ldif_entries
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

    from keepintouch.formats.drafts import Draft

ANN = "dn: cn=Ann\ncn: Ann\n"


def read(text: str | bytes) -> list[Draft]:
    content = text.encode() if isinstance(text, str) else text
    return list(ldif.read(io.BytesIO(content), ReadOptions()))


def person(text: str) -> PersonDraft:
    [found] = read(text)
    assert isinstance(found, PersonDraft)
    return found


def names(drafts: list[Draft]) -> list[str]:
    return [each.name for each in drafts if isinstance(each, PersonDraft)]


@pytest.mark.parametrize(
    "text",
    [
        "dn: cn=Ann\ncn: Ann\n",
        "version: 1\n\ndn: cn=Ann\ncn: Ann",
        "version: 1\ndn:: Y249QW5u\ncn:: QW5u\n",
        "# a comment\n  that goes on\ndn: cn=Ann\nc\n n: An\n n\n",
        "\ufeffdn: cn=Ann\r\ncn: Ann\r\n\r\n",
        "dn: cn=Ann\nchangetype: add\ncn;lang-en: Ann\n",
        "dn: cn=Ann\nobjectClass: inetOrgPerson\nCN:Ann\n",
        "dn: cn=Ann\ngivenName: Ann\n",
        "dn: cn=Ann\nmozillaNickname: Ann\n",
    ],
)
def test_an_entry_is_read_however_it_is_written(text: str) -> None:
    found = person(text)
    assert (found.name, found.uid) == ("Ann", "cn=Ann")


def test_what_no_reader_may_do_with_an_entry_is_told() -> None:
    drafts = read(
        "dn: cn=Ann\nchangetype: delete\n\n"
        "dn: cn=Bo\nchangetype: modify\nreplace: mail\nmail: b@x\n-\n\n"
        "dn: ou=People\nobjectclass: organizationalUnit\nou: People\n\n"
        "dn: cn=Cy\ncn: Cy\nphoto:< file:///etc/passwd\nmail:: %%%\nodd\n"
    )
    assert [each for each in drafts if isinstance(each, Problem)] == [
        Problem(1, 'a change ("delete") is left out: "cn=Ann"'),
        Problem(4, "a line that is no attribute is left out"),
        Problem(4, 'a change ("modify") is left out: "cn=Bo"'),
        Problem(10, 'an entry that is no person is left out: "ou=People"'),
        Problem(14, 'the value of "photo" is in another file: left out'),
        Problem(14, 'the value of "mail" is no base64: left out'),
        Problem(14, "a line that is no attribute is left out"),
    ]
    assert names(drafts) == ["Cy"]


@pytest.mark.parametrize("before", [True, False])
def test_a_list_is_a_tag_of_its_members(before: bool) -> None:
    book = "dn: cn=Book\nobjectclass: groupOfNames\ncn: Book club\nmember: CN=Ann\nmember: cn=Bo\n"
    parts = [book, ANN, "dn: cn=Cy\ncn: Cy\n"]
    drafts = read("\n".join(parts if before else reversed(parts)))
    assert {each.name: each.tags for each in drafts if isinstance(each, PersonDraft)} == {
        "Ann": ("Book club",),
        "Cy": (),
    }


def test_a_list_is_found_in_a_pipe_that_cannot_be_walked_twice() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    content = f"{ANN}\ndn: cn=Book\nobjectclass: posixGroup\nuniqueMember: cn=Ann\n"
    [found] = ldif.read(Pipe(content.encode()), ReadOptions())
    assert isinstance(found, PersonDraft)
    assert found.tags == ("cn=Book",)


def test_a_directory_says_more_of_a_person() -> None:
    photo = base64.b64encode(b"a picture").decode()
    found = person(
        "dn: cn=Lee Ann,ou=People\nentryUUID: 1-2-3\nobjectclass: evolutionPerson\ncn: Ann Lee\n"
        "givenName: Ann\nsn: Lee\npersonalTitle: Dr\ngenerationQualifier: Jr\no: Air\nou: Ops\n"
        "title: Pilot\nmanager: cn=Big Boss,ou=People\nsecretary: Bo\nbirthDate: 1984-02-29\n"
        "anniversary: 2010-06-05\npostalAddress: Road 1$0154 Oslo\nlabeledURI: https://x.example\n"
        f"notes: Tall\ninfo: Kind\njpegPhoto:: {photo}\n"
    )
    assert found._replace(raw=None) == PersonDraft(
        "Ann Lee",
        "1-2-3",
        given="Ann",
        family="Lee",
        prefix="Dr",
        suffix="Jr",
        points=(
            Point("address", "Road 1\n0154 Oslo", "work"),
            Point("link", "https://x.example"),
        ),
        birthday=PartialDate(1984, 2, 29),
        occasions=(Occasion("anniversary", PartialDate(2010, 6, 5)),),
        org="Air",
        team="Ops",
        title="Pilot",
        relations=(Relation("manager", "Big Boss"), Relation("assistant", "Bo")),
        notes=("Tall", "Kind"),
        line=1,
        photo=b"a picture",
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("birthyear: 1900\nbirthmonth: 1\nbirthday: 2", PartialDate(1900, 1, 2)),
        ("birthmonth: 2\nbirthday: 29", PartialDate(None, 2, 29)),
        ("birthyear: 1984", PartialDate(1984)),
        ("birthyear: 1984\nbirthmonth: 13", PartialDate(text="1984-13")),
        ("birthday: 1984-02-29", PartialDate(1984, 2, 29)),
        ("anniversary: 1984-02-29", PartialDate(1984, 2, 29)),
        ("cn: Ann", None),
    ],
)
def test_a_birthday_may_be_in_parts(said: str, expected: PartialDate | None) -> None:
    assert person(f"{ANN}{said}\n").birthday == expected


def test_a_photo_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ldif, "LARGEST_PHOTO", 3)
    [found, problem] = read(f"{ANN}jpegPhoto:: YWFhYQ==\n")
    assert isinstance(found, PersonDraft)
    assert found.photo is None
    assert problem == Problem(1, "a photo of more than 10 MB is left out")


def test_an_entry_too_long_is_told_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ldif_entries, "LARGEST_ENTRY", 40)
    drafts = read(f"dn: cn=Bo\ndescription: {'x' * 50}\n more\n\n{ANN}\ndn: cn=Cy\nx: {'y' * 50}")
    assert names(drafts) == ["Ann"]
    assert [each.line for each in drafts if isinstance(each, Problem)] == [1, 8]


@pytest.mark.parametrize("content", [b"", b"version: 1\n", b"\n\n", b"hello\n", b"\xff\xfe"])
def test_what_has_no_entry_is_no_ldif(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(content)


def test_thunderbird_reads_the_same(fixtures: Path) -> None:
    expected = json.loads((fixtures / "ldif/tb-addressbook-expected.json").read_text("utf-8"))
    card = expected["basic_addressbook"][0]
    [found] = read((fixtures / "ldif/tb-basic_ldif_addressbook.ldif").read_bytes())
    assert isinstance(found, PersonDraft)
    emails = [each.value for each in found.points if each.field == "email"]
    assert emails == [card["PrimaryEmail"], card["SecondEmail"]]
    assert (found.name, found.given, found.family) == (
        card["DisplayName"],
        card["FirstName"],
        card["LastName"],
    )
    assert found.nicknames == (card["NickName"],)
    text = "\n".join(card["_vCard"])
    for point in found.points:
        assert point.field == "address" or point.value in text or point.label == "aim"
    assert found.notes[0].replace("\n", "\\n") in text
    assert f"ORG:{found.org};{found.team}" in text


@given(st.text(min_size=1), st.integers(1, 60), st.booleans())
def test_any_text_survives_base64_and_any_fold(text: str, width: int, crlf: bool) -> None:
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode()
    line = f"description:: {encoded}"
    folded = "\n ".join(line[at : at + width] for at in range(0, len(line), width))
    content = f"{ANN}{folded}\n".replace("\n", "\r\n" if crlf else "\n")
    said = text.encode("utf-8", "replace").decode().replace("\0", "\ufffd").strip()
    assert person(content).notes == ((said,) if said else ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dn: cn=Kim Oud,ou=pals\nmail: kim@example.org\n", "Kim Oud"),
        ("dn: cn=Oud\\, Kim,ou=pals\nmail: kim@example.org\n", "Oud, Kim"),
        ("dn: uid=7,ou=pals\nmail: kim@example.org\n", "kim@example.org"),
        ("dn: cn=k7\ncn: k7\ndisplayName: Kim Oud\n", "Kim Oud"),
    ],
)
def test_a_name_is_the_one_to_be_shown_or_that_of_the_entry(text: str, name: str) -> None:
    assert person(text).name == name


@pytest.mark.parametrize("said", ["mail: k@example.org", "mobile: 1", "givenName: Kim"])
def test_a_class_that_says_nothing_hides_nobody(said: str) -> None:
    assert person(f"dn: cn=Kim\nobjectClass: top\n{said}\n").name == "Kim"


@pytest.mark.parametrize("kind", ["organizationalUnit", "organizationalRole", "domain"])
def test_a_part_of_a_directory_with_an_address_is_nobody(kind: str) -> None:
    [found] = read(f"dn: ou=Sales\nobjectClass: {kind}\nou: Sales\nmail: sales@example.org\n")
    assert found == Problem(1, 'an entry that is no person is left out: "ou=Sales"')


def test_notes_may_stand_between_the_version_and_the_first_entry() -> None:
    found = find("some.txt", b"# a\nversion: 1\n\n# b\n\ndn: cn=Kim\nmail: k@example.org\n")
    assert found is not None
    assert found.name == "ldif"


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("displayName: Greer, Hollis\ngivenName: Hollis\nsn: Greer\n", "Hollis Greer"),
        ("displayName: Greer, Inc.\ngivenName: Hollis\nsn: Greer\n", "Greer, Inc."),
        ("displayName: , \nmail: a@example.org\n", ","),
    ],
)
def test_a_name_that_is_sorted_by_the_family_is_turned(entry: str, name: str) -> None:
    assert person(f"dn: uid=hg\n{entry}").name == name


def test_a_computer_of_active_directory_is_nobody() -> None:
    [told] = read("dn: CN=SRV1\nobjectClass: person\nobjectClass: computer\ncn: SRV1\n")
    assert told == Problem(1, 'an entry that is no person is left out: "CN=SRV1"')


def test_a_manager_who_stands_elsewhere_in_the_file_has_their_name() -> None:
    ann, bo, _ = read(
        "dn: uid=ann,ou=x\ncn: Ann\nmanager: uid=bo,ou=x\nsecretary: uid=kim,ou=x\n\n"
        "dn: uid=bo,ou=x\ngivenName: Bo\nsn: Boss\n\n- nothing\n"
    )
    assert isinstance(ann, PersonDraft)
    assert isinstance(bo, PersonDraft)
    assert ann.relations == (
        Relation("manager", bo.name),
        Relation("assistant", "uid=kim,ou=x"),
    )


def test_evolution_keeps_a_note_and_a_spouse() -> None:
    found = person("dn: cn=Ann\nobjectClass: evolutionPerson\nnote: sings\nspouseName: Bo\n")
    assert (found.notes, found.relations) == (("sings",), (Relation("spouse", "Bo"),))
