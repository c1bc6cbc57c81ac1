"""What a sync with a folder of cards did, or would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.render.answers import Answer, Hint
from keepintouch.render.spans import NOTE, OK, Prose, Table, dim, joined, person
from keepintouch.render.words import brief, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Span, Text
    from keepintouch.services.syncing.results import Item, Synced

SHOWN = 10
LONGEST_CHANGE = 60
ARRIVED = {"added": "new here", "met": "same person", "written": "new there"}
DEPARTED = {"archived": "archived here", "deleted": "deleted there", "kept": "left apart"}


def planned(found: Synced) -> Screen:
    """Return what a sync would do."""
    counts = _counts(found)
    head = f"{brief(found.path)}: {counted(found.cards, 'card')}"
    return [head, ("  ", *counts) if counts else "  nothing has changed", *_evidence(found)]


def synced(found: Synced) -> Answer:
    """Say what a sync did."""
    return Answer(
        lambda _look: planned(found) if found.dry_run else _done(found),
        lambda: document(found),
        hints=(Hint("kit undo", "undo"),) if found.items and not found.dry_run else (),
    )


def document(found: Synced) -> Document:
    """Return `kit.sync/1`."""
    return {
        "schema": "kit.sync/1",
        "path": found.path,
        "cards": found.cards,
        "unchanged": found.unchanged,
        "first": found.first,
        "items": [
            {
                "what": each.what,
                "name": each.name,
                "slug": each.slug,
                "file": each.file,
                "why": each.why,
                "here": list(each.here),
                "there": list(each.there),
                "clashes": list(each.clashes),
                "candidates": list(each.candidates),
            }
            for each in found.items
        ],
        "problems": [each._asdict() for each in found.problems],
        "dry_run": found.dry_run,
    }


def _done(found: Synced) -> Screen:
    counts = _counts(found)
    said: tuple[str | Span, ...] = counts or ("nothing has changed",)
    return [(OK, f" {counted(found.cards, 'card')}: ", *said), *_evidence(found)]


def _counts(found: Synced) -> tuple[Span, ...]:
    whats = [each.what for each in found.items]
    changed = [each for each in found.items if each.what in ("changed", "met")]
    return joined(
        [
            *_some(whats, ARRIVED),
            f"changed here {here}" if (here := sum(bool(each.here) for each in changed)) else "",
            f"changed there {there}"
            if (there := sum(bool(each.there) for each in changed))
            else "",
            *_some(whats, DEPARTED),
        ]
    )


def _some(whats: list[str], words: dict[str, str]) -> list[str]:
    return [f"{said} {whats.count(what)}" for what, said in words.items() if what in whats]


def _evidence(found: Synced) -> Screen:
    items = found.items
    return [
        *_met(found),
        *_changes("Changed here", ((each, each.here) for each in items if each.what == "changed")),
        *_changes("Changed there", ((each, each.there) for each in items)),
        *_changes("Both sides changed it", ((each, each.clashes) for each in items)),
        *_whys(found),
        *_waiting(found),
        *_doubtful(found),
        *_problems(found),
    ]


def _met(found: Synced) -> Screen:
    """Return who of the cards is here already, why, and what the card adds."""
    met = [each for each in found.items if each.what == "met"]
    rows = [(person(brief(e.name, 40)), dim(e.why), brief("; ".join(e.here), 80)) for e in met]
    return _listed("Same person", rows)


def _changes(heading: str, pairs: Iterable[tuple[Item, Sequence[str]]]) -> Screen:
    rows: list[Sequence[Text]] = [
        (
            person(brief(item.name, 40)),
            brief("; ".join(brief(each, LONGEST_CHANGE) for each in said)),
        )
        for item, said in pairs
        if said
    ]
    return _listed(heading, rows)


def _whys(found: Synced) -> Screen:
    gone = [each for each in found.items if each.what in DEPARTED]
    rows = [(person(brief(each.name, 40)), each.why, DEPARTED[each.what]) for each in gone]
    return _listed("Gone on one side", rows)


def _waiting(found: Synced) -> Screen:
    if not found.waiting:
        return []
    rows = [(person(brief(each.name, 40)), each.why, dim(each.file)) for each in found.waiting]
    attempt = "On a terminal kit asks about each; --deletes apply or keep answers for all."
    return [*_listed("Gone on one side, and left as it is on the other", rows), Prose(attempt, 2)]


def _doubtful(found: Synced) -> Screen:
    rows = [
        (person(brief(each.name, 40)), dim(each.why), f"{', '.join(each.candidates)}?")
        for each in found.items
        if each.candidates and each.what == "added"
    ]
    return _listed("Added as new, though they may be somebody here: kit duplicates", rows)


def _listed(heading: str, rows: Sequence[Sequence[Text]]) -> Screen:
    if not rows:
        return []
    left = len(rows) - SHOWN
    more = [f"    + {left} more: --json"] if left > 0 else []
    return [f"  {heading}", Table(rows[:SHOWN], indent=4), *more]


def _problems(found: Synced) -> Screen:
    blocks: list[Block] = [
        ("  ", NOTE, f" {brief(each.file)}{_line(each.line)}: {brief(each.what)}")
        for each in found.problems[:SHOWN]
    ]
    left = len(found.problems) - SHOWN
    return [*blocks, f"  + {left} more: --json"] if left > 0 else blocks


def _line(number: int) -> str:
    return f", line {number}" if number else ""
