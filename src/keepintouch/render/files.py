"""Writing an answer to a file: private, whole or not at all, never over another unasked."""

from __future__ import annotations

import os

from keepintouch.domain.errors import KitError, UsageError


def refuse_existing(path: str, *, overwrite: bool) -> None:
    """Raise unless `path` is free, or may be replaced."""
    if not overwrite and os.path.lexists(path):
        raise UsageError(
            f"{path} exists already. Nothing was written.", attempt=("add -y to replace it",)
        )


def write_file(path: str, data: bytes, *, overwrite: bool) -> None:
    """Write `data` to `path` with mode 0600, by way of a temporary file beside it."""
    refuse_existing(path, overwrite=overwrite)
    draft = f"{path}.{os.getpid()}.part"
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        _forget(draft)
        raise KitError(
            f"{path} cannot be written: {error.strerror}. Nothing was written."
        ) from error


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
