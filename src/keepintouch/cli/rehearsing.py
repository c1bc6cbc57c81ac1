"""`--dry-run` for every command that writes: a store whose steps are never kept."""

from __future__ import annotations

import os
from contextlib import contextmanager

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.domain.standing import Rules
    from keepintouch.store.writing import Writing


class Rehearsal(Store):
    """A store on which everything can be tried; where there is none yet, an empty one for a while."""

    def __init__(self, place: str, rules: Rules, *, backups: bool = True) -> None:  # noqa: ARG002 - a rehearsal makes no copies
        super().__init__(place, rules, backups=False)
        self._folder = ""
        self.rehearsed = False

    @contextmanager
    def writing(self, today: date) -> Iterator[Writing]:
        """Give a step to write through, and take it back."""
        if not self.exists:
            self._make_folder()
        self.rehearsed = True
        with super().writing(today) as writing:
            yield writing
            writing.drop()

    def close(self) -> None:
        """Let go of the file, and of the one for a while if there was one."""
        super().close()
        if self._folder:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)

    def _make_folder(self) -> None:
        from tempfile import mkdtemp

        self._folder = mkdtemp(prefix="kit-")
        self.place = os.path.join(self._folder, "kit.db")
