r"""Content lines of vCard and iCalendar: taken apart, put together, escaped, folded.

A line keeps its bytes as they stood, so that `dump(parse(data)) == data` for any bytes
at all; what it says is read from a second, tolerant look at them.
"""

from __future__ import annotations

import binascii
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats.unfolding import encoding_of, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WIDTH = 75
_FOLD = re.compile(rb"[\r\n]+[ \t]")
_SOFT_BREAK = re.compile(rb"=(?:\r\n|\r|\n)")
_HEAD = re.compile(rb'([^:;"]*)((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):')
_PIECE = re.compile(rb'([^;"]*(?:"[^"]*"?[^;"]*)*);?')
_ITEM = re.compile(r'((?:[^",]|"[^"]*")*),?')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TOKEN = re.compile(r"\\.|[^\\;,]+|[;,\\]", re.DOTALL)
_CARET = re.compile(r"\^([n'^])")
_SPECIAL = re.compile(r"\r\n|[\\;,\r\n]")
_CHARSET = re.compile(
    r"utf-?8|(?:us-)?ascii|iso-?8859-?\d+|latin-?1|(?:windows|cp|ibm)-?\d+|koi8-[ru]"
    r"|shift[-_]?jis|sjis|euc-(?:jp|kr)|iso-2022-jp|gb(?:2312|k|18030)|big5|utf-?16(?:le|be)?"
)
_OWN_LABEL = re.compile(r"X-CUSTOM\((.*,)?([^,]*)\)", re.IGNORECASE)  # of Samsung's phones
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}
_PLACES = {"INLINE", "URL", "CID", "CONTENT-ID"}


class Head(NamedTuple):
    """What stands before the colon: group and name in upper case, parameters, two of them read.

    `params` maps an upper-case name to its values; a bare vCard 2.1 parameter stands
    under TYPE, ENCODING or VALUE. `types` is TYPE in lower case, a quoted list counting
    as a list; `encodings` is ENCODING in upper case.
    """

    group: str = ""
    name: str = ""
    params: Mapping[str, tuple[str, ...]] = {}
    types: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()


class ContentLine(NamedTuple):
    """One content line: its head (see `Head`), its value, the line it began at, its raw bytes.

    `value` is unfolded but neither decoded nor unescaped. A line without a colon has no
    name, and all of it is its value.
    """

    group: str
    name: str
    params: Mapping[str, tuple[str, ...]]
    types: tuple[str, ...]
    encodings: tuple[str, ...]
    number: int
    value: bytes
    raw: bytes

    @property
    def decoded(self) -> str:
        r"""Return the value as text, still escaped; line ends in quoted-printable are `\n`."""
        data = self.value
        if not self.params:
            return text_of(data)
        if "QUOTED-PRINTABLE" in self.encodings:
            data = binascii.a2b_qp(data).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return text_of(data, *self.params.get("CHARSET", ())[:1])

    @property
    def text(self) -> str:
        """Return the value as one text, unescaped and stripped."""
        return unescape(self.decoded).strip()


_NO_HEAD = Head()


_new = tuple.__new__
"""Makes a line in half the time that its constructor takes; an address book has millions."""


class Document(NamedTuple):
    """A whole file: its byte order mark and encoding, its lines, and a byte that is no text."""

    mark: bytes
    encoding: str
    lines: tuple[ContentLine, ...]
    tail: bytes = b""


def parse(data: bytes) -> Document:
    """Take a file apart; any bytes at all are accepted."""
    mark, encoding = encoding_of(data)
    body, tail = data[len(mark) :], b""
    if encoding != "utf-8":
        even = len(body) // 2 * 2
        body, tail = body[:even], body[even:]
        body = body.decode(encoding, "surrogatepass").encode("utf-8", "surrogatepass")
    lines = tuple(
        parse_line(raw or b"", number)
        for number, raw in whole_lines([body] if body else [], limit=len(body) + 1)
    )
    return Document(mark, encoding, lines, tail)


def dump(document: Document) -> bytes:
    """Return the bytes that `parse` was given."""
    body = b"".join(line.raw for line in document.lines)
    if document.encoding != "utf-8":
        body = body.decode("utf-8", "surrogatepass").encode(document.encoding, "surrogatepass")
    return document.mark + body + document.tail


def parse_line(raw: bytes, number: int = 0) -> ContentLine:
    """Read one content line, given with its folds and line end."""
    line = raw.rstrip(b"\r\n")
    if line.find(b"\n") >= 0 or line.find(b"\r") >= 0:  # three times faster than `in`
        line = unfold(line)
    text, colon, value = line.partition(b":")
    if not colon:
        return ContentLine(*_NO_HEAD, number, line, raw)
    if b'"' in text:
        if whole := _HEAD.match(line):
            text, value = line[: whole.end() - 1], line[whole.end() :]
        return ContentLine(*_head(text), number, value, raw)
    return _new(ContentLine, (*_known_head(text), number, value, raw))


def unfold(line: bytes) -> bytes:
    """Join what was folded: RFC 6350 folds, soft line breaks, base64 without any fold."""
    if b"=" in line and b"QUOTED-PRINTABLE" in line[:WIDTH].upper():
        line = _SOFT_BREAK.sub(b"", line)
    for end in (b"\r\n", b"\n"):
        folds = line.count(end + b" ")
        if folds == line.count(b"\n") and folds * (len(end) - 1) == line.count(b"\r"):
            return line.replace(end + b" ", b"")  # a tenth of the memory that a pattern takes
    return _FOLD.sub(b"", line)


def _head(text: bytes) -> Head:
    name, *pieces = text.split(b";") if b'"' not in text else _PIECE.findall(text)
    params: dict[str, tuple[str, ...]] = {}
    for piece in pieces:
        key, values = _take_param(text_of(piece))
        if values:
            params[key] = params.get(key, ()) + values
    group, _, plain = name.decode("utf-8", "replace").rpartition(".")
    words = (each.strip() for each in ",".join(params.get("TYPE", ())).lower().split(","))
    return Head(
        group.strip("\ufeff \t").upper(),
        plain.strip("\ufeff \t").upper(),
        params,
        tuple(each.removeprefix("type=") for each in words if each),
        tuple(each.upper() for each in params.get("ENCODING", ())),
    )


_known_head = lru_cache(maxsize=1024)(_head)  # a file's heads repeat from card to card


def _take_param(piece: str) -> tuple[str, tuple[str, ...]]:
    if own := _OWN_LABEL.fullmatch(piece.strip()):
        said = own[2].encode("utf-8", "replace")
        said = binascii.a2b_qp(said) if "QUOTED" in (own[1] or "").upper() else said
        return "TYPE", (text_of(said).strip(),)
    key, equals, value = piece.partition("=")
    if not equals:
        bare = key.strip()
        if bare.upper() in _ENCODINGS:
            return "ENCODING", (bare,)
        return ("VALUE" if bare.upper() in _PLACES else "TYPE"), (bare,) if bare else ()
    values = value.split(",") if '"' not in value else _ITEM.findall(value)
    plain = (each.strip().strip('"') for each in values)
    return key.strip().upper(), tuple(_uncaret(each) for each in plain if each)


def text_of(data: bytes, charset: str = "") -> str:
    """Decode by `charset` if it is a known one, else as UTF-8, else as Windows-1252; drop NUL."""
    charset = charset.strip().lower()
    if charset not in ("", "utf-8") and _CHARSET.fullmatch(charset):
        try:
            return data.decode(charset, "replace").replace("\0", "")
        except LookupError:
            pass
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8" if charset else "cp1252", "replace")
    return text.replace("\0", "") if "\0" in text else text


def unescape(text: str) -> str:
    r"""Undo the escapes of RFC 6350 3.4 and RFC 5545 3.3.11; `\d` stays as it is."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    letter = match[1]
    if letter in "nN":
        return "\n"
    return letter if letter in "\\;,:\"'" else match[0]


def split(text: str, separator: str) -> list[str]:
    """Split an escaped text at the separators that are not escaped; unescape and strip each."""
    return [unescape(each).strip() for each in split_raw(text, separator)]


def split_raw(text: str, separator: str) -> list[str]:
    """Split an escaped text at the separators that are not escaped; each stays escaped."""
    if "\\" not in text:
        return text.split(separator)
    pieces = [""]
    for token in _TOKEN.findall(text):
        if token == separator:
            pieces.append("")
        else:
            pieces[-1] += token
    return pieces


def escape(text: str) -> str:
    r"""Escape a text value: backslash, `;`, `,` and line ends, `\r` alone being one too."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], "\\n"), text)


_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,"}
_CARETS = {"\n": "^n", "^": "^^", '"': "^'"}


def _uncaret(text: str) -> str:
    if "^" not in text:
        return text
    return _CARET.sub(lambda match: {"n": "\n", "'": '"', "^": "^"}[match[1]], text)


def param(name: str, value: str) -> str:
    """Return `;NAME=value`, with carets (RFC 6868) and quotes where they are needed."""
    safe = "".join(_CARETS.get(each, each) for each in value.replace("\r\n", "\n"))
    safe = re.sub(r"[\x00-\x08\x0a-\x1f\x7f]", " ", safe)
    return f';{name}="{safe}"' if re.search(r"[:;,]|^\s|\s$", safe) else f";{name}={safe}"


def fold(line: str) -> bytes:
    r"""Return a content line in UTF-8, folded at 75 octets between characters, ended by `\r\n`."""
    data = line.encode("utf-8", "replace")
    if len(data) <= WIDTH:
        return data + b"\r\n"
    pieces = []
    start, width = 0, WIDTH
    while len(data) - start > width:
        end = start + width
        while data[end] & 0xC0 == 0x80:  # noqa: PLR2004 - a byte inside a character
            end -= 1
        pieces.append(data[start:end])
        start, width = end, WIDTH - 1
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def fold_all(lines: Iterable[str]) -> bytes:
    """Return content lines, each folded."""
    return b"".join(fold(line) for line in lines)
