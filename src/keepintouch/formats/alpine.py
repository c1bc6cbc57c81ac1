"""The address book of Alpine and of Pine before it: `nick TAB name TAB address TAB fcc TAB comment`.

Source: Alpine's documentation of `.addressbook`. A line that begins with a space goes on
the one before; a list has its members in brackets, each a nickname or a mailbox.
"""

from __future__ import annotations

from email.utils import getaddresses
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import textlines
from keepintouch.formats.csv_values import turned
from keepintouch.formats.drafts import PersonDraft, Problem
from keepintouch.formats.mail_headers import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions

LONGEST_ENTRY = 1 << 20  # characters, continued lines together
_FIELDS = 5
_DELETED = "#DELETED"


class _Entry(NamedTuple):
    """An entry: its cells, the line it begins on, its text."""

    nick: str
    name: str
    address: str
    comment: str
    line: int
    raw: str

    @property
    def members(self) -> list[str] | None:
        """Return what a list holds, None for somebody's own entry."""
        if not self.address.startswith("("):
            return None
        return [each.strip() for each in self.address.strip("()").split(",") if each.strip()]


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the book: the lists somebody is in are tags."""
    entries, problems = list[_Entry](), list[Problem]()
    for number, text in _entries(stream):
        cells = [each.strip() for each in text.split("\t", _FIELDS - 1)]
        if len(cells) < 3:  # noqa: PLR2004 - nickname, name and address
            problems.append(Problem(number, f"no entry, left out: {text[:200]}"))
            continue
        nick, name, address, _, comment = (*cells, "", "")[:_FIELDS]
        entries.append(_Entry(nick, name, address, comment, number, text))
    if not entries:
        raise UnreadableError("This is no address book of Alpine: no line has tabs in it.")
    yield from _people(entries)
    yield from problems


def _entries(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield entries that still count, those of several lines as one."""
    start, held = 0, ""
    for number, text in textlines.lines(stream):
        said = text or ""
        if held and said.startswith(" ") and len(held) < LONGEST_ENTRY:
            held += said.lstrip() if held.endswith(("\t", ",", "(")) else f" {said.lstrip()}"
            continue
        if held.strip() and not held.startswith(_DELETED):
            yield start, held
        start, held = number, said
    if held.strip() and not held.startswith(_DELETED):
        yield start, held


def _people(entries: list[_Entry]) -> Iterator[Draft]:
    """Yield everybody once: those with an entry, then those whom only a list names."""
    tags: dict[str, dict[str, None]] = {}
    alone: dict[str, tuple[str, _Entry]] = {}
    nicks = {each.nick.casefold() for each in entries if each.nick}
    for entry in entries:
        for member in entry.members or ():
            name, email = _mailbox(member)
            key = member.casefold() if member.casefold() in nicks else email.casefold()
            tags.setdefault(key, {})[_shown(entry)] = None
            if key not in nicks:
                alone.setdefault(key, (name, entry))
    for entry in entries:
        if entry.members is None:
            email = _mailbox(entry.address)[1]
            alone.pop(email.casefold(), None)
            named = {
                **tags.get(entry.nick.casefold(), {}),
                **tags.get(email.casefold(), {}),
            }
            yield _person(entry, email, tuple(named))
        elif not entry.members:
            yield Problem(entry.line, f'nobody is in the list "{_shown(entry)}"')
    for email, (name, entry) in alone.items():
        points = (Point("email", email),) if "@" in email else ()
        yield PersonDraft(
            name or email, points=points, tags=tuple(tags[email]), raw=entry.raw, line=entry.line
        )


def _person(entry: _Entry, email: str, tags: tuple[str, ...]) -> Draft:
    name = _shown(entry) or _mailbox(entry.address)[0] or email
    if not name:
        return Problem(entry.line, "an entry that names nobody is left out")
    return PersonDraft(
        name,
        nicknames=(entry.nick,) if entry.nick and entry.nick.casefold() != name.casefold() else (),
        points=(Point("email", email),) if email else (),
        tags=tags,
        notes=(decoded(entry.comment),) if entry.comment else (),
        raw=entry.raw,
        line=entry.line,
    )


def _shown(entry: _Entry) -> str:
    """Return a name as people say it; in quotes a comma is a sign of it."""
    name = decoded(entry.name)
    quoted = len(name) > 1 and name[0] == name[-1] == '"'
    return (name[1:-1] if quoted else turned(name)) or entry.nick


def _mailbox(text: str) -> tuple[str, str]:
    """Return name and address of `Ann <ann@example.org>`, or of an address alone."""
    name, email = next(iter(getaddresses([text])), ("", ""))
    return decoded(name), email or text
