"""Folding: what is left of a text when case, accents and the keyboard's habits do not count."""

from __future__ import annotations

APOSTROPHES = "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_SIGNS = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-") | dict.fromkeys(_INVISIBLE, "")
)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"\u0131": "i", "ħ": "h", "ŋ": "ng", "ŧ": "t", "ĸ": "k", "ə": "e", "ɓ": "b", "ɗ": "d"}
    | {"ƙ": "k", "ƴ": "y", "ȷ": "j", "ƒ": "f", "ɨ": "i", "ʉ": "u", "ɉ": "j", "ƶ": "z"}
)
_MARKS = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)


def fold(text: str) -> str:
    """Return the text without case, accents, invisible marks and spare whitespace.

    Marks are dropped from Latin, Greek, Cyrillic, Hebrew and Arabic letters; in other
    scripts they are part of the letter and stay.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    from unicodedata import normalize

    bare = normalize("NFKD", normalize("NFKD", text.translate(_SIGNS)).casefold())
    import re  # only here: text that is not ASCII

    bare = re.sub(_MARKS, "", bare).translate(_LETTERS)
    return " ".join(normalize("NFC", bare).translate(_SIGNS).split())


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
