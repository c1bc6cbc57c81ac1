"""Signal's chats as text, as signal-export writes them: `[2019-12-24, 12:23] Ann: Hello`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats.chats import Chat
from keepintouch.formats.whatsapp import chat_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield a touchpoint for each person and day of a chat; heeds all options but `name`."""
    iso = options._replace(mapping=(("date.order", "ymd"),))
    yield from chat_of_lines(stream, iso, Chat("signal-chat"))
