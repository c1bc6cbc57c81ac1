"""What TAB offers for the words typed so far; people come without importing a parser."""

from __future__ import annotations

from keepintouch.domain.errors import KitError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from keepintouch.cli.kit import Kit

    Offer = tuple[str, str]
    Offers = Callable[[Kit, str], Iterable[Offer]]


NEXT = "--next"


def run(kit: Kit, words: Sequence[str]) -> int:
    """Print what may stand in place of the last word: a line each, with a tab and what it is.

    Behind the `--` that keeps them from being read as flags come the words. A `--next` before
    it asks for the word after them: not every shell can pass an empty one.
    """
    typed = [*words[2:], ""] if words[:1] == [NEXT] else list(words[1:])
    *before, current = typed or [""]
    try:
        found = list(offers(kit, before, current))
    except KitError:
        return 0
    out = kit.console.out
    out.write_lines([_line(value, about) for value, about in found])
    return 0


def offers(kit: Kit, before: Sequence[str], current: str) -> Iterator[Offer]:
    """Yield the values that may stand behind `before` and begin with `current`."""
    if current[:1] in {"+", "@"}:
        source = _tags if current[0] == "+" else _people
        yield from ((current[0] + value, about) for value, about in source(kit, current[1:]))
    elif before and before[-1] in VALUES:
        yield from VALUES[before[-1]](kit, current)
    elif current.startswith("-"):
        yield from _options(before, current)
    else:
        yield from _positional(kit, [word for word in before if not word.startswith("-")], current)


def _positional(kit: Kit, before: Sequence[str], current: str) -> Iterator[Offer]:
    if not before:
        yield from _commands(current)
        return
    from keepintouch.cli.door import ALIASES

    verb, place = ALIASES.get(before[0], before[0]), len(before) - 1
    sources = POSITIONS.get(verb, ())
    if sources:
        yield from sources[min(place, len(sources) - 1)](kit, current)


def _people(kit: Kit, start: str) -> Iterator[Offer]:
    from keepintouch.services import suggesting

    for each in suggesting.people(kit.store, start):
        rhythm = f", {each.cadence.words}" if each.cadence else ""
        yield each.slug, f"{each.name}{rhythm}"


def _tags(kit: Kit, start: str) -> Iterator[Offer]:
    from keepintouch.services import suggesting

    for each in suggesting.tags(kit.store, start):
        yield each, "tag"


def _commands(start: str) -> Iterator[Offer]:
    from keepintouch.cli.catalogue import COMMANDS

    for each in COMMANDS.values():
        if each.name.startswith(start) and not each.hidden:
            yield each.name, each.line


def _options(before: Sequence[str], start: str) -> Iterator[Offer]:
    from keepintouch.cli.catalogue import find
    from keepintouch.cli.flags import SWITCHES, TAKING

    command = find(before[0]) if before else None
    if command is not None:
        from keepintouch.cli.helping import options_of

        for names, about in options_of(command):
            for name in names:
                if name.startswith(start) and name.startswith("--"):
                    yield name, about
    for name in (*SWITCHES, *TAKING):
        if name.startswith("--") and name.startswith(start):
            yield name, "everywhere"


def _fixed(*pairs: str) -> Offers:
    known = [tuple(pair.partition("=")[::2]) for pair in pairs]

    def offer(_kit: Kit, start: str) -> Iterator[Offer]:
        for value, about in known:
            if value.startswith(start):
                yield value, about

    return offer


def _topics(_kit: Kit, start: str) -> Iterator[Offer]:
    from keepintouch.cli.topics import NAMES

    yield from _commands(start)
    yield from ((name, "topic") for name in NAMES if name.startswith(start))


def _nothing(_kit: Kit, _start: str) -> Iterator[Offer]:
    yield from ()


def _line(value: str, about: str) -> str:
    from keepintouch.render.neutral import shown

    return f"{shown(value)}\t{shown(about)}" if about else shown(value)


DAYS = _fixed(
    "today", "yesterday", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "3d=days", "1w=a week", "1mo=a month",
)  # fmt: skip
SPANS = _fixed(
    "1w=every week", "2w=every 2 weeks", "1mo=every month", "3mo=every 3 months",
    "1y=every year", "off=never due", "default=as learned",
)  # fmt: skip
KINDS = _fixed("met", "call", "video", "message", "email", "letter", "talked")
OCCASIONS = _fixed("birthday", "anniversary")
STATES = _fixed("active", "paused", "archived", "deceased")
IMPORTANCE = _fixed("inner", "close", "normal", "wider")
SHELLS = _fixed("install=set it up", "bash", "zsh", "fish", "powershell")
CONFIG = _fixed("edit=open it in the editor", "path=where it is")
DAILY = _fixed("on=a reminder each morning", "off=no reminder")

VALUES: dict[str, Offers] = {
    "--tag": _tags, "-t": _tags, "--with": _people, "-w": _people, "--kind": KINDS, "-k": KINDS,
    "--on": DAYS, "-d": DAYS, "--since": DAYS, "--until": DAYS, "--every": SPANS,
    "--state": STATES, "--importance": IMPORTANCE, "--sort": _fixed("name", "last", "due", "added"),
    "--prefer": _fixed("kit", "folder"), "--deletes": _fixed("ask", "apply", "keep"),
    "--color": _fixed("auto", "always", "never"), "--dismiss": _people, "-o": _nothing,
    "--output": _nothing, "--db": _nothing, "--today": DAYS, "--fields": _nothing,
}  # fmt: skip
POSITIONS: dict[str, tuple[Offers, ...]] = {
    "log": (_people,), "done": (_people,), "snooze": (_people, DAYS), "show": (_people,),
    "why": (_people,), "edit": (_people,), "every": (_people, SPANS, _nothing),
    "tag": (_people, _nothing), "merge": (_people, _people), "archive": (_people,),
    "remove": (_people,), "forget": (_people,), "note": (_people, _nothing),
    "date": (_people, OCCASIONS, _nothing), "remind": (_people, DAYS, _nothing),
    "history": (_people,), "export": (_people,), "help": (_topics,),
    "sync": (_fixed("vdir=a folder of cards"), _nothing), "completion": (SHELLS,),
    "config": (CONFIG,), "daily": (DAILY, _nothing),
}  # fmt: skip
