"""The one place where text of the user's is made harmless for a terminal.

A control character that reaches a terminal can move the cursor, set the clipboard or
hide text; a bidi control can make one name look like another (CVE-2021-42574).
"""

from __future__ import annotations

SPACES = "\n\t\r\v\f"
BLANKS = str.maketrans(dict.fromkeys(SPACES, " "))
NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
LINE_ENDS = "\u2028\u2029"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def shown(text: str) -> str:
    """Return `text` as one harmless line: controls as visible escapes, line ends as spaces."""
    if text.isprintable():
        return text
    return escaped(text.translate(BLANKS))


def escaped(text: str, keep: str = "") -> str:
    """Return `text` with every control that is not in `keep` as a visible escape."""
    if text.isprintable():
        return text
    return "".join(
        _escape(char) if is_control(char) and char not in keep else char for char in text
    )


def is_control(char: str) -> bool:
    """Say whether a character acts on a terminal instead of being shown, or is none at all."""
    code = ord(char)
    return (
        code < 0x20  # noqa: PLR2004 - C0
        or 0x7F <= code <= 0x9F  # noqa: PLR2004 - DEL and C1
        or 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - surrogates
        or char in BIDI
        or char in LINE_ENDS
    )


def _escape(char: str) -> str:
    code = ord(char)
    return NAMED.get(char) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")  # noqa: PLR2004 - two digits


ASCII = str.maketrans(
    {
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MIDDLE DOT}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{RIGHTWARDS ARROW}": "->",
    }
)


def encoded(text: str, encoding: str) -> bytes:
    """Return `text` as bytes; what the encoding lacks becomes the like, or a question mark."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_encoded_one(char, encoding) for char in text)


def _encoded_one(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.translate(ASCII).encode(encoding, "replace")
