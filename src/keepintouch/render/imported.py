"""What an import did, or would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.render.answers import Answer, Hint
from keepintouch.render.spans import NOTE, OK, Table, dim, joined, person
from keepintouch.render.words import brief, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Span, Text
    from keepintouch.services.importing.results import FileSeen, Imported, Outcome

SHOWN = 10
COUNTS = ("new", "merged", "unchanged", "skipped", "touchpoints", "notes", "occasions")
LONGEST_CHANGE = 60
CROWD = 200
"""More new people than one sorts one by one."""


def planned(found: Imported, *, suggest: bool = False) -> Screen:
    """Return what an import would do, with the evidence."""
    blocks: list[Block] = [
        f"Read {brief(each.name)}: {counted(each.people, 'person', 'people')}, {each.title}"
        for each in found.files
    ]
    blocks += [block for each in found.files for block in _columns(each)]
    blocks += [("  ", *_counts(found)), *_more(found), *_evidence(found)]
    told = [*_absent(found), *_problems(found)]
    return [*blocks, *_strangers(found, suggest=suggest), *told]


def imported(found: Imported, *, suggest: bool = False, told: bool = False) -> Answer:
    """Say what an import did; what its plan `told` just before is not said again."""
    return Answer(
        lambda _look: (
            planned(found, suggest=suggest)
            if found.dry_run
            else _done(found, [] if told else _beside(found, suggest=suggest))
        ),
        lambda: document(found),
        rows="",
        hints=(Hint("kit undo", "undo"),) if found.brings and not found.dry_run else (),
    )


def document(found: Imported) -> Document:
    """Return `kit.import/1`."""
    return {
        "schema": "kit.import/1",
        "files": [
            {
                "name": each.name,
                "format": each.format,
                "people": each.people,
                "columns": {name: target or None for name, target in each.columns},
            }
            for each in found.files
        ],
        **{name: getattr(found, name) for name in COUNTS},
        "follow_ups": found.follow_ups,
        "places": found.places,
        "people": [_person(each) for each in found.outcomes],
        "suggested": [
            {
                "name": each.name,
                "email": each.email,
                "phone": each.phone,
                "times": each.times,
                "last": each.last.isoformat(),
            }
            for each in found.suggested
        ],
        "absent": [{"slug": each.slug, "name": each.name} for each in found.absent],
        "problems": [each._asdict() for each in found.problems],
        "dry_run": found.dry_run,
    }


def _person(outcome: Outcome) -> Document:
    return {
        "what": outcome.what,
        "name": outcome.name,
        "why": outcome.why,
        "line": outcome.line,
        "changes": list(outcome.changes),
        "candidates": list(outcome.candidates),
    }


def _beside(found: Imported, *, suggest: bool) -> Screen:
    """Return what an import left out or was in doubt about."""
    strangers = _strangers(found, suggest=suggest)
    told = [*_absent(found), *_not_understood(found), *_problems(found)]
    return [*_doubtful(found), *strangers, *told]


def _done(found: Imported, beside: Screen) -> Screen:
    blocks: list[Block] = [(OK, f" {found.new} added, {found.merged} merged")]
    blocks += [*_more(found), *beside]
    if found.new > CROWD:
        blocks.append("  Next: kit every +TAG 3mo        a rhythm for all who have a tag")
    elif found.new:
        blocks.append("  Next: kit triage        about 20 seconds for each ten people")
    return blocks


def _columns(seen: FileSeen) -> Screen:
    """Return what the columns of a table were taken for, in the words that `--map` takes."""
    if not seen.columns:
        return []
    rows = [
        (brief(name, 40), target or dim("not understood, kept as it stands"))
        for name, target in seen.columns
    ]
    return [
        "  Its columns, unless --map COLUMN=FIELD says otherwise",
        Table(rows, indent=4, whole=True),
    ]


def _not_understood(found: Imported) -> Screen:
    """Return the columns of which only the raw text was kept."""
    blocks: list[Block] = []
    for each in found.files:
        names = ", ".join(brief(name, 40) for name, target in each.columns if not target)
        if names:
            what = f" {brief(each.name)}: not understood, kept as it stood: {names}"
            blocks.append(("  ", NOTE, f"{what} (--map COLUMN=FIELD)"))
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


def _evidence(found: Imported) -> Screen:
    """Return who is the same person, why, and what changes; and who may be somebody here."""
    merged = [_row(each, _changes(each)) for each in found.outcomes if each.what == "merged"]
    return [*_listed("Same person", merged), *_doubtful(found)]


def _doubtful(found: Imported) -> Screen:
    rows = [_row(each, f"{', '.join(each.candidates)}?") for each in found.doubtful]
    return _listed("Added as new, though they may be somebody here: kit duplicates", rows)


def _row(each: Outcome, what: Text) -> tuple[Text, ...]:
    return person(brief(each.name, 40)), dim(each.why), what


def _changes(each: Outcome) -> str:
    return brief("; ".join(brief(change, LONGEST_CHANGE) for change in each.changes))


def _strangers(found: Imported, *, suggest: bool) -> Screen:
    """Return who was only seen, numbered to be chosen; unasked, only how many they are."""
    if not found.suggested:
        return []
    if not suggest:
        count = counted(len(found.suggested), "stranger was", "strangers were")
        return [f"  {count} seen and not added: kit import … --suggest"]
    rows: list[tuple[Text, ...]] = [
        (
            dim(str(number)),
            person(brief(each.name, 40)),
            brief(each.email or each.phone or "", 40),
            counted(each.times, "time"),
        )
        for number, each in enumerate(found.suggested, 1)
    ]
    return _listed("Seen, but not here", rows, shown=2 * SHOWN)


def _absent(found: Imported) -> Screen:
    """Return who came with an earlier file of this kind, and is not in it any more."""
    if not found.absent:
        return []
    who = counted(len(found.absent), "person", "people")
    named = ", ".join(f"{brief(each.name, 40)} ({each.slug})" for each in found.absent[:SHOWN])
    more = f" and {len(found.absent) - SHOWN} more" if len(found.absent) > SHOWN else ""
    return [("  ", NOTE, f" {who} of the last import not in it: {named}{more}; kit archive WHO")]


def _listed(heading: str, rows: Sequence[Sequence[Text]], *, shown: int = SHOWN) -> Screen:
    if not rows:
        return []
    left = len(rows) - shown
    more = [f"    + {left} more: --json"] if left > 0 else []
    return [f"  {heading}", Table(rows[:shown], indent=4), *more]


def _problems(found: Imported) -> Screen:
    shown = found.problems[:SHOWN]
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
