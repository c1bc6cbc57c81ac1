"""What one tells oneself to do: `buy Ivy a present`, `ask Ray about the van`; a plan, not a log."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import leadwords, planwords, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Hit, Line


_PAIRS = frozenset(
    (verb, where)
    for verb, wheres in (
        ("pick", "up"), ("check", "on in"), ("reply", "to"), ("respond", "to"), ("apologise", "to"),
        ("apologize", "to"), ("follow", "up"), ("get", "back"), ("look", "for up"), ("drop", "off"),
        ("say", "hi hello thanks sorry"), ("write", "back"), ("speak", "to with"), ("talk", "to with"),
        ("reach", "out"), ("sort", "out"),
    )
    for where in wheres.split()
)  # fmt: skip
_PAIRED = wordset("reply respond follow look say write speak talk reach sort note memo")
_ARRANGING = wordset(
    "reschedule cancel rearrange confirm organise organize book sort fix suggest propose arrange schedule postpone move "
    "plan decline accept reserve set"
)
_WHICH = wordset("our my next weekly monthly quick short long proper")
_SMALL = wordset("with to for on in at back up")
_THINGS = words.DETERMINERS | words.HIS | words.GIFTS | {"my", "our", "flowers", "tickets"}


def chore(line: Line, hits: dict[int, Hit], place: int) -> Found | None:
    """Return the verb of what one tells oneself to do, in its bare form at the line's start."""
    first = place
    while line.low(place) in planwords.CHORES_TOLD:
        place += 1
    if first != line.start or place in hits:
        return None
    low, follows = line.low(place), line.low(place + 1)
    if (low, follows) in _PAIRS and _goes_to_somebody(line, hits, place + 2):
        return place, place + 2, "plan"
    if (low, follows) == ("find", "out"):
        return place, place + 2, "plan"
    if low in {"note", "memo"} and (follows, line.low(place + 2)) == ("to", "self"):
        return place, place + 3, "plan"
    if (
        low in planwords.CHORES_ONLY
        and follows[:1].isalnum()
        and follows not in words.JOINING | {"from"}
    ):
        return place, place + 1, "plan"
    if low in _ARRANGING and _is_contact(line, place + 1):
        return place, place + 1, "plan"
    if low in planwords.CHORES - _PAIRED and (
        place + 1 in hits or _is_for_somebody(line, hits, place + 1)
    ):
        return place, place + 1, "plan"
    return None


def _is_contact(line: Line, place: int) -> bool:
    """Return whether it is the lunch of `reschedule lunch with Bob`, the `a date` of `fix a date with Bob`."""
    while line.low(place) in words.DETERMINERS | _WHICH:
        place += 1
    return leadwords.is_contact(line.low(place)) and line.low(place + 1) in words.WITH | {
        "to",
        "for",
        "on",
        "at",
        "",
    }


def _goes_to_somebody(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether somebody follows: `check in with Kate`, but not the noun of `check in call`."""
    while line.low(place) in _SMALL:
        place += 1
    return place in hits or line.low(place) in words.HIM | words.HIS | {"my"}


def _is_for_somebody(line: Line, hits: dict[int, Hit], place: int) -> bool:
    """Return whether a thing and somebody follow: `find a present for Ivy`, `return her book to Bob`."""
    if line.low(place) not in _THINGS:
        return False
    return any(
        each in hits and line.low(each - 1) in words.WITH | {"for", "to", "from", "on"}
        for each in range(place, line.stop)
    )
