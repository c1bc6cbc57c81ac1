"""A stream of ours as a binary file, for writers that take one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from keepintouch.render.terminal import Stream


class _Bytes(io.RawIOBase):
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # what is bytes-like is taken
        return self._stream.write(bytes(data))


def sink(stream: Stream) -> BinaryIO:
    """Return a binary file whose bytes go to `stream` at once; closing it closes nothing."""
    return cast("BinaryIO", _Bytes(stream))
