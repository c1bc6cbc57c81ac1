"""Drafts: what a file says, not yet matched with anybody in the store.

A format's `read` yields drafts and problems in the file's order, streaming. Empty
means unknown: an absent value is None or an empty tuple, never an empty string.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.contacts import Point, Relation
    from keepintouch.domain.occasions import Occasion, PartialDate


class Ref(NamedTuple):
    """How a file names a person: by its own id, an e-mail, a phone number, a name; any of them."""

    name: str | None = None
    uid: str | None = None
    email: str | None = None
    phone: str | None = None


class PersonDraft(NamedTuple):
    """A person as a file describes them.

    `uid` is the id the other program knows the person by (stable from export to
    export; None when it has none), `raw` the record as it stood in the file, `line`
    where it began. `only_if_known` marks somebody merely seen (a meeting's guest, a
    sender): never added on their own, but proposed by `--suggest`. `added_on` is kit's own
    day of adding, `known_since` another program's: nobody is due from that day on. `said` is
    what an import keeps of all this, where it was worked out before.
    """

    name: str
    uid: str | None = None
    given: str | None = None
    additional: str | None = None
    family: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    nicknames: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    birthday: PartialDate | None = None
    occasions: tuple[Occasion, ...] = ()
    org: str | None = None
    team: str | None = None
    title: str | None = None
    place: str | None = None
    how_met: str | None = None
    tags: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: tuple[str, ...] = ()
    cadence: Cadence | None = None
    state: str | None = None
    importance: str | None = None
    snoozed_until: date | None = None
    added_on: date | None = None
    raw: str | None = None
    line: int = 0
    only_if_known: bool = False
    photo: bytes | None = None
    known_since: date | None = None
    said: str | None = None


class TouchpointDraft(NamedTuple):
    """A time in touch as a file tells it; `uid` makes a second import add nothing."""

    day: date
    uid: str | None = None
    kind: str = "talked"
    text: str = ""
    people: tuple[Ref, ...] = ()
    mentions: tuple[Ref, ...] = ()
    tags: tuple[str, ...] = ()
    direction: str | None = None
    time: str | None = None
    zone: str | None = None
    place: str | None = None
    line: int = 0
    known_people_only: bool = False


class NoteDraft(NamedTuple):
    """A note about none, one or several people; `day` None when the file has none."""

    text: str
    day: date | None = None
    uid: str | None = None
    people: tuple[Ref, ...] = ()
    tags: tuple[str, ...] = ()
    line: int = 0


class FollowUpDraft(NamedTuple):
    """A promise for a day; `state` is `open`, `done` or `cancelled`."""

    due_on: date
    text: str
    uid: str | None = None
    people: tuple[Ref, ...] = ()
    state: str = "open"
    line: int = 0


class PlaceDraft(NamedTuple):
    """A place and its other names."""

    name: str
    aliases: tuple[str, ...] = ()
    line: int = 0


class Problem(NamedTuple):
    """Something that could not be read, or was left out: the line (0 = the file) and why."""

    line: int
    what: str


class Columns(NamedTuple):
    """What the columns of a table that hold anything were taken for.

    Each header with its target as `--map` takes it, empty where it was not understood:
    such a column is kept with the raw row only.
    """

    taken: tuple[tuple[str, str], ...]


Draft = PersonDraft | TouchpointDraft | NoteDraft | FollowUpDraft | PlaceDraft | Problem | Columns


class ReadOptions(NamedTuple):
    """What a reader may need beside the bytes.

    `mapping` pairs a column of the file with a field of ours (generic CSV); `own`
    are the user's own addresses, numbers and names, lower case (mail, calendars,
    chats); `since` and `until` bound what is read (both inclusive); `texts` keeps
    the words of chats, not only their days; `crowd` is the most people a meeting
    may have to count; `zone` is the user's own (an IANA name) for instants that a file
    gives in UTC, None this machine's.
    """

    name: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    own: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    texts: bool = False
    crowd: int = 8
    zone: str | None = None


class WriteOptions(NamedTuple):
    """How a writer should write; each format documents what it heeds.

    `version` picks a dialect (vCard 3.0 or 4.0), `raw` writes CSV cells without the
    guard against spreadsheet formulas, `today` is the day the file speaks from.
    """

    version: str | None = None
    raw: bool = False
    today: date | None = None
