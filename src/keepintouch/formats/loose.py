"""Values out of JSON and SQL, whose types nobody promised."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

_STAMP = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?)?")
_YES = frozenset({"1", "yes", "true", "t"})


class Stamp(NamedTuple):
    """A day, and the time of day as `HH:MM` where one is given; midnight is none."""

    day: date
    time: str | None = None


def text(value: object) -> str | None:
    """Return a text or a number as text without outer blanks; None for nothing at all."""
    if isinstance(value, str):
        return whole(value).strip() or None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return None


def whole(value: str) -> str:
    """Return `value` as any store can hold it: surrogates joined, lone ones and NUL as U+FFFD."""
    value = value.replace("\0", "\ufffd")
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def flag(value: object) -> bool:
    """Return whether `value` says yes: true, 1, "1", "yes"."""
    return value is True or (text(value) or "").lower() in _YES


def number(value: object) -> int | None:
    """Return a whole number that a calendar could hold, else None."""
    found = re.fullmatch(r"[+-]?\d{1,9}(?:\.0+)?", text(value) or "")
    return int(found[0].split(".")[0]) if found else None


def mapping(value: object) -> Mapping[str, object]:
    """Return an object of the file; anything else is an empty one."""
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Return a list's items; PHP writes a list with holes as an object."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def stamp(value: object) -> Stamp | None:
    """Read `2024-03-31`, with or without `T02:30:00…`, or `20240331T023000Z`; the zone is left."""
    found = _STAMP.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    at = f"{found[4]}:{found[5]}" if found[4] else None
    at_night = at == "00:00" and found[6] in {None, "00"}
    return Stamp(day, None if at_night or not _is_time(at) else at)


def _is_time(at: str | None) -> bool:
    return at is not None and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at) is not None


def day(value: object) -> date | None:
    """Return the day of a time as it is written, with no thought of zones."""
    found = stamp(value)
    return found.day if found else None


def lines(*parts: str | None) -> str | None:
    """Return the parts that are there, one a line."""
    return "\n".join(part for part in parts if part) or None
