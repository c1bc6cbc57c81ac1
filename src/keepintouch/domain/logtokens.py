"""A log line in words, signs, handles and tags, each with its place in the text."""

from __future__ import annotations

import re

from keepintouch.domain.folding import fold, key
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 5

_LETTER = r"[^\s!-/:-@\[-`{-~“”„«»‹›‘’…—–―、。！？「」¡¿|→•]"  # noqa: RUF001 - signs as people type them
_WORDS = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<handle>(?<![^\s(\[,;:/\"'])@(?=[^\W_])" + _LETTER + r"+(?:-" + _LETTER + r"+)*"
    r"(?:['’]s(?![^\W_]))?)"  # noqa: RUF001 - a typographic apostrophe
    r"|(?P<tag>(?<![^\s(\[,;])\+(?=[^\W\d_])[\w/-]*\w)"
    r"|(?P<number>\d+(?:[.,:/-]\d+)+(?![^\W\d_]-))"
    r"|(?P<word>w/o?(?!\w/)(?<!\w\w/)"
    r"|(?i:(?:mr|mrs|ms|dr|prof|rev|st|jr|sr|gen|col|capt|sgt|lt|vs|approx)\.(?=\s))"
    r"|(?:[^\W\d_]\.){2,}|(?<![^\s(])[^\W\d_a-z]\.(?=\s|$)"
    r"|" + _LETTER + r"+(?:['’ʼ_-]" + _LETTER + r"+)*)"  # noqa: RUF001 - typographic apostrophes
    r"|(?P<sign>--+|\.{2,}|->|[^\S\n]?\n|\S)"
)


class Token(NamedTuple):
    """A piece of the line; `low` is folded, without dots and without a possessive `'s`."""

    sort: str
    text: str
    start: int
    end: int
    low: str
    owns: bool = False
    capital: bool = False


def tokens(text: str) -> list[Token]:
    """Take a line apart; only whitespace between the pieces is left out."""
    found: list[Token] = []
    for match in _WORDS.finditer(text):
        token = _token(match)
        if token.low == "'" and found and _owns_without_s(found[-1], token, text):
            found[-1] = found[-1]._replace(owns=True)
        found.append(token)
    return found


def _owns_without_s(word: Token, token: Token, text: str) -> bool:
    """Return whether an apostrophe makes `James' mum`, and does not close a quotation."""
    follows = text[token.end : token.end + 2]
    begins = "'" in text[: word.start] or "‘" in text[: word.start]  # noqa: RUF001 - an opening quote
    spoken = len(follows) == len(" m") and follows[0] == " " and follows[1].isalpha()
    return word.sort == "word" and word.low.endswith("s") and spoken and not begins


def _token(match: re.Match[str]) -> Token:
    sort, text = match.lastgroup or "sign", match.group()
    start, end = match.span()
    if sort == "word":
        low = key(text)
        if low and any(map(str.isalnum, low)):
            return _word(text, start, end, low)
        sort = "sign" if low != "w/" else "word"
    if sort == "handle":
        low = key(text[1:])
        owner = low.endswith("'s")
        return Token(sort, text, start, end, low[:-2] if owner else low, owner)
    return Token("word" if sort == "number" else sort, text, start, end, fold(text) or text)


def _word(text: str, start: int, end: int, low: str) -> Token:
    owner = low.endswith("'s") and low not in _CONTRACTIONS
    first = text[0]
    return Token(
        "word", text, start, end, low[:-2] if owner else low, owner,
        first.isupper() or (first.isalpha() and not first.islower()),
    )  # fmt: skip


_CONTRACTIONS = frozenset(
    [
        "it's",
        "he's",
        "she's",
        "that's",
        "what's",
        "there's",
        "here's",
        "where's",
        "who's",
        "let's",
        "how's",
    ]
)


def windows(line: list[Token], text: str, first: int) -> Iterator[tuple[int, str]]:
    """Yield the phrases that begin at a token, longest first, each with where it ends."""
    lows: list[str] = []
    for place in range(first, min(first + LONGEST_NAME, len(line))):
        token = line[place]
        if token.sort != "word" or (lows and not _touch(line[place - 1], token, text)):
            break
        lows.append(token.low)
        if token.owns:
            break
    for count in range(len(lows), 0, -1):
        yield first + count, " ".join(lows[:count])


def _touch(before: Token, token: Token, text: str) -> bool:
    between = text[before.end : token.start]
    return between.isspace() and "\n" not in between


def phrases(text: str) -> frozenset[str]:
    """Return every folded phrase of a line that could be somebody's name, for one look-up."""
    line = tokens(text)
    found = {each.low for each in line if each.sort == "handle"}
    for place in range(len(line)):
        found.update(phrase for _, phrase in windows(line, text, place))
    found |= {" ".join(phrase.replace("-", " ").split()) for phrase in found if "-" in phrase}
    found.discard("")
    return frozenset(found)
