"""What a row holds several of: ways to reach somebody, relations, days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.occasions import Occasion
from keepintouch.formats import csv_values as values
from keepintouch.formats import fields
from keepintouch.formats.csv_columns import STREETS
from keepintouch.formats.csv_dates import read_partial
from keepintouch.formats.csv_dialects import quoted
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.formats.csv_columns import Column
    from keepintouch.formats.csv_layouts import Cells

_WHOLE_NUMBER = 6  # digits; an area code has fewer
_REACH = ("email", "phone", "link", "im")
_NAMED_MAIL = re.compile(r"[^<>]*<([^<>@\s]+@[^<>\s]+)>")
_ALONE = frozenset(("manager", "assistant"))
_NUMBER_MARKS = re.compile(r"[;\n]|\s*[,/]\s*(?=[+0])|, +(?=\d{6})")
_MAILTO = re.compile(r"\s*mailto:\s*", re.IGNORECASE)
_MAIL_MARKS = re.compile(r"[;,\s]+")


def points_of(cells: Cells, problems: list[Problem]) -> tuple[Point, ...]:
    """Return the ways to reach somebody, each once; what is none of them is told."""
    points: dict[tuple[str, str], Point] = {}
    for field in _REACH:
        for column, text in cells.all(field):
            label = _label(cells, column)
            for number, value in enumerate(_values(cells, column, text)):
                if field == "email" and _is_no_mail(cells, value):
                    problems.append(Problem(cells.line, f"no e-mail address: {quoted(value)}"))
                    continue
                preferred = label.preferred and not number
                point = Point(field, value, label.text, preferred)
                points.setdefault((field, value), point)
    return (*points.values(), *_addresses(cells))


def _is_no_mail(cells: Cells, value: str) -> bool:
    """Tell a name of a directory, and a label that Google wrote into the column beside its own."""
    label = cells.layout.program == "google" and value.startswith("*") and "@" not in value
    return label or fields.is_in_directory(value)


def _label(cells: Cells, column: Column) -> values.Label:
    own = cells.layout.program == "kit"
    said = cells.label(column)
    found = values.own_label(said) if own else values.label(said)
    return found._replace(text=found.text or column.label or None)


def _values(cells: Cells, column: Column, text: str) -> list[str]:
    """Return the values of one cell: Google joins them by ` ::: `, people by semicolons."""
    if cells.layout.program == "kit":
        return [text]
    if values.GOOGLE_MARK in text:
        return [each.strip() for each in text.split(values.GOOGLE_MARK) if each.strip()]
    if column.field == "email":
        named = _NAMED_MAIL.fullmatch(text)
        mails = [each for each in _MAIL_MARKS.split(text) if each]
        several = len(mails) > 1 and all("@" in each for each in mails)
        return [named[1]] if named else mails if several else [_MAILTO.sub("", text)]
    if column.field == "phone":
        return _numbers(text)
    return [text]


def _numbers(text: str) -> list[str]:
    """Return the numbers of a cell; between two whole ones may stand a comma or a stroke too."""
    several = [each.strip() for each in _NUMBER_MARKS.split(text) if each.strip()]
    if all(sum(map(str.isdecimal, each)) >= _WHOLE_NUMBER for each in several):
        return several
    return [each.strip() for each in re.split(r"[;\n]", text) if each.strip()]


def _addresses(cells: Cells) -> Iterator[Point]:
    groups: dict[Column, dict[str, str]] = {}
    for column, text in cells.all("address"):
        parts = groups.setdefault(column._replace(part=""), {})
        parts.setdefault(column.part or "formatted", text)
    for column, parts in groups.items():
        label = _label(cells, column)
        text = parts.get("formatted") or _composed(parts)
        yield Point("address", text, label.text, label.preferred)


def _composed(parts: dict[str, str]) -> str:
    lines = (parts.get(part) for part in ("box", "extended", *STREETS))
    return (
        fields.address(
            "\n".join(filter(None, lines)),
            parts.get("city"),
            parts.get("region"),
            parts.get("code"),
            parts.get("country"),
        )
        or ""
    )


def relations_of(cells: Cells) -> tuple[Relation, ...]:
    """Return somebody's people; children stand in one cell, a manager may be `Caldwell, Jennifer`."""
    relations: dict[Relation, None] = {}
    for column, text in cells.all("relation"):
        label = _label(cells, column).text or "contact"
        read = values.names if label in _ALONE else values.several
        names = (text,) if cells.layout.program == "kit" else read(text)
        relations.update(dict.fromkeys(Relation(label, name) for name in names))
    return tuple(relations)


def occasions_of(cells: Cells, problems: list[Problem]) -> tuple[Occasion, ...]:
    """Return somebody's days; one whose order of day and month is unknown stays a text."""
    occasions = []
    for column, text in cells.all("occasion"):
        label = _label(cells, column).text or "occasion"
        on = read_partial(text, cells.layout.order)
        if on:
            occasions.append(Occasion(label, on))
        if on and on.text and cells.layout.program != "kit":
            problems.append(Problem(cells.line, f"{label} kept as a text: {quoted(on.text)}"))
    return tuple(occasions)
