"""Sorting people: the questions of triage, and what a merge made."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer, Hint
from keepintouch.render.changes import Change
from keepintouch.render.spans import OK, Table, dim, joined, person
from keepintouch.render.words import brief, counted, tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.domain.contacts import Contact
    from keepintouch.render.spans import Screen, Text
    from keepintouch.services.joining import Joined
    from keepintouch.services.twins import Twins

KEYS = "w week, f fortnight, m month, q quarter, y year, n never, s skip, b back, x stop"


def keys(number: int) -> Screen:
    """Return how many there are, and the keys."""
    return [f"{counted(number, 'person', 'people')} without a rhythm. Keys: {KEYS}."]


def keys_again() -> Screen:
    """Return the keys, after one that is none of them."""
    return [f"Keys: {KEYS}."]


def question(contact: Contact, at: int, of: int) -> Text:
    """Return the line that asks about one person."""
    points = [brief(each.value, 30) for each in contact.points[:2]]
    about = joined([contact.org or "", contact.place or "", *points, tags(contact.tags)])
    gap = "  " if about else ""
    return (dim(f"  [{at}/{of}]  "), person(contact.name), gap, *about, "  > ")


def done(number: int) -> Answer:
    """Say how many were sorted."""
    line = (
        OK,
        f" {number} sorted. First due days are spread over the next weeks, so nothing piles up.",
    )
    return Answer(
        lambda _look: [line],
        lambda: {
            "schema": "kit.changed/1",
            "changed": [{"what": "triage", "slug": None, "text": f"{number} sorted"}],
        },
        rows="changed",
        hints=(Hint("kit undo", "undo"),),
    )


def nobody_left(*, empty: bool = False) -> Answer:
    """Say that everybody has a rhythm, or that nobody is here yet."""
    says = "Nobody is here yet: kit add NAME adds someone, kit import FILE many."
    return Answer(
        lambda _look: [says if empty else "Everybody has a rhythm."],
        lambda: {"schema": "kit.changed/1", "changed": []},
        rows="changed",
    )


def twins(found: Sequence[Twins]) -> Answer:
    """List pairs of people that may be one."""
    return Answer(
        lambda _look: _twins(found),
        lambda: {
            "schema": "kit.duplicates/1",
            "items": [
                {"slug": each.second.slug, "into": each.first.slug, "why": each.why}
                for each in found
            ],
        },
    )


def _twins(found: Sequence[Twins]) -> Screen:
    if not found:
        return ["Nobody seems to be here twice."]
    rows: list[list[Text]] = [
        [
            person(each.first.name),
            person(each.second.name),
            each.why,
            dim(f"kit merge {each.second.slug} {each.first.slug}"),
        ]
        for each in found
    ]
    return [Table(rows, indent=0), counted(len(found), "pair")]


def merged(joined_up: Joined) -> Change:
    """Say who is who now."""
    return Change(
        "merge",
        joined_up.joined.slug,
        joined(
            [
                (person(joined_up.gone.name), " is now ", person(joined_up.joined.name)),
                f"{counted(joined_up.touchpoints, 'conversation')} moved",
            ]
        ),
    )


def card(contact: Contact) -> Screen:
    """Return what is known of a person now, one fact a line."""
    rows: list[list[Text]] = [[dim(label), text] for label, text in _facts(contact) if text]
    return [Table(rows)] if rows else []


def _facts(contact: Contact) -> list[tuple[str, str]]:
    return [
        (
            "handle",
            f"{contact.slug}, also {', '.join(contact.former_slugs)}"
            if contact.former_slugs
            else contact.slug,
        ),
        ("reach", ", ".join(brief(each.value) for each in contact.points)),
        ("work", " at ".join(each for each in (contact.title, contact.org) if each)),
        ("place", contact.place or ""),
        ("tags", " ".join(f"+{each}" for each in contact.tags)),
        ("rhythm", contact.cadence.words if contact.cadence else ""),
    ]
