"""WhatsApp's exported chats (`_chat.txt`), of iPhones and Androids in any country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.chat_lines import day_of, entries, order
from keepintouch.formats.chats import PAIR, Chat, Days, Message, drafts
from keepintouch.formats.drafts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.chat_lines import Entry, Written
    from keepintouch.formats.drafts import Draft, ReadOptions

_TITLE = re.compile(
    r"(?i)WhatsApp[ -]Chat (?:with|mit|con|avec|-|met|com|med) ?(.+?)(?:\.txt|\.zip)?$"
)
_CALL = re.compile(
    r"(?i)(voice|audio|video|sprach|video)(?: call|anruf|chat)[,.]? ?\d+ ?(s|sec|sek|min|h|hr|std)\b.*"
)
_MISSED = re.compile(
    r"(?i)(missed (group )?(voice|video) call|verpasster (sprach|video)anruf"
    r"|(voice|video) call[,.]? ?(no answer|declined)|silenced (voice|video) call)\b.*"
)
# On iPhones the program speaks with the chat's name.
_NOTICE = re.compile(
    r"(?i)(messages and calls are end-to-end encrypted|nachrichten und anrufe sind ende-zu-ende"
    r"|los mensajes y las llamadas|les messages et les appels|your security code with)\b.*"
)


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield a touchpoint for each person and day of a chat.

    Heeds all options: `name` for who the chat is with, the mapping `date.order`.
    """
    yield from chat_of_lines(stream, options, Chat("whatsapp", title=_title(options.name)))


def chat_of_lines(stream: BinaryIO, options: ReadOptions, chat: Chat) -> Iterator[Draft]:
    """Yield what a chat of lines says, WhatsApp's or any other program's that writes as it does."""
    days = Days(options)
    written: dict[Written, int] = {}
    style = ""
    for entry in entries(stream):
        written.setdefault(entry.written, entry.line)
        style = style or entry.style
        _count(entry, days)
    if not written:
        raise UnreadableError("This is no chat: no line of it begins with a date and a time.")
    if above := min(written.values()) - 1:
        what = "line" if above == 1 else "lines"
        yield Problem(1, f"left out: {above} {what} above the first message")
    name = order(written, options, style)
    known = {each: day_of(each, name) for each in written}
    for each, day in known.items():
        if day is None:
            yield Problem(written[each], f'"{"/".join(map(str, each))}" is no day: not counted')
    if chat.title and len(days.people) > PAIR:
        # In a group the program speaks with the group's name.
        days.forget(chat.title.lower())
    yield from drafts(days, chat, lambda each: known[cast("Written", each)])


def _count(entry: Entry, days: Days) -> None:
    if not entry.who or _NOTICE.fullmatch(entry.text):
        return
    if _MISSED.fullmatch(entry.text):
        days.left_out["missed calls"] += 1
        return
    call = _CALL.fullmatch(entry.text)
    kind = "message" if not call else "video" if call[1].lower() == "video" else "call"
    days.add(
        Message(entry.written, entry.who, entry.time, kind=kind, text=entry.text, line=entry.line)
    )


def _title(name: str) -> str | None:
    """Return whom a chat is with, by the name of its file (`WhatsApp Chat with Ann.txt`)."""
    found = _TITLE.search(name.replace("\\", "/").rpartition("/")[2] or name)
    return found[1].strip() if found else None
