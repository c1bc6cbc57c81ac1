"""Cards that break the rules in a way of their own are read for what they mean."""

from __future__ import annotations

import pytest
from vcards import card, everything, people, problems

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.drafts import PersonDraft
from keepintouch.formats.rawtext import to_bytes


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("BDAY:9/1/04", [(4, "birthday kept as a text: 9/1/04")]),
        ("ANNIVERSARY:in  May", [(4, "anniversary kept as a text: in May")]),
        ("BDAY;VALUE=text:circa 1800", []),
        ("BDAY;VALUE=TEXT:circa 1800", []),
        ("BDAY:2004-09-01", []),
        ("BDAY:", []),
    ],
)
def test_a_day_that_is_no_date_is_told_unless_the_card_says_so(
    line: str, told: list[tuple[int, str]]
) -> None:
    assert problems(card(line)) == told


def test_a_soft_break_at_the_end_of_a_value_does_not_take_in_the_next_property() -> None:
    [found] = people(
        card("FN;ENCODING=QUOTED-PRINTABLE:=4a=6f=76=\r\nTEL;CELL:0995552188", version="2.1")
    )
    assert (found.name, [each.value for each in found.points]) == ("Jov", ["0995552188"])


@pytest.mark.parametrize("indent", [" ", "    ", "\t"])
def test_a_card_that_is_indented_under_its_begin_is_read(indent: str) -> None:
    lines = ("FN:Sarah", " Connor", "TEL:1", "", "TEL:2", "END:VCARD")
    under = "".join(f"\r\n{indent}{each}" for each in lines)
    data = f"\r\nBEGIN:VCARD{under}\r\n".encode() + card("FN:Bo", "NOTE:a\r\n b")
    sarah, bo = people(data)
    assert (sarah.name, len(sarah.points), bo.name, bo.notes) == ("SarahConnor", 2, "Bo", ("ab",))
    assert (sarah.line, bo.line) == (2, 9)
    assert people(to_bytes(sarah.raw or ""))[0].points == sarah.points


@pytest.mark.parametrize("end", ["END:VCARD", " END:VCARD"])
def test_the_end_of_an_indented_card_may_stand_at_the_margin(end: str) -> None:
    [found] = everything(f"BEGIN:VCARD\n FN:Ann\n TEL:1\n{end}\n".encode())
    assert isinstance(found, PersonDraft)
    assert (found.name, len(found.points)) == ("Ann", 1)


def test_lines_under_begin_that_are_indented_unlike_are_no_card() -> None:
    with pytest.raises(UnreadableError):
        everything(b"BEGIN:VCARD\n  FN:Ann\n TEL:1\n END:VCARD\n")


@pytest.mark.parametrize(
    ("version", "n", "full", "parts"),
    [
        ("2.1", "M=C3=BCller;J=C3=BCrgen", "Jürgen Müller", ("Müller", "Jürgen")),
        ("2.1", "Lee;J=C3=BCrgen", "Jürgen Lee", ("Lee", "Jürgen")),
        ("2.1", "M=C3=BCller;J", "J Mueller", ("M=C3=BCller", "J")),
        ("2.1", "M=FCller;J", "J Müller", ("M=FCller", "J")),
        ("2.1", "=41nn;J", "J Ann", ("=41nn", "J")),
        ("3.0", "M=C3=BCller;J", "J Müller", ("M=C3=BCller", "J")),
    ],
)
def test_a_name_that_is_quoted_printable_without_saying_so_is_read_by_the_full_name(
    version: str, n: str, full: str, parts: tuple[str, str]
) -> None:
    [found] = people(card(f"N:{n}", f"FN:{full}", version=version))
    assert (found.family, found.given) == parts


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["KIND:group", "EMAIL:ops@x", "TEL:12"], "; left out: ops@x, 12"),
        (["KIND:group"], ""),
        (
            ["KIND:group", "MEMBER:urn:uuid:1", "EMAIL:ops@x"],
            "; 1 of its 1 members could not be tagged; left out: ops@x",
        ),
        (
            ["X-EVOLUTION-LIST:TRUE", "EMAIL;X-EVOLUTION-DEST-EMAIL=a@x:a@x"],
            "; 1 of its 1 members could not be tagged",
        ),
    ],
)
def test_what_a_group_says_of_itself_is_told(lines: list[str], told: str) -> None:
    what = 'a group is nobody to keep in touch with: "Ops"'
    assert everything(card("FN:Ops", *lines, version="4.0")) == [(1, what + told)]


def test_a_group_whose_members_are_all_tagged_still_tells_its_own_address() -> None:
    group = card("FN:Ops", "KIND:group", "MEMBER:mailto:a@x", "EMAIL:ops@x", version="4.0")
    [(_, what)] = problems(group + card("EMAIL:a@x"))
    assert what == 'a group is nobody to keep in touch with: "Ops"; left out: ops@x'


def test_a_word_that_there_is_none_is_no_way_to_reach_somebody() -> None:
    text = card("FN:Ann", "EMAIL:N/A", "TEL:none", "EMAIL:ann@example.org")
    assert [point.value for point in people(text)[0].points] == ["ann@example.org"]
    assert [what for _, what in problems(text)] == ['no email: "N/A"', 'no phone: "none"']
