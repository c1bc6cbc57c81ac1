"""Where imported bytes come from: files, folders, archives read in place, standard input."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO

from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import archives
from keepintouch.services.importing.accounts import account_of, is_account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Progress = Callable[[int, int], None]

STDIN = "-"
MOST_ENTRIES = 10_000
MOST_BYTES = 1_000_000_000
MOST_RATIO = 100
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
"""What unpacking or a failing disk raises in the middle of a file."""
BUFFER = 1 << 16
OFFICE = frozenset(("[Content_Types].xml", "META-INF/manifest.xml"))
"""A member of every document of Microsoft's programs, and of those of OpenDocument."""
EDITED = "not as kit wrote it, going by SHA256SUMS: edited, or damaged"


class Source(NamedTuple):
    """A file to read; `given` says that the user named it, `problem` why it cannot be read.

    One that is `in_maildir` is a message, whatever it is called and begins with.
    """

    name: str
    path: str
    size: int
    given: bool
    member: str | None = None
    problem: str | None = None
    archive: zipfile.ZipFile | None = None
    in_maildir: bool = False

    @property
    def is_plain(self) -> bool:
        """Say whether this is a file of its own, which may be opened again."""
        return self.path != STDIN and self.member is None

    @property
    def title(self) -> str:
        """Return the name that says most: a chat in an archive is called after the archive."""
        if self.member and os.path.basename(self.member) == "_chat.txt":
            return self.path
        return self.member or self.name

    @contextmanager
    def open(
        self, progress: Progress | None, stdin: IO[bytes] | None
    ) -> Iterator[io.BufferedReader[_Counting]]:
        """Open for reading; `progress` hears how many bytes of how many were read."""
        with _raw(self, stdin) as raw:
            reader = io.BufferedReader(_Counting(raw, self.size, progress), BUFFER)
            try:
                yield reader
            finally:
                if self.path == STDIN:
                    reader.detach()


class _Counting(io.RawIOBase):
    """A stream that tells how far it was read."""

    def __init__(self, raw: IO[bytes], size: int, progress: Progress | None) -> None:
        self._raw = raw
        self._size = size
        self._progress = progress
        self._done = 0

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def seekable(self) -> bool:
        """Say whether a reader may look ahead and come back."""
        return self._raw.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place."""
        self._done = self._raw.seek(offset, whence)
        return self._done

    def tell(self) -> int:
        """Return the place."""
        return self._raw.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read the next bytes into `buffer`."""
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self._done += len(data)
        if self._progress:
            self._progress(self._done, self._size)
        return len(data)


def check(paths: Sequence[str]) -> None:
    """Raise where a path cannot be read, before anything is done."""
    for path in paths:
        if is_account(path):
            account_of(path)
        elif path != STDIN and not os.path.isdir(path):
            _head(path)


def opened(path: str) -> Iterator[Source]:
    """Yield the files behind a path: a folder's in the order of names, an archive's in its own."""
    if path == STDIN:
        yield Source("standard input", STDIN, 0, given=True)
    elif os.path.isdir(path):
        yield from _folder(path)
    else:
        yield from _file(path, given=True)


def _folder(path: str) -> Iterator[Source]:
    """Yield the files below a folder; hidden ones are left out, links are not followed.

    Of an archive of kit's own the store alone is read: the rest are copies of it.
    """
    for folder, names, files in os.walk(path):
        if archives.is_one(folder):
            names.clear()
            yield from _own_archive(folder, given=folder == path)
            continue
        in_maildir = os.path.basename(folder) in {"cur", "new"} and _is_maildir(
            os.path.dirname(folder)
        )
        names[:] = sorted(name for name in names if _is_walked(folder, name))
        for name in sorted(files):
            whole = os.path.join(folder, name)
            if in_maildir:
                yield from _message(whole)
            elif not name.startswith(".") and not os.path.islink(whole):
                yield from _file(whole, given=False)


def _own_archive(folder: str, *, given: bool) -> Iterator[Source]:
    store = os.path.join(folder, archives.STORE)
    if not archives.is_sound(folder):
        yield Source(store, store, 0, given, problem=EDITED)
    yield from _file(store, given=given)


def _is_walked(folder: str, name: str) -> bool:
    """Say whether to go into a folder: a Maildir's hidden folders are mail, what it writes is not."""
    whole = os.path.join(folder, name)
    if name.startswith("."):
        return _is_maildir(whole)
    return name != "tmp" or not _is_maildir(folder)


def _is_maildir(folder: str) -> bool:
    return all(os.path.isdir(os.path.join(folder, name)) for name in ("cur", "new"))


def _message(path: str) -> Iterator[Source]:
    """Yield a message; one that its program has just renamed or deleted comes the next time."""
    try:
        yield Source(path, path, os.path.getsize(path), given=False, in_maildir=True)
    except OSError:
        return


def _file(path: str, *, given: bool) -> Iterator[Source]:
    """Yield a file, or the members of an archive; what a folder holds is told of, not refused."""
    try:
        if _head(path) == b"PK\x03\x04":
            yield from _archive(path)
        else:
            yield Source(path, path, os.path.getsize(path), given)
    except UnreadableError as error:
        if given:
            raise
        what = error.message.removeprefix(f"{path} ").removesuffix(" Nothing was imported.")
        yield Source(path, path, 0, given, problem=f"{what.rstrip('.')}: left out")


def _head(path: str) -> bytes:
    """Return the first bytes of a file; what is none, as a pipe, is not waited for."""
    try:
        os.stat(path)
        if not os.path.isfile(path):
            raise UnreadableError(f"{path} is not a file. Nothing was imported.")
        with open(path, "rb") as file:
            return file.read(4)
    except OSError as error:
        raise UnreadableError(
            f"{path} cannot be read: {error.strerror}. Nothing was imported."
        ) from error


def _archive(path: str) -> Iterator[Source]:
    """Yield the members of a zip file; nothing is unpacked to the disk."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"{path} is a damaged archive. Nothing was imported.") from error
    with archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if not OFFICE.isdisjoint(each.filename for each in members):
            raise UnreadableError(
                f"{path} is a document of an office program. Nothing was imported.",
                attempt=("save its table as CSV and import that",),
            )
        if len(members) > MOST_ENTRIES or sum(each.file_size for each in members) > MOST_BYTES:
            raise UnreadableError(
                f"{path} holds more than {MOST_ENTRIES} files or 1 GB. Nothing was imported.",
                attempt=("unpack it and import the files you want",),
            )
        for each in _without_copies(members):
            yield Source(
                f"{path}:{each.filename}",
                path,
                each.file_size,
                given=False,
                member=each.filename,
                problem=_problem(each),
                archive=archive,
            )


def _without_copies(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Leave out what stands beside the store in an archive of kit's own."""
    names = {each.filename for each in members}
    stores = [name for name in names if os.path.basename(name) == archives.STORE]
    own = [os.path.dirname(each) for each in stores]
    own = [each for each in own if os.path.join(each, archives.SUMS) in names]
    folders = tuple(f"{each}/" if each else "" for each in own)
    return [
        each
        for each in members
        if each.filename in stores or not (folders and each.filename.startswith(folders))
    ]


def _problem(member: zipfile.ZipInfo) -> str | None:
    if member.flag_bits & 1:
        return "encrypted: left out"
    if member.file_size > MOST_RATIO * max(member.compress_size, 1 << 16):
        return "packed suspiciously small: left out"
    return None


@contextmanager
def _raw(source: Source, stdin: IO[bytes] | None) -> Iterator[IO[bytes]]:
    if source.path == STDIN:
        yield stdin or io.BytesIO()
    elif source.archive is None or source.member is None:
        with open(source.path, "rb") as file:
            yield file
    else:
        with source.archive.open(source.member) as member:
            yield member
