"""The topics of `kit help`: texts beside this module, with tables out of the code filled in."""

from __future__ import annotations

import os

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Prose, Span, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from keepintouch.formats import Format
    from keepintouch.render.spans import Block, Screen

NAMES = (
    "dates", "names", "log", "flags", "formats", "json", "exit-codes", "environment", "privacy",
    "scripting", "scoring", "warmth",
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
    if lines[0] == "@losses":
        return [Prose(f"{name}: {what}.", indent=2, hanging=2) for name, what in _losses()]
    if lines[0].startswith("@"):
        return [Table(TABLES[lines[0][1:]](), whole=True)]
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


def _scoring() -> list[list[str]]:
    """Return the settings that decide who comes first, each with its bounds below."""
    from keepintouch.config import WEEKDAYS, declared, written

    weekdays = [f"due.{day}" for day in WEEKDAYS]
    rows: list[list[str]] = []
    for each in declared():
        if each.name.startswith(("due.", "scoring.", "day.")) and each.name not in weekdays[1:]:
            name = f"{weekdays[0]}, …" if each.name == weekdays[0] else each.name
            rows += [[name, written(each.default), each.help], ["", "", each.wants]]
    return rows


def _schemas() -> list[list[str]]:
    from keepintouch.render.schemas import described

    return [[name, what] for name, what in described()]


def _exit_codes() -> list[list[str]]:
    return [[str(code), what] for code, what in EXIT_CODES]


def _flags() -> list[list[str]]:
    return [[f"{names} {takes}".rstrip(), what] for names, takes, what in FLAGS]


def _formats() -> list[list[str]]:
    from keepintouch.formats import FORMATS

    return [[each.name, each.title, _ways(each), ", ".join(each.suffixes)] for each in FORMATS]


def _ways(each: Format) -> str:
    return " and ".join(["in"] * each.reads + ["out"] * each.writes)


def _losses() -> Iterable[tuple[str, str]]:
    """Yield the formats that kit writes, and what each cannot hold."""
    from keepintouch.formats import FORMATS

    for each in FORMATS:
        if each.writes:
            yield each.name, "; ".join(loss.words for loss in each.writer().LOSSES) or "nothing"


def _views() -> list[list[str]]:
    from keepintouch.services.querying import VIEWS

    return [[name, columns] for name, (columns, _) in VIEWS.items()]


def _environment() -> list[list[str]]:
    return [list(pair) for pair in ENVIRONMENT]


FLAGS = (
    ("-h, --help", "", "what a command is for, its flags and examples"),
    ("-n, --dry-run", "", "say what would be done, and do not do it"),
    ("-y, --yes", "", "do not ask: go ahead, replace a file"),
    ("-q, --quiet", "", "print nothing but what was asked for"),
    ("--no-input", "", "never ask; end with 5 where an answer would be needed"),
    ("-o, --output", "FILE", "write the answer to a new file; - is stdout"),
    ("--json", "", "the answer as one JSON document"),
    ("--jsonl", "", "its items as JSON, one a line"),
    ("--csv", "", "its items as comma-separated values with a header"),
    ("--tsv", "", "the same, separated by tabs"),
    ("--fields", "A,B", "only these fields, in this order"),
    ("--schema", "N", "the version of the document: 1"),
    ("--plain", "", "no colour, symbols or columns: one fact a line"),
    ("--color", "WHEN", "auto, always or never"),
    ("--no-color", "", "as --color never"),
    ("--db", "PATH", "another store: a path, or the URL of a server's database"),
    ("--today", "DATE", "pretend it is that day"),
    ("--version", "", "which kit this is"),
)
"""The flags of every command: names, what they take, what they are for."""
ENVIRONMENT = (
    ("KIT_DB", "the store: a path, or the URL of a server's database"),
    ("KIT_CONFIG", "the configuration file"),
    ("KIT_TODAY", "pretend it is that day, as 2026-11-22"),
    ("KIT_EDITOR", "the editor; else VISUAL, then EDITOR"),
    ("KIT_PAGER", "the pager; else the setting, then PAGER, then less -FIRX; empty for none"),
    ("KIT_DEBUG", "1 shows where kit failed, when it did"),
    ("NO_COLOR", "no colour"),
    ("FORCE_COLOR", "colour in a pipe too"),
    ("XDG_CONFIG_HOME", "the folder that keepintouch/config.toml is in; else ~/.config"),
    ("XDG_DATA_HOME", "the folder that keepintouch/kit.db is in; else ~/.local/share"),
    ("XDG_STATE_HOME", "the folder of what kit remembers of its screens; else ~/.local/state"),
)
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
    "scoring": _scoring,
    "schemas": _schemas,
    "exit-codes": _exit_codes,
    "flags": _flags,
    "formats": _formats,
    "views": _views,
    "environment": _environment,
}
