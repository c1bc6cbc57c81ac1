"""A row of a table as a person: names, ways to reach them, days, and the row itself."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from keepintouch.domain.contacts import IMPORTANCE, STATES
from keepintouch.domain.folding import fold
from keepintouch.domain.nameparts import NameParts
from keepintouch.formats import csv_values as values
from keepintouch.formats.csv_dates import month_of, read_day, read_partial
from keepintouch.formats.csv_dialects import quoted
from keepintouch.formats.csv_points import occasions_of, points_of, relations_of
from keepintouch.formats.drafts import PersonDraft, Problem, Ref, TouchpointDraft
from keepintouch.formats.fields import date_of, east_asian_name

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.contacts import Point
    from keepintouch.domain.occasions import PartialDate
    from keepintouch.formats.csv_layouts import Cells

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_SURE_ID = 16


def person(cells: Cells, problems: list[Problem]) -> PersonDraft | None:
    """Return the person of a row; one that names nobody is a problem. Doubts are added to it."""
    own = cells.layout.program == "kit"
    points = points_of(cells, problems)
    said = _parts(cells)
    parts = _without_credentials(said, cells)
    nicknames = _list(cells, "nickname", own=own)
    name = _name(cells, parts._replace(suffix=said.suffix)) or _fallback(cells, nicknames, points)
    if not name:
        problems.append(Problem(cells.line, f"nobody is named in this row: {_shown(cells)}"))
        return None
    return PersonDraft(
        name,
        uid=_uid(cells, name, points),
        given=parts.given,
        additional=parts.additional,
        family=parts.family,
        prefix=parts.prefix,
        suffix=parts.suffix,
        nicknames=tuple(nick for nick in nicknames if nick not in {name, parts.given} or own),
        points=points,
        birthday=_birthday(cells, problems),
        occasions=occasions_of(cells, problems),
        org=cells.first("org"),
        team=", ".join(dict.fromkeys(text for _, text in cells.all("team"))) or None,
        title=cells.first("title"),
        place=", ".join(text for _, text in cells.all("place")) or None,
        how_met=_how_met(cells),
        tags=_list(cells, "tag", own=own),
        relations=relations_of(cells),
        notes=_notes(cells),
        cadence=_cadence(cells, problems),
        state=_word(cells, "status", STATES, problems, values.ACTIVE),
        importance=_word(cells, "importance", IMPORTANCE, problems),
        snoozed_until=_day(cells, "snoozed", problems),
        raw=_raw(cells),
        line=cells.line,
        added_on=_day(cells, "added", problems) if own else None,
        known_since=None if own else _day(cells, "added", problems),
    )


def last_contact(
    cells: Cells, known: PersonDraft, problems: list[Problem]
) -> TouchpointDraft | None:
    """Return the touchpoint that a column of last contacts tells of."""
    day = _day(cells, "last", problems)
    if day is None:
        return None
    email = next((point.value for point in known.points if point.field == "email"), None)
    return TouchpointDraft(
        day,
        uid=values.digest("last contact", known.uid or "", day.isoformat()),
        people=(Ref(known.name, known.uid, email),),
        line=cells.line,
    )


def _parts(cells: Cells) -> NameParts:
    titles = " ".join(dict.fromkeys(text for _, text in cells.all("prefix")))
    parts = NameParts(*map(cells.first, NameParts._fields))
    return parts._replace(prefix=titles or None, family=_families(cells) or parts.family)


def _name(cells: Cells, parts: NameParts) -> str | None:
    """Return the displayed name, or the parts in their order: no space divides CJK names."""
    for column, display in cells.all("name"):
        return values.turned(display) if column.part == "turned" else display
    spaced = " ".join(part for part in parts[1:] if part)
    return east_asian_name(parts.given, parts.family) or spaced or None


def _families(cells: Cells) -> str | None:
    """Return both families' names where a table has a column for each."""
    named = list(cells.all("family"))
    both = [text for column, text in named if column.group]
    return (
        " ".join([*(text for column, text in named[:1] if not column.group), *both])
        if both
        else None
    )


def _without_credentials(parts: NameParts, cells: Cells) -> NameParts:
    """Return LinkedIn's `Looper, PMP` as a name and what stands behind it, which is no name."""
    if cells.layout.program != "linkedin" or parts.suffix or not parts.family:
        return parts
    family, _, credentials = parts.family.partition(", ")
    return parts._replace(family=family.strip() or None, suffix=credentials.strip() or None)


def _fallback(cells: Cells, nicknames: tuple[str, ...], points: tuple[Point, ...]) -> str | None:
    """Return what else somebody can be called by: nickname, e-mail, company, number, page."""
    by_field = {point.field: point.value for point in reversed(points)}
    candidates = [*nicknames[:1], by_field.get("email")]
    if cells.layout.program != "linkedin":  # there, a row without a name is a closed account
        candidates += [cells.first("org"), by_field.get("phone"), by_field.get("link")]
    return next(filter(None, candidates), None)


def _uid(cells: Cells, name: str, points: tuple[Point, ...]) -> str:
    said = cells.first("uid")
    if said and (cells.layout.program == "kit" or len(said) >= _SURE_ID):
        return said
    links = (point.value for point in points if point.field == "link")
    profile = next(filter(None, map(values.profile_of, links)), None)
    reached = next((point.value for point in points if point.field in {"email", "phone"}), "")
    return profile or values.digest(said or "", fold(name), reached.lower())


def _list(cells: Cells, field: str, *, own: bool) -> tuple[str, ...]:
    read = values.divided if own else values.tags if field == "tag" else values.several
    return tuple(dict.fromkeys(each for _, text in cells.all(field) for each in read(text)))


def _how_met(cells: Cells) -> str | None:
    texts = [
        f"{column.label} {text}" if column.label else text for column, text in cells.all("how_met")
    ]
    if not texts and cells.layout.program == "linkedin" and cells.first("added"):
        return "LinkedIn"
    return "; ".join(texts) or None


def _notes(cells: Cells) -> tuple[str, ...]:
    """Return the notes, then the fields of somebody's own making with their labels."""
    custom = (
        (values.label(cells.label(column)).text or column.label, text)
        for column, text in cells.all("custom")
    )
    return (
        *(text for _, text in cells.all("note")),
        *(f"{label}: {text}" if label else text for label, text in custom),
    )


def _birthday(cells: Cells, problems: list[Problem]) -> PartialDate | None:
    texts = {column.part: text for column, text in cells.all("birthday")}
    if {"month", "day", "year"} & set(texts):
        return _in_parts(texts, cells, problems)
    found = read_partial(texts.get("", ""), cells.layout.order)
    if found and found.text and cells.layout.program != "kit":
        problems.append(Problem(cells.line, f"birthday kept as a text: {quoted(found.text)}"))
    return found


def _in_parts(texts: dict[str, str], cells: Cells, problems: list[Problem]) -> PartialDate | None:
    """Return the birthday that columns of a year, a month and a day make; what they do not is told."""
    year, month, day = (texts.get(part, "") for part in ("year", "month", "day"))
    numbers = [int(each) if each.isdecimal() else None for each in (year, day)]
    found = date_of(numbers[0], month_of(month), numbers[1])
    said = [text for text in (year, month, day) if text.strip("0")]
    read = found and len(said) == sum(map(bool, (found.year, found.month, found.day)))
    if said and not read:
        problems.append(Problem(cells.line, f"no whole birthday: {quoted(' '.join(said))}"))
    return found


def _day(cells: Cells, field: str, problems: list[Problem]) -> date | None:
    text = cells.first(field)
    if text is None or read_partial(text) is None:
        return None
    day = read_day(text, cells.layout.order)
    if day is None:
        problems.append(Problem(cells.line, f"no certain day, left out: {quoted(text)}"))
    return day


def _cadence(cells: Cells, problems: list[Problem]) -> Cadence | None:
    text = cells.first("every")
    found = values.cadence(text) if text else None
    if isinstance(found, str):
        problems.append(Problem(cells.line, f"no rhythm, left out: {found}"))
        return None
    return found


def _word(
    cells: Cells,
    field: str,
    known: tuple[str, ...],
    problems: list[Problem],
    usual: frozenset[str] = frozenset(),
) -> str | None:
    """Return one of the known words, the first of them for what is `usual` in other programs."""
    text = cells.first(field)
    if text is None or text.lower() in known:
        return text and text.lower()
    if text.lower() in usual:
        return known[0]
    problems.append(Problem(cells.line, f"not one of {', '.join(known)}: {quoted(text)}"))
    return None


def _raw(cells: Cells) -> str:
    """Return the row as JSON, header to cell, as the file had it; empty cells are left out."""
    row: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for header, text in zip(cells.layout.header, cells.texts, strict=True):
        name = header.strip()
        seen[name] += 1
        if text:
            row[name if seen[name] == 1 else f"{name} ({seen[name]})"] = text
    return _ENCODER.encode(row)


def _shown(cells: Cells) -> str:
    return quoted(", ".join(filter(None, cells.texts)))
