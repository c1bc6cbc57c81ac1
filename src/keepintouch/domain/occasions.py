"""Days that come back each year, and dates of which only a part is known."""

from __future__ import annotations

from datetime import date

from keepintouch.domain.daywords import MONTH_NAMES, is_leap
from keepintouch.domain.values import NamedTuple


class PartialDate(NamedTuple):
    """A date of which year, or month and day, may be unknown; `text` when it is no date at all.

    The fake years of other programs (1604, 1900 for "no year") never get in here.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    text: str | None = None

    @property
    def iso(self) -> str:
        """Return `1990-05-05`, `--05-05` without a year, `1990` or `1990-05`; a text as it is."""
        if self.text is not None:
            return self.text
        if self.month is None:
            return f"{self.year:04d}"
        year = "-" if self.year is None else f"{self.year:04d}"
        month = f"{year}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    @property
    def words(self) -> str:
        """Return `5 May 1990`, `5 May`, `May 1990` or `1990`; what is no date as it is."""
        if self.text is not None or self.month is None:
            return self.text or str(self.year)
        month = MONTH_NAMES[self.month - 1]
        day = f"{self.day} {month}" if self.day else month
        return f"{day} {self.year}" if self.year else day

    def in_year(self, year: int, *, leap_day: str = "feb28") -> date | None:
        """Return the day it falls on in `year`; 29 February falls on 28 February or `mar01`."""
        if self.month is None or self.day is None:
            return None
        if (self.month, self.day) == (2, 29) and not is_leap(year):
            return date(year, 2, 28) if leap_day == "feb28" else date(year, 3, 1)
        return date(year, self.month, self.day)


class Occasion(NamedTuple):
    """A day of somebody's; `kind` is `birthday`, `anniversary` or words of the user's own."""

    kind: str
    on: PartialDate
    id: str = ""
