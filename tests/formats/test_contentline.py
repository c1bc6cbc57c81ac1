"""Content lines: byte-identical when nothing is changed, tolerant when read, strict when made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keepintouch.formats.contentline import (
    dump,
    escape,
    fold,
    fold_all,
    param,
    parse,
    parse_line,
    split,
    split_raw,
    text_of,
    unescape,
    unfold,
)

if TYPE_CHECKING:
    from pathlib import Path

if TYPE_CHECKING:
    from pathlib import Path

PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD", b"END:VCARD", b"\r\n", b"\n", b"\r", b" ", b"\t", b"item1.TEL;TYPE=", b'"', b":", b";",
        b"=", b",", b"\\", b"\xc3", b"\xa9", b"\0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"B;QUOTED-PRINTABLE:",
        b"P;BASE64:", b"AAAA", b"TEL;CELL:", b"\xd8\x00", b"\xe2\x80\xa8",
    ]
)  # fmt: skip
FILES = st.binary(max_size=80) | st.lists(PIECES, max_size=20).map(b"".join)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=40)


@given(FILES | st.builds(bytes.__add__, st.sampled_from([b"\xff\xfe", b"A\0B\0"]), FILES))
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_come_back_exactly(data: bytes) -> None:
    assert dump(parse(data)) == data


def test_every_card_of_the_fixtures_comes_back_exactly(fixtures: Path) -> None:
    paths = [*fixtures.glob("vcard/*"), *fixtures.glob("ics/*.ics")]
    assert len(paths) > 150
    for path in paths:
        data = path.read_bytes()
        assert dump(parse(data)) == data, path.name


@given(TEXT.map(lambda text: f"NOTE:{escape(text)}"))
def test_a_folded_line_has_75_octets_at_most_and_whole_characters(line: str) -> None:
    folded = fold(line)
    physical = folded.split(b"\r\n")[:-1]
    assert all(len(each) <= 75 and each.decode() is not None for each in physical)
    assert unfold(folded.removesuffix(b"\r\n")).decode() == line


@given(TEXT)
def test_an_escaped_text_reads_back(text: str) -> None:
    escaped = escape(text)
    assert unescape(escaped) == text
    assert not re.search(r"[\r\n]|(?<!\\)(?:\\\\)*[;,]", escaped)


@given(st.lists(TEXT.map(str.strip), min_size=1, max_size=4), st.sampled_from(";,"))
def test_a_list_of_texts_reads_back(texts: list[str], separator: str) -> None:
    assert split(separator.join(escape(each) for each in texts), separator) == texts


@given(TEXT.map(lambda text: re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).strip()))
def test_a_parameter_reads_back_with_carets(value: str) -> None:
    line = parse_line(f"A{param('X-P', value)}:v".encode())
    assert line.value == b"v"
    assert line.params.get("X-P", ("",)) == (value,)


def test_line_ends_of_any_kind_become_one_escape() -> None:
    assert escape("a\r\nb\rc\nd") == "a\\nb\\nc\\nd"
    assert unescape("\\N\\;\\:\\d\\") == "\n;:\\d\\"
    assert param("P", "tab\tbell\x07") == ';P="tab\tbell "'
    assert fold_all(["A:1", "B:2"]) == b"A:1\r\nB:2\r\n"


@pytest.mark.parametrize(
    ("raw", "group", "name", "params", "value"),
    [
        (b"FN:Ann", "", "FN", {}, b"Ann"),
        (b"item1.TEL;type=HOME;type=pref:1", "ITEM1", "TEL", {"TYPE": ("HOME", "pref")}, b"1"),
        (b"TEL;HOME;VOICE:1", "", "TEL", {"TYPE": ("HOME", "VOICE")}, b"1"),
        (b"N;quoted-printable:x", "", "N", {"ENCODING": ("quoted-printable",)}, b"x"),
        (b"PHOTO;URL:x", "", "PHOTO", {"VALUE": ("URL",)}, b"x"),
        (b'ADR;LABEL="a:b;c, d":x', "", "ADR", {"LABEL": ("a:b;c, d",)}, b"x"),
        (b'A;P="a,b",c:x', "", "A", {"P": ("a,b", "c")}, b"x"),
        (b"A;P=^n^^^'^x:x:y", "", "A", {"P": ('\n^"^x',)}, b"x:y"),
        (b'A;P="open:x', "", "A", {"P": ("open",)}, b"x"),
        (b"NOPARAM;:x", "", "NOPARAM", {}, b"x"),
        (b"A;P=:x", "", "A", {}, b"x"),
        (b"X-GOOGLE TALK;TYPE=WORK:x", "", "X-GOOGLE TALK", {"TYPE": ("WORK",)}, b"x"),
        (b"some.other.value:x", "SOME.OTHER", "VALUE", {}, b"x"),
        (b"\xef\xbb\xbfFN:x", "", "FN", {}, b"x"),
        (b"no colon", "", "", {}, b"no colon"),
        (b"", "", "", {}, b""),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart(
    raw: bytes, group: str, name: str, params: dict[str, tuple[str, ...]], value: bytes
) -> None:
    line = parse_line(raw + b"\r\n", 7)
    assert (line.group, line.name, dict(line.params), line.value) == (group, name, params, value)
    assert (line.raw, line.number) == (raw + b"\r\n", 7)


@pytest.mark.parametrize(
    ("raw", "types"),
    [
        (b"TEL:1", ()),
        (b'TEL;TYPE="voice,HOME":1', ("voice", "home")),
        (b"TEL;TYPE=HOME,TYPE=VOICE:1", ("home", "voice")),
        (b"TEL;CELL;type=,Pref:1", ("cell", "pref")),
    ],
)
def test_types_are_read_however_they_are_written(raw: bytes, types: tuple[str, ...]) -> None:
    assert parse_line(raw).types == types


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"NOTE: a\\, b\\nc ", "a, b\nc"),
        (b"NOTE:Zo\r\n \xc3\r\n \xab", "Zo\u00eb"),
        (b"NOTE:Zo\r\r\n \xc3\xab", "Zo\u00eb"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:Zo=C3=\r\n=AB=0D=0Ax", "Zo\u00eb\nx"),
        (b"NOTE;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Zo=EB", "Zo\u00eb"),
        (b"NOTE;CHARSET=Shift_JIS:\x83m\x83L\x83A", "\u30ce\u30ad\u30a2"),
        (b"NOTE;CHARSET=windows-1252:Do\xeb", "Do\u00eb"),
        (b"NOTE:Do\xeb", "Do\u00eb"),
        (b"NOTE;CHARSET=UTF-8:Zo\xc3\xab\x80", "Zo\u00eb\ufffd"),
        (b"NOTE;CHARSET=rot13:abc", "abc"),
        (b"NOTE;CHARSET=cp99999:abc", "abc"),
        (b"NOTE:nul\0byte", "nulbyte"),
    ],
)
def test_a_value_is_decoded_by_what_the_line_says_of_itself(raw: bytes, text: str) -> None:
    assert parse_line(raw).text == text


def test_text_is_decoded_without_a_line_too() -> None:
    assert text_of(b"Zo\xeb") == "Zo\u00eb"
    assert split_raw("a\\;b;c\\", ";") == ["a\\;b", "c\\"]
