"""What the details of a person are called, where it is said which of them changed."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.contacts import Contact

DETAILS = {
    "name": "name", "nicknames": "nicknames", "points": "ways to reach them",
    "birthday": "birthday", "occasions": "days", "org": "company", "team": "team",
    "title": "title", "place": "place", "how_met": "how you met", "tags": "tags",
    "relations": "relations", "state": "state", "importance": "importance",
    "cadence": "rhythm", "paused_from": "pause", "paused_until": "pause",
}  # fmt: skip


def changed(before: Contact, after: Contact) -> list[str]:
    """Return what the details are called that differ, each once."""
    fields = [name for name in DETAILS if getattr(before, name) != getattr(after, name)]
    return list(dict.fromkeys(DETAILS[name] for name in fields))
