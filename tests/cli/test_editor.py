"""Writing in the editor: no shell, and a text that is never lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session


@pytest.fixture
def editor(known: Session, tmp_path: Path) -> Path:
    """Make a program that plays the editor; what it does is written into it."""
    script = tmp_path / "my editor"
    known.env["KIT_EDITOR"] = f"'{script}' --wait"
    return script


def does(script: Path, body: str) -> None:
    script.write_text(f'#!/bin/sh\n[ "$1" = --wait ] && shift\n{body}\n')
    script.chmod(0o700)


def drafts(known: Session) -> list[Path]:
    return list(known.home.glob(".local/state/keepintouch/drafts/kit-*/*"))


def test_a_conversation_can_be_written_in_the_editor(known: Session, editor: Path) -> None:
    does(editor, "echo 'called Ana; $(touch pwned) `x` #1' > \"$1\"")
    result = known("log", "-e", typed="")
    assert result.exit == 0
    assert "called Ana; $(touch pwned) `x` #1" in known.ok("history", "--json")
    assert drafts(known) == []


def test_the_text_is_in_a_private_file(known: Session, editor: Path) -> None:
    does(
        editor,
        f'stat -c "%a" "$1" > {known.home}/mode; stat -c "%a" "$(dirname "$1")" >> {known.home}/mode; exit 1',
    )
    known("note", "ana", "-e", typed="")
    assert (known.home / "mode").read_text().split() == ["600", "700"]


@pytest.mark.parametrize(
    "body",
    [
        'echo precious > "$1"; exit 1',
        'echo precious > "$1"; kill -9 $$',
        'echo precious > "$1.new"; rm "$1"; ln -s "$1.new" "$1"',
        r'printf "precious \377" > "$1"',
    ],
)
def test_a_failing_editor_keeps_the_text_and_says_where(
    known: Session, editor: Path, body: str
) -> None:
    does(editor, body)
    result = known("note", "ana", "-e", typed="")
    assert result.exit == 1
    assert "Nothing was changed." in result.err
    kept = " ".join(result.err.split()).partition("your text is in ")[2]
    assert os.path.lexists(kept)
    assert any(b"precious" in each.read_bytes() for each in drafts(known))
    assert "precious" not in known.ok("show", "ana")


@pytest.mark.parametrize("body", ["true", 'echo > "$1"'])
def test_an_unchanged_or_empty_text_changes_nothing(
    known: Session, editor: Path, body: str
) -> None:
    does(editor, body)
    assert known("edit", "ana", typed="").exit == 130
    assert drafts(known) == []


@pytest.mark.parametrize("command", ["/nowhere/editor", "'"])
def test_an_editor_that_is_none_is_said(known: Session, command: str) -> None:
    known.env["KIT_EDITOR"] = command
    result = known("edit", "ana", typed="")
    assert result.exit == 1
    assert "cannot be" in result.err


def test_editor_comes_from_the_environment_in_this_order(known: Session, editor: Path) -> None:
    does(editor, 'echo "called Ana" > "$1"')
    known.env["EDITOR"] = known.env["VISUAL"] = "false"
    assert known("log", "-e", typed="").exit == 0
    known.env["KIT_EDITOR"] = ""
    assert known("log", "-e", typed="").exit == 1
    del known.env["VISUAL"], known.env["EDITOR"]
    known.env["PATH"] = "/nowhere"
    assert "there is no editor" in known("log", "-e", typed="").err


def test_a_person_is_edited_in_a_form(known: Session, editor: Path) -> None:
    known.ok("edit", "ana", "--phone", "+351 912", "--email", "ana@example.org")
    does(
        editor,
        'sed -i "s/^place = .*/place = \\"Porto\\"/; s/\\[\\"+351 912\\"\\]/[\\"+351 913\\"]/" "$1"',
    )
    result = known("edit", "ana", typed="")
    assert result.exit == 0, result
    shown = known.ok("show", "ana", "--json")
    assert '"place": "Porto"' in shown
    assert "+351 913" in shown
    assert "+351 912" not in shown
    assert "ana@example.org" in shown
    assert '"every": "P2W"' in shown


def test_a_form_that_cannot_be_read_is_opened_again_with_the_reason_on_top(
    known: Session, editor: Path
) -> None:
    does(
        editor,
        f'if [ -f {known.home}/seen ]; then cp "$1" {known.home}/second;'
        ' sed -i "s/^importance = .*/importance = \\"inner\\"/" "$1";'
        f' else touch {known.home}/seen; sed -i "s/^importance = .*/importance = \\"huge\\"/" "$1"; fi',
    )
    result = known("edit", "ana", typed="y\n")
    assert result.exit == 0, result
    assert 'there is no importance "huge"' in result.err
    second = (known.home / "second").read_text()
    assert second.startswith('# there is no importance "huge"')
    assert 'importance = "huge"' in second
    assert '"importance": "inner"' in known.ok("show", "ana", "--json")


def test_a_form_given_up_is_kept(known: Session, editor: Path) -> None:
    does(editor, 'echo "name = 3" > "$1"')
    result = known("edit", "ana", typed="n\n")
    assert result.exit == 130
    assert "your form is in " in " ".join(result.err.split())


def test_a_conversation_is_edited_by_its_number(known: Session, editor: Path) -> None:
    known.ok("history", tty=True)
    does(editor, 'sed -i "s/^kind = .*/kind = \\"video\\"/; s/ruth-stone/bob-stone/" "$1"')
    result = known("edit", "1", typed="")
    assert result.exit == 0, result
    assert "video" in known.ok("history", "bob")
    assert "No conversations" in known.ok("history", "ruth")


def test_the_settings_are_edited_and_checked(known: Session, editor: Path) -> None:
    does(editor, 'echo "due.limit = 2" > "$1"')
    assert known("config", "edit", typed="").exit == 0
    path = known.home / ".config/keepintouch/config.toml"
    assert path.read_text() == "due.limit = 2\n"
    assert known.ok("config").split()[:2] == ["due.limit", "2"]
    does(editor, 'echo "due.limit = nonsense" > "$1"')
    assert known("config", "edit", typed="n\n").exit == 130
    assert path.read_text() == "due.limit = 2\n"


def test_drafts_that_were_kept_stay_private(known: Session, editor: Path) -> None:
    does(editor, "exit 3")
    known("note", "ana", "-e", typed="")
    assert drafts(known)
    for draft in drafts(known):
        assert stat.S_IMODE(draft.parent.stat().st_mode) == 0o700


def test_a_text_that_could_not_be_saved_is_kept(known: Session, editor: Path) -> None:
    store = known.home / ".local/share/keepintouch/kit.db"
    does(editor, f'echo precious > "$1"; echo spoilt > "{store}"')
    result = known("note", "ana", "-e", typed="")
    assert result.exit == 6
    kept = " ".join(result.err.split()).partition("your text is in ")[2]
    assert "precious" in Path(kept.split()[0]).read_text()


def test_a_draft_that_nobody_came_back_for_is_dropped_after_a_month(
    known: Session, editor: Path
) -> None:
    does(editor, "exit 3")
    known("note", "ana", "-e", typed="")
    known("note", "bob", "-e", typed="")
    old, young = drafts(known)
    os.utime(old.parent, (0, 0))
    does(editor, 'echo "likes figs" > "$1"')
    assert known("note", "ana", "-e", typed="").exit == 0
    assert drafts(known) == [young]


def test_where_the_state_cannot_be_written_a_draft_lies_among_temporary_files(
    known: Session, editor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    does(editor, "exit 3")
    result = known("note", "ana", "-e", typed="", env={"XDG_STATE_HOME": "/dev/null/x"})
    assert f"your text is in {tmp_path}/kit-" in " ".join(result.err.split())
