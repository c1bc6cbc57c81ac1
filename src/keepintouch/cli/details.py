"""The options that say something about a person, for `kit add` and `kit edit` alike."""

from __future__ import annotations

from keepintouch.cli.parameters import Annotated, typer
from keepintouch.cli.phones import normal_in
from keepintouch.domain.contacts import IMPORTANCE, STATES, Point
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit

Text = str | None
Texts = list[str] | None

Every = Annotated[Text, typer.Option("--every", metavar="SPAN", help="As 10d, 2w, 3mo, never.")]
Name = Annotated[
    Text, typer.Option("--name", metavar="TEXT", help="The old handle goes on working.")
]
Nick = Annotated[Texts, typer.Option("--nick", metavar="NAME", help="A nickname; repeatable.")]
Email = Annotated[Texts, typer.Option("--email", metavar="ADDRESS", help="Repeatable.")]
Phone = Annotated[Texts, typer.Option("--phone", metavar="NUMBER", help="Repeatable.")]
Birthday = Annotated[
    Text, typer.Option("--birthday", metavar="DATE", help="As 5 May 1990, 5 May or 1990.")
]
Org = Annotated[Text, typer.Option("--org", metavar="TEXT", help="Where they work.")]
Team = Annotated[Text, typer.Option("--team", metavar="TEXT", help="In which part of it.")]
Title = Annotated[Text, typer.Option("--title", metavar="TEXT", help="What they do there.")]
Place = Annotated[Text, typer.Option("--place", metavar="TEXT", help="Where they live.")]
Met = Annotated[Text, typer.Option("--met", metavar="TEXT", help="How you met.")]
Importance = Annotated[
    Text, typer.Option("--importance", metavar="WORD", help=f"{', '.join(IMPORTANCE)}.")
]
State = Annotated[Text, typer.Option("--state", metavar="STATE", help=f"{', '.join(STATES)}.")]
Until = Annotated[
    Text, typer.Option("--until", metavar="DATE", help="With --state paused: until when.")
]


def points_of(kit: Kit, email: Texts, phone: Texts) -> tuple[Point, ...]:
    """Return ways to reach somebody, with the form by which two are one."""
    region = kit.settings.phone_region
    given = [("email", value) for value in email or ()] + [
        ("phone", value) for value in phone or ()
    ]
    return tuple(
        Point(field, value, normal=normal_in(region, field, value)) for field, value in given
    )
