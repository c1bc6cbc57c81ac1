"""Small numbers as bars, and as digits where there are no symbols."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"


def bars(numbers: Sequence[int]) -> Span:
    """Return numbers as bars of eight heights, the highest for the greatest; zero is a space."""
    most = max(numbers, default=0)
    drawn = "".join(BARS[(each * len(BARS) - 1) // most] if each > 0 else " " for each in numbers)
    return Span(drawn, word=" ".join(str(each) for each in numbers))


def bar(number: int, most: int) -> Span:
    """Return one number as a bar beside its digits."""
    return bars([number, most])._replace(
        text=BARS[(number * len(BARS) - 1) // most] if number > 0 and most else " ",
        word=str(number),
    )


def progress(done: int, of: int, width: int = 5) -> Span:
    """Return how much of a goal is reached."""
    filled = min(width, done * width // of) if of else width
    return Span("▰" * filled + "▱" * (width - filled), word=f"{done}/{of}")
