"""Instagram's and Messenger's chats as Meta exports them (`message_1.json`).

Meta writes UTF-8 as if each byte were a character: `GrÃ¼Ãe` is `Grüße`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import loose
from keepintouch.formats.chats import PAIR, Chat, Days, Message, drafts
from keepintouch.formats.jsonwalk import pieces
from keepintouch.formats.zones import local, zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, tzinfo
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions
    from keepintouch.formats.zones import Civil

_OPENED = {(), ("messages",)}
# What the program writes in somebody's name.
_NOTICE = re.compile(r"(?i)(reacted .{1,12} to your message|liked a message)\s*")


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield a touchpoint for each person and day of a chat; heeds all options."""
    home = zone_named(options.zone) if options.zone else None
    days, facts = Days(options), dict[str, object]()
    for piece in pieces(stream, _OPENED.__contains__):
        if piece.path[:1] != ("messages",):
            facts[str(piece.path[0]) if piece.path else ""] = piece.value
            continue
        message = loose.mapping(piece.value)
        sender = _mended(message.get("sender_name"))
        when = _when(message.get("timestamp_ms"), home)
        if sender and when:
            _count(days, message, sender, when, piece.line)
        else:
            days.left_out["messages without a sender or a date"] += 1
    if not days.messages and not days.left_out:
        raise UnreadableError("This is no chat of Instagram's: there are no messages in it.")
    yield from drafts(days, _chat(facts), lambda day: cast("date", day))


def _count(
    days: Days, message: Mapping[str, object], sender: str, when: tuple[Civil, int], line: int
) -> None:
    text = _mended(message.get("content")) or ""
    seconds = message.get("call_duration")
    if _NOTICE.fullmatch(text):
        return
    if seconds is not None and not loose.number(seconds):
        days.left_out["missed calls"] += 1
        return
    called = "video" if "video" in text.lower() else "call"
    (day, time, _), at = when
    kind = "message" if seconds is None else called
    days.add(Message(day, sender, time, kind=kind, text=text, line=line, at=at))


def _chat(facts: Mapping[str, object]) -> Chat:
    """Tell a group from a pair, whose chat has the other one's name as its title."""
    every = (loose.mapping(each) for each in loose.items(facts.get("participants")))
    names = {(_mended(each.get("name")) or "").lower() for each in every}
    title = _mended(facts.get("title"))
    other = (title or "").lower()
    return Chat(
        "instagram",
        title=title,
        partner=other if other in names and len(names) <= PAIR else None,
        group=len(names) > PAIR if names else None,
    )


def _when(value: object, home: tzinfo | None) -> tuple[Civil, int] | None:
    """Return when a message was sent, at home, and as a number for ordering."""
    try:
        milliseconds = int(loose.text(value) or "")
        instant = datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return local(instant, home), milliseconds


def _mended(value: object) -> str | None:
    """Return a text with its characters put together again."""
    text = loose.text(value)
    try:
        return text and loose.text(text.encode("latin-1").decode())
    except UnicodeError:
        return text
