"""Meetings to come: a calendar may move or drop them after they were taken in."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import touchpoints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.formats.drafts import TouchpointDraft
    from keepintouch.store.writing import Writing

PLANNING = frozenset({"ics"})
"""The formats that tell of what is to come; in others a day to come is a mistake."""


class Plans:
    """The touchpoints to come that a source gave: what its file says of them now holds."""

    def __init__(self, writing: Writing, source: str) -> None:
        self._writing = writing
        self._to_come: dict[str, str] = dict(
            writing.connection.rows(
                "SELECT source_id, id FROM touchpoint WHERE source = :source AND day > :today",
                source=source,
                today=writing.today,
            )
            if source in PLANNING
            else ()
        )

    def move(self, draft: TouchpointDraft, source_id: str) -> bool:
        """Let a meeting to come be when and where its calendar now has it; say if it changed."""
        if source_id not in self._to_come:
            return False
        before = touchpoints.get(self._writing.connection, self._to_come[source_id])
        after = before._replace(
            day=draft.day, time=draft.time, zone=draft.zone, place=draft.place, text=draft.text
        )
        if after == before:
            return False
        touchpoints.change(self._writing.step, after, self._writing.rules)
        return True

    def drop(self, source_ids: Iterable[str]) -> int:
        """Remove meetings to come that are in their calendar no more; return how many."""
        gone = [self._to_come[each] for each in source_ids if each in self._to_come]
        for each in gone:
            touchpoints.remove(self._writing.step, each)
        return len(gone)
