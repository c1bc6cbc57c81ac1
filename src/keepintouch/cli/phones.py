"""Phone numbers without a country, read as those of the user's own."""

from __future__ import annotations

from functools import partial

from keepintouch.domain import points
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.domain.contacts import Point

    Normalise = Callable[[tuple[Point, ...]], tuple[Point, ...]]


def normal_in(region: str, field: str, value: str) -> str | None:
    """Return the comparable form of a point, a phone number with its country (E.164)."""
    plain = points.normal(field, value)
    if field != "phone" or not region or plain is None or plain.startswith("+"):
        return plain
    import phonenumbers

    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return plain
    if not phonenumbers.is_possible_number(number):
        return plain
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def normaliser(region: str) -> Normalise:
    """Return what gives imported points their comparable forms."""
    if not region:
        return points.normalised

    return partial(normalised_in, region)


def normalised_in(region: str, found: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points with their comparable forms."""
    return tuple(each._replace(normal=normal_in(region, each.field, each.value)) for each in found)
