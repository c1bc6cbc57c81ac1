"""The manual is true: what it shows is what kit prints, and what it says can be done."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from docs import answers, commands, exits, generate, manual
from docs.screens import scenes
from docs.transcripts import newcomer, with_transcripts
from keepintouch.cli import topics
from keepintouch.cli.failing import BUG
from keepintouch.cli.flags import SWITCHES, TAKING
from keepintouch.cli.listing import SOMEONE_IS_DUE
from keepintouch.domain import errors
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions, Ref, TouchpointDraft
from keepintouch.render import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from docs.commands import Page

ROOT = generate.ROOT
PAGES = tuple(commands.pages())
NAMES = [page.command.name for page in PAGES]
EXAMPLES = [(page.command.name, each.line) for page in PAGES for each in page.examples]
ENDS = [
    (name, code, words) for name, codes in exits.BESIDES.items() for code, words in codes.items()
]
PRINTED = [(name, line) for name, lines in answers.PRINTED.items() for line in lines]
TOLD = {"kit triage": 5, "kit triage --tag work": 5, "kit backtest": 2, "kit backtest --json": 2}
"""What the examples that need a terminal, or years of history, end with here."""
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
PATH = re.compile(r"`((?:cli|render|services|store|formats|domain|tests|docs|src)/[\w./-]*)`")
SOURCE = ROOT / "src" / "keepintouch"
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def examples_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home with the people of the examples, to copy."""
    with newcomer() as terminal:
        answers.people(terminal)
        return shutil.copytree(terminal.home, tmp_path_factory.mktemp("examples") / "home")


@pytest.mark.parametrize("name", generate.MADE)
def test_a_page_that_is_made_is_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == generate.MADE[name](), "make docs-write"


@pytest.mark.parametrize("name", generate.written())
def test_transcripts_are_what_kit_prints(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert text == with_transcripts(text), "make docs-write"
    assert "this is a bug in kit" not in text


@pytest.fixture(scope="module")
def screens_homes() -> Iterator[dict[bool, Path]]:
    """Give the homes that the scenes of the screens begin in."""
    with scenes.homes() as found:
        yield found


@pytest.mark.parametrize("columns", scenes.WIDTHS)
@pytest.mark.parametrize("scene", scenes.SCENES, ids=[scene.name for scene in scenes.SCENES])
def test_a_screen_is_what_a_terminal_shows(
    scene: scenes.Scene, columns: int, screens_homes: dict[bool, Path]
) -> None:
    kept = scene.path(columns).read_text("utf-8")
    assert kept == scenes.played(scene, columns, screens_homes), "make docs-write"
    assert "this is a bug in kit" not in kept


def test_there_is_no_screen_without_a_scene() -> None:
    kept = {path.name for path in scenes.FOLDER.glob("*.txt")}
    assert kept == {
        scene.path(columns).name for scene in scenes.SCENES for columns in scenes.WIDTHS
    }


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_is_described_with_two_to_four_examples(page: Page) -> None:
    assert page.command.line
    assert len(page.paragraphs[0]) > 3
    assert 2 <= len(page.examples) <= 4
    assert all(each.about for each in page.options)
    assert all(each.line.startswith(f"kit {page.command.name}") for each in page.examples)


@pytest.mark.no_cover
@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_runs_on_the_people_of_the_examples(
    name: str, line: str, examples_home: Path
) -> None:
    with newcomer(examples_home) as terminal:
        _others(terminal.home)
        for words in ("date ana birthday 5 may", "remind ana fri write", "backup"):
            terminal.answer(*words.split())
        if name == "redo":
            terminal.answer("undo", "2")
        shown = terminal.run(shlex.split(line)[1:], tty=False)
    assert shown.code == TOLD.get(line, 0), shown.text


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
@pytest.mark.parametrize("name", ["docs/reference.md", "src/keepintouch/man/kit.1"])
def test_the_manuals_name_every_command_alias_and_option(name: str, page: Page) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\-", "-")
    names = [name for option in page.options for name in option.names]
    for each in (f"kit {page.command.name}", *page.command.aliases, *names):
        assert each in text


def test_the_flags_of_every_command_are_all_described() -> None:
    described = {name for option in commands.everywhere() for name in option.names}
    assert described == {*SWITCHES, *TAKING}


@pytest.mark.parametrize(("name", "code", "words"), ENDS)
def test_an_exit_code_of_the_reference_is_one_that_happens(
    name: str, code: int, words: str, examples_home: Path
) -> None:
    with newcomer(examples_home) as terminal:
        Path("nothing-known.bin").write_bytes(bytes(range(256)))
        terminal.answer("backup")
        shown = terminal.run([name, *shlex.split(words)], tty=False)
    assert shown.code == code, shown.text
    assert code in dict(topics.EXIT_CODES)


def test_every_exit_code_is_explained() -> None:
    classes = [each for each in vars(errors).values() if isinstance(each, type)]
    codes = {each.exit_code for each in classes if issubclass(each, errors.KitError)}
    assert {*codes, BUG, SOMEONE_IS_DUE, 0} == set(dict(topics.EXIT_CODES))


@pytest.mark.parametrize("path", [path for path, _ in manual.FILES])
def test_files_are_where_the_manuals_say(path: str) -> None:
    with newcomer() as terminal:
        places = terminal.answer("where")
    assert path.rstrip("/") in places
    if not path.endswith("/"):
        assert path in (ROOT / "README.md").read_text("utf-8")


def test_every_document_is_in_the_manual_and_has_a_schema() -> None:
    assert sorted(answers.PRINTED) == schemas.names()


@pytest.mark.parametrize(("name", "line"), PRINTED)
def test_a_command_prints_the_document_that_the_manual_says(
    name: str, line: str, examples_home: Path
) -> None:
    schema = schemas.schema(name)
    found = [json.loads(each) for each in answers.answer(line, examples_home).splitlines()]
    for document in found:
        jsonschema.Draft202012Validator(schema).validate(document)
    assert len(found) == 1 or name == "kit.store/1"


def test_every_key_of_a_document_is_explained() -> None:
    for name in schemas.names():
        assert [key for key, about in _keys(schemas.schema(name)) if not about] == [], name


def test_the_format_of_the_contributing_page_reads_its_lines() -> None:
    (source,) = PYTHON.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    stream = io.BytesIO("Ana Lima, 2026-11-20\nJosé Ávila, soon\n".encode())
    ana = PersonDraft("Ana Lima", uid="Ana Lima", line=1)
    assert list(_module(source).read(stream, ReadOptions())) == [
        ana,
        TouchpointDraft(
            _day(2026, 11, 20), uid="Ana Lima 2026-11-20", people=(Ref(uid="Ana Lima"),), line=1
        ),
        Problem(2, '"soon" is no day'),
    ]


@pytest.mark.parametrize("name", sorted({*generate.written(), *generate.MADE}))
def test_every_link_points_at_something_there(name: str) -> None:
    page = ROOT / name
    for path, anchor in LINK.findall(page.read_text("utf-8")):
        if "://" in path:
            continue
        target = (page.parent / path) if path else page
        assert target.exists(), path
        if anchor:
            assert anchor in _anchors(target.read_text("utf-8")), (path, anchor)


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md", "docs/store.md"])
def test_every_path_that_is_named_is_there(name: str) -> None:
    found = set(PATH.findall((ROOT / name).read_text("utf-8")))
    named = {each for each in found if "NNNN" not in each}
    there = {each for each in named for root in (ROOT, SOURCE) if (root / each).exists()}
    assert named == there
    assert named


def test_the_man_page_is_shown_without_a_warning() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("needs groff")
    page = ROOT / "src/keepintouch/man/kit.1"
    shown = subprocess.run(
        [groff, "-man", "-Tutf8", "-ww", "-P-cbou", str(page)], capture_output=True, check=True
    )
    assert shown.stderr == b""
    text = shown.stdout.decode()
    assert "\\" not in text
    assert "kit log coffee with Ana about the Berlin move" in text
    assert page.read_bytes().isascii()


def _others(home: Path) -> None:
    """Put down the files that examples of imports name."""
    Path("contacts.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Nora Lind\nEND:VCARD\n")
    Path("people.csv").write_text("Name,Mobile\nNora Lind,+351912345678\n")
    Path("contacts").mkdir()


def _keys(schema: dict[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the keys below a schema that are no mere containers, and what is said of them."""
    for key, about in schema.get("properties", {}).items():  # type: ignore[attr-defined]
        inner = about.get("items", about)
        if "const" not in about and "properties" not in inner:
            yield f"{above}.{key}", about.get("description") or inner.get("description", "")
        yield from _keys(inner, f"{above}.{key}")
    for name, about in schema.get("$defs", {}).items():  # type: ignore[attr-defined]
        yield from _keys(about, f"{above}.{name}")


def _module(source: str) -> ModuleType:
    module = module_from_spec(spec_from_loader("lines", loader=None))  # type: ignore[arg-type]
    exec(compile(source, "CONTRIBUTING.md", "exec"), module.__dict__)  # noqa: S102 - our own page
    return module


def _anchors(text: str) -> set[str]:
    """Return the anchors that a Markdown page's headings have."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def _day(year: int, month: int, day: int) -> object:
    from datetime import date

    return date(year, month, day)
