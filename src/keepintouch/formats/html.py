"""An address list as one page of HTML, for a screen of any size and for paper.

Nothing in it is fetched, run or sent: no script, pictures within, and a policy that says
so to the browser. All text is escaped by the template.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from zlib import crc32

from keepintouch.domain.names import fold
from keepintouch.formats.markup import block, line
from keepintouch.formats.protocols import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.domain.contacts import Contact, Point
    from keepintouch.formats import Book
    from keepintouch.formats.drafts import WriteOptions

LOSSES = (
    Loss("archived and deceased people", "archived-contact deceased-contact"),
    Loss("ids and handles", "contact.id contact.slug contact.former_slugs"),
    Loss(
        "the parts of names",
        "contact.given contact.additional contact.family contact.prefix contact.suffix",
    ),
    Loss(
        "how often to keep in touch, snoozes, pauses, importance; drifts let go",
        "contact.cadence contact.snoozed_until contact.paused_from contact.paused_until"
        " contact.spread contact.importance contact.state tag-rhythm dismissed-drift",
    ),
    Loss("how and since when people are known", "contact.how_met contact.added_on"),
    Loss("touchpoints, notes, follow-ups and places", "touchpoint note follow-up place"),
    Loss("records as they were imported", "contact.origins source-progress"),
)
LEFT = frozenset({"archived", "deceased"})
KINDS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG": "png", b"GIF8": "gif"}
LARGEST_PICTURE = 256 * 1024
FEW = 30
"""As many people need no headings to be found under."""
HUES = 6
OTHERS = "#"
NOT_LATIN = 0x2E80
"""From here on scripts have too many letters for one heading each."""
ORDER = {name: at for at, name in enumerate(("phone", "email", "im", "address", "link"))}
_LABELS = {"email": "e-mail", "im": "chat"}
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_PHONE = re.compile(r"\+?[\d\s().\-/\u00a0]+")
_BARE = re.compile(r"\Ahttps?://(www\.)?|/\Z")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


class Fact(NamedTuple):
    """A line about somebody: what it is, what it says, and where it leads, if anywhere."""

    label: str
    text: str
    link: str = ""


class Entry(NamedTuple):
    """Somebody on the list."""

    name: str
    called: str
    work: str
    initials: str
    hue: int
    picture: str
    facts: list[Fact]
    tags: list[str]


class Group(NamedTuple):
    """The people under one letter, or under none where they are few."""

    letter: str
    anchor: str
    entries: list[Entry]


def write(book: Book, stream: BinaryIO, options: WriteOptions) -> None:
    """Write the people one is in touch with, by name; nothing in `options` matters here."""
    del options
    found = sorted(
        (each for each in book.contacts if each.state not in LEFT),
        key=lambda each: (_letter(each) == OTHERS, fold(each.name), each.id),
    )
    groups: dict[str, list[Entry]] = {}
    for each in found:
        letter = _letter(each) if len(found) > FEW else ""
        groups.setdefault(letter, []).append(_entry(each, book))
    named = [
        Group(letter, f"letter-{number}", entries)
        for number, (letter, entries) in enumerate(groups.items(), 1)
    ]
    total = "1 person" if len(found) == 1 else f"{len(found)} people"
    text = _template().stream(groups=named, total=total)  # type: ignore[attr-defined]
    text.dump(stream, encoding="utf-8", errors="replace")


@cache
def _template() -> object:
    """Return the template; compiling it takes longer than writing a short list."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = os.path.join(os.path.dirname(__file__), "templates")
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template("address_list.html")


def _entry(contact: Contact, book: Book) -> Entry:
    name = line(contact.name)
    called = ", ".join(filter(None, (line(each) for each in contact.nicknames)))
    jobs = (line(each or "") for each in (contact.title, contact.team, contact.org))
    work = ", ".join(each for each in jobs if each not in {"", name})
    return Entry(
        name,
        called,
        work,
        _initials(name),
        crc32(name.encode("utf-8", "replace")) % HUES,
        _picture(contact, book),
        list(_facts(contact)),
        [line(each) for each in contact.tags],
    )


def _facts(contact: Contact) -> Iterator[Fact]:
    for point in _preferred_first(contact.points):
        label = line(point.label or "") or _LABELS.get(point.field, point.field)
        text = block(point.value)
        yield Fact(label, _BARE.sub("", text) if point.field == "link" else text, _link(point))
    if contact.place:
        yield Fact("place", line(contact.place))
    if contact.birthday:
        yield Fact("birthday", line(contact.birthday.words))
    for day in contact.occasions:
        yield Fact(line(day.kind), line(day.on.words))
    for relation in contact.relations:
        yield Fact(line(relation.label), line(relation.name))


def _preferred_first(points: Iterable[Point]) -> list[Point]:
    return sorted(points, key=lambda each: (ORDER.get(each.field, 0), not each.preferred))


def _link(point: Point) -> str:
    """Return where a value leads: `https`, `http`, `mailto` and `tel` alone, else nowhere."""
    value = point.value.strip()
    if point.field == "email" and _MAIL.fullmatch(value):
        return f"mailto:{quote(value, safe='@', errors='replace')}"
    if point.field == "phone" and _PHONE.fullmatch(value):
        return f"tel:{re.sub(r'[^+0-9]', '', value)}"
    if point.field == "link" and _WEB.fullmatch(value):
        return line(value)
    return ""


def _letter(contact: Contact) -> str:
    first = (fold(contact.name)[:1] or OTHERS).upper()[0]
    return first if first.isalpha() and ord(first) < NOT_LATIN else OTHERS


def _initials(name: str) -> str:
    words = [each for each in name.split() if each[0].isalnum()]
    return "".join(each[0] for each in (words[:1] + words[1:][-1:])).upper()


def _picture(contact: Contact, book: Book) -> str:
    data = book.photos(contact.photo) if contact.photo else None
    if not data or len(data) > LARGEST_PICTURE:
        return ""
    kind = next((kind for mark, kind in KINDS.items() if data.startswith(mark)), None)
    return f"data:image/{kind};base64,{b64encode(data).decode()}" if kind else ""
