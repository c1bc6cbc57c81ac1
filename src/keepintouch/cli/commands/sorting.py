"""Sorting new people, and making one of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.cli import choosing, options
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.errors import CancelledError, NeedsAnswerError, UsageError
from keepintouch.render import changes, sorted_out
from keepintouch.render.words import counted
from keepintouch.services import joining, looking, people, twins
from keepintouch.services.looking import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.cli.kit import Kit
    from keepintouch.domain.contacts import Contact
    from keepintouch.render.spans import Text
    from keepintouch.services.looking import Row

KEYS = {
    "w": Cadence(1, "w"),
    "f": Cadence(2, "w"),
    "m": Cadence(1, "m"),
    "q": Cadence(3, "m"),
    "y": Cadence(1, "y"),
    "n": NEVER,
}
SKIP, BACK, STOP = "s", "b", "x"


def triage(
    ctx: typer.Context,
    tag: Annotated[
        str | None, typer.Option("--tag", "-t", metavar="TAG", help="Only with this tag.")
    ] = None,
) -> None:
    """Sort new people: one key each says how often.

    Each answer is kept at once. First due days are spread, so that nothing piles up.
    """
    kit: Kit = ctx.obj
    wanted = Wanted(options.known_tag(kit, tag), "active", "added", None, None, without_rhythm=True)
    rows = looking.everyone(kit.store, today=kit.today, wanted=wanted).rows
    if not rows:
        everybody = wanted._replace(without_rhythm=False, limit=1)
        here = looking.everyone(kit.store, today=kit.today, wanted=everybody).rows
        kit.show(sorted_out.nobody_left(empty=not here))
        return
    if not kit.asker.may_ask:
        raise NeedsAnswerError(
            f"{counted(len(rows), 'person is', 'people are')} without a rhythm,"
            " and sorting them needs a terminal.",
            attempt=("kit every WHO 1mo", "kit every +TAG 1mo", "kit list --without-rhythm"),
        )
    kit.console.note(sorted_out.keys(len(rows)))
    number = _sorted(kit, rows)
    kit.show(sorted_out.done(number))


def merge(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WHO INTO", show_default=False)],
) -> None:
    """Make one of two people: the second keeps the name, both handles go on working."""
    kit: Kit = ctx.obj
    gone, rest = choosing.leading(kit, words)
    if not rest:
        raise UsageError("whom into whom?", attempt=(f"kit merge {gone.slug} OTHER",))
    kept = choosing.who(kit, rest)
    joined = joining.merge(kit.store, choosing.handle(gone), choosing.handle(kept), today=kit.today)
    kit.show(changes.answer([sorted_out.merged(joined)], below=sorted_out.card(joined.joined)))


def duplicates(ctx: typer.Context) -> None:
    """Show pairs of people that may be one, and why. Nothing is merged by itself."""
    kit: Kit = ctx.obj
    kit.show(sorted_out.twins(twins.likely(kit.store)))


def _sorted(kit: Kit, rows: Sequence[Row]) -> int:
    """Ask about each person in turn, and return how many were given a rhythm."""
    at = 0
    given: set[str] = set()
    while at < len(rows):
        contact = rows[at].contact
        said = _answer(kit, sorted_out.question(contact, at + 1, len(rows)), kept=len(given))
        if said == STOP:
            break
        if said == BACK:
            at = max(0, at - 1)
        elif said in KEYS:
            _set(kit, contact, KEYS[said])
            given.add(contact.id)
            at += 1
        elif said in (SKIP, ""):
            at += 1
        else:
            kit.console.note(sorted_out.keys_again())
    return len(given)


def _answer(kit: Kit, question: Text, *, kept: int) -> str:
    """Return the key that was typed; the end of input says what was kept up to then."""
    try:
        return kit.asker.line(question).strip().lower()
    except CancelledError:
        if not kept:
            raise
        raise CancelledError(f"stopped: {kept} sorted are kept.", attempt=("kit triage",)) from None


def _set(kit: Kit, contact: Contact, cadence: Cadence) -> None:
    people.change(
        kit.store,
        f"@{contact.slug}",
        lambda now: now._replace(cadence=cadence, spread=True),
        today=kit.today,
        command="triage",
    )
