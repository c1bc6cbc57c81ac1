"""Who is due, whichever door the command came through; nothing heavy is imported here."""

from __future__ import annotations

from datetime import timedelta

from keepintouch.cli import nudging
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.render import due as screens
from keepintouch.render.due import Listing
from keepintouch.services import planning
from keepintouch.services.candidates import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from keepintouch.cli.kit import Kit
    from keepintouch.services.planning import Due

ROWS = 20
WEEK = 7
SOMEONE_IS_DUE = 10


class Wanted(NamedTuple):
    """What was asked of `kit due`."""

    tag: str | None = None
    until: date | None = None
    limit: int | None = None
    everybody: bool = False
    counting: bool = False
    prompt: bool = False
    exit_code: bool = False
    once: bool = False
    rotate: bool = True
    as_of: date | None = None
    explain: bool = False


def asked_for(switches: Iterable[str]) -> Wanted:
    """Return what switches of `Wanted` alone ask for."""
    on = frozenset(switches)
    return Wanted(
        everybody="everybody" in on,
        counting="counting" in on,
        prompt="prompt" in on,
        exit_code="exit_code" in on,
        once="once" in on,
    )


def today(kit: Kit) -> int:
    """Show the day: a few people, and what is coming."""
    limit = kit.settings.limit_on(kit.today)
    asked = asked_of(kit, Wanted(), None if kit.flags.machine else limit)
    found = planning.due(kit.store, today=kit.today, asked=asked)
    kit.show(screens.today(found))
    _remember(kit, [each.person.id for each in found.items])
    nudging.drifted(kit)
    return 0


def due(kit: Kit, wanted: Wanted) -> int:
    """Show who is due; the exit code says so only when it was asked to."""
    if wanted.once and kit.memory.shown_once(kit.today.toordinal()):
        return 0
    if wanted.counting or wanted.prompt:
        return _count(kit, wanted)
    everybody = wanted.everybody or (bool(kit.flags.machine) and not wanted.limit)
    asked = asked_of(kit, wanted, None if everybody else wanted.limit or ROWS)
    found = _found(kit, wanted, asked)
    if wanted.limit and not everybody:
        found = found._replace(items=found.items[: wanted.limit])
    if not (wanted.once and not found.items):
        past = wanted.as_of is not None
        how = Listing(wanted.until, asked.tag_key, past=past, explain=wanted.explain)
        kit.show(screens.listed(found, how))
        _remember(kit, [each.person.id for each in found.items], shown=not past)
        if not past:
            nudging.overload(kit)
    return SOMEONE_IS_DUE if wanted.exit_code and found.total else 0


def _found(kit: Kit, wanted: Wanted, asked: Asked) -> Due:
    if wanted.as_of is None:
        return planning.due(kit.store, today=kit.today, asked=asked)
    from keepintouch.services import lookingback

    return lookingback.due(kit.store, on=wanted.as_of, asked=asked)


def found(kit: Kit, wanted: Wanted) -> Due:
    """Return who is due."""
    return planning.due(kit.store, today=kit.today, asked=asked_of(kit, wanted, None))


def until_week(kit: Kit) -> date:
    """Return the last day of the coming week."""
    return kit.today + timedelta(WEEK)


def _count(kit: Kit, wanted: Wanted) -> int:
    number = planning.count(kit.store, today=kit.today, asked=asked_of(kit, wanted, 0))
    kit.show(screens.number(number, prompt=wanted.prompt))
    return SOMEONE_IS_DUE if wanted.exit_code and number else 0


def asked_of(kit: Kit, wanted: Wanted, rows: int | None) -> Asked:
    """Return what is asked of the services: `rows` people at most, None for everybody."""
    settings = kit.settings
    rotate = wanted.rotate and settings.due_rotate
    return Asked(
        limit=settings.limit_on(wanted.as_of or kit.today),
        rows=rows,
        tag=wanted.tag,
        until=wanted.until,
        shown=shown_in_vain(kit) if rotate else {},
        lead=settings.scoring_lead_days,
        leap_day=settings.scoring_leap_day,
    )


def shown_in_vain(kit: Kit) -> dict[str, int]:
    """Return on how many of the last seven days, today not counted, people were shown."""
    on = kit.today.toordinal()
    days = kit.memory.shown_days()
    return {who: sum(1 <= on - day <= WEEK for day in found) for who, found in days.items()}


def _remember(kit: Kit, people: list[str], *, shown: bool = True) -> None:
    """Let the numbers on the screen stand for these people, and count the day they were shown."""
    if not kit.console.for_people:
        return
    from keepintouch.cli.memory import Row

    kit.memory.keep_list([Row("person", who) for who in people])
    if shown:
        kit.memory.keep_shown(people, kit.today.toordinal())
