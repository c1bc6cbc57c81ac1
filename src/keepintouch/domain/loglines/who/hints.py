"""Small words of a log line that may be somebody's name, where nobody was found: `coffee with ana`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import words
from keepintouch.domain.loglines.tokens import tokens
from keepintouch.domain.readings import New, Words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.tokens import Token

_NOBODY = words.NEVER_NEW | namewords.GROUPS | words.COMPANY | words.STRETCHES


def maybe_names(text: str) -> tuple[New, ...]:
    """Return the words behind the first `with` that read like names, as names are written."""
    line = tokens(text)
    place = next((at for at, each in enumerate(line, 1) if each.low in words.WITH), len(line))
    while place < len(line) and line[place].low in words.WITH:
        place += 1
    found: list[New] = []
    while place < len(line) and _is_like_a_name(line[place]):
        last = _past_surname(line, place)
        found.append(_named(text, line[place], line[last - 1]))
        place = (
            last + 1 if last < len(line) and line[last].low in words.JOINING | {","} else len(line)
        )
    return tuple(found)


def _named(text: str, first: Token, last: Token) -> New:
    typed = text[first.start : last.end]
    name = " ".join("-".join(map(_capital, word.split("-"))) for word in typed.split())
    return New(Words(typed, first.start, last.end), name)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _past_surname(line: list[Token], place: int) -> int:
    """Return where the name ends: one more word belongs to it when the line goes on behind."""
    follows = line[place + 1 : place + 3]
    if (
        not follows
        or not _is_like_a_name(follows[0])
        or follows[0].low.endswith(("ing", "ed", "ly"))
    ):
        return place + 1
    ends = len(follows) == 1 or follows[1].low in words.ABOUT | words.MAY_FOLLOW | words.JOINING
    return place + 2 if ends or follows[1].sort != "word" else place + 1


def _is_like_a_name(token: Token) -> bool:
    letters = token.low.replace("-", "").replace("'", "")
    plain = token.sort == "word" and letters.isalpha() and not token.owns
    return plain and len(letters) > 1 and token.low not in _NOBODY
