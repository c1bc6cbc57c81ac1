"""Names: slugs, every key a person answers to, and who of several is meant."""

from __future__ import annotations

from keepintouch.domain.folding import closeness, fold, grams, key
from keepintouch.domain.nameparts import PARTICLES, PREFIXES, SUFFIXES, NameParts, split_name
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from keepintouch.domain.contacts import Person

__all__ = [
    "LEVELS", "Match", "NameParts", "best", "closeness", "fold", "grams", "key", "keys_of",
    "slugify", "split_name",
]  # fmt: skip

LEVELS = ("slug", "full", "nickname", "first", "initial", "last", "word")
NOBODY_SLUG = "someone"
SLUG_LENGTH = 64

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
        rank = LEVELS.index(match.level)
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
        return "".join(c if c.isalnum() else " " for c in folded).split()
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
) -> tuple[tuple[str, str], ...]:
    """Return every key a person answers to, each once, with its best level.

    `slugs` are the slug and all former ones. Parts that are not given are guessed
    from the name. A key with a hyphen answers to a space there too, a German or
    Nordic letter to its two-letter spelling.
    """
    parts = split_name(name)
    if given or family:
        parts = NameParts(parts.prefix, given, additional, family, parts.suffix)
    spoken = sorted(_spoken(name, parts, tuple(nicknames)), key=lambda pair: LEVELS.index(pair[1]))
    levels: dict[str, str] = {fold(slug): "slug" for slug in slugs}
    for words, level in spoken:
        for each in _spellings(words):
            levels.setdefault(each, level)
    levels.pop("", None)
    return tuple(levels.items())


def _spoken(name: str, parts: NameParts, nicknames: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the ways people say a name, with the level of each; empty ones too."""
    prefix, given, additional, family, _ = (part or "" for part in parts)
    firsts, lasts = _firsts(given, additional if family else ""), _lasts(family)
    yield name, "full"
    if given:
        yield f"{given} {additional} {family}", "full"
    for first in firsts:
        yield f"{first} {family}", "full" if family else "first"
        yield first, "first"
    for nick in nicknames:
        yield nick, "nickname"
        yield f"{nick} {family}", "nickname"
    for called in (*firsts, *nicknames):
        for last in lasts:
            yield f"{called} {fold(last)[:1]}", "initial"
    for last in (f"{prefix} {family}" if family else "", *lasts):
        yield last, "last"
    for word in f"{name} {additional} {family} {' '.join(nicknames)}".split():
        yield "" if key(word) in PARTICLES | PREFIXES | SUFFIXES else word, "word"


def _firsts(given: str, additional: str) -> tuple[str, ...]:
    """Return `Mary Anne` and `Mary`: a second given name may belong to the first."""
    words = given.split()
    if not words:
        return ()
    return tuple(dict.fromkeys((given, words[0], " ".join(words + additional.split()[:1]))))


def _lasts(family: str) -> tuple[str, ...]:
    """Return `van Gogh` and `Gogh`, `García López`, `García` and `López`."""
    bare = [word for word in family.split() if fold(word) not in PARTICLES]
    return tuple(dict.fromkeys(last for last in (family, " ".join(bare), *bare) if last))


def _spellings(words: str) -> Iterator[str]:
    folded = key(words)
    yield folded
    if "-" in folded:
        yield " ".join(folded.replace("-", " ").split())
    if not words.isascii():
        yield key(words.translate(_TWO_LETTERS))
