"""Where the words of a log line begin and end, and a time of day that stands beside its day."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.tokens import Token

BULLETS = frozenset(("-", "*", "\u2022", '"', "\u201c", "(", "[", "'"))
_HOURS = frozenset(("noon", "midnight", "lunchtime"))
_AT = frozenset(("at", "around", "@", "about", "~"))


def first_word(line: list[Token]) -> int:
    """Return where the line begins once bullets and an opening quote are passed."""
    place = 0
    while place < len(line) and _is_bullet(line, place):
        place += 1
    return place


def _is_bullet(line: list[Token], place: int) -> bool:
    """Return whether a mark opens the line, and is no sign of the word behind it, as in `-1`."""
    text, follows = line[place].text, line[place + 1 : place + 2]
    adjoins = bool(follows) and follows[0].start == line[place].end
    return text in BULLETS and not (text in {"-", "*"} and adjoins and follows[0].sort == "word")


def without_time(head: list[Token]) -> str:
    """Return a head's words without a time of day such as `at 5pm` or `18:30`."""
    lows = [token.low for token in head]
    if len(lows) > 1 and lows[-1] in {"am", "pm"} and lows[-2].isdecimal():
        lows = [*lows[:-2], "5pm"]
    if len(lows) > 1 and lows[-1] in {"am", "pm"}:
        lows = lows[:-1]
    elif len(lows) > 1 and (is_time(lows[-1]) or lows[-2] in {"at", "@"}):
        lows = lows[:-2] if lows[-2] in {"at", "@", ","} else lows[:-1]
    return " ".join(lows)


def is_time(low: str) -> bool:
    """Return whether a word is a time with its minutes, or with am or pm."""
    hour, colon, rest = low.partition(":")
    if colon:
        return hour.isdecimal() and rest[:2].isdecimal()
    return low[:-2].isdecimal() and low[-2:] in {"am", "pm"}


def is_hour(low: str, before: str) -> bool:
    """Return whether a word is a time of day: `5pm`, `noon`, the 5 of `at 5`."""
    return is_time(low) or low in _HOURS or (low.isdecimal() and before in _AT)


def before_time(line: list[Token], start: int, stop: int) -> int:
    """Return where a time of day begins that ends the line: `at 5`, `9pm`, `around 18:30`."""
    at = stop
    if at - start > 1 and line[at - 1].low in {"am", "pm"}:
        at -= 1 + line[at - 2].low.isdecimal()
    elif at > start and is_hour(line[at - 1].low, line[at - 2].low if at - start > 1 else ""):
        at -= 1
    return at - (start < at < stop and line[at - 1].low in _AT)


def end_of_words(line: list[Token], start: int) -> int:
    """Return where the line's words end: tags, handles, signs and emoji behind are passed."""
    stop = len(line)
    while stop > start and line[stop - 1].sort in {"tag", "handle", "sign"}:
        stop -= 1
    return stop


def is_phrase(tail: list[Token]) -> bool:
    """Return whether it is one run of words, perhaps with a comma as in `nov 12, 2025`."""
    return (
        tail[0].sort == "word"
        and all(each.sort == "word" or each.text == "," for each in tail)
        and not any(each.owns for each in tail)
    )
