"""Archiving: everything in one folder, from which kit makes the store anew, readable without it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import BinaryIO

from keepintouch import formats
from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats.markdown_names import stems
from keepintouch.services import archives, choosing, exporting
from keepintouch.services.filing import failing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.formats import Book, Format
    from keepintouch.formats.drafts import WriteOptions
    from keepintouch.services.exporting import Wanted
    from keepintouch.store import Store

    Made = Callable[[], Book]
    Member = tuple[str, Callable[[BinaryIO], object]]

COPIES = "readable/people"
PHOTOS = "photos"
README = "README.txt"
KINDS = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif", b"RIFF": "webp"}
SHOWN = 3


class Archived(NamedTuple):
    """Where an archive is, and how many files it has."""

    folder: str
    files: int


def archive(
    store: Store, folder: str, wanted: Wanted, *, settings: str | None, overwrite: bool
) -> Archived:
    """Write everything into a folder, which takes its name when it is complete.

    `settings` is the path of the settings file, if there is one. A folder that is there
    must be empty, or an archive that may be overwritten and has nothing in it of others.
    """
    choosing.inhabited(store)
    folder = os.path.realpath(folder)
    draft = f"{folder}.{os.getpid()}.part"
    with failing(folder):
        _refuse(folder, overwrite=overwrite)
        os.mkdir(draft, 0o700)
        try:
            with exporting.opened(store, wanted) as made:
                sums = dict(_written(draft, made, wanted.options, settings))
            _write(draft, archives.SUMS, lambda stream: stream.write(_sums(sums)))
            _exchange(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Archived(folder, len(sums) + 1)


def _refuse(folder: str, *, overwrite: bool) -> None:
    if not os.path.lexists(folder):
        return
    if not os.path.isdir(folder):
        raise UsageError(f"{folder} is no folder. Nothing was written.")
    if not os.listdir(folder):
        return
    if not archives.is_one(folder):
        raise UsageError(f"{folder} is neither empty nor an archive of kit. Nothing was written.")
    foreign = archives.strangers(folder)
    if foreign:
        names = ", ".join(foreign[:SHOWN]) + (", …" if len(foreign) > SHOWN else "")
        raise UsageError(
            f"{folder} has files that are not as kit wrote them: {names}. Nothing was written."
        )
    if not overwrite:
        raise UsageError(
            f"{folder} exists already. Nothing was written.", attempt=("add -y to replace it",)
        )


def _written(
    draft: str, made: Made, options: WriteOptions, settings: str | None
) -> Iterator[tuple[str, str]]:
    """Write the members, and yield the name and the sum of each."""
    for name, write in _members(made, options, settings):
        _write(draft, name, write)
        yield name, archives.sum_of(os.path.join(draft, name))


def _members(made: Made, options: WriteOptions, settings: str | None) -> Iterator[Member]:
    for each in formats.every():
        if each.writes:
            yield from _copies(each, made, options)
    yield from _photos(made)
    if settings and os.path.isfile(settings):
        with open(settings, "rb") as file:
            yield archives.SETTINGS, _bytes(file.read())
    yield README, _bytes(_readme().encode())


def _copies(each: Format, made: Made, options: WriteOptions) -> Iterator[Member]:
    """Yield what a format makes of the store: the store itself, a file, or a folder of pages."""
    if each.folder:
        for name, data in each.folder_writer().pages(made(), options):
            yield f"{COPIES}/{name}", _bytes(data)
        return
    name = archives.STORE if each.lossless else f"{COPIES}{each.suffixes[0]}"
    yield name, lambda stream: each.writer().write(made(), stream, options)


def _photos(made: Made) -> Iterator[Member]:
    """Yield the pictures as files of their own, named like the pages."""
    book = made()
    contacts = tuple(each for each in book.contacts if each.photo)
    for contact, stem in zip(contacts, stems(contacts), strict=True):
        data = book.photos(contact.photo or "")
        if data is not None:
            kind = next((kind for mark, kind in KINDS.items() if data.startswith(mark)), "bin")
            yield f"{PHOTOS}/{stem}.{kind}", _bytes(data)


def _bytes(data: bytes) -> Callable[[BinaryIO], object]:
    return lambda stream: stream.write(data)


def _write(draft: str, name: str, write: Callable[[BinaryIO], object]) -> None:
    path = os.path.join(draft, *name.split("/"))
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
        write(stream)
        if not name.startswith(
            COPIES
        ):  # a page a person: to wait for each took longer than all else
            stream.flush()
            os.fsync(stream.fileno())


def _sums(sums: dict[str, str]) -> bytes:
    return archives.sums_text(sums.items())


def _exchange(draft: str, folder: str) -> None:
    """Let the draft take the name; an archive of before goes when that is done."""
    before = f"{draft}.before"
    if os.path.isdir(folder):
        os.rename(folder, before)
    try:
        os.rename(draft, folder)
    except OSError:
        with suppress(FileNotFoundError):
            os.rename(before, folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _readme() -> str:
    with open(os.path.join(os.path.dirname(__file__), "archive.txt"), encoding="utf-8") as file:
        text = file.read()
    return text.replace("@copies", "\n".join(_described()))


def _described() -> Iterator[str]:
    for each in formats.every():
        if each.writes and not each.lossless:
            name = f"{COPIES}/" if each.folder else f"{COPIES}{each.suffixes[0]}"
            yield f"  {name:<24}{each.title}"
