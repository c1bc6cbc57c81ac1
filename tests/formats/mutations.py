"""Files damaged the way files are: flipped bits, cuts, splices, folds and line ends anywhere."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = int(os.environ.get("KIT_SOAK", "500"))
LONGEST = 20_000
_HOSTILE = (
    b"\r\n ", b"\n\t", b"\r", b"\r\r\n", b"\n\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"=\r\n", b'"', b";",
    b":", b",", b"\\", b"^", b"\xe2\x80\xa8", b"\xc2\x85", b"\xed\xa0\x80", b"\x1b[2J", b"-" * 80,
    b"0000-00-00", b"9" * 40, b"BEGIN:", b"END:", b"<", b"{", b"[", b"%", b"\xc3",
)  # fmt: skip


def mutated(data: bytes, seed: int) -> bytes:
    """Return `data`, or a part of it, damaged in one to four places; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    if len(data) > LONGEST:
        start = chance.randrange(len(data) - LONGEST) if chance.random() < 0.5 else 0
        data = data[start : start + LONGEST]
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_DAMAGES)(data or b"\n", chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _behead(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(len(data)) :]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start, end = _slice(data, chance)
    return data[:start] + data[end:]


def _splice(data: bytes, chance: random.Random) -> bytes:
    start, end = _slice(data, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[start:end] + data[at:]


def _swap_case(data: bytes, chance: random.Random) -> bytes:
    start, end = _slice(data, chance)
    return data[:start] + data[start:end].swapcase() + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_HOSTILE) + data[at:]


def _change_ends(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", chance.choice((b"\r", b"\r\n", b"\r\r\n")))


def _slice(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 2, 10, 100, 2000)))


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _flip, _insert, _insert, _insert, _splice, _drop, _cut, _behead, _swap_case,
    _change_ends,
)  # fmt: skip
