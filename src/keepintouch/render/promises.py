"""Open promises, and the days to come."""

from __future__ import annotations

from keepintouch.domain import spans as spoken
from keepintouch.domain.daywords import echo
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Span, Table, dim
from keepintouch.render.words import brief, counted, names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.domain.touchpoints import FollowUp
    from keepintouch.render.spans import Screen, Text
    from keepintouch.store.occasions import Coming


def listed(found: Sequence[FollowUp], today: date) -> Answer:
    """List open promises, the oldest first, numbered."""
    return Answer(
        lambda _look: _promises(found, today),
        lambda: {
            "schema": "kit.follow-ups/1",
            "items": [
                {
                    "id": each.id,
                    "due": each.due_on.isoformat(),
                    "people": [who.slug for who in each.people],
                    "text": each.text,
                    "state": each.state,
                }
                for each in found
            ],
        },
    )


def days(found: Sequence[Coming], length: int, today: date) -> Answer:
    """List birthdays and other days to come."""
    return Answer(
        lambda _look: _days(found, length, today),
        lambda: {
            "schema": "kit.days/1",
            "items": [
                {
                    "slug": each.person.slug,
                    "name": each.person.name,
                    "kind": each.occasion.kind,
                    "day": each.day.isoformat(),
                    "turns": each.turns,
                }
                for each in found
            ],
        },
    )


def _promises(found: Sequence[FollowUp], today: date) -> Screen:
    if not found:
        return ["Nothing promised. kit remind WHO DATE TEXT promises something."]
    rows: list[list[Text]] = []
    for at, each in enumerate(found, 1):
        over = today.toordinal() - each.due_on.toordinal()
        when = Span(spoken.over(over), "due" if over >= 0 else "dim")
        rows.append(
            [
                dim(str(at)),
                names(each.people),
                when,
                dim(echo(each.due_on, today)),
                brief(each.text),
            ]
        )
    return [Table(rows, right=(0,)), counted(len(found), "promise")]


def _days(found: Sequence[Coming], length: int, today: date) -> Screen:
    rows: list[list[Text]] = [
        [
            dim(echo(each.day, today)),
            names([each.person]),
            f"{brief(each.occasion.kind)}{_years(each)}",
        ]
        for each in found
    ]
    end = f"{counted(len(found), 'day')} in the next {counted(length, 'day')}"
    return [Table(rows, indent=0), end] if rows else [end]


def _years(each: Coming) -> str:
    if not each.turns:
        return ""
    if each.occasion.kind == "birthday":
        return f", turns {each.turns}"
    return f", {counted(each.turns, 'year')}"
