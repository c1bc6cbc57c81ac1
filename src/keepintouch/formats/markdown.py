"""People as a folder of Markdown: a page a person, one fact a line, made to be kept in git.

`people/HANDLE.md` has the facts as front matter (YAML) and what was said and noted below;
`index.md` names everybody, `other.md` holds what is about nobody. The same store gives the
same bytes. Text of the user's is escaped, so that none of it becomes markup, HTML or
front matter.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from keepintouch.domain.touchpoints import FollowUp
from keepintouch.formats import markdown_text as md
from keepintouch.formats.markdown_facts import front_matter
from keepintouch.formats.markdown_names import Pages
from keepintouch.formats.markup import line
from keepintouch.formats.protocols import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person
    from keepintouch.domain.touchpoints import Note, Place, Touchpoint
    from keepintouch.formats import Book
    from keepintouch.formats.drafts import WriteOptions

LOSSES = (
    Loss("pictures", "contact.photo"),
    Loss("records as they were imported", "contact.origins source-progress"),
    Loss(
        "ids of touchpoints, notes, follow-ups and places, and where these came from",
        "touchpoint.id touchpoint.source touchpoint.source_id note.id note.source note.source_id"
        " follow-up.id follow-up.source follow-up.source_id place.id",
    ),
    Loss("drifts that were let go", "dismissed-drift"),
)
INDEX = "index.md"
OTHER = "other.md"

_T = TypeVar("_T", "FollowUp", "Note", "Touchpoint")


class _Said(NamedTuple):
    """What there is about a person, or about nobody."""

    follow_ups: list[FollowUp]
    notes: list[Note]
    touchpoints: list[Touchpoint]


def pages(book: Book, options: WriteOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the pages by name; nothing in `options` matters to this format."""
    del options
    contacts = tuple(book.contacts)
    links = Pages(contacts)
    said = _by_person(book)
    yield INDEX, _bytes(_index(contacts, links))
    for contact in contacts:
        yield f"people/{links.of(contact.id)}", _bytes(_page(contact, said[contact.id], links))
    other = list(_other(book, said[""]))
    if len(other) > 1:
        yield OTHER, _bytes(other)


def _by_person(book: Book) -> defaultdict[str, _Said]:
    """Return what there is by the id of each person concerned; under no id, what is nobody's."""
    found: defaultdict[str, _Said] = defaultdict(lambda: _Said([], [], []))
    for promise in book.follow_ups:
        for who in _ids(promise.people):
            found[who].follow_ups.append(promise)
    for note in book.notes:
        for who in _ids(note.people):
            found[who].notes.append(note)
    for touchpoint in book.touchpoints:
        for who in _ids((*touchpoint.people, *touchpoint.mentions)):
            found[who].touchpoints.append(touchpoint)
    return found


def _ids(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.id for each in people)) or ("",)


def _page(contact: Contact, said: _Said, links: Pages) -> Iterator[str]:
    yield from front_matter(contact)
    yield ""
    yield f"# {md.inline(contact.name)}"
    if contact.relations:
        yield from ("", "## Relations", "")
        for each in contact.relations:
            named = links.linked(each.contact_id, each.name)
            yield f"- {md.inline(each.label, begins=True)}: {named}"
    yield from _sections(said, contact.id, links)


def _sections(said: _Said, owner: str, links: Pages) -> Iterator[str]:
    """Yield promises, notes and touchpoints, the newest first."""
    for title, entries in (
        ("Follow-ups", [_follow_up(each, owner, links) for each in _newest(said.follow_ups)]),
        ("Notes", [_note(each, owner, links) for each in _newest(said.notes)]),
        ("Touchpoints", [_touchpoint(each, owner, links) for each in _newest(said.touchpoints)]),
    ):
        if entries:
            yield from ("", f"## {title}", "", *entries)


def _newest(entries: list[_T]) -> list[_T]:
    """Return entries newest first; of one day, those that came later first."""
    return sorted(entries, key=_when)[::-1]


def _when(entry: FollowUp | Note | Touchpoint) -> tuple[str, str]:
    day = entry.due_on if isinstance(entry, FollowUp) else entry.day
    return day.isoformat(), getattr(entry, "time", None) or ""


def _follow_up(promise: FollowUp, owner: str, links: Pages) -> str:
    done = "x" if promise.state != "open" else " "
    closed = f" {promise.closed_on.isoformat()}" if promise.closed_on else ""
    state = "" if promise.state == "open" else f" · {promise.state}{closed}"
    people = links.others("with", promise.people, owner)
    return f"- [{done}] {promise.due_on.isoformat()}{state}{people}{md.said(promise.text)}"


def _note(note: Note, owner: str, links: Pages) -> str:
    people = links.others("with", note.people, owner)
    return f"- {note.day.isoformat()}{people}{md.tags(note.tags)}{md.said(note.text)}"


def _touchpoint(each: Touchpoint, owner: str, links: Pages) -> str:
    facts = [each.day.isoformat()]
    if each.time:
        facts[0] += f" {line(each.time)}{f' {md.inline(each.zone)}' if each.zone else ''}"
    facts.append(md.inline(each.kind))
    if all(owner != who.id for who in each.people) and owner:
        facts.append("spoken of")
    if each.direction:
        facts.append(f"from {each.direction}")
    if each.place:
        facts.append(f"in {md.inline(each.place)}")
    people = links.others("with", each.people, owner)
    mentions = links.others("about", each.mentions, owner)
    return f"- {' · '.join(facts)}{people}{mentions}{md.tags(each.tags)}{md.said(each.text)}"


def _index(contacts: Iterable[Contact], links: Pages) -> Iterator[str]:
    yield "# People"
    yield ""
    for each in sorted(contacts, key=lambda each: (links.of(each.id), each.id)):
        state = "" if each.state == "active" else f" · {each.state}"
        yield f"- {links.linked(each.id, each.name, folder='people/')}{state}{md.tags(each.tags)}"


def _other(book: Book, said: _Said) -> Iterator[str]:
    yield "# About nobody in particular"
    yield from _sections(said, "", Pages(()))
    places = sorted(_place(each) for each in book.places)
    if places:
        yield from ("", "## Places", "", *places)
    if book.tags:
        yield from ("", "## Rhythms of tags", "")
        yield from (f"-{md.tags((tag,))} · {every.words}" for tag, every in book.tags.items())


def _place(place: Place) -> str:
    names = ", ".join(md.inline(each) for each in place.aliases)
    return f"- {md.inline(place.name, begins=True)}{f' (also {names})' if names else ''}"


def _bytes(page: Iterable[str]) -> bytes:
    return "".join(f"{each}\n" for each in page).encode("utf-8", "replace")
