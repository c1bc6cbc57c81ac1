"""Looking somebody up."""

from __future__ import annotations

from keepintouch.cli import choosing, listing, options
from keepintouch.cli.memory import Row
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.durations import before
from keepintouch.domain.occasions import Occasion
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import cards, contacts, found, touchpoints
from keepintouch.services import explaining, looking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.cli.kit import Kit
    from keepintouch.domain.people import Person
    from keepintouch.domain.touchpoints import Note


def show(ctx: typer.Context, who: options.Who) -> None:
    """Show one person on one screen, before you call.

    What you promised to ask, what to remember, how to reach them, and the last conversations.
    """
    kit: Kit = ctx.obj
    person = choosing.who(kit, who)
    kit.show(
        cards.show(looking.show(kit.store, choosing.handle(person), today=kit.today), kit.today)
    )


def why(ctx: typer.Context, who: options.Who) -> None:
    """Show why somebody is, or is not, on the list: every number, and what would change it."""
    kit: Kit = ctx.obj
    person = choosing.who(kit, who)
    found = explaining.explained(
        kit.store,
        choosing.handle(person),
        today=kit.today,
        shown=listing.shown_in_vain(kit) if kit.settings.due_rotate else {},
        lead=kit.settings.scoring_lead_days,
        leap_day=kit.settings.scoring_leap_day,
    )
    kit.show(cards.why(found))


def list_people(
    ctx: typer.Context,
    tag: Annotated[
        str | None, typer.Option("--tag", "-t", metavar="TAG", help="Only with this tag.")
    ] = None,
    sort: Annotated[str, typer.Option(metavar="ORDER", help="name, last, due or added.")] = "name",
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="active, paused, archived or deceased.")
    ] = None,
    org: Annotated[str | None, typer.Option(metavar="TEXT", help="Only of this company.")] = None,
    without_rhythm: Annotated[
        bool, typer.Option("--without-rhythm", help="Only without a rhythm.")
    ] = False,
    silent: Annotated[
        str | None,
        typer.Option("--silent", metavar="SPAN", help="Only without a conversation for so long."),
    ] = None,
    limit: options.Limit = None,
) -> None:
    """List everyone, with their rhythm, the last conversation and the due day."""
    kit: Kit = ctx.obj
    wanted = looking.Wanted(
        options.known_tag(kit, tag), state, sort, limit, org, without_rhythm,
        None if silent is None else (before(silent, kit.today), kit.today),
    )  # fmt: skip
    people = looking.everyone(kit.store, today=kit.today, wanted=wanted)
    kit.show(contacts.everyone(people, kit.today))


def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", show_default=False)],
    who: Annotated[
        str | None, typer.Option("--with", "-w", metavar="WHO", help="Only about this person.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="So many places.")] = 100,
) -> None:
    """Search all text: names, companies, notes, promises and conversations."""
    kit: Kit = ctx.obj
    text = " ".join(words)
    person = choosing.handle(choosing.who(kit, who.split())) if who else None
    kit.show(found.found(looking.find(kit.store, text, who=person, limit=limit), text, kit.today))


def history(
    ctx: typer.Context,
    who: options.MaybeWho = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
) -> None:
    """Show the timeline, newest first, of everybody or of one person.

    Its lines are numbered: `kit edit 2` changes the second, `kit rm 2` drops it. What is noted
    about one person, and their days, go on with the numbers.
    """
    kit: Kit = ctx.obj
    person = choosing.handle(choosing.who(kit, who)) if who else None
    whose, lines = looking.history(
        kit.store,
        person,
        since=options.day(kit, since),
        until=options.day(kit, until),
        limit=limit,
    )
    room = None if limit is None else max(0, limit - len(lines))
    beside = _beside(kit, person, since, until, room) if person else []
    kit.show(touchpoints.history(lines, whose, kit.today, beside))
    rows = [Row("touchpoint", each.id) for each in lines]
    remember(kit, [*rows, *(_row(each, whose) for each in beside)])


def _beside(
    kit: Kit, who: str, since: str | None, until: str | None, room: int | None
) -> list[Note | Occasion]:
    """Return what else is kept about somebody: notes as far as there is room, days of every year."""
    notes, days = looking.remembered(
        kit.store, who, since=options.day(kit, since), until=options.day(kit, until)
    )
    whole = room is None and not since and not until
    return [*notes[:room], *(days if whole else ())]


def _row(each: Note | Occasion, whose: Person | None) -> Row:
    if isinstance(each, Occasion):
        return Row("date", f"{whose.slug if whose else ''} {each.kind}")
    return Row("note", each.id)


def remember(kit: Kit, rows: Sequence[Row]) -> None:
    """Let the numbers on a terminal stand for these rows."""
    if kit.console.for_people:
        kit.memory.keep_list(rows)
