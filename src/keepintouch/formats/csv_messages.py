"""LinkedIn's messages.csv: days of talking with somebody, and who wrote first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.csv_dialects import Row, quoted
from keepintouch.formats.csv_values import digest, profile_of
from keepintouch.formats.csv_words import tokens
from keepintouch.formats.drafts import Problem, Ref, TouchpointDraft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from keepintouch.formats.drafts import ReadOptions


_YES = ("yes", "true", "1")


class Message(NamedTuple):
    """A message; `sender` is one of the `people`, everybody it went to is another."""

    line: int
    conversation: str
    sender: Ref
    people: tuple[Ref, ...]
    at: datetime
    text: str


def touchpoints(
    header: Sequence[str], rows: Iterable[Row | Problem], options: ReadOptions
) -> Iterator[TouchpointDraft | Problem]:
    """Yield one touchpoint for each day of each conversation, then the problems.

    Who is oneself is said by `options.own`, else it is whoever is in every message.
    """
    problems: list[Problem] = []
    messages = list(_messages([" ".join(tokens(name)) for name in header], rows, options, problems))
    own = options.own or _in_all(messages)
    uids = {_folded(each): each.uid for message in messages for each in message.people if each.uid}
    days: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        days.setdefault((message.conversation, message.at.date().isoformat()), []).append(message)
    for day in days.values():
        draft = _touchpoint(day, own, options)
        people = tuple(each._replace(uid=uids.get(_folded(each))) for each in draft.people)
        if not people or not _is_within(draft, options):
            continue
        if len(people) <= options.crowd:
            yield draft._replace(people=people)
        else:
            count = f"{len(people)} people in one conversation, left out"
            problems.append(Problem(draft.line, count))
    yield from problems


def _is_within(draft: TouchpointDraft, options: ReadOptions) -> bool:
    return (options.since or draft.day) <= draft.day <= (options.until or draft.day)


def _messages(
    names: Sequence[str],
    rows: Iterable[Row | Problem],
    options: ReadOptions,
    problems: list[Problem],
) -> Iterator[Message]:
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        cells = dict(zip(names, (cell.strip() for cell in row.cells), strict=False))
        at = _instant(cells.get("date", ""), options.zone)
        if len(row.cells) != len(names) or at is None:
            if any(row.cells):
                problems.append(Problem(row.line, f"no message: {quoted(', '.join(row.cells))}"))
            continue
        if cells.get("is message draft", "").lower() in _YES:
            problems.append(Problem(row.line, "a draft, which was never sent: not counted"))
            continue
        sender = _ref(cells.get("from", ""), cells.get("sender profile url", ""))
        people = (sender, *_receivers(cells))
        yield Message(
            row.line, cells["conversation id"], sender, people, at, cells.get("content", "")
        )


def _receivers(cells: dict[str, str]) -> Iterator[Ref]:
    """Yield those written to; a name may hold a comma, an address does not."""
    links = [each for each in cells.get("recipient profile urls", "").split(",") if each.strip()]
    names = [each.strip() for each in cells.get("to", "").split(",")]
    if len(links) == 1 or len(names) == 1:
        yield _ref(cells.get("to", ""), links[0] if links else "")
        return
    links = links if len(links) == len(names) else [""] * len(names)
    for name, link in zip(names, links, strict=True):
        yield _ref(name, link)


def _ref(name: str, link: str) -> Ref:
    return Ref(name or None, profile_of(link))


def _instant(text: str, zone: str | None) -> datetime | None:
    """Read `2024-05-15 10:30:00`, in the user's own zone where ` UTC` follows."""
    try:
        at = datetime.fromisoformat(text.removesuffix(" UTC"))
        if text.endswith(" UTC"):
            at = at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone) if zone else None)
    except (ValueError, OverflowError):
        return None
    return at


def _in_all(messages: Sequence[Message]) -> frozenset[str]:
    """Return the one name that is in every message."""
    if not messages:
        return frozenset()
    names = [{_folded(each) for each in message.people} - {""} for message in messages]
    common = set.intersection(*names)
    if len(common) != 1:
        listed = " or ".join(sorted(f'"{name}"' for name in common)) or "none is in all messages"
        raise UnreadableError(
            f"It cannot be told which of the people in these messages is you: {listed}. "
            "Nothing was read: set your own name."
        )
    return frozenset(common)


def _is_own(person: Ref, own: frozenset[str]) -> bool:
    return _folded(person) in own or person.uid in own


def _folded(person: Ref) -> str:
    return (person.name or "").lower()


def _touchpoint(
    day: Sequence[Message], own: frozenset[str], options: ReadOptions
) -> TouchpointDraft:
    first = min(day, key=lambda message: message.at.replace(tzinfo=None))
    people = {
        _folded(person): person
        for message in day
        for person in message.people
        if person.name and not _is_own(person, own)
    }
    on = first.at.date()
    return TouchpointDraft(
        on,
        uid=digest("linkedin", first.conversation, on.isoformat()),
        kind="message",
        text="\n".join(f"{each.sender.name}: {each.text}" for each in day) if options.texts else "",
        people=tuple(people.values()),
        direction="me" if _is_own(first.sender, own) else "them",
        time=f"{first.at:%H:%M}",
        line=day[0].line,
        known_people_only=True,
    )
