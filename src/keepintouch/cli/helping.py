"""Help: all commands, one command with its options and examples, or one topic."""

from __future__ import annotations

from typing import Any

from keepintouch.cli import catalogue, topics
from keepintouch.cli.examples import EXAMPLES
from keepintouch.domain.errors import UnknownError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import schemas
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Prose, Span, Table, dim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from keepintouch.cli.catalogue import Command
    from keepintouch.cli.kit import Kit
    from keepintouch.render.spans import Block, Screen, Text

EVERYWHERE = (
    "--json --jsonl --csv --tsv --fields A,B --plain -q -o FILE -y -n --no-input"
    " --color WHEN --db PATH --today DATE"
)


def show(kit: Kit, words: Sequence[str]) -> int:
    """Show the help that the words ask for: of a command, on a topic, or all of it."""
    wanted = [word for word in words if word != "help"][:1]
    screen = everything() if not wanted else _about(wanted[0])
    kit.show(Answer(lambda _look: screen, lambda: _document(wanted)))
    return 0


def everything() -> Screen:
    """Return the map of all commands."""
    blocks: list[Block] = [
        "Keep in touch with the people you care about.",
        "",
        Table([["kit", "today: who is due, what is coming"]], whole=True),
    ]
    rows: list[list[Text]] = []
    for group in catalogue.GROUPS:
        rows += [[], [(Span(group, "person"),)]]
        rows += [_row(each) for each in catalogue.COMMANDS.values() if each.group == group]
    blocks.append(Table(rows, whole=True))
    blocks += [
        "",
        Prose(f"Topics: {', '.join(topics.NAMES)}  (kit help dates)"),
        Prose(f"Everywhere: {EVERYWHERE}", hanging=2),
    ]
    return blocks


def of_command(command: Command) -> Screen:
    """Return the help of one command, its options read from its parser."""
    from keepintouch.cli.parsing import parser_of

    parser = parser_of(command)
    first, _, rest = (parser.help or command.line).partition("\n")
    blocks: list[Block] = [
        (Span(f"kit {command.name} {command.usage}".rstrip(), "person"), *_aliases(command)),
        "",
        Prose(first),
        *_paragraphs(rest),
    ]
    options = [_option(param) for param in parser.params if _is_option(param)]
    if options:
        blocks += ["", "Options", Table(options, whole=True)]
    examples = EXAMPLES.get(command.name, ())
    if examples:
        rows: list[list[Text]] = [[each.line, dim(each.what)] for each in examples]
        blocks += ["", "Examples", Table(rows, whole=True)]
    return [*blocks, "", Prose(f"Everywhere: {EVERYWHERE}", hanging=2)]


def options_of(command: Command) -> Iterator[tuple[list[str], str]]:
    """Yield the names and the help of a command's own options."""
    from keepintouch.cli.parsing import parser_of

    for param in parser_of(command).params:
        if _is_option(param):
            yield list(param.opts), param.help or ""


def _about(word: str) -> Screen:
    """Return the help of a command, a topic, or of both where they share a name."""
    command = catalogue.find(word)
    topic = topics.screen(word) if word in topics.NAMES else []
    if command is not None:
        return [*of_command(command), *(["", *topic] if topic else [])]
    if topic:
        return topic
    from keepintouch.cli.guessing import near
    from keepintouch.cli.synonyms import meant

    same = meant(word)
    close = () if same else near(word, (*catalogue.COMMANDS, *topics.NAMES))
    attempt = tuple(dict.fromkeys(each for each in (same, "kit help") if each))
    raise UnknownError(f'there is no command or topic "{word}".', close=close, attempt=attempt)


def _row(command: Command) -> list[Text]:
    names = f"{command.name} ({', '.join(command.aliases)})" if command.aliases else command.name
    return [f"  {names}", command.line]


def _aliases(command: Command) -> tuple[Span, ...]:
    return tuple(dim(f"   also: kit {each}") for each in command.aliases)


def _paragraphs(text: str) -> list[Block]:
    paragraphs = [" ".join(each.split()) for each in text.split("\n\n")]
    return [block for each in paragraphs if each for block in ("", Prose(each))]


def _is_option(param: Any) -> bool:  # noqa: ANN401 - Typer does not export its parameter class
    return param.param_type_name == "option" and not getattr(param, "hidden", False)


def _option(param: Any) -> list[Text]:  # noqa: ANN401 - as above
    names = sorted(param.opts, key=len)
    takes = "" if param.is_flag else f" {param.metavar or 'TEXT'}"
    return [f"{', '.join(names)}{takes}", param.help or ""]


def _document(wanted: Sequence[str]) -> dict[str, Any]:
    """Return `kit.help/1`: what there is, with its line, usage and examples."""
    found = [each for each in catalogue.COMMANDS.values() if not wanted or each.name in wanted]
    return {
        "schema": "kit.help/1",
        "items": [
            {
                "name": each.name,
                "group": each.group,
                "line": each.line,
                "usage": each.usage,
                "aliases": list(each.aliases),
                "examples": [example.line for example in EXAMPLES.get(each.name, ())],
            }
            for each in found
        ],
        "topics": list(topics.NAMES),
        "schemas": [{"name": name, "path": schemas.path(name)} for name in schemas.names()],
    }
