"""Names: slugs, every key a person answers to, and who of several is meant."""

from __future__ import annotations

from keepintouch.domain.folding import closeness, fold, grams, key
from keepintouch.domain.nameparts import PARTICLES, PREFIXES, SUFFIXES, NameParts, split_name
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.domain.people import Person

__all__ = [
    "LEVELS", "Match", "NameParts", "best", "closeness", "fold", "grams", "key", "keys_of",
    "slugify", "split_name",
]  # fmt: skip

LEVELS = ("slug", "full", "nickname", "first", "initial", "last", "word")
RANKS = {level: rank for rank, level in enumerate(LEVELS)}
SLUG, FULL, NICKNAME, FIRST, INITIAL, LAST, WORD = RANKS.values()
NO_LEVEL = len(LEVELS)
NO_KEYS = PARTICLES | PREFIXES | SUFFIXES
NOBODY_SLUG = "someone"
SLUG_LENGTH = 64

_TO_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}
_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)


class Match(NamedTuple):
    """Somebody who answers to a key, and by which of `LEVELS`."""

    person: Person
    level: str


def best(matches: Iterable[Match], *, exact: bool) -> tuple[Match, ...]:
    """Return the matches of the best level there is, each person once.

    With `exact` a slug is one person's own; without, in running text, a slug counts
    no more than a full name, so that a second Ana is asked about, not passed over.
    """
    ranked: dict[str, tuple[int, Match]] = {}
    for match in matches:
        rank = RANKS[match.level]
        rank = rank if exact else max(rank, 1)
        if match.person.id not in ranked or rank < ranked[match.person.id][0]:
            ranked[match.person.id] = (rank, match)
    top = min((rank for rank, _ in ranked.values()), default=0)
    return tuple(match for rank, match in ranked.values() if rank == top)


def slugify(name: str) -> str:
    """Return the handle of a name: letters and digits of any script, joined by `-`.

    Never empty and never a bare number, which would read as a place in a list.
    """
    slug = "-".join(_slug_words(fold(name).replace("'", "")))[:SLUG_LENGTH].rstrip("-")
    if not slug:
        return NOBODY_SLUG
    return f"{NOBODY_SLUG}-{slug}" if slug.isdigit() else slug


def _slug_words(folded: str) -> list[str]:
    if folded.isascii():
        return folded.translate(_TO_SPACES).split()
    from unicodedata import category

    kept = (c if c.isalnum() or category(c)[0] == "M" else " " for c in folded)
    return [word for word in "".join(kept).split() if any(map(str.isalnum, word))]


def keys_of(
    name: str,
    *,
    slugs: Iterable[str] = (),
    given: str | None = None,
    additional: str | None = None,
    family: str | None = None,
    nicknames: Iterable[str] = (),
) -> dict[str, int]:
    """Return every key a person answers to, with the place of its best level in `LEVELS`.

    `slugs` are the slug and all former ones. Parts that are not given are guessed
    from the name. A key with a hyphen answers to a space there too, a German or
    Nordic letter to its two-letter spelling.
    """
    parts = split_name(name)
    if given or family:
        parts = NameParts(parts.prefix, given, additional, family, parts.suffix)
    levels = {fold(slug): SLUG for slug in slugs}
    for full, *pieces in _spellings((name, *(part or "" for part in parts[:4]), *nicknames)):
        for words, level in _spoken(full, pieces):
            if level < levels.get(words, NO_LEVEL):
                levels[words] = level
            if "-" in words and level < levels.get(spaced := _spaced(words), NO_LEVEL):
                levels[spaced] = level
    levels.pop("", None)
    return levels


def _spaced(words: str) -> str:
    return " ".join(words.replace("-", " ").split())


def _spellings(texts: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the texts as keys, and again with two letters where there are other ways to write one."""
    yield [key(each) if each else "" for each in texts]
    if not all(map(str.isascii, texts)):
        yield [key(each.translate(_TWO_LETTERS)) for each in texts]


def _spoken(name: str, pieces: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the ways people say a name, with the level of each; all are keys."""
    prefix, given, additional, family, *nicks = pieces
    nicknames = [nick for nick in nicks if nick]
    firsts, lasts = _firsts(given, additional if family else ""), _lasts(family)
    yield name, FULL
    if given:
        yield " ".join([each for each in (given, additional, family) if each]), FULL
    for first in firsts:
        if family:
            yield f"{first} {family}", FULL
        yield first, FIRST
    for nick in nicknames:
        yield nick, NICKNAME
        if family:
            yield f"{nick} {family}", NICKNAME
    for called in (*firsts, *nicknames):
        for last in lasts:
            yield f"{called} {last[0]}", INITIAL
    if prefix and family:
        yield f"{prefix} {family}", LAST
    for last in lasts:
        yield last, LAST
    for word in {*name.split(), *additional.split(), *family.split(), *" ".join(nicknames).split()}:
        if word not in NO_KEYS:
            yield word, WORD


def _firsts(given: str, additional: str) -> tuple[str, ...]:
    """Return `Mary Anne` and `Mary`: a second given name may belong to the first."""
    words = given.split()
    if not words:
        return ()
    return tuple(dict.fromkeys((given, words[0], " ".join(words + additional.split()[:1]))))


def _lasts(family: str) -> tuple[str, ...]:
    """Return `van Gogh` and `Gogh`, `García López`, `García` and `López`."""
    if " " not in family:
        return (family,) if family else ()
    bare = [word for word in family.split() if word not in PARTICLES]
    return tuple(dict.fromkeys(last for last in (family, " ".join(bare), *bare) if last))
