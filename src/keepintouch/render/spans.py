"""What a screen is made of: styled text as data, with no escape sequence and no markup in it."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person

STYLES = ("person", "due", "error", "ok", "dim", "tag")


class Span(NamedTuple):
    """Text in one of the six styles; `word` is shown instead where symbols are not."""

    text: str
    style: str = ""
    word: str | None = None


class Pair(NamedTuple):
    """A line with something at its right end."""

    left: Text
    right: Text


class Table(NamedTuple):
    """Rows of cells under each other; only the last column may be cut, `whole` not even that.

    `right` are the columns set flush right.
    """

    rows: Sequence[Sequence[Text]]
    indent: int = 2
    right: tuple[int, ...] = ()
    header: tuple[str, ...] = ()
    whole: bool = False


class Prose(NamedTuple):
    """A paragraph that is wrapped on a terminal; `hanging` indents all lines but the first."""

    text: Text
    indent: int = 0
    hanging: int = 0


class Beside(NamedTuple):
    """Short lists next to each other where they fit, else under each other."""

    parts: Sequence[Screen]


if TYPE_CHECKING:
    Text = str | Span | tuple[str | Span, ...]
    Block = Text | Pair | Table | Prose | Beside
    Screen = Sequence[Block]

OK = Span("✓", "ok", "ok")
NOTE = Span("!", "due", "note")
ERROR = Span("✗", "error", "error")


def person(name: str) -> Span:
    """Show a name."""
    return Span(name, "person")


def told_apart(people: Iterable[Person | Contact]) -> dict[str, Text]:
    """Return names by id; those whom a list names alike come with their handles."""
    known = {each.id: each for each in people}
    seen: set[str] = set()
    alike: set[str] = set()
    for each in known.values():
        (alike if each.name in seen else seen).add(each.name)
    return {
        key: (person(each.name), dim(f" ({each.slug})"))
        if each.name in alike
        else person(each.name)
        for key, each in known.items()
    }


def dim(text: str) -> Span:
    """Show a date, or what matters less."""
    return Span(text, "dim")


def tag(name: str) -> Span:
    """Show a tag with its plus."""
    return Span(f"+{name}", "tag")


def spans(text: Text) -> tuple[Span, ...]:
    """Return the spans a text is made of."""
    if isinstance(text, str):
        return (Span(text),)
    if isinstance(text, Span):
        return (text,)
    return tuple(Span(each) if isinstance(each, str) else each for each in text)


def joined(texts: Iterable[Text], separator: str = " · ") -> tuple[Span, ...]:
    """Return texts as one, with the separator between them; empty ones are left out."""
    found: list[Span] = []
    for text in texts:
        each = [span for span in spans(text) if span.text]
        if each:
            found += [Span(separator), *each] if found else each
    return tuple(found)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text of the user's, whatever its line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
