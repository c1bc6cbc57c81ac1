"""The reference as a page: every command with its options, examples and exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs import markdown
from docs.commands import everywhere, pages
from docs.exits import ALWAYS
from keepintouch.cli import catalogue, topics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs.commands import Option, Page

HEAD = f"""# Reference

Every command, as `kit help COMMAND` says it. {markdown.MADE}

Dates, names, the grammar of a log line and the other topics of `kit help` are in
[topics.md](topics.md), the documents of `--json` in [json.md](json.md).
"""
BARE = """`kit` alone shows the day: who is due, and what is coming."""


def text() -> str:
    """Return the page."""
    found = tuple(pages())
    blocks = [HEAD, *_map(found), *_everywhere(), *_exit_codes()]
    for each in found:
        blocks += _command(each)
    return markdown.joined(blocks)


def _map(found: Sequence[Page]) -> Iterator[str]:
    yield BARE
    for group in catalogue.GROUPS:
        rows = [
            (f"[`{each.command.name}`](#kit-{each.command.name}){_also(each)}", each.command.line)
            for each in found
            if each.command.group == group
        ]
        if rows:
            yield markdown.table((group, ""), rows)


def _also(page: Page) -> str:
    return "".join(f", `{alias}`" for alias in page.command.aliases)


def _everywhere() -> Iterator[str]:
    yield "## Flags of every command"
    yield "They may stand anywhere, before the command or after it; `--` ends all flags."
    yield _options(everywhere())


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes"
    yield markdown.table(
        ("code", "meaning"), [(str(code), meaning) for code, meaning in topics.EXIT_CODES]
    )
    usual = ", ".join(str(code) for code in ALWAYS)
    yield f"{usual} are every command's; the others stand with the commands that use them."


def _command(page: Page) -> Iterator[str]:
    yield f"## kit {page.command.name}"
    also = "".join(f"   # or: kit {alias}" for alias in page.command.aliases)
    yield markdown.code("sh", [f"{page.usage}{also}"])
    yield from page.paragraphs
    if page.options:
        yield _options(page.options)
    longest = max(len(each.line) for each in page.examples)
    yield markdown.code("sh", [f"{each.line:{longest}}   # {each.what}" for each in page.examples])
    if page.exits:
        codes = ", ".join(str(code) for code in page.exits)
        yield f"[Exit codes](#exit-codes) beside the usual: {codes}."


def _options(options: Sequence[Option]) -> str:
    return markdown.table(("flag", ""), [(f"`{each.typed}`", each.about) for each in options])
