"""What the values of settings must be: each check returns the value as it is used, or raises.

A `Want` is what it must be, in words, and the check; a wrong value is a `ValueError`.
"""

from __future__ import annotations

from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[object], object]
    Want = tuple[str, Check]

DAY_MINUTES = 24 * 60


def whole(low: int, high: int) -> Want:
    """Ask for a whole number between bounds, both allowed."""

    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return f"a whole number from {low} to {high}", check


def share(low: float, high: float) -> Want:
    """Ask for a number between bounds, both allowed."""

    def check(value: object) -> object:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            raise ValueError
        return float(value)

    return f"a number from {low:g} to {high:g}", check


def one_of(*choices: str) -> Want:
    """Ask for one of a few words."""

    def check(value: object) -> object:
        if value not in choices:
            raise ValueError
        return value

    return " or ".join(f'"{each}"' for each in choices), check


def words(choices: tuple[str, ...] = ()) -> Want:
    """Ask for a list of texts, out of `choices` if there are any."""

    def check(value: object) -> object:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ValueError
        if choices and not set(value) <= set(choices):
            raise ValueError
        return tuple(value)

    of = f" out of {', '.join(choices)}" if choices else ""
    return f"a list of texts{of}", check


def _is_yes_or_no(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - the caller words it
    return value


def text(value: object) -> object:
    """Take any text."""
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - the caller words it
    return value


def region(value: object) -> object:
    """Take a country (ISO 3166-1 alpha-2), as capitals."""
    if not isinstance(value, str) or not (len(value) == 2 and value.isascii() and value.isalpha()):  # noqa: PLR2004 - ISO 3166-1 alpha-2
        raise ValueError
    return value.upper()


def time(value: object) -> object:
    """Take a time of the day, as HH:MM."""
    hours, colon, minutes = str(value).partition(":")
    if not isinstance(value, str) or not colon or not (hours + minutes).isdecimal():
        raise ValueError
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total >= DAY_MINUTES:  # noqa: PLR2004 - minutes of an hour
        raise ValueError
    return f"{total // 60:02}:{total % 60:02}"


def cadence(value: object) -> object:
    """Take a rhythm."""
    from keepintouch.domain.durations import read_span

    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError  # noqa: TRY004 - the caller words it
    try:
        return read_span(str(value))
    except UsageError as error:
        raise ValueError from error


YES_NO = ("true or false", _is_yes_or_no)
