"""Whole content lines out of a stream of bytes, however they were folded, within limits."""

from __future__ import annotations

import codecs
import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

# The number of a line and its bytes, with all folds and the line end; None if it was too long.
Whole = tuple[int, bytes | None]
CHUNK = 65_536
LONGEST_LINE = 16 * 2**20
_HEAD = 512
_BLANKS = (b"\n", b"\r\n", b"\r")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOLDED = (b" ", b"\t")
_SOFT = (b"=\r\n", b"=\n", b"=\r")
_ENDS = (b"END", b"end", b"End")
_QUOTED = re.compile(rb"[^:]*\bQUOTED-PRINTABLE\b", re.IGNORECASE)
_BASE64 = re.compile(rb"[^:]*;\s*(?:ENCODING\s*=\s*)?(?:B|BASE64)\b", re.IGNORECASE)
_BASE64_ONLY = re.compile(rb"[A-Za-z0-9+/=]+[\r\n]*\Z")
_EDGE = re.compile(rb"(?:BEGIN|END)\s*:\s*V", re.IGNORECASE)
# In capitals and without a space behind the colon, unlike a note's own "TEL: 123".
_PROPERTY = re.compile(
    rb"(?:[\w-]+\.)?(?:N(?=[:;][^\r\n]*;)|FN|NICKNAME|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|URL|NOTE"
    rb"|BDAY|ANNIVERSARY|CATEGORIES|PHOTO|UID|REV|IMPP|VERSION|PRODID|KIND|RELATED|MEMBER|GEO|TZ"
    rb"|MAILER|CLASS|LOGO|SOUND|DEATHDATE|X-[A-Z0-9-]+)"
    rb"(?:;[\w=,.\x22 -]+)*:(?![ \t])"
)
_ESCAPED = re.compile(rb"=(?:[0-9A-Fa-f]{2}|[\r\n]*\Z)")
_SOFT_IN_TEXT = re.compile(rb"=0D=0A=[\r\n]+\Z", re.IGNORECASE)
_GLUED = re.compile(rb"(END:VCARD)(BEGIN:VCARD.*)\Z", re.IGNORECASE | re.DOTALL)


def encoding_of(head: bytes) -> tuple[bytes, str]:
    """Return the byte order mark of a file and its encoding, which is guessed without one."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return mark, encoding
    first, second, third, fourth = (*head[:4], 1, 1, 1, 1)[:4]
    if first and third and not second and not fourth:
        return b"", "utf-16-le"
    if second and fourth and not first and not third:
        return b"", "utf-16-be"
    return b"", "utf-8"


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the stream as UTF-8 (or whatever 8-bit text it is), its byte order mark removed."""
    first = stream.read(CHUNK)
    mark, encoding = encoding_of(first)
    pieces = _pieces(first[len(mark) :], stream)
    if encoding == "utf-8":
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    for piece in pieces:
        yield decoder.decode(piece).encode("utf-8", "surrogatepass")


def _pieces(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    piece = first
    while piece:
        yield piece
        piece = stream.read(CHUNK)


def physical_lines(pieces: Iterable[bytes], limit: int) -> Iterator[list[bytes | None]]:
    r"""Yield lists of lines with their ends (`\r\n`, `\n`, `\r`); None for one beyond `limit`."""
    held = bytearray()
    too_long = False
    for piece in pieces:
        lines: list[bytes | None] = [*_split(held, piece)]
        if lines and (too_long or len(lines[0] or b"") > limit):
            lines[0] = None
            too_long = False
        yield lines
        if len(held) > limit:
            too_long = True
            del held[:-1]
    if held or too_long:
        yield [None if too_long or len(held) > limit else bytes(held)]


def _split(held: bytearray, piece: bytes) -> list[bytes]:
    """Return the lines that `piece` completes, and hold what it leaves open."""
    # bytes.splitlines, unlike that of str, splits at nothing but \r\n, \n and \r
    lines = piece.splitlines(keepends=True)
    if held and lines:
        if not held.endswith(b"\r") or lines[0].startswith(b"\n"):
            held += lines.pop(0)
            if not lines and not held.endswith(b"\n"):
                return []
        lines.insert(0, bytes(held))
        held.clear()
    if lines and not lines[-1].endswith(b"\n"):
        held += lines.pop()
    return lines


def whole_lines(
    pieces: Iterable[bytes], limit: int = LONGEST_LINE, *, indent: bytes = b""
) -> Iterator[Whole]:
    r"""Yield content lines with their folds; one that is longer than `limit` comes without text.

    A line goes on when the next begins with a space or tab (RFC 6350 3.2), after a soft
    line break of quoted-printable, and in base64 that was not folded at all (vCard 2.1).
    A soft break before a property is none: Android 4.4 ends some values with one.
    One empty line stays with the line before it, since some programs write `\r\r\n`.
    `indent` is what all lines begin with, which is no fold.
    """
    lines: Iterable[bytes | None] = chain.from_iterable(physical_lines(pieces, limit))
    if indent:
        lines = (each and each.removeprefix(indent) for each in lines)
    start, number, over = 0, 0, False
    held: bytes | bytearray = b""
    last = b""
    for physical in lines:
        number += 1  # noqa: SIM113 - the last one is needed behind the loop
        line = physical or b""
        if start and (
            line.startswith(_FOLDED)
            or ((b":" not in line or last.endswith(_SOFT)) and _goes_on(held, last, line))
        ):
            over = over or len(held) + len(line) > limit
            if not over:
                held = held if isinstance(held, bytearray) else bytearray(held)
                held += line
        else:
            if over or isinstance(held, bytearray) or held.startswith(_ENDS):
                yield from _wholes(start, held, over=over)
            elif start:
                yield start, held
            start, held, over = number, line, physical is None or len(line) > limit
        last = line
    if start:
        yield from _wholes(start, held, over=over)


def _goes_on(held: bytes | bytearray, last: bytes, line: bytes) -> bool:
    if line in _BLANKS:
        return last not in _BLANKS
    if last.endswith(_SOFT) and _QUOTED.match(held, 0, _HEAD):
        return not (_EDGE.match(line) or _is_property(last, line))
    if b":" in line or last in _BLANKS or not _BASE64_ONLY.match(line):
        return False
    return _BASE64.match(held, 0, _HEAD) is not None


def _is_property(last: bytes, line: bytes) -> bool:
    """Tell a line behind a soft break that is a property from text that goes on like one."""
    found = _PROPERTY.match(line)
    if not found or _SOFT_IN_TEXT.search(last):
        return False
    return b"QUOTED-PRINTABLE" in found[0].upper() or not _ESCAPED.search(line, found.end())


def _wholes(number: int, held: bytes | bytearray, *, over: bool) -> Iterator[Whole]:
    """Yield the line, and as two an END that the next card's BEGIN is glued to."""
    if over:
        yield number, None
    elif glued := _GLUED.match(held):
        yield number, bytes(glued[1])
        yield number, bytes(glued[2])
    else:
        yield number, bytes(held)
