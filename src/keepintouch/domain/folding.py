"""Folding: what is left of a text when case, accents and the keyboard's habits do not count."""

from __future__ import annotations

from functools import lru_cache

APOSTROPHES = "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_SIGNS = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-") | dict.fromkeys(_INVISIBLE, "")
)
_MARKS = (
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5),
    (0x5C7, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
)  # fmt: skip
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"\u0131": "i", "ħ": "h", "ŋ": "ng", "ŧ": "t", "ĸ": "k", "ə": "e", "ɓ": "b", "ɗ": "d"}
    | {"ƙ": "k", "ƴ": "y", "ȷ": "j", "ƒ": "f", "ɨ": "i", "ʉ": "u", "ɉ": "j", "ƶ": "z"}
    | {chr(mark): "" for first, last in _MARKS for mark in range(first, last + 1)}
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text without case, accents, invisible marks and spare whitespace.

    Marks are dropped from Latin, Greek, Cyrillic, Hebrew and Arabic letters; in other
    scripts they are part of the letter and stay.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    from unicodedata import normalize

    bare = normalize("NFKD", normalize("NFKD", text.translate(_SIGNS)).casefold())
    return " ".join(normalize("NFC", bare.translate(_LETTERS)).translate(_SIGNS).split())


def key(text: str) -> str:
    """Return what a typed name is looked up by: folded, without dots and commas."""
    folded = fold(text)
    if "." in folded or "," in folded:
        folded = " ".join(folded.replace(".", "").replace(",", " ").split())
    return folded


def grams(word: str) -> frozenset[str]:
    """Return the trigrams of the folded words, each padded by two spaces before and one behind."""
    padded = (f"  {each} " for each in key(word).split())
    return frozenset(each[i : i + 3] for each in padded for i in range(len(each) - 2))


def closeness(a: str, b: str) -> float:
    """Return how alike two names are once folded, from 0 to 1; for suggestions, never a choice."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, key(a), key(b), autojunk=False).ratio()
