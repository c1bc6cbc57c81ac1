"""Facts, days and promises."""

from __future__ import annotations

from keepintouch.cli import choosing, options
from keepintouch.cli.commands.looking import remember
from keepintouch.cli.memory import Row
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.partialdates import read_partial
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import changes, promises, remembered
from keepintouch.services import remembering

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.cli.kit import Kit

LONGEST_DATE = 4
NEXT, A_YEAR = "30d", "365d"


def note(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WHO TEXT", show_default=False)
    ] = None,
    tag: options.Tags = None,
    edit: options.Edit = False,
) -> None:
    """Keep a fact about somebody; nobody's clock moves.

    With `-e` only WHO is named, and the text is written in your editor.
    """
    kit: Kit = ctx.obj
    person, rest = choosing.leading(kit, words or [])
    text = " ".join(rest)
    if edit:
        from keepintouch.cli.editor import edited

        text = edited(kit, text, suffix=".txt").strip()
    remembering.note(
        kit.store,
        [choosing.handle(person)],
        text,
        today=kit.today,
        tags=options.tag_names(tag),
    )
    kit.show(changes.answer([remembered.noted(person)]))


def date_command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WHO KIND DATE", show_default=False)
    ] = None,
    coming: Annotated[
        str | None, typer.Option("--next", metavar="SPAN", help="List the days of so long.")
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Forget the day.")] = False,
) -> None:
    """Set a birthday or another day that comes back each year; alone, list the next ones.

    With WHO alone it lists theirs. A part may be unknown: `5 may`, `1990`.
    """
    kit: Kit = ctx.obj
    if not words:
        _list_days(kit, coming or NEXT)
        return
    person, rest = choosing.leading(kit, words)
    if not rest and not drop:
        _list_days(kit, coming or A_YEAR, choosing.handle(person))
        return
    if not rest:
        raise UsageError(
            "which day? As birthday or anniversary.",
            attempt=(f"kit date {person.slug} birthday --drop",),
        )
    kind, when = rest[0], " ".join(rest[1:])
    if drop:
        remembering.drop_date(kit.store, choosing.handle(person), kind, today=kit.today)
        kit.show(changes.answer([remembered.day_dropped(person, kind)]))
        return
    on = read_partial(when, kit.today, order=options.order(kit))
    dated = remembering.date_of(kit.store, choosing.handle(person), kind, on, today=kit.today)
    kit.show(changes.answer([remembered.dated(dated, kit.today, kit.settings.scoring_leap_day)]))


def remind(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WHO DATE TEXT", show_default=False)
    ] = None,
    on: options.On = None,
    done: Annotated[
        int | None, typer.Option("--done", metavar="N", help="The promise of this number is kept.")
    ] = None,
    cancel: Annotated[
        int | None, typer.Option("--cancel", metavar="N", help="It is no longer wanted.")
    ] = None,
) -> None:
    """Promise something for a day; on that day it puts them on the list. Alone, list what is open.

    The day may also stand at the end: `kit remind sam send the book list on thu`.
    """
    kit: Kit = ctx.obj
    number = done if done is not None else cancel
    if number is not None:
        _close(kit, number, "done" if done is not None else "cancelled")
        return
    if not words:
        found = remembering.follow_ups(kit.store, until=kit.today.max)
        kit.show(promises.listed(found, kit.today))
        remember(kit, [Row("follow-up", each.id) for each in found])
        return
    person, rest = choosing.leading(kit, words)
    day, text = (options.day(kit, on, looking="ahead"), " ".join(rest)) if on else _when(kit, rest)
    if day is None or day < kit.today:
        raise UsageError("a reminder is for today or a day to come.", attempt=("kit help dates",))
    kept = remembering.remind(kit.store, [choosing.handle(person)], day, text, today=kit.today)
    kit.show(changes.answer([remembered.promised(kept, kit.today)]))


def _when(kit: Kit, words: list[str]) -> tuple[date, str]:
    """Return the day that the first words are, or the last, the longest there is; and the others."""
    from keepintouch.domain.dates import find_day, read_day

    if not words:
        raise UsageError("when, and what?", attempt=("kit remind sam thu send the book list",))
    lengths = range(min(len(words), LONGEST_DATE), 0, -1)
    heads = [(words[:length], words[length:]) for length in lengths]
    tails = [(words[-length:], words[:-length]) for length in lengths]
    for dated, others in (*heads, *tails):
        day = find_day(" ".join(dated), kit.today, looking="ahead", order=options.order(kit))
        if day is not None:
            return day.on, " ".join(others)
    return read_day(words[0], kit.today, looking="ahead", order=options.order(kit)), ""


def _close(kit: Kit, number: int, state: str) -> None:
    row = kit.memory.row(number)
    if row.kind != "follow-up":
        raise UnknownError(
            f"{number} of the list you last saw is no promise.", attempt=("kit remind",)
        )
    kept = remembering.close_follow_up(kit.store, row.id, state, today=kit.today)
    kit.show(changes.answer([remembered.closed(kept)]))


def _list_days(kit: Kit, span: str, who: str = "") -> None:
    from datetime import timedelta

    from keepintouch.domain.durations import read_length
    from keepintouch.store import occasions

    length = min(read_length(span), occasions.YEAR)
    found: list[occasions.Coming] = []
    if kit.store.exists:
        with kit.store.reading() as connection:
            until = kit.today + timedelta(length)
            leap_day = kit.settings.scoring_leap_day
            found = occasions.between(connection, kit.today, until, leap_day=leap_day)
    if who:
        found = [each for each in found if f"@{each.person.slug}" == who]
    kit.show(promises.days(found, length, kit.today))
