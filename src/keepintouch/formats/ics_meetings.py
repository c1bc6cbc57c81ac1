"""What one event says: when it was, who was there, and why it may not count."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, cast

from keepintouch.formats.drafts import Ref
from keepintouch.formats.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from icalendar import Event
    from icalendar.prop import vCalAddress

    from keepintouch.formats.drafts import ReadOptions
    from keepintouch.formats.ics_components import Component

MOST_GUESTS = 500
EARLIEST_YEAR, LATEST_YEAR = 1901, 2099

ALL_DAY = "all-day events"
ALONE = "events with nobody else"
CANCELLED = "cancelled events"
DECLINED = "meetings the user declined"
CROWD = "crowds"
OLD = f"events before {EARLIEST_YEAR} or after {LATEST_YEAR}"

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_TZID = re.compile(r';TZID=(?:"([^"]*)"|([^;:]*))', re.IGNORECASE)
WORDS = ("ORGANIZER", "SUMMARY", "LOCATION")
SERIES = ("RRULE", "RDATE", "EXRULE", "EXDATE")
LINKS = ("DESCRIPTION", "URL")
CONFERENCES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_CONFERENCE = re.compile(
    r"(?i)\b(zoom\.us|meet\.google\.com|teams\.(microsoft|live)\.com|whereby\.com|meet\.jit\.si"
    r"|webex\.com|gotomeeting\.com|facetime\.apple\.com|join\.skype\.com)/"
)
_NO_PLACE = re.compile(r"(?i)(https?://|(microsoft )?teams\b|zoom\b|google meet\b|skype\b|webex\b)")
# Google's calendars that are nobody's own stand as organizers of their events.
_NOBODY = re.compile(
    r"(?i)@((group|resource|import|group\.v)\.)?calendar\.google\.com$|^no-?reply@"
)


class Setting(NamedTuple):
    """What a calendar says of all its events: its zone, its own zones, `METHOD:CANCEL`.

    `birthdays` if it calls itself a calendar of birthdays.
    """

    zone: tzinfo | None = None
    zones: Mapping[str, tzinfo] = {}
    cancels: bool = False
    birthdays: bool = False


class Moment(NamedTuple):
    """A time as written: a `datetime` without zone, or a bare day; and the zone it is in."""

    at: date
    zone: tzinfo | None

    @property
    def day(self) -> date:
        """Return the day as written."""
        return self.at.date() if isinstance(self.at, datetime) else self.at

    @property
    def key(self) -> str:
        """Return a text that is the same for the same instant, in whatever zone it is written."""
        if isinstance(self.at, datetime) and self.zone:
            return self.at.replace(tzinfo=self.zone).astimezone(UTC).isoformat()
        return self.at.isoformat()


class Meeting(NamedTuple):
    """One event as written.

    `instance` is the time in a series that this event stands in for (None for an event
    of its own and for a series), `onwards` if it does so for all that follow, too;
    `rank` grows with every revision, `left_out` says why it does not count.
    """

    uid: str
    start: Moment
    source: Component
    setting: Setting
    rank: tuple[int, str] = (0, "")
    instance: Moment | None = None
    onwards: bool = False
    people: tuple[Ref, ...] = ()
    kind: str = "met"
    text: str = ""
    place: str | None = None
    left_out: str | None = None
    broken: tuple[str, ...] = ()


def outline(source: Component, setting: Setting) -> Meeting:
    """Read when an event is and whether it may count; without a usable beginning: ValueError."""
    start = next((moment(*each, setting) for each in source.values("DTSTART")), None)
    if start is None:
        raise ValueError("it has no beginning")
    bare = _bare(source, start, setting)
    return bare._replace(left_out=_left_out(bare))


def moment(params: str, value: str, setting: Setting) -> Moment:
    """Read a DATE or DATE-TIME (RFC 5545 3.3.4, 3.3.5); the start of a PERIOD, too."""
    found = _MOMENT.match(value.strip())
    if not found:
        raise ValueError(f'"{value[:40]}" is no date')
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if not found[4]:
        return Moment(day, None)
    # A leap second is no second of Python's.
    at = datetime.combine(day, time(int(found[4]), int(found[5]), min(int(found[6]), 59)))
    if found[7]:
        return Moment(at, zone_named("UTC"))
    named = _TZID.search(params)
    tzid = (named[1] or named[2] or "") if named else ""
    zone = zone_named(tzid) or setting.zones.get(tzid) if tzid else setting.zone
    return Moment(at, zone)


def _bare(source: Component, start: Moment, setting: Setting) -> Meeting:
    sequence = source.value("SEQUENCE") or ""
    stamp = source.value("LAST-MODIFIED") or source.value("DTSTAMP") or ""
    instance = next((moment(*each, setting) for each in source.values("RECURRENCE-ID")), None)
    if instance and not EARLIEST_YEAR <= instance.at.year <= LATEST_YEAR:
        raise ValueError("it stands in for a time out of bounds")
    return Meeting(
        uid=source.value("UID") or _made_up_uid(source),
        start=start,
        source=source,
        setting=setting,
        rank=(int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0, stamp),  # noqa: PLR2004 - more digits are no count of revisions
        instance=instance,
        onwards=any(
            "THISANDFUTURE" in params.upper() for params, _ in source.values("RECURRENCE-ID")
        ),
    )


def _made_up_uid(source: Component) -> str:
    words = "\n".join(source.value(name) or "" for name in ("DTSTART", "SUMMARY"))
    return sha256(words.encode()).hexdigest()[:32]


def lightened(found: Meeting) -> Meeting:
    """Keep of the source what later steps need, as a calendar of many years is held at once."""
    every = {} if found.left_out else found.source.lines
    kept = {name: every[name] for name in SERIES if name in every}
    return found._replace(source=found.source._replace(lines=kept))


def _left_out(bare: Meeting) -> str | None:
    at, source = bare.start.at, bare.source
    if not EARLIEST_YEAR <= at.year <= LATEST_YEAR:
        return OLD
    if bare.setting.cancels or (source.value("STATUS") or "").upper() == "CANCELLED":
        return CANCELLED
    if "ATTENDEE" not in source.lines:
        return ALONE
    if source.kind == "VEVENT" and not isinstance(at, datetime):
        return ALL_DAY
    return None


def filled(bare: Meeting, options: ReadOptions) -> Meeting:
    """Add who, what and where to an outline; half a millisecond, as the library is needed."""
    source = bare.source
    event = _parsed(source)
    place = _text(event, "LOCATION")
    nowhere = not place or bool(_NO_PLACE.match(place))
    met = "video" if nowhere and (place or _has_conference(source)) else "met"
    people = tuple(_people(event, options.own))
    return bare._replace(
        people=people,
        left_out=_unfit(people, event, options),
        kind="talked" if source.kind == "VJOURNAL" else met,
        text=_text(event, "SUMMARY"),
        place=None if nowhere else place,
        broken=tuple(sorted({name or "a line" for name, _ in event.errors})),
    )


def _parsed(source: Component) -> Event:
    from icalendar import Event

    kept = [each for name in WORDS for each in source.lines.get(name, ())]
    kept += source.lines["ATTENDEE"][:MOST_GUESTS]
    return cast("Event", Event.from_ical("\r\n".join(("BEGIN:VEVENT", *kept, "END:VEVENT", ""))))


def _has_conference(source: Component) -> bool:
    return any(name in source.lines for name in CONFERENCES) or any(
        _CONFERENCE.search(each) for name in LINKS for each in source.lines.get(name, ())
    )


def _unfit(people: tuple[Ref, ...], event: Event, options: ReadOptions) -> str | None:
    if any(_is_own(each, options.own) and _says(each, "DECLINED") for each in _guests(event)):
        return DECLINED
    if not people:
        return ALONE
    if len(people) > options.crowd:
        return CROWD
    return None


def _people(event: Event, own: frozenset[str]) -> Iterator[Ref]:
    """Yield everybody else who may have come, once each, the organizer too."""
    organizer = [each for each in _listed(event, "ORGANIZER") if not _is_listed(each, event)]
    seen = set[str]()
    for each in (*organizer, *_guests(event)):
        if _is_absent(each) or _is_own(each, own):
            continue
        who = _ref(each)
        key = who.email or (who.name or "").lower()
        if key and key not in seen and not _NOBODY.search(key):
            seen.add(key)
            yield who


def _listed(event: Event, name: str) -> list[vCalAddress]:
    from icalendar.prop import vCalAddress

    found = event.get(name, [])
    every = found if isinstance(found, list) else [found]
    return [each for each in every if isinstance(each, vCalAddress)]


def _guests(event: Event) -> list[vCalAddress]:
    return _listed(event, "ATTENDEE")


def _is_listed(organizer: vCalAddress, event: Event) -> bool:
    """Tell whether an organizer is a guest as well, who may then have declined."""
    return _ref(organizer).email in {_ref(each).email for each in _guests(event)}


def _is_absent(guest: vCalAddress) -> bool:
    """Tell who is no person, is only kept informed, or said no."""
    kind, role = _param(guest, "CUTYPE").upper(), _param(guest, "ROLE").upper()
    return (
        kind in {"ROOM", "RESOURCE", "GROUP"}
        or role == "NON-PARTICIPANT"
        or _says(guest, "DECLINED")
        or _says(guest, "DELEGATED")
    )


def _is_own(guest: vCalAddress, own: frozenset[str]) -> bool:
    who = _ref(guest)
    return who.email in own or (not who.email and (who.name or "").lower() in own)


def _says(guest: vCalAddress, answer: str) -> bool:
    return _param(guest, "PARTSTAT").upper() == answer


def _ref(guest: vCalAddress) -> Ref:
    """Return the name and address of a guest; `EMAIL` wins over an opaque calendar address."""
    address = _param(guest, "EMAIL") or re.sub(r"(?i)^\s*mailto:", "", str(guest))
    called, angle, inside = address.partition("<")  # vCalendar 1.0: `Ann Lee <ann@example.org>`
    address = "".join((inside.partition(">")[0] if angle else address).split())
    email = address.lower() if "@" in address and "/" not in address else None
    name = " ".join((_param(guest, "CN") or (called if angle else "")).strip("'\" ").split())
    return Ref(name=None if "@" in name else name or None, email=email)


def _param(guest: vCalAddress, name: str) -> str:
    value = guest.params.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value)


def _text(event: Event, name: str) -> str:
    """Return a text on one line; of several with the name, the first."""
    value = event.get(name, "")
    return " ".join(str(value[0] if isinstance(value, list) and value else value).split())
