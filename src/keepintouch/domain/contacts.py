"""A contact: a person one keeps in touch with, and everything known of them."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.occasions import Occasion, PartialDate

STATES = ("active", "paused", "archived", "deceased")
IMPORTANCE = ("inner", "close", "normal", "wider")


class Point(NamedTuple):
    """A way to reach somebody; `field` is `email`, `phone`, `address`, `link` or `im`.

    `value` is the text as given, an address as one text with line breaks; `label` is
    the owner's word for it (`home`, `work`, …); `normal` the form by which two are one.
    """

    field: str
    value: str
    label: str | None = None
    preferred: bool = False
    normal: str | None = None


class Relation(NamedTuple):
    """Somebody of somebody's: `label` (RFC 6350 RELATED types or the user's words) and who.

    `name` is as written; `contact_id` is set when that person is in the store.
    """

    label: str
    name: str
    contact_id: str | None = None


class Origin(NamedTuple):
    """Where a record came from: the program, its own id there, and the raw text it had.

    `fields` (JSON) is what the record said when it was last imported: the third side of a
    three-way merge.
    """

    source: str
    source_id: str
    raw: str | None = None
    fields: str | None = None


class Contact(NamedTuple):
    """Everything known of one person. `name` is as displayed, the five parts are its pieces.

    `photo` is the SHA-256 of the picture's bytes, under which the store keeps it.
    """

    id: str
    slug: str
    name: str
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
    state: str = "active"
    importance: str = "normal"
    cadence: Cadence | None = None
    snoozed_until: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    added_on: date | None = None
    spread: bool = False
    former_slugs: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    photo: str | None = None
