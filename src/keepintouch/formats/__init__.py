"""Files of other programs, in and out: one module a format, one line in `FORMATS`.

Nothing here imports a format until one is asked for: names, suffixes and the marks
by which a file is known are data. A reading module has
`read(stream, options) -> Iterator[Draft]`, a writing one `LOSSES` and
`write(book, stream, options)`, one that writes a folder `pages(book, options)`.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import NamedTuple, cast

from keepintouch.domain.errors import UsageError
from keepintouch.formats.protocols import Book, FolderWriter, Loss, Reader, Writer

__all__ = [
    "FORMATS", "Book", "FolderWriter", "Format", "Loss", "Reader", "Writer", "decoded_head",
    "every", "find", "named",
]  # fmt: skip

HEAD_BYTES = 8192
_CELLS = re.compile(r"[^\n]*\S(?:[\t|;]|,(?=\S))")  # a table in a .txt begins with a row of cells
ENTRY_POINTS = "keepintouch.formats"


class Format(NamedTuple):
    """A format as data; `marks` are patterns, one of which a file's first 8 KB must match.

    A `lossless` one reads records of a store as they are (`formats.kit`), not drafts; one
    that is a `folder` writes a page a person instead of a stream.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    marks: tuple[str, ...]
    module: str
    reads: bool = True
    writes: bool = False
    lossless: bool = False
    folder: bool = False

    def reader(self) -> Reader:
        """Import the reading module."""
        return cast("Reader", import_module(self.module))

    def writer(self) -> Writer:
        """Import the writing module."""
        return cast("Writer", import_module(self.module))

    def folder_writer(self) -> FolderWriter:
        """Import the module that writes a folder."""
        return cast("FolderWriter", import_module(self.module))


def _ours(
    name: str,
    title: str,
    suffixes: str,
    marks: tuple[str, ...],
    *,
    reads: bool = True,
    writes: bool = False,
) -> Format:
    module = f"keepintouch.formats.{name.replace('-', '_')}"
    return Format(name, title, tuple(suffixes.split()), marks, module, reads=reads, writes=writes)


FORMATS: tuple[Format, ...] = (
    Format(
        "kit",
        "kit JSON Lines",
        (".jsonl",),
        (r'\A\s*\{"schema": ?"kit\.store/',),
        "keepintouch.formats.kit",
        writes=True,
        lossless=True,
    ),
    # A database holds anything: cards, mail, tables, as texts in its cells.
    _ours(
        "sqlite-tracker",
        "SQLite file of a tracker (narad and its like)",
        ".db .sqlite .sqlite3 .db3",
        (r"\ASQLite format 3\x00",),
    ),
    # Mail comes before other texts: a message may hold a card, a calendar or a table.
    _ours(
        "mail",
        "mail (mbox, Maildir, .eml)",
        ".mbox .eml .emlx .mbx",
        (
            r"\A\s*From [^\n]*\d\d:\d\d[^\n]*\n",
            (
                r"(?i)\A(?:\d+\s*\n)?(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
                r"(?:From|Received|Return-Path|Message-ID|Delivered-To|MIME-Version):"
            ),
        ),
    ),
    _ours(
        "vcard",
        "vCard address book",
        ".vcf .vcard",
        (
            r"(?im)^(\w+\.)?(BEGIN|END):VCARD",
            r"(?i)\A\s*BEGIN:VCARD\s",
            r"(?i)\A\s*VERSION:[234]\.[01]\s",
        ),
        writes=True,
    ),
    _ours(
        "friends",
        "friends.md",
        ".md",
        (r"(?m)^### (Activities|Friends|Notes|Locations):",),
        writes=True,
    ),
    _ours(
        "ics",
        "iCalendar",
        ".ics .ical .ifb .icalendar",
        (
            r"(?im)^\ufeff?BEGIN:V(CALENDAR|EVENT)\s*$",
            r"(?i)\A\s*BEGIN:V(TODO|JOURNAL|FREEBUSY|TIMEZONE|AVAILABILITY|ALARM)\s",
        ),
        writes=True,
    ),
    _ours(
        "monica-json",
        "Monica 4 JSON export",
        ".json",
        (r'(?s)\A\s*\{(?=.*"app_version"\s*:).*"account"\s*:\s*\{',),
    ),
    _ours(
        "monica-sql",
        "Monica 4 SQL export",
        ".sql",
        (r"(?m)^# .* dump of data\r?\n# Export date:",),
    ),
    _ours(
        "ldif",
        "LDIF address book",
        ".ldif .ldi",
        (r"(?i)\A(?:(?:#[^\r\n]*|version:[ ]*1[ ]*)?\r?\n)*dn::?[ ]*\S",),
    ),
    _ours(
        "abook",
        "abook address book",
        ".addressbook",
        (r"(?m)\A# abook addressbook file$", r"(?m)^\[format\]\r?\nprogram=abook\b"),
    ),
    _ours(
        "abook-csv",
        "abook CSV without header",
        ".csv",
        (
            r'\A#"NAME","EMAIL",',
            r'\A"(?:(?!",").)+","[^"\n]*@[^"\n]*","[^"@\n]*","(?:(?!",").)*","[^",\n]*"\r?\n',
        ),
    ),
    _ours("palm-csv", "abook CSV for Palm", ".csv", (r'(?m)\A(?:"[^\n]*",){3}"0","abook"\r?$',)),
    _ours(
        "mutt-aliases",
        "mutt aliases",
        ".aliases .mutt-aliases",
        (
            r"\A(?:[ \t]*(?:#.*|(?:set|source|group|lists|subscribe|alternates)[ \t].*)?\r?\n)*"  # noqa: ISC004 - one pattern
            r"[ \t]*alias[ \t]+(?:-group[ \t]+\S+[ \t]+)*[^\s=]+[ \t][^\r\n=]*[@<]",
        ),
    ),
    # It says nothing of itself: the name that Alpine gives it decides.
    _ours("alpine", "Alpine or Pine address book", ".addressbook", ()),
    _ours("bbdb", "BBDB of Emacs", "", (r"(?m)^;;; file-(?:format|version): ?\d",)),
    _ours(
        "org-contacts",
        "org-contacts",
        ".org",
        (
            r"(?m)^#\+CONTACTS_STYLE:",
            r"(?m)^\*+ .*\r?\n(?:[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):.*\r?\n)?"  # noqa: ISC004 - one pattern
            r"[ \t]*:PROPERTIES:[ \t]*\r?\n(?:[ \t]*:(?!END:)[^\s:]+:.*\r?\n)*?"
            r"[ \t]*:(?:EMAIL|PHONE|MOBILE|BIRTHDAY|ADDRESS)(?:_\w+)?\+?:",
        ),
    ),
    _ours(
        "taskwarrior",
        "Taskwarrior export",
        ".json",
        (r'\A\s*\[?\s*\{(?=.*"description":")(?=.*"entry":"\d{8}T\d{6}Z")(?=.*"status":"\w+")',),
    ),
    _ours(
        "frm",
        "frm log",
        ".jsonl",
        (r'\A\s*\{"contact":"[^"]*",(?:"path":"[^"]*",)?"time":"\d{4}-\d\d-\d\dT',),
    ),
    _ours(
        "signal-chat",
        "Signal chat (text)",
        ".txt",
        (r"\A\ufeff?\[\d{4}-\d\d-\d\d,? \d\d:\d\d\] [^:\n]{1,100}: ",),
    ),
    _ours(
        "whatsapp",
        "WhatsApp chat",
        ".txt",
        (
            (
                r"\A[\u200e\u200f\ufeff]*(?:\[?\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?,?\s"
                r"[^\n:]{0,12}\d{1,2}[:.]\d\d[^\n]{0,12}?(?:\]| - ))"
            ),
            (  # with a title and the like above; only a whole message tells it from other texts
                r"\A(?:[^\n]*\n){1,4}[\u200e\u200f\ufeff]*"
                r"\[?\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?,?\s(?:[^\x00-\x7f\d]{1,4} ?)?"
                r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[^\W\d]\.?\s?[mM]\b\.?)?(?:\]| - )"
                r"[^\n:]{1,60}: "
            ),
        ),
    ),
    _ours(
        "telegram",
        "Telegram chats (JSON)",
        ".json",
        (r'(?s)\A\s*\{.*"(?:date_unixtime|from_id|actor_id|personal_information)"\s*:',),
    ),
    _ours(
        "instagram",
        "Instagram or Messenger chat (JSON)",
        ".json",
        (r'(?s)\A\s*\{.*"(?:sender_name|timestamp_ms)"\s*:',),
    ),
    _ours("csv", "CSV table", ".csv .tsv .tab", (), writes=True),
    _ours("html", "HTML address list", ".html .htm", (), reads=False, writes=True),
    _ours("markdown", "folder of Markdown pages", "", (), reads=False, writes=True)._replace(
        folder=True
    ),
)


def every() -> tuple[Format, ...]:
    """Return our formats and those that other distributions register as entry points."""
    return (*FORMATS, *_theirs())


@cache
def _theirs() -> tuple[Format, ...]:
    # To look for entry points is to read a folder of every distribution that is installed.
    return tuple(cast("Format", point.load()) for point in entry_points(group=ENTRY_POINTS))


def named(name: str) -> Format:
    """Return the format called `name`; an unknown one is a `UsageError` that lists them."""
    formats = every()
    for each in formats:
        if each.name == name:
            return each
    raise UsageError(
        f'there is no format called "{name}".', close=tuple(each.name for each in formats)
    )


def find(name: str, head: bytes) -> Format | None:
    """Return the format of a file called `name` that begins with `head`.

    What a file says of itself wins over its suffix; the suffix decides among
    formats without marks, and where the head is empty.
    """
    text = decoded_head(head)
    formats = [each for each in every() if each.reads]
    for each in formats:
        if any(re.search(mark, text) for mark in each.marks):
            return each
    lowered = name.lower()
    if lowered.endswith(".txt") and _CELLS.match(text):
        return named("csv")
    for each in sorted(formats, key=lambda each: bool(each.marks)):
        if lowered.endswith(each.suffixes) and not (each.marks and text.strip()):
            return each
    return None


def decoded_head(head: bytes) -> str:
    """Return the first bytes of a file as text, by its byte order mark, else as UTF-8."""
    head = head[:HEAD_BYTES]
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head.removeprefix(mark).decode(encoding, "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):  # UTF-16 without a mark
        if head[first : first + 1] == b"\0" == head[first + 2 : first + 3]:
            return head.decode(encoding, "replace")
    return head.decode("utf-8", "replace")
