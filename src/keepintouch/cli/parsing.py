"""Typer, and what it says put into our words: the parser of one command at a time."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from keepintouch.cli.catalogue import PACKAGE
from keepintouch.cli.parameters import typed
from keepintouch.domain.errors import CancelledError, KitError, UsageError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from keepintouch.cli.catalogue import Command
    from keepintouch.cli.kit import Kit


def run(kit: Kit, command: Command, words: Sequence[str]) -> int:
    """Parse the words of a command and run it."""
    parser = parser_of(command)
    try:
        code = parser.main(
            list(words), prog_name=f"kit {command.name}", standalone_mode=False, obj=kit
        )
    except typer.TyperException as error:
        from keepintouch.cli.recording import LosingNothing

        typed = _plain(words, parser) if command.name == "log" else ()
        with LosingNothing(kit, " ".join(typed)):
            raise in_words(error, command, parser) from None
    except typer.Abort:
        raise CancelledError("cancelled. Nothing was changed.") from None
    return int(code or 0)


def _plain(words: Sequence[str], parser: Any) -> Iterator[str]:  # noqa: ANN401 - as below
    """Yield the words that are neither options nor, as far as one can tell, their values."""
    taking = {
        name for each in parser.params if not getattr(each, "is_flag", False) for name in each.opts
    }
    rest = iter(words)
    for word in rest:
        if not word.startswith("-") or word == "-":
            yield word
        elif "=" not in word and _meant(word, parser) in taking:
            next(rest, None)


def _meant(option: str, parser: Any) -> str:  # noqa: ANN401 - as below
    """Return the option that a word is, or was meant to be."""
    from difflib import get_close_matches

    known = [name for each in parser.params for name in each.opts]
    close = [] if option in known else get_close_matches(option, known, n=1)
    return close[0] if close else option


def parser_of(command: Command) -> Any:  # noqa: ANN401 - Typer does not export its command class
    """Return the parser of one command, importing only its module."""
    module = import_module(PACKAGE + command.module)
    app = typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
        add_completion=False,
    )
    settings: dict[str, Any] = {"help_option_names": []}
    function = typed(getattr(module, command.function))
    app.command(command.name, context_settings=settings)(function)
    return get_command(app)


def in_words(error: typer.TyperException, command: Command, parser: Any) -> KitError:  # noqa: ANN401 - as above
    """Return Typer's complaint as an error of ours."""
    show_help = f"kit {command.name} -h"
    option = getattr(error, "option_name", None)
    if option and hasattr(error, "possibilities"):
        return _no_such_option(option, parser, show_help)
    if type(error).__name__ == "MissingParameter":
        return UsageError(
            f"kit {command.name} needs {_missing(error)}.",
            attempt=(f"kit {command.name} {command.usage}".rstrip(), show_help),
        )
    return UsageError(_complaint(error, command), attempt=(show_help,))


def _complaint(error: typer.TyperException, command: Command) -> str:
    """Return what is wrong with a value or a word too many; anything else as Typer says it."""
    message, number = error.format_message(), _wanted_number(error, command)
    if number:
        said = getattr(error, "message", "").partition(" is not ")[0].strip("'")
        return f'{number}, not "{said}".'
    if message.startswith("Got unexpected extra argument"):
        words = message.partition("(s) ")[2] or message.partition("argument ")[2]
        return f'kit {command.name} has no use for "{words.strip("() .")}".'
    return f"{message[:1].lower()}{message[1:].rstrip('.')}."


def _wanted_number(error: typer.TyperException, command: Command) -> str:
    """Return `--limit wants a whole number, 1 or more` where it does, else nothing."""
    param = getattr(error, "param", None)
    kind = getattr(param, "type", None)
    if param is None or not getattr(kind, "name", "").startswith("int"):
        return ""
    name = next((each for each in param.opts if each.startswith("--")), f"kit {command.name}")
    least = getattr(kind, "min", None)
    return f"{name} wants a whole number{'' if least is None else f', {least} or more'}"


def _no_such_option(option: str, parser: Any, show_help: str) -> KitError:  # noqa: ANN401 - as above
    from difflib import get_close_matches

    from keepintouch.cli.flags import SWITCHES, TAKING

    own = [name for param in parser.params for name in param.opts if name.startswith("-")]
    known = [*own, *SWITCHES, *TAKING]
    close = get_close_matches(option, known, n=3) if len(option) > 2 else []  # noqa: PLR2004 - a letter is like every other
    return UsageError(
        f'there is no option "{option}" here.',
        close=tuple(close),
        attempt=(show_help, "put -- before words that begin with a dash"),
    )


def _missing(error: typer.TyperException) -> str:
    param = getattr(error, "param", None)
    name = getattr(param, "metavar", None) or getattr(param, "human_readable_name", "") or "more"
    return str(name).upper()
