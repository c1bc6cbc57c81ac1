"""Small words beside the answer, each at most once a week and never twice: too much, drifted, put off."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.cli.kit import Kit
    from keepintouch.render.spans import Screen
    from keepintouch.services.people import Changed

SNOOZES = 3


def overload(kit: Kit) -> None:
    """Say that rhythms ask for more than one does."""
    _weekly(kit, "overload", _overload)


def drifted(kit: Kit) -> None:
    """Name one person who was close once and is silent now."""
    _weekly(kit, "drift", _drifted)


def put_off(kit: Kit, changed: Changed) -> None:
    """Ask, at the third snooze in a row, whether the rhythm should be slower."""
    if not (changed.changed and _wanted(kit)):
        return
    last = changed.place.facts.rhythm.last_day
    if kit.memory.snoozes(changed.contact.id, last) != SNOOZES:
        return
    from keepintouch.render.outlook import slower
    from keepintouch.services.capacity import slower_than

    days = changed.place.standing.interval.days
    to = slower_than(days) if days else None
    if to is not None:
        kit.console.note(slower(changed.contact, to))


def _weekly(kit: Kit, about: str, said: Callable[[Kit], Screen]) -> None:
    """Say something where it was not said within a week, if there is anything to say."""
    day = kit.today.toordinal()
    if not (_wanted(kit) and kit.store.exists) or kit.memory.said_lately(about, day):
        return
    screen = said(kit)
    kit.memory.keep_said(about, day)
    if screen:
        kit.console.note(screen)


def _wanted(kit: Kit) -> bool:
    return kit.console.for_people and kit.settings.hints


def _overload(kit: Kit) -> Screen:
    from keepintouch.render.outlook import overload
    from keepintouch.services import capacity

    limit = kit.settings.limit_on(kit.today)
    return overload(capacity.forecast(kit.store, today=kit.today, limit=limit))


def _drifted(kit: Kit) -> Screen:
    from keepintouch.render.outlook import reconnect
    from keepintouch.services import drifting

    return reconnect(drifting.offered(kit.store, today=kit.today))
