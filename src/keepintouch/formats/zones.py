"""Time zones as files name them, and the civil day of an instant."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from keepintouch.formats.ics_components import Component


class Civil(NamedTuple):
    """A moment as the people in it would say it; `zone` is an IANA name or an offset."""

    day: date
    time: str
    zone: str | None


@lru_cache(maxsize=512)
def zone_named(name: str) -> ZoneInfo | None:
    """Return the zone a TZID means, None when nobody but its own file knows."""
    name = name.strip().strip('"')
    if name.upper() in {"UTC", "GMT", "Z"}:
        return ZoneInfo("UTC")
    steps = name.strip("/").split("/")
    tails = ["/".join(steps[-n:]) for n in (2, 3, 1) if n < len(steps)]
    for each in (name, _windows(name), *tails):
        if each and (zone := _iana(each)):
            return zone
    return None


def with_zone(zones: Mapping[str, tzinfo], part: Component) -> Mapping[str, tzinfo]:
    """Add a VTIMEZONE: the zone it says it is, else the last offset it gives.

    The offset is only for comparing times of one series with each other.
    """
    tzid, place = part.value("TZID"), part.value("X-LIC-LOCATION")
    offset = next((value for _, value in reversed(list(part.values("TZOFFSETTO")))), "")
    zone = (zone_named(place) if place else None) or _offset(offset)
    return {**zones, tzid: zone} if tzid and zone else zones


def _offset(text: str) -> tzinfo | None:
    found = re.fullmatch(r"([+-])(\d\d)([0-5]\d)(\d\d)?", text.strip(), re.ASCII)
    if not found or int(found[2]) > 23:  # noqa: PLR2004 - a day has no more hours
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset)


def _windows(name: str) -> str | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON.get(name)


def _iana(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        # A key may be a folder, a path out of the database, or too long for a file name.
        return None


def civil(moment: datetime, zone: tzinfo | None, home: tzinfo | None) -> Civil:
    """Return the civil day and time of a wall-clock `moment` in `zone`.

    A named zone's day stands as written. UTC is only how an instant is stored: it is
    told in `home`, the user's zone, or this machine's when that is None.
    """
    if zone is None:
        return Civil(moment.date(), clock(moment), None)
    if isinstance(zone, ZoneInfo) and zone.key == "UTC":
        return local(moment.replace(tzinfo=UTC), home)
    return Civil(moment.date(), clock(moment), named(moment, zone))


def local(instant: datetime, home: tzinfo | None) -> Civil:
    """Return an instant as civil time at `home`, or in this machine's zone when that is None."""
    try:
        there = instant.astimezone(home)
    except (OverflowError, OSError):
        there = instant
    return Civil(there.date(), clock(there), named(there, there.tzinfo))


def named(moment: datetime, zone: tzinfo | None) -> str | None:
    """Return a zone's IANA name, or how far it is from UTC at that moment, as `+02:00`."""
    if isinstance(zone, ZoneInfo):
        return zone.key
    return moment.isoformat()[-6:] if moment.tzinfo else None


def clock(moment: datetime) -> str:
    """Return the time of day as `HH:MM`."""
    return f"{moment.hour:02d}:{moment.minute:02d}"
