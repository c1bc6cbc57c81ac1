"""Values of trackers: days written in any of the ways that SQLite has none of its own for.

What a number counts is decided for a whole column: the unit by which all of it lies in
years of our lives.
"""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import loose
from keepintouch.formats.csv_dates import read_partial
from keepintouch.formats.zones import Civil, local

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_JULIAN_EPOCH = 2440587.5
_DAY = 86_400
_FIRST, _LAST = -2_208_988_800, 4_102_444_800  # 1900 and 2100
_NUMERIC = re.compile(r"-?\d{9,19}(?:\.\d+)?", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s*(Z|UTC|[+-](?:0\d|1[0-4]):?[0-5]\d)?",
    re.ASCII | re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"\d\d-\d\d", re.ASCII)
_NOW = re.compile(r"current_timestamp|datetime\(\s*'now'\s*\)", re.IGNORECASE)
_UNITS = (("s", 1.0), ("ms", 1e3), ("us", 1e6), ("ns", 1e9))
_MOST_LISTED = 10_000


class Clock(NamedTuple):
    """How a column tells days: the unit of its numbers, and whose clock it shows.

    `is_month_first` says that a day without a year is written as SQLite's own `%m-%d`.
    """

    unit: str | None = None
    home: tzinfo | None = None
    is_utc: bool = False
    is_month_first: bool = False


def clock_of(values: Iterable[object], default: str, home: tzinfo | None) -> Clock:
    """Return how a column tells days; a default of now is in UTC, as SQLite writes it."""
    told = list(values)
    numbers = [each for each in map(number, told) if each is not None]
    pairs = [each for each in told if isinstance(each, str) and _MONTH_DAY.fullmatch(each.strip())]
    return Clock(
        _unit(numbers) if numbers else None,
        home,
        is_utc=bool(_NOW.search(default)) and "localtime" not in default.lower(),
        is_month_first=all(map(_is_month_day, pairs)),
    )


def _is_month_day(text: str) -> bool:
    found = read_partial(f"--{text.strip()}")
    return found is not None and found.text is None


def number(value: object) -> float | None:
    """Return a number, or a text that is a long one, if it is finite."""
    if isinstance(value, str) and _NUMERIC.fullmatch(value.strip()):
        value = float(value)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) and value else None  # type: ignore[arg-type]


def _unit(numbers: list[float]) -> str | None:
    if all(_written(each) for each in numbers):
        return "written"
    if all(1900 <= each <= 2100 and each == int(each) for each in numbers):  # noqa: PLR2004 - years
        return "year"
    if all(_FIRST <= (each - _JULIAN_EPOCH) * _DAY <= _LAST for each in numbers):
        return "julian"
    # Of a second and its thousandths at most one is in our century, but for days around
    # 1970: the larger unit wins, as no program counts in fractions.
    for unit, parts in _UNITS:
        if all(_FIRST <= each / parts <= _LAST for each in numbers):
            return unit
    return None


def _written(value: float) -> date | None:
    """Return the day that a number like 20240331 is."""
    if value != int(value) or not 19_000_101 <= value <= 21_001_231:  # noqa: PLR2004 - days
        return None
    return loose.day(str(int(value)))


def civil(value: object, clock: Clock) -> Civil | None:
    """Return the day, and the time where one is known, that a value of a column tells."""
    count = number(value)
    if count is not None:
        return _counted(count, clock)
    said = loose.text(value) if isinstance(value, str) else None
    if said is None:
        return None
    found = _INSTANT.match(said)
    return _instant(found, said, clock) if found else _bare(loose.day(said))


def _bare(day: date | None) -> Civil | None:
    return Civil(day, "", None) if day else None


def _counted(count: float, clock: Clock) -> Civil | None:
    if clock.unit == "written":
        return _bare(_written(count))
    if clock.unit in {None, "year"}:
        return None
    parts = dict(_UNITS).get(clock.unit or "")
    seconds = count / parts if parts else (count - _JULIAN_EPOCH) * _DAY
    if not _FIRST <= seconds <= _LAST:
        return None
    return _of_instant(_EPOCH + timedelta(seconds=round(seconds)), clock)


def _of_instant(instant: datetime, clock: Clock) -> Civil:
    """Return an instant at home; midnight in UTC is how programs store a day."""
    if (instant.hour, instant.minute, instant.second) == (0, 0, 0):
        return Civil(instant.date(), "", None)
    return local(instant, clock.home)


def _instant(found: re.Match[str], said: str, clock: Clock) -> Civil | None:
    day, at, _, zone = found.groups()
    try:
        plain = datetime.fromisoformat(f"{day}T{at}")
    except ValueError:
        return _bare(loose.day(day))
    if zone is None and not (clock.is_utc and "T" not in said):
        return Civil(plain.date(), "" if at.startswith("00:00") else at[:5], None)
    if zone is None or zone.upper() in {"Z", "UTC"}:
        return _of_instant(plain.replace(tzinfo=UTC), clock)
    there = f"{zone[:3]}:{zone[-2:]}"
    if there == "+00:00":
        return _of_instant(plain.replace(tzinfo=UTC), clock)
    return Civil(plain.date(), "" if at.startswith("00:00") else at[:5], there)


def day_text(value: object, clock: Clock) -> str:
    """Return a day as a cell of a table: ISO where it is a whole one, else as it stands."""
    if clock.unit == "year" and (count := number(value)) is not None:
        return str(int(count))
    if found := civil(value, clock):
        return found.day.isoformat()
    said = loose.text(value) or ""
    return f"--{said}" if clock.is_month_first and _MONTH_DAY.fullmatch(said) else said


def listed(value: object) -> tuple[str, ...] | None:
    """Return the texts of a JSON list, None for anything else."""
    said = loose.text(value) or ""
    if not said.startswith("["):
        return None
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return None
    texts = (loose.text(each) for each in loose.items(found)[:_MOST_LISTED])
    return tuple(each for each in texts if each)


def plain(value: object) -> str:
    """Return a value as a cell of a table; whole numbers without a point, lists one a line."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    several = listed(value)
    return "\n".join(several) if several is not None else loose.text(value) or ""


def is_set(value: object) -> bool:
    """Say whether a mark or the time of one is there: `archived`, `archived_at`."""
    if isinstance(value, (int, float)):
        return bool(value)
    said = (loose.text(value) or "").lower()
    return said not in {"", "0", "false", "f", "no", "n", "null", "none"}
