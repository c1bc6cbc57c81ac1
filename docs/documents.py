"""The documents of `--json` as a page: their keys from the schemas, an example from a run."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

from docs import markdown
from docs.answers import PRINTED, answers
from keepintouch.cli import topics
from keepintouch.render import schemas
from keepintouch.render.spans import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    Schema = dict[str, Any]

HEAD = f"""# Documents

What `--json` prints, for programs. {markdown.MADE}
"""
STORE = "kit.store/1"
WIDEST = 100
ROWS = 2
ABOUT_STORE = """
What `kit export` writes and `kit import` reads: everything that is in a store, one record a
line. The first line names the schema; each other has `record`, its kind. Records are in the
order of their ids, so equal stores give equal bytes. An import into an empty store gives an
equal store; into another it adds what is not there.
"""


def text() -> str:
    """Return the page."""
    blocks = [HEAD, *_promise(), "\n".join(_contents())]
    examples = answers()
    for name in PRINTED:
        if name != STORE:
            blocks += _document(name, examples[name])
    return markdown.joined([*blocks, *_store(examples[STORE])])


def _promise() -> Iterator[str]:
    """Yield what `kit help json` promises, its table left out."""
    for block in topics.screen("json"):
        if isinstance(block, Prose):
            yield str(block.text)


def _contents() -> Iterator[str]:
    for name in PRINTED:
        title = schemas.schema(name)["title"]
        yield f"- [{name}](#{_anchor(name)}): {title[:1].lower()}{title[1:]}"


def _anchor(name: str) -> str:
    return name.replace(".", "").replace("/", "")


def _document(name: str, example: str) -> Iterator[str]:
    schema = schemas.schema(name)
    yield f"## {name}"
    yield f"{schema['title']}: {_printed_by(name)}."
    yield markdown.table(("key", "type", "meaning"), _keys(schema))
    line = PRINTED[name][0]
    yield markdown.code("console", [f"$ kit {line} --json".replace("  ", " ")]).replace(
        "console", "sh"
    )
    yield markdown.code("json", laid_out(shortened(json.loads(example))))


def _printed_by(name: str) -> str:
    return ", ".join(f"`kit {line}`".replace(" `", "`") for line in PRINTED[name])


def _keys(schema: Schema, above: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every key of a schema with its type and meaning, those within it below it."""
    for key, about in schema.get("properties", {}).items():
        path = f"{above}.{key}" if above else key
        if "const" not in about:
            meaning = about.get("description") or about.get("items", {}).get("description", "")
            yield f"`{path}`", _type(about), meaning
        yield from _keys(about, path)
        yield from _keys(about.get("items", {}), f"{path}[]")


def _type(about: Schema) -> str:
    """Return what a value is: its type, its form, or what it may be."""
    if "enum" in about:
        return ", ".join("null" if each is None else f"`{each}`" for each in about["enum"])
    types = about.get("type", "any")
    names = [types] if isinstance(types, str) else list(types)
    if about.get("format") == "date":
        names = ["day" if each == "string" else each for each in names]
    if "items" in about:
        names = [
            f"array of {_type(about['items'])}s" if each == "array" else each for each in names
        ]
    return " or ".join(names)


def shortened(value: object) -> object:
    """Return a document with only the first of each list of objects."""
    if isinstance(value, dict):
        return {key: shortened(each) for key, each in value.items()}
    if isinstance(value, list):
        objects = any(isinstance(each, dict) for each in value)
        return [shortened(each) for each in (value[:ROWS] if objects else value)]
    return value


def laid_out(value: object, indent: int = 0, before: int = 0) -> list[str]:
    """Return JSON over several lines: what fits in a line stays in it."""
    flat = json.dumps(value, ensure_ascii=False)
    if before + len(flat) < WIDEST or not value or not isinstance(value, dict | list):
        return [flat]
    pairs = value.items() if isinstance(value, dict) else [("", each) for each in value]
    lines = ["{" if isinstance(value, dict) else "["]
    for at, (key, each) in enumerate(pairs, start=1):
        name = f"{json.dumps(key)}: " if key else ""
        first, *rest = laid_out(each, indent + 1, indent + 1 + len(name))
        lines += [f"{' ' * (indent + 1)}{name}{first}", *rest]
        lines[-1] += "," if at < len(value) else ""
    return [*lines, f"{' ' * indent}{'}' if isinstance(value, dict) else ']'}"]


def _store(example: str) -> Iterator[str]:
    """Yield the lossless format: the keys of each kind of record, and a line of each."""
    schema = schemas.schema(STORE)
    yield f"## {STORE}"
    yield ABOUT_STORE
    for about in schema["$defs"].values():
        if about.get("properties", {}).get("record"):
            yield f"### {about['properties']['record']['const']}"
            yield f"{about['title']}."
            yield markdown.table(("key", "type", "meaning"), _keys(about))
    yield markdown.code("sh", [f"$ kit {shlex.join(['export'])}"])
    yield markdown.code("json", _lines_of_each_kind(example))


def _lines_of_each_kind(example: str) -> list[str]:
    first: dict[str, str] = {}
    for line in example.splitlines():
        first.setdefault(json.loads(line).get("record", ""), line)
    return list(first.values())
