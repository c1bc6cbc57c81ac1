"""A folder of cards, one a file, as vdirsyncer and pimsync keep an address book (vdir).

What the vdir document asks for: names that begin with a dot or end in `.tmp` belong to somebody
who is writing, and files without `.vcf` (`color`, `displayname`) describe the folder. A card
is written under such a name first and takes its own in one move.
"""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.drafts import PersonDraft, Problem
from keepintouch.formats.vcard_cards import LARGEST_CARD, Card, cards
from keepintouch.formats.vcard_reading import Group, drafts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIX = ".vcf"
UNCHANGED = "Nothing was changed."
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,199}")


class Item(NamedTuple):
    """A file of the folder and its bytes; `problem` says why it cannot be read."""

    name: str
    data: bytes = b""
    problem: str | None = None


class Reading(NamedTuple):
    """What a file says: its card and its person, or why it is left alone; and what is odd in it."""

    card: Card | None = None
    draft: PersonDraft | None = None
    problems: tuple[Problem, ...] = ()


def items(path: str) -> list[Item]:
    """Return the cards of a folder in the order of their names; no folder is an `UnreadableError`."""
    try:
        entries = sorted(os.scandir(path), key=lambda each: each.name)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{path} is not there. {UNCHANGED}", attempt=(f"mkdir {path}",)
        ) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no path"
        raise UnreadableError(f"{path} cannot be read: {why}. {UNCHANGED}") from error
    found = [_item(each) for each in entries if _is_card(each.name)]
    if not found:
        _refuse_collections(path, entries)
    return found


def read(data: bytes) -> Reading:
    """Read a file, which should hold one card in UTF-8."""
    try:
        found = list(cards(io.BytesIO(data)))
    except UnreadableError as error:
        return Reading(problems=(Problem(0, error.message.rstrip(".")),))
    single = [each for each in found if isinstance(each, Card)]
    stray = tuple(each for each in found if isinstance(each, Problem))
    if len(single) != 1:
        many = Problem(0, f"{len(single)} cards in one file")
        return Reading(problems=(many,) if single else stray or (many,))
    card = single[0]
    if card.raw not in data:
        return Reading(problems=(Problem(0, "this card is not in UTF-8"),))
    said = list(drafts(card))
    person = next((each for each in said if isinstance(each, PersonDraft)), None)
    return Reading(card, person, (*stray, *_told(said)))


def _told(said: Sequence[object]) -> Iterator[Problem]:
    """Yield the problems of a card, and why one that is no person's is left alone."""
    for each in said:
        if isinstance(each, Problem):
            yield each
        elif isinstance(each, Group):
            yield Problem(each.line, f'a group is nobody to keep in touch with: "{each.name}"')
        elif not isinstance(each, PersonDraft):
            yield Problem(0, "a place is nobody to keep in touch with")


def patched(data: bytes, card: Card, new: bytes) -> bytes:
    """Return the bytes of a file with another card in the place of its own."""
    start = data.index(card.raw)
    return data[:start] + new + data[start + len(card.raw) :]


def name_for(uid: str, taken: set[str]) -> str:
    """Return a free file name for a card: its UID, unless that is no plain name."""
    stem = uid if _SAFE.fullmatch(uid) else "card"
    names = (f"{stem}{f'-{number}' if number else ''}{SUFFIX}" for number in range(len(taken) + 1))
    return next(each for each in names if each not in taken)


def write(path: str, name: str, before: bytes | None, after: bytes) -> bool:
    """Put a card in its place, whole and private; say no where it is not as it was read.

    `before` is what was read, None for a new file. A failing disk is an `OSError`.
    """
    from tempfile import mkstemp

    handle, draft = mkstemp(prefix=".kit-", suffix=".tmp", dir=path)
    target = os.path.join(path, name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if _now(target) != before:
            return False
        os.replace(draft, target)
    finally:
        if os.path.lexists(draft):
            os.unlink(draft)
    return True


def delete(path: str, name: str, before: bytes) -> bool:
    """Remove a card; say no where it is not as it was read."""
    target = os.path.join(path, name)
    if _now(target) != before:
        return False
    os.unlink(target)
    return True


def settle(path: str) -> None:
    """Let the names in a folder survive a loss of power, where a folder can be told to."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _now(target: str) -> bytes | None:
    """Return what a file holds at this moment; None where there is none."""
    try:
        with open(target, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _is_card(name: str) -> bool:
    return name.lower().endswith(SUFFIX) and not name.startswith(".")


def _item(entry: os.DirEntry[str]) -> Item:
    """Read a file; a link, a pipe or what is too large is told of and left alone."""
    if not entry.name.isprintable():
        return Item(entry.name, problem="its name is not plain text")
    if not entry.is_file(follow_symlinks=False):
        return Item(entry.name, problem="not a plain file")
    try:
        with open(entry.path, "rb") as file:
            data = file.read(LARGEST_CARD + 1)
    except OSError as error:
        return Item(entry.name, problem=f"cannot be read: {error.strerror}")
    if len(data) > LARGEST_CARD:
        return Item(entry.name, problem=f"larger than {LARGEST_CARD // 2**20} MB")
    return Item(entry.name, data)


def _refuse_collections(path: str, entries: list[os.DirEntry[str]]) -> None:
    """Raise where the folder is one of address books, not of cards."""
    folders = [each.path for each in entries if each.is_dir() and not each.name.startswith(".")]
    for each in folders:
        if os.access(each, os.R_OK) and any(_is_card(name) for name in os.listdir(each)):
            raise UnreadableError(
                f"{path} holds folders of cards, not cards. {UNCHANGED}",
                attempt=(f"kit sync vdir {each}",),
            )
