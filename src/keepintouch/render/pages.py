"""A screen as Markdown or as an HTML page: all text is escaped, nothing is loaded from elsewhere."""

from __future__ import annotations

from html import escape

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.neutral import shown
from keepintouch.render.spans import Beside, Pair, Prose, Span, Table, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.render.spans import Block, Screen, Text

MARKS = frozenset("\\`*_{}[]<>()#+-.!|~&:@$^=")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
table { border-spacing: 0 } td { padding: 0 1.2rem 0 0; vertical-align: top }
.person { font-weight: 600 } .due { color: #8a5a00 } .error { color: #b00020 }
.ok { color: #1b6e1b } .dim { color: #5f6368 } .tag { color: #006a75 }
@media (prefers-color-scheme: dark) { body { background: #121212; color: #e8e8e8 } }
"""


def markdown(screen: Screen) -> str:
    """Return a screen as Markdown; its first line is the title."""
    lines = [line for at, block in enumerate(screen) for line in _markdown(block, first=not at)]
    return "\n".join(lines).strip() + "\n"


def html(screen: Screen) -> str:
    """Return a screen as one HTML page; its first line is the title."""
    title = _plain(_left(screen[0])) if screen else ""
    body = "\n".join(line for at, block in enumerate(screen) for line in _html(block, first=not at))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _markdown(block: Block, *, first: bool) -> Iterator[str]:
    if isinstance(block, Beside):
        for part in block.parts:
            yield from (line for each in part for line in _markdown(each, first=False))
        return
    if isinstance(block, Table):
        yield from _markdown_table(block)
    elif isinstance(block, Pair):
        left, right = _marked(block.left), _marked(block.right)
        yield f"# {left}" if first else f"{left}: {right}"
        if first and right:
            yield from ("", right)
    elif isinstance(block, Span) and block.style == "person":
        yield f"## {_marked(block)}"
    else:
        yield _marked(block.text if isinstance(block, Prose) else block)
    yield ""


def _markdown_table(block: Table) -> Iterator[str]:
    """Yield a table whose header row is empty, as Markdown demands one."""
    columns = max((len(row) for row in block.rows), default=0)
    header = [escape(title) for title in block.header] or [""] * columns
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * columns}"
    for row in block.rows:
        cells = [_marked(cell) for cell in row] + [""] * (columns - len(row))
        yield f"| {' | '.join(cells)} |"


def _marked(text: Text) -> str:
    return "".join(f"\\{char}" if char in MARKS else char for char in _plain(text))


def _html(block: Block, *, first: bool) -> Iterator[str]:
    if isinstance(block, Beside):
        for part in block.parts:
            yield from (line for each in part for line in _html(each, first=False))
    elif isinstance(block, Table):
        yield "<table>"
        yield from (f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in block.rows)
        yield "</table>"
    elif first:
        yield f"<h1>{_tagged(_left(block))}</h1>"
        if isinstance(block, Pair):
            yield f"<p>{_tagged(block.right)}</p>"
    elif isinstance(block, Span) and block.style == "person":
        yield f"<h2>{escape(_plain(block))}</h2>"
    elif isinstance(block, Pair):
        yield f"<p>{_tagged(block.left)} {_tagged(block.right)}</p>"
    else:
        text = _tagged(block.text if isinstance(block, Prose) else block)
        if text:
            yield f"<p>{text}</p>"


def _left(block: Block) -> Text:
    if isinstance(block, Pair):
        return block.left
    return (
        ""
        if isinstance(block, Table | Beside)
        else block.text
        if isinstance(block, Prose)
        else block
    )


def _cell(text: Text) -> str:
    return f"<td>{_tagged(text)}</td>"


def _tagged(text: Text) -> str:
    return "".join(_span(each) for each in spans(text))


def _span(span: Span) -> str:
    text = escape(shown(span.text))
    return f'<span class="{span.style}">{text}</span>' if span.style and text else text


def _plain(text: Text) -> str:
    return "".join(shown(span.text) for span in spans(text))
