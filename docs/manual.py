"""The man page: the same commands, as troff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.commands import everywhere, pages
from keepintouch import __version__
from keepintouch.cli import catalogue, topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docs.commands import Option, Page

DESCRIPTION = """\
kit keeps in touch with the people you care about. You write one sentence after a
conversation; each morning it names the few people to reach out to, each with a reason; at
the end of the month it gives back what is worth remembering.

kit alone shows the day: who is due, and what is coming. There is nothing to set up: the
first thing you write makes the store, a file that only you can read.
"""
FILES = (
    ("~/.local/share/keepintouch/kit.db", "the store; backups/ beside it holds copies"),
    ("~/.config/keepintouch/config.toml", "the settings, all optional: kit config"),
    ("~/.local/state/keepintouch/", "the numbers of the list last seen; may be deleted"),
)
MORE = f"`kit help TOPIC` says more: {', '.join(topics.NAMES)}."
SPECIAL = {
    "\\": "\\e",
    "'": "\\(aq",
    "`": "\\(ga",
    "^": "\\(ha",
    "~": "\\(ti",
    "-": "\\-",
    '"': "\\(dq",
}


def text() -> str:
    """Return the page: ASCII alone, so that every troff shows the same."""
    found = tuple(pages())
    lines = [
        '.\\" Made by `make docs-write` from the commands themselves.',
        f'.TH KIT 1 "" "kit {__version__}" "User Commands"',
        *_section("NAME", [f"kit {escaped('-')} keep in touch with the people you care about"]),
        *_section("SYNOPSIS", [".B kit", escaped("[COMMAND] [WORDS…] [FLAGS]")]),
        *_section("DESCRIPTION", _paragraphs(DESCRIPTION.split("\n\n"))),
        *_section("COMMANDS", _commands(found)),
        *_section("FLAGS OF EVERY COMMAND", _options(everywhere())),
        *_section("EXIT STATUS", _terms((str(code), what) for code, what in topics.EXIT_CODES)),
        *_section("ENVIRONMENT", _terms(topics.ENVIRONMENT)),
        *_section("FILES", _terms(FILES)),
        *_section("MORE", [_prose(MORE)]),
    ]
    return "".join(f"{line}\n" for line in lines)


def escaped(text: str) -> str:
    """Return a text that troff shows as it is, wherever it stands in a line."""
    shown = "".join(
        SPECIAL.get(char, char) if char.isascii() else f"\\[u{ord(char):04X}]" for char in text
    )
    return f"\\&{shown}" if shown.startswith(".") else shown


def _prose(text: str) -> str:
    """Return a paragraph; what stands between backquotes is bold."""
    parts = (escaped(part) for part in text.split("`"))
    return "".join(f"\\fB{part}\\fR" if at % 2 else part for at, part in enumerate(parts))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _paragraphs(paragraphs: Iterable[str]) -> Iterator[str]:
    for at, each in enumerate(paragraphs):
        if at:
            yield ".PP"
        yield _prose(" ".join(each.split()))


def _terms(pairs: Iterable[Sequence[str]]) -> Iterator[str]:
    for term, what in pairs:
        yield from (".TP", f"\\fB{escaped(term)}\\fR", _prose(what))


def _commands(found: Sequence[Page]) -> Iterator[str]:
    for group in catalogue.GROUPS:
        members = [each for each in found if each.command.group == group]
        if members:
            yield f".SS {group}"
        for each in members:
            yield from _command(each)


def _command(page: Page) -> Iterator[str]:
    """Yield a command: its usage as the term, then what it does, its flags and examples below."""
    also = "".join(f", kit {alias}" for alias in page.command.aliases)
    yield from (".TP", f"\\fB{escaped(page.usage)}\\fR{escaped(also)}")
    yield from _paragraphs_within(page.paragraphs)
    yield ".RS"
    yield from _options(page.options)
    yield ".PP"
    yield ".EX"
    yield from (escaped(each.line) for each in page.examples)
    yield ".EE"
    yield ".RE"


def _paragraphs_within(paragraphs: Sequence[str]) -> Iterator[str]:
    for at, each in enumerate(paragraphs):
        if at:
            yield ".IP"
        yield _prose(each)


def _options(options: Iterable[Option]) -> Iterator[str]:
    for each in options:
        names = ", ".join(f"\\fB{escaped(name)}\\fR" for name in each.names)
        takes = f" \\fI{escaped(each.takes)}\\fR" if each.takes else ""
        yield from (".TP", f"{names}{takes}", _prose(each.about))
