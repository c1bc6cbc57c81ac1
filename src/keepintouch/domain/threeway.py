"""Two sides that were equal once, and what either has changed since: each change once, on both."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    Key = Callable[[Any], Hashable]

Items = Sequence[Any]
"""The values of a list field, in the order of their side."""


class Rule(NamedTuple):
    """When two values of a list are equal (`key`), the same thing (`same`), and take one place."""

    key: Key
    same: Key
    slot: Key


class Sides(NamedTuple):
    """What both sides of a list become, and the pairs (ours, theirs) of which one had to give way."""

    ours: tuple[Any, ...]
    theirs: tuple[Any, ...]
    clashes: tuple[tuple[Any, Any], ...] = ()


def scalar(ours: object, theirs: object, base: tuple[object, object] | None) -> str:
    """Say which way a single value goes: `ours`, `theirs`, `both` changed, or `neither`.

    `base` is what either side had when they last met; without one, a side that has a value
    counts as changed.
    """
    before = base or (None, None)
    moved = (ours != before[0], theirs != before[1])
    return {
        (True, True): "both",
        (True, False): "ours",
        (False, True): "theirs",
        (False, False): "neither",
    }[moved]


def listed(
    ours: Items, theirs: Items, base: tuple[Items, Items] | None, rule: Rule, *, prefer_ours: bool
) -> Sides:
    """Give each side what the other added, and take from it what the other dropped.

    Where both changed the same thing, the preferred side's is kept; a change wins over a
    removal. Sides that never met drop nothing, and keep their own words for the same thing.
    """
    if base is None:
        return Sides(
            (*ours, *_lacking(theirs, ours, rule.same)),
            (*theirs, *_lacking(ours, theirs, rule.same)),
        )
    our_gone, our_new = _lacking(base[0], ours, rule.key), _lacking(ours, base[0], rule.key)
    their_gone, their_new = _lacking(base[1], theirs, rule.key), _lacking(theirs, base[1], rule.key)
    clashes = _clashes(our_new, their_new, rule)
    for mine, other in clashes:
        if prefer_ours:
            their_new.remove(other)
            our_gone.append(other)
        else:
            our_new.remove(mine)
            their_gone.append(mine)
    return Sides(
        _applied(ours, their_gone, their_new, our_new, rule),
        _applied(theirs, our_gone, our_new, their_new, rule),
        tuple(clashes),
    )


def _lacking(items: Items, others: Items, key: Key) -> list[Any]:
    """Return the items that are not among others, each once."""
    known = {key(each) for each in others}
    return list({key(each): each for each in reversed(items) if key(each) not in known}.values())[
        ::-1
    ]


def _clashes(ours: Items, theirs: Items, rule: Rule) -> list[tuple[Any, Any]]:
    """Return the new items of both sides that are the same thing, but not equal; each once."""
    left = list(theirs)
    found = []
    for mine in ours:
        others = [each for each in left if rule.same(each) == rule.same(mine)]
        if others and all(rule.key(each) != rule.key(mine) for each in others):
            found.append((mine, others[0]))
            left.remove(others[0])
    return found


def _applied(items: Items, gone: Items, new: Items, fresh: Items, rule: Rule) -> tuple[Any, ...]:
    """Return a side's items without `gone` and with `new`, in place; its own `fresh` ones stay."""
    is_gone = _goner(items, gone, fresh, rule)
    staying = [each for each in items if not is_gone(each)]
    waiting = _lacking(new, staying, rule.same)
    found: list[Any] = []
    for each in items:
        if not is_gone(each):
            found.append(each)
            continue
        for fit in waiting:
            if rule.slot(fit) == rule.slot(each):
                waiting.remove(fit)
                found.append(fit)
                break
    return (*found, *waiting)


def _goner(items: Items, gone: Items, fresh: Items, rule: Rule) -> Callable[[Any], bool]:
    """Return what says whether an item goes: one that is equal, else one that is the same thing."""
    keys = {rule.key(each) for each in gone}
    here = {rule.key(each) for each in items}
    same = {rule.same(each) for each in gone if rule.key(each) not in here}
    safe = {rule.key(each) for each in fresh}
    return lambda item: (
        rule.key(item) in keys or (rule.same(item) in same and rule.key(item) not in safe)
    )
