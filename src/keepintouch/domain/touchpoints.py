"""A touchpoint: a time one was in touch with somebody; notes, follow-ups and places beside it."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.people import Person

KINDS = ("met", "call", "video", "message", "email", "letter", "talked")
DIRECTIONS = ("me", "them")


class Touchpoint(NamedTuple):
    """One time in touch. `people` took part, `mentions` were only spoken of.

    `direction` says who reached out (`me`, `them`, or None when unknown); `time` is
    `HH:MM` or `HH:MM:SS`, `zone` an IANA name or an offset as `+02:00`.
    """

    id: str
    day: date
    kind: str = "talked"
    text: str = ""
    people: tuple[Person, ...] = ()
    mentions: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    direction: str | None = None
    time: str | None = None
    zone: str | None = None
    place: str | None = None
    source: str | None = None
    source_id: str | None = None


class Note(NamedTuple):
    """A fact worth keeping about none, one or several people."""

    id: str
    day: date
    text: str
    people: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    source: str | None = None
    source_id: str | None = None


class FollowUp(NamedTuple):
    """A promise for a day; `state` is `open`, `done` or `cancelled`."""

    id: str
    due_on: date
    text: str
    people: tuple[Person, ...] = ()
    state: str = "open"
    closed_on: date | None = None
    source: str | None = None
    source_id: str | None = None


class Place(NamedTuple):
    """A place and its other names."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
