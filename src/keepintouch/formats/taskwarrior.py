"""Taskwarrior's `task export`: tasks are follow-ups, with whom a field of the user's own may say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from keepintouch.formats import fields, jsonlines, loose
from keepintouch.formats.drafts import Draft, FollowUpDraft, Problem, Ref
from keepintouch.formats.zones import local, zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, tzinfo
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

_STATES = {"completed": "done", "deleted": "cancelled"}
# Taskwarrior has no people; these are names that users give to a field (UDA) of their own.
_WHO = ("contact", "contacts", "with", "person", "people", "who")
# What a task is due by, the most telling first.
_DAYS = ("due", "scheduled", "wait", "end", "entry")


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield the tasks; a repeating one only by its instances, as the template has no day."""
    home = zone_named(options.zone) if options.zone else None
    yield from jsonlines.drafts(
        stream,
        "description",
        lambda task, line: _draft(task, line, home),
        "export of Taskwarrior",
    )


def _draft(task: Mapping[str, object], line: int, home: tzinfo | None) -> Draft:
    said = loose.text(task.get("description"))
    if said is None:
        return Problem(line, "a task without a description is left out")
    status = loose.text(task.get("status")) or ""
    if status == "recurring":
        return Problem(line, f'a repeating task is read by its instances only: "{said}"')
    day = next((on for key in _DAYS if (on := _day(task.get(key), home))), None)
    if day is None:
        return Problem(line, f'a task without a readable date is left out: "{said}"')
    who = [name for key in _WHO for name in fields.several(loose.text(task.get(key)))]
    return FollowUpDraft(
        day,
        loose.lines(said, *_annotations(task, home), _marks(task)) or said,
        loose.text(task.get("uuid")),
        tuple(Ref(name) for name in dict.fromkeys(who)),
        _STATES.get(status, "open"),
        line,
    )


def _day(value: object, home: tzinfo | None) -> date | None:
    """Return the day of an instant, which Taskwarrior writes in UTC, where the user lives."""
    text = loose.text(value) or ""
    try:
        instant = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return loose.day(text)
    return local(instant, home).day


def _annotations(task: Mapping[str, object], home: tzinfo | None) -> Iterator[str]:
    for each in loose.items(task.get("annotations")):
        note = loose.mapping(each)
        if said := loose.text(note.get("description")):
            day = _day(note.get("entry"), home)
            yield f"{day}: {said}" if day else said


def _marks(task: Mapping[str, object]) -> str:
    """Return project, priority and tags as Taskwarrior writes them on its command line."""
    named = (
        f"{key}:{value}" for key in ("project", "priority") if (value := loose.text(task.get(key)))
    )
    tags = (f"+{tag}" for each in loose.items(task.get("tags")) if (tag := loose.text(each)))
    return " ".join((*named, *tags))
