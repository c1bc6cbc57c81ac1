"""Small numbers as bars, and as digits where there are no symbols."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE, BARS = "▁", "▂▃▄▅▆▇█"


def bars(numbers: Sequence[int]) -> Span:
    """Return numbers as bars, the highest for the greatest; the lowest is none at all."""
    most = max(numbers, default=0)
    drawn = "".join(_height(each, most) for each in numbers)
    return Span(drawn, word=" ".join(str(each) for each in numbers))


def bar(number: int, most: int) -> Span:
    """Return one number as a bar."""
    return Span(_height(number, most), word=str(number))


def _height(number: int, most: int) -> str:
    return BARS[(number * len(BARS) - 1) // most] if number > 0 else NONE
