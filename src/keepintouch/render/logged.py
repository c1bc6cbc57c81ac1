"""The echo of a conversation that was kept: everything that was read out of the line."""

from __future__ import annotations

from keepintouch.domain.daywords import echo
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer, Hint
from keepintouch.render.spans import NOTE, OK, Span, Table, dim, joined, person
from keepintouch.render.words import echoed, names, quoted, tags

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.domain.readings import Reading
    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Text
    from keepintouch.services.logging import Logged
    from keepintouch.services.standings import Place

INDENT = " " * 10
SHOWN_NEXT = 4


def logged(kept: Logged, reading: Reading, today: date) -> Answer:
    """Echo a line of `kit log`."""
    return Answer(
        lambda _look: [*_added(kept), *_line(kept, reading, today)],
        lambda: document(kept),
        rows="",
        hints=(Hint("kit undo", "undo"),),
    )


def done(kept: Logged, today: date) -> Answer:
    """Echo `kit done`: one line for each person."""
    return Answer(
        lambda _look: [_done(kept, each, place, today) for each, place in kept.places],
        lambda: document(kept),
        rows="",
        hints=(Hint("kit undo takes it back", "undo"),),
    )


def document(kept: Logged) -> Document:
    """Return `kit.logged/1`."""
    from keepintouch.render import touchpoints

    return {
        "schema": "kit.logged/1",
        "touchpoint": touchpoints.item(kept.touchpoint),
        "added": [{"id": each.id, "slug": each.slug, "name": each.name} for each in kept.added],
        "next": [
            {"slug": each.slug, "due": place.due_on.isoformat() if place.due_on else None}
            for each, place in kept.places
        ],
    }


def read_so(reading: Reading) -> Screen:
    """Show how a line was read, word by word: what each word was taken for."""
    if not reading.parts:
        return ["Nothing in the line was taken for a person, a kind, a day or a tag."]
    return [Table([(quoted(part.words.text), part.says) for part in reading.parts], whole=True)]


def _added(kept: Logged) -> Screen:
    return [(OK, " Added   ", person(each.name), f"  ({each.slug})") for each in kept.added]


def _line(kept: Logged, reading: Reading, today: date) -> Screen:
    touchpoint = kept.touchpoint
    facts: Sequence[Text] = [
        names(touchpoint.people),
        touchpoint.kind,
        echoed(touchpoint.day, today),
        tags(touchpoint.tags),
    ]
    blocks: list[Block] = [(OK, " Logged  ", *joined(facts))]
    if reading.gist:
        blocks.append((INDENT, quoted(reading.gist)))
    if touchpoint.mentions:
        blocks.append(("  Mentions ", *names(touchpoint.mentions), dim(" (no clock moved)")))
    blocks += _not_read(reading)
    return [*blocks, *_next(kept, today)]


def _not_read(reading: Reading) -> Screen:
    """Say which words could have been a name, but were not taken for one."""
    return [("  ", NOTE, f" “{each.text}” is nobody here") for each in reading.unlinked]


def _next(kept: Logged, today: date) -> Screen:
    new = {each.id for each in kept.added}
    if kept.places and all(each.id in new for each, _ in kept.places):
        slug = kept.places[0][0].slug
        return [("  How often would you like to talk?  ", dim(f"kit every {slug} 2w"))]
    found = [(each, place) for each, place in kept.places if place.due_on][:SHOWN_NEXT]
    if not found:
        return []
    if len(kept.places) == 1:
        return [("  Next ", _day(found[0][1], today), _every(found[0][1]))]
    return [
        ("  Next ", *joined([(f"{_first(each)} ", _day(place, today)) for each, place in found]))
    ]


def _done(kept: Logged, who: Person, place: Place, today: date) -> Text:
    touchpoint = kept.touchpoint
    facts: Sequence[Text] = [
        person(who.name),
        touchpoint.kind,
        echoed(touchpoint.day, today),
        tags(touchpoint.tags),
        f"next {_day(place, today)}" if place.due_on else "",
    ]
    return (OK, " ", *joined(facts))


def _day(place: Place, today: date) -> str:
    return echo(place.due_on, today) if place.due_on else ""


def _every(place: Place) -> Span:
    cadence = place.standing.interval.cadence
    return dim(f" ({cadence.words})" if cadence and cadence.number else "")


def _first(who: Person) -> str:
    return who.name.split()[0] if who.name.split() else who.name
