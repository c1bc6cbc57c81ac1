"""What a change did, in one line: what changed, and what happens next."""

from __future__ import annotations

from keepintouch.domain import details
from keepintouch.domain import spans as spoken
from keepintouch.domain.daywords import echo
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.render import spans
from keepintouch.render.answers import Answer, Hint
from keepintouch.render.layout import Look, plain_lines
from keepintouch.render.spans import NOTE, OK, Span, joined, person
from keepintouch.render.words import brief, counted, names, tags

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.people import Person
    from keepintouch.domain.touchpoints import Touchpoint
    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Screen, Text
    from keepintouch.services.joining import Removed
    from keepintouch.services.keeping import Restored
    from keepintouch.services.people import Changed
    from keepintouch.services.standings import Place

UNDO = (Hint("kit undo", "undo"),)
WORDS = Look(symbols=True)


class Change(NamedTuple):
    """One thing that changed: the machine's word for it, whose it is, and the sentence."""

    what: str
    slug: str | None
    text: Text


def answer(changes: Sequence[Change], *, below: Screen = (), undo: bool = True) -> Answer:
    """Answer with what changed; `below` are further lines for people."""
    return Answer(
        lambda _look: [*(line for each in changes for line in _lines(each)), *below],
        lambda: document(changes),
        rows="changed",
        hints=UNDO if undo else (),
    )


def _lines(change: Change) -> Screen:
    return [(OK, " ", *joined([change.text]))]


def document(changes: Sequence[Change]) -> Document:
    """Return `kit.changed/1`."""
    return {
        "schema": "kit.changed/1",
        "changed": [
            {"what": each.what, "slug": each.slug, "text": plain_lines([each.text], WORDS)[0]}
            for each in changes
        ],
    }


def added(changed: Changed, today: date) -> Change:
    """Say who was added, how often, and when first."""
    contact = changed.contact
    first = joined(
        [
            (person(contact.name), f"  ({contact.slug})"),
            contact.cadence.words if contact.cadence else "",
            tags(contact.tags),
            _first_due(changed.place, today),
        ]
    )
    return Change("added", contact.slug, (Span("Added  "), *first))


def namesake(twin: Person | None) -> Screen:
    """Say that somebody of the same name was here already."""
    if twin is None:
        return []
    return [(NOTE, f" {twin.name} ({twin.slug}) was here already: kit merge, if they are one")]


def tag_rhythm(tag: str, cadence: Cadence | None, number: int) -> Change:
    """Say which rhythm everybody with a tag has now."""
    words = "no rhythm of its own" if cadence is None or not cadence.number else cadence.words
    return Change(
        "every", None, joined([spans.tag(tag), words, counted(number, "person", "people")])
    )


def rhythm(changed: Changed, today: date) -> Change:
    """Say the rhythm, what it was, and when somebody is next due."""
    before, contact = changed.before, changed.contact
    was = before.cadence if before else None
    words = "the default rhythm" if contact.cadence is None else contact.cadence.words
    if contact.cadence is not None and not contact.cadence.number:
        words = "never due; still in your book"
    return _about(
        changed,
        "every",
        joined([f"{words}{_was(was, contact.cadence)}", next_due(changed.place, today)]),
    )


def tagged(changed: Changed) -> Change:
    """Say which tags came and went, and which there are now."""
    before = changed.before.tags if changed.before else ()
    now = changed.contact.tags
    gone = [each for each in before if each not in now]
    text = joined(
        [
            tags(each for each in now if each not in before),
            f"dropped {', '.join(gone)}" if gone else "",
            f"now: {', '.join(now)}" if now else "no tags now",
        ]
    )
    return _about(changed, "tag", text)


def snoozed(changed: Changed, until: date, today: date) -> Change:
    """Say until when somebody is off the list."""
    return _about(changed, "snooze", (f"not before {echo(until, today)}",))


def state(changed: Changed) -> Change:
    """Say that somebody is archived, or back."""
    back = changed.contact.state == "active"
    return _about(
        changed, "archive", ("back on the list" if back else "archived: in nothing but search",)
    )


def let_go(who: Person) -> Change:
    """Say that a drift is let go."""
    return Change("drift", who.slug, joined([person(who.name), "let go"]))


def stretched(number: int) -> Change:
    """Say how many rhythms are slower now."""
    return Change("plan", None, f"slower rhythms for {counted(number, 'person', 'people')}")


def copied(path: str) -> Change:
    """Say where a copy of the store is."""
    return Change("backup", None, f"copied to {path}")


def restored(done: Restored) -> Change:
    """Say which copy is in place, and where the replaced store is."""
    replaced = f"; the store of before is {done.replaced}" if done.replaced else ""
    return Change("restore", None, f"restored {done.backup.path}{replaced}")


def edited(changed: Changed) -> Change:
    """Say which details of somebody changed."""
    named = details.changed(changed.before or changed.contact, changed.contact)
    return _about(changed, "edit", f"changed: {', '.join(named)}")


def removed(gone: Removed) -> Change:
    """Say who went, and what went with them."""
    parts = ((gone.touchpoints, "conversation"), (gone.notes, "note"))
    own = [counted(number, what) for number, what in parts if number]
    verb = "forgotten for good" if gone.purged else "removed"
    return Change(
        "forget" if gone.purged else "remove",
        gone.contact.slug,
        joined([person(gone.contact.name), f"{verb}{_with(own)}"]),
    )


def conversation_removed(gone: Touchpoint, today: date) -> Change:
    """Say which conversation went."""
    return Change(
        "remove", None, joined([names(gone.people), gone.kind, echo(gone.day, today), "removed"])
    )


def conversation_changed(now: Touchpoint, today: date) -> Change:
    """Say how a conversation stands now."""
    facts: Sequence[Text] = [names(now.people), now.kind, echo(now.day, today), brief(now.text)]
    return Change("edit", None, joined(facts))


def plain(what: str, words: str) -> Change:
    """Say in plain words what was done."""
    return Change(what, None, words)


def next_due(place: Place, today: date) -> Text:
    """Return `next Fri 20 Nov, 2 days over`; empty when never due."""
    due_on, over = place.due_on, place.standing.days_over
    if due_on is None or place.standing.interval.days is None:
        return ""
    late = f", {spoken.over(over)}" if over is not None and over >= 0 else ""
    return (f"next {echo(due_on, today)}", Span(late, "due"))


def _about(changed: Changed, what: str, text: Text) -> Change:
    contact = changed.contact
    if not changed.changed:
        text = "nothing to change"
    return Change(what, contact.slug, joined([person(contact.name), text]))


def _with(own: Sequence[str]) -> str:
    return f", with {' and '.join(own)}" if own else ""


def _first_due(place: Place, today: date) -> str:
    return f"first due {echo(place.due_on, today)}" if place.due_on else ""


def _was(before: Cadence | None, now: Cadence | None) -> str:
    if before is None or before == now:
        return ""
    if now is not None and before.unit == now.unit and before.number:
        return f" (was {before.number})"
    return f" (was {before.words})"
