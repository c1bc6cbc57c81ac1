"""The daily commands with all their flags; what they do stands in `listing` and `recording`."""

from __future__ import annotations

from keepintouch.cli import choosing, listing, nudging, options, recording
from keepintouch.cli.listing import Wanted
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.errors import UsageError
from keepintouch.domain.touchpoints import KINDS
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import changes
from keepintouch.services import people
from keepintouch.services.logging import Flags

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.cli.kit import Kit

SNOOZE_DAYS = "3d"
Kind = Annotated[
    str | None, typer.Option("--kind", "-k", metavar="KIND", help=", ".join(KINDS) + ".")
]
Switch = bool


def log(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", show_default=False)] = None,
    people_with: options.With = None,
    on: options.On = None,
    kind: Kind = None,
    tag: options.Tags = None,
    new: Annotated[
        bool, typer.Option("--new", help="Add people who are not here yet, unasked.")
    ] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="Take the words that could not be saved.")
    ] = False,
    edit: options.Edit = False,
) -> int:
    """Write down a conversation, in your own words.

    Kit reads who, when and how out of the line and shows what it read; the text is kept as
    you typed it. Without words it asks for them; `-` reads them from stdin. What it
    understands: `kit help log`. To look back:
    `kit history`.
    """
    kit: Kit = ctx.obj
    with recording.LosingNothing(kit, " ".join(words or [])):
        flags = Flags(
            people=tuple(people_with) if people_with else None,
            day=options.day(kit, on),
            kind=a_kind(kind),
            tags=options.tag_names(tag),
            order=options.order(kit),
        )
    text = recording.words(kit, words or [], retry=retry, edit=edit)
    return recording.log(kit, text, flags, may_add=new)


def done(
    ctx: typer.Context,
    who: options.Who,
    on: options.On = None,
    kind: Kind = None,
    tag: options.Tags = None,
) -> int:
    """Just mark it: “we talked”, no words. Several people may be named."""
    kit: Kit = ctx.obj
    return recording.done(
        kit,
        who,
        day=options.day(kit, on),
        kind=a_kind(kind) or "talked",
        tags=options.tag_names(tag),
    )


def due(
    ctx: typer.Context,
    tag: Annotated[
        str | None, typer.Option("--tag", "-t", metavar="TAG", help="Only with this tag.")
    ] = None,
    week: Annotated[
        Switch, typer.Option("--week", help="Also who becomes due within a week.")
    ] = False,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Also who becomes due by then.")
    ] = None,
    limit: options.Limit = None,
    everybody: Annotated[
        Switch, typer.Option("--all", help="Everybody, not the first 20.")
    ] = False,
    count: Annotated[Switch, typer.Option("--count", help="Only the number.")] = False,
    prompt: Annotated[
        Switch, typer.Option("--prompt", help="The number for a prompt, or nothing.")
    ] = False,
    exit_code: Annotated[
        Switch, typer.Option("--exit-code", help="End with 10 if someone is due.")
    ] = False,
    once: Annotated[
        Switch, typer.Option("--once", help="At most once a day; nothing if nobody.")
    ] = False,
    no_rotate: Annotated[
        Switch, typer.Option("--no-rotate", help="The same order on every machine.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DAY", help="Who was due on a past day, as kit saw it then."
        ),
    ] = None,
    explain: Annotated[
        Switch, typer.Option("--explain", help="Every number behind each place.")
    ] = False,
    notify: Annotated[
        Switch, typer.Option("--notify", help="As a notification, only if someone is due.")
    ] = False,
) -> int:
    """Show who is due: today's few first, then the rest."""
    kit: Kit = ctx.obj
    last = listing.until_week(kit) if week else options.day(kit, until, looking="ahead")
    wanted = Wanted(
        options.known_tag(kit, tag),
        last,
        limit,
        everybody,
        count,
        prompt,
        exit_code,
        once,
        rotate=not no_rotate,
    )._replace(as_of=_past(kit, as_of), explain=explain)
    if as_of and (count or prompt or notify or last):
        raise UsageError("--as-of shows a list: leave out --count, --prompt, --notify, --until.")
    if notify:
        from keepintouch.cli import notifying

        return notifying.notify(kit, wanted)
    return listing.due(kit, wanted)


def _past(kit: Kit, text: str | None) -> date | None:
    day = options.day(kit, text)
    if day is not None and day > kit.today:
        raise UsageError(f'"{text}" is not past: for days to come there is kit due --until.')
    return day


def snooze(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WHO [DATE]", show_default=False)],
) -> None:
    """Not now: put somebody off for 3 days, or until a day."""
    kit: Kit = ctx.obj
    person, rest = choosing.leading(kit, words)
    until = options.day(kit, " ".join(rest) or SNOOZE_DAYS, looking="ahead")
    if until is None or until <= kit.today:
        raise UsageError(f'"{" ".join(rest)}" is not ahead: snooze until a day to come.')
    changed = people.snooze(kit.store, choosing.handle(person), until, today=kit.today)
    kit.memory.forget_shown([person.id])
    kit.show(changes.answer([changes.snoozed(changed, until, kit.today)]))
    nudging.put_off(kit, changed)


def a_kind(word: str | None) -> str | None:
    """Return a kind of touchpoint that is one."""
    if word is not None and word not in KINDS:
        raise UsageError(f'there is no kind "{word}".', close=KINDS)
    return word
