"""vCards of every program are read: the fixtures by heart, and what single lines mean."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from vcards import card, everything, people, problems

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import find
from keepintouch.formats.drafts import PersonDraft, PlaceDraft, ReadOptions
from keepintouch.formats.rawtext import to_text
from keepintouch.formats.vcard import read

EXPECTED = Path(__file__).parent / "expected" / "vcard.json"


def shown(draft: PersonDraft) -> dict[str, Any]:
    """Return what `expected/vcard.json` says of a person."""
    seen: dict[str, Any] = {
        "name": draft.name,
        "emails": [each.value for each in draft.points if each.field == "email"],
        "phones": [each.value for each in draft.points if each.field == "phone"],
        "birthday": draft.birthday and draft.birthday.iso,
        "notes": [
            each if len(each) <= 60 else f"{each[:48]}… ({len(each)} characters)"
            for each in draft.notes
        ],
        "photo": draft.photo and len(draft.photo),
    }
    return {key: value for key, value in seen.items() if value}


@pytest.mark.parametrize(("name", "expected"), json.loads(EXPECTED.read_text()).items())
def test_a_card_of_another_program_is_read(
    fixtures: Path, name: str, expected: list[dict[str, Any]] | None
) -> None:
    data = (fixtures / "vcard" / name).read_bytes()
    if expected is None:
        with pytest.raises(UnreadableError):
            everything(data)
        return
    assert [shown(each) for each in people(data)] == expected


def test_every_fixture_has_its_expectation(fixtures: Path) -> None:
    names = {path.name for path in (fixtures / "vcard").iterdir()}
    assert names == set(json.loads(EXPECTED.read_text()))


def test_a_vcard_is_known_by_what_it_says_of_itself() -> None:
    for data in (
        card(),
        b"\xef\xbb\xbf" + card(),
        card().lower(),
        card().decode().encode("utf-16"),
    ):
        found = find("contacts.txt", data)
        assert found is not None
        assert found.reader() is sys.modules["keepintouch.formats.vcard"]


def test_the_raw_card_is_exactly_what_stood_in_the_file(fixtures: Path) -> None:
    for path in (fixtures / "vcard").iterdir():
        if path.name.startswith(("libical-user", "qtpim-AAB4-SingleNon", "qtpim-Entourage11")):
            continue
        text = to_text(path.read_bytes())
        for draft in people(path.read_bytes()):
            assert draft.raw, path.name
            assert draft.raw in text, path.name


GROUP = b"""BEGIN:VCARD
VERSION:4.0
KIND:group
FN:The Lees
MEMBER:urn:uuid:A1
MEMBER:mailto:Ben@example.org
MEMBER:urn:uuid:gone
END:VCARD
BEGIN:VCARD
FN:Ann
UID:a1
CATEGORIES:chess
END:VCARD
BEGIN:VCARD
FN:Ben
EMAIL:ben@example.org
END:VCARD
BEGIN:VCARD
FN:Cleo
END:VCARD
"""


def test_a_group_tags_its_members_and_becomes_nobody() -> None:
    assert [(each.name, each.tags) for each in people(GROUP)] == [
        ("Ann", ("chess", "The Lees")),
        ("Ben", ("The Lees",)),
        ("Cleo", ()),
    ]
    what = 'a group is nobody to keep in touch with: "The Lees"; '
    what += "1 of its 3 members could not be tagged"
    assert problems(GROUP) == [(1, what)]
    apple = GROUP.replace(b"KIND", b"X-ADDRESSBOOKSERVER-KIND")
    apple = apple.replace(b"MEMBER:", b"X-ADDRESSBOOKSERVER-MEMBER:")
    assert people(apple)[1].tags == ("The Lees",)


class Pipe(io.BytesIO):
    """What comes from another program: bytes that cannot be read twice."""

    def seekable(self) -> bool:
        return False


def test_a_group_from_a_pipe_tags_those_who_follow() -> None:
    *drafts, problem = read(Pipe(GROUP), ReadOptions())
    assert [each.tags for each in drafts if isinstance(each, PersonDraft)] == [
        ("chess", "The Lees"),
        ("The Lees",),
        (),
    ]
    assert problem.line == 1
    start = GROUP.index(b"END:VCARD\n") + len(b"END:VCARD\n")
    *drafts, problem = read(Pipe(GROUP[start:] + GROUP[:start]), ReadOptions())
    assert [each.tags for each in drafts if isinstance(each, PersonDraft)] == [("chess",), (), ()]
    assert problem.what.endswith("3 of its 3 members could not be tagged")


def test_other_kinds_of_cards() -> None:
    assert people(card("KIND:org", "FN:Ely Ltd.", "ORG:Ely Ltd."))[0].org == "Ely Ltd."
    assert people(card("X-ABShowAs:COMPANY", "N:;;;;", "FN:Ely Ltd."))[0].name == "Ely Ltd."
    assert everything(card("KIND:location", "FN:Ely")) == [PlaceDraft("Ely", line=1)]
    assert problems(card("KIND:location", "FN:Ely", "TEL:+44 1353 1")) == [
        (1, 'of a place only its name is kept: "Ely"')
    ]
    assert people(card("KIND:location", "N:Lee;Ann", "FN:Ann Lee"))[0].name == "Ann Lee"
    assert problems(card("KIND:device", "FN:Printer")) == [
        (1, 'a card of the kind "device" is left out: "Printer"')
    ]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD", ["A", "B"]),
        (b"BEGIN:VCARD\nFN:A\nEND:VCARDBEGIN:VCARD\nFN:B\nEND:VCARD", ["A", "B"]),
        (b"BEGIN:VCARD\nFN:A\n\n\n\n", ["A"]),
        (b"FN:A\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:B", ["A", "B"]),
        (b"\xef\xbb\xbfbegin:vcard\rfn:A\rend:vcard\r", ["A"]),
        (b"BEGIN:VCARD\nFN:A\nEND:VCARD\n\xef\xbb\xbfBEGIN:VCARD\nFN:B\nEND:VCARD", ["A", "B"]),
        (b"BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nFN:A\nEND:VCARD\n", ["A"]),
        (b"BEGIN:VCARD\nAGENT:BEGIN:VCARD\\nFN:B\\nEND:VCARD\nFN:A\nEND:VCARD\n", ["A"]),
        ("BEGIN:VCARD\nFN:A\nEND:VCARD\n".encode("utf-16"), ["A"]),
    ],
)
def test_cards_are_told_apart_whatever_is_missing(data: bytes, names: list[str]) -> None:
    assert [each.name for each in people(data)] == names


def test_what_is_no_property_and_what_stands_outside_is_named() -> None:
    data = b"junk\n\nBEGIN:VCARD\nFN:A\nlost words\nEND:VCARD\nmore\njunk\n"
    assert problems(data) == [
        (1, "1 lines outside a card are left out"),
        (5, 'this is no property, it is left out: "lost words"'),
        (7, "2 lines outside a card are left out"),
    ]
    assert problems(b"BEGIN:VCARD\nFN:A\n") == [
        (1, "a card without END:VCARD, read as far as it goes")
    ]
    assert problems(card("BDAY:1990-05-05", "BDAY:1991-05-05")) == [
        (5, 'a second birthday is left out: "1991-05-05"')
    ]


@pytest.mark.parametrize(
    "data", [b"hello", gzip.compress(b"x", mtime=0), b"{}", b"x" * 3_000_000, b"FN:A\n"]
)
def test_a_file_that_is_no_vcard_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no BEGIN:VCARD"):
        everything(data)


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_holds_no_card(data: bytes) -> None:
    assert everything(data) == [(0, "there is no card in this file")]


def test_a_line_or_a_card_beyond_the_limits_is_left_out_by_name() -> None:
    data = b"BEGIN:VCARD\nFN:A\nNOTE:%b\nEND:VCARD\n" % (b"x" * 17 * 2**20)
    assert [each.name for each in people(data)] == ["A"]
    assert problems(data) == [(3, "a line of more than 16 MB is left out")]
    data = b"BEGIN:VCARD\nFN:A\n%bEND:VCARD\n" % (b"X-A:b\n" * 100_001)
    both = data + card("FN:Ben")
    assert [each.name for each in people(both)] == ["Ben"]
    assert problems(both) == [(1, "a card of more than 32 MB is left out")]
    assert problems(data.removesuffix(b"END:VCARD\n"))[0][0] == 1


def test_cards_that_are_indented_as_a_whole_are_read_with_their_folds() -> None:
    text = (
        b"\n  BEGIN:VCARD\n  VERSION:3.0\n  FN:Ann Lee\n  NOTE:long\n    text\n"
        b"  EMAIL:ann@example.org\n  END:VCARD\n\n  BEGIN:VCARD\n  FN:Bo\n  END:VCARD\n"
    )
    chosen = find("unknown", text)
    assert chosen is not None
    assert chosen.name == "vcard"
    ann, bo = read(io.BytesIO(text), ReadOptions())
    assert (ann.name, ann.notes, [each.value for each in ann.points]) == (
        "Ann Lee",
        ("long text",),
        ["ann@example.org"],
    )
    assert bo.name == "Bo"


@pytest.mark.parametrize(
    ("lines", "name", "tags"),
    [
        ("N:岡本;翔太;;;", "岡本翔太", ()),
        ("N:Okamoto;Shota;;;", "Shota Okamoto", ()),
        ("N:岡本;翔太;;;\r\nFN:翔太 岡本", "翔太 岡本", ()),
        ("FN:Ann\r\nCATEGORIES:myContacts,Choir", "Ann", ("Choir",)),
    ],
)
def test_names_of_east_asia_and_groups_of_everybody(
    lines: str, name: str, tags: tuple[str, ...]
) -> None:
    text = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n"
    [found] = people(text.encode())
    assert (found.name, found.tags) == (name, tags)


def test_a_list_of_evolution_is_a_group() -> None:
    data = card("EMAIL:bo@b.example", "X-UID:1") + card(
        "FN:Chess",
        "X-EVOLUTION-LIST:TRUE",
        'EMAIL;X-EVOLUTION-DEST-EMAIL=bo@b.example:"Bo" <bo@b.example>',
    )
    (ann,) = people(data)
    assert (ann.name, ann.tags) == ("Ann", ("Chess",))
