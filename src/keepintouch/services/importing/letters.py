"""Mail below one path as one source, of which only what is new since the last time is read."""

from __future__ import annotations

import hashlib
import os

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.services.importing.sources import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.formats.mail_headers import Head
    from keepintouch.services.importing.bookmarks import State
    from keepintouch.services.importing.results import Progress
    from keepintouch.services.importing.sources import Source

BIG = 1_000_000
"""Bytes from which on the place in an mbox file is worth a bookmark."""
MARKED = 4_096


class Mailbox:
    """The messages of files below one path; `now` is the file that is being read.

    `after` is the state to keep: of a Maildir when its newest message came, of every big
    mbox how long it was and what its end was like.
    """

    def __init__(
        self, sources: list[Source], before: State, progress: Progress | None = None
    ) -> None:
        self.sources = sources
        self.now = sources[0]
        self.resumed = False
        self.skipped = 0
        self._before = before
        self._progress = progress
        self._came: int = before.get("came", 0)
        self._ends: dict[str, list[object]] = {}

    @property
    def after(self) -> State:
        """Return how far all was read."""
        return {"came": self._came, "ends": self._ends}

    def heads(self, damaged: Callable[[Source, Exception], None]) -> Iterator[Head]:
        """Yield the headers of what is new; a file that cannot be read is told to `damaged`."""
        for source in self.sources:
            self.now = source
            try:
                yield from self._new_in(source)
            except FileNotFoundError as error:
                # A message that was renamed meanwhile comes the next time.
                if not source.in_maildir:
                    damaged(source, error)
            except DAMAGED as error:
                damaged(source, error)

    def _new_in(self, source: Source) -> Iterator[Head]:
        from keepintouch.formats.mail_headers import heads

        start = self._start(source)
        if start is None:
            self.skipped += 1
            return
        self.resumed = start > 0
        with source.open(self._progress, None) as stream:
            stream.seek(start)
            yield from heads(stream)
        self._note(source)

    def _start(self, source: Source) -> int | None:
        """Return where to begin to read, None where nothing is new."""
        if source.in_maildir:
            came = os.stat(source.path).st_ctime_ns
            # One that came in the same instant may not have been seen.
            if came < self._before.get("came", 0):
                return None
            self._came = max(self._came, came)
            return 0
        end = self._before.get("ends", {}).get(os.path.abspath(source.path))
        if not end or end[0] > source.size or _mark(source.path, end[0]) != end[1]:
            return 0
        if end[0] < source.size:
            return int(end[0])
        self._note(source)
        return None

    def _note(self, source: Source) -> None:
        if not source.in_maildir and source.size >= BIG:
            end = [source.size, _mark(source.path, source.size)]
            self._ends[os.path.abspath(source.path)] = end


def _mark(path: str, end: int) -> str:
    """Return what tells whether the file still is as it was before `end`."""
    with open(path, "rb") as file:
        file.seek(max(0, end - MARKED))
        return hashlib.sha256(file.read(min(end, MARKED))).hexdigest()[:32]
