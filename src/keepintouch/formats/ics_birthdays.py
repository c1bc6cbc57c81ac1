"""Birthdays that somebody keeps in a calendar: a day of every year with a name in its title."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from keepintouch.domain.occasions import PartialDate
from keepintouch.formats.contentline import unescape
from keepintouch.formats.drafts import PersonDraft
from keepintouch.formats.zones import zone_named

if TYPE_CHECKING:
    from keepintouch.formats.ics_components import Component
    from keepintouch.formats.ics_meetings import Meeting, Moment

_DAY = (
    "b-?day|birthday|geburtstag|verjaardag|födelsedag|fødselsdag|bursdag|urodziny|narozeniny"
    "|syntymäpäivä|день рождения|др|doğum günü|születésnapja|생일|誕生日|生日"
)
_AFTER = r"(?: of| von| van| d[aei]| de[il]?| d[ao]|[ ]?[-:\u2013\u2014])? ?"
# As calendars, address books and people write it in the languages with most of either.
_TITLES = (
    r"(?P<name>.+?) (?:hat|has a|má|fyller) (?:geburtstag|birthday|narozeniny|år)",
    r"(?P<name>.+?)(?:['\u2019]s?)? (?:\d+(?:st|nd|rd|th) )?(?:birthday|b-?day)",
    r"(?P<name>.+?)[s'\u2019]? (?:\d+\. )?geburtstag",
    rf"(?P<name>.+?) ?(?:\((?:{_DAY})\)|[-\u2013\u2014:,] ?(?:{_DAY}))",
    rf"(?:happy |my |🎂 ?)?(?:{_DAY}){_AFTER}(?<![^\W\d_])(?P<name>.+)",
    r"anni(?:versaire|v\.?|f)(?: de | d['\u2019]| -|:)? ?(?P<name>.+)",
    r"(?:cumple(?:años)?|compleanno|aniversário|aniversari|niver)(?: de| di| del| do| da|:)? (?P<name>.+)",
    r"(?P<name>.+?)s? (?:jarig|verjaardag|födelsedag|fødselsdag|bursdag|doğum günü|születésnapja)",
    r"(?P<name>.+?)(?:の|的|님의)? ?(?:誕生日|生日|생일)",
    r"[🎂🎈] ?(?P<name>.+)",
    r"(?P<name>.+?) ?[🎂🎈]",
)
_TITLE = tuple(re.compile(each, re.IGNORECASE) for each in _TITLES)
_IT_IS = re.compile(r"(?:it['\u2019]s|today is) ", re.IGNORECASE)
_BORN = re.compile(r"\s*\(\*?(?P<year>(?:18|19|20)\d\d)\)$|\s*\(\d{1,3}\)$")
# What a calendar calls itself that holds nothing but birthdays; its titles may be bare names.
_BIRTHDAYS = re.compile(
    r"\b(?:birthdays?|geburtstage?|anniversaires|cumpleaños|compleanni|aniversários"
    r"|verjaardagen|födelsedagar|fødselsdage[rn]?|bursdager|urodziny|narozeniny|syntymäpäivät"
    r"|дни рождения|doğum günleri|születésnapok)\b|誕生日|生日|생일",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(r"[^\W\d_][^\d@/:;!?]{0,59}")
_OTHER_DAYS = re.compile(
    r"\b(?:wedding|anniversar\w*|mariage|noces|hochzeitstag|jahrestag|namenstag|matrimonio|bodas?"
    rf"|casamento|company|party)\b|^(?:{_DAY}|my|our|mein|mon|mi|mio|meu|mijn|min)$",
    re.IGNORECASE,
)
_BEFORE_CALENDARS = range(1901, 1998)  # nobody kept one then: what begins so early is a birth
_NO_YEARS = frozenset((1904, 1970, 1972))  # as programs write a year that they do not know


def says_birthdays(calendar: Component) -> bool:
    """Say whether a calendar calls itself one of birthdays."""
    called = (unescape(calendar.value(name) or "") for name in ("X-WR-CALNAME", "PRODID"))
    return any(map(_BIRTHDAYS.search, called))


def birthday(source: Component, event: Meeting) -> PersonDraft | None:
    """Return whose birthday a whole day is, for people who are known; None for any other event.

    The year stands in the title, as `Ann (1990)`. Where the days begin is one only if
    it lies before the time of such calendars.
    """
    at = event.start.at
    rule = (source.value("RRULE") or "").upper()
    yearly = "FREQ=YEARLY" in rule
    whole = not isinstance(at, datetime) or (yearly and _tells_its_day(event.start))
    if not whole or (rule and not yearly and not event.setting.birthdays):
        return None
    sorted_in = "birthday" in (source.value("CATEGORIES") or "").lower().split(",")
    title = _IT_IS.sub("", " ".join(unescape(source.value("SUMMARY") or "").split()).rstrip(" !"))
    born = _BORN.search(title)
    name = _name(
        title[: born.start()] if born else title,
        bare=event.setting.birthdays or (sorted_in and yearly),
    )
    if not name:
        return None
    year = int(born["year"]) if born and born["year"] else None
    if not year and at.year in _BEFORE_CALENDARS and at.year not in _NO_YEARS:
        year = at.year
    on = PartialDate(year, at.month, at.day)
    return PersonDraft(name, birthday=on, line=source.line, only_if_known=True)


def _tells_its_day(start: Moment) -> bool:
    """Say whether a time is of the day that it names: one in UTC may be of another where one lives."""
    midnight = isinstance(start.at, datetime) and start.at.time() == time()
    return midnight or start.zone != zone_named("UTC")


def _name(title: str, *, bare: bool) -> str | None:
    """Return the name in a title; a `bare` one is believed only where the calendar says so."""
    found = next((match for each in _TITLE if (match := each.fullmatch(title))), None)
    name = (found["name"] if found else title).strip(" -:!🎂🎈")
    if not found and not (bare and _BARE_NAME.fullmatch(name)):
        return None
    return None if _OTHER_DAYS.search(name) else name or None
