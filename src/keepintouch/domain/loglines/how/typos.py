"""Words that are nearly one that tells a kind of contact: `cofee`, `caled`, `txeted`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon.kindwords import KIND_OF
from keepintouch.domain.loglines.when.unclear import is_nearly
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from keepintouch.domain.loglines.tokens import Token

_SHORTEST = 4
_RIGHT = (
    "coffee", "lunch", "dinner", "breakfast", "brunch", "drinks", "called", "phoned", "texted",
    "messaged", "message", "emailed", "email", "skyped", "skype", "facetime", "facetimed",
    "whatsapp", "whatsapped", "zoom", "video", "visited", "postcard", "wrote", "coffees",
    "meeting", "concert", "cinema", "picnic", "barbecue", "theatre",
)  # fmt: skip
_WORDS = frozenset(
    ("launch", "lurch", "lynch", "tested", "tented", "calmed", "caller", "calved", "culled",
     "coffer", "massage", "massaged", "zooms", "melting", "convert", "concept", "picnics", "meetings")
)  # fmt: skip


def mended(line: list[Token], known: Container[str]) -> tuple[list[Token], int] | None:
    """Return the tokens with the first mistyped word as it was meant, and its place."""
    for place, token in enumerate(line):
        right = _meant(token, known) if place == 0 or not token.capital else None
        if right:
            return [*line[:place], token._replace(low=right), *line[place + 1 :]], place
    return None


def _meant(token: Token, known: Container[str]) -> str | None:
    low = token.low
    plain = token.sort == "word" and low.isalpha() and len(low) >= _SHORTEST
    if not plain or low in known or low in KIND_OF or low in _WORDS:
        return None
    alike = (each for each in _RIGHT if each[0] == low[0])
    return next((each for each in alike if is_nearly(low, each)), None)
