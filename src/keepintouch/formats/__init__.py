"""Files of other programs, in and out: one module a format, one line in `FORMATS`.

Nothing here imports a format until one is asked for: names, suffixes and the marks
by which a file is known are data. A reading module has
`read(stream, options) -> Iterator[Draft]`, a writing one `write(book, stream, options)`.
"""

from __future__ import annotations

import codecs
import re
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from keepintouch.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
    from keepintouch.formats.drafts import Draft, ReadOptions, WriteOptions

HEAD_BYTES = 8192
ENTRY_POINTS = "keepintouch.formats"


class Book(NamedTuple):
    """What a writer is given: streams in a stable order, each to be walked once."""

    contacts: Iterable[Contact] = ()
    touchpoints: Iterable[Touchpoint] = ()
    notes: Iterable[Note] = ()
    follow_ups: Iterable[FollowUp] = ()
    places: Iterable[Place] = ()


class Reader(Protocol):
    """A module that reads a format; a file that is not of it raises `UnreadableError`."""

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
        """Yield drafts and problems in the file's order."""
        ...


class Writer(Protocol):
    """A module that writes a format, and says which facts it cannot hold."""

    LOSSES: tuple[str, ...]

    def write(self, book: Book, stream: BinaryIO, options: WriteOptions) -> None:
        """Write the whole book."""
        ...


class Format(NamedTuple):
    """A format as data; `marks` are patterns, one of which a file's first 8 KB must match."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    marks: tuple[str, ...]
    module: str
    reads: bool = True
    writes: bool = False

    def reader(self) -> Reader:
        """Import the reading module."""
        return cast("Reader", import_module(self.module))

    def writer(self) -> Writer:
        """Import the writing module."""
        return cast("Writer", import_module(self.module))


def _ours(  # noqa: PLR0913 - a row of the table below
    name: str, title: str, suffixes: str, marks: tuple[str, ...], *, reads: bool = True, writes: bool = False
) -> Format:
    module = f"keepintouch.formats.{name.replace('-', '_')}"
    return Format(name, title, tuple(suffixes.split()), marks, module, reads=reads, writes=writes)


FORMATS: tuple[Format, ...] = (
    _ours("vcard", "vCard address book", ".vcf .vcard", (r"(?im)^(\w+\.)?BEGIN:VCARD",), writes=True),
    _ours("friends", "friends.md", ".md", (r"(?m)^### (Activities|Friends|Notes|Locations):",), writes=True),
    _ours("csv", "CSV table", ".csv .tsv", (), writes=True),
)
