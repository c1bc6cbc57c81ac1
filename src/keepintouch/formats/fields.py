"""Fields that many formats write alike: dates of which parts are missing, addresses, lists."""

from __future__ import annotations

import re
from calendar import monthrange

from keepintouch.domain.occasions import PartialDate

NO_YEAR = 1604  # Apple's, which other programs pass on
_FULL = re.compile(r"[<\[]?(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:[T ][^>\]]*)?[>\]]?")
_YEARLESS = re.compile(r"--(\d\d)-?(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
SYSTEM_GROUPS = frozenset(("mycontacts", "my contacts"))  # Google's own, of everybody
_DIRECTORY = re.compile(r"/?(?:o|ou|cn|c)=[^@]*", re.IGNORECASE)


def east_asian_name(given: str | None, family: str | None) -> str | None:
    """Return a name in Chinese, Japanese or Korean: the family first, no space; else None."""
    if given and family and _SPACELESS.fullmatch(given + family):
        return family + given
    return None


def partial_date(text: str | None) -> PartialDate | None:
    """Read `1984-02-29`, `--02-29`, `1984-02`, `1984` or `<1984-02-29 Wed>`; else keep the text."""
    said = (text or "").strip()
    if not said:
        return None
    return _dated(*_parts(said)) or PartialDate(text=said)


def _parts(text: str) -> tuple[int | None, int | None, int | None]:
    if found := _FULL.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEARLESS.fullmatch(text):
        return None, int(found[1]), int(found[2])
    if found := _MONTH.fullmatch(text):
        return int(found[1]), int(found[2]), None
    return (int(text), None, None) if _YEAR.fullmatch(text) else (None, None, None)


def date_of(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """Return the date that the known parts make; None when they make none."""
    return _dated(year or None, month or None, day or None)


def _dated(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    if year is not None and not 1 <= year <= 9999:  # noqa: PLR2004 - the years of a calendar
        return None
    if month is None:
        return PartialDate(year) if year and day is None else None
    if not 1 <= month <= 12 or not 1 <= (day or 1) <= monthrange(year or 2000, month)[1]:  # noqa: PLR2004 - months
        return None
    return PartialDate(None if year == NO_YEAR else year, month, day)


def address(
    street: str | None = None,
    city: str | None = None,
    region: str | None = None,
    code: str | None = None,
    country: str | None = None,
) -> str | None:
    """Return an address as one text: street, place, country, each on its line."""
    if region:
        place = ", ".join(each for each in (city, f"{region} {code or ''}".strip()) if each)
    else:
        place = " ".join(each for each in (code, city) if each)
    return "\n".join(each for each in (street, place, country) if each) or None


def is_in_directory(text: str) -> bool:
    """Tell `/o=Corp/cn=ann` of Exchange and `CN=Ann/O=Corp` of Notes, which are no e-mail addresses."""
    return _DIRECTORY.fullmatch(text) is not None


def several(text: str | None, marks: str = ",") -> tuple[str, ...]:
    """Return the parts of a list that `marks` stand between, without blanks and empty ones."""
    parts = (part.strip() for part in re.split(f"[{re.escape(marks)}]", text or ""))
    return tuple(part for part in parts if part)
