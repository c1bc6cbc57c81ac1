"""From bytes to rows: encodings, delimiters, quotes, and cells that are too many or too few."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import csv, csv_encodings
from keepintouch.formats.csv_dialects import Records, Row, cells_of
from keepintouch.formats.drafts import Columns, PersonDraft, Problem, ReadOptions

ALL = ReadOptions()


def read(content: bytes | str) -> list:
    content = content.encode() if isinstance(content, str) else content
    found = csv.read(io.BytesIO(content), ALL)
    return [each for each in found if not isinstance(each, Columns)]


def rows(content: str, width: int = 0) -> list[list[str] | int]:
    """Return the cells of each record, and the line of each problem."""
    records = Records(io.BytesIO(content.encode()), lambda _: False)
    records.width = width
    return [each.cells if isinstance(each, Row) else each.line for each in records]


def said(content: bytes | str) -> list[tuple[str, str | None]]:
    """Return name and birthplace-like company of each person, and the words of each problem."""
    return [
        (each.name, each.org) if isinstance(each, PersonDraft) else (each.what, None)
        for each in read(content)
    ]


GERMAN = "Name;Firma;Notiz\nJörg Müller;Weiß & Söhne;Straße\nZoë;Groß;\n"
POLISH = "Imię;Nazwisko;Firma\nWiesław;Żółć;Łódź\nŚwiętosława;Gęś;Kraków\n"
CZECH = "Jméno;Příjmení;Firma\nJiří;Dvořák;Škoda\nTomáš;Růžička;Plzeň\n"
HUNGARIAN = "Name;Company\nErdős Pál;Győr\nSzűcs Ödön;Fűrész\n"
FRENCH = "Prénom;Nom;Société\nJérôme;Lefèvre;Hôtel Garçon\nAnaïs;Noël;Œuvre\n"
JAPANESE = "氏名,会社,メモ\n山本 太郎,トヨタ自動車,あいうえお\n佐藤 花子,ソニー,\n"
RUSSIAN = "Имя;Фамилия;Компания\nИван;Петров;Газпром\nЁлка;Щукина;\n"
GREEK = "Name;Company\nΓιώργος Παπαδόπουλος;Αθήνα\n"
TURKISH = "Name;Company\nGülşah Yıldırım;Doğuş\nİsmail Çağ;İş\n"
ASCII = "Name,Company\nAnn,ACME\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (text, encoding)
        for text in (GERMAN, POLISH, JAPANESE, ASCII)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
    ]
    + [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (JAPANESE, "cp932"),
        (RUSSIAN, "cp1251"),
        (GREEK, "cp1253"),
        (TURKISH, "cp1254"),
        (ASCII, "utf-16-le"),
        (ASCII, "utf-16-be"),
        (GERMAN, "utf-16-le"),
    ],
)
def test_the_same_words_come_out_of_every_encoding(text: str, encoding: str) -> None:
    assert said(text.encode(encoding)) == said(text)
    assert all(isinstance(each, PersonDraft) for each in read(text))


def test_an_old_mac_ends_lines_by_cr_and_has_letters_of_its_own() -> None:
    assert said(GERMAN.replace("\n", "\r").encode("mac_roman")) == said(GERMAN)


def test_an_encoding_in_doubt_is_told() -> None:
    problem, *people = read("Name;Company\n¤¤¤;×\nJörg;Groß\n".encode("cp1252"))
    assert problem == Problem(0, "the encoding is neither UTF-8 nor certain; read as cp1252")
    assert [each.name for each in people] == ["¤¤¤", "Jörg"]


def test_a_line_that_is_no_utf8_is_read_as_its_code_page() -> None:
    people = "山本,ACME\n" * 5_000
    content = f"Name,Company\n{people}".encode() + "Jörg,Weiß\n".encode("cp1252")
    assert said(content)[-1] == ("Jörg", "Weiß")


@pytest.mark.no_cover
def test_a_file_is_the_same_wherever_it_is_cut_into_chunks() -> None:
    people = "".join(f'Ann {n},"Müller\r\n& Söhne {n}"\r\n' for n in range(3_000))
    read_ones = read(f"Name,Company\r\n{people}")
    assert [each.org for each in read_ones] == [f"Müller\n& Söhne {n}" for n in range(3_000)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_will_do(delimiter: str, end: str) -> None:
    lines = ["Name,Company,Notes", '"Lima, Ann","A; B|C","one\ntwo"', "Bob,X,"]
    text = end.join(line.replace(",", delimiter) for line in lines) + end
    assert said(text) == [(f"Lima{delimiter} Ann", "A; B|C"), ("Bob", "X")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("sep=;\nName;Company\nAnn;A,B\n", [("Ann", "A,B")]),
        ("sep=^\nName^Company\nAnn^A,B\n", [("Ann", "A,B")]),
        ("Name,Company;Notes\nAnn,ACME\n", [("Ann", None)]),
    ],
)
def test_a_file_may_say_its_delimiter(content: str, expected: list[tuple[str, str | None]]) -> None:
    assert said(content) == expected


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a,b,c", ["a", "b", "c"]),
        ("", [""]),
        (",", ["", ""]),
        ('"a,b",c', ["a,b", "c"]),
        ('"a""b",c', ['a"b', "c"]),
        ('"a"",b",c', ['a",b', "c"]),
        ('"",""', ["", ""]),
        ('""""', ['"']),
        ('"Bobby" Stone,c', ['"Bobby" Stone', "c"]),
        ('"Bob "Bobby" Stone",c', ['Bob "Bobby" Stone', "c"]),
        ('a, "b, c"', ["a", "b, c"]),
        ('a,"b,c', ["a", '"b', "c"]),
        ('5" disk,3" disk', ['5" disk', '3" disk']),
        ('"a" ,b', ["a", "b"]),
    ],
)
def test_one_line_is_taken_apart_however_its_quotes_stand(line: str, cells: list[str]) -> None:
    assert cells_of(line + "\r\n", ",") == cells


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('"Bob "Bobby" Stone",c\nd,e\n', [['Bob "Bobby" Stone', "c"], ["d", "e"]]),
        ('"Bobby" Stone,c\nd,e\n', [['"Bobby" Stone', "c"], ["d", "e"]]),
        ('a,"b\nc,d\ne,f\n', [["a", '"b'], ["c", "d"], ["e", "f"]]),
        ('a,"b\nc,"d"\ne,f\n', [["a", '"b'], ["c", "d"], ["e", "f"]]),
        ('a,"b\nc,d\ne,f\ng,5"\n', [["a", "b\nc,d\ne,f\ng,5"]]),
        ('a,b,"c\nd,e\nf,5"\ng,h\n', [1, ["d", "e"], ["f", '5"'], ["g", "h"]]),
        ('a,"b,x",c,d\ne,f\n', [["a", "b,x", "c", "d"], ["e", "f"]]),
        ('"a" b,c,d\ne,f\n', [1, ["e", "f"]]),
        ('a,"b\n', [["a", '"b']]),
        ('"a\n\nb",c\n', [["a\n\nb", "c"]]),
    ],
)
def test_a_stray_quote_costs_its_own_line_at_most(
    content: str, expected: list[list[str] | int]
) -> None:
    assert rows(content, width=2) == expected


HEADER = "First name,Last name,Email,Company,Notes\n"
FULL = "Ann,Lima,a@b,ACME,x\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (FULL + "Bob\n", ["Ann Lima", "Bob"]),
        (FULL + "Bob,Stone\n", ["Ann Lima", "Bob Stone"]),
        (FULL + "Bob,Stone,b@c,,,,\n", ["Ann Lima", "Bob Stone"]),
        (FULL + "Bob,Stone,b@c,ACME, Inc.,x\n", ["Ann Lima", 3]),
        (FULL + "Bob,b@c\n", ["Ann Lima", 3]),
        (FULL + "Bob,Stone,ACME\n", ["Ann Lima", 3]),
        (FULL + 'Bob,Stone,b@c,"AC\n', ["Ann Lima", 3]),
        (FULL + "Bob,Stone,b@c,AC\nME,x\n", ["Ann Lima", 3, 4]),
        (FULL + "Bob,Stone,b@c,AC\n\nME,x\n", ["Ann Lima", "Bob Stone", "ME x"]),
        ("Bob,Stone,b@c\nCim,Berg,c@d\n", ["Bob Stone", "Cim Berg"]),
        (FULL + "Bob\n" + '"x" y,z\n' + FULL, ["Ann Lima", "Bob", 4, "Ann Lima"]),
        (",,,,\n" + FULL + " , ,,,,\n,\n", ["Ann Lima"]),
        (FULL + ",,,,,\n", ["Ann Lima"]),
    ],
)
def test_too_few_or_too_many_cells_never_shift_a_value(
    content: str, expected: list[str | int]
) -> None:
    assert [
        each.name if isinstance(each, PersonDraft) else each.line for each in read(HEADER + content)
    ] == expected


def test_a_problem_shows_no_more_than_a_few_words_of_a_row() -> None:
    _, problem = read(HEADER + FULL + "Bob,Stone,b@c,ACME," + "x" * 9_000 + ",y\n")
    assert problem.what.startswith("6 cells where the header has 5, left out: Bob, Stone")
    assert len(problem.what) < 300


def test_a_cell_of_200_kilobytes_is_read() -> None:
    (ann,) = read(f'Name,Notes\nAnn,"{"x" * 200_000}"\n')
    assert ann.notes == ("x" * 200_000,)


def test_zeros_are_left_out_of_cells() -> None:
    assert said("Name,Company\nA\0nn,AC\0ME\n") == [("Ann", "ACME")]


def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv_encodings, "LONGEST_LINE", 100_000)
    for content in (b"Name," + b"x" * 2_000_000, ("Name," + "x" * 200_000).encode("utf-16")):
        with pytest.raises(UnreadableError, match="a line of more than"):
            read(content)


def test_a_quote_that_is_open_for_too_long_is_stray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keepintouch.formats.csv_dialects.LONGEST_LINE", 1_000)
    people = "".join(f"Bob {n},b\n" for n in range(500))
    assert [each[0] for each in said(f'Name,Company\nAnn,"x\n{people}')][:2] == ["Ann", "Bob 0"]


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5))
@settings(max_examples=100)
def test_whatever_a_table_holds_comes_out_of_it(table: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = "".join(",".join(map(quoted, cells)) + "\r\n" for cells in table)
    assert rows("Name,Email\r\n" + text)[1:] == table


@pytest.mark.no_cover
@pytest.mark.parametrize("before", ["", "Name,Email\n", 'Name,Notes\nAnn,"'])
@pytest.mark.parametrize(
    "piece",
    [
        '"a,',
        '"a\n',
        '"",',
        '""x\n',
        "name ",
        '"',
        ",",
        '",',
        '"\n',
        " ",
        "\r",
        ' "',
        "a,\n",
        "Email,",
    ],
)
def test_no_file_takes_longer_than_its_length(before: str, piece: str) -> None:
    """Nothing is gone through once for each quote, cell or column: this would take minutes."""
    with suppress(UnreadableError):
        read(before + piece * 10_000)
