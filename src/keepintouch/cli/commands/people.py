"""Adding and changing people."""

from __future__ import annotations

from keepintouch.cli import choosing, details, options
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.contacts import Contact
from keepintouch.domain.durations import read_span
from keepintouch.domain.errors import UsageError
from keepintouch.domain.partialdates import read_partial
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import changes
from keepintouch.services import people

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit
    from keepintouch.domain.cadence import Cadence


def add(
    ctx: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME", show_default=False)],
    every: details.Every = None,
    tag: options.Tags = None,
    birthday: details.Birthday = None,
    nick: details.Nick = None,
    email: details.Email = None,
    phone: details.Phone = None,
    org: details.Org = None,
    team: details.Team = None,
    title: details.Title = None,
    place: details.Place = None,
    met: details.Met = None,
    importance: details.Importance = None,
) -> None:
    """Add someone.

    The name is enough. Everything else can be said now or later, with `kit edit`.
    """
    kit: Kit = ctx.obj
    contact = Contact(
        id="",
        slug="",
        name=" ".join(name),
        nicknames=tuple(nick or ()),
        points=details.points_of(kit, email, phone),
        birthday=read_partial(birthday, kit.today, order=options.order(kit)) if birthday else None,
        org=org,
        team=team,
        title=title,
        place=place,
        how_met=met,
        tags=options.tag_names(tag),
        importance=importance or "normal",
        cadence=read_span(every) if every else None,
    )
    changed, twin = people.add(kit.store, contact, today=kit.today)
    kit.show(changes.answer([changes.added(changed, kit.today)], below=changes.namesake(twin)))


def every(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WHO|+TAG SPAN", show_default=False)],
) -> None:
    """Set the rhythm: how often you would like to talk.

    `off` keeps somebody in your book without ever being due, `default` goes back to what
    kit learns or the default. `+tag` gives everybody with that tag a rhythm.
    """
    kit: Kit = ctx.obj
    if words[0].startswith("+"):
        span = _span(words[1:])
        tag = words[0][1:]
        number = people.set_tag_rhythm(kit.store, tag, span, today=kit.today)
        kit.show(changes.answer([changes.tag_rhythm(tag, span, number)]))
        return
    person, rest = choosing.leading(kit, words)
    changed = people.set_rhythm(kit.store, choosing.handle(person), _span(rest), today=kit.today)
    kit.show(changes.answer([changes.rhythm(changed, kit.today)]))


def tag(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WHO +TAG -TAG", show_default=False)],
) -> None:
    """Add tags to somebody, or drop them.

    Flags stand before WHO, since everything behind it that begins with a dash is a tag.
    """
    kit: Kit = ctx.obj
    first = next((at for at, word in enumerate(words) if at and word[:1] in "+-"), len(words))
    signed = words[first:]
    bare = signed or words[1:]
    wrong = next((word for word in bare if word[:1] not in "+-"), None)
    if not signed or wrong:
        raise UsageError(
            f'"{wrong}" needs a + or a - before it.' if wrong else "which tags? None was given.",
            attempt=(f"kit tag {words[0]} +{wrong or 'berlin'}",),
        )
    person = choosing.who(kit, words[:first])
    changed = people.tag(
        kit.store,
        choosing.handle(person),
        add=options.tag_names([word for word in signed if word[0] == "+"]),
        drop=[word[1:] for word in signed if word[0] == "-"],
        today=kit.today,
    )
    kit.show(changes.answer([changes.tagged(changed)]))


def archive(
    ctx: typer.Context,
    who: options.Who,
    off: Annotated[bool, typer.Option("--off", help="Bring them back.")] = False,
) -> None:
    """Stop tracking somebody: in nothing but search and `kit show`."""
    kit: Kit = ctx.obj
    person = choosing.who(kit, who)
    changed = people.archive(kit.store, choosing.handle(person), today=kit.today, off=off)
    kit.show(changes.answer([changes.state(changed)]))


def _span(words: list[str]) -> Cadence | None:
    """Return the rhythm that words name; None for the default."""
    text = " ".join(words)
    if not text:
        raise UsageError(
            "how often? As 10d, 2w, 3mo, off or default.", attempt=("kit every ana 2w",)
        )
    return None if text == "default" else read_span(text)
