"""Conversations: the timeline, one line each, and as programs read them."""

from __future__ import annotations

from keepintouch.domain.daywords import echo
from keepintouch.domain.occasions import Occasion
from keepintouch.domain.touchpoints import Note
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Table, dim, joined
from keepintouch.render.words import brief, counted, names, tags

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.domain.touchpoints import Touchpoint
    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Screen, Text


def history(
    found: Sequence[Touchpoint],
    whose: Person | None,
    today: date,
    beside: Sequence[Note | Occasion] = (),
) -> Answer:
    """List conversations, newest first, numbered for `kit edit` and `kit rm`.

    What is kept `beside` them about somebody goes on with the numbers.
    """
    return Answer(
        lambda _look: _timeline(found, beside, whose, today),
        lambda: {"schema": "kit.history/1", "items": [item(each) for each in found]},
    )


def item(each: Touchpoint) -> Document:
    """Return a touchpoint as `kit.history/1` has it."""
    return {
        "id": each.id,
        "day": each.day.isoformat(),
        "time": each.time,
        "kind": each.kind,
        "direction": each.direction,
        "people": [who.slug for who in each.people],
        "mentions": [who.slug for who in each.mentions],
        "tags": list(each.tags),
        "text": each.text,
        "source": each.source,
    }


def line(each: Touchpoint, today: date, *, whose: Person | None = None) -> list[Text]:
    """Return the cells of one conversation; the person whose page it is on is not named."""
    others = [who for who in each.people if whose is None or who.id != whose.id]
    spoken_of = whose is not None and whose not in each.people
    return [
        dim(echo(each.day, today)),
        each.kind if not spoken_of else "mentioned",
        joined(
            [
                names(others) if whose is None else "",
                brief(each.text),
                _with(others, whose),
                tags(each.tags),
            ],
            "  ",
        ),
    ]


def _with(others: Sequence[Person], whose: Person | None) -> Text:
    return ("with ", *names(others)) if others and whose is not None else ""


def _timeline(
    found: Sequence[Touchpoint],
    beside: Sequence[Note | Occasion],
    whose: Person | None,
    today: date,
) -> Screen:
    if not found and not beside:
        return ["No conversations yet. kit log writes one down."]
    lines = [line(each, today, whose=whose) for each in found]
    lines += [_beside(each, today) for each in beside]
    rows = [[dim(str(at)), *cells] for at, cells in enumerate(lines, 1)]
    numbers = [counted(len(found), "conversation")]
    for kind, what in ((Note, "note"), (Occasion, "date")):
        many = sum(isinstance(each, kind) for each in beside)
        numbers += [counted(many, what)] if many else []
    return [Table(rows, right=(0,)), ", ".join(numbers)]


def _beside(each: Note | Occasion, today: date) -> list[Text]:
    if isinstance(each, Occasion):
        return [dim(each.on.words), "date", brief(each.kind)]
    return [dim(echo(each.day, today)), "note", joined([brief(each.text), tags(each.tags)], "  ")]
