"""A card as a draft of a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.contacts import IMPORTANCE, STATES
from keepintouch.formats import fields
from keepintouch.formats import vcard_values as values
from keepintouch.formats.contentline import text_of
from keepintouch.formats.drafts import PersonDraft, PlaceDraft, Problem
from keepintouch.formats.rawtext import to_text
from keepintouch.formats.vcard_properties import HANDLERS, Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from keepintouch.formats.contentline import ContentLine
    from keepintouch.formats.drafts import Draft
    from keepintouch.formats.vcard_cards import Card


class Group(NamedTuple):
    """A group: its name, its members by UID or `mailto:` address, in lower case, its own ways."""

    name: str
    members: tuple[str, ...]
    line: int
    ways: tuple[str, ...] = ()


def drafts(card: Card) -> Iterator[Draft | Group]:
    """Yield what a card says (a person, a group, a place), and what could not be read of it."""
    lines = card.lines()
    facts = gathered(lines)
    for line in lines:
        if not line.name and line.value.strip():
            shown = text_of(line.value[:160]).strip()[:40]
            yield Problem(line.number, f'this is no property, it is left out: "{shown}"')
    yield from (Problem(*each) for each in facts.problems)
    if not card.ended:
        yield Problem(card.number, "a card without END:VCARD, read as far as it goes")
    draft = _draft(card, facts)
    if isinstance(draft, PlaceDraft) and (facts.points or facts.notes):
        yield Problem(card.number, f'of a place only its name is kept: "{draft.name}"')
    yield draft


def gathered(lines: Iterable[ContentLine]) -> Facts:
    """Return what the lines of one card say; of lines with one ALTID the first counts."""
    lines = list(lines)
    labels = {
        each.group: values.apple_label(each.text)
        for each in lines
        if each.group and each.name == "X-ABLABEL"
    }
    facts = Facts(labels, version_of(lines))
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        handler = HANDLERS.get(line.name)
        if handler is None:
            continue
        if "ALTID" in line.params:
            key = (line.name, *line.params["ALTID"])
            if key in seen:
                continue
            seen.add(key)
        handler(facts, line)
    if facts.version == "2.1":
        facts.parts = values.unquoted_parts(facts.parts, facts.first.get("FN", ""))
    return facts


def version_of(lines: Iterable[ContentLine]) -> str:
    """Return the version a card claims; without one it is read as 3.0."""
    return next((each.text for each in lines if each.name == "VERSION"), "3.0")


def _draft(card: Card, facts: Facts) -> Draft | Group:
    first = facts.first
    kind = (first.get("KIND") or first.get("X-ADDRESSBOOKSERVER-KIND") or "").lower()
    name = display_name(facts)
    if kind == "group" or first.get("X-EVOLUTION-LIST", "").upper() == "TRUE":
        return _group(card, facts, name)
    if kind in ("application", "device"):
        return Problem(card.number, f'a card of the kind "{kind}" is left out: "{name}"')
    if not name:
        return Problem(card.number, "a card without name, e-mail or phone number is left out")
    if kind == "location" and not (facts.birthday or all((*facts.parts, "", "")[:2])):
        return PlaceDraft(name, line=card.number)
    return person(facts, name, to_text(card.raw), card.number)


def _group(card: Card, facts: Facts, name: str) -> Group:
    members = dict.fromkeys(values.plain_uid(each).lower() for each in facts.members)
    # Evolution's lists hold a member as an e-mail address of the list.
    ways = [each.value for each in facts.points if f"mailto:{each.value}".lower() not in members]
    said = dict.fromkeys(" ".join(each.split()) for each in ways)
    return Group(name, tuple(members), card.number, tuple(said))


def display_name(facts: Facts) -> str:
    """Return FN, else what N, NICKNAME, ORG or the ways to reach somebody make of a name."""
    if name := facts.first.get("FN"):
        return name
    family, given, additional, prefix, suffix = (*facts.parts, *[""] * 5)[:5]
    if name := fields.east_asian_name(given, family):
        return name
    if name := " ".join(each for each in (prefix, given, additional, family, suffix) if each):
        return name
    for each in (*facts.nicknames, *facts.org[:1]):
        if each:
            return each
    ways = ("email", "phone", "im", "link")
    found = (point.value for way in ways for point in facts.points if point.field == way)
    return next(found, "")


def person(facts: Facts, name: str, raw: str | None, number: int) -> PersonDraft:
    """Return the draft of a person of whom `facts` were gathered."""
    first = facts.first
    family, given, additional, prefix, suffix = (*facts.parts, *[""] * 5)[:5]
    points = facts.points
    if facts.places and not any(point.field == "address" for point in points):
        points = points + facts.places
    return PersonDraft(
        name=name,
        uid=uid_of(first),
        given=given or None,
        additional=additional or None,
        family=family or None,
        prefix=prefix or None,
        suffix=suffix or None,
        nicknames=tuple(dict.fromkeys(facts.nicknames)),
        points=tuple(dict.fromkeys(points)),
        birthday=facts.birthday,
        occasions=tuple(dict.fromkeys(each for each in facts.occasions if each.kind != "birthday")),
        org=(facts.org or [""])[0] or None,
        team=", ".join(facts.org[1:]) or None,
        title=first.get("TITLE") or first.get("ROLE"),
        place=first.get("X-KIT-PLACE"),
        how_met=first.get("X-KIT-HOW-MET"),
        tags=tuple(dict.fromkeys(facts.tags)),
        relations=tuple(dict.fromkeys(facts.relations)),
        notes=tuple(dict.fromkeys(facts.notes)),
        cadence=values.cadence(first.get("X-KIT-CADENCE") or first.get("X-FRM-FREQUENCY") or ""),
        state=_state(facts),
        importance=_one_of(IMPORTANCE, first.get("X-KIT-IMPORTANCE")),
        snoozed_until=_day(first.get("X-KIT-SNOOZED") or first.get("X-FRM-SNOOZE-UNTIL")),
        added_on=_day(first.get("X-KIT-ADDED")),
        raw=raw,
        line=number,
        photo=facts.photo,
    )


def uid_of(first: Mapping[str, str]) -> str | None:
    """Return the UID without `urn:uuid:`, else Apple's X-ABUID; None for a card without."""
    return values.plain_uid(first.get("UID") or first.get("X-ABUID") or "") or None


def _state(facts: Facts) -> str | None:
    if state := _one_of(STATES, facts.first.get("X-KIT-STATE")):
        return state
    if any(each.kind == "death" for each in facts.occasions):
        return "deceased"
    return "archived" if facts.first.get("X-FRM-IGNORE", "").lower() == "true" else None


def _one_of(words: tuple[str, ...], text: str | None) -> str | None:
    return text.lower() if text and text.lower() in words else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
