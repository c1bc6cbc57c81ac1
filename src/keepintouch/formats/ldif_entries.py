"""Entries of an LDIF file (RFC 2849): folds, comments, base64, attribute options, changes."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import textlines
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.formats.textlines import Line

LARGEST_ENTRY = 16 << 20  # characters
_LINE = re.compile(r"([A-Za-z0-9.-]+)((?:;[^:]*)?):(:|<)?[ \t]*(.*)", re.DOTALL)


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
        texts = (value.text.strip() for value in self.attributes.get(name, ()))
        return [text for text in texts if text]


def entries(stream: BinaryIO) -> Iterator[Entry | Problem]:
    """Yield the entries that stand or are added; other changes are problems."""
    for number, lines in _blocks(textlines.lines(stream)):
        yield from _entry(number, lines)


def _blocks(lines: Iterable[Line]) -> Iterator[tuple[int, list[Line]]]:
    block: list[Line] = []
    for line in lines:
        if line.text is None or line.text.strip():
            block.append(line)
        elif block:
            yield block[0].number, block
            block = []
    if block:
        yield block[0].number, block


def _entry(number: int, lines: list[Line]) -> Iterator[Entry | Problem]:
    if any(line.text is None for line in lines) or sum(map(_length, lines)) > LARGEST_ENTRY:
        yield Problem(number, "an entry of more than 16 million characters is left out")
        return
    attributes: dict[str, list[Value]] = {}
    for at, text in _unfolded(lines):
        value = _value(text)
        if isinstance(value, str):
            yield Problem(at, value)
        elif value.name != "version" or attributes:
            attributes.setdefault(value.name, []).append(value)
    change = "".join(each.text for each in attributes.pop("changetype", ())).lower()
    raw = "\n".join(line.text or "" for line in lines)
    dn = "".join(each.text for each in attributes.pop("dn", ())[:1])
    if change not in {"", "add"}:
        yield Problem(number, f'a change ("{change}") is left out: "{dn}"')
    elif attributes:
        yield Entry(dn, attributes, raw, number)


def _length(line: Line) -> int:
    return len(line.text or "")


def _unfolded(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """Yield lines with what was folded from them, without comments."""
    at, pieces = 0, list[str]()
    for number, text in lines:
        said = text or ""
        if said.startswith(" ") and pieces:
            pieces.append(said[1:])
            continue
        if pieces and not pieces[0].startswith("#"):
            yield at, "".join(pieces)
        at, pieces = number, [said]
    if pieces and not pieces[0].startswith("#"):
        yield at, "".join(pieces)


def _value(line: str) -> Value | str:
    """Return the attribute of a line, or what is wrong with it."""
    found = _LINE.fullmatch(line)
    if found is None:
        return "not an attribute: left out"
    name, text = found[1].lower(), found[4]
    if found[3] == "<":
        return f'the value of "{name}" is in another file: left out'
    if found[3] is None:
        return Value(name, text)
    try:
        data = b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        return f'the value of "{name}" is no base64: left out'
    return Value(name, textlines.decoded(data), data)
