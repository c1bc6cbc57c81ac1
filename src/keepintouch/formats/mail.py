"""Mail (mbox, Maildir, single messages): who wrote to whom on which day, by headers alone.

One touchpoint a person, thread and day. Lists, newsletters and robots are no people,
and a mail to a crowd is no conversation.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from email.utils import parsedate_tz
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.drafts import PersonDraft, Problem, Ref, TouchpointDraft
from keepintouch.formats.mail_addresses import Mailbox, mailboxes
from keepintouch.formats.mail_headers import decoded, heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions
    from keepintouch.formats.mail_headers import Head

FIRST_YEAR, LAST_YEAR = 1969, 2199  # the first message between two hosts was sent in 1969
ROBOTS = "lists, newsletters and automatic mail"
ALONE = "mail to nobody else"
SPAM = "spam"
UNSENT = "drafts"
CROWDS = "mail to a crowd"

_LIST_FIELDS = (
    *("list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list"),
    *("x-beenthere", "x-autoreply"),
)
_ROBOT = re.compile(
    r"(no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|notifications?|newsletter)\b"
    r"|owner-|.*[-.+](daemon|noreply|bounces?|request|owner|notifications?)(\+.*)?@"
)
_MESSAGE_ID = re.compile(r"<[^<>]+>")
_ZONE = re.compile(r"[+-]\d{4}\b|\d\s+[A-Za-z]{1,5}\s*$")
_LONGEST_OFFSET = 14 * 3600


class When(NamedTuple):
    """When a message was sent, as its sender's clock said; `zone` is an offset as `+02:00`."""

    day: date
    time: str | None
    zone: str | None


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
    """Yield a touchpoint for each person, thread and day, then the people seen.

    Heeds own, since, until and crowd. Without own addresses it cannot be told who wrote
    to whom: then everybody named in a message took part in it.
    """
    yield from correspondence(heads(stream), options)


def correspondence(messages: Iterable[Head], options: ReadOptions) -> Iterator[Draft]:
    """Yield what messages say, given by their headers."""
    reading = _Reading(options)
    for each in messages:
        yield from reading.message(each)
    if not reading.messages:
        raise UnreadableError("This is no mail: there is no message with a sender in it.")
    yield from reading.people()
    for reason, number in reading.tally.items():
        yield Problem(0, f"not counted: {reason} ({number})")


class _Reading:
    """What has been seen of a mailbox: conversations told already, people, lists."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.messages = 0
        self.tally = Counter[str]()
        self.told = set[str]()
        self.seen = dict[str, PersonDraft]()
        self.lists = set[str]()

    def message(self, head: Head) -> Iterator[Draft]:
        """Yield what is new in one message."""
        senders = mailboxes(head.joined("from"))
        sender = next(iter(senders), None)
        if sender is None:
            if head.fields:
                self.messages += 1
                yield Problem(head.line, "a message without a sender: not counted")
            return
        self.messages += 1
        if why := _unfit(head, sender):
            self.tally[why] += 1
            self._note_lists(head)
            return
        yield from self._letter(head, senders)

    def people(self) -> Iterator[Draft]:
        """Yield everybody counted, but for addresses that turned out to be lists."""
        for key, each in self.seen.items():
            if key not in self.lists:
                yield each
        if self.seen and not self.options.own:
            yield Problem(
                0,
                "your own addresses are not known: everybody in a message was counted as in touch",
            )

    def _letter(self, head: Head, senders: tuple[Mailbox, ...]) -> Iterator[Draft]:
        when = sent(head, self.options)
        if when is None:
            shown = decoded(head.first("date"))[:40]
            what = f'a message dated "{shown}"' if shown else "a message without a date"
            yield Problem(head.line, f"{what}: not counted")
            return
        if self.options.since and when.day < self.options.since:
            return
        recipients = mailboxes(head.joined("to", "cc", "bcc"))
        if len(recipients) > self.options.crowd:
            self.tally[CROWDS] += 1
            return
        partners = self._partners(senders, recipients)
        if not partners:
            self.tally[ALONE] += 1
        direction = None
        if self.options.own:
            direction = "me" if self._is_own(senders[0]) else "them"
        for each in partners:
            yield from self._touchpoint(head, when, each, direction)

    def _partners(
        self, senders: tuple[Mailbox, ...], recipients: tuple[Mailbox, ...]
    ) -> list[Mailbox]:
        """Return who was in touch: the senders with us, or we with those we wrote to."""
        if not self.options.own:
            recipients = (*senders, *recipients)
        elif not self._is_own(senders[0]):
            recipients = senders
        every = {_key(each): each for each in recipients if not self._is_own(each)}
        return [each for each in every.values() if not _ROBOT.match(each.email or "")]

    def _is_own(self, who: Mailbox) -> bool:
        return _key(who) in self.options.own

    def _touchpoint(
        self, head: Head, when: When, who: Mailbox, direction: str | None
    ) -> Iterator[TouchpointDraft]:
        uid = _uid(who, head, when)
        if uid in self.told:
            return
        self.told.add(uid)
        self._introduce(who, head.line)
        yield TouchpointDraft(
            day=min(when.day, self.options.until or when.day),
            uid=uid,
            kind="email",
            text=decoded(head.first("subject")),
            people=(Ref(name=who.name, email=who.email),),
            direction=direction,
            time=when.time,
            zone=when.zone,
            line=head.line,
            known_people_only=True,
        )

    def _introduce(self, who: Mailbox, line: int) -> None:
        """Note somebody seen; a name found later is better than an address alone."""
        key = _key(who)
        known = self.seen.get(key)
        if known is None or (who.name and known.name == key):
            points = (Point("email", who.email),) if who.email else ()
            self.seen[key] = PersonDraft(
                name=who.name or key, points=points, line=line, only_if_known=True
            )

    def _note_lists(self, head: Head) -> None:
        """Remember a list's address, which mail of ours to the list names as a person."""
        posts = re.findall(r"mailto:([^>?\s]+)", head.first("list-post"))
        self.lists.update(each.lower() for each in (*posts, head.first("x-beenthere")) if each)


def _key(who: Mailbox) -> str:
    return who.email or (who.name or "").lower()


def _uid(who: Mailbox, head: Head, when: When) -> str:
    words = f"{_key(who)}\n{_thread(head)}\n{when.day}"
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def _thread(head: Head) -> str:
    """Return the id of the message a thread began with, as far as this one tells."""
    for name in ("references", "in-reply-to", "message-id"):
        if found := _MESSAGE_ID.search(head.first(name)):
            return found[0]
    return head.first("subject")


def _unfit(head: Head, sender: Mailbox) -> str | None:
    """Return why a message is no letter from one person to another, None if it may be."""
    # A mailbox taken out of Gmail has its spam and drafts in it.
    labels = {each.strip().lower() for each in decoded(head.first("x-gmail-labels")).split(",")}
    if "spam" in labels or head.first("x-spam-flag").lower() == "yes":
        return SPAM
    if "x-mozilla-draft-info" in head.fields or not labels.isdisjoint(("draft", "drafts")):
        return UNSENT
    return ROBOTS if _is_automatic(head, sender) else None


def _is_automatic(head: Head, sender: Mailbox) -> bool:
    """Tell mail that nobody wrote to one: lists, newsletters, robots, bounces."""
    answered = head.first("auto-submitted").lower()
    return (
        any(name in head.fields for name in _LIST_FIELDS)
        or head.first("precedence").lower() in {"bulk", "list", "junk", "auto_reply"}
        or (bool(answered) and not answered.startswith("no"))
        or any(
            _ROBOT.match(each.email or "") for each in (sender, *mailboxes(head.first("sender")))
        )
    )


def sent(head: Head, options: ReadOptions) -> When | None:
    """Return when a message was sent; a date that cannot be is looked for further down.

    A message that came is also dated by the server that took it (`Received`), and one
    in an mbox by the line above it.
    """
    above = re.match(r"From \S*@\S+\s+(.*)", head.envelope)
    for text in (
        head.first("date"),
        head.first("received").rpartition(";")[2],
        head.first("resent-date"),
        above[1] if above else "",
    ):
        when = _when(text)
        if when and _is_possible(when.day, options.until):
            return when
    return None


def _is_possible(day: date, until: date | None) -> bool:
    """Tell whether a day may have been; east of us it is tomorrow already."""
    last = until + timedelta(days=1) if until else date(LAST_YEAR, 12, 31)
    return date(FIRST_YEAR, 1, 1) <= day <= last


def _when(text: str) -> When | None:
    try:
        found = parsedate_tz(text)
        return When(date(*found[:3]), *_clock(found, text)) if found else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _clock(found: tuple[int | None, ...], text: str) -> tuple[str | None, str | None]:
    """Return the time and the zone, each None when it is none or unsaid (parsedate says +0000)."""
    _, _, _, hour, minute, *_, offset = found
    if hour is None or minute is None or not (0 <= hour < 24 and 0 <= minute < 60):  # noqa: PLR2004 - hours of a day, minutes of an hour
        return None, None
    zone = None
    if offset is not None and abs(offset) <= _LONGEST_OFFSET and _ZONE.search(text):
        sign, minutes = "-" if offset < 0 else "+", abs(offset) // 60
        zone = f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{hour:02d}:{minute:02d}", zone
