"""A span that says neither `ago` nor `for`: `called Bob 2w`, `3d met Mia`; how long ago it was, or how long."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, verbs, words
from keepintouch.domain.loglines.when.edges import end_of_words, first_word
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.when.days import Calendar

_LONGEST = 2
_BOUND = words.NOT_THE_DAY | words.STOPS | words.DASHES | {"in", ":", "(", "every", "last", "only"}


def is_act(low: str) -> bool:
    """Return whether a span stands before a contact, in `3d called Bob`, and not in `3d print`."""
    return low in verbs.CONTACT or bool(kindwords.kind_of_word(low))


def at_end(line: list[Token], known: Collection[str], calendar: Calendar) -> str | None:
    """Return why `called Bob 2w` is asked about; in letters only behind a name: `saw Bob 2 weeks`."""
    first, stop = first_word(line), end_of_words(line, 0)
    for place in range(max(first + 1, stop - _LONGEST), stop):
        tail, before = line[place:stop], line[place - 1]
        said = " ".join(each.low for each in tail)
        day = calendar.read(said) if said[0].isdecimal() and tail[0].sort == "word" else None
        alone = all(each.sort == "word" for each in line[first:place])
        alone = len(tail) == 1 and (alone or is_act(before.low))
        if (
            day
            and day.form == "length"
            and (alone or before.low in known)
            and before.low not in _BOUND
        ):
            return unsaid(tail)
    return None


def at_start(line: list[Token], known: Collection[str], calendar: Calendar) -> str | None:
    """Return why `3d Bob called` is asked about."""
    first = first_word(line)
    head, follows = line[first : first + 1], line[first + 1 : first + 2]
    parted = follows != [] and follows[0].text in words.DASHES | {",", "-"}
    if not parted and not (follows and follows[0].low in known):
        return None
    day = calendar.read(head[0].low) if head[0].low[0].isdecimal() else None
    return unsaid(head) if day and day.form == "length" else None


def unsaid(span: Sequence[Token]) -> str:
    """Say that a span may be how long ago, or how long it was."""
    said = " ".join(each.low for each in span)
    return f'“{said}” may be how long ago it was, or how long: say "{said} ago", or the day first, as "today: …".'
