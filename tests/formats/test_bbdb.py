"""BBDB: Lisp data that is read and never evaluated, and the layouts its versions had."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import bbdb, elisp
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions
from keepintouch.formats.elisp import Pair, Symbol

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft


def read(text: str) -> list[Draft]:
    return list(bbdb.read(io.BytesIO(text.encode()), ReadOptions()))


def person(record: str) -> PersonDraft:
    [found] = read(f";;; file-format: 9\n{record}\n")
    assert isinstance(found, PersonDraft)
    return found


def with_more(alist: str) -> PersonDraft:
    return person(f'["Ann" "Lee" nil nil nil nil nil nil ({alist}) "u" "2020-01-02 10:00" "" nil]')


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("nil", None),
        ("()", None),
        ("t", Symbol("t")),
        ("-12", -12),
        ("12.", 12),
        ("1.5", Symbol("1.5")),
        (r'"a \"b\" \\ \n\t\101\x41\u00e9\U0001F600\q"', 'a "b" \\ \n\tAA\u00e9\U0001f600q'),
        ('"one \\\ntwo"', "one two"),
        (r'"\ud800"', "\ufffd"),
        ("(a . b)", Pair(Symbol("a"), Symbol("b"))),
        ('(notes "a" "b")', [Symbol("notes"), "a", "b"]),
        ('["a" (1 [2]) ; said\n nil]', ("a", [1, (2,)], None)),
        ('#("a" 0 1 (face bold))', "a"),
        ("#[1]", (1,)),
        (r"a\ b", Symbol(r"a\ b")),
    ],
)
def test_lisp_data(text: str, datum: object) -> None:
    assert elisp.read(text) == datum


@pytest.mark.parametrize("text", ["", "(", ")", "[)", '"', "(" * 99 + ")" * 99, "; nothing"])
def test_what_is_no_lisp_data(text: str) -> None:
    with pytest.raises(ValueError, match="no Lisp data"):
        elisp.read(text)


@given(st.text())
def test_any_text_survives_the_printer_of_emacs(text: str) -> None:
    printed = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    assert elisp.read(f'"{printed}"') == text


@given(st.text(alphabet='()[]"\\;. anil#01\n'))
def test_nothing_else_than_a_value_error_comes_of_nonsense(text: str) -> None:
    try:
        datum = elisp.read(text)
    except ValueError:
        return
    elisp.texts(datum)
    elisp.items(elisp.rest(datum))


def test_version_2_had_three_streets_and_numbers_for_telephones() -> None:
    [found] = read(
        ";;; file-version: 2\n"
        '["Ann" "Lee" "Annie; Lee" "Air" (["home" 415 555 12 0] ["work" 0 555 1234 7]) '
        '(["home" "Road 1" "" "Flat 2" "Oslo" "" 90210]) ("Ann <a@x>") "Just notes" nil]\n'
    )
    assert isinstance(found, PersonDraft)
    assert found._replace(raw=None) == PersonDraft(
        "Ann Lee",
        given="Ann",
        family="Lee",
        nicknames=("Annie", "Lee"),
        points=(
            Point("email", "a@x"),
            Point("phone", "(415) 555-0012", "home"),
            Point("phone", "555-1234 x7", "work"),
            Point("address", "Road 1\nFlat 2\n90210 Oslo", "home"),
        ),
        org="Air",
        notes=("Just notes",),
        line=2,
    )


def test_version_6_had_lists_of_streets_and_postcodes_of_parts() -> None:
    [found] = read(
        ";;; file-version: 6\n"
        '["Ann" nil nil nil nil (["home" ("Road 1") "Oslo" "" ("SE" 1234) "Norway"] '
        '["old" nil "Bergen" "" 0 ""]) nil ((creation-date . "1997-09-25")) nil]\n'
    )
    assert isinstance(found, PersonDraft)
    assert found.points == (
        Point("address", "Road 1\nSE 1234 Oslo\nNorway", "home"),
        Point("address", "Bergen", "old"),
    )
    assert found.known_since == date(1997, 9, 25)


def test_version_7_has_affixes() -> None:
    found = person('["Ann" "Lee" ("Jr" "MD") ("Al") ("Air" "Sea") nil nil nil nil nil]')
    assert (found.name, found.suffix, found.org) == ("Ann Lee Jr, MD", "Jr, MD", "Air")
    assert found.notes == ("Also at: Sea",)


def test_more_fields_of_a_record() -> None:
    found = with_more(
        '(notes . "Tall") (www . "https://x.example") (github . "https://g.example/a") '
        '(jabber . "a@im") (mail-alias . "pals, family") (title . "Pilot") (spouse . "Bo") '
        '(timestamp . "2020-01-01") (kids "Cy" "Di") (broken)'
    )
    assert found.points == (
        Point("link", "https://x.example"),
        Point("link", "https://g.example/a", "github"),
        Point("im", "a@im", "jabber"),
    )
    assert found.tags == ("pals", "family")
    assert found.title == "Pilot"
    assert found.notes == ("Tall", "spouse: Bo", "kids: Cy, Di")
    assert (found.uid, found.known_since) == ("u", date(2020, 1, 2))


@pytest.mark.parametrize(
    ("said", "birthday", "occasions"),
    [
        ("1984-02-29 birthday", PartialDate(1984, 2, 29), ()),
        ("02-29", PartialDate(None, 2, 29), ()),
        (
            "1984-02-29\\n2010-6-5 Wedding",
            PartialDate(1984, 2, 29),
            (Occasion("wedding", PartialDate(2010, 6, 5)),),
        ),
        ("next May", None, (Occasion("anniversary", PartialDate(text="next May")),)),
    ],
)
def test_an_anniversary_is_a_birthday_if_it_says_nothing_else(
    said: str, birthday: PartialDate | None, occasions: tuple
) -> None:
    found = with_more(f'(anniversary . "{said}")')
    assert (found.birthday, found.occasions) == (birthday, occasions)


def test_a_birthday_may_have_a_field_of_its_own() -> None:
    assert with_more('(birthday . "1984")').birthday == PartialDate(1984)


def test_records_may_go_on_and_be_broken() -> None:
    drafts = read(
        ';;; file-format: 9\n["Ann" nil nil nil nil nil\n nil nil nil nil]\n["Bo" "\n[1 2]\n(3)\n'
        '[nil nil nil nil nil nil nil nil nil nil]\n[nil nil nil nil () nil nil ("x@y") nil nil]\n'
    )
    assert [each.name for each in drafts if isinstance(each, PersonDraft)] == ["Ann", "x@y"]
    assert [each for each in drafts if isinstance(each, Problem)] == [
        Problem(4, "a record that is no Lisp vector is left out"),
        Problem(5, "a record of a layout that is not known is left out"),
        Problem(7, "a record without a name is left out"),
    ]


def test_a_record_too_long_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bbdb, "LARGEST_RECORD", 10)
    drafts = read(
        '["Ann" nil nil nil nil\nnil nil nil nil nil]\n["Bo" nil nil nil nil nil nil nil nil]'
    )
    assert [each.line for each in drafts if isinstance(each, Problem)] == [1, 2]


@pytest.mark.parametrize("text", ["", ";;; file-format: 9\n", "hello", "(1 2)"])
def test_what_has_no_record_is_no_bbdb(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text)


def test_telephones_and_addresses_of_odd_shapes_are_no_trouble() -> None:
    found = person(
        '["Ann" nil nil nil nil ([] ["x"] ["y" nil] ["z" ""] 5 [nil "1"]) ([] ["a"] ["b" "c"]) nil '
        "nil nil]"
    )
    assert found.points == (Point("phone", "1"), Point("address", "c", "b"))
