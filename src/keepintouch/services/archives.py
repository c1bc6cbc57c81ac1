"""What an archive of kit is: a folder whose `SHA256SUMS` vouches for the `store.jsonl` in it."""

from __future__ import annotations

import hashlib
import os

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STORE = "store.jsonl"
SUMS = "SHA256SUMS"
SETTINGS = "config.toml"
CHUNK = 1 << 20


def is_one(folder: str) -> bool:
    """Say whether a folder is an archive."""
    return all(os.path.isfile(os.path.join(folder, name)) for name in (STORE, SUMS))


def is_sound(folder: str) -> bool:
    """Say whether the store in an archive is as it was written."""
    known = read_sums(os.path.join(folder, SUMS))
    return sum_of(os.path.join(folder, STORE)) in known.get(STORE, ())


def strangers(folder: str) -> list[str]:
    """Return the names, with `/`, of files in an archive that kit did not write, or not so."""
    known = read_sums(os.path.join(folder, SUMS))
    return sorted(
        name
        for name in files_below(folder)
        if name != SUMS and sum_of(os.path.join(folder, name)) not in known.get(name, ())
    )


def files_below(folder: str) -> Iterator[str]:
    """Yield the names of all files below a folder, with `/` between parts; links are files too."""
    for where, folders, names in os.walk(folder):
        links = [each for each in folders if os.path.islink(os.path.join(where, each))]
        for name in (*names, *links):
            yield os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/")


def sum_of(path: str) -> str:
    """Return the SHA-256 of a file as hexadecimal digits; nothing for what is none, or unreadable."""
    if os.path.islink(path) or not os.path.isfile(path):
        return ""
    found = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while data := file.read(CHUNK):
                found.update(data)
    except OSError:
        return ""
    return found.hexdigest()


def sums_text(sums: Iterable[tuple[str, str]]) -> bytes:
    """Return names and their sums in the form that `sha256sum -c` checks."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums)).encode()


def read_sums(path: str) -> dict[str, set[str]]:
    """Return the sums known of each name; a line that is none says nothing."""
    found: dict[str, set[str]] = {}
    try:
        with open(path, encoding="utf-8", errors="replace", newline="\n") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return found
    for line in lines:
        digest, _, name = line.partition("  ")
        if is_inside(name):
            found.setdefault(name, set()).add(digest)
    return found


def is_inside(name: str) -> bool:
    """Say whether a name stays below its folder, whatever wrote it down."""
    return not (os.path.isabs(name) or "\\" in name or {"", ".", ".."} & set(name.split("/")))
