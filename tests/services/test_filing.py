"""Pages in a folder of the user's: kit changes and removes its own, and nothing else."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import KitError, UsageError
from keepintouch.services.archives import is_inside, read_sums
from keepintouch.services.filing import SUMS, Filed, file_pages

if TYPE_CHECKING:
    from pathlib import Path

ANA = ("people/ana.md", b"# Ana\n")
BOB = ("people/bob.md", b"# Bob\n")


def file(folder: Path, *pages: tuple[str, bytes], overwrite: bool = False) -> Filed:
    return file_pages(str(folder), pages, overwrite=overwrite)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pages"


def test_pages_come_change_and_go(folder: Path) -> None:
    assert file(folder, ANA, BOB) == Filed(2, 0, 0)
    kept = (folder / "people/ana.md").stat()
    assert file(folder, ANA, ("people/cy.md", b"# Cy\n")) == Filed(1, 1, 1)
    assert contents(folder) == {"people/ana.md": b"# Ana\n", "people/cy.md": b"# Cy\n"}
    assert (folder / "people/ana.md").stat() == kept
    assert read_sums(str(folder / SUMS)).keys() == {"people/ana.md", "people/cy.md"}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*.md")} == {0o600}


def test_files_of_others_stay_beside_them(folder: Path) -> None:
    folder.mkdir()
    (folder / "README.md").write_text("mine")
    (folder / "people").mkdir()
    (folder / "people" / "mine.md").write_text("mine too")
    file(folder, ANA)
    file(folder)
    assert contents(folder) == {"README.md": b"mine", "people/mine.md": b"mine too"}


def test_a_file_in_the_place_of_a_page_is_not_replaced_unasked(folder: Path) -> None:
    (folder / "people").mkdir(parents=True)
    (folder / "people/ana.md").write_text("my Ana")
    with pytest.raises(UsageError, match=r"not as kit wrote them: people/ana.md\. Nothing"):
        file(folder, BOB, ANA)
    assert contents(folder) == {"people/ana.md": b"my Ana"}
    assert file(folder, BOB, ANA, overwrite=True) == Filed(2, 0, 0)


def test_a_page_that_was_edited_is_neither_replaced_nor_removed(folder: Path) -> None:
    file(folder, ANA, BOB)
    (folder / "people/ana.md").write_text("# Ana\nand more")
    with pytest.raises(UsageError, match=r"people/ana\.md"):
        file(folder, ("people/ana.md", b"# Ana Lima\n"), BOB)
    assert file(folder, BOB) == Filed(0, 0, 1, ("people/ana.md",))
    assert contents(folder)["people/ana.md"] == b"# Ana\nand more"
    assert file(folder, BOB) == Filed(0, 0, 1)


def test_a_page_that_is_gone_is_written_again(folder: Path) -> None:
    file(folder, ANA)
    (folder / "people/ana.md").unlink()
    assert file(folder, ANA) == Filed(1, 0, 0)
    (folder / "people/ana.md").unlink()
    assert file(folder) == Filed(0, 0, 0)


def test_a_run_that_was_cut_off_is_taken_up(folder: Path) -> None:
    """The sums of both days are kept while pages are moved; here none was moved yet, or all."""
    file(folder, ANA)
    new = ("people/ana.md", b"# Ana Lima\n")
    both = "".join(
        f"{hashlib.sha256(each).hexdigest()}  {name}\n" for name, each in (ANA, new, BOB)
    )
    for reached in (ANA, new):
        (folder / SUMS).write_text(both)
        (folder / "people/ana.md").write_bytes(reached[1])
        file(folder, new, BOB)
        assert contents(folder) == dict((new, BOB))


@pytest.mark.parametrize(
    "name", ["../outside.md", "/etc/passwd", "people/../../x", "a//b", "./a", "", "a\\..\\b"]
)
def test_a_list_of_pages_reaches_nothing_outside(folder: Path, name: str) -> None:
    folder.mkdir()
    outside = folder.parent / "outside.md"
    outside.write_bytes(b"mine")
    (folder / SUMS).write_text(f"{hashlib.sha256(b'mine').hexdigest()}  {name}\n")
    file(folder, ANA)
    assert outside.exists()
    assert not is_inside(name)


def test_a_link_is_never_followed(folder: Path) -> None:
    target = folder.parent / "target.md"
    target.write_bytes(ANA[1])
    (folder / "people").mkdir(parents=True)
    (folder / "people/ana.md").symlink_to(target)
    with pytest.raises(UsageError, match=r"people/ana\.md"):
        file(folder, ANA)
    file(folder, ("people/ana.md", b"new"), overwrite=True)
    assert target.read_bytes() == ANA[1]
    assert not (folder / "people/ana.md").is_symlink()


def test_a_folder_in_the_place_of_a_page_is_refused_whatever_is_said(folder: Path) -> None:
    (folder / "people/ana.md").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"people/ana\.md"):
        file(folder, ANA, overwrite=True)
    assert os.listdir(folder) == ["people"]


@pytest.mark.parametrize("place", ["file/pages", "nowhere/pages", "file"])
def test_where_nothing_can_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KitError, match=r"cannot be written: .*\. Nothing was written\."):
        file(tmp_path / place, ANA)


def test_many_names_are_told_by_the_first(folder: Path) -> None:
    pages = [(f"{each}.md", b"new") for each in "abcde"]
    folder.mkdir()
    for name, _ in pages:
        (folder / name).write_text("mine")
    with pytest.raises(UsageError, match=r"a\.md, b\.md, c\.md, …\."):
        file(folder, *pages)
