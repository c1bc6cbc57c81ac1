"""Examples of every command: shown in its help, and run by the tests on the people of `demo`."""

from __future__ import annotations

from keepintouch.domain.values import NamedTuple


class Example(NamedTuple):
    """A line as typed, and what it is for."""

    line: str
    what: str


def _examples(*pairs: str) -> tuple[Example, ...]:
    return tuple(Example(*(part.strip() for part in pair.split("  #", 1))) for pair in pairs)


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "add": _examples(
        'kit add "Ana Lima" --every 2w --tag berlin  # with a rhythm and a tag',
        'kit add "Ana Lima" --birthday "5 May 1990" --nick Ani  # with a birthday and a nickname',
        "kit add Ana  # a name is enough",
    ),
    "every": _examples(
        "kit every ana 3w  # every three weeks",
        "kit every ana off  # never due, still in your book",
        "kit every +family 1mo  # everybody with a tag",
    ),
    "tag": _examples(
        "kit tag ana +climbing -berlin  # add one, drop one",
        "kit tag bob +work  # add one",
    ),
    "archive": _examples(
        "kit archive ana  # stop tracking",
        "kit archive ana --off  # bring her back",
    ),
    "undo": _examples(
        "kit undo  # take back the last command",
        "kit undo 3  # the last three",
        "kit undo --list  # see what can be taken back",
    ),
    "redo": _examples("kit redo  # make the last one again", "kit redo 2  # the last two"),
    "due": _examples(
        "kit due  # everybody, the first twenty",
        "kit due --tag family --week  # family, the coming week included",
        "kit due --count  # just the number, for a prompt",
        "kit due --json --fields slug,due  # for programs",
    ),
    "help": _examples("kit help log  # one command", "kit help dates  # a topic"),
}
