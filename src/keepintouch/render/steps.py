"""What undo and redo did, and the steps there are to take back."""

from __future__ import annotations

from datetime import datetime

from keepintouch.domain.daywords import echo
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer, Hint
from keepintouch.render.spans import OK, Table, dim
from keepintouch.render.words import brief, counted

if TYPE_CHECKING:
    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Text
    from keepintouch.services.stepping import Stepped
    from keepintouch.store.journal import StepRow

HOUR = 60
DAY = 24 * HOUR


def undone(found: Stepped, now: datetime) -> Answer:
    """Say what was taken back."""
    return _answer(found, now, "Undone", Hint("kit redo", "redo"))


def redone(found: Stepped, now: datetime) -> Answer:
    """Say what was made again."""
    return _answer(found, now, "Done again", Hint("kit undo", "undo"))


def listed(found: Stepped, now: datetime) -> Answer:
    """List the steps that can be taken back."""
    return Answer(lambda _look: _list(found, now), lambda: document(found), rows="steps")


def document(found: Stepped) -> Document:
    """Return `kit.steps/1`."""
    return {
        "schema": "kit.steps/1",
        "steps": [
            {"id": each.id, "at": each.at, "command": each.command, "summary": each.summary}
            for each in found.steps
        ],
    }


def ago(at: str, now: datetime) -> str:
    """Return `2 minutes ago`, `yesterday`, `Fri 20 Nov` for an instant in UTC."""
    then = datetime.fromisoformat(at).astimezone(now.tzinfo)
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < HOUR:
        return f"{counted(minutes, 'minute')} ago"
    if then.date() == now.date():
        return f"{counted(minutes // HOUR, 'hour')} ago"
    if now.date().toordinal() - then.date().toordinal() == 1:
        return "yesterday"
    return echo(then.date(), now.date())


def _answer(found: Stepped, now: datetime, verb: str, hint: Hint) -> Answer:
    lines = [
        (OK, f" {verb}: {each.command} “{brief(each.summary)}” ", dim(f"({ago(each.at, now)})"))
        for each in found.steps
    ]
    return Answer(lambda _look: lines, lambda: document(found), rows="steps", hints=(hint,))


def _list(found: Stepped, now: datetime) -> Screen:
    if not found.steps:
        return ["Nothing to take back yet."]
    rows = [_row(number, each, now) for number, each in enumerate(found.steps, 1)]
    blocks: list[Block] = [Table(rows, right=(0,))]
    if len(rows) > 1:
        blocks += [
            "",
            dim(f"kit undo {len(rows)} steps back through all {len(rows)}, newest first."),
        ]
    return blocks


def _row(number: int, each: StepRow, now: datetime) -> list[Text]:
    end = "" if each.undoable else " (cannot be undone)"
    return [dim(str(number)), dim(ago(each.at, now)), each.command, brief(each.summary) + end]
