"""The changes of a step as they lie in the store: lists of JSON, compressed when that is worth it."""

from __future__ import annotations

from keepintouch.domain.errors import StoreError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import plainjson
from keepintouch.store.connection import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from keepintouch.store.protocol import Connection

    Change = list[Any]

WORTH_PACKING = 2_000
FEW = 50
"""Up to so many changes are written without `json`, which takes longer to import."""


def write(connection: Connection, seq: int, position: int, changes: list[Change]) -> None:
    """Write one chunk of a step's changes."""
    data = str(well_formed(_text(changes))).encode()
    connection.run(
        "INSERT INTO chunk (seq, position, data) VALUES (:seq, :position, :data)"
        " ON CONFLICT (seq, position) DO UPDATE SET data = excluded.data",
        seq=seq,
        position=position,
        data=_packed(data) if len(data) > WORTH_PACKING else data,
    )


def of_step(
    connection: Connection, seq: int, *, newest_first: bool = False
) -> Iterator[tuple[int, list[Change]]]:
    """Yield the chunks of a step with their positions; only one is in memory at a time."""
    row = connection.row("SELECT count(*) FROM chunk WHERE seq = :seq", seq=seq)
    order = range(row[0] if row else 0)
    for position in reversed(order) if newest_first else order:
        found = connection.row(
            "SELECT data FROM chunk WHERE seq = :seq AND position = :position",
            seq=seq,
            position=position,
        )
        if found:
            yield position, _read(found[0])


def changes(connection: Connection, seq: int) -> Iterator[Change]:
    """Yield the changes of a step, oldest first."""
    for _, found in of_step(connection, seq):
        yield from found


def _text(changes: list[Change]) -> str:
    if len(changes) <= FEW:
        return plainjson.text(changes)
    import json
    from datetime import date

    return json.dumps(changes, default=date.isoformat, ensure_ascii=False)


def _packed(data: bytes) -> bytes:
    import zlib

    return zlib.compress(data, 1)


def _read(data: bytes) -> list[Change]:
    import json
    import zlib

    try:
        text = bytes(data) if data[:1] == b"[" else zlib.decompress(data)
        found: list[Change] = json.loads(text)
    except (ValueError, zlib.error) as error:
        raise StoreError(
            "a step of the journal is damaged. Nothing was changed.",
            attempt=("kit restore --list   to see the copies of the store",),
        ) from error
    return found
