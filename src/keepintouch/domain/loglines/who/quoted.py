"""What stands in quotation marks and somebody said: it tells nothing of how and when one was in touch."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.who.hits import Line

CLOSING = {'"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb", "'": "'", "\u2018": "\u2019"}
_SAYING = verbs.SAYING | verbs.ASKING | verbs.REPORTING | {":", "wrote", "goes", "read", "reads"}


def quoted(line: Line) -> frozenset[int]:
    """Return the places of what is said in quotation marks: `Mia: "Bob called me"`, `"ring Sam" it said`."""
    found: set[int] = set()
    place = max(line.start - 1, 0)
    while place < line.stop:
        last = closed(line.tokens, place)
        if last and _is_said(line, place, last):
            found.update(range(place, last + 1))
        place = last + 1 if last else place + 1
    return frozenset(found)


def closed(tokens: Sequence[Token], place: int) -> int | None:
    """Return the place of the mark that closes the one at a place, None when that opens nothing."""
    mark = CLOSING.get(tokens[place].text)
    if mark is None:
        return None
    return next((each for each in range(place + 1, len(tokens)) if tokens[each].text == mark), None)


def _is_said(line: Line, first: int, last: int) -> bool:
    if line.low(first - 1) in _SAYING:
        return True
    follows = line.low(last + 1)
    follows = line.low(last + 2) if follows == "," else follows
    return first <= line.start and (follows in verbs.SAYING | words.THEM or follows == "it")
