"""`kit sync`: what it asks, what it says, and what it does where nobody can be asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session

ANN = """\
BEGIN:VCARD
VERSION:3.0
UID:u1
FN:Ann Lee
N:Lee;Ann;;;
TEL;TYPE=CELL:+49301
EMAIL:ann@example.org
X-FAVOURITE:rhubarb
END:VCARD
"""
EVE = ANN.replace("u1", "u2").replace("Ann", "Eve").replace("ann@", "eve@").replace("301", "302")


@pytest.fixture
def folder(kit: Session) -> Path:
    folder = kit.home / "cards"
    folder.mkdir()
    (folder / "ann.vcf").write_text(ANN)
    (folder / "eve.vcf").write_text(EVE)
    return folder


def sync(kit: Session, *words: str, **how: object) -> str:
    return kit.ok("sync", "vdir", str(kit.home / "cards"), *words, **how)


def test_the_first_sync_needs_a_yes(kit: Session, folder: Path) -> None:
    refused = kit("sync", "vdir", str(folder))
    assert (refused.exit, refused.out) == (5, "")
    assert "the first sync with a folder needs a yes" in refused.err
    assert not (kit.home / ".local/share/keepintouch/kit.db").exists()
    assert "new here 2" in sync(kit, "-n")
    assert not (kit.home / ".local/share/keepintouch/kit.db").exists()
    assert sync(kit, "-y") == "✓ 2 cards: new here 2\n"
    assert sync(kit) == "✓ 2 cards: nothing has changed\n"


def test_on_a_terminal_the_plan_is_shown_and_asked_about(kit: Session, folder: Path) -> None:
    kit.ok("add", "Ann", "--email", "ann@example.org", "--title", "Boss")
    path = str(folder)
    refused = kit("sync", "vdir", path, typed="n\n")
    assert refused.exit == 130
    for said in ("new here 1", "same person 1", "same e-mail", "title: Boss", "Sync now?"):
        assert said in refused.err
    assert "TITLE" not in (folder / "ann.vcf").read_text()
    assert "changed there 1" in kit.ok("sync", "vdir", path, typed="y\n")
    assert "TITLE:Boss\n" in (folder / "ann.vcf").read_text()
    assert "Undone" in kit.ok("undo")
    assert "TITLE:Boss\n" in (folder / "ann.vcf").read_text()


@pytest.mark.parametrize(("typed", "people"), [("y\ny\n", 2), ("n\ny\n", 3)])
def test_a_doubtful_card_is_asked_about(
    kit: Session, folder: Path, typed: str, people: int
) -> None:
    kit.ok("add", "Ann Lee", "--email", "other@example.org")
    result = kit("sync", "vdir", str(folder), typed=typed)
    assert "no address in common. Is it ann-lee?" in result.err
    assert ("kit duplicates" in result.out) == (people == 3)
    assert len(json.loads(kit.ok("list", "--json"))["items"]) == people


@pytest.mark.parametrize(
    ("typed", "state", "again"),
    [("y\n", "archived", "nothing has changed"), ("n\n", "active", "nothing has changed"),
     ("\n", "active", "the card is gone")],
)  # fmt: skip
def test_a_card_that_is_gone_is_asked_about(
    kit: Session, folder: Path, typed: str, state: str, again: str
) -> None:
    sync(kit, "-y")
    (folder / "ann.vcf").unlink()
    result = kit("sync", "vdir", str(folder), typed=typed)
    assert "Ann Lee: the card is gone. Archive them here?" in result.err
    assert json.loads(kit.ok("show", "ann", "--json"))["contact"]["state"] == state
    assert again in sync(kit)
    assert sorted(each.name for each in folder.iterdir()) == ["eve.vcf"]


@pytest.mark.parametrize(
    ("typed", "there", "again"),
    [("yes\n", False, "nothing has changed"), ("no\n", True, "nothing has changed"),
     ("\n", True, "no longer in kit")],
)  # fmt: skip
def test_a_person_who_is_gone_is_asked_about(
    kit: Session, folder: Path, typed: str, there: bool, again: str
) -> None:
    sync(kit, "-y")
    kit.ok("rm", "ann-lee", "-y")
    result = kit("sync", "vdir", str(folder), typed=typed)
    assert "Ann Lee: no longer in kit. Delete the card?" in result.err
    assert (folder / "ann.vcf").exists() is there
    assert again in sync(kit)


def test_where_nobody_can_be_asked_what_is_gone_is_told_and_left(
    kit: Session, folder: Path
) -> None:
    sync(kit, "-y")
    (folder / "ann.vcf").unlink()
    kit.ok("rm", "eve-lee", "-y")
    said = sync(kit)
    assert "left as it is on the other" in said
    assert "--deletes apply or keep" in said
    assert (folder / "eve.vcf").read_text() == EVE
    said = sync(kit, "--deletes", "apply")
    assert "archived here 1 · deleted there 1" in said
    assert list(folder.iterdir()) == []


def test_what_changed_where_is_said(kit: Session, folder: Path) -> None:
    sync(kit, "-y")
    kit.ok("edit", "ann", "--title", "Boss", "--phone", "+49309")
    (folder / "ann.vcf").write_text(ANN.replace("X-FAV", "TITLE:Doctor\nNOTE:hello\nX-FAV"))
    kit.ok("add", "Zoë Novák")
    assert sync(kit, "--prefer", "folder").splitlines() == [
        "✓ 2 cards: new there 1 · changed here 1 · changed there 1",
        "  Changed here",
        "    Ann Lee  title: Boss → Doctor; + note",
        "  Changed there",
        "    Ann Lee  + phone: +49309",
        "  Both sides changed it",
        "    Ann Lee  title: Boss here, Doctor there: the folder's is kept",
    ]
    assert "sync  cards: 1 here, 2 there" in kit.ok("undo", "--list")


def test_long_lists_and_odd_files_are_told_in_short(kit: Session, folder: Path) -> None:
    for number in range(12):
        (folder / f"odd-{number:02}.vcf").write_text("hello")
        (folder / f"p{number}.vcf").write_text(
            ANN.replace("u1", f"p{number}")
            .replace("Ann", f"P{number}")
            .replace("ann@", f"p{number}@")
        )
    said = sync(kit, "-y")
    assert "! odd-09.vcf: this is no vCard" in said
    assert "+ 2 more: --json" in said
    for number in range(12):
        (folder / f"p{number}.vcf").write_text(
            (folder / f"p{number}.vcf").read_text().replace("rhubarb", "x\nTITLE:Boss")
        )
    assert "+ 2 more: --json" in sync(kit)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("carddav", "cards"), 'sync knows vdir, not "carddav"'),
        (("vdir", "cards", "--prefer", "me"), '--prefer knows kit, folder, not "me"'),
        (("vdir", "cards", "--deletes", "all"), '--deletes knows ask, apply, keep, not "all"'),
    ],
)
def test_wrong_words_are_refused(kit: Session, words: tuple[str, ...], what: str) -> None:
    result = kit("sync", *words)
    assert result.exit == 2
    assert what in result.err


def test_an_emptied_folder_and_a_missing_one_are_refused(kit: Session, folder: Path) -> None:
    sync(kit, "-y")
    for each in folder.iterdir():
        each.unlink()
    result = kit("sync", "vdir", str(folder), "--deletes", "apply")
    assert result.exit == 7
    assert "has no card left of 2. Nothing was changed." in result.err
    assert "--anew" in result.err
    folder.rmdir()
    assert kit("sync", "vdir", str(folder)).exit == 7
    assert kit("sync", "vdir", "elsewhere").exit == 7
    folder.mkdir()
    assert "new there 2" in sync(kit, "--anew", "-y")
