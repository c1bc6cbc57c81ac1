"""What the names of tables and columns in trackers mean, beyond the headers of CSV files.

The words are data, in `sqlite_words.json`, in the singular; phrases are compared folded.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from keepintouch.domain.folding import fold
from keepintouch.domain.loglines.lexicon.kindwords import APP_OF, KIND_OF
from keepintouch.formats.csv_words import LONGEST_HEADER, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

_AROUND = frozenset(
    ("tbl", "table", "crm", "app", "data", "list", "record", "entry", "personal", "my")
)
_ALSO_PLURAL = {"people": "person", "persons": "person", "aliases": "alias"}
_ENDS_IN_S = ("ss", "us", "is", "as")


class Rhythm(NamedTuple):
    """The words of columns that say how often."""

    nouns: frozenset[str]
    units: Mapping[str, str]
    noise: frozenset[str]


@cache
def _words() -> dict[str, Any]:
    text = files("keepintouch.formats").joinpath("sqlite_words.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))


@cache
def meanings(section: str) -> dict[str, tuple[str, ...]]:
    """Return the meanings of each phrase of a section, the most telling first."""
    found: dict[str, tuple[str, ...]] = {}
    for means, phrases in _words()[section].items():
        for phrase in phrases:
            key = " ".join(map(singular, tokens(phrase)))
            found[key] = (*found.get(key, ()), means)
    return found


@cache
def ranks(section: str, means: str) -> dict[str, int]:
    """Return how telling each phrase of one meaning is: 0 the most."""
    phrases = _words()[section][means]
    return {
        " ".join(map(singular, tokens(each))): rank
        for rank, each in reversed([*enumerate(phrases)])
    }


@cache
def rhythm() -> Rhythm:
    """Return the words of rhythms."""
    said = _words()["rhythm"]
    units = {fold(word): unit for unit, words in said["units"].items() for word in words}
    return Rhythm(frozenset(map(fold, said["nouns"])), units, frozenset(said["noise"]))


def singular(word: str) -> str:
    """Return an English plural without its ending; other words as they are."""
    if word in _ALSO_PLURAL:
        return _ALSO_PLURAL[word]
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - "ties", "pies"
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(_ENDS_IN_S) else word


@lru_cache(4096)
def phrase(name: str) -> tuple[str, ...]:
    """Return the words of a name in the singular, as those of `PersonTags` or `person_tags`."""
    return tuple(map(singular, tokens(name))) if len(name) <= LONGEST_HEADER else ()


@lru_cache(1024)
def subject(table: str) -> tuple[str, ...]:
    """Return the words of a table's name without those that say nothing, as `tbl` and `crm`."""
    words = phrase(table)
    return tuple(word for word in words if word not in _AROUND) or words


def is_people(words: tuple[str, ...]) -> bool:
    """Say whether words mean a person."""
    return "people" in meanings("tables").get(" ".join(words), ())


def table_role(table: str) -> str | None:
    """Return what a table's name says it holds: by the whole of it, then by its last words."""
    words = subject(table)
    known = meanings("tables")
    for start in range(len(words)):
        if found := known.get(" ".join(words[start:])):
            return found[0]
    return None


def kind_of(said: str) -> str | None:
    """Return the kind of a touchpoint that a program's word for it means."""
    words = phrase(said)
    known = meanings("kinds")
    whole = known.get(" ".join(words))
    if whole:
        return whole[0]
    each = (known.get(word, (KIND_OF.get(word) or APP_OF.get(word),))[0] for word in words)
    return next(filter(None, each), None)


def is_plain_kind(said: str) -> bool:
    """Say whether the kind alone keeps all that a program's word tells, as none of `coffee`."""
    return not said or " ".join(phrase(said)) in meanings("kinds")


def direction_of(said: str) -> str | None:
    """Return who reached out, going by a program's word for it."""
    return next(iter(meanings("directions").get(" ".join(phrase(said)), ())), None)
