"""How one was in touch, where a line only may say it: asked on a terminal, refused in a script."""

from __future__ import annotations

from keepintouch.cli.asking import TRIES
from keepintouch.cli.settling import NOTHING_SAVED
from keepintouch.domain.errors import CancelledError, NeedsAnswerError
from keepintouch.domain.touchpoints import KINDS
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit
    from keepintouch.domain.readings import Doubt, Reading


def kinded(kit: Kit, reading: Reading) -> Reading:
    """Return the reading with its kind, asked for where the line leaves a doubt.

    Who reached out was read with the likeliest kind, and goes with it.
    """
    if reading.doubt is None:
        return reading
    if not kit.asker.may_ask:
        raise _refused(reading.doubt)
    kind = _asked(kit, reading.doubt)
    direction = reading.direction if kind == reading.kind else None
    return reading._replace(kind=kind, direction=direction, doubt=None)


def _refused(doubt: Doubt) -> NeedsAnswerError:
    return NeedsAnswerError(
        f"“{doubt.words.text}” may tell how you were in touch, or not: {' or '.join(doubt.kinds)}? "
        f"{NOTHING_SAVED}",
        attempt=tuple(f"kit log --kind {kind} …" for kind in doubt.kinds),
    )


def _asked(kit: Kit, doubt: Doubt) -> str:
    """Ask for a kind until one is given; Enter alone is the likeliest."""
    likeliest, *others = doubt.kinds
    question = f"“{doubt.words.text}”: how were you in touch?  [{likeliest}]/{'/'.join(others)}  "
    for _ in range(TRIES):
        said = kit.asker.line(question).strip().lower()
        if not said:
            return likeliest
        found = [kind for kind in (*doubt.kinds, *KINDS) if kind.startswith(said)]
        if found:
            return found[0]
        kit.console.note([f"The kinds: {', '.join(KINDS)}."])
    raise CancelledError(f"no kind. {NOTHING_SAVED}")
