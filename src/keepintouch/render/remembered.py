"""What a fact, a day or a promise did, in one line."""

from __future__ import annotations

from keepintouch.domain.daywords import echo
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.changes import Change
from keepintouch.render.days import next_time
from keepintouch.render.spans import joined, person
from keepintouch.render.words import brief, counted, names

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.domain.touchpoints import FollowUp, Note
    from keepintouch.services.remembering import Dated


def noted(who: Person) -> Change:
    """Say about whom a fact is kept."""
    return Change("note", who.slug, ("Noted on ", person(who.name), ". No clock moved."))


def changed(note: Note) -> Change:
    """Say what a fact reads now."""
    return Change("note", _slug(note), joined([names(note.people), brief(note.text)]))


def forgotten(note: Note) -> Change:
    """Say which fact is forgotten."""
    return Change(
        "note", _slug(note), joined([names(note.people), f"forgotten: {brief(note.text)}"])
    )


def _slug(note: Note) -> str | None:
    return note.people[0].slug if note.people else None


def dated(dated: Dated, today: date, leap_day: str) -> Change:
    """Say which day was set, and when it comes next."""
    who, occasion = dated.person, dated.occasion
    day = next_time(occasion.on, today, leap_day=leap_day)
    coming = ""
    if day:
        years = day.year - occasion.on.year if occasion.on.year else 0
        turns = f"turns {years}, " if occasion.kind == "birthday" else f"{counted(years, 'year')}, "
        coming = f" ({turns if years else ''}{echo(day, today)})"
    return Change(
        "date", who.slug, joined([person(who.name), f"{occasion.kind} {occasion.on.words}{coming}"])
    )


def day_dropped(who: Person, kind: str) -> Change:
    """Say that a day is forgotten."""
    return Change("date", who.slug, joined([person(who.name), f"no {kind} any more"]))


def promised(kept: FollowUp, today: date) -> Change:
    """Say what was promised for which day."""
    slug = kept.people[0].slug if kept.people else None
    return Change(
        "remind",
        slug,
        (f"{echo(kept.due_on, today)}: ", *joined([names(kept.people), brief(kept.text)], ", ")),
    )


def closed(kept: FollowUp) -> Change:
    """Say that a promise is kept, or no longer wanted."""
    slug = kept.people[0].slug if kept.people else None
    return Change("remind", slug, joined([names(kept.people), f"{kept.state}: {brief(kept.text)}"]))
