"""What TAB offers."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import tree_sitter
import tree_sitter_powershell

from keepintouch.cli.shells import shells

if TYPE_CHECKING:
    from tests.cli.conftest import Session


def values(known: Session, *words: str) -> list[str]:
    return [line.split("\t")[0] for line in known.ok("complete", "--", *words).splitlines()]


def test_people_come_by_handle_with_name_and_rhythm(known: Session) -> None:
    out = known.ok("complete", "--", "show", "a")
    assert out == "ana-lima\tAna Lima, every 2 weeks\n"
    assert values(known, "show", "gra") == ["ruth-stone"]
    assert values(known, "s", "STONE") == ["bob-stone", "ruth-stone", "tom-stone"]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (("",), "log"),
        (("arch",), "archive"),
        (("log", "lunch", "with", "bo"), "bob-stone"),
        (("log", "@bo"), "@bob-stone"),
        (("log", "x", "+be"), "+berlin"),
        (("done", "--kind", "c"), "call"),
        (("done", "--on", "y"), "yesterday"),
        (("list", "--tag", "f"), "family"),
        (("every", "ana", "2"), "2w"),
        (("snooze", "ana", "3"), "3d"),
        (("due", "--ex"), "--exit-code"),
        (("due", "--js"), "--json"),
        (("--pl",), "--plain"),
        (("help", "da"), "dates"),
        (("completion", "f"), "fish"),
        (("log", "--with", "sam"), "sam-okafor"),
        (("date", "ana", "b"), "birthday"),
    ],
)
def test_what_may_stand_there_is_offered(known: Session, words: tuple[str, ...], some: str) -> None:
    assert some in values(known, *words)


def test_where_nothing_is_known_nothing_is_offered(known: Session) -> None:
    for words in (("import", "x"), ("nope", "x"), ("due", "x"), ("export", "-o", "x"), ()):
        assert values(known, *words) in ([], values(known, ""))


def test_tab_never_fails_and_never_makes_a_store(kit: Session) -> None:
    assert kit.ok("complete", "--", "show", "a") == ""
    assert not (kit.home / ".local").exists()
    broken = kit.home / "kit.db"
    broken.write_text("no store at all, surely")
    result = kit("complete", "--", "show", "a", env={"KIT_DB": str(broken)})
    assert (result.exit, result.out, result.err) == (0, "", "")


def test_names_with_odd_characters_stay_one_harmless_line(known: Session) -> None:
    known.ok("add", "Ana\tB\x1b[31m$(touch pwned)`x`\nC")
    lines = known.ok("complete", "--", "show", "ana-b").splitlines()
    assert len(lines) == 1
    assert lines[0].count("\t") == 1
    assert "\x1b" not in lines[0]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_a_script(kit: Session, name: str) -> None:
    assert "kit complete " in kit.ok("completion", name)


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_a_script_is_of_its_shell(name: str) -> None:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"needs {name}")
    script = shells({"HOME": "/home/me"})[name].script
    done = subprocess.run(
        [program, "-n"], input=script, text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_script_for_powershell_is_of_its_grammar() -> None:
    language = tree_sitter.Language(tree_sitter_powershell.language())
    parser = tree_sitter.Parser(language)
    script = shells({"HOME": "/home/me"})["powershell"].script
    assert not parser.parse(script.encode()).root_node.has_error
    assert parser.parse(script.replace("}", "", 1).encode()).root_node.has_error


def test_a_shell_that_cannot_pass_an_empty_word_asks_for_the_next(known: Session) -> None:
    for words in ((), ("show",), ("done", "ana", "--kind")):
        wanted = known.ok("complete", "--", *words, "")
        assert known.ok("complete", "--next", "--", *words) == wanted
        assert wanted


def test_powershell_loads_the_script_from_its_profile(kit: Session) -> None:
    kit.env |= {"SHELL": "/usr/bin/pwsh", "XDG_CONFIG_HOME": str(kit.home / "it's mine")}
    kit.ok("completion", "install", "-y")
    folder = kit.home / "it's mine" / "powershell"
    line = (folder / "Microsoft.PowerShell_profile.ps1").read_text()
    named = str(folder / "kit.ps1").replace("'", "''")
    assert line.strip() == f". '{named}'"
    assert (folder / "kit.ps1").read_text() == kit.ok("completion", "powershell")


def test_installing_shows_first_and_asks(kit: Session) -> None:
    kit.env["SHELL"] = "/bin/zsh"
    assert kit("completion", "install").exit == 5
    result = kit("completion", "install", typed="n\n")
    assert result.exit == 130
    assert ".zshrc" in result.err
    assert not (kit.home / ".zshrc").exists()
    (kit.home / ".zshrc").write_text("alias x=y")
    kit.ok("completion", "install", "-n", "-y")
    assert (kit.home / ".zshrc").read_text() == "alias x=y"
    for _ in range(2):
        kit.ok("completion", "install", "-y")
    text = (kit.home / ".zshrc").read_text()
    assert text.startswith("alias x=y\nsource ")
    assert text.count("source") == 1
