"""The topics of `kit help` as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs import markdown
from keepintouch.cli import topics
from keepintouch.render.spans import Prose, Table, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.render.spans import Block

HEAD = f"""# Topics

What `kit help TOPIC` says, offline. {markdown.MADE}
"""


def text() -> str:
    """Return the page."""
    blocks = [HEAD, "\n".join(f"- [{name}](#{name})" for name in topics.NAMES)]
    for name in topics.NAMES:
        title, *rest = topics.screen(name)
        blocks += [f"## {name}", f"**{_text(title)}**", *_blocks(rest)]
    return markdown.joined(blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield paragraphs and tables; indented lines are shown as they were typed."""
    typed: list[str] = []
    for block in blocks:
        if isinstance(block, str) and block:
            typed.append(block.removeprefix("  "))
            continue
        if typed:
            yield markdown.code("text", typed)
            typed = []
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Prose):
            yield f"- {_text(block.text)}" if block.indent else _text(block.text)
    if typed:
        yield markdown.code("text", typed)


def _table(block: Table) -> str:
    """Return a table whose first column is what is typed."""
    rows = [[_text(cell) for cell in row] for row in block.rows]
    return markdown.table(
        [""] * max(len(row) for row in rows),
        [[f"`{first}`" if first else "", *rest] for first, *rest in rows],
    )


def _text(text: Block) -> str:
    return "".join(span.text for span in spans(text))  # type: ignore[arg-type] # tables and paragraphs are told apart above
