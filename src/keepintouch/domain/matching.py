"""Whether two records are one person, and what becomes of the fields when they are."""

from __future__ import annotations

from typing import Any, TypeVar

from keepintouch.domain.names import fold, key
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.occasions import PartialDate

T = TypeVar("T")
SCALARS = (
    "given",
    "additional",
    "family",
    "prefix",
    "suffix",
    "org",
    "team",
    "title",
    "place",
    "how_met",
    "birthday",
    "cadence",
    "snoozed_until",
)
SAME_NAME = "same name"
LISTS = ("nicknames", "points", "tags", "relations", "occasions")


class Trait(NamedTuple):
    """What tells people apart: the folded name, its words, ways to reach them, the birthday."""

    name: str
    normals: frozenset[str]
    birthday: PartialDate | None = None

    @property
    def words(self) -> frozenset[str]:
        """Return the words of the name."""
        return frozenset(self.name.split())


def trait(name: str, normals: Iterable[str | None], birthday: PartialDate | None = None) -> Trait:
    """Return what tells somebody of this name apart."""
    return Trait(key(name), frozenset(each for each in normals if each), birthday)


def evidence(one: Trait, other: Trait) -> str | None:
    """Say why two records are one person, or None when that is not certain enough.

    An address that two people share (a family's, an office's) is not enough unless the
    words of one name are all in the other's; a full name is, unless their birthdays differ.
    """
    shared = one.normals & other.normals
    if shared and (
        one.words <= other.words
        or one.words >= other.words
        or _is_address(one)
        or _is_address(other)
    ):
        return f"same {_kind(min(shared))}"
    if one.name != other.name or _differ(one.birthday, other.birthday):
        return None
    if len(one.words) > 1 or not (one.normals and other.normals):
        return SAME_NAME
    return None


def is_doubtful(one: Trait, other: Trait, why: str) -> bool:
    """Say whether a match rests on the name alone, although both have addresses of one kind."""
    kinds = [{_kind(each) for each in trait.normals} for trait in (one, other)]
    return why == SAME_NAME and not kinds[0].isdisjoint(kinds[1])


def merged(contact: Contact, incoming: Any, base: dict[str, Any] | None) -> Contact:  # noqa: ANN401 - a draft, which the domain does not know
    """Return `contact` with what an incoming record adds; what the user changed stays.

    `base` is what the same record said when it was last imported: a field that still
    has that value follows the record, one that the user emptied stays empty. Lists
    only grow, by what the record did not have before.
    """
    before = base or {}
    values: dict[str, Any] = {}
    for name in SCALARS:
        values[name] = _scalar(getattr(contact, name), getattr(incoming, name), before.get(name))
    for name in LISTS:
        same = IDENTITY[name]
        values[name] = _grown(
            getattr(contact, name), getattr(incoming, name), before.get(name, ()), same
        )
    if before.get("name") == contact.name:
        values["name"] = incoming.name
    if incoming.importance and contact.importance == before.get("importance", "normal"):
        values["importance"] = incoming.importance
    if incoming.state and contact.state == before.get("state", "active"):
        values["state"] = incoming.state
    return contact._replace(**values)


def _scalar(current: T | None, incoming: T | None, base: T | None) -> T | None:
    if incoming is None or incoming == base:
        return current
    return incoming if current is None or current == base else current


def _grown(
    current: tuple[T, ...], incoming: Iterable[T], base: Iterable[T], same: Callable[[T], object]
) -> tuple[T, ...]:
    known = {same(each) for each in (*current, *base)}
    fresh = {same(each): each for each in incoming if same(each) not in known}
    return (*current, *fresh.values())


IDENTITY: dict[str, Callable[[Any], object]] = {
    "nicknames": fold,
    "tags": fold,
    "points": lambda point: (point.field, point.normal or point.value),
    "relations": lambda relation: (relation.label, relation.name),
    "occasions": lambda occasion: (occasion.kind, occasion.on),
}


def _differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None or one.text is not None or other.text is not None:
        return False
    pairs = zip(one[:3], other[:3], strict=True)
    return any(a is not None and b is not None and a != b for a, b in pairs)


def _is_address(one: Trait) -> bool:
    """Say whether a record has no name but its address."""
    return "@" in one.name


def _kind(normal: str) -> str:
    if "@" in normal:
        return "e-mail"
    return "phone number" if normal.lstrip("+").isdigit() else "link"
