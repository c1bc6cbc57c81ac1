"""abook's CSV without a header (name, e-mails, phone, notes, nickname), and all its fields with one.

abook puts every value in quotes and never doubles a quote inside one, so that what
CSV readers make of it is wrong; a quote ends a value only next to a comma.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import abook, textlines
from keepintouch.formats.drafts import Draft, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

_FEW: tuple[str, ...] = ("name", "email", "phone", "notes", "nick")
_ALL = (
    *("name", "email", "address", "address2", "city", "state", "zip", "country"),
    *("phone", "workphone", "fax", "mobile", "nick", "url", "notes", "anniversary", "groups"),
)
_BETWEEN = re.compile(r'","(?!,")')


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the file."""
    columns, found = _FEW, False
    for number, text in textlines.lines(stream):
        if text is not None and text.startswith('#"'):
            columns, found = _ALL, True
            continue
        values = cells(text)
        if len(values) != len(columns):
            if text is None or text.strip():
                yield Problem(number, f"a line without {len(columns)} values in quotes is left out")
            continue
        found = True
        said = {key: value.strip() for key, value in zip(columns, values, strict=True)}
        yield abook.person({key: value for key, value in said.items() if value}, text, number)
    if not found:
        raise UnreadableError("this is no CSV file of abook's: no line has its values in quotes.")


def cells(line: str | None) -> list[str]:
    """Return the values of a line; none when they do not stand in quotes."""
    text = (line or "").strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':  # noqa: PLR2004 - two quotes
        return []
    return _BETWEEN.split(text[1:-1])
