"""Words are read alike with Typer and without."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.main import get_command

from keepintouch.cli.catalogue import COMMANDS, PACKAGE
from keepintouch.cli.parameters import Context, parameters, typed
from keepintouch.cli.quick import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from keepintouch.cli.catalogue import Command

WORDS = st.sampled_from(
    [
        "ana",
        "lima",
        "2w",
        "5",
        "0",
        "-3",
        "--",
        "-",
        "--tag=work",
        "-t",
        "-tx",
        "--no-such",
        "x y",
        "",
    ]
)


def function_of(command: Command) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(import_module(PACKAGE + command.module), command.function)
    return found


def by_typer(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """Return what Typer gives the command; None where it complains."""
    given: dict[str, Any] = {}
    wanted = typed(function_of(command))

    def capture(**values: object) -> None:
        given.update(values)

    capture.__annotations__ = wanted.__annotations__
    capture.__signature__ = inspect.signature(wanted)  # type: ignore[attr-defined]
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(command.name, context_settings={"help_option_names": []})(capture)
    try:
        get_command(app).main(list(words), standalone_mode=False)
    except (typer.TyperException, typer.Exit):
        return None
    return {name: value for name, value in given.items() if name != "ctx"}


def names_of(command: Command) -> list[str]:
    """Return every name an option of the command has."""
    found = []
    for each in parameters(function_of(command)):
        if each.told.sort == "option":
            found += each.told.names or (f"--{each.name.replace('_', '-')}",)
    return found


@pytest.mark.parametrize("name", COMMANDS)
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_read_quickly_is_what_typer_reads(name: str, data: st.DataObject) -> None:
    command = COMMANDS[name]
    options = names_of(command)
    word = st.one_of(WORDS, st.sampled_from(options)) if options else WORDS
    words = data.draw(st.lists(word, max_size=6))
    quick = parse(parameters(function_of(command)), words)
    if quick is not None:
        assert quick == by_typer(command, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show", ["ana"]),
        ("list", ["--limit", "20", "--sort", "last"]),
        ("add", ["Ana Lima", "--every", "2w", "-t", "a", "--tag", "b"]),
        ("find", ["berlin", "--with=ana"]),
        ("undo", ["3"]),
        ("history", []),
    ],
)
def test_the_usual_words_are_read_quickly(name: str, words: list[str]) -> None:
    command = COMMANDS[name]
    quick = parse(parameters(function_of(command)), words)
    assert quick is not None
    assert quick == by_typer(command, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show", []),
        ("list", ["--limit", "0"]),
        ("list", ["--limit", "many"]),
        ("list", ["--limit"]),
        ("list", ["--no-such"]),
        ("list", ["one too many"]),
        ("undo", ["--list=yes"]),
    ],
)
def test_what_may_be_wrong_is_left_to_typer(name: str, words: list[str]) -> None:
    assert parse(parameters(function_of(COMMANDS[name])), words) is None


def test_a_command_gets_what_it_works_with() -> None:
    assert Context("kit").obj == "kit"
