"""Parsing without a parser: the well-formed use of a command, read from its parameters.

Whatever is not plainly right is left to Typer, which knows how to say what is wrong. A
test holds that both read the same words alike.
"""

from __future__ import annotations

from importlib import import_module

from keepintouch.cli.catalogue import PACKAGE
from keepintouch.cli.parameters import Context, parameters
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from keepintouch.cli.catalogue import Command
    from keepintouch.cli.kit import Kit
    from keepintouch.cli.parameters import Parameter

KNOWN = frozenset({"help", "metavar", "min", "show_default"})
ENDS = "--"


class Doubtful(Exception):  # noqa: N818 - not an error: the words are left to Typer
    """The words may be wrong, or are of a form that is read by Typer alone."""


def run(kit: Kit, command: Command, words: Sequence[str]) -> int | None:
    """Run a command whose words are plainly right; None when Typer must read them."""
    function = getattr(import_module(PACKAGE + command.module), command.function)
    values = parse(parameters(function), words)
    return None if values is None else int(function(Context(kit), **values) or 0)


def parse(takes: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any] | None:
    """Return the arguments that `words` give a command, or None when Typer must read them."""
    try:
        options = _options(takes)
        values: dict[str, Any] = {}
        plain = _apart(options, list(words), values)
        _place([each for each in takes if each.told.sort == "argument"], plain, values)
        for each in takes:
            if each.name not in values:
                values[each.name] = _left_out(each)
    except Doubtful:
        return None
    return values


def _options(takes: Sequence[Parameter]) -> dict[str, Parameter]:
    found = {}
    for each in takes:
        if not KNOWN.issuperset(each.told.settings):
            raise Doubtful
        if each.told.sort == "option":
            for name in each.told.names or (f"--{each.name.replace('_', '-')}",):
                if "/" in name:
                    raise Doubtful
                found[name] = each
    return found


def _apart(options: dict[str, Parameter], words: list[str], values: dict[str, Any]) -> list[str]:
    """Put what options say into `values`, and return the other words."""
    plain: list[str] = []
    while words:
        word = words.pop(0)
        if word == ENDS:
            return plain + words
        if not word.startswith("-") or word == "-":
            plain.append(word)
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        option = options.get(name)
        if option is None or (equals and option.kind is bool):
            raise Doubtful
        if option.kind is bool:
            values[option.name] = True
            continue
        if not equals:
            value = _next(words)
        if option.many:
            values[option.name] = [*values.get(option.name, []), _read(option, value)]
        else:
            values[option.name] = _read(option, value)
    return plain


def _next(words: list[str]) -> str:
    if not words or words[0].startswith("-"):
        raise Doubtful
    return words.pop(0)


def _place(arguments: list[Parameter], plain: list[str], values: dict[str, Any]) -> None:
    """Give the plain words to the arguments, in order; only the last may take several."""
    for at, each in enumerate(arguments):
        if each.many and at + 1 < len(arguments):
            raise Doubtful
        if each.many and plain:
            values[each.name] = [_read(each, word) for word in plain]
            plain = []
        elif plain:
            values[each.name] = _read(each, plain.pop(0))
    if plain:
        raise Doubtful


def _read(parameter: Parameter, text: str) -> Any:  # noqa: ANN401 - of the parameter's type
    if parameter.kind is str:
        return text
    if parameter.kind is not int or not text.isascii() or not text.isdigit():
        raise Doubtful
    number = int(text)
    if number < parameter.told.settings.get("min", number):
        raise Doubtful
    return number


def _left_out(parameter: Parameter) -> Any:  # noqa: ANN401 - of the parameter's type
    if parameter.required:
        raise Doubtful
    return parameter.default
