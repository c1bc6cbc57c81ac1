"""Birthdays that somebody keeps in a calendar: a day of every year with a name in its title."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from keepintouch.domain.occasions import PartialDate
from keepintouch.formats.contentline import unescape
from keepintouch.formats.drafts import PersonDraft

if TYPE_CHECKING:
    from keepintouch.formats.ics_components import Component
    from keepintouch.formats.ics_meetings import Meeting

# As calendars, address books and people write it in the languages with most of either.
_TITLES = (
    r"(?P<name>.+?) (?:hat|has a) (?:geburtstag|birthday)",
    r"(?P<name>.+?)(?:['\u2019]s?)? (?:\d+(?:st|nd|rd|th) )?birthday",
    r"birthday(?: of| -|:)? (?P<name>.+)",
    r"(?P<name>.+?)[s'\u2019]? (?:\d+\. )?geburtstag",
    r"geburtstag(?: von| -|:)? (?P<name>.+)",
    r"anniversaire(?: de | d['\u2019]| -|:)? ?(?P<name>.+)",
    r"(?:cumpleaños|compleanno|aniversário|aniversari)(?: de| di| del| do| da|:)? (?P<name>.+)",
    r"(?P<name>.+?) (?:jarig|verjaardag)",
    r"(?:verjaardag|födelsedag|fødselsdag)(?: van|:)? (?P<name>.+)",
    r"[🎂🎈] ?(?P<name>.+)",
)
_TITLE = tuple(re.compile(each, re.IGNORECASE) for each in _TITLES)
_BORN = re.compile(r"\s*\(\*?(?P<year>(?:18|19|20)\d\d)\)$|\s*\(\d{1,3}\)$")


def birthday(source: Component, event: Meeting) -> PersonDraft | None:
    """Return whose birthday a yearly day is, for people who are known; None for any other event.

    The year stands in the title, as `Ann (1990)`: where the series begins says nothing.
    """
    at = event.start.at
    if isinstance(at, datetime) or "FREQ=YEARLY" not in (source.value("RRULE") or "").upper():
        return None
    title = " ".join(unescape(source.value("SUMMARY") or "").split())
    born = _BORN.search(title)
    title = title[: born.start()] if born else title
    found = next((match for each in _TITLE if (match := each.fullmatch(title))), None)
    if not found or not (name := found["name"].strip(" -:🎂🎈")):
        return None
    year = int(born["year"]) if born and born["year"] else None
    on = PartialDate(year, at.month, at.day)
    return PersonDraft(name, birthday=on, line=source.line, only_if_known=True)
