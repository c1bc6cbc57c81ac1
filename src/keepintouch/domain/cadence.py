"""How often one would like to talk: a number of days, weeks, months or years."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta

from keepintouch.domain.daywords import days_in
from keepintouch.domain.values import NamedTuple

UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
LONGEST_DAYS = 36_525


class Cadence(NamedTuple):
    """`number` units of `d`, `w`, `m` or `y`; a number of 0 means never."""

    number: int
    unit: str

    @property
    def iso(self) -> str:
        """Return the ISO 8601 duration, as `P2W`."""
        return f"P{self.number}{self.unit.upper()}"

    @property
    def words(self) -> str:
        """Return the cadence as people say it, as `every 2 weeks`."""
        if not self.number:
            return "never"
        unit = UNITS[self.unit]
        return f"every {unit}" if self.number == 1 else f"every {self.number} {unit}s"

    @property
    def typed(self) -> str:
        """Return the cadence as it may be typed, as `2w`, `1mo` or `0`."""
        return f"{self.number}{'mo' if self.unit == 'm' else self.unit}" if self.number else "0"

    def after(self, day: date) -> date:
        """Return the day one interval after `day`; the 31st clamps to a shorter month's end."""
        if self.unit in "dw":
            days = self.number * (7 if self.unit == "w" else 1)
            return day + timedelta(days=min(days, date.max.toordinal() - day.toordinal()))
        months = day.month - 1 + self.number * (12 if self.unit == "y" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        if year > MAXYEAR:
            return date.max
        return date(year, month, min(day.day, days_in(year, month)))

    def days_from(self, day: date) -> int:
        """Return how many days the interval that begins on `day` has."""
        return self.after(day).toordinal() - day.toordinal()


NEVER = Cadence(0, "d")


def from_iso(text: str) -> Cadence:
    """Read what `Cadence.iso` writes."""
    return Cadence(int(text[1:-1]), text[-1].lower())
