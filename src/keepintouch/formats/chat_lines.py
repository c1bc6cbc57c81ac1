"""Chats that a phone wrote as text: a line a message, dated as that phone's owner writes dates.

Whether `03/04/19` is in March or in April is decided by the whole chat: in one order
every date exists and the messages follow each other.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError, UsageError
from keepintouch.formats.textlines import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

LONGEST_TEXT = 2000
Written = tuple[int, int, int]

_MARKS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_HEAD = re.compile(
    r"(?P<open>\[)?"
    r"(?P<a>\d{1,4})(?P<mark>[./-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<c>\d{1,4})(?P<stop>\.?),?\s+"
    r"(?:(?P<before>[^\W\d]{1,4}|[ap]\.?m\.?)\s*)?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.]\d\d)?"
    r"(?:\s?(?P<after>[ap])\.?\s?m\b)?\.?"
    r"(?(open)\]\s?(?:-\s)?|\s-\s)"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SENDER = re.compile(r"([^:]{1,100}):(?: (.*)|)", re.DOTALL)
_AFTERNOON = frozenset(("p", "pm", "오후", "下午", "午後"))
_MORNING = frozenset(("a", "am", "오전", "上午", "午前"))
# What the program says of a group may hold a colon, too.
_NOTICE = re.compile(
    r"(?i)\b(changed the (subject|group|settings)|created group|hat den Betreff)\b"
)
ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


class Entry(NamedTuple):
    """A line that begins a message: its date as written, who wrote (None: the program itself).

    `style` are the marks of the date, as `/`, or `..` where a dot ends it, too.
    """

    line: int
    written: Written
    style: str
    time: str
    who: str | None
    text: str


def entries(stream: BinaryIO) -> Iterator[Entry]:
    """Yield the messages of a chat, those of several lines with all of them."""
    held: Entry | None = None
    for number, text in lines(stream):
        entry = _entry(number, re.sub(_MARKS, "", text)) if text is not None else None
        if entry:
            if held:
                yield held
            held = entry
        elif held and text and len(held.text) < LONGEST_TEXT:
            held = held._replace(text=f"{held.text}\n{text[:LONGEST_TEXT]}")
    if held:
        yield held


def _entry(number: int, text: str) -> Entry | None:
    found = _HEAD.match(text)
    time = _time(found) if found else None
    if not found or not time:
        return None
    sender = _SENDER.fullmatch(found["rest"])
    named = sender is not None and not _NOTICE.search(sender[1])
    return Entry(
        line=number,
        written=(int(found["a"]), int(found["b"]), int(found["c"])),
        style=found["mark"] + found["stop"],
        time=time,
        who=" ".join(sender[1].split()).lstrip("~ ") if sender and named else None,
        text=(sender[2] or "") if sender else found["rest"],
    )


def _time(found: re.Match[str]) -> str | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["after"] or found["before"] or "").lower().replace(".", "")
    if half in _MORNING or half in _AFTERNOON:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None  # noqa: PLR2004 - hours of a day, minutes of an hour


def order(written: Iterable[Written], options: ReadOptions, style: str) -> str:
    """Return `dmy`, `mdy` or `ymd`: the order in which most dates are and follow each other.

    The mapping `date.order` of the options decides it outright. Two orders that do
    equally well and mean different days raise `UnreadableError`.
    """
    told = dict(options.mapping).get("date.order", "").lower()
    if told:
        if told not in ORDERS:
            raise UsageError(f'date.order is dmy, mdy or ymd, not "{told}".', close=tuple(ORDERS))
        return told
    days = list(written)
    last = options.until + timedelta(days=1) if options.until else date.max
    read = {name: [day_of(each, name) for each in days] for name in ORDERS}
    names = [name for name in ORDERS if name != "mdy" or _may_begin_with_months(read, style)]
    # A year of two digits stands first only where the day has a dot of its own (Korea).
    scores = {
        name: (*_score(found, last), (name == "ymd") != style.endswith(".."))
        for name, found in ((name, read[name]) for name in names)
    }
    best = [name for name in names if scores[name] == min(scores.values())]
    best = [name for name in best if not _only_months_differ(read[name])] or best
    if any(read[name] != read[best[0]] for name in best):
        raise UnreadableError(
            "Whether the day or the month comes first in this chat's dates cannot be told;"
            " say it by mapping date.order to dmy or mdy."
        )
    return best[0]


def _may_begin_with_months(read: Mapping[str, list[date | None]], style: str) -> bool:
    """Tell whether months may come first: hardly anywhere do dots follow them (`10.21.21`)."""
    others = (found for name, found in read.items() if name != "mdy")
    return "." not in style or (None not in read["mdy"] and all(None in each for each in others))


def _only_months_differ(found: list[date | None]) -> bool:
    """Tell a reading by which people wrote in three months or more, always on the same day."""
    days = {day for day in found if day}
    return len(days) >= 3 and len({day.day for day in days}) == 1  # noqa: PLR2004 - by chance once in 900 chats


def _score(found: list[date | None], last: date) -> tuple[int, int]:
    """Return how many dates cannot be, and how often one is before the one above it."""
    days = [day for day in found if day and day <= last]
    back = sum(later < earlier for earlier, later in pairwise(days))
    return len(found) - len(days), back


def day_of(written: Written, name: str) -> date | None:
    """Return a written date read in one order; years of two digits are of this century."""
    year, month, day = (written[at] for at in ORDERS[name])
    try:
        return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - two digits
    except (ValueError, OverflowError):
        return None
