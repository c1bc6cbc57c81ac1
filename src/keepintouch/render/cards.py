"""One person on one screen, and why they are on the list or not."""

from __future__ import annotations

from keepintouch.domain import spans as spoken
from keepintouch.domain.daywords import echo
from keepintouch.domain.people import Person
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import contacts, touchpoints
from keepintouch.render.answers import Answer
from keepintouch.render.charts import bars
from keepintouch.render.days import next_time
from keepintouch.render.spans import Pair, Prose, Span, Table, dim, joined, person
from keepintouch.render.terms import terms
from keepintouch.render.words import brief, tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.touchpoints import FollowUp
    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Text
    from keepintouch.services.explaining import Explained
    from keepintouch.services.looking import Card

SHOWN_LINES = 5
REACHED_BY = ("phone", "email", "im", "link", "address")


def show(card: Card, today: date) -> Answer:
    """Show one person before a call."""
    return Answer(lambda _look: _card(card, today), lambda: document(card), rows="")


def why(found: Explained) -> Answer:
    """Show every number that decides about somebody."""
    who = found.person
    return Answer(
        lambda _look: [
            Pair(person(who.name), found.why),
            "",
            *_numbers(found.lines),
        ],
        lambda: {
            "schema": "kit.why/1",
            "slug": who.slug,
            "name": who.name,
            "why": found.why,
            **terms(found.case, found.place.score, found.points),
            "items": [{"what": label, "text": text} for label, text in found.lines],
        },
    )


def _numbers(lines: Sequence[tuple[str, str]]) -> Screen:
    """Return labels and what they are, none of it cut."""
    wide = max(len(label) for label, _ in lines) + 2
    return [Prose((dim(f"{label:{wide}}"), text), hanging=wide) for label, text in lines]


def document(card: Card) -> Document:
    """Return `kit.contact/1`."""
    return {
        "schema": "kit.contact/1",
        "contact": {**contacts.item(card.contact, card.place), **_more(card)},
        "history": [touchpoints.item(each) for each in card.history],
        "months": list(card.months),
    }


def _more(card: Card) -> Document:
    contact = card.contact
    return {
        "given": contact.given,
        "additional": contact.additional,
        "family": contact.family,
        "prefix": contact.prefix,
        "suffix": contact.suffix,
        "how_met": contact.how_met,
        "importance": contact.importance,
        "added": contact.added_on.isoformat() if contact.added_on else None,
        "snoozed_until": contact.snoozed_until.isoformat() if contact.snoozed_until else None,
        "points": [
            {
                "field": each.field,
                "value": each.value,
                "label": each.label,
                "preferred": each.preferred,
            }
            for each in contact.points
        ],
        "occasions": [{"kind": each.kind, "on": each.on.iso} for each in contact.occasions],
        "links": [{"label": each.label, "name": each.name} for each in contact.relations],
        "notes": [
            {"id": each.id, "day": each.day.isoformat(), "text": each.text, "tags": list(each.tags)}
            for each in card.notes
        ],
        "follow_ups": [
            {"id": each.id, "due": each.due_on.isoformat(), "text": each.text}
            for each in card.follow_ups
        ],
        "touchpoints": card.touchpoints,
        "standing": _place(card),
    }


def _place(card: Card) -> Document:
    standing, warmth = card.case.standing, card.place.score.warmth
    return {
        "status": standing.status,
        "source": standing.interval.source,
        "interval_days": standing.interval.days,
        "elapsed_days": standing.elapsed,
        "days_over": standing.days_over,
        "warmth": None if warmth is None else round(warmth),
    }


def _card(card: Card, today: date) -> Screen:
    contact = card.contact
    blocks: list[Block] = [Pair(person(contact.name), _standing(card, today))]
    blocks += [("  ", *line) for line in (_who(contact), _reached(contact, today)) if line]
    facts = list(_facts(card, today))
    if facts:
        blocks += ["", Table(facts, indent=0, whole=True)]
    if card.history:
        whose = Person(contact.id, contact.slug, contact.name)
        rows = [touchpoints.line(each, today, whose=whose) for each in card.history[:SHOWN_LINES]]
        blocks += ["", Table(rows, indent=0)]
        left = card.touchpoints - len(rows)
        blocks += [dim(f"+ {left} more: kit history {contact.slug}")] if left > 0 else []
        blocks += [("12 months  ", bars(card.months))]
    return blocks


def _standing(card: Card, today: date) -> Text:
    standing, contact = card.place.standing, card.contact
    every = contact.cadence.words if contact.cadence else _learned(card)
    if standing.status in {"paused", "snoozed", "archived", "faded"}:
        return joined([every, dim(_out(contact, standing.status, today))])
    over = standing.days_over
    if over is None:
        return every
    return joined(
        [
            every,
            Span(
                spoken.over(over) if over >= 0 else f"due {spoken.over(over)}",
                "due" if over >= 0 else "dim",
            ),
        ]
    )


def _out(contact: Contact, status: str, today: date) -> str:
    """Return why the rhythm is not looked at, and until when: `paused until Tue 1 Dec`."""
    until = {"paused": contact.paused_until, "snoozed": contact.snoozed_until}.get(status)
    word = contact.state if status == "archived" else status
    return f"{word} until {echo(until, today)}" if until else word


def _learned(card: Card) -> str:
    interval = card.place.standing.interval
    if interval.cadence is not None:
        return (
            f"{interval.cadence.words} (+{interval.tag})"
            if interval.tag
            else interval.cadence.words
        )
    return f"about {spoken.every(interval.days)}" if interval.days else ""


def _who(contact: Contact) -> tuple[Span, ...]:
    relations = ", ".join(f"{each.label}: {each.name}" for each in contact.relations)
    work = " at ".join(each for each in (contact.title, contact.org) if each)
    return joined(
        [
            *contact.nicknames,
            work,
            contact.team or "",
            contact.place or "",
            tags(contact.tags),
            relations,
        ]
    )


def _reached(contact: Contact, today: date) -> tuple[Span, ...]:
    points = [each.value for field in REACHED_BY for each in contact.points if each.field == field]
    return joined([*(brief(each) for each in points), _birthday(contact, today)])


def _birthday(contact: Contact, today: date) -> str:
    if contact.birthday is None:
        return ""
    day = next_time(contact.birthday, today)
    turns = f" (turns {day.year - contact.birthday.year})" if day and contact.birthday.year else ""
    return f"birthday {contact.birthday.words}{turns}"


def _facts(card: Card, today: date) -> Iterator[list[Text]]:
    yield from _labelled("Ask about", [_promise(each, today) for each in card.follow_ups])
    yield from _labelled("Remember", [brief(note.text) for note in card.notes[:SHOWN_LINES]])
    yield from _labelled(
        "Days", [f"{brief(each.kind)} {each.on.words}" for each in card.contact.occasions]
    )
    yield from _labelled("Met", [brief(card.contact.how_met)] if card.contact.how_met else [])


def _labelled(label: str, texts: list[str]) -> Iterator[list[Text]]:
    for at, text in enumerate(texts):
        yield [dim(label if not at else ""), text]


def _promise(each: FollowUp, today: date) -> str:
    return f"{brief(each.text)} (follow-up, {echo(each.due_on, today)})"
