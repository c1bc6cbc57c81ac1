"""Moving out: files, a folder of pages, a feed, an archive; and what is said when that fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from keepintouch import formats

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session

WRITABLE = [each for each in formats.FORMATS if each.writes]


def words(text: str) -> str:
    """Return what was said, wherever its lines broke."""
    return " ".join(text.split())


@pytest.mark.parametrize("chosen", WRITABLE, ids=lambda each: each.name)
def test_every_format_goes_to_a_place_and_says_what_it_lacks(
    known: Session, tmp_path: Path, chosen: formats.Format
) -> None:
    place = tmp_path / "out"
    before = known.ok("export")
    said = known.ok("export", "--format", chosen.name, "-o", str(place))
    assert said.startswith(f"✓ {place} · {chosen.title}\n")
    for loss in chosen.writer().LOSSES:
        assert loss.words in words(said)
    assert place.is_dir() == chosen.folder
    assert known.ok("export") == before


def test_an_archive_makes_the_store_anew(known: Session, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    known.ok("archive", "tom")
    said = known.ok("export", "--everything", str(folder))
    assert said.startswith(f"✓ {folder} · archive of everything, ")
    assert f"kit import {folder}" in words(said)
    env = {"KIT_DB": str(tmp_path / "other.db")}
    assert "5 added" in known.ok("import", str(folder), "-y", env=env)
    assert known.ok("export", env=env) == known.ok("export")
    assert known("check", env=env).exit == 0
    assert known.ok("due", "--json", env=env) == known.ok("due", "--json")
    known.ok("undo", env=env)
    assert known.ok("export", env=env).count("\n") == 1


def test_the_settings_are_in_the_archive_and_an_import_says_where(
    known: Session, tmp_path: Path
) -> None:
    folder, config = tmp_path / "all", known.home / ".config/keepintouch/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[due]\nlimit = 3\n")
    known.ok("export", "--everything", str(folder))
    assert (folder / "config.toml").read_text() == config.read_text()
    assert "config.toml" not in known("import", str(folder), "-y").err
    config.write_text("")
    assert f"{folder}/config.toml" in words(known("import", str(folder), "-y").err)
    assert config.read_text() == ""


def test_an_archive_is_not_replaced_unasked(known: Session, tmp_path: Path) -> None:
    folder = str(tmp_path / "all")
    known.ok("export", "--everything", folder)
    result = known("export", "--everything", folder)
    assert (result.exit, result.out) == (2, "")
    assert result.err == (
        f"kit: {folder} exists already. Nothing was written.\n  try:   add -y to replace it\n"
    )
    known.ok("export", "--everything", folder, "-y")


def test_an_archive_is_of_everybody(known: Session, tmp_path: Path) -> None:
    folder = str(tmp_path / "all")
    for words in (
        (folder, "ana"),
        (folder, "--tag", "work"),
        (folder, "--format", "csv"),
        (folder, "-o", folder),
        ("",),
        ("-",),
    ):
        result = known("export", "--everything", *words)
        assert result.exit == 2
        assert "--everything takes everybody" in result.err
    assert "would write" in known.ok("export", "--everything", folder, "-n")
    assert not os.path.exists(folder)


def test_programs_are_told_where_an_export_is(known: Session, tmp_path: Path) -> None:
    for words in (
        ("--everything", f"{tmp_path}/all"),
        ("--format", "markdown", "-o", f"{tmp_path}/pages"),
        ("--format", "html", "-o", f"{tmp_path}/list.html"),
    ):
        found = json.loads(known.ok("export", *words, "--json"))
        assert found["schema"] == "kit.export/1"
        assert found["path"] == words[-1]
        assert os.path.exists(words[-1])


def test_a_dry_run_writes_nothing(known: Session, tmp_path: Path) -> None:
    for place in ("list.html", "pages/"):
        assert "would write" in known.ok("export", "-o", f"{tmp_path}/{place}", "-n")
        assert not (tmp_path / place).exists()


def test_pages_follow_a_rename_and_leave_files_of_others(known: Session, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    said = known.ok("export", "-o", f"{folder}/")
    assert "  6 pages\n" in said
    assert sorted(each.name for each in (folder / "people").iterdir()) == [
        "ana-lima.md", "bob-stone.md", "ruth-stone.md", "sam-okafor.md", "tom-stone.md",
    ]  # fmt: skip
    (folder / "mine.md").write_text("mine")
    known.ok("edit", "ana", "--name", "Ana Souza")
    said = known.ok("export", "-o", str(folder))
    assert "2 pages · removed 1 · unchanged 4" in said
    assert (folder / "people/ana-souza.md").exists()
    (folder / "people/bob-stone.md").write_text("edited")
    known.ok("rm", "bob")
    said = known.ok("export", "-o", str(folder))
    assert "people/bob-stone.md: not as kit wrote it, so it stays" in words(said)
    assert (folder / "mine.md").read_text() == "mine"


def test_pages_need_a_place_and_people(known: Session, kit: Session, tmp_path: Path) -> None:
    for more in ((), ("-o", "-")):
        result = known("export", "--format", "markdown", *more)
        assert result.exit == 2
        assert "-o FOLDER" in result.err
    env = {"KIT_DB": str(tmp_path / "none.db")}
    for more in (("-o", f"{tmp_path}/pages/"), ("--everything", f"{tmp_path}/all")):
        assert known("export", *more, env=env).exit == 3


def test_a_feed_is_rewritten_each_day(known: Session, tmp_path: Path) -> None:
    feed = tmp_path / "due.ics"
    for day, due in (("2026-11-22", "20261122"), ("2026-11-23", "20261123")):
        known.ok("export", "--format", "ics", "-o", str(feed), "-y", "--today", day)
        text = feed.read_text()
        event = text.partition("UID:due-")[2]
        assert f"DTSTART;VALUE=DATE:{due}" in event
        assert "SUMMARY:Sam Okafor: send the book list" in text
        assert "VALARM" not in text
    assert text.count("UID:birthday-") == 1


def test_a_table_is_safe_for_spreadsheets_unless_told(kit: Session, tmp_path: Path) -> None:
    kit.ok("add", "=cmd|' /C calc'!A0", "--phone", "+1 555 0100")
    assert b"'=cmd|' /C calc'!A0," in kit.ok("export", "--format", "csv").encode()
    assert ",'+1 555 0100," in kit.ok("export", "--csv")
    raw = kit.ok("export", "--csv", "--raw")
    assert ",=cmd|' /C calc'!A0," in raw
    assert ",+1 555 0100," in raw
    for text in (raw, kit.ok("export", "--csv")):
        table = tmp_path / "table.csv"
        table.write_text(text, encoding="utf-8")
        env = {"KIT_DB": str(tmp_path / f"{len(text)}.db")}
        kit.ok("import", str(table), "-y", env=env)
        (person,) = json.loads(kit.ok("list", "--json", env=env))["items"]
        assert (person["name"], person["phones"]) == ("=cmd|' /C calc'!A0", ["+1 555 0100"])


PLACES = ("x.vcf", "x.ics", "x.html", "x/")


@pytest.mark.parametrize("name", PLACES)
def test_what_cannot_be_written_is_said_in_one_sentence(
    known: Session, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("")
    for folder in ("file", "nowhere"):
        for words in (
            ("-o", f"{tmp_path}/{folder}/{name}"),
            ("--everything", f"{tmp_path}/{folder}/x"),
        ):
            result = known("export", *words)
            assert (result.exit, result.out) == (1, "")
            assert result.err.startswith(f"kit: {tmp_path}/{folder}/x")
            assert result.err.endswith(". Nothing was written.\n")
            assert result.err.count("\n") == 1
    assert sorted(os.listdir(tmp_path)) == sorted({*os.listdir(known.home), "file"})


def test_an_existing_file_is_not_replaced_unasked(known: Session, tmp_path: Path) -> None:
    for name in PLACES[:-1]:
        place = tmp_path / name
        place.write_text("mine")
        result = known("export", "-o", str(place))
        assert result.exit == 2
        assert "exists already" in result.err
        assert place.read_text() == "mine"
        known.ok("export", "-o", str(place), "-y")
        assert place.read_text() != "mine"


@pytest.mark.parametrize("name", [each.name for each in WRITABLE if not each.folder])
def test_a_reader_that_goes_away_is_no_failure(known: Session, name: str) -> None:
    command = [sys.executable, "-m", "keepintouch", "export", "--format", name]
    done = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **known.env},
    )
    assert done.stdout
    assert done.stderr
    done.stdout.close()
    assert done.stderr.read() == b""
    done.stderr.close()
    assert done.wait() in {0, 141}
