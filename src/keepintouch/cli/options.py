"""The options that several commands share, and reading the values typed for them."""

from __future__ import annotations

from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.dates import read_day
from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.cli.kit import Kit
    from keepintouch.domain.dates import Looking
    from keepintouch.domain.writtendates import Order

Who = Annotated[list[str], typer.Argument(metavar="WHO", show_default=False)]
MaybeWho = Annotated[list[str] | None, typer.Argument(metavar="[WHO]", show_default=False)]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help="A tag; repeatable.")
]
With = Annotated[
    list[str] | None, typer.Option("--with", "-w", metavar="WHO", help="A person; repeatable.")
]
On = Annotated[
    str | None, typer.Option("--on", "-d", metavar="DATE", help="When it happened, or happens.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="So many rows.")]
Edit = Annotated[bool, typer.Option("--edit", "-e", help="Write it in your editor.")]


def day(kit: Kit, text: str | None, *, looking: Looking = "back") -> date | None:
    """Return the day a text means, None for no text."""
    if text is None:
        return None
    return read_day(text, kit.today, looking=looking, order=order(kit))


def order(kit: Kit) -> Order | None:
    """Return how the user writes 11/12, if they said so."""
    chosen = kit.settings.date_order
    return None if chosen == "none" else chosen  # type: ignore[return-value]


def known_tag(kit: Kit, tag: str | None) -> str | None:
    """Return a tag to filter by, which somebody must have."""
    from keepintouch.services import people

    people.check_tag(kit.store, tag)
    return tag


def tag_names(texts: list[str] | None) -> tuple[str, ...]:
    """Return tags without the plus they may be typed with; `a,b` is two."""
    names = [name.strip().removeprefix("+") for text in texts or () for name in text.split(",")]
    for name in names:
        if not name or name.split() != [name]:
            raise UsageError(f'"{name}" is no tag: a tag is one word, as +berlin.')
    return tuple(dict.fromkeys(names))
