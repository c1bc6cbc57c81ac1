"""The rows of a dump's INSERT statements, read as text: nothing in it is ever run.

Only what MySQL dumps hold is known: strings in single quotes with backslash escapes
(PHP's addslashes among them) or doubled quotes, bare numbers, NULL, three kinds of comment.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

CHUNK = 1 << 16
LONGEST_TEXT = 1 << 23  # characters of one value

# Possessive, so that a text of many escapes costs no memory for ways back.
_TOKEN = re.compile(
    r"""(?P<blank>\s++|\#[^\n]*+|--(?=\s)[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)
    |'(?P<text>(?:[^'\\]++|\\.|'')*+)'
    |`(?P<name>[^`]*+)`
    |(?P<mark>[(),;])
    |(?P<word>[^\s'`(),;#]++)""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_MEANING = {"0": "\0", "b": "\b", "n": "\n", "r": "\r", "t": "\t", "Z": "\x1a"}


class Token(NamedTuple):
    """A piece of SQL; `kind` is `text`, `name`, `mark`, `word`, or `broken` for what is none."""

    kind: str
    value: str
    line: int


class Row(NamedTuple):
    """A row of a table by column, None for NULL; `values` is None for one that cannot be read."""

    table: str
    values: dict[str, str | None] | None
    line: int


def rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield the rows of every INSERT, in order; a statement that breaks yields one bad row."""
    tokens = _tokens(stream)
    for token in tokens:
        if token.kind == "word" and token.value.upper() == "INSERT":
            yield from _insert(tokens, token.line)


def _insert(tokens: Iterator[Token], line: int) -> Iterator[Row]:
    """Yield the rows of a statement whose first word has been read."""
    table, columns = "", list[str]()
    for token in tokens:
        if token.kind == "name":
            if table:
                columns.append(token.value)
            else:
                table = token.value
        elif token.kind == "word" and token.value.upper() in {"VALUES", "VALUE"}:
            break
        elif token.kind in {"broken", "text"} or token.value == ";":
            yield Row(table, None, line)
            return
    yield from _rows_of(table, columns, tokens)


def _rows_of(table: str, columns: list[str], tokens: Iterator[Token]) -> Iterator[Row]:
    """Yield the rows after VALUES; after one without an end no other is trusted."""
    for kind, mark, line in tokens:
        if kind == "mark" and mark in {",", ";"}:
            if mark == ";":
                return
            continue
        values = _values(tokens) if (kind, mark) == ("mark", "(") else None
        if values is None:
            yield Row(table, None, line)
            return
        fits = len(values) == len(columns)
        yield Row(table, dict(zip(columns, values, strict=True)) if fits else None, line)


def _values(tokens: Iterator[Token]) -> list[str | None] | None:
    """Return a row's values up to its closing bracket."""
    found: list[str | None] = []
    wants_value = True
    for kind, value, _ in tokens:
        if kind == "mark" and value in {")", ","} and not wants_value:
            if value == ")":
                return found
            wants_value = True
        elif kind in {"text", "word"} and wants_value:
            null = kind == "word" and value.upper() == "NULL"
            found.append(None if null else value)
            wants_value = False
        else:
            return None
    return None


def _tokens(stream: BinaryIO) -> Iterator[Token]:
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    buffer, at, line, ended = "", 0, 1, False
    while not (ended and at >= len(buffer)):
        found = _TOKEN.match(buffer, at)
        # What touches the end of the buffer may go on in the file.
        kept = len(buffer) - at
        open_ended = found is None or found.end() >= len(buffer) - 1
        if open_ended and not ended and kept <= LONGEST_TEXT:
            block = stream.read(max(CHUNK, kept))
            ended = not block
            buffer, at = buffer[at:] + decode(block, final=ended), 0
            continue
        if found is None:
            yield Token("broken", "", line)
            at += 1
            continue
        kind = str(found.lastgroup)
        if kind != "blank":
            value = found[kind]
            yield Token(kind, _unescaped(value) if kind == "text" else value, line)
        line += buffer.count("\n", at, found.end())
        at = found.end()


def _unescaped(text: str) -> str:
    if "\\" not in text and "'" not in text:
        return text
    return _ESCAPE.sub(lambda found: _MEANING.get(found[1], found[1]) if found[1] else "'", text)
