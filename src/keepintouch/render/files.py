"""Writing an answer to a file: private, whole or not at all, never over another unasked."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from keepintouch.domain.errors import KitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


def refuse_existing(path: str, *, overwrite: bool) -> None:
    """Raise unless `path` is free, or may be replaced."""
    if not overwrite and os.path.lexists(path):
        raise UsageError(
            f"{path} exists already. Nothing was written.", attempt=("add -y to replace it",)
        )


@contextmanager
def new_file(path: str, *, overwrite: bool) -> Iterator[BinaryIO]:
    """Give a file of mode 0600 to write, which takes the name `path` when it is complete."""
    refuse_existing(path, overwrite=overwrite)
    draft = f"{path}.{os.getpid()}.part"
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        raise KitError(
            f"{path} cannot be written: {error.strerror}. Nothing was written."
        ) from error
    finally:
        if os.path.lexists(draft):
            os.unlink(draft)


def write_file(path: str, data: bytes, *, overwrite: bool) -> None:
    """Write `data` to `path`."""
    with new_file(path, overwrite=overwrite) as file:
        file.write(data)
