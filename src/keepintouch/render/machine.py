"""Output for programs: JSON, JSON Lines, CSV and TSV from one document."""

from __future__ import annotations

import json
from typing import Any

from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.neutral import escaped, is_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.render.answers import Document

FORMATS = ("json", "jsonl", "csv", "tsv")

Row = dict[str, Any]


def written(document: Document, rows: str, how: str, fields: Sequence[str] = ()) -> bytes:
    """Return a document as UTF-8 bytes in one of `FORMATS`, with only `fields` of each row."""
    if how == "json":
        return _line(_chosen_in(document, rows, fields) if fields else document)
    items = _chosen(_rows(document, rows), fields)
    if how == "jsonl":
        return b"".join(_line(item) for item in items)
    names = list(fields) or list(dict.fromkeys(name for item in items for name in item))
    table = [names, *([_cell(item.get(name)) for name in names] for item in items)]
    return (_csv(table) if how == "csv" else _tsv(table)).encode("utf-8", "backslashreplace")


def json_text(value: object) -> str:
    """Return JSON with letters of any script as they are, and every control escaped."""
    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(f"\\u{ord(char):04x}" if is_control(char) else char for char in text)


def _line(value: object) -> bytes:
    return f"{json_text(value)}\n".encode()


def _rows(document: Document, rows: str) -> list[Row]:
    if rows:
        found: list[Row] = document[rows]
        return found
    return [{name: value for name, value in document.items() if name != "schema"}]


def _chosen(items: list[Row], fields: Sequence[str]) -> list[Row]:
    if not fields:
        return items
    known = list(dict.fromkeys(name for item in items for name in item))
    unknown = [name for name in fields if name not in known] if items else []
    if unknown:
        raise UsageError(
            f'there is no field "{unknown[0]}" here.', attempt=(f"--fields {','.join(known)}",)
        )
    return [{name: item[name] for name in fields} for item in items]


def _chosen_in(document: Document, rows: str, fields: Sequence[str]) -> Document:
    if not rows:
        return {"schema": document["schema"], **_chosen(_rows(document, rows), fields)[0]}
    return {**document, rows: _chosen(document[rows], fields)}


def _cell(value: object) -> str:
    """Return a value as one cell: null empty, plain lists joined, anything deeper as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        return "; ".join(_cell(each) for each in value)
    if isinstance(value, dict | list):
        return json_text(value)
    return str(value)


def _csv(table: Iterable[Sequence[str]]) -> str:
    """Return RFC 4180 text, each line ended by a line feed."""
    return "".join(f"{','.join(_quoted(cell) for cell in row)}\n" for row in table)


def _quoted(cell: str) -> str:
    text = escaped(cell, keep="\n\t")
    needs = set(text) & set('",\n') or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if needs else text


def _tsv(table: Iterable[Sequence[str]]) -> str:
    """Return tab-separated text; tabs and line ends inside a cell become visible escapes."""
    return "".join("\t".join(escaped(cell) for cell in row) + "\n" for row in table)
