"""Where imported bytes come from: files, folders, archives, standard input; what is refused."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import UnreadableError, UsageError
from keepintouch.services import importing
from keepintouch.services.importing import sources
from keepintouch.services.importing.results import Wanted

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from conftest import Book
    from keepintouch.services.importing.results import Imported
    from keepintouch.store import Store

CARD = "BEGIN:VCARD\nVERSION:3.0\nUID:{0}\nFN:{0}\nEND:VCARD\n"


def bring(book: Book, *paths: object, **options: object) -> Imported:
    return importing.run(book.store, [str(path) for path in paths], today=book.today, **options)


def problems(result: Imported) -> list[tuple[str, str]]:
    return [(os.path.basename(each.file), each.what) for each in result.problems]


def test_several_files_are_one_step(book: Book, tmp_path: Path) -> None:
    for name in ("Ana", "Bob"):
        (tmp_path / f"{name}.vcf").write_text(CARD.format(name))
    result = bring(book, tmp_path / "Ana.vcf", tmp_path / "Bob.vcf", tmp_path / "Ana.vcf")
    assert (result.new, result.unchanged) == (2, 1)
    assert [each.format for each in result.files] == ["vcard"] * 3
    assert result.files[0].people == 1


def test_a_folder_is_read_in_the_order_of_names_without_hidden_files_and_links(
    book: Book, tmp_path: Path
) -> None:
    folder = tmp_path / "cards"
    for name in ("b/Bo.vcf", "a/Al.vcf", "Zo.vcf", ".git/X.vcf", ".Y.vcf"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CARD.format(path.stem))
    (folder / "link.vcf").symlink_to(tmp_path / "elsewhere.vcf")
    (folder / "loop").symlink_to(folder)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "empty.bin").write_bytes(b"")
    result = bring(book, folder)
    assert [each.name for each in result.outcomes] == ["Zo", "Al", "Bo"]
    assert problems(result) == [
        ("empty.bin", "of no format that kit knows: left out"),
        ("photo.jpg", "of no format that kit knows: left out"),
    ]


def test_a_broken_file_of_a_folder_does_not_keep_the_others_out(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"schema": "kit.store/99"}\n')
    (folder / "b.vcf").write_text(CARD.format("Bo"))
    (folder / "c.zip").write_bytes(b"PK\x03\x04 and no more")
    os.mkfifo(folder / "d.vcf")
    result = bring(book, folder)
    assert result.new == 1
    assert [name for name, _ in problems(result)] == ["a.jsonl", "c.zip", "d.vcf"]
    assert all("Nothing was imported" not in what for _, what in problems(result))


def test_an_archive_is_read_in_place(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/Ana.vcf", CARD.format("Ana"))
        archive.writestr("/abs/Bob.vcf", CARD.format("Bob"))
        archive.mkdir("folder") if hasattr(archive, "mkdir") else None
        archive.writestr("photo.jpg", b"\xff\xd8")
        archive.writestr("bomb.vcf", CARD.format("Cy") + "\n" * 50_000_000)
    before = sorted(os.listdir(tmp_path))
    result = bring(book, path)
    assert result.new == 2
    assert problems(result) == [
        ("export.zip:photo.jpg", "of no format that kit knows: left out"),
        ("export.zip:bomb.vcf", "packed suspiciously small: left out"),
    ]
    assert sorted(os.listdir(tmp_path)) == before


def test_an_encrypted_member_is_left_out(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Ana.vcf", CARD.format("Ana"))
        archive.writestr("Bob.vcf", CARD.format("Bob"))
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    result = bring(book, path)
    assert result.new == 1
    assert problems(result) == [("export.zip:Bob.vcf", "encrypted: left out")]


def test_a_member_that_is_damaged_is_told(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Ana.vcf", CARD.format("Ana"))
        archive.writestr("Bob.vcf", CARD.format("Bob"))
    data = path.read_bytes().replace(b"FN:Ana", b"FN:Anx")
    path.write_bytes(data)
    result = bring(book, path)
    assert [each.name for each in result.outcomes][-1] == "Bob"
    ((name, what),) = problems(result)
    assert name == "export.zip:Ana.vcf"
    assert "is damaged (Bad CRC-32" in what


@pytest.mark.parametrize(("limit", "value"), [("MOST_ENTRIES", 1), ("MOST_BYTES", 10)])
def test_an_archive_beyond_all_measure_is_refused(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Ana.vcf", CARD.format("Ana"))
        archive.writestr("Bob.vcf", CARD.format("Bob"))
    monkeypatch.setattr(sources, limit, value)
    with pytest.raises(UnreadableError, match=r"holds more than .*Nothing was imported"):
        bring(book, path)


def test_standard_input_is_read_when_it_is_named(book: Book) -> None:
    stdin = io.BytesIO(CARD.format("Ana").encode())
    seen: list[tuple[int, int]] = []
    result = bring(book, "-", wanted=Wanted(stdin=stdin), progress=lambda *each: seen.append(each))
    assert result.new == 1
    assert result.files[0].name == "standard input"
    assert seen[-1] == (len(CARD.format("Ana")), 0)
    assert not stdin.closed
    with pytest.raises(UnreadableError, match="of no format that kit knows"):
        bring(book, "-")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _path: None, "cannot be read: No such file or directory"),
        (os.mkfifo, "is not a file"),
        (lambda path: os.symlink(path, path), "cannot be read: Too many levels"),
        (lambda path: path.write_bytes(b"\x00\x01"), "of no format that kit knows"),
        (lambda path: path.write_bytes(b"PK\x03\x04"), "is a damaged archive"),
        (lambda path: path.write_text('{"schema": "kit.store/99"}'), "this is no export of kit"),
    ],
)
def test_a_file_that_was_named_must_be_read(
    new_store: Store, today: date, tmp_path: Path, make: object, words: str
) -> None:
    path = tmp_path / "book.vcf"
    assert callable(make)
    make(path)
    with pytest.raises(UnreadableError, match=rf"{words}.*Nothing was imported"):
        importing.run(new_store, [str(path)], today=today)


def test_a_name_that_is_mistyped_makes_no_store(
    new_store: Store, today: date, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableError):
        importing.run(new_store, [str(tmp_path / "contacts.vcf")], today=today)
    with pytest.raises(UsageError, match="name at least one file"):
        importing.run(new_store, [], today=today)
    assert not new_store.exists


def test_a_dry_run_without_a_store_makes_none(
    new_store: Store, today: date, tmp_path: Path
) -> None:
    path = tmp_path / "book.vcf"
    path.write_text(CARD.format("Ana") * 2)
    result = importing.run(new_store, [str(path)], today=today, dry_run=True)
    assert (result.new, result.unchanged, result.dry_run) == (1, 1, True)
    assert not new_store.exists


def test_a_file_that_breaks_in_the_middle_leaves_nothing(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.vcf"
    path.write_text("".join(CARD.format(f"P{at}") for at in range(2_000)))
    before = book.text()
    read = sources._Counting.readinto

    def fail(self: sources._Counting, buffer: memoryview) -> int:
        if self._done:
            raise OSError(5, "Input/output error")
        return read(self, buffer)

    monkeypatch.setattr(sources._Counting, "readinto", fail)
    with pytest.raises(
        UnreadableError, match=r"is damaged .*Input/output error.*Nothing was imported"
    ):
        bring(book, path)
    assert book.text() == before


def test_only_the_first_outcomes_are_kept_but_all_are_counted(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keepintouch.services.importing.tally.KEPT_OUTCOMES", 3)
    path = tmp_path / "book.vcf"
    path.write_text("".join(CARD.format(f"P{at}") for at in range(5)))
    result = bring(book, path)
    assert (result.new, len(result.outcomes)) == (5, 3)


@pytest.mark.parametrize("member", ["[Content_Types].xml", "META-INF/manifest.xml"])
def test_a_spreadsheet_is_refused_with_what_to_do(book: Book, tmp_path: Path, member: str) -> None:
    path = tmp_path / "people.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "<x/>")
    with pytest.raises(UnreadableError, match="is a document of an office program") as refused:
        bring(book, path)
    assert refused.value.attempt == ("save its table as CSV and import that",)
