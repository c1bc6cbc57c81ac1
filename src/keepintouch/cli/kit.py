"""What a command works with: settings, day, store and console, each made when first used."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, timedelta

from keepintouch.cli import folders
from keepintouch.cli.flags import Flags
from keepintouch.config import Settings, load
from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.console import Console, Wishes
from keepintouch.render.spans import NOTE
from keepintouch.render.terminal import Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from keepintouch.cli.asking import Asker
    from keepintouch.cli.editor import Draft
    from keepintouch.cli.memory import Memory
    from keepintouch.render.answers import Answer
    from keepintouch.store import Store


def clock() -> datetime:
    """Return now, in the user's zone: the one place where the clock is read for the user's day."""
    return datetime.now().astimezone()


class World:
    """What surrounds a run of the program: environment, streams and the clock."""

    def __init__(
        self,
        env: Mapping[str, str],
        stdin: TextIO | None,
        stdout: TextIO | None,
        stderr: TextIO | None,
        now: Callable[[], datetime] = clock,
    ) -> None:
        self.env = env
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.now = now

    @classmethod
    def real(cls) -> World:
        """Return the process's own."""
        return cls(os.environ, sys.stdin, sys.stdout, sys.stderr)


class Kit:
    """One run of the program; its costly parts are made when they are first used."""

    def __init__(self, world: World, flags: Flags | None = None) -> None:
        self.world = world
        self.flags = flags or Flags()
        self.env = world.env
        self._settings: Settings | None = None
        self._today: date | None = None
        self._store: Store | None = None
        self._console: Console | None = None
        self._memory: Memory | None = None
        self.draft: Draft | None = None

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        if self._settings is None:
            self._settings = load(folders.config_file(self.env))
        return self._settings

    def excused_settings(self) -> str:
        """Say what is wrong with the settings, and go on with the defaults; empty when nothing is."""
        try:
            _ = self.settings
        except UsageError as error:
            self._settings = Settings()
            return error.message
        return ""

    @property
    def today(self) -> date:
        """The user's day: the pretended one, or the clock's, which begins at `day.start`."""
        if self._today is None:
            self._today = self._pretended() or self._by_clock()
        return self._today

    @property
    def place(self) -> str:
        """Where the store is: a path, or a server's URL."""
        return folders.store_place(self.env, self.flags.db)

    @property
    def store(self) -> Store:
        """The store, which need not exist yet."""
        if self._store is None:
            self._store = self._opened()
        return self._store

    @property
    def console(self) -> Console:
        """The door for output."""
        if self._console is None:
            self._console = self._made_console()
        return self._console

    @property
    def memory(self) -> Memory:
        """What is remembered beside the store."""
        if self._memory is None:
            from keepintouch.cli.memory import Memory

            self._memory = Memory(folders.state_folder(self.env), self.place, self.world.now)
        return self._memory

    @property
    def asker(self) -> Asker:
        """Who asks the user, where that may be done."""
        from keepintouch.cli.asking import Asker

        return Asker(self.world.stdin, self.console.err, may_ask=not self.flags.no_input)

    def show(self, answer: Answer) -> None:
        """Give the answer of a command."""
        self.console.answer(answer)

    def tell(self, answer: Answer) -> None:
        """Give an answer about what was written to the file that was named."""
        self.console.answer(answer, to_file=False)

    def drop_draft(self) -> None:
        """Drop what was written in the editor: it is saved, or written anew."""
        if self.draft is not None:
            self.draft.remove()
            self.draft = None

    def close(self) -> None:
        """Say what the store has to say beside the answer, and let go of it."""
        if self._store is None:
            return
        notices = list(self._store.notices)
        if getattr(self._store, "rehearsed", False):
            notices.append("A dry run: nothing was changed.")
        self._store.close()
        if notices and not self.flags.quiet:
            self.console.note([(NOTE, f" {each}") for each in notices])

    def _opened(self) -> Store:
        from keepintouch.store import Store

        kind: type[Store] = Store
        if self.flags.dry_run:
            from keepintouch.cli.rehearsing import Rehearsal

            kind = Rehearsal
        return kind(self.place, self.settings.rules(), backups=self.settings.backup_daily)

    def _made_console(self) -> Console:
        flags, world = self.flags, self.world
        out, err = (
            Stream(raw, self.env, color=flags.color, plain=flags.plain)
            for raw in (world.stdout, world.stderr)
        )
        wishes = Wishes(
            machine=flags.machine,
            fields=flags.fields,
            quiet=flags.quiet,
            output="" if flags.output == "-" else flags.output,
            overwrite=flags.yes,
        )
        return Console(out, err, wishes, self)

    def wants_hint(self, command: str) -> bool:
        """Say whether a hint at `command` is still of use."""
        if self.flags.dry_run:
            return False
        return self.settings.hints and not self.memory.knows(command)

    def pager(self) -> list[str]:
        """Return the words of the pager's command; none when there is none."""
        from keepintouch.render.paging import pager_command

        return pager_command(self.env, self.settings.pager)

    def _pretended(self) -> date | None:
        given = self.flags.today or self.env.get("KIT_TODAY", "")
        if not given:
            return None
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
        if not self.flags.today:
            raise UsageError(f'KIT_TODAY is a day as 2026-11-22, not "{given}".')
        from keepintouch.domain.dates import read_day

        return read_day(given, self._by_clock(), looking="back")

    def _by_clock(self) -> date:
        start = timedelta(minutes=self.settings.minutes_late)
        return (self.world.now() - start).date()
