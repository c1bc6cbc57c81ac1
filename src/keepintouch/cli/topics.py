"""The topics of `kit help`: texts beside this module, with tables out of the code filled in."""

from __future__ import annotations

import os

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Prose, Span, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from keepintouch.render.spans import Block, Screen

NAMES = (
    "dates", "names", "log", "json", "exit-codes", "environment", "privacy", "scripting",
    "scoring", "warmth",
)  # fmt: skip
FOLDER = os.path.join(os.path.dirname(__file__), "texts")


def screen(name: str) -> Screen:
    """Return the text of a topic: paragraphs are wrapped, indented lines kept as they are."""
    with open(os.path.join(FOLDER, f"{name}.txt"), encoding="utf-8") as file:
        title, *paragraphs = file.read().rstrip().split("\n\n")
    blocks: list[Block] = [Span(title, "person")]
    for each in paragraphs:
        blocks += ["", *_paragraph(each.split("\n"))]
    return blocks


def _paragraph(lines: Sequence[str]) -> Iterable[Block]:
    if lines[0].startswith("@"):
        return [Table(TABLES[lines[0][1:]]())]
    if lines[0].startswith("  "):
        return lines
    return [Prose(" ".join(lines))]


def _days() -> list[list[str]]:
    from keepintouch.domain.dates import DAY_FORMS

    return [list(form) for form in DAY_FORMS]


def _spans() -> list[list[str]]:
    from keepintouch.domain.durations import SPAN_FORMS

    return [list(form) for form in SPAN_FORMS]


def _ranges() -> list[list[str]]:
    from keepintouch.domain.periods import RANGE_FORMS

    return [list(form) for form in RANGE_FORMS]


def _settings() -> list[list[str]]:
    from keepintouch.config import declared, written

    return [[each.name, written(each.default), each.help] for each in declared()]


def _schemas() -> list[list[str]]:
    from keepintouch.render.schemas import described

    return [[name, what] for name, what in described()]


def _exit_codes() -> list[list[str]]:
    return [[str(code), what] for code, what in EXIT_CODES]


EXIT_CODES = (
    (0, "done; an empty list is a success, and an import with unreadable entries too"),
    (1, "it failed"),
    (2, "wrong usage: a flag, a date, a value out of bounds"),
    (3, "no such person, tag or entry; a list number that has expired"),
    (4, "ambiguous: the candidates are listed"),
    (5, "it would have to ask, but may not: no terminal, or --no-input"),
    (6, "the store cannot be used: busy, locked, damaged, newer than this kit, server away"),
    (7, "the file given cannot be read as what it should be"),
    (10, "only with kit due --exit-code: someone is due"),
    (70, "a bug in kit"),
    (130, "Ctrl-C, or a question left unanswered"),
)
TABLES: dict[str, Callable[[], list[list[str]]]] = {
    "days": _days,
    "spans": _spans,
    "ranges": _ranges,
    "settings": _settings,
    "schemas": _schemas,
    "exit-codes": _exit_codes,
}
