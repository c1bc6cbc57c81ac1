"""Copies of the store, and what a check found."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.spans import ERROR, OK, Table, dim
from keepintouch.render.steps import ago

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from keepintouch.render.spans import Screen, Text
    from keepintouch.store.backups import Backup
    from keepintouch.store.checking import Finding

THOUSAND = 1000
ALL_WELL: Screen = [(OK, " All is as it should be.")]


def listed(found: Sequence[Backup], now: datetime) -> Answer:
    """List copies, newest first, numbered for `kit restore`."""
    return Answer(
        lambda _look: _copies(found, now),
        lambda: {
            "schema": "kit.copies/1",
            "items": [
                {
                    "path": each.path,
                    "at": each.at.isoformat(),
                    "reason": each.reason,
                    "bytes": each.size,
                }
                for each in found
            ],
        },
    )


def findings(found: Sequence[Finding]) -> Answer:
    """List what is not as it should be; nothing when all is well."""
    return Answer(
        lambda _look: [block for each in found for block in _finding(each)],
        lambda: {"schema": "kit.check/1", "items": [each._asdict() for each in found]},
    )


def size(number: int) -> str:
    """Return a number of bytes as `1.2 MB`."""
    units = ("B", "kB", "MB", "GB", "TB")
    value, at = float(number), 0
    while value >= THOUSAND and at < len(units) - 1:
        value, at = value / THOUSAND, at + 1
    return f"{value:.1f} {units[at]}" if at else f"{number} B"


def _copies(found: Sequence[Backup], now: datetime) -> Screen:
    if not found:
        return ["No copies yet. kit backup makes one."]
    rows: list[list[Text]] = [
        [dim(str(at)), ago(each.at.isoformat(), now), each.reason, size(each.size), each.path]
        for at, each in enumerate(found, 1)
    ]
    return [Table(rows, right=(0,), whole=True), "", dim("kit restore 1 puts the newest in place")]


def _finding(each: Finding) -> Screen:
    return [(ERROR, f" {each.id}: {each.what}"), f"  try:   {each.next}"]
