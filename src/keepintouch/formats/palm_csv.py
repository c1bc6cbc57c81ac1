"""The CSV that abook writes for Palm Desktop: no header, family name first, quotes not doubled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import abook, textlines
from keepintouch.formats.abook_csv import cells
from keepintouch.formats.drafts import Draft, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import ReadOptions

_COLUMNS = (
    *("last", "first", "title", "company", "workphone", "phone", "fax", "mobile", "email"),
    *("address", "city", "state", "zip", "country", "nick", "url", "custom 3", "custom 4"),
    *("notes", "private", "category"),
)


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - all of it is read
    """Yield the people of the file."""
    found = False
    for number, text in textlines.lines(stream):
        values = cells(text)
        if len(values) == len(_COLUMNS) - 1:  # a name of one word stands alone
            values.insert(1, "")
        if len(values) == len(_COLUMNS):
            found = True
            yield _person(dict(zip(_COLUMNS, values, strict=True)), text, number)
        elif text is None or text.strip():
            yield Problem(number, f"a line without {len(_COLUMNS)} values in quotes is left out")
    if not found:
        raise UnreadableError("this is no CSV file for Palm Desktop: no line has its 21 values.")


def _person(row: dict[str, str], raw: str | None, line: int) -> Draft:
    # abook cuts a name at its first blank, whatever the parts are; they are no parts to keep.
    row["name"] = f"{row.pop('first')} {row.pop('last')}"
    org, title = row.pop("company").strip(), row.pop("title").strip()
    del row["private"], row["category"]
    said = {key: value.strip() for key, value in row.items() if value.strip()}
    person = abook.person(said, raw, line)
    if isinstance(person, Problem):
        return person
    return person._replace(org=org or None, title=title or None)
