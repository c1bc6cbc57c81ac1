"""Keys made by the client: UUIDs of version 7 (RFC 9562), which sort by the time they were made."""

from __future__ import annotations

import os
import time

_last = 0


def new_id() -> str:
    """Return a new UUIDv7 as text; those made by one process are strictly increasing."""
    global _last  # noqa: PLW0603 - the one counter that keeps a clock set back from breaking order
    noise = os.urandom(9)
    _last = max(time.time_ns() // 1_000_000 << 12 | noise[8], _last + 1)
    high = (_last >> 12) << 16 | 0x7000 | _last & 0xFFF
    low = 0x8000_0000_0000_0000 | int.from_bytes(noise[:8], "big") >> 2
    text = f"{high:016x}{low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
