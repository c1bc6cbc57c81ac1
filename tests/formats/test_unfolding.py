"""Whole content lines come out of any stream: line ends, folds, encodings, limits."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.formats import unfolding
from keepintouch.formats.unfolding import chunks, encoding_of, whole_lines

ALPHABET = st.sampled_from(
    [b"a", b":", b";", b"=", b" ", b"\t", b"\r", b"\n", b"\r\n", b"A:;QUOTED-PRINTABLE:", b"B;B:"]
)


def whole(data: bytes, size: int = 1 << 16, limit: int = 1000) -> list[tuple[int, bytes | None]]:
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return list(whole_lines(pieces, limit))


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"A:1\r\nB:2\nC:3\rD:4", [b"A:1\r\n", b"B:2\n", b"C:3\r", b"D:4"]),
        (b"A:1\r\n 2\r\n\t3\r\nB:4", [b"A:1\r\n 2\r\n\t3\r\n", b"B:4"]),
        ("A:x\u2028y\x85z\x0c\x1cw\n".encode(), ["A:x\u2028y\x85z\x0c\x1cw\n".encode()]),
        (b"A:1\r\r\n 2\r\r\nB:3\r\r\n", [b"A:1\r\r\n 2\r\r\n", b"B:3\r\r\n"]),
        (b"\n\n\nA:1\n", [b"\n", b"\n", b"\n", b"A:1\n"]),
        (b"A:1\n\n\nB:2\n", [b"A:1\n\n", b"\n", b"B:2\n"]),
        (b"A;ENCODING=QUOTED-PRINTABLE:=C3=\r\n=A9\r\nB:2", [b"A;ENCODING=QUOTED-PRINTABLE:=C3=\r\n=A9\r\n", b"B:2"]),
        (b"A;QUOTED-PRINTABLE:x=\nN:not\nB:2", [b"A;QUOTED-PRINTABLE:x=\nN:not\n", b"B:2"]),
        (b"A;QUOTED-PRINTABLE:x=\nEND:VCARD\n", [b"A;QUOTED-PRINTABLE:x=\n", b"END:VCARD\n"]),
        (b"A;QUOTED-PRINTABLE:x=\n\nB:1\n", [b"A;QUOTED-PRINTABLE:x=\n\n", b"B:1\n"]),
        (b"A;QUOTED-PRINTABLE:x=\nTEL;CELL:09\nB:2", [b"A;QUOTED-PRINTABLE:x=\n", b"TEL;CELL:09\n", b"B:2"]),
        (b"A;QUOTED-PRINTABLE:x=\nN:Li;Ann\n", [b"A;QUOTED-PRINTABLE:x=\n", b"N:Li;Ann\n"]),
        (b"A;QUOTED-PRINTABLE:x=\nTEL: 09\n", [b"A;QUOTED-PRINTABLE:x=\nTEL: 09\n"]),
        (b"A;QUOTED-PRINTABLE:x=\nTel:09\n", [b"A;QUOTED-PRINTABLE:x=\nTel:09\n"]),
        (b"A;QUOTED-PRINTABLE:x=\nTEL:09=20\n", [b"A;QUOTED-PRINTABLE:x=\nTEL:09=20\n"]),
        (b"A;QUOTED-PRINTABLE:x=\nTEL:09=\n1\n", [b"A;QUOTED-PRINTABLE:x=\nTEL:09=\n1\n"]),
        (b"A;QUOTED-PRINTABLE:x=0D=0A=\nTEL:09\n", [b"A;QUOTED-PRINTABLE:x=0D=0A=\nTEL:09\n"]),
        (b"A;QUOTED-PRINTABLE:x=\nFN;QUOTED-PRINTABLE:=41\n", [b"A;QUOTED-PRINTABLE:x=\n", b"FN;QUOTED-PRINTABLE:=41\n"]),
        (b"A:x=\nB:1\n", [b"A:x=\n", b"B:1\n"]),
        (b"P;BASE64:AAAA\nBBBB\nCC==\n\nB:1\n", [b"P;BASE64:AAAA\nBBBB\nCC==\n\n", b"B:1\n"]),
        (b"P;ENCODING=b:AAAA\nBBBB\nB:1\n", [b"P;ENCODING=b:AAAA\nBBBB\n", b"B:1\n"]),
        (b"P:AAAA\nBBBB\n", [b"P:AAAA\n", b"BBBB\n"]),
        (b"END:VCARDBEGIN:VCARD\nFN:x", [b"END:VCARD", b"BEGIN:VCARD\n", b"FN:x"]),
        (b"END:VCARD\nBEGIN:VCARD\n", [b"END:VCARD\n", b"BEGIN:VCARD\n"]),
        (b"", []),
    ],
)  # fmt: skip
def test_a_line_goes_on_over_folds_soft_breaks_and_bare_base64(
    data: bytes, lines: list[bytes]
) -> None:
    assert [raw for _, raw in whole(data)] == lines


@given(st.lists(ALPHABET, max_size=25).map(b"".join), st.integers(1, 7))
def test_where_a_stream_is_cut_into_pieces_changes_nothing(data: bytes, size: int) -> None:
    assert whole(data, size) == whole(data)
    assert b"".join(raw or b"" for _, raw in whole(data)) == data


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert [number for number, _ in whole(b"A:1\r\n 2\r\nB:3\n\nC:4\rD:5")] == [1, 3, 5, 6]


@pytest.mark.parametrize("size", [1, 3, 1 << 16])
@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"A:1\nB:%b\nC:3\n" % (b"x" * 20), [(1, b"A:1\n"), (2, None), (3, b"C:3\n")]),
        (b"A:1\nB:%b" % (b"x" * 20), [(1, b"A:1\n"), (2, None)]),
        (b"B:123\n 4567\n 89\nC:3\n", [(1, None), (4, b"C:3\n")]),
        (b"B:%b\r\nC:3\n" % (b"x" * 20), [(1, None), (2, b"C:3\n")]),
    ],
)
def test_a_line_beyond_the_limit_is_named_and_not_held(
    data: bytes, lines: list[tuple[int, bytes | None]], size: int
) -> None:
    assert whole(data, size, limit=12) == lines


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_come_as_utf_8(encoding: str) -> None:
    data = "BEGIN:VCARD\r\nFN:Zoë 🙂\r\n".encode(encoding)
    assert b"".join(chunks(io.BytesIO(data))).decode() == "BEGIN:VCARD\r\nFN:Zoë 🙂\r\n"


def test_a_character_may_be_cut_by_the_end_of_a_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfolding, "CHUNK", 5)
    data = codecs.BOM_UTF16_BE + "N:🙂é\n".encode("utf-16-be")
    assert b"".join(chunks(io.BytesIO(data))).decode() == "N:🙂é\n"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [(b"", "utf-8"), (b"BE", "utf-8"), (b"\0B\0E", "utf-16-be"), (b"B\0E\0", "utf-16-le")],
)
def test_an_encoding_is_guessed_without_a_mark(head: bytes, encoding: str) -> None:
    assert encoding_of(head) == (b"", encoding)
