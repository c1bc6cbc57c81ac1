"""`--dry-run` for every command that writes: a store whose steps are never kept."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from keepintouch.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.domain.standing import Rules
    from keepintouch.store import Writing


class _Over(BaseException):
    """Leave a transaction without keeping it."""


def _stop() -> None:
    raise _Over


class Rehearsal(Store):
    """A store on which everything can be tried; where there is none yet, one in memory of the disk."""

    def __init__(self, place: str, rules: Rules, *, backups: bool = True) -> None:  # noqa: ARG002 - a rehearsal makes no copies
        super().__init__(place, rules, backups=False)
        self._draft = ""

    @contextmanager
    def writing(self, today: date) -> Iterator[Writing]:
        """Give a step to write through, and take it back."""
        if not self.exists:
            self._make_draft()
        try:
            with super().writing(today) as writing:
                yield writing
                writing.seal()
                _stop()
        except _Over:
            return

    def close(self) -> None:
        """Let go of the file, and of the draft if there was one."""
        super().close()
        if self._draft:
            import shutil

            shutil.rmtree(self._draft, ignore_errors=True)

    def _make_draft(self) -> None:
        from tempfile import mkdtemp

        self._draft = mkdtemp(prefix="kit-")
        self.place = os.path.join(self._draft, "kit.db")
