"""From blocks to lines: columns, wrapping and cutting, for one stream's look."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.render.neutral import shown
from keepintouch.render.spans import Beside, Pair, Prose, Span, Table, spans
from keepintouch.render.width import start, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from keepintouch.render.spans import Block, Screen, Text

    Line = list[Span]

GUTTER = 2
BETWEEN_LISTS = 4
WIDEST_PAIR = 80
WIDEST_COLUMN = 48
"""A longer cell pushes the rest of its own row only."""
USUAL_COLUMN = 24
"""The same where the columns would not fit otherwise."""
NARROWEST_LAST = 12
NARROWEST_WHOLE = 20


class Look(NamedTuple):
    """What a stream can show. `cut` allows cutting and wrapping at `width`: only on a terminal."""

    width: int = 80
    height: int = 24
    cut: bool = False
    colour: bool = False
    symbols: bool = False
    plain: bool = False


def laid_out(screen: Screen, look: Look) -> list[Line]:
    """Return the lines of a screen, with all text made harmless."""
    return [line for block in screen for line in _lines(block, look)]


def plain_lines(screen: Screen, look: Look) -> list[str]:
    """Return the lines of a screen as text without styles."""
    return ["".join(span.text for span in line).rstrip() for line in laid_out(screen, look)]


def _lines(block: Block, look: Look) -> Iterator[Line]:
    if isinstance(block, Table):
        yield from _table(block, look)
    elif isinstance(block, Pair):
        yield from _pair(block, look)
    elif isinstance(block, Prose):
        yield from _prose(block, look)
    elif isinstance(block, Beside):
        yield from _beside(block, look)
    else:
        yield from _text(_clean(block, look), look)


def _text(line: Line, look: Look) -> Iterator[Line]:
    """Yield a line, broken at words where the terminal would break it anywhere."""
    if not look.cut or _width(line) <= look.width:
        yield line
        return
    text = "".join(span.text for span in line)
    indent = len(text) - len(text.lstrip(" "))
    yield from _wrapped(line, Prose("", indent, GUTTER), look)


def _clean(text: Text, look: Look) -> Line:
    return [Span(shown(_said(span, look)), span.style) for span in spans(text)]


def _said(span: Span, look: Look) -> str:
    return span.text if look.symbols or span.word is None else span.word


def _width(line: Iterable[Span]) -> int:
    return sum(width(span.text) for span in line)


def _pair(block: Pair, look: Look) -> Iterator[Line]:
    left, right = _clean(block.left, look), _clean(block.right, look)
    room = min(look.width, WIDEST_PAIR) - _width(left) - _width(right)
    if not _width(right) or look.plain or (look.cut and room < GUTTER):
        yield from _text(left, look)
        yield from _text(right, look) if _width(right) else ()
    else:
        yield [*left, Span(" " * max(room, GUTTER)), *right]


def _table(block: Table, look: Look) -> Iterator[Line]:
    rows = [[_clean(cell, look) for cell in row] for row in block.rows]
    if block.header and rows:
        rows.insert(0, [[Span(title, "dim")] for title in block.header])
    if look.plain:
        yield from (_unaligned(row) for row in rows)
        return
    widths = _chosen_widths(rows, block, look)
    for row in rows:
        yield from _row(row, widths, block, _fitting(_own(row, widths), block, look), look)


def _unaligned(row: Sequence[Line]) -> Line:
    found: Line = []
    for cell in row:
        if _width(cell):
            found += [Span(" " * GUTTER), *cell] if found else cell
    return found


def _chosen_widths(rows: Sequence[Sequence[Line]], block: Table, look: Look) -> list[int]:
    """Return the widths of columns, so that a few long names do not put every row on two lines."""
    widths = _column_widths(rows, WIDEST_COLUMN)
    if _fitting(widths, block, look) < len(widths):
        usual = _column_widths(rows, USUAL_COLUMN)
        return usual if _fitting(usual, block, look) == len(usual) else widths
    return widths


def _column_widths(rows: Sequence[Sequence[Line]], widest: int) -> list[int]:
    columns = max((len(row) for row in rows), default=0)
    return [
        _column_width([row[at] for row in rows if at < len(row)], widest) for at in range(columns)
    ]


def _column_width(cells: Iterable[Line], widest: int) -> int:
    found = (_width(cell) for cell in cells)
    return max((wide for wide in found if wide <= widest), default=0)


def _own(row: Sequence[Line], widths: Sequence[int]) -> list[int]:
    """Return the widths that a row takes: its long cells need more than their columns have."""
    needed = [max(wide, _width(cell)) for cell, wide in zip(row[:-1], widths, strict=False)]
    return [*needed, *widths[len(needed) :]]


def _fitting(widths: Sequence[int], block: Table, look: Look) -> int:
    """Return how many columns go on a row's first line; the others go on a second one."""
    if not look.cut:
        return len(widths)
    used, narrowest = block.indent, NARROWEST_WHOLE if block.whole else NARROWEST_LAST
    for at, wide in enumerate(widths):
        needed = min(wide, narrowest) if at == len(widths) - 1 else wide
        if used + needed > look.width:
            return max(at, 1)
        used += wide + GUTTER
    return len(widths)


def _row(
    row: Sequence[Line], widths: Sequence[int], block: Table, first: int, look: Look
) -> Iterator[Line]:
    yield from _cells(row[:first], widths, block, block.indent, look)
    rest = [cell for cell in row[first:] if _width(cell)]
    if rest:
        indent = block.indent + (widths[0] + GUTTER if 0 in block.right else GUTTER)
        yield from _cells(rest, [0] * len(rest), block._replace(right=()), indent, look)


def _cells(
    cells: Sequence[Line], widths: Sequence[int], block: Table, indent: int, look: Look
) -> Iterator[Line]:
    last = max((at for at, cell in enumerate(cells) if _width(cell)), default=-1)
    if last < 0:
        yield []
        return
    found: Line = [Span(" " * indent)]
    used = indent
    for at, cell in enumerate(cells[:last]):
        pad = max(0, widths[at] - _width(cell))
        filled = [Span(" " * pad), *cell] if at in block.right else [*cell, Span(" " * pad)]
        found += [*filled, Span(" " * GUTTER)]
        used += _width(cell) + pad + GUTTER
    pad = max(0, widths[last] - _width(cells[last])) if last in block.right else 0
    room = look.width - used if look.cut else None
    if room is None or not block.whole or _width(cells[last]) <= room:
        yield [*found, Span(" " * pad), *_cut(cells[last], room)]
    else:
        yield from _whole(cells[last], found, block.indent + GUTTER, look)


def _whole(cell: Line, before: Line, indent: int, look: Look) -> Iterator[Line]:
    """Break a row's last cell at words below its own start, or on lines of its own."""
    used = _width(before)
    if max(width(word.text) for word in _words(cell)) > look.width - used:
        if any(span.text.strip() for span in before):
            yield _ended(before)
        yield from _wrapped(cell, Prose("", indent), look)
        return
    first, *more = _wrapped(cell, Prose(""), look._replace(width=look.width - used))
    yield [*before, *first]
    for line in more:
        yield [Span(" " * used), *line]


def _cut(cell: Line, room: int | None) -> Line:
    if room is None or _width(cell) <= room:
        return cell
    found: Line = []
    left = max(room, 1) - 1
    for span in cell:
        if width(span.text) > left:
            return [*found, span._replace(text=f"{start(span.text, left).rstrip()}…")]
        found.append(span)
        left -= width(span.text)
    return found


def _beside(block: Beside, look: Look) -> Iterator[Line]:
    parts = [laid_out(part, look) for part in block.parts]
    for at, group in enumerate(_grouped(parts, look)):
        if at:
            yield []
        yield from _next_to_each_other(group)


def _grouped(parts: Sequence[list[Line]], look: Look) -> list[list[list[Line]]]:
    """Return parts by who stands next to whom: as many as fit, in their order."""
    room = 0 if look.plain else min(look.width, WIDEST_PAIR)
    groups: list[list[list[Line]]] = []
    used = 0
    for part in parts:
        used += BETWEEN_LISTS + _widest(part)
        if groups and used <= room:
            groups[-1].append(part)
        else:
            groups.append([part])
            used = _widest(part)
    return groups


def _next_to_each_other(group: Sequence[list[Line]]) -> Iterator[Line]:
    for at in range(max(len(part) for part in group)):
        line: Line = []
        for part in group:
            cells = part[at] if at < len(part) else []
            gap = _widest(part) - _width(cells) + BETWEEN_LISTS
            line += [*cells, Span(" " * gap)]
        yield line


def _widest(lines: Sequence[Line]) -> int:
    return max((_width(line) for line in lines), default=0)


def _prose(block: Prose, look: Look) -> Iterator[Line]:
    line = _clean(block.text, look)
    if look.plain:
        yield line
    else:
        yield from _wrapped(line, block, look)


def _wrapped(line: Line, block: Prose, look: Look) -> Iterator[Line]:
    room = min(look.width, WIDEST_PAIR)
    found: Line = [Span(" " * block.indent)]
    used, begun = block.indent, False
    for word in _words(line):
        wide = width(word.text)
        if begun and used + wide > room and word.text != " ":
            yield _ended(found)
            used = block.indent + block.hanging
            found, begun = [Span(" " * used)], False
        if begun or word.text != " ":
            found.append(word)
            used, begun = used + wide, True
    yield found


def _ended(line: Line) -> Line:
    """Return a line without the spaces at its end, which might not fit any more."""
    while len(line) > 1 and line[-1].text == " ":
        line.pop()
    return line


def _words(line: Line) -> Iterator[Span]:
    """Yield the words and the single spaces between them, each in its style."""
    for span in line:
        for at, word in enumerate(span.text.split(" ")):
            if at:
                yield Span(" ", span.style)
            if word:
                yield span._replace(text=word)
