"""mutt's alias lines: `alias [-group name]… key Name <address>, …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import textlines
from keepintouch.formats.drafts import Draft, PersonDraft, Problem
from keepintouch.formats.mail_headers import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

LONGEST_ALIAS = 1 << 20  # characters, continued lines together
_ALIAS = re.compile(r"\s*alias\s+((?:-group\s+\S+\s+)*)(\S+)\s+(.*)", re.DOTALL)
_GROUP = re.compile(r"-group\s+(\S+)")
# Whole addresses in quotes, as those of mailx are.
_IN_QUOTES = re.compile(r'"\s*(?:([^"<>]*?)\s*<([^"<>]+)>|([^"<>\s]+@[^"<>\s]+))\s*"[\s,]*')
_MARK = re.compile(r'[",<>]')


class _Alias(NamedTuple):
    """An alias: its key as written, the text after it, the groups it is in."""

    written: str
    rest: str
    groups: tuple[str, ...]
    raw: str
    line: int

    @property
    def key(self) -> str:
        return _key(self.written)


def _key(written: str) -> str:
    return written.strip('",') or written


class _Address(NamedTuple):
    """A mailbox as an alias writes it; a name that is empty is not known."""

    name: str
    email: str


class _Person:
    """Somebody, of whom each alias may add something."""

    def __init__(self, name: str, alias: _Alias) -> None:
        self.name = name
        self.uid = alias.key
        self.line = alias.line
        self.emails: dict[str, None] = {}
        self.nicknames: dict[str, None] = {}
        self.tags: dict[str, None] = {}
        self.raws: dict[str, None] = {}

    def draft(self) -> PersonDraft:
        words = {self.name.casefold(), *self.name.casefold().split()[:1]}
        return PersonDraft(
            self.name,
            self.uid,
            nicknames=tuple(each for each in self.nicknames if each.casefold() not in words),
            points=tuple(Point("email", each) for each in self.emails),
            tags=tuple(self.tags),
            raw="\n".join(self.raws),
            line=self.line,
        )


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the file: an alias of several addresses is a tag of theirs."""
    aliases: list[_Alias] = []
    others: list[int] = []
    for number, text in _commands(stream):
        found = _ALIAS.fullmatch(text)
        if found is None:
            others.append(number)
            continue
        groups = tuple(_GROUP.findall(found[1]))
        aliases.append(_Alias(found[2], _unwrapped(found[3].strip()), groups, text.strip(), number))
    if not aliases:
        raise UnreadableError("this is no file of mutt's aliases: no line is one.")
    yield from (person.draft() for person in _people(aliases))
    if others:
        yield Problem(others[0], f"{len(others)} lines that are no aliases are left out")


def _commands(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield commands without comments, those of several lines as one."""
    start, held = 0, ""
    for number, text in textlines.lines(stream):
        said = text or ""
        start = start if held else number
        if said.endswith("\\") and len(held) < LONGEST_ALIAS:
            held += said[:-1]
            continue
        command, held = held + said, ""
        if command.strip() and not command.lstrip().startswith("#"):
            yield start, command
    if held:
        yield start, held


def _people(aliases: list[_Alias]) -> list[_Person]:
    """Return the people whom the aliases name, each once."""
    people: dict[int, _Person] = {}
    by_email: dict[str, _Person] = {}
    by_key: dict[str, _Person] = {}
    keys = {alias.key.casefold() for alias in aliases}
    for alias in aliases:
        addresses, references = _addresses(alias.rest, keys)
        for address in addresses:
            # abook writes somebody's second address as an alias "key__address".
            before = _key(alias.written.removesuffix(f"__{address.email}"))
            first = by_key.get(before.casefold())
            same = first if first and first.name == address.name else None
            person = same or by_email.get(address.email.casefold())
            person = person or _Person(address.name or alias.key, alias)
            people[id(person)] = by_email[address.email.casefold()] = person
            _add(person, alias, address, alone=len(addresses) == 1 and not same)
            if len(addresses) == 1:
                by_key.setdefault(alias.key.casefold(), person)
        for reference in references:
            if reference.casefold() in by_key:
                by_key[reference.casefold()].tags[alias.key] = None
    return list(people.values())


def _add(person: _Person, alias: _Alias, address: _Address, *, alone: bool) -> None:
    person.emails[address.email] = None
    person.raws[alias.raw] = None
    person.tags.update(dict.fromkeys(alias.groups))
    if alone:
        person.nicknames[alias.key] = None
    elif len(person.emails) == 1 and address.name:
        person.tags[alias.key] = None


def _addresses(rest: str, keys: set[str]) -> tuple[list[_Address], list[str]]:
    """Return the mailboxes after an alias's key, and the other aliases that it names."""
    addresses, references, before = list[_Address](), list[str](), list[str]()
    for part in _split(rest):
        if "<" not in part and "@" not in part:
            before.append(part)
            continue
        # A comma within a name that has no quotes round it cuts the name in pieces.
        addresses.append(_address(",".join((*_unknown(before, keys, references), part))))
        before.clear()
    addresses += [_Address("", each) for each in _unknown(before, keys, references) if each]
    return addresses, references


def _unwrapped(rest: str) -> str:
    """Return `"Name <address>" "…"` as `"Name" <address>, …`; a comment behind them is dropped."""
    left = _IN_QUOTES.sub("", rest)
    if left and not left.startswith("#"):
        return rest
    found = (each.groups("") for each in _IN_QUOTES.finditer(rest))
    return ", ".join(alone or f'"{name}" <{email.strip()}>' for name, email, alone in found)


def _unknown(parts: list[str], keys: set[str], references: list[str]) -> list[str]:
    """Return the parts that are no aliases, and put those that are with the references."""
    references += [part.strip() for part in parts if part.strip().casefold() in keys]
    return [part for part in parts if part.strip().casefold() not in keys]


def _split(text: str) -> list[str]:
    """Return the parts between commas that stand in no quotes and no angle brackets."""
    parts, start, inside = list[str](), 0, ""
    for found in _MARK.finditer(text):
        mark = found[0]
        if inside:
            inside = "" if mark == inside else inside
        elif mark == ",":
            parts.append(text[start : found.start()])
            start = found.end()
        else:
            inside = {'"': '"', "<": ">"}.get(mark, "")
    return [*parts, text[start:]]


def _address(text: str) -> _Address:
    """Read `Name <address>`, `address (Name)` or `address`; a comment behind it is none of it."""
    name, bracket, rest = text.partition("<")
    if bracket:
        return _Address(_unquoted(name), rest.partition(">")[0].strip())
    email, _, comment = text.partition("(")
    return _Address(_unquoted(comment.partition(")")[0]), email.partition("#")[0].strip())


def _unquoted(name: str) -> str:
    name = name.strip()
    inner = name[1:-1]
    whole = len(name) > 1 and name[0] == name[-1] == '"' and '"' not in inner
    return decoded(inner if whole else name)
