"""A log line when its names were walked: what all that is read of it is read from."""

from __future__ import annotations

from keepintouch.domain.readings import Words
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.when.days import Calendar, Dated
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk
    from keepintouch.domain.readings import Given


class Walked(NamedTuple):
    """A line without its date, its names, what flags say; `parsed` are all its tokens."""

    line: Line
    walk: Walk
    given: Given
    parsed: list[Token]
    dated: Dated
    calendar: Calendar

    @property
    def stop(self) -> int:
        """Return the place from which on people are only mentioned, or the line's end."""
        return self.line.stop if self.walk.boundary is None else self.walk.boundary

    @property
    def named(self) -> frozenset[int]:
        """Return the places of all names."""
        persons = self.walk.persons.items()
        return frozenset(each for first, last in persons for each in range(first, last))

    def words(self, first: int, last: int) -> Words:
        """Return the words at places of the line without its date."""
        return words_of(self.line.text, self.line.tokens, first, last)


def words_of(text: str, tokens: list[Token], first: int, last: int) -> Words:
    """Return the words from a token to before another, or to the line's end, as they were typed."""
    start, end = tokens[first].start, tokens[min(last, len(tokens)) - 1].end
    return Words(text[start:end], start, end)
