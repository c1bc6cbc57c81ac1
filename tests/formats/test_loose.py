"""Values of no promised type, partial dates, lines, and JSON that comes in pieces."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import PartialDate
from keepintouch.formats import fields, jsonwalk, loose, textlines
from keepintouch.formats.textlines import Line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" x ", "x"),
        ("", None),
        (5, "5"),
        (1.5, "1.5"),
        (True, None),
        (None, None),
        ([], None),
        ("\ud83d\ude00", "\U0001f600"),
        ("\ud800", "\ufffd"),
        ("\0", "\ufffd"),
    ],
)
def test_text(value: object, text: str | None) -> None:
    assert loose.text(value) == text


@pytest.mark.parametrize(
    ("value", "yes"),
    [(True, True), (1, True), ("Yes", True), ("0", False), (None, False), (2, False)],
)
def test_flag(value: object, yes: bool) -> None:
    assert loose.flag(value) is yes


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), ("-7", -7), (30.0, 30), ("x", None), (True, None), (1e300, None), ("9" * 99, None)],
)
def test_number(value: object, number: int | None) -> None:
    assert loose.number(value) == number


@pytest.mark.parametrize(
    ("value", "day", "time"),
    [
        ("2024-03-31", date(2024, 3, 31), None),
        ("2024-03-31T02:30:00.000000Z", date(2024, 3, 31), "02:30"),
        ("2024-03-31 00:00:00", date(2024, 3, 31), None),
        ("2024-03-31 00:00:05", date(2024, 3, 31), "00:00"),
        ("20240331T023000Z", date(2024, 3, 31), "02:30"),
        ("2024-03-31 25:00", date(2024, 3, 31), None),
        ("2024-02-30", None, None),
        ("0000-01-01", None, None),
        ("soon", None, None),
        (20240331, None, None),
    ],
)
def test_stamp(value: object, day: date | None, time: str | None) -> None:
    found = loose.stamp(value)
    assert loose.day(value) == day
    assert (found.time if found else None) == time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1984-02-29", PartialDate(1984, 2, 29)),
        ("19840229", PartialDate(1984, 2, 29)),
        ("<1984-02-29 Wed>", PartialDate(1984, 2, 29)),
        ("1984-02-29T10:00:00Z", PartialDate(1984, 2, 29)),
        ("--02-29", PartialDate(None, 2, 29)),
        ("--0229", PartialDate(None, 2, 29)),
        ("1604-02-29", PartialDate(None, 2, 29)),
        ("1984-02", PartialDate(1984, 2)),
        ("1984", PartialDate(1984)),
        ("1985-02-29", PartialDate(text="1985-02-29")),
        ("0000-02-29", PartialDate(text="0000-02-29")),
        ("in May", PartialDate(text="in May")),
        (" ", None),
        (None, None),
    ],
)
def test_partial_date(text: str | None, expected: PartialDate | None) -> None:
    assert fields.partial_date(text) == expected


@given(st.dates())
def test_every_day_is_a_partial_date(day: date) -> None:
    year = None if day.year == fields.NO_YEAR else day.year
    assert fields.partial_date(day.isoformat()) == PartialDate(year, day.month, day.day)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("Road 1", "Oslo", None, "0154", "Norway"), "Road 1\n0154 Oslo\nNorway"),
        (("Road 1", "Boston", "MA", "02108", None), "Road 1\nBoston, MA 02108"),
        ((None, None, "MA", None, None), "MA"),
        ((None,) * 5, None),
    ],
)
def test_address(parts: tuple, text: str | None) -> None:
    assert fields.address(*parts) == text


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"a\nb\r\nc\rd", ["a", "b", "c", "d"]),
        (b"", []),
        (b"a\x0bb\x0c\xc2\x85c\xe2\x80\xa8d\n", ["a\x0bb\x0c\x85c\u2028d"]),
        (b"\xef\xbb\xbfa", ["a"]),
        ("å\nb".encode("utf-16"), ["å", "b"]),
        (b"\xe5\n\xc3\xa5\na\0b\n\x81", ["å", "å", "a\ufffdb", "\ufffd"]),
    ],
)
def test_lines(content: bytes, texts: list[str]) -> None:
    numbered = [Line(number, text) for number, text in enumerate(texts, 1)]
    assert list(textlines.lines(io.BytesIO(content))) == numbered


class Slow(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 3, 3))


@given(st.lists(st.binary(max_size=9)).map(b"\r\n".join))
def test_lines_do_not_depend_on_how_the_bytes_come(content: bytes) -> None:
    whole = [each.text for each in textlines.lines(io.BytesIO(b"ab" + content))]
    assert [each.text for each in textlines.lines(Slow(b"ab" + content))] == whole


def test_a_line_too_long_is_none_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textlines, "LONGEST_LINE", 10)
    content = b"a\n" + b"x" * 30 + b"\nb\n" + b"y" * 30
    assert [each.text for each in textlines.lines(Slow(content))] == ["a", None, "b", None]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(), some, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from([None, 1]), st.booleans())
def test_pieces_make_the_whole_again(tree: object, indent: int | None, slow: bool) -> None:
    content = json.dumps(tree, indent=indent).encode()
    stream = (Slow if slow else io.BytesIO)(content)
    found = {path: value for path, value, _ in jsonwalk.pieces(stream, lambda _: True)}
    assert found == leaves(tree, ())


def leaves(tree: object, path: tuple) -> dict:
    if not isinstance(tree, (dict, list)):
        return {path: tree}
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return {
        key: value for part, below in pairs for key, value in leaves(below, (*path, part)).items()
    }


def test_a_piece_knows_its_line() -> None:
    text = '{\n "a": [\n  1,\n\n  {"b":\n 2}\n ],\n "c": 3\n}\n'
    found = jsonwalk.pieces(io.BytesIO(text.encode()), lambda path: len(path) < 2)
    assert [(path, line) for path, _, line in found] == [(("a", 0), 3), (("a", 1), 5), (("c",), 8)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a"}',
        '{"a": 1,}',
        "{1: 2}",
        "[1 2]",
        "[1]]",
        '{"a": 1} x',
        "nope",
        "[" * 9999,
        "1" * 5000,
    ],
)
def test_broken_json_is_told_with_its_line(text: str) -> None:
    with pytest.raises(UnreadableError, match="line 1"):
        list(jsonwalk.pieces(io.BytesIO(text.encode()), lambda _: True))


def test_a_value_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonwalk, "LONGEST_VALUE", 100)
    monkeypatch.setattr(jsonwalk, "CHUNK", 10)
    with pytest.raises(UnreadableError):
        list(jsonwalk.pieces(io.BytesIO(json.dumps(["x" * 500]).encode()), lambda path: not path))
