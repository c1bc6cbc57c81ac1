"""Every command as it can be typed, read from the parser that Typer makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docs.exits import BESIDES
from keepintouch.cli import catalogue, topics
from keepintouch.cli.examples import EXAMPLES
from keepintouch.cli.parsing import parser_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.cli.catalogue import Command
    from keepintouch.cli.examples import Example


class Option(NamedTuple):
    """A flag: its names, the short one first; what it takes, if anything; what it is for."""

    names: tuple[str, ...]
    takes: str
    about: str

    @property
    def typed(self) -> str:
        """Return it as it stands in help: `-t, --tag TAG`."""
        return f"{', '.join(self.names)} {self.takes}".rstrip()


class Page(NamedTuple):
    """All that a manual says of one command; `exits` are codes beside every command's."""

    command: Command
    usage: str
    paragraphs: tuple[str, ...]
    options: tuple[Option, ...]
    examples: tuple[Example, ...]
    exits: tuple[int, ...]


def everywhere() -> tuple[Option, ...]:
    """Return the flags that every command takes."""
    return tuple(
        Option(tuple(names.split(", ")), takes, about) for names, takes, about in topics.FLAGS
    )


def pages() -> Iterator[Page]:
    """Yield every command that is listed, in the order of the map."""
    for command in catalogue.COMMANDS.values():
        if not command.hidden:
            yield page(command)


def page(command: Command) -> Page:
    """Return what can be said of a command."""
    parser = parser_of(command)
    usage = [f"kit {command.name}", command.usage]
    return Page(
        command,
        " ".join(each for each in usage if each),
        tuple(" ".join(each.split()) for each in (parser.help or "").split("\n\n")),
        tuple(_option(each) for each in parser.params if each.param_type_name == "option"),
        EXAMPLES[command.name],
        tuple(sorted(BESIDES.get(command.name, {}))),
    )


def _option(param: Any) -> Option:  # noqa: ANN401 - Typer does not export its parameter class
    takes = "" if param.is_flag else param.metavar or "TEXT"
    return Option(tuple(sorted(param.opts, key=len)), takes, param.help or "")
