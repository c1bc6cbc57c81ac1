"""The parts of a displayed name, guessed: titles, given names, particles, family, suffixes."""

from __future__ import annotations

from keepintouch.domain.folding import fold, key
from keepintouch.domain.values import NamedTuple
from keepintouch.domain.wordsets import wordset


class NameParts(NamedTuple):
    """The pieces of a name, as RFC 6350 has them; None where there is none."""

    prefix: str | None = None
    given: str | None = None
    additional: str | None = None
    family: str | None = None
    suffix: str | None = None


PREFIXES = wordset(
    "mr mrs ms mx dr prof professor doctor sir dame lord lady rev sr sra dona herr frau mme mlle "
    "capt captain col sgt lt gen rabbi imam"
)
SUFFIXES = wordset("jr sr ii iii iv phd md dds esq msc bsc ba ma mba cpa rn obe mbe cbe")
PARTICLES = wordset(
    "van von de da di del della der den dos das do du la le los las el al bin binti ibn ter ten "
    "te zu zum zur af av 't op in y e i"
)
_ALWAYS_SMALL = wordset("in y e i op do te")


def split_name(display: str) -> NameParts:
    """Guess the parts of a displayed name; `Lima, Ana` is read family first, a number is one word."""
    if not any(map(str.isalpha, display)):
        return NameParts(given=display.strip() or None)
    words, suffixes = _without_suffixes(display)
    prefixes = []
    while len(words) > 1 and key(words[0]) in PREFIXES:
        prefixes.append(words.pop(0))
    prefix, suffix = _joined(prefixes), _joined(suffixes)
    if len(words) > 1 and words[0].rstrip(",") not in {"", words[0]}:
        return NameParts(prefix, words[1], _joined(words[2:]), words[0].rstrip(","), suffix)
    words = [word.rstrip(",") or word for word in words]
    if len(words) < 2:  # noqa: PLR2004 - one word is all the name there is
        given, family = (None, _joined(words)) if prefix else (_joined(words), None)
        return NameParts(prefix, given, None, family, suffix)
    start = _family_start(words)
    return NameParts(prefix, words[0], _joined(words[1:start]), _joined(words[start:]), suffix)


def _without_suffixes(display: str) -> tuple[list[str], list[str]]:
    words, suffixes = display.split(), list[str]()
    while len(words) > 1 and key(words[-1]) in SUFFIXES:
        suffixes.insert(0, words.pop())
        words[-1] = words[-1].rstrip(",") or words[-1]
    return words, suffixes


def _joined(words: list[str]) -> str | None:
    return " ".join(words) or None


def _family_start(words: list[str]) -> int:
    for place in range(1, len(words) - 1):
        folded = fold(words[place])
        if folded in PARTICLES and (words[place].islower() or folded not in _ALWAYS_SMALL):
            return place
    return len(words) - 1
