"""Filing: pages in a folder of the user's, of which kit changes and removes only its own.

`.kit-pages` in the folder keeps the SHA-256 of each page as it was written: a page that is
not as kit left it is the user's.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import contextmanager

from keepintouch.domain.errors import KitError, UsageError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.services import archives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Pages = Iterable[tuple[str, bytes]]

SUMS = ".kit-pages"
SHOWN = 3


class Filed(NamedTuple):
    """How many pages were written, removed and there already; `kept` are edited ones left alone."""

    written: int
    removed: int
    unchanged: int
    kept: tuple[str, ...] = ()


def file_pages(folder: str, pages: Pages, *, overwrite: bool) -> Filed:
    """Make the pages of kit in a folder be these.

    All are written as drafts first, so that a full disk changes nothing. A file in the place
    of a page that kit did not leave so is a `UsageError`, unless it may be overwritten.
    """
    with failing(folder):
        if not os.path.isdir(folder):
            os.mkdir(folder, 0o700)
        known = archives.read_sums(os.path.join(folder, SUMS))
        with _drafts(folder) as drafts:
            sums, fresh = _drafted(folder, drafts, pages)
            _refuse(folder, fresh, known, overwrite=overwrite)
            _keep(folder, known, sums)
            for number, name in enumerate(fresh):
                _place(os.path.join(drafts, str(number)), os.path.join(folder, name))
            removed, kept = _swept(folder, known, sums)
            _keep(folder, {}, sums)
    return Filed(len(fresh), removed, len(sums) - len(fresh), kept)


@contextmanager
def failing(path: str) -> Iterator[None]:
    """Say in one sentence what the system refused."""
    try:
        yield
    except OSError as error:
        raise KitError(
            f"{path} cannot be written: {error.strerror}. Nothing was written."
        ) from error


def write_new(path: str, data: bytes) -> None:
    """Write a private file that is not there yet."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)


@contextmanager
def _drafts(folder: str) -> Iterator[str]:
    """Give a folder on the same disk for pages that are not in their places yet."""
    drafts = os.path.join(folder, f"{SUMS}.{os.getpid()}.part")
    os.mkdir(drafts, 0o700)
    try:
        yield drafts
    finally:
        shutil.rmtree(drafts)


def _drafted(folder: str, drafts: str, pages: Pages) -> tuple[dict[str, str], list[str]]:
    """Write drafts of the pages that differ; return the sums of all, and the names of those."""
    sums: dict[str, str] = {}
    fresh: list[str] = []
    for name, data in pages:
        sums[name] = hashlib.sha256(data).hexdigest()
        if archives.sum_of(os.path.join(folder, name)) != sums[name]:
            write_new(os.path.join(drafts, str(len(fresh))), data)
            fresh.append(name)
    return sums, fresh


def _refuse(folder: str, fresh: list[str], known: dict[str, set[str]], *, overwrite: bool) -> None:
    """Raise where a page would take the place of what kit did not write, or not so."""
    there = {name: os.path.join(folder, name) for name in fresh}
    there = {name: path for name, path in there.items() if os.path.lexists(path)}
    foreign = [
        name
        for name, path in there.items()
        if archives.sum_of(path) not in known.get(name, ()) and not overwrite
    ]
    foreign += [name for name, path in there.items() if os.path.isdir(path)]
    if foreign:
        names = ", ".join(foreign[:SHOWN]) + (", …" if len(foreign) > SHOWN else "")
        raise UsageError(
            f"{folder} has files that are not as kit wrote them: {names}. Nothing was written.",
            attempt=("add -y to replace them",),
        )


def _keep(folder: str, *sums: dict[str, set[str]] | dict[str, str]) -> None:
    """Remember the sums; while pages are moved both those of before and those to come."""
    pairs = {
        (name, digest)
        for each in sums
        for name, found in each.items()
        for digest in ((found,) if isinstance(found, str) else found)
    }
    path = os.path.join(folder, SUMS)
    data = archives.sums_text(pairs)
    draft = f"{path}.{os.getpid()}"
    write_new(draft, data)
    os.replace(draft, path)


def _place(draft: str, path: str) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    os.replace(draft, path)


def _swept(
    folder: str, known: dict[str, set[str]], sums: dict[str, str]
) -> tuple[int, tuple[str, ...]]:
    """Remove the pages of before that are none any more, but those that were edited."""
    removed, kept = 0, []
    for name in sorted(known.keys() - sums.keys()):
        path = os.path.join(folder, name)
        if archives.sum_of(path) in known[name]:
            os.unlink(path)
            removed += 1
        elif os.path.lexists(path):
            kept.append(name)
    return removed, tuple(kept)
