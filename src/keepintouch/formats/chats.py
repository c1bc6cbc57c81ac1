"""What chats have in common: who wrote on which day, as touchpoints.

A chat is counted day by day while it is read: only who wrote first and how much is
kept of a day, and the words themselves only when they are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Point
from keepintouch.formats import loose
from keepintouch.formats.drafts import PersonDraft, Problem, Ref, TouchpointDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping
    from datetime import date

    from keepintouch.formats.drafts import Draft, ReadOptions

LONGEST_TEXT = 2000
MY_NAMES = frozenset(("me", "you"))
NOUNS = {"message": "message", "call": "call", "video": "video call"}
PHONE = re.compile(r"\+?[\d\s().-]{6,}")
PAIR = 2


class Message(NamedTuple):
    """One message or call.

    `day` may be anything that tells days apart, as `03/04/19`; `at` orders messages
    where the file does not have the oldest first; `uid` is the program's id of who wrote.
    """

    day: Hashable
    who: str
    time: str | None = None
    kind: str = "message"
    text: str = ""
    line: int = 0
    uid: str | None = None
    at: int = 0

    @property
    def key(self) -> str:
        """Return what tells who wrote from everybody else."""
        return self.uid or self.who.lower()


class Chat(NamedTuple):
    """What a file says of a chat: its program, its name, our ids in it.

    `partner` is the key of the only other one, where the program says that there is
    only one; `group` is None where it does not say. `phones` are those that the file
    knows of people by their names, in lower case.
    """

    source: str
    title: str | None = None
    own: frozenset[str] = frozenset()
    partner: str | None = None
    group: bool | None = None
    phones: Mapping[str, str] = {}


class Share:
    """What one person wrote on one day."""

    __slots__ = ("at", "count", "line", "texts", "time")

    def __init__(self, message: Message, at: int) -> None:
        self.at = at
        self.time = message.time
        self.line = message.line
        self.count = 0
        self.texts: list[tuple[int, str]] = []


class Days:
    """A chat as counted so far: by day and kind, who wrote how much."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.shares: dict[tuple[Hashable, str], dict[str, Share]] = {}
        self.people: dict[str, Message] = {}
        self.left_out = Counter[str]()
        self.messages = 0

    def add(self, message: Message) -> None:
        """Count a message."""
        self.messages += 1
        at = message.at or self.messages
        self.people.setdefault(message.key, message._replace(text=""))
        shares = self.shares.setdefault((message.day, message.kind), {})
        share = shares.setdefault(message.key, Share(message, at))
        share.count += 1
        if at < share.at:
            share.at, share.time = at, message.time
        if self.options.texts and message.text:
            words = f"{message.time or ''} {message.who}: {message.text[:LONGEST_TEXT]}"
            share.texts.append((at, loose.whole(words.strip())))

    def forget(self, key: str) -> None:
        """Leave somebody out who turned out to be nobody."""
        self.people.pop(key, None)
        for shares in self.shares.values():
            shares.pop(key, None)
        self.shares = {day: shares for day, shares in self.shares.items() if shares}


class Sides(NamedTuple):
    """Who of a chat is us, who is the other one, if there is but one; whether we are known."""

    own: frozenset[str]
    partner: str | None
    known: bool


def sides(days: Days, chat: Chat) -> Sides:
    """Tell us from the others, by our names or by the chat's."""
    ours = days.options.own | chat.own | MY_NAMES
    own = frozenset(
        key
        for key, each in days.people.items()
        if not ours.isdisjoint((key, each.who.lower(), _number(each.who)))
    )
    others = [key for key in days.people if key not in own]
    title = (chat.title or "").lower()
    partner = None if chat.group else chat.partner
    if not partner and not chat.group:
        if title in others and len(days.people) == PAIR:
            partner = title
        elif len(others) == 1:
            partner = others[0]
        elif own and title and not others:
            partner = title
    if partner:
        return Sides(frozenset(days.people) - {partner}, partner, known=True)
    return Sides(own, None, known=bool(own or chat.own))


def drafts(days: Days, chat: Chat, dated: Callable[[Hashable], date | None]) -> Iterator[Draft]:
    """Yield the people and touchpoints of a chat in the order of days, then what was left out."""
    telling = _Telling(days, chat)
    rows = [(dated(day), kind, shares) for (day, kind), shares in days.shares.items()]
    known = [(day, kind, shares) for day, kind, shares in rows if day]
    for day, kind, shares in sorted(known, key=lambda row: (row[0], _first(row[2])[1].at)):
        yield from telling.day(day, kind, shares)
    if not telling.sides.known:
        yield Problem(0, "your own name is not known: everybody in this chat was counted")
    for reason, number in days.left_out.items():
        yield Problem(0, f"not counted: {reason} ({number})")


class _Telling:
    """What has been told of a chat; whose it is is known only when all of it has been read."""

    def __init__(self, days: Days, chat: Chat) -> None:
        self.days = days
        self.chat = chat
        self.sides = sides(days, chat)
        self.introduced = set[str]()

    def day(self, day: date, kind: str, shares: dict[str, Share]) -> Iterator[Draft]:
        options, own = self.days.options, self.sides.own
        if options.since and day < options.since:
            return
        if options.until and day > options.until + timedelta(days=1):
            self.days.left_out["days in the future"] += 1
            return
        if self.sides.partner:
            yield from self._touchpoint(day, kind, self.sides.partner, shares, shares)
            return
        others = [key for key in shares if key not in own]
        if not others or len(others) > options.crowd:
            why = "days on which a crowd wrote" if others else "days on which nobody else wrote"
            self.days.left_out[why] += 1
            return
        for key in others:
            yield from self._touchpoint(day, kind, key, {key: shares[key]}, shares)

    def _touchpoint(
        self, day: date, kind: str, who: str, told: dict[str, Share], all_day: dict[str, Share]
    ) -> Iterator[Draft]:
        person = self._person(who)
        _, first = _first(told)
        writer, _ = _first(all_day)
        if who not in self.introduced:
            self.introduced.add(who)
            points = (Point("phone", person.phone),) if person.phone else ()
            name = person.name or person.phone or who
            yield PersonDraft(name, person.uid, points=points, line=first.line, only_if_known=True)
        direction = "me" if writer in self.sides.own else "them"
        yield TouchpointDraft(
            day=min(day, self.days.options.until or day),
            uid=self._uid(day, kind, who),
            kind=kind,
            text=self._text(kind, told),
            people=(person,),
            direction=direction if self.sides.known else None,
            time=first.time,
            line=first.line,
            known_people_only=True,
        )

    def _person(self, key: str) -> Ref:
        seen = self.days.people.get(key)
        name = loose.whole(seen.who if seen else self.chat.title or key).strip()
        uid = seen.uid if seen else None if key == name.lower() else key
        if PHONE.fullmatch(name):
            return Ref(uid=uid, phone=name)
        return Ref(name=name, uid=uid, phone=self.chat.phones.get(name.lower()))

    def _text(self, kind: str, told: dict[str, Share]) -> str:
        number = sum(share.count for share in told.values())
        counted = f"{number} {NOUNS[kind]}{'' if number == 1 else 's'}"
        where = f" in {self.chat.title}" if self.chat.title and not self.sides.partner else ""
        words = sorted(each for share in told.values() for each in share.texts)
        return "\n".join((loose.whole(counted + where), *(text for _, text in words)))

    def _uid(self, day: date, kind: str, who: str) -> str:
        group = "" if self.sides.partner else self.chat.title or "group"
        words = f"{self.chat.source}\n{group}\n{who}\n{day}\n{kind}"
        return sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def _first(shares: dict[str, Share]) -> tuple[str, Share]:
    """Return who wrote first."""
    return min(shares.items(), key=lambda each: each[1].at)


def _number(name: str) -> str:
    """Return a name that is a phone number as its digits, with the plus."""
    return re.sub(r"[^\d+]", "", name) if PHONE.fullmatch(name) else name.lower()
