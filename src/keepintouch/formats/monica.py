"""What Monica 4's two exports share: its calls, activities, notes, gifts and promises as drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import loose
from keepintouch.formats.drafts import (
    Draft,
    FollowUpDraft,
    NoteDraft,
    Problem,
    Ref,
    TouchpointDraft,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_GIFTS = {"offered": "Gift given", "received": "Gift received"}


class Record(NamedTuple):
    """A row of Monica's, whom it is about and its id; its foreign keys are words already."""

    uid: str
    row: Mapping[str, object]
    people: tuple[Ref, ...] = ()
    line: int = 0


def properties(entity: object) -> Mapping[str, object]:
    """Return what an entity of the JSON export says of itself."""
    found = loose.mapping(entity)
    return loose.mapping(found["properties"]) if "properties" in found else found


def draft(kind: str, record: Record) -> Draft | None:
    """Return `record` of the table `kind` (singular) as a draft; None for what kit leaves alone."""
    reader = _READERS.get(kind)
    if reader is None:
        return Problem(record.line, f'a record of the kind "{kind}" is left out: it is not known')
    return reader(record)


def undated(kind: str, line: int) -> Problem:
    """Return the problem of a record whose day cannot be read."""
    return Problem(line, f"a {kind} without a readable date is left out")


def on_each_year(row: Mapping[str, object]) -> bool:
    """Return whether a reminder is an occasion of every year, and not switched off."""
    every = loose.number(row.get("frequency_number")) or 1
    yearly = row.get("frequency_type") == "year" and every == 1
    return yearly and not loose.flag(row.get("inactive"))


def _call(record: Record) -> Draft:
    row = record.row
    at = loose.stamp(row.get("called_at"))
    if at is None:
        return undated("call", record.line)
    feelings = (
        loose.text(each) or loose.text(loose.mapping(each).get("name"))
        for each in loose.items(row.get("emotions"))
    )
    return TouchpointDraft(
        at.day,
        record.uid,
        "call",
        loose.text(row.get("content")) or "",
        record.people,
        tags=tuple(tag(each) for each in feelings if each),
        direction="them" if loose.flag(row.get("contact_called")) else "me",
        time=at.time,
        zone="UTC" if at.time else None,
        line=record.line,
    )


def tag(words: str) -> str:
    """Return a type of Monica's as a tag, as `just-hung-out`."""
    return "-".join(words.lower().replace("_", " ").split())


def _activity(record: Record) -> Draft:
    row = record.row
    day = loose.day(row.get("happened_at")) or loose.day(row.get("date_it_happened"))
    if day is None:
        return undated("activity", record.line)
    words = loose.lines(loose.text(row.get("summary")), loose.text(row.get("description")))
    kind = loose.text(row.get("type_name"))
    tags = (tag(kind),) if kind else ()
    return TouchpointDraft(
        day, record.uid, "met", words or "", record.people, tags=tags, line=record.line
    )


def _conversation(record: Record) -> Draft:
    row = record.row
    said = [properties(each) for each in loose.items(row.get("messages"))]
    at = loose.stamp(row.get("happened_at"))
    for each in said:
        at = at or loose.stamp(each.get("written_at"))
    at = at or loose.stamp(row.get("created_at"))
    if at is None:
        return undated("conversation", record.line)
    by_me = [loose.flag(each.get("written_by_me")) for each in said]
    via = loose.text(row.get("type_name"))
    return TouchpointDraft(
        at.day,
        record.uid,
        "email" if (via or "").lower() == "email" else "message",
        "\n".join(_said(each, record) for each in said),
        record.people,
        tags=(tag(via),) if via else (),
        direction=("me" if by_me[0] else "them") if by_me else None,
        line=record.line,
    )


def _said(message: Mapping[str, object], record: Record) -> str:
    who = "me" if loose.flag(message.get("written_by_me")) else _name(record)
    return f"{who}: {loose.text(message.get('content')) or ''}"


def _name(record: Record) -> str:
    return (record.people[0].name if record.people else None) or "they"


def _noted(record: Record, text: str | None, day: object = None) -> NoteDraft | None:
    if text is None:
        return None
    on = loose.day(day) or loose.day(record.row.get("created_at"))
    return NoteDraft(text, on, record.uid, record.people, line=record.line)


def _note(record: Record) -> Draft | None:
    return _noted(record, loose.text(record.row.get("body")))


def _gift(record: Record) -> Draft | None:
    row = record.row
    status = loose.text(row.get("status")) or ""
    recipient = loose.text(row.get("recipient_name"))
    amount = _amount(row)
    text = loose.lines(
        f"{_GIFTS.get(status, 'Gift idea')}: {loose.text(row.get('name')) or 'unnamed'}",
        loose.text(row.get("comment")),
        loose.text(row.get("url")),
        f"Amount: {amount}" if amount else None,
        f"For: {recipient}" if recipient else None,
    )
    return _noted(record, text, row.get("date"))


def _amount(row: Mapping[str, object]) -> str | None:
    amount = loose.text(row.get("amount"))
    money = row.get("currency")
    currency = loose.text(money) or loose.text(loose.mapping(money).get("iso"))
    return f"{amount} {currency}" if amount and currency else amount


def _debt(record: Record) -> Draft | None:
    row = record.row
    amount = _amount(row) or "something"
    owing = (
        f"I owe {_name(record)}" if loose.flag(row.get("in_debt")) else f"{_name(record)} owes me"
    )
    settled = " (settled)" if row.get("status") == "complete" else ""
    text = loose.lines(f"Debt: {owing} {amount}{settled}", loose.text(row.get("reason")))
    return _noted(record, text)


def _life_event(record: Record) -> Draft | None:
    row = record.row
    kind = (loose.text(row.get("type_name")) or "").replace("_", " ")
    what = ": ".join(part for part in (kind, loose.text(row.get("name"))) if part)
    if loose.flag(row.get("happened_at_day_unknown")):
        what = f"{what} (the day is not known)"
    text = loose.lines(f"Life event: {what or 'unnamed'}", loose.text(row.get("note")))
    return _noted(record, text, row.get("happened_at"))


def _pet(record: Record) -> Draft | None:
    name = loose.text(record.row.get("name"))
    kind = (loose.text(record.row.get("category")) or "").replace("_", " ")
    said = f"{name} ({kind})" if name and kind else name or kind
    return _noted(record, f"Pet: {said or 'unnamed'}")


def _journal_entry(record: Record) -> Draft | None:
    row = record.row
    rate = loose.text(row.get("rate"))
    year, month, day = (loose.number(row.get(part)) for part in ("year", "month", "day"))
    text = loose.lines(
        loose.text(row.get("title")),
        loose.text(row.get("post")),
        f"A day rated {rate} of 3" if rate else None,
        loose.text(row.get("comment")),
    )
    on = f"{year:04d}-{month:02d}-{day:02d}" if year and month and day else row.get("date")
    return _noted(record, text, on)


def _reminder(record: Record) -> Draft | None:
    row = record.row
    if on_each_year(row):
        return None  # an occasion of the person
    day = loose.day(row.get("initial_date"))
    if day is None:
        return undated("reminder", record.line)
    every = loose.number(row.get("frequency_number")) or 1
    kind = loose.text(row.get("frequency_type")) or "one_time"
    once = kind == "one_time"
    title = loose.text(row.get("title")) or "Reminder"
    again = "" if once else f" (every {kind})" if every == 1 else f" (every {every} {kind}s)"
    text = loose.lines(title + again, loose.text(row.get("description")))
    off = "done" if once else "cancelled"
    state = off if loose.flag(row.get("inactive")) else "open"
    return FollowUpDraft(day, text or title, record.uid, record.people, state, record.line)


def _task(record: Record) -> Draft:
    row = record.row
    done = loose.flag(row.get("completed"))
    # Monica's tasks have no day to be done by: they count from when they were written down.
    day = (loose.day(row.get("completed_at")) if done else None) or loose.day(row.get("created_at"))
    if day is None:
        return undated("task", record.line)
    text = loose.lines(loose.text(row.get("title")), loose.text(row.get("description")))
    state = "done" if done else "open"
    return FollowUpDraft(day, text or "Task", record.uid, record.people, state, record.line)


def _document(record: Record) -> Draft:
    name = loose.text(record.row.get("original_filename")) or "unnamed"
    return Problem(record.line, f'the document "{name}" is left out: kit keeps no files')


_READERS: dict[str, Callable[[Record], Draft | None]] = {
    "call": _call,
    "activity": _activity,
    "conversation": _conversation,
    "note": _note,
    "gift": _gift,
    "debt": _debt,
    "life_event": _life_event,
    "pet": _pet,
    "journal_entry": _journal_entry,
    "reminder": _reminder,
    "task": _task,
    "document": _document,
}
