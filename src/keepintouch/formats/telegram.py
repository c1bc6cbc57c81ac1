"""Telegram Desktop's export (`result.json`), of one chat or of all (core.telegram.org/import-export)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import loose
from keepintouch.formats.chats import PHONE, Chat, Days, Message, drafts
from keepintouch.formats.drafts import Problem
from keepintouch.formats.jsonwalk import pieces
from keepintouch.formats.zones import local, zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, tzinfo
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions
    from keepintouch.formats.jsonwalk import Path, Piece

CHATS = {"chats", "left_chats"}
CONTACTS = ("contacts", "list")
PERSONAL = "personal_chat"
GROUPS = {"private_group", "private_supergroup", "public_supergroup"}


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield a touchpoint for each person and day of the chats with people; heeds all options."""
    chat, phones = _Chat((), options), _Phones()
    owner, messages, others, contacts = "", 0, 0, 0
    for piece in pieces(stream, _is_opened):
        if piece.path == ("personal_information",):
            owner = _user(loose.mapping(piece.value).get("user_id")) or ""
        if piece.path[:2] == CONTACTS:
            contacts += 1
            phones.note(loose.mapping(piece.value))
        if _chat_of(piece.path) != chat.path:
            yield from chat.told(owner, phones.by_name)
            others += chat.is_of_no_people
            chat = _Chat(_chat_of(piece.path), options)
        messages += chat.take(piece)
    yield from chat.told(owner, phones.by_name)
    if not messages:
        raise UnreadableError("This is no chat of Telegram's: there are no messages in it.")
    if contacts:
        told = "not taken: the contacts of the account, of whom only those with a chat are read"
        yield Problem(0, f"{told} ({contacts})")
    if others + chat.is_of_no_people:
        number = others + chat.is_of_no_people
        yield Problem(0, f"not counted: channels, bots and saved messages ({number})")


def _is_opened(path: Path) -> bool:
    """Tell which containers are walked through: the lists of chats, a chat, its messages."""
    if path in {CONTACTS[:1], CONTACTS}:
        return True
    if path[:1] and path[0] in CHATS:
        return path[1:] in {(), ("list",)} or (len(path) > 2 and path[3:] in {(), ("messages",)})  # noqa: PLR2004 - (chats, list, 0) is a chat
    return path in {(), ("messages",)}


def _chat_of(path: Path) -> Path:
    return path[:3] if path and path[0] in CHATS else ()


class _Phones:
    """The numbers of the account's contacts by whole names, as far as one name has one number."""

    def __init__(self) -> None:
        self.by_name: dict[str, str] = {}
        self._met: set[str] = set()

    def note(self, contact: Mapping[str, object]) -> None:
        """Add a contact who has a given and a family name."""
        first, last, phone = (
            loose.text(contact.get(each)) for each in ("first_name", "last_name", "phone_number")
        )
        if not (first and last and phone):
            return
        name = loose.whole(f"{first} {last}").strip().lower()
        if name in self._met:
            self.by_name.pop(name, None)
        elif PHONE.fullmatch(phone):
            self.by_name[name] = phone
        self._met.add(name)


class _Chat:
    """One chat of the export: its facts, and what was counted of it."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.path = path
        self.home = zone_named(options.zone) if options.zone else None
        self.facts: dict[str, str] = {}
        self.days = Days(options)

    @property
    def is_of_no_people(self) -> bool:
        """Tell a channel, a bot or the notes to oneself from a chat with people."""
        return self.facts.get("type", PERSONAL) not in {PERSONAL, *GROUPS}

    def take(self, piece: Piece) -> bool:
        """Note a fact of the chat or count a message; tell whether it was a message."""
        name = piece.path[len(self.path) :]
        if name[:1] == ("messages",):
            self._message(loose.mapping(piece.value), piece.line)
            return True
        self.facts[str(name[0]) if name else ""] = loose.text(piece.value) or ""
        return False

    def told(self, owner: str, phones: Mapping[str, str]) -> Iterator[Draft]:
        """Yield what was counted; `phones` are those of the account's contacts."""
        if self.is_of_no_people or not self.days.messages:
            return
        kind = self.facts.get("type")
        chat = Chat(
            "telegram",
            title=self.facts.get("name") or None,
            own=frozenset({owner} - {""}),
            partner=self._partner() if kind == PERSONAL else None,
            group=kind in GROUPS if kind else None,
            # Only there is the name the one that the account's owner gave them.
            phones=phones if kind == PERSONAL else {},
        )
        yield from drafts(self.days, chat, lambda day: cast("date", day))

    def _partner(self) -> str | None:
        """Return the key of whom a personal chat is with; old exports give it another id."""
        user, name = _user(self.facts.get("id")), self.facts.get("name")
        if user in self.days.people or len(self.days.people) == 1:
            return user
        named = (key for key, each in self.days.people.items() if each.who == name)
        return next(named, None)

    def _message(self, message: Mapping[str, object], line: int) -> None:
        called = message.get("action") == "phone_call"
        if message.get("type") != "message" and not called:
            return
        by = "actor" if called else "from"
        uid = _user(message.get(f"{by}_id"))
        who = loose.text(message.get(by)) or ("a deleted account" if uid else None)
        when = _when(message, self.home)
        if called and not loose.number(message.get("duration_seconds")):
            self.days.left_out["missed calls"] += 1
        elif who and when:
            day, time = when
            kind, text = "call" if called else "message", _text(message.get("text"))
            self.days.add(Message(day, who, time, kind=kind, text=text, line=line, uid=uid))
        else:
            self.days.left_out["messages without a sender or a date"] += 1


def _user(value: object) -> str | None:
    """Return the id of a user as new exports write it (`user12`); old ones have the bare number."""
    found = loose.text(value)
    return f"user{found}" if found and found.isdecimal() else found


def _when(message: Mapping[str, object], home: tzinfo | None) -> tuple[date, str | None] | None:
    """Return the day and time of a message on its owner's clock, or where there is none, at home."""
    if stamp := loose.stamp(message.get("date")):
        return stamp.day, stamp.time
    try:
        seconds = int(loose.text(message.get("date_unixtime")) or "")
        there = local(datetime.fromtimestamp(seconds, UTC), home)
    except (ValueError, OverflowError, OSError):
        return None
    return there.day, there.time


def _text(value: object) -> str:
    """Return the words of a message, without how they are set."""
    parts = value if isinstance(value, list) else [value]
    found = (each if isinstance(each, str) else loose.mapping(each).get("text") for each in parts)
    return "".join(each for each in found if isinstance(each, str))
