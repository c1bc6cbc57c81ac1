"""A log line in words, signs, handles and tags, each with its place in the text.

Written by hand: importing `re` costs `kit log` half a bare interpreter's time.
"""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.folding import fold, key
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

LONGEST_NAME = 5
_APOSTROPHES = frozenset("'\u2019\u02bc")
_SIGNS = frozenset(
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    "\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2018\u2019\u2026\u2014\u2013\u2015"
    "\u3001\u3002\uff01\uff1f\u300c\u300d\u00a1\u00bf\u2192\u2022"
)
_JOINERS = _APOSTROPHES | {"-", "_"}
_BETWEEN_DIGITS = frozenset(".,:/")
_BEFORE_MARKS = frozenset("([,;:/\"'\u201c")
_RUNS = frozenset("-.")
_SHORTENED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "rev",
        "st",
        "jr",
        "sr",
        "gen",
        "col",
        "capt",
        "sgt",
        "lt",
        "vs",
        "tel",
        "incl",
        "approx",
    ]
)
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
_AFTER_LINKS = ".,;:!?)]}>\"'"


class Token(NamedTuple):
    """A piece of the line: `word`, `sign`, `handle`, `tag` or `link`.

    `low` is folded, without dots and without a possessive `'s`, which `owns` tells.
    """

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
    for token in _pieces(text):
        if token.low == "'" and found and _owns_without_s(found[-1], token, text):
            found[-1] = found[-1]._replace(owns=True)
        found.append(token)
    return found


def _pieces(text: str) -> Iterator[Token]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            if text[place] == "\n":
                yield Token("sign", "\n", place, place + 1, "\n")
            place += 1
            continue
        token = _piece(text, place)
        yield token
        place = token.end


def _piece(text: str, place: int) -> Token:
    char = text[place]
    starts = not place or text[place - 1].isspace()
    link = _link_end(text, place) if starts else place
    if link > place:
        return Token("link", text[place:link], place, link, text[place:link])
    if char in "@+" and (starts or text[place - 1] in _BEFORE_MARKS):
        last = _mark_end(text, place)
        if last > place + 1:
            return _marked(text, place, last)
    if _is_letter(text, place):
        return _word(text, place, _word_end(text, place))
    last = place + 1
    while char in _RUNS and text[last : last + 1] == char:
        last += 1
    if text.startswith("->", place):
        last = place + 2
    sign = text[place:last]
    return Token("sign", sign, place, last, fold(sign) or sign)


def _is_letter(text: str, place: int) -> bool:
    char = text[place : place + 1]
    return char.isalnum() or (bool(char) and char not in _SIGNS and not char.isspace())


def _link_end(text: str, place: int) -> int:
    """Return where a web or e-mail address ends that begins here; `place` when none does."""
    last = place
    while last < len(text) and not text[last].isspace():
        last += 1
    name, at, host = text[place:last].partition("@")
    address = bool(at) and name[-1:].isalnum() and "." in host.strip(_AFTER_LINKS)
    if not address and not text.startswith(("http://", "https://", "www."), place):
        return place
    return place + len(text[place:last].rstrip(_AFTER_LINKS))


def _mark_end(text: str, place: int) -> int:
    """Return where a handle or tag ends; a tag begins with a letter or as `+1on1`: `+1` is none."""
    handle = text[place] == "@"
    first = text[place + 1 : place + 2]
    if not (first.isalnum() if handle else first.isalpha() or _is_one_on_one(text, place + 1)):
        return place
    inside, last = ("-" if handle else "-_/"), place + 1
    while _is_letter(text, last) or text[last : last + 1] in tuple(inside):
        last += 1
    return place + len(text[place:last].rstrip(inside))


def _is_one_on_one(text: str, place: int) -> bool:
    """Return whether letters stand between digits, as in `1on1`, and it is no `4h` or `2nd`."""
    if not text[place : place + 1].isdecimal():
        return False
    rest = text[place : _letters_end(text, place)].lstrip("0123456789")
    return rest.isalnum() and rest[0].isalpha() and rest[-1].isdecimal()


def _marked(text: str, place: int, last: int) -> Token:
    if text[place] == "+":
        return Token("tag", text[place:last], place, last, fold(text[place:last]))
    owns = text[last : last + 1] in _APOSTROPHES and text[last + 1 : last + 2] == "s"
    owns = owns and not _is_letter(text, last + 2)
    end = last + 2 if owns else last
    return Token("handle", text[place:end], place, end, key(text[place + 1 : last]), owns)


def _word_end(text: str, place: int) -> int:
    if text[place] in "wW" and text[place + 1 : place + 2] == "/":
        last = _letters_end(text, place + 2)
        return last if text[place + 2 : last] in {"o", "out"} else place + 2
    last = _letters_end(text, place)
    while _joins(text, last):
        last = _letters_end(text, last + 1)
    return _past_dot(text, place, last)


def _letters_end(text: str, place: int) -> int:
    while _is_letter(text, place):
        place += 1
    return place


def _joins(text: str, place: int) -> bool:
    """Return whether a sign between letters keeps a word together: `O'Brien`, `12:30`."""
    char = text[place : place + 1]
    if char in _JOINERS:
        return _is_letter(text, place + 1)
    around = text[place - 1 : place], text[place + 1 : place + 2]
    return char in _BETWEEN_DIGITS and all(map(str.isdecimal, around))


def _past_dot(text: str, place: int, last: int) -> int:
    """Return the end with the dots of `Dr.`, `J.R.` and the initial of `Ana L.` in it."""
    if text[last : last + 1] != ".":
        return last
    rest = text[last + 1 : last + 2]
    if last - place > 1 or not text[place].isalpha():
        shortened = rest.isspace() and text[place:last].lower() in _SHORTENED
        return last + 1 if shortened else last
    while text[last : last + 1] == "." and text[last + 1 : last + 2].isalpha():
        if _is_letter(text, last + 2):
            return place + 1
        last += 2
    initial = text[place].isupper() or last - place > 1
    return last + 1 if initial and text[last : last + 1] == "." else last


def _word(text: str, start: int, end: int) -> Token:
    typed = text[start:end]
    low = fold(typed) if typed[0].isdecimal() else key(typed)
    if not any(map(str.isalnum, low)):
        return Token("sign", typed, start, end, low or typed)
    owns = low.endswith("'s") and low not in _CONTRACTIONS
    capital = typed[0].isupper() or (typed[0].isalpha() and not typed[0].islower())
    return Token("word", typed, start, end, low[:-2] if owns else low, owns, capital)


def _owns_without_s(word: Token, token: Token, text: str) -> bool:
    """Return whether an apostrophe makes `James' mum`, and does not close a quotation."""
    follows = text[token.end : token.end + 2]
    quoted = "'" in text[: word.start] or "\u2018" in text[: word.start]
    spoken = follows[:1] == " " and follows[1:].isalpha()
    adjoins = word.sort == "word" and word.end == token.start and word.low.endswith("s")
    return adjoins and spoken and not quoted


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


def owned(line: list[Token], known: Container[str]) -> list[Token]:
    """Return the tokens with a possessive where only its apostrophe is missing: `mias mum`."""
    return [
        token._replace(low=token.low[:-1], owns=True)
        if _may_own(line, place) and token.low not in known and token.low[:-1] in known
        else token
        for place, token in enumerate(line)
    ]


def _may_own(line: list[Token], place: int) -> bool:
    """Return whether somebody's relative, or nothing behind an `at`, follows a word that ends in s."""
    token, follows = line[place], line[place + 1 : place + 2]
    if token.sort != "word" or token.owns or not token.low.endswith("s"):
        return False
    hosted = not follows and place > 0 and line[place - 1].low == "at"
    return hosted or (bool(follows) and follows[0].low in namewords.OWNED)


def phrases(text: str) -> frozenset[str]:
    """Return every folded phrase of a line that could be somebody's name, for one look-up."""
    line = tokens(text)
    found = {each.low for each in line if each.sort == "handle"}
    found |= {each.low[:-1] for place, each in enumerate(line) if _may_own(line, place)}
    for place in range(len(line)):
        found.update(phrase for _, phrase in windows(line, text, place))
    found |= {" ".join(phrase.replace("-", " ").split()) for phrase in found if "-" in phrase}
    found.discard("")
    return frozenset(found)
