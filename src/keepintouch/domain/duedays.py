"""The arithmetic of due days: pauses, snoozes, plans and first days; all days are ordinals."""

from __future__ import annotations

from math import ceil

from keepintouch.domain.intervals import LAST_DAY, QUIET, fades_after
from keepintouch.domain.pauses import advanced, paused_days
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.standing import Facts


def elapsed_days(facts: Facts, on: int) -> int | None:
    """Return the unpaused days since the last touchpoint, never below 0; None without one."""
    last = facts.rhythm.last_day
    return None if last is None else max(0, on - last - paused_days(last, on, facts.paused))


def days_over(facts: Facts, due_on: int, on: int) -> int:
    """Return the unpaused days since `due_on`; negative while it is still to come."""
    return on - due_on - (paused_days(due_on, on, facts.paused) if on > due_on else 0)


def rhythm_due(facts: Facts, days: int | None) -> int | None:
    """Return the day the interval is over; imported people's first days are spread over it."""
    if days is None:
        return None
    since = facts.rhythm.last_day
    if since is None:
        since = facts.added_on
        days = ceil(_fraction(facts.id) * days) if facts.spread else days
    due = advanced(since, days, facts.paused)
    return None if due is None else min(due, LAST_DAY)


def due_day(facts: Facts, days: int | None, on: int) -> int | None:
    """Return the day on which the contact is, or was, next due as seen from `on`."""
    due = rhythm_due(facts, days)
    if due is None or days is None:
        return None
    snoozed = snooze_end(facts)
    if snoozed is not None:
        due = snoozed if on < snoozed else min(due, snoozed)
    if facts.planned_on is not None and facts.planned_on >= on:
        due = after_plan(facts.planned_on, due, days)
    resumes = after_pause(facts, due)
    return resumes if on < resumes else due


def fading_day(facts: Facts, mu0: float) -> int | None:
    """Return the day of fading; a snooze asks for somebody, so it comes no sooner after that."""
    last, snoozed = facts.rhythm.last_day, snooze_end(facts)
    if last is None:
        return None
    day = advanced(last, fades_after(facts.rhythm, mu0), facts.paused)
    return day if day is None or snoozed is None else max(day, snoozed + QUIET)


def snooze_end(facts: Facts) -> int | None:
    """Return the day a snooze ends, unless a touchpoint has come on or after it."""
    snoozed, last = facts.snoozed_until, facts.rhythm.last_day
    return None if snoozed is None or (last is not None and last >= snoozed) else snoozed


def after_plan(planned_on: int, due: int, days: int) -> int:
    """Put a due day off until the planned one has passed, at most by one interval."""
    return max(due, min(planned_on + 1, due + days, LAST_DAY))


def pause_is_open(facts: Facts) -> bool:
    """Say whether the contact is paused with no day on which that ends."""
    ends = [end for _, end in facts.paused]
    return facts.state == "paused" and (not ends or None in ends)


def after_pause(facts: Facts, day: int) -> int:
    """Return `day`, or the day on which a running pause is over."""
    if facts.state != "paused":
        return day
    return max(day, *(end for _, end in facts.paused if end is not None))


def _fraction(contact_id: str) -> float:
    """Return a number in (0, 1] that is the same for this id on every machine."""
    from zlib import crc32  # a library to load, for people of an import alone

    return (crc32(contact_id.encode("utf-8", "surrogatepass")) + 1) / 2**32
