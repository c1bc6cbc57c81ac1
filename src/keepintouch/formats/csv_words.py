"""The words of column headers, in the languages programs write them in, and what they mean.

A header is understood when all its words are: `Business Street 2`, `Rue (bureau) 2` and
`Straße geschäftlich 2` say street, work, 2. A remark in brackets, as in `Name [Required]`,
says nothing. `DOB (mm/dd/yyyy)` says how its days are written. So no program's list of a hundred headers
has to be known, and no word that is not understood is passed over. The words are data,
in `csv_words.json`.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

from keepintouch.domain.folding import fold


def listed(phrases: str) -> frozenset[str]:
    """Return the phrases that ` | ` stands between."""
    return frozenset(phrases.split(" | "))


LONGEST_HEADER = 200
# What only an accent tells apart: in Spanish, without it, these are other days.
_ACCENTED = {"aniversário": "birthday"}
# Of the words for days, those that say nothing of the order of day and month.
_ENGLISH = listed(
    "birthday | birth | date | of | birthdate | dob | bday | born | d | o | b | last | contact"
    " | contacted | talked | to | spoke | seen | met | on | touch | touchpoint | interaction"
    " | da | di | de | data"
)
_WHOM = frozenset(("whom",))  # `Person - Phone`, `Work Contact: Work Email`
_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z])(?=[A-Z][a-z])")
_TOKENS = re.compile(r"[^\W_]+")
_DATE_FORM = r"[dmyjta]{1,4}(?:[-/. ]+[dmyjta]{1,4}){1,2}"  # `mm/dd/yyyy`, `TT.MM.JJJJ`
_REMARK = re.compile(rf"\s*(?:\[[^\]]*\]|\((?P<form>{_DATE_FORM})\))", re.IGNORECASE)
_INDEX = re.compile(
    r"(?<=\w)\.(\d{1,2})\.(?=\w)"
)  # `names.0.givenName`, as lists in JSON are counted
_SHORTEST = 3  # letters of a word that stands in another, `homeemail`
# What a label may be written together with.
_LABELLED = listed("email | phone | mobile | fax | pager | address | link | street | city | region")
_LABELLED |= listed("code | country | box")


class Meaning(NamedTuple):
    """What a header says: nouns, at most one label, a role in a pair, a number."""

    nouns: frozenset[str]
    label: str | None = None
    role: str | None = None
    number: int | None = None


class Words(NamedTuple):
    """The words as data: phrases by what they mean, and the names of months, folded."""

    nouns: dict[str, list[str]]
    labels: dict[str, list[str]]
    roles: dict[str, list[str]]
    noise: list[str]
    months: list[list[str]]


@cache
def words() -> Words:
    """Return the words of all languages."""
    text = files("keepintouch.formats").joinpath("csv_words.json").read_text("utf-8")
    return Words(**cast("dict[str, Any]", json.loads(text)))


def tokens(header: str) -> tuple[str, ...]:
    """Return the folded words of a header, numbers by themselves."""
    return tuple(_TOKENS.findall(fold(_DIGITS.sub(" ", header))))


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return what each phrase is (noun, label, role or noise) and means."""
    known = words()
    tables = {"noun": known.nouns, "label": known.labels, "role": known.roles}
    return {
        tokens(phrase): (kind, means)
        for kind, table in tables.items()
        for means, phrases in table.items()
        for phrase in phrases
    } | {tokens(phrase): ("noise", phrase) for phrase in known.noise}


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))


@lru_cache(4096)
def meaning(header: str) -> Meaning | None:
    """Return what a header means, None when any word of it is not understood."""
    plain = _REMARK.sub("", header)
    index = _INDEX.search(plain)
    rest = tokens(_INDEX.sub(" ", plain, 1)) if len(header) <= LONGEST_HEADER else ()
    found: dict[str, list[str]] = {"noun": [], "label": [], "role": [], "number": [], "noise": []}
    if not rest:
        return None
    if index:
        found["number"].append(str(int(index[1]) + 1))
    if accented := _ACCENTED.get(header.strip().lower()):
        return Meaning(frozenset((accented,)))
    while rest:
        kind, what, length = _longest(rest)
        if not length:
            if not (parts := _parted(rest[0])):
                return None
            rest = (*parts, *rest[1:])
            continue
        found[kind].append(what)
        rest = rest[length:]
    said = {kind: list(dict.fromkeys(found[kind])) for kind in ("label", "role", "number")}
    if any(len(each) > 1 for each in said.values()):
        return None
    label, role, number = (next(iter(each), None) for each in said.values())
    nouns = frozenset(found["noun"])
    nouns = nouns - _WHOM or nouns
    return Meaning(nouns, label, role, int(number) if number else None)


@cache
def _run_together() -> dict[str, tuple[str, ...]]:
    """Return the words of each noun by how it looks without the spaces between them."""
    return {"".join(phrase): phrase for phrase, (kind, _) in _phrases().items() if kind == "noun"}


def _parted(word: str) -> tuple[str, ...]:
    """Return the words that `emailaddress` and `homeemail` are made of; none for any other."""
    together = _run_together()
    if len(found := together.get(word, ())) > 1:
        return found
    for end in range(_SHORTEST, len(word) - _SHORTEST + 1):
        label, phrase = word[:end], together.get(word[end:], ())
        of_label = _phrases().get((label,), ("",))[0] == "label"
        if of_label and _phrases().get(phrase, ("", ""))[1] in _LABELLED:
            return (label, *phrase)
    return ()


def form_of(header: str) -> str:
    """Return the first letter of how a header says that its days are written, `DOB (mm/dd/yyyy)`."""
    found = next((each["form"] for each in _REMARK.finditer(header) if each["form"]), "")
    return found[:1].lower()


def says_day_first(header: str) -> bool:
    """Say whether a day's header is in a language in which the day is written before the month."""
    return meaning(header) is not None and not _days_words().isdisjoint(tokens(header))


@cache
def _days_words() -> frozenset[str]:
    """Return the words by which other languages than English call a day, in letters that have case."""
    nouns = words().nouns
    phrases = (*nouns["birthday"], *nouns["last"], *_ACCENTED)
    said = {word for each in phrases for word in tokens(each)}
    return frozenset(word for word in said - _ENGLISH if word.upper() != word)


def _longest(rest: tuple[str, ...]) -> tuple[str, str, int]:
    """Return kind, meaning and length of the longest phrase that the words begin with."""
    if rest[0].isascii() and rest[0].isdecimal() and len(rest[0]) <= 3:  # noqa: PLR2004
        return "number", rest[0], 1
    for length in range(min(_longest_phrase(), len(rest)), 0, -1):
        if found := _phrases().get(rest[:length]):
            return *found, length
    return "", "", 0
