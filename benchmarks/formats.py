"""How fast vCards are read and written: cards a second of CPU, seconds, and MB at the peak."""

from __future__ import annotations

import argparse
import base64
import io
import random
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, BinaryIO

from keepintouch.domain.contacts import Contact, Origin
from keepintouch.formats import Book
from keepintouch.formats.contentline import parse
from keepintouch.formats.drafts import PersonDraft, ReadOptions, WriteOptions
from keepintouch.formats.vcard import read, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# As long and as rich as Google and Apple write them.
CARD = """BEGIN:VCARD\r
VERSION:3.0\r
UID:{number:08x}-0000-4000-8000-000000000000\r
N:Example{number};Ann;;;\r
FN:Ann Example{number}\r
ORG:Example Ltd.;Gardens\r
EMAIL;TYPE=INTERNET;TYPE=HOME;TYPE=pref:ann{number}@example.org\r
TEL;TYPE=CELL;TYPE=pref:+44 20 7946 {number:06d}\r
item1.ADR;TYPE=HOME:;;1 High Street;Cambridge;;CB1 1AA;United Kingdom\r
item1.X-ABADR:gb\r
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07\r
NOTE:Met at the garden show\\, likes roses and long walks by the river\\; wants to hea\r
 r about the bees.\r
CATEGORIES:garden,friends\r
END:VCARD\r
"""


class Endless(io.RawIOBase):
    """A stream that makes its bytes as they are read, so that no file is counted as memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.held = b""

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Make as many bytes as are wanted."""
        while len(self.held) < len(buffer) and (piece := next(self.pieces, b"")):
            self.held += piece
        taken, self.held = self.held[: len(buffer)], self.held[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def cards(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield CARD.format(number=number).encode()


def photo_card(size: int) -> Iterator[bytes]:
    line = base64.b64encode(random.Random(1).randbytes(57 * 1000))
    yield b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nPHOTO;ENCODING=b;TYPE=JPEG:"
    for _ in range(size // 57_000 + 1):
        yield b"".join(line[i : i + 74] + b"\r\n " for i in range(0, len(line), 74))
    yield b"\r\nEND:VCARD\r\n"


def one_line(size: int) -> Iterator[bytes]:
    yield b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nNOTE:"
    for _ in range(size // 2**16):
        yield b"x" * 2**16
    yield b"\r\nEND:VCARD\r\n"


def stream(pieces: Iterator[bytes]) -> BinaryIO:
    return io.BufferedReader(Endless(pieces), 2**16)


def reading(pieces: Iterator[bytes]) -> int:
    return sum(isinstance(each, PersonDraft) for each in read(stream(pieces), ReadOptions()))


def lines(count: int) -> int:
    return len(parse(b"".join(cards(count))).lines) // 14


def writing(count: int, *, patched: bool) -> int:
    drafts = (each for each in read(stream(cards(count)), ReadOptions()))
    contacts = [
        Contact(
            **{key: value for key, value in draft._asdict().items() if key in Contact._fields}
            | {"id": str(number), "slug": str(number), "state": "active", "importance": "normal"},
            origins=(Origin("vcard", "", draft.raw),) if patched else (),
        )
        for number, draft in enumerate(drafts)
        if isinstance(draft, PersonDraft)
    ]
    write(Book(contacts), io.BytesIO(), WriteOptions())
    return len(contacts)


CASES: dict[str, Callable[[], int]] = {
    "parse 5,000 cards into lines": lambda: lines(5_000),
    "read 10,000 cards": lambda: reading(cards(10_000)),
    "read 100,000 cards": lambda: reading(cards(100_000)),
    "read and write 5,000 new cards": lambda: writing(5_000, patched=False),
    "read and patch 5,000 cards": lambda: writing(5_000, patched=True),
    "read a card with a photo of 8 MB": lambda: reading(photo_card(8 * 2**20)),
    "refuse a photo of 1 GB": lambda: reading(photo_card(2**30)),
    "refuse a line of 1 GB": lambda: reading(one_line(2**30)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", help="one case by name, in this very process")
    chosen = parser.parse_args().case
    if chosen:
        started = time.process_time()
        count = CASES[chosen]()
        seconds = time.process_time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count / seconds:9.0f} cards/s {seconds:7.2f} s {memory:6.0f} MB  {chosen}")
        return
    for case in CASES:
        subprocess.run([sys.executable, __file__, case], check=True)


if __name__ == "__main__":
    main()
