"""The encoding of a table: said by a mark, seen in its bytes, or guessed from its words.

UTF-8 and UTF-16 are recognised for certain. Of the old code pages, each has letters
where another has signs no word is written with, so the page that makes most words
words of some language is taken.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

HEAD_BYTES = 1 << 20
CHUNK_BYTES = 1 << 16
LONGEST_LINE = 16 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PAGES = {
    "cp1252": "äöüß àâçéèêëîïôùûüœ áéíóúüñ ãõáâàçéêíóôú àèéìòù æøåéö åäöé áðéíóúýþæö ëïéóáèü õäöü",
    "mac_roman": "äöüß àâçéèêëîïôùûüœ áéíóúüñ ãõáâàçéêíóôú àèéìòù æøåéö åäöé",
    "cp1250": "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű ăâîşţ čćđšž",
    "cp1254": "çğıöşüâîû",
    "cp1257": "ąčęėįšųūž āčēģīķļņšūž äõöüšž",
}
_SCRIPTS = {
    "cp1251": ("абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя", "аеёєиіїоуыэюя"),
    "cp1253": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "αεηιουωάέήίόύώϊϋΐΰ"),
}
_ALPHABETS = {
    page: tuple(frozenset(each + each.upper() + "İ") for each in letters.split())
    for page, letters in _PAGES.items()
}
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_EAST_ASIAN = {
    "cp949": re.compile(rb"[\xb0-\xc8][\xa1-\xfe]"),
    "gb18030": re.compile(rb"[\xb0-\xd7][\xa1-\xfe]"),
    "cp950": re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]"),
}
_MOST = 0.85
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORDS_LOOKED_AT = 5000
_RUN = re.compile("[^\x00-\x7f]+")


class Encoding(NamedTuple):
    """A codec's name, the length of the mark before the text, and whether it is certain."""

    codec: str
    mark: int = 0
    certain: bool = True


def encoding_of(head: bytes) -> Encoding:
    """Return the encoding of a file by its first bytes."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, len(mark))
    if wide := _wide(head):
        return Encoding(wide)
    if is_utf8(head):
        return Encoding("utf-8")
    if _is_japanese(head):
        return Encoding("cp932")
    page = _code_page(head)
    east_asian = None if page.certain else _east_asian(head)
    return Encoding(east_asian, certain=False) if east_asian else page


def is_utf8(head: bytes) -> bool:
    """Say whether bytes, which may break off inside a character, are UTF-8 but for a few lines."""
    if _decodes(head, "utf-8"):
        return True
    lines = [line for line in re.split(rb"[\r\n]+", head)[:-1] if not line.isascii()]
    return sum(_decodes(line, "utf-8") for line in lines) * 2 > len(lines)


def _decodes(head: bytes, codec: str) -> bool:
    try:
        codecs.getincrementaldecoder(codec)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str | None:
    """Return UTF-16 without a mark by the zeros that half of its bytes then are."""
    pairs = len(head) // 2
    if head[1::2].count(0) > pairs * 0.4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > pairs * 0.4 else None


def _is_japanese(head: bytes) -> bool:
    """Say whether bytes are Shift_JIS: kana and kanji stand together, accents stand alone."""
    if not _decodes(head, "cp932"):
        return False
    runs = _RUN.findall(head.decode("cp932", "replace"))
    together = sum(len(run) for run in runs if len(run) > 1 and _has_japanese(run))
    return together * 2 > sum(map(len, runs))


def _has_japanese(run: str) -> bool:
    return any("\u3041" <= each <= "\u30fe" or "\u4e00" <= each <= "\u9fff" for each in run)


def _east_asian(head: bytes) -> str | None:
    """Return the code page of China, Korea or Taiwan whose usual characters most pairs of bytes are.

    The usual ones stand together: hangul, the first level of GB 2312, that of Big5.
    """
    pairs = _PAIR.findall(head)
    for codec, usual in _EAST_ASIAN.items():
        share = sum(usual.fullmatch(pair) is not None for pair in pairs)
        if share > len(pairs) * _MOST and _decodes(head, codec):
            return codec
    return None


def _code_page(head: bytes) -> Encoding:
    """Return the page in which most words are words, of one language rather than of several."""
    words = _WORD.findall(head)[:_WORDS_LOOKED_AT]
    pages = [*_ALPHABETS, *_SCRIPTS]
    if b"\n" not in head and b"\r" in head:
        pages.sort(key=lambda page: page != "mac_roman")
    merits = {page: _merit(words, page) for page in pages}
    page = max(pages, key=lambda each: merits[each])
    return Encoding(page, certain=merits[page][0] == len(words))


def _merit(words: list[bytes], page: str) -> tuple[int, int]:
    """Return how many words fit some language of a page, and how many its likeliest one."""
    texts = [word.decode(page, "replace") for word in words]
    if page in _SCRIPTS:
        fits = sum(_is_spoken(text.lower(), *_SCRIPTS[page]) for text in texts)
        return fits, fits
    letters = [{each for each in text if each > "\x7f"} for text in texts]
    languages = _ALPHABETS[page]
    return (
        sum(any(each <= language for language in languages) for each in letters),
        max(sum(each <= language for each in letters) for language in languages),
    )


def _is_spoken(word: str, alphabet: str, vowels: str) -> bool:
    """Say whether a word is of one script, and has a vowel for each four letters."""
    return set(word) <= set(alphabet) and sum(each in vowels for each in word) * 4 >= len(word)


def decoded(stream: BinaryIO, encoding: Encoding, head: bytes) -> Iterator[str]:
    """Yield the text of a file piece by piece, `head` being what was read of it already.

    Bytes that a codec does not know become U+FFFD; in UTF-8, a line that is none is
    taken as its code page.
    """
    blocks = _blocks(stream, head[encoding.mark :])
    if encoding.codec == "utf-8":
        yield from map(_utf8, _whole_lines(blocks))
        return
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    for block in blocks:
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _blocks(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    for start in range(0, len(head), CHUNK_BYTES):
        yield head[start : start + CHUNK_BYTES]
    while block := stream.read(CHUNK_BYTES):
        yield block


def _whole_lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield blocks that end where a line does; a line of more than 16 MB is refused."""
    pieces: list[bytes] = []
    size = 0
    for block in blocks:
        end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
        if end:
            yield b"".join([*pieces, block[:end]])
            pieces, size = [], 0
        pieces.append(block[end:])
        size += len(block) - end
        refuse_if_long(size)
    yield b"".join(pieces)


def refuse_if_long(size: int) -> None:
    """Raise `UnreadableError` if a line is longer than any table's could be."""
    if size > LONGEST_LINE:
        raise UnreadableError(
            f"This is no table: it has a line of more than {LONGEST_LINE >> 20} MB. "
            "Nothing was read."
        )


def _utf8(block: bytes) -> str:
    try:
        return block.decode()
    except UnicodeDecodeError:
        return "".join(map(_utf8_line, block.splitlines(keepends=True)))


def _utf8_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(_code_page(line).codec, "replace")
