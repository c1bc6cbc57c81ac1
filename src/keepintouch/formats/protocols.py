"""What a module that reads or writes a format must have, and what a writer is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from typing import BinaryIO

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
    from keepintouch.formats.drafts import Draft, ReadOptions, WriteOptions


class Book(NamedTuple):
    """What a writer is given: streams in a stable order, each to be walked once.

    `tags` are those with a rhythm, `photos` gives a picture by its hash; `dismissed`
    (drifts let go, by contact id) and `progress` (how far a source was read) are for the
    lossless format alone. `due` says when somebody is to be called, for a calendar.
    """

    contacts: Iterable[Contact] = ()
    touchpoints: Iterable[Touchpoint] = ()
    notes: Iterable[Note] = ()
    follow_ups: Iterable[FollowUp] = ()
    places: Iterable[Place] = ()
    tags: Mapping[str, Cadence] = {}
    photos: Callable[[str], bytes | None] = lambda _digest: None
    dismissed: Mapping[str, date] = {}
    progress: Mapping[str, str] = {}
    due: Iterable[tuple[Contact, date]] = ()


class Loss(NamedTuple):
    """Something that a format cannot hold: in the user's words, and as fields, spaces between.

    A field is `touchpoint` for a record as a whole, `contact.photo` for one of its fields;
    `tests/formats/test_contract.py` names them all, and holds every format to its list.
    """

    words: str
    fields: str


class Reader(Protocol):
    """A module that reads a format; a file that is not of it raises `UnreadableError`."""

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:
        """Yield drafts and problems in the file's order."""
        ...


class Writer(Protocol):
    """A module that writes a format, and says which facts it cannot hold."""

    LOSSES: tuple[Loss, ...]

    def write(self, book: Book, stream: BinaryIO, options: WriteOptions) -> None:
        """Write the whole book."""
        ...


class FolderWriter(Protocol):
    """A module whose format is a folder of files."""

    LOSSES: tuple[Loss, ...]

    def pages(self, book: Book, options: WriteOptions) -> Iterator[tuple[str, bytes]]:
        """Yield the name of each file below the folder, with `/` between parts, and its bytes."""
        ...
