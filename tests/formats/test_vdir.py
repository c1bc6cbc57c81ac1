"""A folder of cards: what is one, what is left alone, and how one is put in its place."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import vdir
from keepintouch.formats.vcard_cards import LARGEST_CARD

if TYPE_CHECKING:
    from pathlib import Path

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:7\r\nFN:Ann Lee\r\nEND:VCARD\r\n"


def test_cards_are_the_visible_files_of_that_suffix(tmp_path: Path) -> None:
    for name in ("b.vcf", "a.VCF", ".hidden.vcf", ".kit-1.tmp", "c.vcf.tmp", "color", "notes.txt"):
        (tmp_path / name).write_bytes(CARD)
    (tmp_path / "sub").mkdir()
    assert vdir.items(str(tmp_path)) == [vdir.Item("a.VCF", CARD), vdir.Item("b.vcf", CARD)]


def test_what_cannot_be_a_card_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "link.vcf").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.vcf")
    (tmp_path / "dir.vcf").mkdir()
    (tmp_path / "two\nlines.vcf").write_bytes(CARD)
    (tmp_path / os.fsdecode(b"\xff.vcf")).write_bytes(CARD)
    with (tmp_path / "huge.vcf").open("wb") as file:
        file.truncate(LARGEST_CARD + 1)
    found = {each.name: each.problem for each in vdir.items(str(tmp_path))}
    assert found == {
        "link.vcf": "not a plain file",
        "pipe.vcf": "not a plain file",
        "dir.vcf": "not a plain file",
        "two\nlines.vcf": "its name is not plain text",
        "\udcff.vcf": "its name is not plain text",
        "huge.vcf": "larger than 32 MB",
    }


@pytest.mark.parametrize("name", ["gone", "file", "nul\0"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(CARD)
    with pytest.raises(UnreadableError, match="Nothing was changed"):
        vdir.items(str(tmp_path / name))


def test_a_folder_of_address_books_is_refused_by_naming_one(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / "empty").mkdir()
    assert vdir.items(str(tmp_path)) == []
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "a.vcf").write_bytes(CARD)
    with pytest.raises(UnreadableError) as refused:
        vdir.items(str(tmp_path))
    assert refused.value.attempt == (f"kit sync vdir {tmp_path / 'home'}",)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "there is no card in this file"),
        (b"hello\n", "this is no vCard: there is no BEGIN:VCARD in it"),
        (CARD * 2, "2 cards in one file"),
        ("\ufeff".encode("utf-16-le") + CARD.decode().encode("utf-16-le"), "this card is not in UTF-8"),
        (CARD.replace(b"FN:Ann Lee\r\n", b""), "a card without name, e-mail or phone number is left out"),
        (CARD.replace(b"UID:7", b"KIND:group"), 'a group is nobody to keep in touch with: "Ann Lee"'),
        (CARD.replace(b"UID:7", b"KIND:location"), "a place is nobody to keep in touch with"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_persons_card_says_why(data: bytes, what: str) -> None:
    reading = vdir.read(data)
    assert reading.draft is None
    assert [each.what for each in reading.problems] == [what]


def test_what_is_around_a_card_stays() -> None:
    data = b"\xef\xbb\xbf\r\n" + CARD + b"\r\n\r\n"
    reading = vdir.read(data)
    assert reading.card is not None
    assert vdir.patched(data, reading.card, reading.card.raw) == data


def test_a_new_card_is_called_by_its_uid_where_that_is_a_name() -> None:
    assert vdir.name_for("0193-a", set()) == "0193-a.vcf"
    assert vdir.name_for("0193-a", {"0193-a.vcf", "0193-a-1.vcf"}) == "0193-a-2.vcf"
    for uid in ("../etc/passwd", "a b", ".hidden", "", "x" * 300, "a\nb"):
        assert vdir.name_for(uid, set()) == "card.vcf"


def test_a_card_is_written_whole_and_private(tmp_path: Path) -> None:
    path = str(tmp_path)
    assert vdir.write(path, "a.vcf", None, b"one")
    assert vdir.write(path, "a.vcf", b"one", b"two")
    assert (tmp_path / "a.vcf").read_bytes() == b"two"
    assert stat.S_IMODE((tmp_path / "a.vcf").stat().st_mode) == 0o600
    assert vdir.delete(path, "a.vcf", b"two")
    assert os.listdir(path) == []
    vdir.settle(path)
    vdir.settle(f"{path}/gone")


def test_what_is_not_as_it_was_read_is_neither_overwritten_nor_deleted(tmp_path: Path) -> None:
    path = str(tmp_path)
    (tmp_path / "a.vcf").write_bytes(b"theirs")
    assert not vdir.write(path, "a.vcf", b"one", b"two")
    assert not vdir.write(path, "a.vcf", None, b"two")
    assert not vdir.write(path, "b.vcf", b"one", b"two")
    assert not vdir.delete(path, "a.vcf", b"one")
    assert not vdir.delete(path, "b.vcf", b"one")
    assert (tmp_path / "a.vcf").read_bytes() == b"theirs"
    assert os.listdir(path) == ["a.vcf"]


def test_a_folder_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").mkdir()
    with pytest.raises(OSError, match="directory"):
        vdir.write(str(tmp_path), "a.vcf", None, b"two")
    assert os.listdir(tmp_path) == ["a.vcf"]
