"""Digits that stand for words in a hurried line: `have 2 ring mum`."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.tokens import Token

_BEFORE_TO = wordset(
    "have need got wanted want tried trying supposed meant going forgot went used had spoke talked wrote able straight "
    "asked"
)
_COUNTED = wordset(
    "hours hrs days weeks months years mins minutes times hour kids people beers drinks calls more"
)


def spelt_out(line: list[Token]) -> list[Token]:
    """Return the tokens with a `2` before a verb as the `to` it stands for: `have 2 ring mum`."""
    return [
        token._replace(low="to", sort="word") if _is_to(line, place) else token
        for place, token in enumerate(line)
    ]


def _is_to(line: list[Token], place: int) -> bool:
    """Return whether a digit 2 stands between a word such as `have`, `tried`, `meant` and another word."""
    if line[place].low != "2" or not 0 < place < len(line) - 1:
        return False
    follows = line[place + 1]
    counts = follows.sort != "word" or follows.low in _COUNTED
    return line[place - 1].low in _BEFORE_TO and not counts
