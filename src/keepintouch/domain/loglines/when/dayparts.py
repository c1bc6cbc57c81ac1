"""A part of the day behind the day of a log line: `yesterday in the evening`, `friday after work`."""

from __future__ import annotations

from keepintouch.domain.loglines.when.days import LATE, PARTS_OF_DAY, PARTS_OF_LIFE
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.tokens import Token

_LONGEST_PART = 5
_PARTS = frozenset(
    (when, what) for when in ("after", "before", "during", "at") for what in PARTS_OF_LIFE
)


def before_part(line: list[Token], stop: int) -> int:
    """Return where a part of the day begins that ends the line: `in the evening`, `after work`."""
    lows = [token.low for token in line[max(0, stop - _LONGEST_PART) : stop]]
    while lows[-1:] and lows[-1] in LATE:
        lows.pop()
        stop -= 1
    if tuple(lows[-2:]) in _PARTS:
        return stop - 2
    part = 2 if lows[-2:-1] and lows[-2] in LATE else 1
    whole = (
        lows[-1:] != [] and lows[-1] in PARTS_OF_DAY and lows[-part - 2 : -part] == ["in", "the"]
    )
    return stop - part - 2 if whole else stop
