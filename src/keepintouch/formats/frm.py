"""frm's log of interactions, one JSON object a line; its people are vCards of their own."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from keepintouch.formats import jsonlines, loose
from keepintouch.formats.bounds import within
from keepintouch.formats.drafts import Draft, Problem, Ref, TouchpointDraft
from keepintouch.formats.zones import local, zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

_CARD = re.compile(r"([^/]+?)(?:\.vcf)?/?$")


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield the interactions of the log; heeds since, until and zone."""
    home = zone_named(options.zone) if options.zone else None
    drafts = jsonlines.drafts(
        stream, "contact", lambda entry, line: _draft(entry, line, home), "log of frm"
    )
    yield from within(drafts, options)


def _draft(entry: Mapping[str, object], line: int, home: tzinfo | None) -> Draft:
    name, at = loose.text(entry.get("contact")), loose.text(entry.get("time")) or ""
    path = loose.text(entry.get("path"))
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        return Problem(line, "an entry without a readable time is left out")
    if name is None:
        return Problem(line, "an entry without a contact is left out")
    card = _CARD.search(path or "")
    # `frm log --when 2024-01-15` stores midnight UTC and means the day.
    bare = re.search(r"T00:00:00(\.0+)?Z$", at) or instant.tzinfo is None
    there = None if bare else local(instant, home)
    return TouchpointDraft(
        there.day if there else instant.date(),
        f"{path or name}@{at}",
        text=loose.text(entry.get("note")) or "",
        people=(Ref(name, card[1] if card else None),),
        time=there.time if there else None,
        zone=there.zone if there else None,
        line=line,
    )
