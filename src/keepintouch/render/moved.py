"""What left kit: where it is, and what its format cannot hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.render.answers import Answer
from keepintouch.render.spans import NOTE, OK, Prose, joined
from keepintouch.render.words import brief, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Screen
    from keepintouch.services.filing import Filed

ARCHIVE = "archive of everything"
SHOWN = 5


def exported(path: str, title: str, losses: Sequence[str]) -> Answer:
    """Say where an export is, and what its format cannot hold."""
    return Answer(
        lambda _look: [(OK, f" {path} · {title}"), *_lacking(losses)],
        lambda: _document(path, title, losses),
        rows="",
    )


def filed(path: str, title: str, losses: Sequence[str], done: Filed) -> Answer:
    """Say what became of the pages in a folder."""
    counts = joined(
        [
            counted(done.written, "page"),
            f"removed {done.removed}" if done.removed else "",
            f"unchanged {done.unchanged}" if done.unchanged else "",
        ]
    )
    kept = [
        ("  ", NOTE, f" {brief(each)}: not as kit wrote it, so it stays")
        for each in done.kept[:SHOWN]
    ]
    return Answer(
        lambda _look: [(OK, f" {path} · {title}"), ("  ", *counts), *kept, *_lacking(losses)],
        lambda: _document(path, title, losses),
        rows="",
    )


def archived(path: str, files: int) -> Answer:
    """Say where an archive is, and how the store is made of it."""
    return Answer(
        lambda _look: [
            (OK, f" {path} · {ARCHIVE}, {counted(files, 'file')}"),
            Prose(f"Into an empty store: kit import {path}", indent=2),
        ],
        lambda: _document(path, ARCHIVE, ()),
        rows="",
    )


def _lacking(losses: Sequence[str]) -> Screen:
    return [Prose(f"Not in it: {'; '.join(losses)}.", indent=2)] if losses else []


def _document(path: str, title: str, losses: Sequence[str]) -> Document:
    return {"schema": "kit.export/1", "path": path, "format": title, "losses": list(losses)}
