"""Entries of an LDIF file (RFC 2849): folds, comments, base64, attribute options, changes."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import textlines
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.formats.textlines import Line

LARGEST_ENTRY = 16 << 20  # characters


class Value(NamedTuple):
    """An attribute's value: text, and the bytes of one that was base64."""

    name: str
    text: str
    data: bytes | None = None


class Entry(NamedTuple):
    """An entry by lower-case attribute, each with its values in order; `raw` as it stood."""

    dn: str
    attributes: dict[str, list[Value]]
    raw: str
    line: int

    def first(self, *names: str) -> str | None:
        """Return the first value of the first attribute that has one that is not blank."""
        return next((each for name in names for each in self.every(name)), None)

    def every(self, name: str) -> list[str]:
        """Return an attribute's values that are not blank."""
        return [value.text for value in self.attributes.get(name, ()) if value.text]


def entries(stream: BinaryIO) -> Iterator[Entry | Problem]:
    """Yield the entries that stand or are added; other changes are problems."""
    for number, texts in _blocks(textlines.lines(stream)):
        if texts is None:
            yield Problem(number, "an entry of more than 16 million characters is left out")
        else:
            yield from _entry(number, "\n".join(texts))


def _blocks(lines: Iterable[Line]) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the lines between empty ones and the number of the first; None for too many."""
    start, size, block = 0, 0, list[str]()
    for number, text in lines:
        if text is None:
            size = LARGEST_ENTRY + 1
            block.append("")
        elif text:
            size += len(text)
            block.append(text)
        elif block:
            yield start, block if size <= LARGEST_ENTRY else None
            size, block = 0, []
        if len(block) == 1:
            start = number
        if size > LARGEST_ENTRY:
            del block[1:]
    if block:
        yield start, block if size <= LARGEST_ENTRY else None


def _entry(number: int, raw: str) -> Iterator[Entry | Problem]:
    attributes: dict[str, list[Value]] = {}
    for line in raw.replace("\n ", "").split("\n"):
        if line.startswith("#"):
            continue
        value = _value(line)
        if isinstance(value, Value):
            attributes.setdefault(value.name, []).append(value)
        else:
            yield Problem(number, value)
    if not attributes.keys() - {"version"}:
        return  # the head of the file
    change = "".join(each.text for each in attributes.pop("changetype", ())).lower()
    dn = "".join(each.text for each in attributes.pop("dn", ())[:1])
    if change in {"", "add"}:
        yield Entry(dn, attributes, raw, number)
    else:
        yield Problem(number, f'a change ("{change}") is left out: "{dn}"')


def _value(line: str) -> Value | str:
    """Return the attribute of a line, without its options, or what is wrong with it."""
    name, colon, text = line.partition(":")
    name = name.partition(";")[0].strip().lower()
    if not colon or not name:
        return "a line that is no attribute is left out"
    if text.startswith("<"):
        return f'the value of "{name}" is in another file: left out'
    if not text.startswith(":"):
        return Value(name, text.strip())
    try:
        data = b64decode(text[1:].strip(), validate=True)
    except ValueError:
        return f'the value of "{name}" is no base64: left out'
    return Value(name, textlines.decoded(data).strip(), data)
