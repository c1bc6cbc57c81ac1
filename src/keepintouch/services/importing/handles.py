"""Handles for new people, looked up for a whole batch at once."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import handles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.store.protocol import Connection


class Handles:
    """Gives each new person of an import a handle that nobody has or had."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._looked_up: set[str] = set()
        self._taken: set[str] = set()
        self._numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(2))

    def load(self, wanted: Iterable[str]) -> None:
        """Look up which of the handles that a batch would like are taken."""
        fresh = {each for each in wanted if each not in self._looked_up}
        self._looked_up |= fresh
        self._taken |= handles.taken(self._connection, sorted(fresh))

    def take(self, slug: str) -> str | None:
        """Return the handle and let nobody else have it, or None when it is taken."""
        if slug not in self._looked_up:
            self.load((slug,))
        if slug in self._taken:
            return None
        self._taken.add(slug)
        return slug

    def nearest(self, slug: str) -> str:
        """Return the handle, or with `-2`, `-3`, … one that is free."""
        if found := self.take(slug):
            return found
        return next(
            found for number in self._numbers[slug] if (found := self.take(f"{slug}-{number}"))
        )
