"""Writing conversations down, whichever door they came through; nothing heavy is imported here."""

from __future__ import annotations

from keepintouch.domain.errors import KitError, NeedsAnswerError, UsageError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import logged as echoes
from keepintouch.services import logging

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.cli.kit import Kit
    from keepintouch.domain.readings import Reading
    from keepintouch.services.logging import Flags, Logged

QUESTION = "Who and what?  (blank line ends, Ctrl-C drops it; to look back: kit history)"
NO_FLAGS = logging.NO_FLAGS


def log(kit: Kit, text: str, flags: Flags, *, may_add: bool = False) -> int:
    """Write down a conversation; words that could not be saved are kept."""
    with LosingNothing(kit, text):
        reading = logging.understand(kit.store, text, today=kit.today, flags=flags)
        if kit.flags.dry_run and not kit.flags.machine and not kit.flags.quiet:
            kit.console.out.show(echoes.read_so(reading))
        reading = _cleared(kit, reading)
        kept = logging.keep(kit.store, reading, _settled(kit, reading, may_add), today=kit.today)
    if not kit.flags.dry_run:
        kit.memory.forget_words(text)
        _acted(kit, kept)
    kit.show(echoes.logged(kept, reading, kit.today))
    return 0


class LosingNothing:
    """Keeps the words for `kit log --retry` if what is done with them fails; a trial keeps none."""

    def __init__(self, kit: Kit, text: str) -> None:
        self._kit = kit
        self._text = text

    def __enter__(self) -> None:
        """Begin with nothing to keep."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None and self._text.strip(" -") and not self._kit.flags.dry_run:
            self._kit.memory.keep_words(self._text)
            if isinstance(error, KitError):
                error.attempt += ("kit log --retry",)


def words(kit: Kit, typed: Sequence[str], *, retry: bool, edit: bool) -> str:
    """Return the words to log: typed, kept from before, of stdin, of the editor or of a prompt."""
    text = _of_stdin(kit) if list(typed) == ["-"] else " ".join(typed)
    if retry:
        text = kit.memory.kept_words()
        if not text:
            raise UsageError("no words are kept: the last log was saved.")
    if edit:
        from keepintouch.cli.editor import edited

        return edited(kit, text, suffix=".txt").strip()
    if not text.strip():
        if not kit.asker.may_ask or typed:
            raise NeedsAnswerError("no words were given.", attempt=("kit log coffee with Ana",))
        text = kit.asker.lines(QUESTION)
    return text


def _of_stdin(kit: Kit) -> str:
    if kit.world.stdin is None:
        return ""
    return kit.world.stdin.buffer.read().decode("utf-8", "replace").strip()


def done(
    kit: Kit,
    words: Sequence[str],
    *,
    day: date | None = None,
    kind: str = "talked",
    tags: tuple[str, ...] = (),
) -> int:
    """Mark that one was in touch with people, without words."""
    from keepintouch.cli import choosing

    who = [choosing.handle(each) for each in choosing.everyone(kit, words)]
    kept = logging.done(kit.store, who, today=kit.today, day=day, kind=kind, tags=tags)
    if not kit.flags.dry_run:
        _acted(kit, kept)
    kit.show(echoes.done(kept, kit.today))
    return 0


def _cleared(kit: Kit, reading: Reading) -> Reading:
    """Return the reading with what only the owner can say: which day, and which kind."""
    if reading.day_problem is None and reading.stray is None and reading.doubt is None:
        return reading
    from keepintouch.cli import dating, kinding

    return kinding.kinded(kit, dating.dated(kit, reading))


def _settled(kit: Kit, reading: Reading, may_add: bool) -> logging.Settled:
    if reading.certain:
        return logging.settled(reading)
    from keepintouch.cli import settling

    return settling.settled(kit, reading, may_add=may_add)


def _acted(kit: Kit, kept: Logged) -> None:
    """Somebody was acted on, so that they were not shown in vain."""
    kit.memory.forget_shown([each.id for each in kept.touchpoint.people])
