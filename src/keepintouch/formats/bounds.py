"""What happened between two days, of all that a file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats.drafts import NoteDraft, TouchpointDraft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.formats.drafts import Draft, ReadOptions


def within(drafts: Iterable[Draft], options: ReadOptions) -> Iterator[Draft]:
    """Yield `drafts` without touchpoints and notes before `since` or after `until`."""
    for draft in drafts:
        day = draft.day if isinstance(draft, (TouchpointDraft, NoteDraft)) else None
        if day is None or (options.since or day) <= day <= (options.until or day):
            yield draft
