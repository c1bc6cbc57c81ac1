"""Places and their other names, and tags that have a rhythm."""

from __future__ import annotations

from collections import defaultdict

from keepintouch.domain.cadence import from_iso
from keepintouch.domain.names import fold
from keepintouch.domain.touchpoints import Place
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.cadence import Cadence
    from keepintouch.store.journal import Step
    from keepintouch.store.protocol import Connection


def save(step: Step, place: Place) -> bool:
    """Add a place, or the names that one of that name does not have; say whether it is new."""
    row = step.connection.row("SELECT id FROM place WHERE place_key = :key", key=fold(place.name))
    if row is None:
        step.insert("place", id=place.id, name=place.name, place_key=fold(place.name))
        known: Iterable[str] = ()
    else:
        place = place._replace(id=row[0])
        known = _aliases(step.connection)[place.id]
    names = (*known, *(name for name in place.aliases if name not in known))
    rows = [{"position": at, "name": name} for at, name in enumerate(names)]
    step.replace("place_alias", rows, place_id=place.id)
    return row is None


def everything(connection: Connection) -> list[Place]:
    """Return all places in the order of their ids."""
    aliases = _aliases(connection)
    rows = connection.rows("SELECT id, name FROM place ORDER BY id")
    return [Place(row[0], row[1], tuple(aliases[row[0]])) for row in rows]


def set_rhythm(step: Step, tag: str, cadence: Cadence | None) -> None:
    """Give a tag a rhythm, or take it away."""
    key = fold(tag)
    rows = [] if cadence is None else [{"tag": tag, "cadence": cadence.iso}]
    step.replace("tag", rows, tag_key=key)


def tag_rhythms(connection: Connection) -> dict[str, Cadence]:
    """Return the rhythm of each tag that has one, by the tag as written."""
    rows = connection.rows(
        "SELECT tag, cadence FROM tag WHERE cadence IS NOT NULL ORDER BY tag_key"
    )
    return {tag: from_iso(cadence) for tag, cadence in rows}


def _aliases(connection: Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place_id, name in connection.rows(
        "SELECT place_id, name FROM place_alias ORDER BY place_id, position"
    ):
        found[place_id].append(name)
    return found
