"""vCard 2.1, 3.0 and 4.0 of any program: read tolerantly, every card kept as it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats.drafts import Problem
from keepintouch.formats.vcard_cards import cards
from keepintouch.formats.vcard_reading import drafts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from keepintouch.formats.drafts import Draft, ReadOptions


def read(stream: BinaryIO, options: ReadOptions) -> Iterator[Draft]:  # noqa: ARG001 - the protocol
    """Yield people and problems in the file's order, holding one card at a time."""
    for card in cards(stream):
        if isinstance(card, Problem):
            yield card
        else:
            yield from drafts(card)
