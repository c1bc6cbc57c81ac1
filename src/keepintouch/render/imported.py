"""What an import did, or would do, and what an export left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.render.answers import Answer, Hint
from keepintouch.render.spans import NOTE, OK, Prose, joined
from keepintouch.render.words import brief, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Span
    from keepintouch.services.importing.results import Imported

SHOWN_PROBLEMS = 10
COUNTS = ("new", "merged", "unchanged", "skipped", "touchpoints", "notes", "occasions")


def planned(found: Imported) -> Screen:
    """Return what an import would do."""
    blocks: list[Block] = [
        f"Read {brief(each.name)}: {counted(each.people, 'person', 'people')}, {each.title}"
        for each in found.files
    ]
    blocks += [("  ", *_counts(found)), *_more(found), *_problems(found)]
    return blocks


def imported(found: Imported) -> Answer:
    """Say what an import did."""
    return Answer(
        lambda _look: planned(found) if found.dry_run else _done(found),
        lambda: document(found),
        rows="",
        hints=() if found.dry_run else (Hint("kit undo", "undo"),),
    )


def document(found: Imported) -> Document:
    """Return `kit.import/1`."""
    return {
        "schema": "kit.import/1",
        "files": [
            {"name": each.name, "format": each.format, "people": each.people}
            for each in found.files
        ],
        **{name: getattr(found, name) for name in COUNTS},
        "follow_ups": found.follow_ups,
        "places": found.places,
        "problems": [each._asdict() for each in found.problems],
        "dry_run": found.dry_run,
    }


def exported(path: str, title: str, losses: Sequence[str]) -> Answer:
    """Say where an export is, and what its format cannot hold."""
    return Answer(
        lambda _look: [
            (OK, f" {path} · {title}"),
            *([Prose(f"Not in it: {', '.join(losses)}.", indent=2)] if losses else []),
        ],
        lambda: {"schema": "kit.export/1", "path": path, "format": title, "losses": list(losses)},
        rows="",
    )


def _done(found: Imported) -> Screen:
    blocks: list[Block] = [(OK, f" {found.new} added, {found.merged} merged")]
    blocks += [*_more(found), *_problems(found)]
    if found.new:
        blocks.append("  Next: kit triage        about 20 seconds for each ten people")
    return blocks


def _counts(found: Imported) -> tuple[Span, ...]:
    return joined(
        [
            f"new {found.new}",
            f"same person {found.merged} (will merge)" if found.merged else "",
            f"unchanged {found.unchanged}" if found.unchanged else "",
            f"skipped {found.skipped}",
        ]
    )


def _more(found: Imported) -> Screen:
    parts = [
        counted(number, name)
        for number, name in (
            (found.touchpoints, "conversation"),
            (found.notes, "note"),
            (found.occasions, "day"),
            (found.follow_ups, "promise"),
            (found.places, "place"),
        )
        if number
    ]
    return [("  ", *joined(parts))] if parts else []


def _problems(found: Imported) -> Screen:
    shown = found.problems[:SHOWN_PROBLEMS]
    blocks: list[Block] = [
        (
            "  ",
            NOTE,
            f" {brief(each.file)}{f', line {each.line}' if each.line else ''}: {brief(each.what)}",
        )
        for each in shown
    ]
    left = len(found.problems) - len(shown)
    return [*blocks, f"  + {left} more: kit import … --json"] if left > 0 else blocks
