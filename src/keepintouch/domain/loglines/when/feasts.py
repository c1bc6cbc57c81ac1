"""Feasts that stand where a day does: `christmas day: lunch with Bob`, `saw Mia at easter`; which one is asked."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.walked import Walked

_FEASTS = {
    ("christmas", "eve"): (12, 24), ("xmas", "eve"): (12, 24), ("christmas", "day"): (12, 25),
    ("xmas", "day"): (12, 25), ("boxing", "day"): (12, 26), ("st", "stephen", "day"): (12, 26),
    ("new", "year", "eve"): (12, 31), ("new", "years", "eve"): (12, 31), ("nye",): (12, 31),
    ("new", "year", "day"): (1, 1), ("new", "years", "day"): (1, 1), ("halloween",): (10, 31),
    ("valentine", "day"): (2, 14), ("valentines", "day"): (2, 14), ("valentine",): (2, 14),
    ("guy", "fawkes", "night"): (11, 5), ("bonfire", "night"): (11, 5), ("st", "patrick", "day"): (3, 17),
    ("heiligabend",): (12, 24), ("silvester",): (12, 31), ("nochebuena",): (12, 24), ("nochevieja",): (12, 31),
    ("christmas",): (12, 25), ("xmas",): (12, 25), ("weihnachten",): (12, 25), ("navidad",): (12, 25),
    ("new", "year"): (1, 1),
    ("easter", "sunday"): None, ("easter", "monday"): None, ("easter", "saturday"): None, ("easter",): None,
    ("good", "friday"): None, ("maundy", "thursday"): None, ("palm", "sunday"): None,
    ("pancake", "day"): None, ("shrove", "tuesday"): None, ("ash", "wednesday"): None, ("whitsun",): None,
    ("pentecost",): None, ("thanksgiving", "day"): None, ("thanksgiving",): None, ("black", "friday"): None, ("memorial", "day"): None,
    ("labor", "day"): None, ("labour", "day"): None, ("mother", "day"): None, ("mothers", "day"): None,
    ("mothering", "sunday"): None, ("father", "day"): None, ("fathers", "day"): None, ("bank", "holiday"): None,
    ("bank", "holiday", "monday"): None, ("may", "day"): (5, 1), ("diwali",): None, ("hanukkah",): None, ("eid",): None, ("ramadan",): None,
    ("passover",): None, ("purim",): None, ("holi",): None, ("carnival",): None, ("ostern",): None, ("pfingsten",): None,
    ("midsummer",): None, ("lunar", "new", "year"): None, ("chinese", "new", "year"): None,
    ("independence", "day"): (7, 4), ("4th", "of", "july"): (7, 4), ("fourth", "of", "july"): (7, 4),
    ("bastille", "day"): (7, 14), ("burns", "night"): (1, 25), ("leap", "day"): (2, 29),
}  # fmt: skip
_LONGEST = max(map(len, _FEASTS))
_ON = wordset("on at over during last around")
_DAYS = wordset("day eve sunday monday friday night thursday saturday tuesday wednesday")
_PARTS = wordset("morning afternoon evening night itself week weekend")
_OF_TALK = words.ABOUT | words.NOT_YET | wordset(
    "planned planning booked invited wished merry happy for until till before since after discussed agreed arranged "
    "organised organized plans going coming will until by not next this asked sorted ordered bought told said"
)  # fmt: skip


def problem(walked: Walked) -> str | None:
    """Return why a feast at the start, or behind `on` and at the end, needs its day."""
    line = walked.line
    told = {line.low(place) for place in range(line.start, walked.stop)}
    for first in range(line.start, walked.stop):
        last = _past_feast(walked, first)
        if last is None:
            continue
        behind = {line.low(place) for place in range(line.start, first)}
        if not _OF_TALK.isdisjoint(behind) or not _is_day(walked, first, last):
            return None
        if _is_today(walked, first, last) or not planwords.AUXILIARIES.isdisjoint(told):
            return None
        return _said(line.tokens[first:last], walked.calendar.today)
    return None


def _past_feast(walked: Walked, first: int) -> int | None:
    for last in range(min(first + _LONGEST, walked.line.stop), first, -1):
        if tuple(walked.line.low(each) for each in range(first, last)) in _FEASTS:
            return last
    return None


def _is_day(walked: Walked, first: int, last: int) -> bool:
    """Return whether a feast says when: no `christmas party`, no `easter eggs`."""
    line = walked.line
    last += line.low(last) in _PARTS
    low, behind = line.low(last), line.low(first - 1)
    ends = not low[:1].isalnum() or last >= line.stop
    if first == line.start:
        act = kindwords.kind_of_word(low) and line.low(last - 1) in _DAYS
        told = low in verbs.CONTACT and not kindwords.kind_of_word(low)
        acted = (
            act
            or told
            or low in {"saw", "met", "called", "visited", *words.ME}
            or low.endswith("ed")
        )
        return ends or acted or low in words.WITH | {"at", "in"} or last in walked.walk.persons
    goes_on = (
        low in words.WITH | words.BEFORE_A_THING | words.JOINING | words.ME | verbs.CONTACT
        or low.endswith("ed")
    )
    goes_on = goes_on or bool(kindwords.kind_of_word(low)) or last in walked.walk.persons
    if behind == "spent":
        return low in words.WITH | {"at", "in"} or last in walked.walk.persons
    if behind in _ON or (behind == "the" and line.low(first - 2) in _ON):
        opens = first - 1 == line.start
        return ends or (goes_on and (opens or not kindwords.kind_of_word(low)))
    return (
        ends
        and last >= line.stop
        and line.low(last - 1) in _DAYS
        and line.low(first - 1) not in words.DETERMINERS
    )


def _is_today(walked: Walked, first: int, last: int) -> bool:
    feast = _FEASTS[tuple(walked.line.low(each) for each in range(first, last))]
    today = walked.calendar.today
    return feast == (today.month, today.day)


def _said(day: Sequence[Token], today: date) -> str:
    said = " ".join(each.text for each in day)
    month, number = _FEASTS[tuple(each.low for each in day)] or (0, 0)
    year = today.year - ((month, number) > (today.month, today.day))
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    example = f"{number} {months[month - 1]} {year}" if month else "12 nov"
    return f'“{said}”: of which year? Say the day, as "{example}".'
