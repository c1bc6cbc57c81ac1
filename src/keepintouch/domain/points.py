"""Ways to reach somebody: the form in which two of them can be told to be one."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.contacts import Point

SHORTEST_PHONE = 5
DIGITS = frozenset("0123456789")


def normal(field: str, value: str) -> str | None:
    """Return the comparable form of an e-mail, phone number or link; None for other fields.

    A phone number keeps its digits and a leading `+` (also written `00`); a link loses
    its scheme, `www.` and the slash at its end.
    """
    if field == "email":
        return value.strip().removeprefix("mailto:").casefold() or None
    if field == "phone":
        return _phone(value)
    if field == "link":
        bare = value.strip().casefold().rpartition("://")[2]
        return bare.removeprefix("www.").rstrip("/") or None
    return None


def normalised(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points with their comparable forms, where they have none yet."""
    return tuple([_normalised(point) for point in points])


def _normalised(point: Point) -> Point:
    if point.normal or not (found := normal(point.field, point.value)):
        return point
    return point._replace(normal=found)


def _phone(value: str) -> str | None:
    number = value.split(";", 1)[0].removeprefix("tel:")
    digits = "".join(char for char in number if char in DIGITS)
    if len(digits) < SHORTEST_PHONE:
        return None
    if value.strip().removeprefix("tel:").startswith("+"):
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits
