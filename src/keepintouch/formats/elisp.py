"""Emacs Lisp data as printed: strings, numbers, symbols, lists, vectors. Nothing is evaluated."""

from __future__ import annotations

import re
from typing import NamedTuple

DEEPEST = 40
_TOKEN = re.compile(
    r"""(?P<blank>[\s]++|;[^\n]*+)
    |"(?P<text>(?:[^"\\]++|\\.)*+)"
    |(?P<open>\#?[(\[])
    |(?P<close>[)\]])
    |(?P<atom>(?:[^\s"()\[\];\\]++|\\.)++)""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,6})(?:\\ )?|([0-7]{1,3})|(.))",
    re.DOTALL,
)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "e": "\x1b", "\n": "", " ": ""}
_CLOSING = {"(": ")", "#(": ")", "[": "]", "#[": "]"}
_WHAT = "no Lisp data"


class Symbol(NamedTuple):
    """A name without quotes, as `notes` or `t`."""

    name: str


class Pair(NamedTuple):
    """A dotted pair, `(first . rest)`."""

    first: object
    rest: object


class _Open:
    """A list or vector of which the end has not come yet."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.items: list[object] = []


def read(text: str) -> object:
    """Return the first datum of `text`: nil as None, a list as list, a vector as tuple, #(…) as its text.

    What is no datum, or nests deeper than 40, raises `ValueError`.
    """
    stack: list[_Open] = []
    for found in _TOKEN.finditer(text):
        if found["open"]:
            stack.append(_Open(found["open"]))
            if len(stack) > DEEPEST:
                raise ValueError(_WHAT)
            continue
        if found["blank"] is not None:
            continue
        datum = _closed(stack, found["close"]) if found["close"] else _atom(found)
        if not stack:
            return datum
        stack[-1].items.append(datum)
    raise ValueError(_WHAT)


def _closed(stack: list[_Open], mark: str) -> object:
    if not stack or _CLOSING[stack[-1].mark] != mark:
        raise ValueError(_WHAT)
    done = stack.pop()
    if "[" in done.mark:
        return tuple(done.items)
    match done.items:
        case [str(text), *_] if done.mark == "#(":
            return text  # the rest says how it looks
        case [first, Symbol("."), rest]:
            return Pair(first, rest)
        case []:
            return None
    return done.items


def _atom(found: re.Match[str]) -> object:
    if found["text"] is not None:
        return _ESCAPE.sub(_unescaped, found["text"])
    word = found["atom"]
    if re.fullmatch(r"[+-]?\d{1,18}\.?", word):
        return int(word.rstrip("."))
    return None if word == "nil" else Symbol(word)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code or found[4]:
        number = int(code, 16) if code else int(found[4], 8)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"  # noqa: PLR2004 - Unicode's bounds
    return _CONTROL.get(found[5], found[5])


def first(datum: object) -> object:
    """Return the car of a list or pair; None for anything else."""
    if isinstance(datum, Pair):
        return datum.first
    return datum[0] if isinstance(datum, list) and datum else None


def rest(datum: object) -> object:
    """Return the cdr of a list or pair; None for anything else."""
    if isinstance(datum, Pair):
        return datum.rest
    return datum[1:] if isinstance(datum, list) else None


def items(datum: object) -> list[object]:
    """Return the items of a list or vector; what is neither is no item."""
    if isinstance(datum, Pair | Symbol):
        return []
    return list(datum) if isinstance(datum, (list, tuple)) else []


def text(datum: object) -> str | None:
    """Return a string, a number or a symbol as text."""
    if isinstance(datum, Symbol):
        return datum.name
    if isinstance(datum, (str, int)):
        return str(datum).strip() or None
    return None


def texts(datum: object) -> tuple[str, ...]:
    """Return the texts of a list, or the one text that stands where a list could."""
    one = None if isinstance(datum, list) else text(datum)
    found = (one,) if one else tuple(map(text, items(datum)))
    return tuple(each for each in found if each)
