"""Changing files outside kit's own: shown first, asked, written whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.cli import folders
from keepintouch.domain.errors import CancelledError, KitError, NeedsAnswerError
from keepintouch.render.spans import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.cli.kit import Kit


class File(NamedTuple):
    """A file to write; with `append`, its text is added as a line unless it is there already."""

    path: str
    text: str
    about: str = ""
    append: bool = False


def agreed(kit: Kit, files: Sequence[File], more: Sequence[str] = ()) -> None:
    """Show what will be written and done, and raise unless the user says yes."""
    rows = [[folders.short(each.path, kit.env), each.about] for each in files]
    kit.console.note(["This will write:", Table(rows, whole=True), *more])
    if kit.flags.yes:
        return
    if not kit.asker.may_ask:
        raise NeedsAnswerError("this needs a yes. Nothing was changed.", attempt=("add -y",))
    if not kit.asker.confirm("Do it?"):
        raise CancelledError("nothing was changed.")


def write(files: Sequence[File]) -> None:
    """Write the files."""
    for each in files:
        try:
            os.makedirs(os.path.dirname(each.path), exist_ok=True)
            if each.append:
                _append(each)
            else:
                _replace(each)
        except OSError as error:
            raise KitError(f"{each.path} cannot be written: {error.strerror}.") from error


def remove(paths: Sequence[str]) -> list[str]:
    """Remove files, and return those that were there."""
    gone = []
    for path in paths:
        if os.path.lexists(path):
            os.unlink(path)
            gone.append(path)
    return gone


def _replace(file: File) -> None:
    draft = f"{file.path}.{os.getpid()}.part"
    with open(draft, "w", encoding="utf-8") as stream:
        stream.write(file.text)
    os.replace(draft, file.path)


def _append(file: File) -> None:
    text = ""
    if os.path.exists(file.path):
        with open(file.path, encoding="utf-8", errors="surrogateescape") as stream:
            text = stream.read()
    if file.text in text.splitlines():
        return
    with open(file.path, "a", encoding="utf-8") as stream:
        stream.write(f"{'' if not text or text.endswith(chr(10)) else chr(10)}{file.text}\n")
