"""Small words that several screens share: counts, rhythms, days, quotes."""

from __future__ import annotations

from keepintouch.domain.daywords import MONTH_NAMES, WEEKDAY_NAMES, echo
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Span, joined, lines_of, tag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.people import Person

LONGEST_QUOTE = 200
NOTHING = "–"  # noqa: RUF001 - an en dash, as tables show an empty cell


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 person`, `3 people`, `4 notes`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def heading(day: date) -> str:
    """Return `Sunday 22 November`."""
    return f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def echoed(day: date, today: date) -> str:
    """Return `today`, `yesterday, Sat 21 Nov`, or `Fri 20 Nov`."""
    days = today.toordinal() - day.toordinal()
    if days == 0:
        return "today"
    if days in (1, -1):
        return f"{'yesterday' if days == 1 else 'tomorrow'}, {echo(day, today)}"
    return echo(day, today)


def rhythm(cadence: Cadence | None) -> str:
    """Return a cadence in words, a dash for none."""
    return NOTHING if cadence is None else cadence.words


def names(people: Iterable[Person]) -> tuple[Span, ...]:
    """Return people's names as one text."""
    return joined([Span(each.name, "person") for each in people], ", ")


def tags(found: Iterable[str]) -> tuple[Span, ...]:
    """Return tags as one text."""
    return joined([tag(each) for each in found], " ")


def quoted(text: str, length: int = LONGEST_QUOTE) -> str:
    """Return the first words of a text of the user's in quotation marks, in one line."""
    return f"“{brief(text, length)}”"


def brief(text: str, length: int = LONGEST_QUOTE) -> str:
    """Return a text in one line, shortened; only an echo is, never data."""
    line = " ".join(" ".join(lines_of(text)).split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
