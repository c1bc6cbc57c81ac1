"""Days of bare numbers, which are refused: `20/11`, `12.11.`, `the 14th`, `20261120`, `20 nov 25`."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTHS, WEEKDAYS
from keepintouch.domain.loglines.lexicon import verbs, words
from keepintouch.domain.loglines.when import lengths, vague
from keepintouch.domain.loglines.when.days import LONGEST_HEAD, MONTH_VERBS, is_colon
from keepintouch.domain.loglines.when.edges import end_of_words, first_word
from keepintouch.domain.loglines.when.unclear import BEING
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.loglines.when.days import Calendar

LONGEST = 3
HIGHEST_DAY, HIGHEST_MONTH = 31, 12
_NUMBERS_ELSE = frozenset(("24/7",))
_ORDINAL = ("st", "nd", "rd", "th")
_GAMES = wordset("beat won lost game match squash tennis score badminton padel pong")
_BETWEEN = words.DASHES | wordset("to and the of on till until or bis . , - / & +")
_TO = words.DASHES | wordset("to till until -")
_NOT_FROM = words.NOT_THE_DAY - {"from"}
_ACTED = verbs.REACHING | words.ME | {"met", "saw", "had", ","}


def at_start(line: list[Token], known: Collection[str], calendar: Calendar) -> str | None:
    """Return why the numbers a line begins with are no day."""
    head = line[first_word(line) :]
    if len(head) < 2:  # noqa: PLR2004 - the date and what follows
        return None
    return (
        _slash_head(head, known, calendar)
        or _of_several(head)
        or _month_alone(head, known, calendar)
        or _ordinal_head(head, known)
        or _month_head(head, known)
        or _short_year(head, calendar)
        or _stamp(head[0].low)
    )


def at_end(line: list[Token], known: Collection[str], calendar: Calendar) -> str | None:
    """Return why the numbers that end a line are no day."""
    stop = end_of_words(line, 0)
    return (
        ordinal(line, known)
        or _dotted(line, known, calendar)
        or _slashed(line, calendar)
        or (_stamp(line[stop - 1].low) if stop else None)
    )


def without_month(head: Sequence[Token]) -> str | None:
    """Return what `wed 18` lacks."""
    day, *number = (token.low for token in head)
    if day in WEEKDAYS and number == ["last"]:
        return vague.doubtful(head)
    if day not in WEEKDAYS or len(number) != 1 or not number[0][:1].isdecimal():
        return None
    return f"“{day} {number[0]}” of which month? Say it, as “{day} 12 nov”."


def _slash_head(head: Sequence[Token], known: Collection[str], calendar: Calendar) -> str | None:
    """Return why `17/11 Bob called`, `17.11. Bob called` or `3.12.2026 met Bob` was refused."""
    low, behind = head[0].low, head[1].low
    whole = len(low.replace("/", ".").split(".")) == LONGEST
    told = behind in known or behind in words.ME | verbs.IRREGULAR or lengths.is_act(behind)
    dashed = len(low) == len("20-11") and low.replace("-", ".")
    short = "/" in low or _is_day_of_month(dashed or low)
    dated = whole or (short and told) or _is_dotted(head, 0)
    return calendar.refusal(low) if dated else None


def _of_several(line: list[Token]) -> str | None:
    """Return why `mon and tue: …`, `9.-11. nov: …`, `the 20th: …` is no day."""
    colons = (place for place in range(1, min(LONGEST_HEAD, len(line))) if is_colon(line, place))
    head = line[: next(colons, 0)]
    lows = [each.low for each in head]
    named = [low for low in lows if low in WEEKDAYS or low in MONTHS or _is_ordinal(low)]
    whole = all(low in _BETWEEN or low in named or is_day(low) for low in lows)
    if not named or not whole or (len(lows) == 1 and not _is_ordinal(lows[0])):
        return None
    return vague.no_single_day(head)


def _month_alone(head: list[Token], known: Collection[str], calendar: Calendar) -> str | None:
    """Return why `march: met Bob` is no day."""
    plain = is_colon(head, 1) and head[0].text.islower() and head[0].low not in known
    month = MONTHS.get(head[0].low) if plain else None
    return vague.no_single_day(head[:1]) if month not in {None, calendar.today.month} else None


def stretch(line: list[Token], told: int | None) -> str | None:
    """Return why `9 to 11 nov`, `friday to sunday`, at the start or the end, is no day.

    What is `told` from a place on may have such days of its own.
    """
    first, stop = first_word(line), end_of_words(line, 0)
    for place in range(first + 1, stop - 1):
        if line[place].low not in _TO or not _spans(line, place):
            continue
        begin = place - 1 - (line[place - 1].low in MONTHS and place - 1 > first)
        end = place + 2 + (line[place + 1].low not in WEEKDAYS)
        ours = told is None or told >= begin
        last = ours and end == stop and all(each.sort == "word" for each in line[:begin])
        if begin == first or (last and line[begin - 1].low not in _NOT_FROM):
            return vague.no_single_day(line[begin:end])
    return None


def _spans(line: list[Token], place: int) -> bool:
    """Return whether a day stands before and behind: `fri to sun`, `9 to 11 nov`, `9 nov - 11 nov`."""
    before, behind = line[place - 1].low, line[place + 1].low
    if before in WEEKDAYS:
        return behind in WEEKDAYS
    month = {each.low for each in line[place + 2 : place + 3]} & MONTHS.keys()
    return bool(month) and is_day(behind) and (is_day(before) or before in MONTHS)


def _ordinal_head(head: Sequence[Token], known: Collection[str]) -> str | None:
    """Return why `on the 20th Bob called`, `20th met Bob` has no month; a `3rd coffee` is no day."""
    lows = [each.low for each in head]
    place = next((at for at, low in enumerate(lows) if low not in {"on", "the"}), 0)
    if not _is_ordinal(lows[place]) or place + 1 == len(lows):
        return None
    behind = lows[place + 1]
    told = behind in _ACTED or behind in known or (place and lengths.is_act(behind))
    return vague.of_which_month(lows[place]) if told else None


def _month_head(head: Sequence[Token], known: Collection[str]) -> str | None:
    """Return why `may 12 met Bob`, `3 march lunch with Bob` may tell the day, and may not."""
    month, day, behind = ([each.low for each in head] + [""])[:3]
    if day in MONTH_VERBS:
        month, day = day, month
    if month not in MONTH_VERBS or not (is_day(day) or _is_ordinal(day)):
        return None
    told = behind in _ACTED or behind in known or lengths.is_act(behind)
    return vague.doubtful(head[:2]) if told else None


def _short_year(head: Sequence[Token], calendar: Calendar) -> str | None:
    """Return why `20 nov 25 met Bob` was refused."""
    day, month, year = ([each.low for each in head] + [""])[:3]
    short = is_day(day) and month in MONTHS and is_short_year(year)
    return calendar.refusal(f"{day} {month} {year}") if short else None


def is_short_year(low: str) -> bool:
    """Return whether digits may be a year without its century."""
    return len(low) == 2 and low.isdecimal()  # noqa: PLR2004 - the last two digits


def _stamp(low: str) -> str | None:
    """Return why `20261120`, `2026-11-20T18:00` has to be written in another way."""
    written, timed, _ = low.partition("t")
    digits = written.replace("-", "") if timed else written
    year, month, day = digits[:4], digits[4:6], digits[6:]
    dated = len(digits) == len("20261120") and digits.isdecimal() and digits[:2] in {"19", "20"}
    if not dated or not is_day(day) or not 0 < int(month) <= HIGHEST_MONTH:
        return None
    return f"“{low}” is no day that kit knows: did you mean “{year}-{month}-{day}”?"


def _is_ordinal(low: str) -> bool:
    return low.endswith(_ORDINAL) and is_day(low[:-2])


def ordinal(line: list[Token], known: Collection[str] = ()) -> str | None:
    """Return what `on the 14th`, or `met Bob 14th`, at the end of words lacks."""
    stop = end_of_words(line, 0)
    low, before = line[stop - 1].low if stop else "", line[stop - 2].low if stop > 1 else ""
    if before in WEEKDAYS and is_day(low.removesuffix(low[-2:]) if low.endswith(_ORDINAL) else low):
        return vague.of_which_month(low)
    if not _is_ordinal(low) or not (before in {"the", "on"} or before in known):
        return None
    return None if _is_other_ordinal(line, stop) else vague.of_which_month(low)


def _is_other_ordinal(line: Sequence[Token], stop: int) -> bool:
    """Return whether it is `we are on the 14th`, `until the 14th`, `Friday the 13th`."""
    if any(each.low in BEING for each in line[max(0, stop - LONGEST - 1) : stop - 2]):
        return True
    if stop >= LONGEST and line[stop - LONGEST].low in words.NOT_THE_DAY:
        return True
    weekday = stop >= LONGEST and line[stop - LONGEST].low in WEEKDAYS
    return weekday and line[max(0, stop - LONGEST - 1)].low != "on"


def _is_dotted(line: Sequence[Token], place: int) -> bool:
    """Return whether `12.11.` stands here, a day and a month with a dot behind each."""
    low, dot = line[place].low, line[place + 1 : place + 2]
    parts = low.split(".")
    dotted = len(parts) == 2 and all(is_day(part) for part in parts)  # noqa: PLR2004 - a day and a month
    return dotted and bool(dot) and dot[0].text == "." and dot[0].start == line[place].end


def is_day(number: str) -> bool:
    """Return whether digits may be the day of a month."""
    return number.isdecimal() and 0 < int(number) <= HIGHEST_DAY


def _slashed(line: list[Token], calendar: Calendar) -> str | None:
    """Return why `11/12` at the line's end was refused."""
    stop = end_of_words(line, 0)
    low = line[stop - 1].low if stop else ""
    if _is_dashed(line, stop):
        return calendar.refusal(low)
    parts = low.split("/") if "/" in low else low.split(".")
    short = len(parts) == 2 and "/" in low  # noqa: PLR2004 - a day and a month
    if not (short or len(parts) == LONGEST) or not all(part.isdecimal() for part in parts):
        return None
    numbers = sorted(int(part) for part in parts[:2])
    if low in _NUMBERS_ELSE or numbers[0] > HIGHEST_MONTH or numbers[1] > HIGHEST_DAY:
        return None
    return calendar.refusal(low)


def _is_dashed(line: list[Token], stop: int) -> bool:
    """Return whether a line ends as `lunch with Bob 11-12`; a score and hours are told otherwise."""
    day, dash, month = line[stop - 1].low.partition("-") if stop else ("", "", "")
    whole = bool(dash) and len(day) == len(month) == 2  # noqa: PLR2004 - as `09-11`
    before = {each.low for each in line[: stop - 1]}
    return (
        whole
        and is_day(day)
        and is_day(month)
        and line[stop - 2].low not in vague.PART_OF_MORE
        and not any(low in _GAMES or low.endswith("ball") for low in before)
    )


def _dotted(line: list[Token], known: Collection[str], calendar: Calendar) -> str | None:
    """Return why `lunch with Bob 12.11.` was refused; `ran 10.5.` is no date."""
    place = end_of_words(line, 0) - 1
    if place < 1:
        return None
    before = line[place - 1]
    if not (before.low in known or before.text in {"on", ",", ")"}):
        return None
    score = any(low in _GAMES or low.endswith("ball") for low in (each.low for each in line))
    plain = before.low in known and not score and _is_day_of_month(line[place].low)
    dated = plain or _is_dotted(line, place)
    return calendar.refusal(line[place].low) if dated else None


def _is_day_of_month(low: str) -> bool:
    """Return whether it is `20.11` or `12.10`, and no time such as `14.30`."""
    parts = low.split(".")
    return len(parts) == 2 and all(map(is_day, parts)) and int(parts[1]) <= HIGHEST_MONTH  # noqa: PLR2004
